package io.shardfold.core.execute;

import io.shardfold.core.error.ShardException;
import io.shardfold.core.rule.key.KeyServices;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Blocks of numbers for keys of type SEGMENT, kept in the table {@code shardfold_segment} of one
 * data source, which is made when first needed.
 *
 * <p>A block is taken in a transaction of its own, whatever the session's does: a number that is
 * given out is gone. Safe for many threads and processes: the row's lock lets one take a block at a
 * time.
 */
public final class SegmentTable implements KeyServices.Segments {

    /** The table's name: it is no table of the application's. */
    public static final String NAME = "shardfold_segment";

    private static final String CREATE =
            "CREATE TABLE IF NOT EXISTS shardfold_segment (name VARCHAR(100) NOT NULL PRIMARY KEY, next_number BIGINT NOT NULL)";

    private static final String ADVANCE =
            "UPDATE shardfold_segment SET next_number = next_number + ? WHERE name = ?";
    private static final String NEXT = "SELECT next_number FROM shardfold_segment WHERE name = ?";
    private static final String BEGIN =
            "INSERT INTO shardfold_segment (name, next_number) VALUES (?, 1)";

    /** SQLSTATE class of a violated constraint: another process has begun the sequence. */
    private static final String CONSTRAINT = "23";

    private volatile StorageUnit home;
    private volatile boolean isMade;

    /** Says where the table is; before the first block is taken. */
    public void keepIn(StorageUnit unit) {
        home = unit;
    }

    /**
     * @throws ShardException with the data source's own codes
     */
    @Override
    public long take(String sequence, int count) {
        StorageUnit unit = home;
        try (Connection connection = unit.connection()) {
            if (!isMade) {
                try (Statement create = connection.createStatement()) {
                    create.execute(CREATE);
                }
                isMade = true;
            }
            connection.setAutoCommit(false);
            try {
                while (!advance(connection, sequence, count)) {
                    begin(connection, sequence);
                }
                long next = next(connection, sequence);
                connection.commit();
                return next - count;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new ShardException(unit.name(), failure);
        }
    }

    /** Locks the sequence's row until the transaction ends. */
    private static boolean advance(Connection connection, String sequence, int count)
            throws SQLException {
        try (PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
            advance.setLong(1, count);
            advance.setString(2, sequence);
            return advance.executeUpdate() == 1;
        }
    }

    private static void begin(Connection connection, String sequence) throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
            begin.setString(1, sequence);
            begin.executeUpdate();
            connection.commit();
        } catch (SQLException failure) {
            if (failure.getSQLState() == null || !failure.getSQLState().startsWith(CONSTRAINT)) {
                throw failure;
            }
            connection.rollback();
        }
    }

    private static long next(Connection connection, String sequence) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setString(1, sequence);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException(
                            "The row of " + sequence + " is gone while it is locked");
                }
                return row.getLong(1);
            }
        }
    }
}
