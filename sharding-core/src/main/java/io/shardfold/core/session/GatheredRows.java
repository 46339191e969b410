package io.shardfold.core.session;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.ResultColumn;
import java.util.List;

/**
 * Rows that hold more than their cursor: what it is, goes when they are closed or read to their
 * end.
 */
final class GatheredRows implements Cursor {

    private final Cursor rows;
    private Runnable held;

    GatheredRows(Cursor rows, Runnable held) {
        this.rows = rows;
        this.held = held;
    }

    @Override
    public List<ResultColumn> columns() {
        return rows.columns();
    }

    @Override
    public boolean next() {
        if (rows.next()) {
            return true;
        }
        close();
        return false;
    }

    @Override
    public boolean isNull(int column) {
        return rows.isNull(column);
    }

    @Override
    public Object value(int column) {
        return rows.value(column);
    }

    @Override
    public long longValue(int column) {
        return rows.longValue(column);
    }

    @Override
    public String text(int column) {
        return rows.text(column);
    }

    @Override
    public byte[] bytes(int column) {
        return rows.bytes(column);
    }

    @Override
    public <T> T origin(int column, Class<T> type) {
        return rows.origin(column, type);
    }

    @Override
    public <T> T origin(Class<T> type) {
        return rows.origin(type);
    }

    @Override
    public int originColumn(int column) {
        return rows.originColumn(column);
    }

    @Override
    public void close() {
        rows.close();
        Runnable last = held;
        held = null;
        if (last != null) {
            last.run();
        }
    }
}
