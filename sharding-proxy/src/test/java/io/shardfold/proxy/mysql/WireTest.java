package io.shardfold.proxy.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shardfold.core.error.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "250, fa",
        "251, fc fb 00",
        "65535, fc ff ff",
        "65536, fd 00 00 01",
        "16777215, fd ff ff ff",
        "16777216, fe 00 00 00 01 00 00 00 00",
        "9223372036854775807, fe ff ff ff ff ff ff ff 7f"
    })
    void writesTheShortestLengthAndReadsIt(long value, String hex) {
        assertEquals(hex, Hex.written(out -> Wire.writeLenenc(out, value)));
        assertEquals(value, Wire.lenenc(Hex.buffer(hex), "length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fc 07 00", "fd 07 00 00", "fe 07 00 00 00 00 00 00 00"})
    void readsLongerLengthsThanNeeded(String hex) {
        assertEquals(7, Wire.lenenc(Hex.buffer(hex), "length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fb", "ff", "fc 01", "fd 01 02", "fe ff ff ff ff ff ff ff ff"})
    void refusesWhatIsNoLength(String hex) {
        assertThrows(ProtocolException.class, () -> Wire.lenenc(Hex.buffer(hex), "length"));
    }

    @Test
    void believesNoLengthBeyondTheBytes() {
        ProtocolException refused =
                assertThrows(
                        ProtocolException.class,
                        () ->
                                Wire.lenencBytes(
                                        Hex.buffer("fe ff ff ff 7f 00 00 00 00 01"), "name"));
        assertEquals("name says 2147483647 bytes, 1 are left", refused.getMessage());
    }
}
