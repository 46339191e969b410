package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.MemoryBudget;

/**
 * Sorts rows that come in no useful order. What doesn't fit the memory budget is sorted in runs on
 * disk; with a limit, only the first rows are kept.
 *
 * <p>Rows that compare equal keep the order in which they came.
 */
public final class SortedRows {

    private SortedRows() {}

    /**
     * Reads the input to its end and closes it.
     *
     * @param rowCountMax how many rows of the order's start are wanted; {@link Long#MAX_VALUE} for
     *     all
     */
    public static Cursor of(Cursor input, RowOrder order, long rowCountMax, MemoryBudget budget) {
        throw new UnsupportedOperationException();
    }
}
