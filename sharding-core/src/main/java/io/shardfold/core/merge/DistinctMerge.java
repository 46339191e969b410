package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;

/** Merges inputs that are each in order, and shows equal rows once. */
public final class DistinctMerge {

    private DistinctMerge() {}

    /**
     * Takes over the inputs.
     *
     * @param order all columns that tell rows apart
     */
    public static Cursor of(Cursor[] inputs, RowOrder order) {
        throw new UnsupportedOperationException();
    }
}
