package io.shardfold.core.rule.value;

/**
 * Where reads look besides the place that a value has now, for algorithms whose formula sees the
 * Java class of a value (HASH_MOD and the INLINE family): rows that another product placed may lie
 * where an equal value of another class leads.
 */
public enum LookBesides {
    /**
     * Wherever any class of an equal value leads: a number given as text, a text given as a number,
     * every decimal scale.
     */
    ALL,
    /**
     * Where the classes lead that drivers make of the column's own type: Integer or Long, decimals
     * of each scale, text or date objects.
     */
    DRIVERS,
    /** Nowhere: every row was placed by Shardfold. */
    NONE
}
