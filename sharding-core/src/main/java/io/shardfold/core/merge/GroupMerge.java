package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;
import java.util.List;

/**
 * Merges groups: each input has one row per group, ordered by the group's keys, and the rows of
 * equal groups become one.
 *
 * <p>A group's row has the inputs' columns. Those that aren't aggregated are those of the first
 * input that has the group; nothing is copied. Without keys there is one group.
 */
public final class GroupMerge {

    private GroupMerge() {}

    /**
     * Takes over the inputs.
     *
     * @param order the group's keys, in the inputs' order
     * @param aggregates in any order, at most one per column
     */
    public static Cursor of(Cursor[] inputs, RowOrder order, List<Aggregate> aggregates) {
        throw new UnsupportedOperationException();
    }
}
