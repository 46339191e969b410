package io.shardfold.core.execute;

import java.sql.ResultSet;

/**
 * What a caller wants of the driver's own result set.
 *
 * @param type a constant of {@link ResultSet}
 * @param concurrency a constant of {@link ResultSet}
 */
public record RowAccess(int type, int concurrency) {

    /** Rows are read forward, and nothing more. */
    public static final RowAccess PLAIN =
            new RowAccess(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
}
