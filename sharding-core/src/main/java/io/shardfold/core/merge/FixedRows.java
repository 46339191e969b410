package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.ResultColumn;
import java.util.List;

/** Rows that are known: what the engine answers by itself. */
public final class FixedRows {

    private FixedRows() {}

    /**
     * @param rows one array per row, with a value per column: null, or of a class whose {@code
     *     toString} is the value's text, or bytes
     */
    public static Cursor of(List<ResultColumn> columns, List<Object[]> rows) {
        throw new UnsupportedOperationException();
    }
}
