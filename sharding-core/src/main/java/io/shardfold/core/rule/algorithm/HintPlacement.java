package io.shardfold.core.rule.algorithm;

import java.util.BitSet;
import java.util.List;

/** An algorithm over values that a hint gives, and one fixed list of target names. Immutable. */
public interface HintPlacement {

    /**
     * Adds the targets of hint values.
     *
     * @param values of the class that the hint gave them; never empty
     */
    void addTargets(List<Object> values, BitSet targets);

    /** What the formula makes of values, for messages. */
    String describe(List<Object> values);

    /** As {@link Placement#likeness()}. */
    Object likeness();
}
