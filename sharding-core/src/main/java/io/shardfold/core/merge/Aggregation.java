package io.shardfold.core.merge;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.ResultColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Adds up what shards have computed for one group. A result is of the class in which the shards'
 * driver gives the column.
 */
final class Aggregation {

    /** MySQL, strings/decimal.cc: DIG_PER_DEC1. */
    private static final int DIGITS_PER_WORD = 9;

    private Aggregation() {}

    /**
     * @param rows each on its row for the group; at least two
     * @return null for SQL NULL
     */
    static Object compute(Aggregate aggregate, Cursor[] rows, int rowCount) {
        return switch (aggregate.kind()) {
            case COUNT, SUM -> sum(rows, rowCount, aggregate.column());
            case SUM_FLOAT -> sumFloat(rows, rowCount, aggregate.column());
            case AVG_MYSQL -> averageMySql(aggregate, rows, rowCount);
            case AVG_POSTGRESQL -> averagePostgresql(aggregate, rows, rowCount);
            case AVG_FLOAT -> averageFloat(aggregate, rows, rowCount);
            case BIT_AND, BIT_OR, BIT_XOR -> bits(aggregate, rows, rowCount);
            case BOOL_AND, BOOL_OR -> truth(aggregate, rows, rowCount);
            case MIN, MAX, ANY_VALUE ->
                    throw new AssertionError("One of the rows has the value: " + aggregate);
        };
    }

    private static Object sum(Cursor[] rows, int rowCount, int column) {
        Object sum = null;
        for (int i = 0; i < rowCount; i++) {
            Object value = rows[i].value(column);
            if (value != null) {
                sum = sum == null ? value : add(sum, value);
            }
        }
        return sum;
    }

    private static Object add(Object left, Object right) {
        if (isWhole(left) && isWhole(right)) {
            long sum;
            try {
                sum = Math.addExact(((Number) left).longValue(), ((Number) right).longValue());
            } catch (ArithmeticException e) {
                throw outOfRange("bigint");
            }
            if (left instanceof Integer && right instanceof Integer) {
                if (sum != (int) sum) {
                    throw outOfRange("integer");
                }
                return (int) sum;
            }
            return sum;
        }
        if (isSpecial(left) || isSpecial(right)) {
            // PostgreSQL's numeric NaN and infinities, which come as doubles and add up like them.
            return special(left) + special(right);
        }
        if (left instanceof BigInteger a && right instanceof BigInteger b) {
            return a.add(b);
        }
        return KeyReader.decimal(left).add(KeyReader.decimal(right));
    }

    private static boolean isWhole(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short;
    }

    private static boolean isSpecial(Object value) {
        return value instanceof Double number && !Double.isFinite(number);
    }

    private static double special(Object value) {
        return isSpecial(value) ? (Double) value : 0;
    }

    private static StatementException outOfRange(String type) {
        return new StatementException(
                Problem.NUMERIC_OUT_OF_RANGE,
                type + " out of range",
                StatementException.NO_POSITION);
    }

    private static Object sumFloat(Cursor[] rows, int rowCount, int column) {
        Object first = null;
        double sum = 0;
        for (int i = 0; i < rowCount; i++) {
            Object value = rows[i].value(column);
            if (value != null) {
                sum = first == null ? KeyReader.floating(value) : sum + KeyReader.floating(value);
                first = value;
            }
        }
        if (first == null) {
            return null;
        }
        sum = atScale(sum, rows[0].columns().get(column));
        return first instanceof Float ? (Object) (float) sum : (Object) sum;
    }

    private static BigDecimal count(Aggregate aggregate, Cursor[] rows, int rowCount) {
        BigDecimal count = BigDecimal.ZERO;
        for (int i = 0; i < rowCount; i++) {
            count = count.add(BigDecimal.valueOf(rows[i].longValue(aggregate.countColumn())));
        }
        return count;
    }

