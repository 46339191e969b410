package io.shardfold.core.execute;

import java.util.List;

/**
 * What a stored routine gave.
 *
 * @param results in order; at least one
 * @param outputs what {@link RoutineCall#outputs} read
 */
public record CallResult<T>(List<ShardResult> results, T outputs) {

    public CallResult {
        results = List.copyOf(results);
    }
}
