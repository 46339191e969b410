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

    private FloatText() {}

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
        BigDecimal shortest = shortest(number);
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
     * @see "MySQL, strings/dtoa.cc, my_gcvt"
     */
    static String mysql(Number number) {
        double value = number.doubleValue();
        if (value == 0) return 1 / value < 0 ? "-0" : "0";
        BigDecimal shortest = shortest(number);
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent > -MYSQL_DIGITS && exponent < MYSQL_DIGITS) {
            return shortest.toPlainString();
        }
        return mantissa(shortest) + "e" + exponent;
    }

    private static String mantissa(BigDecimal number) {
        BigDecimal mantissa = new BigDecimal(number.unscaledValue(), number.precision() - 1);
        return mantissa.toPlainString();
    }

    /** Without trailing zeros. Java 17's own {@code toString} sometimes has a digit too many. */
    private static BigDecimal shortest(Number number) {
        boolean single = number instanceof Float;
        double value = number.doubleValue();
        BigDecimal exact = new BigDecimal(value);
        for (int digits = single ? 6 : 15; ; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            boolean same =
                    single
                            ? rounded.floatValue() == number.floatValue()
                            : rounded.doubleValue() == value;
            if (same) {
                BigDecimal stripped = rounded.stripTrailingZeros();
                return stripped.scale() < 0 && stripped.precision() - stripped.scale() <= 17
                        ? stripped.setScale(0)
                        : stripped;
            }
        }
    }
}
