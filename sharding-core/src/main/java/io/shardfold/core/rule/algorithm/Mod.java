package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.value.KeyCondition.Range;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.BitSet;

/**
 * MOD: the key's remainder, never negative.
 *
 * @param count {@code sharding-count}
 * @param startOffset characters left out at the beginning of the key's text
 * @param stopOffset characters left out at its end
 * @param suffixLength digits of the remainder in a name; 1 unless {@code zero-padding} asks for
 *     more
 */
record Mod(int count, int startOffset, int stopOffset, int suffixLength) implements Numbering {

    static Mod of(AlgorithmProperties properties) {
        int count = (int) properties.wholeNumber("sharding-count", 1, Integer.MAX_VALUE);
        boolean padding = properties.flag("zero-padding", false);
        return new Mod(
                count,
                (int) properties.wholeNumber("start-offset", 0, 0, Integer.MAX_VALUE),
                (int) properties.wholeNumber("stop-offset", 0, 0, Integer.MAX_VALUE),
                padding ? Integer.toString(count - 1).length() : 1);
    }

    @Override
    public String type() {
        return "MOD";
    }

    @Override
    public int number(long value) {
        return startOffset == 0 && stopOffset == 0
                ? (int) Math.floorMod(value, (long) count)
                : number((Object) value);
    }

    @Override
    public int number(Object value) {
        if (startOffset != 0 || stopOffset != 0) {
            String text =
                    value instanceof BigDecimal decimal
                            ? decimal.toPlainString()
                            : value.toString();
            if ((long) text.length() - stopOffset <= startOffset) {
                return Placement.REFUSED;
            }
            return remainder(text.substring(startOffset, text.length() - stopOffset));
        }
        if (value instanceof Number number) {
            // A number of more than 64 bits keeps its low ones, a fraction is cut off: so the data
            // lies.
            return (int) Math.floorMod(number.longValue(), (long) count);
        }
        return value instanceof String text ? remainder(text) : Placement.REFUSED;
    }

    private int remainder(String digits) {
        BigInteger number = Integers.parsed(digits);
        return number == null
                ? Placement.REFUSED
                : number.mod(BigInteger.valueOf(count)).intValue();
    }

    @Override
    public boolean addNumbers(Range range, BitSet numbers) {
        if (startOffset != 0 || stopOffset != 0 || !Integers.isNumeric(range)) {
            return false;
        }
        BigInteger least = Integers.least(range);
        BigInteger greatest = Integers.greatest(range);
        if (least == null
                || greatest == null
                || least.bitLength() > 63
                || greatest.bitLength() > 63) {
            return false;
        }
        BigInteger width = greatest.subtract(least);
        if (width.compareTo(BigInteger.valueOf(count - 1L)) >= 0) {
            return false;
        }
        int first = (int) Math.floorMod(least.longValue(), (long) count);
        for (int i = 0; i <= width.intValue(); i++) {
            numbers.set((int) (((long) first + i) % count));
        }
        return true;
    }

    @Override
    public String suffix(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, suffixLength - digits.length())) + digits;
    }
}
