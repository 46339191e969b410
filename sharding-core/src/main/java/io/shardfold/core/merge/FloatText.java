package io.shardfold.core.merge;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The text of a floating-point number that we computed, as the databases write it: the fewest
 * digits that give the number back.
 */
final class FloatText {

    /** PostgreSQL: numbers of this many digits before the point are written with an exponent. */
    private static final int POSTGRESQL_DIGITS = 15;

    private static final int POSTGRESQL_FLOAT4_DIGITS = 6;

    /** MySQL: likewise. */
    private static final int MYSQL_DIGITS = 15;

    /** NOT_FIXED_DEC: the scale of floating-point columns that have none. */
    static final int MYSQL_NOT_FIXED = 31;

    private FloatText() {}

    /**
     * Whether a MySQL column has so many digits behind the point. Connector/J tells 0 of every
     * floating-point column; where 0 is true, numbers have no more digits by themselves.
     */
    static boolean isFixed(int scale) {
        return scale > 0 && scale < MYSQL_NOT_FIXED;
    }

    /**
     * @see "PostgreSQL, src/common/d2s.c and f2s.c, to_chars: exponents below -4 and from 15 (6)
     *     on"
     */
    static String postgresql(Number number) {
        boolean single = number instanceof Float;
        double value = number.doubleValue();
        if (Double.isNaN(value)) return "NaN";
        if (Double.isInfinite(value)) return value > 0 ? "Infinity" : "-Infinity";
        if (value == 0) return 1 / value < 0 ? "-0" : "0";
        BigDecimal shortest = shortest(number, false);
        int exponent = shortest.precision() - shortest.scale() - 1;
        int limit = single ? POSTGRESQL_FLOAT4_DIGITS : POSTGRESQL_DIGITS;
        if (exponent >= -4 && exponent < limit) {
            return shortest.toPlainString();
        }
        int size = Math.abs(exponent);
        return mantissa(shortest)
                + "e"
                + (exponent < 0 ? "-" : "+")
                + (size < 10 ? "0" : "")
                + size;
    }

    /**
     * @param scale digits behind the point, where {@link #isFixed}
     * @see "MySQL, strings/dtoa.cc, my_gcvt, my_fcvt"
     */
    static String mysql(Number number, int scale) {
        double value = number.doubleValue();
        if (isFixed(scale)) {
            return new BigDecimal(value).setScale(scale, RoundingMode.HALF_EVEN).toPlainString();
        }
        if (value == 0) return 1 / value < 0 ? "-0" : "0";
        BigDecimal shortest = shortest(number, true);
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -MYSQL_DIGITS && exponent < MYSQL_DIGITS) {
            return shortest.toPlainString();
        }
        return mantissa(shortest) + "e" + exponent;
    }

    private static String mantissa(BigDecimal number) {
        BigDecimal digits = number.stripTrailingZeros();
        return new BigDecimal(digits.unscaledValue(), digits.precision() - 1).toPlainString();
    }

    /**
     * Without trailing zeros. Java 17's own {@code toString} sometimes has a digit too many.
     *
     * @param orHalfway whether a number in the middle between two floating-point numbers may stand
     *     for the even one
     */
    private static BigDecimal shortest(Number number, boolean orHalfway) {
        BigDecimal exact = new BigDecimal(number.doubleValue());
        for (int digits = number instanceof Float ? 6 : 15; ; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (isRead(rounded, number) && (orHalfway || !isHalfway(rounded, exact, number))) {
                BigDecimal stripped = rounded.stripTrailingZeros();
                return stripped.scale() < 0 && stripped.precision() - stripped.scale() <= 17
                        ? stripped.setScale(0)
                        : stripped;
            }
        }
    }

    private static boolean isRead(BigDecimal text, Number number) {
        return number instanceof Float single
                ? Float.parseFloat(text.toString()) == single
                : Double.parseDouble(text.toString()) == number.doubleValue();
    }

    private static boolean isHalfway(BigDecimal text, BigDecimal exact, Number number) {
        boolean up = text.compareTo(exact) > 0;
        double neighbour =
                number instanceof Float single
                        ? up ? Math.nextUp(single) : Math.nextDown(single)
                        : up
                                ? Math.nextUp(number.doubleValue())
                                : Math.nextDown(number.doubleValue());
        if (Double.isInfinite(neighbour)) {
            return false;
        }
        BigDecimal twice = text.add(text);
        return twice.compareTo(exact.add(new BigDecimal(neighbour))) == 0;
    }
}
