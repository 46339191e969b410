package io.shardfold.core.session;

import io.shardfold.core.execute.RowAccess;
import io.shardfold.core.execute.StatementOptions;

/**
 * How a caller wants one execution.
 *
 * @param fetchSize rows that a driver may fetch at once; 0 leaves it to the engine; {@link #WHOLE}
 * @param maxRows the most rows to give; 0 for all
 * @param timeoutMillis the statement's time from its start to its last row; 0 for none
 * @param generatedKeys whether the caller will ask for generated keys
 * @param access what the caller wants of the driver's own result set, where one shard answers; what
 *     is merged is read forward
 */
public record ExecuteOptions(
        int fetchSize, long maxRows, long timeoutMillis, boolean generatedKeys, RowAccess access) {

    /** The rows of one shard at once, as its driver does by itself. */
    public static final int WHOLE = StatementOptions.WHOLE;

    public static final ExecuteOptions DEFAULT = new ExecuteOptions(0, 0, 0, false);

    /** As drivers read by themselves. */
    public static final ExecuteOptions PLAIN = new ExecuteOptions(WHOLE, 0, 0, false);

    /** With rows that are read forward. */
    public ExecuteOptions(int fetchSize, long maxRows, long timeoutMillis, boolean generatedKeys) {
        this(fetchSize, maxRows, timeoutMillis, generatedKeys, RowAccess.PLAIN);
    }
}
