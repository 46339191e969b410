package io.shardfold.core.execute;

import io.shardfold.core.row.Parameters;
import java.util.List;

/**
 * One finished text for one data source with many sets of values.
 *
 * @param dataSource the name of a {@link StorageUnit}
 * @param sets at least one; each has as many values as the text has placeholders
 */
public record ShardBatch(String dataSource, String sql, List<Parameters> sets) {

    public ShardBatch {
        sets = List.copyOf(sets);
        assert !sets.isEmpty();
    }
}