    private static Object averageMySql(Aggregate aggregate, Cursor[] rows, int rowCount) {
        Object sum = sum(rows, rowCount, aggregate.sumColumn());
        if (sum == null) {
            return null;
        }
        int scale = 0;
        for (int i = 0; i < rowCount; i++) {
            Object average = rows[i].value(aggregate.column());
            if (average != null) {
                scale = Math.max(scale, KeyReader.decimal(average).scale());
            }
        }
        BigDecimal dividend = KeyReader.decimal(sum);
        // MySQL divides to whole words of nine digits, cuts what is left, and then rounds.
        int words = words(dividend.scale());
        int digits = words * DIGITS_PER_WORD;
        int more = Math.max(scale - dividend.scale() - (digits - dividend.scale()), 0);
        int divided = words(digits + more) * DIGITS_PER_WORD;
        return dividend.divide(count(aggregate, rows, rowCount), divided, RoundingMode.DOWN)
                .setScale(scale, RoundingMode.HALF_UP);
    }

    private static int words(int digits) {
        return (digits + DIGITS_PER_WORD - 1) / DIGITS_PER_WORD;
    }

    private static Object averagePostgresql(Aggregate aggregate, Cursor[] rows, int rowCount) {
        Object sum = sum(rows, rowCount, aggregate.sumColumn());
        if (sum == null || isSpecial(sum)) {
            return sum;
        }
        return NumericDivision.divide(KeyReader.decimal(sum), count(aggregate, rows, rowCount));
    }

    private static Object averageFloat(Aggregate aggregate, Cursor[] rows, int rowCount) {
        Object sum = sumFloat(rows, rowCount, aggregate.sumColumn());
        if (sum == null) {
            return null;
        }
        double average = KeyReader.floating(sum) / count(aggregate, rows, rowCount).doubleValue();
        return atScale(average, rows[0].columns().get(aggregate.column()));
    }

    /** MySQL shows floating-point numbers of some types, and so sends them, at a fixed scale. */
    private static double atScale(double number, ResultColumn column) {
        boolean mysql = column.typeName().equals("DOUBLE") || column.typeName().equals("FLOAT");
        if (!mysql || !FloatText.isFixed(column.scale()) || !Double.isFinite(number)) {
            return number;
        }
        return new BigDecimal(number)
                .setScale(column.scale(), RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    private static Object bits(Aggregate aggregate, Cursor[] rows, int rowCount) {
        Object result = null;
        for (int i = 0; i < rowCount; i++) {
            Object value = rows[i].value(aggregate.column());
            if (value != null) {
                result = result == null ? value : bits(aggregate.kind(), result, value);
            }
        }
        return result;
    }

    private static Object bits(Aggregate.Kind kind, Object left, Object right) {
        if (left instanceof byte[] a && right instanceof byte[] b && a.length == b.length) {
            byte[] bytes = new byte[a.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) bits(kind, a[i], b[i]);
            }
            return bytes;
        }
        if (left instanceof BigInteger a && right instanceof BigInteger b) {
            return switch (kind) {
                case BIT_AND -> a.and(b);
                case BIT_OR -> a.or(b);
                case BIT_XOR -> a.xor(b);
                default -> throw new AssertionError(kind);
            };
        }
        if (isWhole(left) && isWhole(right)) {
            long bits = bits(kind, ((Number) left).longValue(), ((Number) right).longValue());
            return left instanceof Long ? (Object) bits : (Object) (int) bits;
        }
        throw StatementException.notSupported(
                kind + " of values of this type over several shards",
                StatementException.NO_POSITION,
                "Group by the sharding key, or compute it from the rows.");
    }

    private static long bits(Aggregate.Kind kind, long left, long right) {
        return switch (kind) {
            case BIT_AND -> left & right;
            case BIT_OR -> left | right;
            case BIT_XOR -> left ^ right;
            default -> throw new AssertionError(kind);
        };
    }

    private static Object truth(Aggregate aggregate, Cursor[] rows, int rowCount) {
        Boolean result = null;
        for (int i = 0; i < rowCount; i++) {
            Object value = rows[i].value(aggregate.column());
            if (value != null) {
                boolean truth = KeyReader.isTrue(value);
                if (result == null) {
                    result = truth;
                } else {
                    result =
                            aggregate.kind() == Aggregate.Kind.BOOL_AND
                                    ? result && truth
                                    : result || truth;
                }
            }
        }
        return result;
    }
}
