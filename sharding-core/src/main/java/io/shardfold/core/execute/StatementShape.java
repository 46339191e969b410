package io.shardfold.core.execute;

import io.shardfold.core.row.ResultColumn;
import io.shardfold.sql.Dialect;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a data source says of a text before it runs.
 *
 * @param parameterTypeIds PostgreSQL type OIDs of the placeholders; 0 where it isn't known
 * @param parameterJdbcTypes constants of {@code java.sql.Types}
 * @param columns null for a text without rows
 */
public record StatementShape(
        int[] parameterTypeIds, int[] parameterJdbcTypes, List<ResultColumn> columns) {

    /** What a driver tells of a text that it has prepared. */
    static StatementShape of(
            PreparedStatement statement, Engine engine, UnaryOperator<String> logicalName)
            throws SQLException {
        ParameterMetaData parameters = statement.getParameterMetaData();
        int[] typeIds = new int[parameters.getParameterCount()];
        int[] jdbcTypes = new int[typeIds.length];
        for (int i = 0; i < typeIds.length; i++) {
            try {
                jdbcTypes[i] = parameters.getParameterType(i + 1);
                if (engine == Engine.POSTGRESQL) {
                    typeIds[i] = ColumnReader.typeId(parameters.getParameterTypeName(i + 1));
                }
            } catch (SQLException e) {
                if (engine.dialect() == Dialect.POSTGRESQL) {
                    throw e;
                }
                // MySQL's driver refuses to guess; the server takes text for anything.
                jdbcTypes[i] = Types.VARCHAR;
            }
        }
        ResultSetMetaData columns = statement.getMetaData();
        return new StatementShape(
                typeIds,
                jdbcTypes,
                columns == null || columns.getColumnCount() == 0
                        ? null
                        : ColumnReader.columns(columns, engine, logicalName));
    }
}
