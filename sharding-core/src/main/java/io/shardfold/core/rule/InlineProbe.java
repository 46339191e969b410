package io.shardfold.core.rule;

import io.shardfold.core.config.Findings;
import io.shardfold.core.config.Place;
import io.shardfold.core.rule.algorithm.Placement;
import java.util.BitSet;
import java.util.List;

/**
 * Tries an INLINE expression with integers when rules are made, so that names that don't exist are
 * told then and not by the first INSERT. An expression that has no answer for integers, since its
 * key is a text or a date, isn't judged.
 */
final class InlineProbe {

    private static final int PROBE_MIN = 64;
    private static final int PROBE_MAX = 10_000;

    private InlineProbe() {}

    /**
     * @param names the targets' names, in order of their positions
     */
    static void probe(
            Placement placement,
            String column,
            String[] names,
            String table,
            Place place,
            Findings findings) {
        int count = Math.min(PROBE_MAX, Math.max(PROBE_MIN, names.length * 4));
        BitSet reached = new BitSet(names.length);
        Integer firstMissing = null;
        for (int value = 0; value < count; value++) {
            int target = target(placement, value);
            if (target == Placement.REFUSED) {
                return;
            }
            if (target >= 0) {
                reached.set(target);
            } else if (firstMissing == null) {
                firstMissing = value;
            }
        }
        List<String> there = List.of(names);
        String some =
                there.size() <= 4
                        ? String.join(", ", there)
                        : there.get(0) + " to " + there.get(there.size() - 1);
        if (reached.isEmpty()) {
            findings.error(
                    place,
                    "For the table "
                            + table
                            + ": no key from 0 to "
                            + (count - 1)
                            + " gives one of its names; "
                            + column
                            + " = 0 gives "
                            + placement.describe(0)
                            + ", and there are "
                            + some
                            + ".");
            return;
        }
        if (firstMissing != null) {
            findings.warn(
                    place,
                    "For the table "
                            + table
                            + ": "
                            + column
                            + " = "
                            + firstMissing
                            + " gives "
                            + placement.describe(firstMissing)
                            + ", which is not one of "
                            + some
                            + ".");
        } else if (reached.cardinality() < names.length) {
            findings.warn(
                    place,
                    "For the table "
                            + table
                            + ": no key from 0 to "
                            + (count - 1)
                            + " gives "
                            + names[reached.nextClearBit(0)]
                            + ".");
        }
        for (int value = -1; value >= -PROBE_MIN; value--) {
            if (target(placement, value) == Placement.NONE) {
                findings.warn(
                        place,
                        "For the table "
                                + table
                                + ": a negative key has no place, such as "
                                + column
                                + " = "
                                + value
                                + ", which gives "
                                + placement.describe(value)
                                + "; Math.floorMod("
                                + column
                                + ", n) is never negative.");
                return;
            }
        }
    }

    private static int target(Placement placement, int value) {
        int target = placement.targetOfInteger(value);
        return target == Placement.MANY ? placement.target(value) : target;
    }
}
