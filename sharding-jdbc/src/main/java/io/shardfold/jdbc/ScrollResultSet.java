package io.shardfold.jdbc;

import java.sql.SQLException;

/** A result whose rows are all in memory, so that it scrolls; insensitive to changes. */
final class ScrollResultSet extends CursorResultSet {

    /** The most rows that one keeps. */
    static final int ROWS_MAX = 100_000;

    private final MemoryCursor rows;

    ScrollResultSet(ShardfoldStatement statement, MemoryCursor rows) {
        super(statement, rows);
        this.rows = rows;
    }

    private boolean moveTo(long index) throws SQLException {
        requireOpen();
        return rows.moveTo(index);
    }

    @Override
    void requireRow() throws SQLException {
        requireOpen();
        if (rows.rowIndex() < 0 || rows.rowIndex() >= rows.rowCount()) {
            throw SqlErrors.misuse("The result set isn't on a row.");
        }
    }

    @Override
    public boolean next() throws SQLException {
        return moveTo(rows.rowIndex() + 1L);
    }

    @Override
    public boolean previous() throws SQLException {
        return moveTo(rows.rowIndex() - 1L);
    }

    @Override
    public boolean first() throws SQLException {
        return moveTo(0);
    }

    @Override
    public boolean last() throws SQLException {
        return moveTo(rows.rowCount() - 1L);
    }

    @Override
    public void beforeFirst() throws SQLException {
        moveTo(-1);
    }

    @Override
    public void afterLast() throws SQLException {
        moveTo(rows.rowCount());
    }

    /**
     * @param row from 1; from the end where it is negative; 0 is before the first
     */
    @Override
    public boolean absolute(int row) throws SQLException {
        return moveTo(row >= 0 ? row - 1L : (long) rows.rowCount() + row);
    }

    @Override
    public boolean relative(int count) throws SQLException {
        return moveTo((long) rows.rowIndex() + count);
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        requireOpen();
        return rows.rowIndex() < 0 && rows.rowCount() > 0;
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        requireOpen();
        return rows.rowIndex() >= rows.rowCount() && rows.rowCount() > 0;
    }

    @Override
    public boolean isFirst() throws SQLException {
        requireOpen();
        return rows.rowIndex() == 0 && rows.rowCount() > 0;
    }

    @Override
    public boolean isLast() throws SQLException {
        requireOpen();
        return rows.rowCount() > 0 && rows.rowIndex() == rows.rowCount() - 1;
    }

    @Override
    public int getRow() throws SQLException {
        requireOpen();
        return rows.rowIndex() < rows.rowCount() ? rows.rowIndex() + 1 : 0;
    }

    @Override
    public int getType() throws SQLException {
        requireOpen();
        return TYPE_SCROLL_INSENSITIVE;
    }
}
