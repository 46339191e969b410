package io.shardfold.core.execute;

import io.shardfold.core.row.ResultColumn;
import java.util.List;

/**
 * What a data source says of a text before it runs.
 *
 * @param parameterTypeIds PostgreSQL type OIDs of the placeholders; 0 where it isn't known
 * @param parameterJdbcTypes constants of {@code java.sql.Types}
 * @param columns null for a text without rows
 */
public record StatementShape(
        int[] parameterTypeIds, int[] parameterJdbcTypes, List<ResultColumn> columns) {}
