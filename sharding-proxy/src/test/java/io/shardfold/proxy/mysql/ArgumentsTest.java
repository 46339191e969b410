package io.shardfold.proxy.mysql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ProtocolException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    private static Arguments decode(String hex, int count, int[] earlier, byte[][] longData) {
        return Arguments.decode(
                Hex.buffer(hex), 0, 0, count, earlier, longData, StandardCharsets.UTF_8);
    }

    private static Object one(String typeAndFlag, String value) {
        return decode("00 01 " + typeAndFlag + " " + value, 1, null, null).values()[0];
    }

    @ParameterizedTest
    @CsvSource({
        "01 00, ff, -1",
        "01 80, ff, 255",
        "02 00, fe ff, -2",
        "02 80, fe ff, 65534",
        "03 00, ff ff ff ff, -1",
        "03 80, ff ff ff ff, 4294967295",
        "09 00, fd ff ff ff, -3",
        "08 00, ff ff ff ff ff ff ff ff, -1",
        "0d 80, e8 07, 2024"
    })
    void readsIntegersByTheClientsOwnSign(String type, String value, long expected) {
        assertEquals(expected, ((Number) one(type, value)).longValue());
    }

    @Test
    void readsWhatNoLongHolds() {
        assertEquals(
                new BigInteger("18446744073709551615"), one("08 80", "ff ff ff ff ff ff ff ff"));
    }

    @Test
    void readsFloatsDecimalsAndTexts() {
        assertEquals(1.5f, one("04 00", "00 00 c0 3f"));
        assertEquals(2.5, one("05 00", "00 00 00 00 00 00 04 40"));
        assertEquals(new BigDecimal("-12.34"), one("f6 00", "06 2d 31 32 2e 33 34"));
        assertEquals("a\u00e9", one("fd 00", "03 61 c3 a9"));
        assertArrayEquals(new byte[] {(byte) 0xff, 0}, (byte[]) one("fc 00", "02 ff 00"));
    }

    @Test
    void readsNullsFromTheBitmap() {
        Arguments arguments = decode("05 01 03 00 03 00 fd 00 | 07 00 00 00", 3, null, null);
        assertNull(arguments.values()[0]);
        assertEquals(7, arguments.values()[1]);
        assertNull(arguments.values()[2]);
        assertArrayEquals(new int[] {3, 3, 0xfd}, arguments.types());
    }

    @Test
    void takesTheTypesOfTheExecutionBefore() {
        int[] earlier = {0x8001};
        assertEquals(255, decode("00 00 ff", 1, earlier, null).values()[0]);
        ProtocolException refused =
                assertThrows(ProtocolException.class, () -> decode("00 00 ff", 1, null, null));
        assertEquals(1210, refused.mysqlNumber());
    }

    @Test
    void aParameterThatWasSentBeforeHasNoValueHere() {
        byte[][] longData = {null, "long".getBytes(StandardCharsets.UTF_8), {1, 2}};
        Arguments arguments = decode("00 01 01 00 fd 00 fc 00 | 05", 3, null, longData);
        assertEquals(5, arguments.values()[0]);
        assertEquals("long", arguments.values()[1]);
        assertArrayEquals(new byte[] {1, 2}, (byte[]) arguments.values()[2]);
    }

    @Test
    void attributesOfTheQueryAreReadOver() {
        Arguments arguments =
                Arguments.decode(
                        Hex.buffer("02 00 01 | 03 00 00 | fd 00 03 61 74 74 | 09 00 00 00 | 01 78"),
                        0,
                        Capabilities.QUERY_ATTRIBUTES,
                        1,
                        null,
                        null,
                        StandardCharsets.UTF_8);
        assertEquals(1, arguments.values().length);
        assertEquals(9, arguments.values()[0]);

        var query = Hex.buffer("03 01 01 00 01 fd 00 01 61 02 78 79 53 45 4c");
        Command command = Command.decode(query, Capabilities.QUERY_ATTRIBUTES);
        assertArrayEquals("SEL".getBytes(StandardCharsets.UTF_8), ((Command.Query) command).sql());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00 01",
                "00 01 03",
                "00 01 03 00",
                "00 01 03 00 01 02 03",
                "00 01 03 00 01 02 03 04 05",
                "00 01 fd 00 05 61",
                "00 01 11 00 01 61"
            })
    void refusesWhatDoesNotFit(String hex) {
        ProtocolException refused =
                assertThrows(ProtocolException.class, () -> decode(hex, 1, null, null));
        assertEquals(1210, refused.mysqlNumber());
    }

    @Test
    void aStringThatIsNoTextGoesOnAsBytes() {
        assertArrayEquals(Hex.bytes("c3 28"), (byte[]) one("fd 00", "02 c3 28"));
    }

    @Test
    void aTextThatIsNoneInTheClientsCharacterSetIsRefusedNotChanged() {
        ProtocolException refused =
                assertThrows(
                        ProtocolException.class,
                        () -> Arguments.decode(Hex.bytes("c3 28"), StandardCharsets.UTF_8));
        assertEquals(Problem.CHARACTER_NOT_IN_REPERTOIRE, refused.problem());
        assertEquals("\u4e2d", Arguments.decode(Hex.bytes("d6 d0"), Charset.forName("GBK")));
    }

    @Test
    void binaryLiteralsAreWrittenAsTheirBytes() {
        assertEquals(
                "SELECT '_binary', x'00FF275C', 1",
                sql("SELECT '_binary', _binary'\\0\u00ff\\'\\\\', 1", StandardCharsets.UTF_8));
        assertEquals(
                "SELECT x'E9', '\u00e9' -- _binary'\u00e9'",
                sql(
                        "SELECT _BINARY \"\u00e9\", '\u00e9' -- _binary'\u00e9'",
                        Charset.forName("windows-1252")));
        assertEquals("SELECT _binary'abc'", sql("SELECT _binary'abc'", StandardCharsets.UTF_8));
        assertThrows(
                ProtocolException.class,
                () -> sql("SELECT '\u00ff', _binary'\u00ff'", StandardCharsets.UTF_8));
        assertThrows(
                ProtocolException.class,
                () -> sql("SELECT _binary'\u00ff", StandardCharsets.UTF_8));
    }

    /** A statement whose bytes are given as characters. */
    private static String sql(String bytes, Charset charset) {
        return BinaryLiterals.decode(bytes.getBytes(StandardCharsets.ISO_8859_1), charset, true);
    }
}
