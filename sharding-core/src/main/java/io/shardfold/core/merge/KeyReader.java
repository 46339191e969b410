package io.shardfold.core.merge;

import io.shardfold.core.merge.RowOrder.Comparison;
import io.shardfold.core.row.Cursor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;

/** Turns a value into what {@link RowOrder} compares. */
final class KeyReader {

    private KeyReader() {}

    static void read(Cursor row, int column, Comparison comparison, RowKey into, int index) {
        into.objects[index] = null;
        into.rests[index] = 0;
        switch (comparison) {
            case INTEGER -> {
                long number = row.longValue(column);
                into.nulls[index] = number == 0 && row.isNull(column);
                into.numbers[index] = number;
            }
            case DECIMAL -> readDecimal(row.value(column), into, index);
            case FLOAT -> {
                Object value = row.value(column);
                into.nulls[index] = value == null;
                into.numbers[index] = value == null ? 0 : sortable(floating(value));
            }
            case BOOLEAN -> {
                Object value = row.value(column);
                into.nulls[index] = value == null;
                into.numbers[index] = value != null && isTrue(value) ? 1 : 0;
            }
            case UUID -> {
                Object value = row.value(column);
                into.nulls[index] = value == null;
                if (value != null) {
                    UUID uuid =
                            value instanceof UUID known ? known : UUID.fromString(value.toString());
                    into.numbers[index] = uuid.getMostSignificantBits() ^ Long.MIN_VALUE;
                    into.rests[index] = uuid.getLeastSignificantBits() ^ Long.MIN_VALUE;
                }
            }
            case WEIGHT, WEIGHT_PADDED, BYTES -> {
                byte[] bytes = row.bytes(column);
                into.nulls[index] = bytes == null;
                into.objects[index] = bytes;
            }
            case TEXT,
                    TEXT_TRIMMED,
                    TEXT_PADDED,
                    RANKED,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_WITH_ZONE,
                    TIME_WITH_ZONE,
                    INTERVAL -> {
                String text = row.text(column);
                into.nulls[index] = text == null;
                if (text != null) {
                    readText(text, comparison, into, index);
                }
            }
            default -> throw new AssertionError(comparison);
        }
    }

    private static void readText(String text, Comparison comparison, RowKey into, int index) {
        switch (comparison) {
            case TEXT, TEXT_PADDED, RANKED -> into.objects[index] = text;
            case TEXT_TRIMMED -> into.objects[index] = withoutTrailingSpaces(text);
            case DATE -> into.numbers[index] = new TemporalText(text).date();
            case TIME -> into.numbers[index] = new TemporalText(text).time();
            case TIMESTAMP -> new TemporalText(text).timestamp(into, index);
            case TIMESTAMP_WITH_ZONE -> new TemporalText(text).timestampWithZone(into, index);
            case TIME_WITH_ZONE -> new TemporalText(text).timeWithZone(into, index);
            case INTERVAL -> IntervalText.read(text, into, index);
            default -> throw new AssertionError(comparison);
        }
    }

    private static String withoutTrailingSpaces(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    /**
     * The number stands for -Infinity, a finite number, Infinity and NaN, in PostgreSQL's order.
     */
    private static void readDecimal(Object value, RowKey into, int index) {
        into.nulls[index] = value == null;
        into.numbers[index] = 0;
        if (value == null) {
            return;
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isNaN(number)) {
                into.numbers[index] = 2;
                return;
            }
            if (Double.isInfinite(number)) {
                into.numbers[index] = number > 0 ? 1 : -1;
                return;
            }
        }
        into.objects[index] = decimal(value);
    }

    static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal number) return number;
        if (value instanceof BigInteger number) return new BigDecimal(number);
        if (value instanceof Double || value instanceof Float) {
            return new BigDecimal(((Number) value).doubleValue());
        }
        if (value instanceof Number number) return BigDecimal.valueOf(number.longValue());
        return new BigDecimal(value.toString());
    }

    static double floating(Object value) {
        return value instanceof Number number
                ? number.doubleValue()
                : Double.parseDouble(value.toString());
    }

    static boolean isTrue(Object value) {
        if (value instanceof Boolean truth) return truth;
        if (value instanceof Number number) return number.longValue() != 0;
        String text = value.toString();
        return text.equals("t") || text.equals("true") || text.equals("1");
    }

    /** A long in the order of the doubles, NaN last; both zeros are one. */
    private static long sortable(double number) {
        long bits = Double.doubleToLongBits(number == 0 ? 0.0 : number);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }
}
