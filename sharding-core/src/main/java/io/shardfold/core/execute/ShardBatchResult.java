package io.shardfold.core.execute;

import io.shardfold.core.error.ShardfoldException;
import java.util.List;

/**
 * What one batch gave on its data source.
 *
 * @param counts one per set of values that was run; -2 where the driver doesn't tell, -3 where it
 *     failed or was taken back (as {@code java.sql.Statement.SUCCESS_NO_INFO} and {@code
 *     EXECUTE_FAILED})
 * @param generatedKeys in the order of the sets
 * @param keyColumn null where there are no keys
 * @param failure null where there is none
 */
public record ShardBatchResult(
        long[] counts, List<Object> generatedKeys, String keyColumn, ShardfoldException failure) {}
