package io.shardfold.proxy.mysql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * FLOAT and DOUBLE as MySQL writes them: the fewest digits that read back (6 for a FLOAT), with an
 * exponent where the point would be more than 15 digits away, and that without a plus.
 */
final class FloatText {

    private static final MathContext FLOAT_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);
    private static final int POINT_DIGITS_MAX = 15;

    private FloatText() {}

    /**
     * @param decimals of the column; 31 where it has none of its own
     */
    static String of(double value, int decimals) {
        return of(new BigDecimal(Double.toString(value)), decimals, Math.copySign(1, value) < 0);
    }

    /**
     * @param decimals of the column; 31 where it has none of its own
     */
    static String of(float value, int decimals) {
        BigDecimal exact = new BigDecimal((double) value);
        return of(
                decimals < ColumnDefinition.NOT_FIXED ? exact : exact.round(FLOAT_DIGITS),
                decimals,
                Math.copySign(1, value) < 0);
    }

    private static String of(BigDecimal number, int decimals, boolean negative) {
        if (number.signum() == 0) {
            String zero = negative ? "-0" : "0";
            return decimals > 0 && decimals < ColumnDefinition.NOT_FIXED
                    ? zero + "." + "0".repeat(decimals)
                    : zero;
        }
        if (decimals < ColumnDefinition.NOT_FIXED) {
            return number.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
        }
        BigDecimal shortest = number.stripTrailingZeros();
        // The number is 0.digits times ten to this power.
        int point = shortest.precision() - shortest.scale();
        if (point > -POINT_DIGITS_MAX && point <= POINT_DIGITS_MAX) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        String mantissa =
                digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (shortest.signum() < 0 ? "-" : "") + mantissa + "e" + (point - 1);
    }
}
