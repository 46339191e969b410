package io.shardfold.core.rule.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The forms of numbers: see {@link KeyForm}. */
final class NumberForm {

    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    /** Beyond this a double no longer tells neighbouring integers apart. */
    private static final double EXACT_DOUBLE_MAX = 0x1p53;

    /** Digits up to which a DECIMAL and its double are one to one. */
    private static final int EXACT_DOUBLE_DIGITS = 15;

    private static final int YEAR_MIN = 1_000;

    private static final int NUMBER_TEXT_MAX = 1_000;

    private NumberForm() {}

    /** Whole numbers in the narrowest class that holds them, which is the class a literal has. */
    static Object narrowest(BigInteger value) {
        return value.compareTo(LONG_MIN) >= 0 && value.compareTo(LONG_MAX) <= 0
                ? narrowest(value.longValue())
                : value;
    }

    static Object narrowest(long value) {
        return value == (int) value ? (Object) (int) value : (Object) value;
    }

    private static Object narrowest(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > 0) {
            return stripped;
        }
        // 1e1000000 would be a number of a million digits: no column holds it.
        return stripped.scale() < -NUMBER_TEXT_MAX
                ? KeyForm.NO_VALUE
                : narrowest(stripped.toBigIntegerExact());
    }

    static Object integer(Object value, boolean stored) {
        if (value instanceof Integer) {
            return value;
        }
        if (value instanceof Long number) {
            return narrowest(number);
        }
        Object number = number(value);
        if (number == KeyForm.UNKNOWN) {
            return KeyForm.UNKNOWN;
        }
        if (number instanceof BigDecimal) {
            // MySQL rounds 4.5 when it stores it, PostgreSQL refuses the text '4.5': neither is
            // ours to decide.
            return stored || value instanceof String ? KeyForm.UNKNOWN : KeyForm.NO_VALUE;
        }
        return number;
    }

    static Object year(Object value, boolean stored) {
        Object form = integer(value, stored);
        return form instanceof Integer year && year >= YEAR_MIN ? form : KeyForm.UNKNOWN;
    }

    static Object decimal(Object value, int scale, boolean stored) {
        // MySQL compares a decimal with a text as doubles.
        if (!stored && value instanceof String text && text.length() > EXACT_DOUBLE_DIGITS) {
            return KeyForm.UNKNOWN;
        }
        if ((value instanceof Double || value instanceof Float)
                && (scale < 0 || scale > EXACT_DOUBLE_DIGITS)) {
            Object number = number(value);
            return number instanceof BigDecimal ? KeyForm.UNKNOWN : number;
        }
        Object number = number(value);
        if (number instanceof BigDecimal fraction && scale >= 0 && fraction.scale() > scale) {
            return stored || value instanceof String ? KeyForm.UNKNOWN : KeyForm.NO_VALUE;
        }
        return number;
    }

    static Object real(Object value) {
        Object number = number(value);
        if (!(number instanceof Number given)) {
            return number;
        }
        float narrowed = given.floatValue();
        if (Float.isInfinite(narrowed) || Float.isNaN(narrowed)) {
            return KeyForm.UNKNOWN;
        }
        return narrowest(new BigDecimal(Float.toString(narrowed)));
    }

    static Object doublePrecision(Object value) {
        Object number = value instanceof Float single ? number((double) single) : number(value);
        if (!(number instanceof Number given)) {
            return number;
        }
        double narrowed = given.doubleValue();
        if (Double.isInfinite(narrowed) || Double.isNaN(narrowed)) {
            return KeyForm.UNKNOWN;
        }
        return narrowest(new BigDecimal(Double.toString(narrowed)));
    }

    /**
     * A whole number in its narrowest class, a BigDecimal without trailing zeros, or
     * KeyForm.UNKNOWN.
     */
    static Object number(Object value) {
        if (value instanceof Integer) {
            return value;
        }
        if (value instanceof Long number) {
            return narrowest(number);
        }
        if (value instanceof Short || value instanceof Byte) {
            return ((Number) value).intValue();
        }
        if (value instanceof BigInteger number) {
            return narrowest(number);
        }
        if (value instanceof BigDecimal number) {
            return narrowest(number);
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isNaN(number) || Math.abs(number) >= EXACT_DOUBLE_MAX) {
                return KeyForm.UNKNOWN;
            }
            return narrowest(new BigDecimal(value.toString()));
        }
        if (value instanceof String text) {
            return numberInText(text);
        }
        return KeyForm.UNKNOWN;
    }

    /**
     * A number in decimal notation, or KeyForm.UNKNOWN: what a database makes of '7abc' or ' 7' is
     * its own affair.
     */
    static Object numberInText(String text) {
        int length = text.length();
        if (length == 0 || length > NUMBER_TEXT_MAX) {
            return KeyForm.UNKNOWN;
        }
        int start = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        boolean whole = start < length;
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                if (c != '.' && c != 'e' && c != 'E' && c != '+' && c != '-') {
                    return KeyForm.UNKNOWN;
                }
                whole = false;
            }
        }
        try {
            if (whole) {
                return length <= 18
                        ? narrowest(Long.parseLong(text))
                        : narrowest(new BigInteger(text));
            }
            Object number = narrowest(new BigDecimal(text));
            return number == KeyForm.NO_VALUE ? KeyForm.UNKNOWN : number;
        } catch (NumberFormatException notANumber) {
            return KeyForm.UNKNOWN;
        }
    }
}
