package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.value.KeyCondition.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * BOUNDARY_RANGE: the number of boundaries that the key has reached.
 *
 * @param boundaries {@code sharding-ranges}, ascending
 */
record BoundaryRange(List<Long> boundaries) implements Numbering {

    BoundaryRange {
        boundaries = List.copyOf(boundaries);
    }

    static BoundaryRange of(AlgorithmProperties properties) {
        List<Long> boundaries = new ArrayList<>();
        for (String item : properties.required("sharding-ranges").split(",")) {
            if (item.isBlank()) {
                continue;
            }
            try {
                boundaries.add(Long.parseLong(item.strip()));
            } catch (NumberFormatException notANumber) {
                throw new PropertyException(
                        "sharding-ranges",
                        "'sharding-ranges' has '"
                                + item.strip()
                                + "' among its boundaries, which isn't a whole number.");
            }
        }
        if (boundaries.isEmpty()) {
            throw new PropertyException("sharding-ranges", "'sharding-ranges' has no boundary.");
        }
        Collections.sort(boundaries);
        return new BoundaryRange(boundaries);
    }

    @Override
    public String type() {
        return "BOUNDARY_RANGE";
    }

    @Override
    public int count() {
        return boundaries.size() + 1;
    }

    @Override
    public int number(long value) {
        int low = 0;
        int high = boundaries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (boundaries.get(middle) <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public int number(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return number(((Number) value).longValue());
        }
        BigDecimal number = Integers.decimal(value);
        if (number == null) {
            return Placement.REFUSED;
        }
        int reached = 0;
        while (reached < boundaries.size()
                && BigDecimal.valueOf(boundaries.get(reached)).compareTo(number) <= 0) {
            reached++;
        }
        return reached;
    }

    @Override
    public boolean addNumbers(Range range, BitSet numbers) {
        return Numbers.addBetween(this, range, numbers);
    }

    @Override
    public List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        for (int i = 1; i < boundaries.size(); i++) {
            if (boundaries.get(i).equals(boundaries.get(i - 1))) {
                doubts.add(
                        "the boundary "
                                + boundaries.get(i)
                                + " stands twice in 'sharding-ranges', so that number "
                                + i
                                + " is never used.");
            }
        }
        return doubts;
    }
}
