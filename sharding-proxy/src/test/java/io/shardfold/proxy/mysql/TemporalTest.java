package io.shardfold.proxy.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.error.ProtocolException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalTest {

    @ParameterizedTest
    @CsvSource({
        "2024-02-29, 04 e8 07 02 1d",
        "0000-00-00, 00",
        "2024-00-00, 04 e8 07 00 00",
        "2024-02-29 12:34:56, 07 e8 07 02 1d 0c 22 38",
        "2024-02-29 00:00:00, 04 e8 07 02 1d",
        "2024-02-29 12:34:56.5, 0b e8 07 02 1d 0c 22 38 20 a1 07 00",
        "2024-02-29 12:34:56.500000, 0b e8 07 02 1d 0c 22 38 20 a1 07 00",
        "2024-02-29T12:34, 07 e8 07 02 1d 0c 22 00",
        "0000-00-00 00:00:00, 00"
    })
    void writesDatesAsShortAsTheyAre(String text, String hex) {
        assertEquals(hex, Hex.written(out -> Temporal.writeDateTime(out, text)));
    }

    @ParameterizedTest
    @CsvSource({
        "-34:22:59, 08 01 01 00 00 00 0a 16 3b",
        "00:00:00, 00",
        "838:59:59, 08 00 22 00 00 00 16 3b 3b",
        "10:00:00.000001, 0c 00 00 00 00 00 0a 00 00 01 00 00 00"
    })
    void writesTimesAsShortAsTheyAre(String text, String hex) {
        assertEquals(hex, Hex.written(out -> Temporal.writeTime(out, text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2024", "2024-02-29 ", "2024-02-29x", "x", "2024-02-29 12:34:56 UTC"})
    void refusesOtherTexts(String text) {
        assertThrows(
                IllegalArgumentException.class,
                () -> Hex.written(out -> Temporal.writeDateTime(out, text)));
    }

    @Test
    void readsValuesIntoJavasTypes() {
        assertEquals(
                LocalDate.of(2024, 2, 29),
                Temporal.readDateTime(Hex.buffer("04 e8 07 02 1d"), true));
        assertEquals(
                LocalDateTime.of(2024, 2, 29, 0, 0),
                Temporal.readDateTime(Hex.buffer("04 e8 07 02 1d"), false));
        assertEquals(
                LocalDateTime.of(2024, 2, 29, 12, 34, 56, 500_000_000),
                Temporal.readDateTime(Hex.buffer("0b e8 07 02 1d 0c 22 38 20 a1 07 00"), false));
        assertEquals(
                LocalTime.of(10, 22, 59),
                Temporal.readTime(Hex.buffer("08 00 00 00 00 00 0a 16 3b")));
    }

    @Test
    void keepsAsTextWhatJavaDoesNotHave() {
        assertEquals("0000-00-00", Temporal.readDateTime(Hex.buffer("00"), true));
        assertEquals("0000-00-00 00:00:00", Temporal.readDateTime(Hex.buffer("00"), false));
        assertEquals("-34:22:59", Temporal.readTime(Hex.buffer("08 01 01 00 00 00 0a 16 3b")));
        assertEquals("838:59:59", Temporal.readTime(Hex.buffer("08 00 22 00 00 00 16 3b 3b")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "05 e8 07 02 1d 00", "07 e8", "0b e8 07 02 1d 0c 22 38 ff ff ff 7f"})
    void refusesLengthsAndValuesThatCanNotBe(String hex) {
        ByteBuf in = Hex.buffer(hex);
        assertThrows(ProtocolException.class, () -> Temporal.readDateTime(in, false));
    }
}
