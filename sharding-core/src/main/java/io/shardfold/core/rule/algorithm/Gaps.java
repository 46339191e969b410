package io.shardfold.core.rule.algorithm;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/** Tells of slots that have no target, and of targets that no slot gives. */
final class Gaps {

    private static final int LISTED_MAX = 3;

    private Gaps() {}

    /**
     * @param targetOfSlot negative where the slot has none
     * @param slotName what a slot's target would be called
     * @param names the targets' names, by position
     * @param keys what keys are called in the sentence, such as "dates"
     */
    static List<String> doubts(
            int[] targetOfSlot, IntFunction<String> slotName, List<String> names, String keys) {
        BitSet reached = new BitSet(names.size());
        List<String> missing = new ArrayList<>();
        for (int slot = 0; slot < targetOfSlot.length; slot++) {
            if (targetOfSlot[slot] >= 0) {
                reached.set(targetOfSlot[slot]);
            } else {
                missing.add(slotName.apply(slot));
            }
        }
        List<String> doubts = new ArrayList<>();
        if (!missing.isEmpty()) {
            doubts.add(
                    "there is a gap: "
                            + listed(missing)
                            + (missing.size() == 1 ? " isn't" : " aren't")
                            + " among the data nodes, so that "
                            + keys
                            + " there have no place.");
        }
        List<String> unreached = new ArrayList<>();
        for (int name = reached.nextClearBit(0);
                name < names.size();
                name = reached.nextClearBit(name + 1)) {
            unreached.add(names.get(name));
        }
        if (!unreached.isEmpty()) {
            doubts.add(
                    "nothing is ever placed in "
                            + listed(unreached)
                            + ", which no slot of the algorithm names.");
        }
        return doubts;
    }

    private static String listed(List<String> names) {
        return names.size() <= LISTED_MAX
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, LISTED_MAX))
                        + ", ... "
                        + names.get(names.size() - 1)
                        + " ("
                        + names.size()
                        + ")";
    }
}
