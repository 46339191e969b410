package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.value.KeyCondition;
import io.shardfold.core.rule.value.LookBesides;
import java.util.BitSet;
import java.util.List;

/** An algorithm over several key columns together and one fixed list of target names. Immutable. */
public interface ComplexPlacement {

    /**
     * The target of one value per key column, {@link Placement#NONE} or {@link Placement#REFUSED}.
     */
    int target(Object[] values);

    /**
     * Adds the targets of conditions that aren't all points. Values are in the form of {@code
     * KeyForm}.
     *
     * @return false when the conditions narrow nothing
     */
    boolean addTargets(List<KeyCondition> conditions, BitSet targets);

    /** Where reads look besides. */
    LookBesides besides();

    /** What the formula makes of values, for messages. */
    String describe(Object[] values);

    /** As {@link Placement#likeness()}. */
    Object likeness();
}
