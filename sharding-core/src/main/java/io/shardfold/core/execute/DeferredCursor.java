package io.shardfold.core.execute;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.ResultColumn;
import java.util.List;

/**
 * A text that runs when its rows are first asked for: its connection serves the texts before it
 * until then.
 */
final class DeferredCursor implements Cursor {

    private final ShardConnections owner;
    private final ShardConnection connection;
    private final ShardStatement text;
    private final StatementOptions options;
    private final Running running;

    /** Null until the text runs. */
    private Cursor rows;

    private boolean closed;

    DeferredCursor(
            ShardConnections owner,
            ShardConnection connection,
            ShardStatement text,
            StatementOptions options,
            Running running) {
        this.owner = owner;
        this.connection = connection;
        this.text = text;
        this.options = options;
        this.running = running;
    }

    private Cursor rows() {
        if (rows == null) {
            rows = owner.queryDeferred(connection, text, options, running);
        }
        return rows;
    }

    @Override
    public List<ResultColumn> columns() {
        return rows().columns();
    }

    @Override
    public boolean next() {
        return !closed && rows().next();
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
    public int originColumn(int column) {
        return rows.originColumn(column);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (rows != null) {
            rows.close();
        } else {
            owner.cursorEnded(running);
            connection.endUse(running);
        }
    }
}
