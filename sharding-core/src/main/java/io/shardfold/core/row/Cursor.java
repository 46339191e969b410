package io.shardfold.core.row;

import java.util.List;

/**
 * Rows, one at a time, forward only. Confined to one thread at a time; whoever got it closes it.
 *
 * <p>Columns are counted from 0. A getter speaks of the current row, and is valid only between a
 * {@link #next} that answered true and the following call of {@link #next} or {@link #close}.
 */
public interface Cursor extends AutoCloseable {

    /** What a client is told about the columns; the same list for the whole life of the cursor. */
    List<ResultColumn> columns();

    /**
     * Moves to the next row. Blocks while no row is ready, at most until the statement's deadline.
     *
     * @return false after the last row; what the cursor holds at shards is given back by then
     * @throws io.shardfold.core.error.ShardException the shard's own SQLSTATE
     * @throws io.shardfold.core.error.StatementException 57014 when cancelled or out of time
     */
    boolean next();

    boolean isNull(int column);

    /**
     * The value in the class that the database's own driver gives it by default; null for SQL NULL.
     */
    Object value(int column);

    /** For numbers: the value, cut to a long as the driver does; 0 for SQL NULL. */
    long longValue(int column);

    /**
     * The value as text in the database's own form, as its text protocol shows it; null for SQL
     * NULL.
     */
    String text(int column);

    /**
     * The value's bytes: of a binary string as it is, of anything else those of its text in UTF-8;
     * null for SQL NULL.
     */
    byte[] bytes(int column);

    /**
     * The driver's own row in which this column of the current row stands, so that a front end can
     * ask it for any conversion that the driver knows.
     *
     * @param type what the front end can use, such as {@code java.sql.ResultSet}
     * @return null where the engine computed the value, or the row is of another kind
     */
    default <T> T origin(int column, Class<T> type) {
        return null;
    }

    /**
     * The driver's own rows, where they are this cursor's from the first to the last: a
     * pass-through of one shard. Known before the first {@link #next}, which still moves both.
     *
     * @param type what the front end can use, such as {@code java.sql.ResultSet}
     * @return null where there are no such rows, or no longer since they were copied; then {@link
     *     #origin(int, Class)} may know more
     */
    default <T> T origin(Class<T> type) {
        return null;
    }

    /** The zero-based column in {@link #origin(int, Class)}. */
    default int originColumn(int column) {
        return column;
    }

    /** Gives back what the cursor holds. A second call does nothing. */
    @Override
    void close();
}
