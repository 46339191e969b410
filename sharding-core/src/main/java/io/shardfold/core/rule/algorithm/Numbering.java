package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.value.KeyCondition;
import io.shardfold.core.rule.value.LookBesides;
import java.util.BitSet;
import java.util.List;

/**
 * An algorithm whose formula gives a number from 0 to {@code count() - 1}, which ends the target's
 * name. Records, so that equal ones are equal.
 */
interface Numbering extends Algorithm {

    int count();

    /** The number of a value, or {@link Placement#REFUSED}. */
    int number(Object value);

    /** The number of an integer, or {@link Placement#REFUSED}. */
    default int number(long value) {
        return number((Object) value);
    }

    /** Adds the numbers of a range; false when it narrows nothing. */
    boolean addNumbers(KeyCondition.Range range, BitSet numbers);

    /** The number as it ends a name, before it is padded to the shortest name's length. */
    default String suffix(int number) {
        return Integer.toString(number);
    }

    /** As {@link Placement#doubts()}. */
    default List<String> doubts() {
        return List.of();
    }

    default boolean seesClass() {
        return false;
    }

    default LookBesides besides() {
        return LookBesides.DRIVERS;
    }

    @Override
    default Kind kind() {
        return Kind.STANDARD;
    }

    @Override
    default int autoTableCount() {
        return count();
    }

    @Override
    default Placement place(Targets targets, String column) {
        return new NumberedPlacement(this, targets);
    }
}
