package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.value.KeyCondition.Range;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.BitSet;

/**
 * VOLUME_RANGE: pieces of equal width between two bounds, one more below and one above.
 *
 * @param lower {@code range-lower}
 * @param upper {@code range-upper}
 * @param volume {@code sharding-volume}
 */
record VolumeRange(long lower, long upper, long volume, int count) implements Numbering {

    static VolumeRange of(AlgorithmProperties properties) {
        long lower = properties.wholeNumber("range-lower", Long.MIN_VALUE, Long.MAX_VALUE);
        long upper = properties.wholeNumber("range-upper", Long.MIN_VALUE, Long.MAX_VALUE);
        long volume = properties.wholeNumber("sharding-volume", 1, Long.MAX_VALUE);
        BigDecimal width = BigDecimal.valueOf(upper).subtract(BigDecimal.valueOf(lower));
        if (width.compareTo(BigDecimal.valueOf(volume)) < 0) {
            throw new PropertyException(
                    "sharding-volume",
                    "'range-upper' less 'range-lower' ("
                            + width
                            + ") must be at least 'sharding-volume' ("
                            + volume
                            + ").");
        }
        BigDecimal pieces = width.divide(BigDecimal.valueOf(volume), 0, RoundingMode.CEILING);
        if (pieces.compareTo(BigDecimal.valueOf(Numbers.TABLES_MAX)) > 0) {
            throw new PropertyException(
                    "sharding-volume",
                    "The range has "
                            + pieces
                            + " pieces; at most "
                            + Numbers.TABLES_MAX
                            + " are possible.");
        }
        return new VolumeRange(lower, upper, volume, pieces.intValue() + 2);
    }

    @Override
    public String type() {
        return "VOLUME_RANGE";
    }

    @Override
    public int number(long value) {
        if (value < lower) {
            return 0;
        }
        // The difference fits: it is less than the range's width, which may be more than 2^63 but
        // not more than 2^64.
        return value >= upper ? count - 1 : (int) Long.divideUnsigned(value - lower, volume) + 1;
    }

    @Override
    public int number(Object value) {
        BigDecimal number = Integers.decimal(value);
        if (number == null) {
            return Placement.REFUSED;
        }
        if (number.compareTo(BigDecimal.valueOf(lower)) < 0) {
            return 0;
        }
        if (number.compareTo(BigDecimal.valueOf(upper)) >= 0) {
            return count - 1;
        }
        return number(number.setScale(0, RoundingMode.FLOOR).longValueExact());
    }

    @Override
    public boolean addNumbers(Range range, BitSet numbers) {
        return Numbers.addBetween(this, range, numbers);
    }
}
