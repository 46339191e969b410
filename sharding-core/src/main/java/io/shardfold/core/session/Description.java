package io.shardfold.core.session;

import io.shardfold.core.row.ResultColumn;
import java.util.List;

/**
 * What is known of a statement before it runs.
 *
 * @param parameterTypeIds PostgreSQL type OIDs of the placeholders as the database infers them; 0
 *     where it doesn't
 * @param parameterJdbcTypes constants of {@code java.sql.Types}
 * @param columns null for a statement without rows
 */
public record Description(
        int[] parameterTypeIds, int[] parameterJdbcTypes, List<ResultColumn> columns) {}
