package io.shardfold.core.execute;

import java.util.List;

/**
 * How one statement's texts are run.
 *
 * @param fetchSize rows that a driver may fetch at once; 0 leaves it to the engine; {@link #WHOLE}
 * @param maxRows the most rows that each text gives; 0 for all
 * @param deadlineNanos the moment of {@link System#nanoTime} at which all texts of the statement
 *     are cancelled, their cursors too; 0 for none. See {@link #deadlineIn}
 * @param generatedKeys whether the database's generated keys are asked for
 * @param keyColumns the columns whose generated values are wanted (PostgreSQL and H2); empty leaves
 *     the choice to the driver
 * @param inSeries whether the caller reads the cursors strictly one after the other, each to its
 *     end or its close: texts that share a connection are then run when their turn comes, and
 *     nothing is held in memory
 * @param access what is wanted of the driver's own result set, where the rows of one text are the
 *     statement's; several texts are read plainly
 */
public record StatementOptions(
        int fetchSize,
        long maxRows,
        long deadlineNanos,
        boolean generatedKeys,
        List<String> keyColumns,
        boolean inSeries,
        RowAccess access) {

    /**
     * The rows of one shard at once, as drivers do by themselves: streaming costs a round trip or
     * two. Rows of several shards are still left to the engine.
     */
    public static final int WHOLE = -1;

    public static final StatementOptions DEFAULT =
            new StatementOptions(0, 0, 0, false, List.of(), false);

    /** As drivers read by themselves. */
    public static final StatementOptions PLAIN =
            new StatementOptions(WHOLE, 0, 0, false, List.of(), false);

    public StatementOptions {
        keyColumns = List.copyOf(keyColumns);
    }

    /** With rows that are read forward. */
    public StatementOptions(
            int fetchSize,
            long maxRows,
            long deadlineNanos,
            boolean generatedKeys,
            List<String> keyColumns,
            boolean inSeries) {
        this(
                fetchSize,
                maxRows,
                deadlineNanos,
                generatedKeys,
                keyColumns,
                inSeries,
                RowAccess.PLAIN);
    }

    /**
     * @param timeoutMillis 0 for none
     * @return for {@link #deadlineNanos}
     */
    public static long deadlineIn(long timeoutMillis) {
        if (timeoutMillis == 0) {
            return 0;
        }
        long deadline = System.nanoTime() + timeoutMillis * 1_000_000;
        return deadline == 0 ? 1 : deadline;
    }
}
