package io.shardfold.core.rule;

import io.shardfold.core.config.Findings;
import io.shardfold.core.config.Place;
import io.shardfold.core.rule.algorithm.ComplexPlacement;
import io.shardfold.core.rule.algorithm.HintPlacement;
import io.shardfold.core.rule.algorithm.Placement;
import java.math.BigInteger;
import java.util.ArrayList;
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
        String some = some(List.of(names));
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

    /**
     * As above, for an expression over several keys: whether integers give names that are there.
     */
    static void probe(
            ComplexPlacement placement,
            List<String> columns,
            String[] names,
            String table,
            Place place,
            Findings findings) {
        // As many values per column as make some thousands of combinations.
        int count = columns.size() > 3 ? 4 : columns.size() == 3 ? 16 : 64;
        Object[] values = new Object[columns.size()];
        boolean reachesAny = false;
        Object[] firstMissing = null;
        long combinations = Math.min(PROBE_MAX, (long) Math.pow(count, columns.size()));
        for (int combination = 0; combination < combinations; combination++) {
            int rest = combination;
            for (int column = values.length - 1; column >= 0; column--) {
                values[column] = rest % count;
                rest /= count;
            }
            int target = placement.target(values);
            if (target == Placement.REFUSED) {
                return;
            }
            reachesAny |= target >= 0;
            if (target < 0 && firstMissing == null) {
                firstMissing = values.clone();
            }
        }
        if (firstMissing == null) {
            return;
        }
        StringBuilder keys = new StringBuilder();
        for (int column = 0; column < values.length; column++) {
            keys.append(column == 0 ? "" : ", ")
                    .append(columns.get(column))
                    .append(" = ")
                    .append(firstMissing[column]);
        }
        String message =
                "For the table "
                        + table
                        + ": "
                        + keys
                        + " gives "
                        + placement.describe(firstMissing)
                        + ", which is not one of "
                        + some(List.of(names))
                        + ".";
        if (reachesAny) {
            findings.warn(place, message);
        } else {
            findings.error(place, message);
        }
    }

    /** As above, for an expression over a hint's value: whether any value gives a name. */
    static void probe(
            HintPlacement placement, String[] names, String table, Place place, Findings findings) {
        BitSet reached = new BitSet(names.length);
        List<Object> values = new ArrayList<>();
        for (int value = 0; value < Math.min(PROBE_MAX, names.length * 2); value++) {
            values.add(BigInteger.valueOf(value));
        }
        for (String name : names) {
            for (int at = 0; at < name.length(); at++) {
                // A value may be a name, or what a name ends with.
                values.add(name.substring(at));
            }
            if (values.size() > PROBE_MAX) {
                break;
            }
        }
        for (Object value : values) {
            placement.addTargets(List.of(value), reached);
        }
        if (reached.isEmpty()) {
            findings.error(
                    place,
                    "For the table "
                            + table
                            + ": no hint value gives one of its names; 0 gives "
                            + placement.describe(List.of(BigInteger.ZERO))
                            + ", and there are "
                            + some(List.of(names))
                            + ".");
        }
    }

    private static String some(List<String> there) {
        return there.size() <= 4
                ? String.join(", ", there)
                : there.get(0) + " to " + there.get(there.size() - 1);
    }

    private static int target(Placement placement, int value) {
        int target = placement.targetOfInteger(value);
        return target == Placement.MANY ? placement.target(value) : target;
    }
}
