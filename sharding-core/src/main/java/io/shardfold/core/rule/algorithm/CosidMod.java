package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.value.KeyCondition.Range;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** COSID_MOD: prefix and remainder; a negative key has no place. */
record CosidMod(int count, String prefix) implements Algorithm {

    static CosidMod of(AlgorithmProperties properties) {
        return new CosidMod(
                (int) properties.wholeNumber("mod", 1, Integer.MAX_VALUE),
                properties.required("logic-name-prefix"));
    }

    @Override
    public Kind kind() {
        return Kind.STANDARD;
    }

    @Override
    public String type() {
        return "COSID_MOD";
    }

    @Override
    public Placement place(Targets targets, String column) {
        Map<String, Integer> positions = targets.positions();
        int[] targetOfRemainder = new int[count];
        boolean any = false;
        for (int i = 0; i < count; i++) {
            targetOfRemainder[i] = positions.getOrDefault(prefix + i, Placement.NONE);
            any |= targetOfRemainder[i] >= 0;
        }
        if (!any) {
            throw new PropertyException(
                    "logic-name-prefix",
                    "No name is '"
                            + prefix
                            + "' and a remainder; the names there are begin with "
                            + targets.names().get(0)
                            + ".");
        }
        return new Placed(targetOfRemainder, targets.names());
    }

    private final class Placed implements Placement {

        private final int[] targetOfRemainder;
        private final List<String> names;

        Placed(int[] targetOfRemainder, List<String> names) {
            this.targetOfRemainder = targetOfRemainder;
            this.names = names;
        }

        @Override
        public int target(Object value) {
            BigDecimal number = Integers.decimal(value);
            if (number == null) {
                return REFUSED;
            }
            return targetOfInteger(number.longValue());
        }

        @Override
        public int targetOfInteger(long value) {
            int remainder = (int) (value % count);
            return remainder < 0 ? NONE : targetOfRemainder[remainder];
        }

        @Override
        public boolean addRange(Range range, BitSet targets) {
            if (!Integers.isNumeric(range) || range.high() == null) {
                return false;
            }
            // Negative multiples of the modulus have remainder 0 and so a place.
            BigInteger least = Integers.least(range);
            BigInteger greatest = Integers.greatest(range);
            if (least == null
                    || least.bitLength() > 63
                    || greatest.bitLength() > 63
                    || greatest.subtract(least).compareTo(BigInteger.valueOf(count - 1L)) >= 0) {
                return false;
            }
            for (long value = least.longValue(), left = greatest.subtract(least).longValue();
                    left >= 0;
                    value++, left--) {
                int target = targetOfInteger(value);
                if (target >= 0) {
                    targets.set(target);
                }
            }
            return true;
        }

        @Override
        public String describe(Object value) {
            BigDecimal number = Integers.decimal(value);
            return number == null
                    ? "(since COSID_MOD needs a number)"
                    : prefix + number.longValue() % count;
        }

        @Override
        public List<String> doubts() {
            return Gaps.doubts(targetOfRemainder, slot -> prefix + slot, names, "keys");
        }

        @Override
        public Object likeness() {
            return List.of("COSID_MOD", count, Arrays.stream(targetOfRemainder).boxed().toList());
        }
    }
}
