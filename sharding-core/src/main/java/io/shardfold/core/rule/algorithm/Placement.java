package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.value.KeyCondition;
import io.shardfold.core.rule.value.LookBesides;
import java.util.BitSet;
import java.util.List;

/**
 * One algorithm over one fixed list of target names (data sources, or tables). Immutable.
 *
 * <p>Targets are positions in that list. Values are in the form of {@code KeyForm}, or one of its
 * classes where {@link #seesClass()}.
 */
public interface Placement {

    /**
     * The value's computed target isn't among the names: no row with this value can have been
     * stored.
     */
    int NONE = -1;

    /** More than one target, or not answered by this short way. */
    int MANY = -2;

    /** The formula has no answer for such a value, such as text in arithmetic. */
    int REFUSED = -3;

    /** The target of a value, {@link #NONE} or {@link #REFUSED}. */
    int target(Object value);

    /**
     * The targets of an integer that a read asks for, in a nanosecond's time: one target, {@link
     * #NONE}, or {@link #MANY} when the long way must be gone.
     */
    default int targetOfInteger(long value) {
        return MANY;
    }

    /**
     * Adds the targets of a range. Its ends are in the form of {@code KeyForm}.
     *
     * @return false when the range narrows nothing: every target may hold such a value
     */
    boolean addRange(KeyCondition.Range range, BitSet targets);

    /** Whether equal values of different Java classes may have different targets. */
    default boolean seesClass() {
        return false;
    }

    /** Where reads look besides; of meaning only when the formula sees classes. */
    default LookBesides besides() {
        return LookBesides.DRIVERS;
    }

    /**
     * What the formula makes of a value, for messages: a name that need not exist, or words in
     * parentheses.
     */
    String describe(Object value);

    /**
     * An object that equals another placement's when both give equal values targets of equal
     * positions, or null when nothing can be said.
     */
    Object likeness();

    /**
     * What is doubtful about this placement, such as a gap in its ranges: a sentence each, for
     * whoever checks a configuration.
     */
    default List<String> doubts() {
        return List.of();
    }
}
