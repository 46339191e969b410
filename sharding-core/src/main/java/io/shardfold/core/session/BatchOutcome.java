package io.shardfold.core.session;

import io.shardfold.core.error.ShardfoldException;
import java.util.List;

/**
 * What a batch gave.
 *
 * @param counts one per set of values that was run; -2 where a driver doesn't tell, -3 where it
 *     failed (as {@code java.sql.Statement.SUCCESS_NO_INFO} and {@code EXECUTE_FAILED})
 * @param generatedKeys in the order of the sets
 * @param keyColumn null where there are no keys
 * @param failure the first failure; null where there is none
 */
public record BatchOutcome(
        long[] counts, List<Object> generatedKeys, String keyColumn, ShardfoldException failure) {}
