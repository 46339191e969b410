package io.shardfold.core.merge;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Divides as PostgreSQL's numeric does, to the same number of digits.
 *
 * @see "PostgreSQL, src/backend/utils/adt/numeric.c, select_div_scale"
 */
final class NumericDivision {

    /** NBASE: numbers are stored as digits of base 10,000. */
    private static final int DIGITS_PER_WORD = 4;

    private static final BigInteger WORD = BigInteger.valueOf(10_000);

    /** NUMERIC_MIN_SIG_DIGITS. */
    private static final int SIGNIFICANT_DIGITS_MIN = 16;

    /** NUMERIC_MAX_DISPLAY_SCALE. */
    private static final int SCALE_MAX = 1_000;

    private NumericDivision() {}

    static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
        int quotientWeight = weight(dividend) - weight(divisor);
        if (firstWord(dividend) <= firstWord(divisor)) {
            quotientWeight--;
        }
        int scale = SIGNIFICANT_DIGITS_MIN - quotientWeight * DIGITS_PER_WORD;
        scale = Math.max(scale, Math.max(dividend.scale(), divisor.scale()));
        scale = Math.max(scale, 0);
        scale = Math.min(scale, SCALE_MAX);
        return dividend.divide(divisor, scale, RoundingMode.HALF_UP);
    }

    /** The power of 10,000 of the first word that isn't 0; 0 for zero. */
    private static int weight(BigDecimal number) {
        if (number.signum() == 0) {
            return 0;
        }
        int exponent = number.precision() - number.scale() - 1;
        return Math.floorDiv(exponent, DIGITS_PER_WORD);
    }

    private static int firstWord(BigDecimal number) {
        if (number.signum() == 0) {
            return 0;
        }
        return number.abs()
                .movePointLeft(weight(number) * DIGITS_PER_WORD)
                .toBigInteger()
                .mod(WORD)
                .intValue();
    }
}
