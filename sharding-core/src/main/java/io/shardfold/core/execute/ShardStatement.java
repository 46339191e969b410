package io.shardfold.core.execute;

import io.shardfold.core.row.Parameters;

/**
 * One finished text for one data source.
 *
 * @param dataSource the name of a {@link StorageUnit}
 * @param sql the text as the data source's server reads it
 * @param parameters the values of this text's own placeholders, in its order; null for a text
 *     without placeholders, which is then sent unprepared
 * @param rowCountMax the most rows that it can give, as far as the plan knows: 1 for a unique key,
 *     the number in LIMIT; {@link #UNBOUNDED} where nothing is known. Decides whether rows are
 *     streamed.
 */
public record ShardStatement(
        String dataSource, String sql, Parameters parameters, long rowCountMax) {

    public static final long UNBOUNDED = Long.MAX_VALUE;

    public ShardStatement(String dataSource, String sql, Parameters parameters) {
        this(dataSource, sql, parameters, UNBOUNDED);
    }
}
