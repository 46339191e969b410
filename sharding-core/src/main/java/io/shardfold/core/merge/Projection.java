package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.ResultColumn;
import java.util.List;

/** Shows some of the input's columns, under other names. */
public final class Projection {

    private Projection() {}

    /**
     * Takes over the input.
     *
     * @param columns which of the input's columns each shown column is; null for the first ones
     * @param shown what clients are told; null where the input's own words will do
     */
    public static Cursor of(Cursor input, int[] columns, List<ResultColumn> shown) {
        throw new UnsupportedOperationException();
    }
}
