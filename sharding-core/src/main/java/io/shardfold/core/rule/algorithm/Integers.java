package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.value.KeyCondition.Range;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Numbers in the forms that key values have. */
final class Integers {

    private Integers() {}

    /** A number, also one written as a text of digits; null for anything else. */
    static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (value instanceof Integer || value instanceof Long) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        BigInteger parsed = value instanceof String text ? parsed(text) : null;
        return parsed == null ? null : new BigDecimal(parsed);
    }

    /** A decimal text with an optional sign; null for anything else. */
    static BigInteger parsed(String text) {
        if (text.isEmpty() || text.length() > 1_000) {
            return null;
        }
        try {
            return new BigInteger(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /**
     * The least integer that a range of numbers can hold, or null when it has no lower bound; ends
     * that are texts have another order.
     */
    static BigInteger least(Range range) {
        return range.low() == null
                ? null
                : decimal(range.low()).setScale(0, RoundingMode.FLOOR).toBigInteger();
    }

    static BigInteger greatest(Range range) {
        return range.high() == null
                ? null
                : decimal(range.high()).setScale(0, RoundingMode.CEILING).toBigInteger();
    }

    /** Whether both ends that there are, are numbers. */
    static boolean isNumeric(Range range) {
        return (range.low() == null || range.low() instanceof Number)
                && (range.high() == null || range.high() instanceof Number);
    }
}
