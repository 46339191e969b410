package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;

/** Skips rows, and ends after a number of rows. */
public final class LimitCursor {

    private LimitCursor() {}

    /**
     * Takes over the input, and closes it as soon as the last row that counts was read.
     *
     * @param skip OFFSET
     * @param count LIMIT; {@link Long#MAX_VALUE} for all
     */
    public static Cursor of(Cursor input, long skip, long count) {
        throw new UnsupportedOperationException();
    }

    /**
     * The same, and then all rows that equal the last one (FETCH FIRST n ROWS WITH TIES).
     *
     * @param order that of the input
     */
    public static Cursor withTies(Cursor input, long skip, long count, RowOrder order) {
        throw new UnsupportedOperationException();
    }
}
