package io.shardfold.core.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardfold.core.merge.RowOrder.Comparison;
import io.shardfold.core.merge.RowOrder.Key;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.ResultColumn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyComparisonTest {

    private static final List<ResultColumn> COLUMNS =
            List.of(
                    new ResultColumn(
                            "k", "k", "", "", "", "", 0, "", 0, 0, 0, 0, 1, true, false, true, ""));

    private static RowKey key(RowOrder order, Object value) {
        RowKey key = order.newKey();
        try (Cursor cursor = FixedRows.of(COLUMNS, List.<Object[]>of(new Object[] {value}))) {
            cursor.next();
            order.read(cursor, key);
        }
        return key;
    }

    private static int compare(Key key, Object left, Object right) {
        RowOrder order = RowOrder.of(key);
        return Integer.signum(order.compare(key(order, left), key(order, right)));
    }

    /** Each value is before all that follow it; the values of one inner list are equal. */
    private static void ascending(Comparison comparison, Object... values) {
        Key key = new Key(0, comparison, false, false);
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                for (Object left :
                        values[i] instanceof List<?> equal ? equal : List.of(values[i])) {
                    for (Object right :
                            values[j] instanceof List<?> equal ? equal : List.of(values[j])) {
                        assertEquals(
                                Integer.compare(i, j),
                                compare(key, left, right),
                                left + " against " + right);
                    }
                }
            }
        }
    }

    @Test
    void nullsStandWhereTheKeySaysWhateverTheDirection() {
        for (boolean descending : new boolean[] {false, true}) {
            Key first = new Key(0, Comparison.INTEGER, descending, true);
            assertEquals(-1, compare(first, null, 0L));
            assertEquals(1, compare(first, 0L, null));
            assertEquals(0, compare(first, null, null));
            Key last = new Key(0, Comparison.INTEGER, descending, false);
            assertEquals(1, compare(last, null, 0L));
            assertEquals(descending ? 1 : -1, compare(last, 1L, 2L));
        }
    }

    @Test
    void numbersAreComparedExactly() {
        ascending(
                Comparison.INTEGER,
                Long.MIN_VALUE,
                -1,
                List.of(0L, 0),
                9_007_199_254_740_992L,
                9_007_199_254_740_993L);
        ascending(
                Comparison.DECIMAL,
                Double.NEGATIVE_INFINITY,
                new BigDecimal("-1e30"),
                List.of(BigDecimal.ZERO, new BigDecimal("0.000"), 0L),
                new BigDecimal("0.1000000000000000000001"),
                List.of(new BigDecimal("1.0"), 1),
                new BigDecimal("18446744073709551615"),
                Double.POSITIVE_INFINITY,
                Double.NaN);
        ascending(
                Comparison.FLOAT,
                Double.NEGATIVE_INFINITY,
                -Double.MAX_VALUE,
                -1.5,
                List.of(-0.0, 0.0, 0.0f),
                Double.MIN_VALUE,
                0.1,
                0.1f,
                Double.POSITIVE_INFINITY,
                List.of(Double.NaN, Float.NaN));
    }

    @Test
    void textIsComparedByCodePoint() {
        ascending(
                Comparison.TEXT,
                "",
                "A",
                "a",
                "a ",
                "aa",
                "\uffee",
                "\ud83d\ude00",
                "\ud83d\ude01");
        ascending(
                Comparison.TEXT_TRIMMED, List.of("", "  "), "\t", List.of("a", "a  "), "a\t", "ab");
        ascending(
                Comparison.TEXT_PADDED,
                "\t",
                List.of("", "  "),
                "a\t",
                List.of("a", "a  "),
                "a !",
                "ab");
        Random random = new Random(7);
        Key text = new Key(0, Comparison.TEXT, false, false);
        for (int i = 0; i < 20_000; i++) {
            String left = randomText(random);
            String right = randomText(random);
            assertEquals(
                    Integer.signum(
                            Arrays.compareUnsigned(
                                    left.getBytes(StandardCharsets.UTF_8),
                                    right.getBytes(StandardCharsets.UTF_8))),
                    compare(text, left, right));
        }
    }

    private static String randomText(Random random) {
        int[] codePoints = {
            'a', 'b', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
        }
        return text.toString();
    }

    @Test
    void weightsArePaddedWhereTheCollationPads() {
        byte[] pad = {0, 0x20};
        Key padded = new Key(0, Comparison.WEIGHT_PADDED, false, false, pad, null);
        assertEquals(0, compare(padded, new byte[] {0, 0x41}, new byte[] {0, 0x41, 0, 0x20}));
        assertEquals(1, compare(padded, new byte[] {0, 0x41}, new byte[] {0, 0x41, 0, 9}));
        assertEquals(-1, compare(padded, new byte[] {0, 0x41}, new byte[] {0, (byte) 0x80}));
        Key plain = new Key(0, Comparison.WEIGHT, false, false);
        assertEquals(-1, compare(plain, new byte[] {0x41}, new byte[] {0x41, 0}));
        assertEquals(-1, compare(plain, new byte[] {0x7f}, new byte[] {(byte) 0x80}));
    }

    @Test
    void datesAndTimesAreComparedAsTheDatabaseReadsThem() {
        ascending(
                Comparison.DATE,
                "-infinity",
                "4713-01-01 BC",
                "0001-12-31 BC",
                "0001-01-01",
                "2024-01-31",
                "2024-02-01",
                "10000-01-01",
                "5874897-12-31",
                "infinity");
        ascending(Comparison.DATE, "0000-00-00", "0001-01-01", "2024-00-00", "2024-01-01");
        ascending(
                Comparison.TIME,
                "-838:59:59",
                "-00:00:00.5",
                List.of("00:00:00", "00:00:00.000", "-00:00:00"),
                "00:00:00.000001",
                "00:00:00.1",
                "23:59:59.999999",
                "24:00:00",
                "838:59:59");
        ascending(
                Comparison.TIMESTAMP,
                "-infinity",
                "0044-03-15 12:00:00 BC",
                "2024-03-10 01:59:59.999",
                List.of("2024-03-10 02:30:00", "2024-03-10 02:30:00.0"),
                "2024-03-10 02:30:00.05",
                "2024-03-10 02:30:00.5",
                "294276-12-31 23:59:59.999999",
                "infinity");
        ascending(
                Comparison.TIMESTAMP_WITH_ZONE,
                "-infinity",
                "0001-01-01 00:00:00+00 BC",
                List.of(
                        "2024-06-01 12:00:00+00",
                        "2024-06-01 14:00:00+02",
                        "2024-06-01 06:30:00-05:30"),
                "2024-06-01 12:00:00.000001+00",
                "2024-06-01 12:00:00-00:00:01",
                "infinity");
        // Equal instants: the zone further east comes first.
        ascending(
                Comparison.TIME_WITH_ZONE,
                "12:00:00+03",
                "12:00:00+02",
                "11:00:00+01",
                "10:00:00+00",
                "10:00:00.5+00");
    }

    @Test
    void intervalsAreComparedByTheirNormalisedLength() {
        ascending(
                Comparison.INTERVAL,
                "-infinity",
                "-1 years",
                "-1 days +23:59:59",
                "-00:00:00.5",
                "00:00:00",
                "1 day -00:00:01",
                List.of("1 day", "24:00:00"),
                List.of("1 mon", "30 days", "720:00:00", "29 days 24:00:00"),
                List.of("1 year", "12 mons", "11 mons 30 days"),
                "1 year 2 mons -3 days +04:05:06.789",
                "178000000 years",
                "infinity");
    }

    @Test
    void otherTypesAreComparedByTheirBytesOrTruth() {
        ascending(Comparison.BOOLEAN, List.of(false, 0, "f"), List.of(true, 1, "t"));
        ascending(
                Comparison.UUID,
                UUID.fromString("00000000-0000-0000-0000-000000000001"),
                List.of(
                        UUID.fromString("7fffffff-0000-0000-0000-000000000000"),
                        "7fffffff-0000-0000-0000-000000000000"),
                UUID.fromString("80000000-0000-0000-0000-000000000000"),
                UUID.fromString("80000000-0000-0000-8000-000000000000"));
        ascending(
                Comparison.BYTES,
                new byte[0],
                new byte[] {0},
                new byte[] {0, 0},
                new byte[] {127},
                new byte[] {-1});
    }
}
