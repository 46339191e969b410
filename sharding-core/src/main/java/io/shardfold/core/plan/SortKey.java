package io.shardfold.core.plan;

import io.shardfold.core.merge.RowOrder;

/**
 * One key by which shards' rows are merged.
 *
 * @param derived whether it is a column that the plan added behind the visible ones
 * @param index zero-based among the visible or the derived columns; negative counts from the end of
 *     the visible ones
 * @param comparison null where the type of the column that comes back says it
 * @param pad the weight of a space, for padded weights; null otherwise
 * @param rankType for {@link RowOrder.Comparison#RANKED}: the type by which a shard compares; null
 *     otherwise
 * @param rankCollation null for the type's own
 */
public record SortKey(
        boolean derived,
        int index,
        RowOrder.Comparison comparison,
        byte[] pad,
        String rankType,
        String rankCollation,
        boolean descending,
        boolean nullsFirst) {

    static SortKey ascending(
            TextOrder.Way way,
            RowOrder.Comparison comparison,
            Merge.Place place,
            boolean nullsFirst) {
        return new SortKey(
                place.derived(),
                place.index(),
                comparison,
                way.pad(),
                way.rankType(),
                way.rankCollation(),
                false,
                nullsFirst);
    }
}
