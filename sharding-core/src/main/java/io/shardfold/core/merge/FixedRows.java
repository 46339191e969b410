package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.HeldRow;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.core.row.RowCursor;
import java.util.List;

/** Rows that are known: what the engine answers by itself. */
public final class FixedRows extends RowCursor {

    private final List<ResultColumn> columns;
    private final List<Object[]> rows;
    private int next;

    private FixedRows(List<ResultColumn> columns, List<Object[]> rows) {
        super(() -> columns);
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * @param rows one array per row, with a value per column: null, or of a class whose {@code
     *     toString} is the value's text, or bytes
     */
    public static Cursor of(List<ResultColumn> columns, List<Object[]> rows) {
        return new FixedRows(columns, rows);
    }

    @Override
    protected HeldRow nextRow() {
        return next < rows.size() ? HeldRow.of(columns, rows.get(next++)) : null;
    }

    @Override
    public void close() {
        next = rows.size();
    }
}
