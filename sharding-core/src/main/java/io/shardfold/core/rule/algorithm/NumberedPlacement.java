package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.value.KeyCondition.Range;
import io.shardfold.core.rule.value.LookBesides;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Names that end in a number: the number's target is looked up once, when the placement is made.
 */
final class NumberedPlacement implements Placement {

    private final Numbering numbering;
    private final String prefix;
    private final int suffixLengthMin;
    private final int[] targetOfNumber;
    private final boolean takesIntegersTheShortWay;

    NumberedPlacement(Numbering numbering, Targets targets) {
        this.numbering = numbering;
        this.prefix = targets.prefix();
        this.suffixLengthMin = targets.suffixLengthMin();
        this.targetOfNumber = new int[numbering.count()];
        this.takesIntegersTheShortWay =
                !numbering.seesClass() || numbering.besides() != LookBesides.ALL;
        Map<String, Integer> positions = targets.positions();
        List<String> missing = new ArrayList<>();
        for (int number = 0; number < targetOfNumber.length; number++) {
            Integer position = positions.get(name(number));
            targetOfNumber[number] = position == null ? NONE : position;
            if (position == null) {
                missing.add(name(number));
            }
        }
        if (!missing.isEmpty()) {
            throw new PropertyException(
                    null,
                    numbering.type()
                            + " computes "
                            + missing.size()
                            + " names that no data node has, the first being "
                            + missing.get(0)
                            + "; the names there are begin with "
                            + targets.names().get(0)
                            + ".");
        }
    }

    private String name(int number) {
        String suffix = numbering.suffix(number);
        return prefix + "0".repeat(Math.max(0, suffixLengthMin - suffix.length())) + suffix;
    }

    @Override
    public int target(Object value) {
        int number = numbering.number(value);
        return number < 0 ? number : targetOfNumber[number];
    }

    @Override
    public int targetOfInteger(long value) {
        // Negative numbers of different classes may have different hashes: the long way knows them.
        if (!takesIntegersTheShortWay
                || numbering.seesClass() && value < 0 && numbering.besides() != LookBesides.NONE) {
            return MANY;
        }
        int number = numbering.number(value);
        return number < 0 ? MANY : targetOfNumber[number];
    }

    @Override
    public boolean addRange(Range range, BitSet targets) {
        BitSet numbers = new BitSet(targetOfNumber.length);
        if (!numbering.addNumbers(range, numbers)) {
            return false;
        }
        numbers.stream()
                .map(number -> targetOfNumber[number])
                .filter(target -> target >= 0)
                .forEach(targets::set);
        return true;
    }

    @Override
    public boolean seesClass() {
        return numbering.seesClass();
    }

    @Override
    public LookBesides besides() {
        return numbering.besides();
    }

    @Override
    public String describe(Object value) {
        int number = numbering.number(value);
        return number < 0 ? "(since " + numbering.type() + " can't read it)" : name(number);
    }

    @Override
    public List<String> doubts() {
        return numbering.doubts();
    }

    @Override
    public Object likeness() {
        return List.of(numbering, Arrays.stream(targetOfNumber).boxed().toList());
    }
}
