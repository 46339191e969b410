package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;

/** A cursor whose current row is that of another cursor, from row to row another one. */
abstract class SourceCursor implements Cursor {

    /** Whose row is shown. */
    private Cursor source;

    /** Shows the current row of a cursor. */
    final void show(Cursor newSource) {
        source = newSource;
    }

    @Override
    public boolean isNull(int column) {
        return source.isNull(column);
    }

    @Override
    public Object value(int column) {
        return source.value(column);
    }

    @Override
    public long longValue(int column) {
        return source.longValue(column);
    }

    @Override
    public String text(int column) {
        return source.text(column);
    }

    @Override
    public byte[] bytes(int column) {
        return source.bytes(column);
    }

    @Override
    public <T> T origin(int column, Class<T> type) {
        return source.origin(column, type);
    }

    @Override
    public int originColumn(int column) {
        return source.originColumn(column);
    }
}
