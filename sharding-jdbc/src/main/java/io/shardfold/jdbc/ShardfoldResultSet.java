package io.shardfold.jdbc;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.ResultColumn;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;

/**
 * What every result set of ours has alike: the cursor that it walks forward, its place, and names
 * for columns.
 *
 * <p>Owned by its statement, which closes it with the next execution.
 */
abstract class ShardfoldResultSet implements LabelledResultSet, WritingResultSet {

    private final ShardfoldStatement statement;
    final Cursor cursor;
    private boolean closed;
    private ResultSetMetaData metaData;

    /** Of the current row, from 1; 0 before the first. */
    private int rowNumber;

    /** The cursor stands on the row after the current one, since somebody asked whether it is. */
    private boolean peeked;

    private boolean ended;

    /**
     * @param statement null for the results of a {@code DatabaseMetaData}
     */
    ShardfoldResultSet(ShardfoldStatement statement, Cursor cursor) {
        this.statement = statement;
        this.cursor = cursor;
    }

    @Override
    public boolean next() throws SQLException {
        requireOpen();
        if (peeked) {
            peeked = false;
            if (!ended) {
                rowNumber++;
            }
            return !ended;
        }
        if (ended) {
            return false;
        }
        try {
            if (cursor.next()) {
                rowNumber++;
                return true;
            }
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
        ended = true;
        return false;
    }

    /** A failure of the cursor, told in the terms of the statement that it came from. */
    final SQLException failed(RuntimeException failure) {
        if (statement == null) {
            throw failure;
        }
        return statement.failed(failure);
    }

    final void requireOpen() throws SQLException {
        if (closed) {
            throw SqlErrors.closed("The result set");
        }
    }

    /** A getter needs a current row. */
    void requireRow() throws SQLException {
        requireOpen();
        if (!onRow()) {
            throw SqlErrors.misuse(
                    ended
                            ? "The result set is after its last row."
                            : "The result set is before its first row: call next() first.");
        }
    }

    private boolean onRow() {
        return rowNumber > 0 && !ended && !peeked;
    }

    @Override
    public final void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            cursor.close();
        } catch (RuntimeException failure) {
            throw failed(failure);
        } finally {
            if (statement != null) {
                statement.resultClosed(this);
            }
        }
    }

    @Override
    public final boolean isClosed() {
        return closed;
    }

    @Override
    public final Statement getStatement() throws SQLException {
        requireOpen();
        return statement;
    }

    @Override
    public final ResultSetMetaData getMetaData() throws SQLException {
        requireOpen();
        if (metaData == null) {
            metaData = new ShardfoldResultSetMetaData(columns());
        }
        return metaData;
    }

    final List<ResultColumn> columns() throws SQLException {
        try {
            return cursor.columns();
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
    }

    @Override
    public int findColumn(String label) throws SQLException {
        requireOpen();
        List<ResultColumn> columns = columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).label().equalsIgnoreCase(label)) {
                return i + 1;
            }
        }
        // As both engines' drivers: the column's own name, where no label reads so.
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(label)) {
                return i + 1;
            }
        }
        throw new SQLException("The result has no column '" + label + "'.", "42703");
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        requireOpen();
        if (rowNumber > 0 || ended) {
            return false;
        }
        return rowAhead();
    }

    /** Before the first row: whether there is one. */
    boolean rowAhead() throws SQLException {
        if (!peeked) {
            try {
                ended = !cursor.next();
            } catch (RuntimeException failure) {
                throw failed(failure);
            }
            peeked = true;
        }
        return !ended;
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        requireOpen();
        return ended && rowNumber > 0;
    }

    @Override
    public boolean isFirst() throws SQLException {
        requireOpen();
        return rowNumber == 1 && !ended;
    }

    @Override
    public boolean isLast() throws SQLException {
        throw forwardOnly("isLast");
    }

    @Override
    public int getRow() throws SQLException {
        requireOpen();
        return ended ? 0 : rowNumber;
    }

    @Override
    public void beforeFirst() throws SQLException {
        throw forwardOnly("beforeFirst");
    }

    @Override
    public void afterLast() throws SQLException {
        throw forwardOnly("afterLast");
    }

    @Override
    public boolean first() throws SQLException {
        throw forwardOnly("first");
    }

    @Override
    public boolean last() throws SQLException {
        throw forwardOnly("last");
    }

    @Override
    public boolean absolute(int row) throws SQLException {
        throw forwardOnly("absolute");
    }

    @Override
    public boolean relative(int rows) throws SQLException {
        throw forwardOnly("relative");
    }

    @Override
    public boolean previous() throws SQLException {
        throw forwardOnly("previous");
    }

    private SQLException forwardOnly(String method) throws SQLException {
        requireOpen();
        return SqlErrors.misuse(
                method
                        + " needs a result set that scrolls: create the statement with"
                        + " ResultSet.TYPE_SCROLL_INSENSITIVE.");
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        requireOpen();
        if (direction != FETCH_FORWARD && getType() == TYPE_FORWARD_ONLY) {
            throw SqlErrors.misuse("A forward-only result set is fetched forward.");
        }
    }

    @Override
    public int getFetchDirection() throws SQLException {
        requireOpen();
        return FETCH_FORWARD;
    }

    /** A hint that comes too late for the shards: rows are on their way. */
    @Override
    public final void setFetchSize(int rows) throws SQLException {
        requireOpen();
        if (rows < 0) {
            throw SqlErrors.misuse("The fetch size is " + rows + ": it can't be negative.");
        }
    }

    @Override
    public final int getFetchSize() throws SQLException {
        requireOpen();
        return statement == null ? 0 : statement.getFetchSize();
    }

    @Override
    public int getType() throws SQLException {
        requireOpen();
        return TYPE_FORWARD_ONLY;
    }

    @Override
    public int getConcurrency() throws SQLException {
        requireOpen();
        return CONCUR_READ_ONLY;
    }

    @Override
    public int getHoldability() throws SQLException {
        requireOpen();
        return statement == null ? CLOSE_CURSORS_AT_COMMIT : statement.getResultSetHoldability();
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        requireOpen();
        return null;
    }

    @Override
    public void clearWarnings() throws SQLException {
        requireOpen();
    }

    @Override
    public final String getCursorName() throws SQLException {
        throw SqlErrors.notSupported("A cursor with a name");
    }

    @Override
    public void refreshRow() throws SQLException {
        requireOpen();
        throw SqlErrors.notSupported("refreshRow of rows that aren't one shard's own");
    }

    @Override
    public boolean rowUpdated() throws SQLException {
        requireOpen();
        return false;
    }

    @Override
    public boolean rowInserted() throws SQLException {
        requireOpen();
        return false;
    }

    @Override
    public boolean rowDeleted() throws SQLException {
        requireOpen();
        return false;
    }

    @Override
    public ResultSet writable() throws SQLException {
        requireOpen();
        throw SqlErrors.notSupported(
                "Writing through rows that are merged, or of a statement without CONCUR_UPDATABLE,");
    }
}
