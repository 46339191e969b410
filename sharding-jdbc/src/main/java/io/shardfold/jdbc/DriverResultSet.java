package io.shardfold.jdbc;

import io.shardfold.core.row.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The result set of one shard's driver itself, which scrolls, sees changes or is written through as
 * it was asked to be. It keeps the shard's connection until it is closed.
 *
 * <p>The end of the transaction closes it: the connection goes home then.
 */
final class DriverResultSet extends CursorResultSet {

    DriverResultSet(ShardfoldStatement statement, Cursor cursor) {
        super(statement, cursor);
    }

    private ResultSet driver() throws SQLException {
        requireOpen();
        ResultSet rows = cursor.origin(ResultSet.class);
        if (rows == null) {
            throw SqlErrors.closed("The result set, with the transaction that it was read in,");
        }
        return rows;
    }

    @Override
    void requireRow() throws SQLException {
        driver();
    }

    @Override
    public ResultSet writable() throws SQLException {
        ResultSet rows = driver();
        return rows.getConcurrency() == CONCUR_UPDATABLE ? rows : super.writable();
    }

    @Override
    public boolean next() throws SQLException {
        return driver().next();
    }

    @Override
    public boolean previous() throws SQLException {
        return driver().previous();
    }

    @Override
    public boolean first() throws SQLException {
        return driver().first();
    }

    @Override
    public boolean last() throws SQLException {
        return driver().last();
    }

    @Override
    public void beforeFirst() throws SQLException {
        driver().beforeFirst();
    }

    @Override
    public void afterLast() throws SQLException {
        driver().afterLast();
    }

    @Override
    public boolean absolute(int row) throws SQLException {
        return driver().absolute(row);
    }

    @Override
    public boolean relative(int rows) throws SQLException {
        return driver().relative(rows);
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        return driver().isBeforeFirst();
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        return driver().isAfterLast();
    }

    @Override
    public boolean isFirst() throws SQLException {
        return driver().isFirst();
    }

    @Override
    public boolean isLast() throws SQLException {
        return driver().isLast();
    }

    @Override
    public int getRow() throws SQLException {
        return driver().getRow();
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        driver().setFetchDirection(direction);
    }

    @Override
    public int getFetchDirection() throws SQLException {
        return driver().getFetchDirection();
    }

    @Override
    public int getType() throws SQLException {
        return driver().getType();
    }

    @Override
    public int getConcurrency() throws SQLException {
        return driver().getConcurrency();
    }

    @Override
    public int getHoldability() throws SQLException {
        requireOpen();
        return CLOSE_CURSORS_AT_COMMIT;
    }

    @Override
    public void refreshRow() throws SQLException {
        driver().refreshRow();
    }

    @Override
    public boolean rowUpdated() throws SQLException {
        return driver().rowUpdated();
    }

    @Override
    public boolean rowInserted() throws SQLException {
        return driver().rowInserted();
    }

    @Override
    public boolean rowDeleted() throws SQLException {
        return driver().rowDeleted();
    }
}
