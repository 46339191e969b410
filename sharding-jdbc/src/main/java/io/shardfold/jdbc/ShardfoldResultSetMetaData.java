package io.shardfold.jdbc;

import io.shardfold.core.row.ResultColumn;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/**
 * What a result says of its columns: logical names, and the types as the shards' driver has them.
 */
final class ShardfoldResultSetMetaData implements ResultSetMetaData {

    private final List<ResultColumn> columns;

    ShardfoldResultSetMetaData(List<ResultColumn> columns) {
        this.columns = columns;
    }

    private ResultColumn column(int column) throws SQLException {
        if (column < 1 || column > columns.size()) {
            throw SqlErrors.misuse(
                    "The result has columns 1 to " + columns.size() + ", not " + column + ".");
        }
        return columns.get(column - 1);
    }

    @Override
    public int getColumnCount() {
        return columns.size();
    }

    @Override
    public boolean isAutoIncrement(int column) throws SQLException {
        return column(column).autoIncrement();
    }

    @Override
    public boolean isCaseSensitive(int column) throws SQLException {
        return column(column).caseSensitive();
    }

    @Override
    public boolean isSearchable(int column) throws SQLException {
        column(column);
        return true;
    }

    @Override
    public boolean isCurrency(int column) throws SQLException {
        return column(column).typeName().equalsIgnoreCase("money");
    }

    @Override
    public int isNullable(int column) throws SQLException {
        return column(column).nullability();
    }

    @Override
    public boolean isSigned(int column) throws SQLException {
        return column(column).signed();
    }

    @Override
    public int getColumnDisplaySize(int column) throws SQLException {
        return column(column).displaySize();
    }

    @Override
    public String getColumnLabel(int column) throws SQLException {
        return column(column).label();
    }

    /** The column's own name; of an expression the label, as both engines' drivers have it. */
    @Override
    public String getColumnName(int column) throws SQLException {
        ResultColumn known = column(column);
        return known.name().isEmpty() ? known.label() : known.name();
    }

    @Override
    public String getSchemaName(int column) throws SQLException {
        return column(column).schema();
    }

    @Override
    public int getPrecision(int column) throws SQLException {
        return column(column).precision();
    }

    @Override
    public int getScale(int column) throws SQLException {
        return column(column).scale();
    }

    @Override
    public String getTableName(int column) throws SQLException {
        return column(column).originTable();
    }

    @Override
    public String getCatalogName(int column) throws SQLException {
        return column(column).catalog();
    }

    @Override
    public int getColumnType(int column) throws SQLException {
        return column(column).jdbcType();
    }

    @Override
    public String getColumnTypeName(int column) throws SQLException {
        return column(column).typeName();
    }

    @Override
    public boolean isReadOnly(int column) throws SQLException {
        return column(column).originTable().isEmpty();
    }

    @Override
    public boolean isWritable(int column) throws SQLException {
        return !isReadOnly(column);
    }

    @Override
    public boolean isDefinitelyWritable(int column) throws SQLException {
        column(column);
        return false;
    }

    @Override
    public String getColumnClassName(int column) throws SQLException {
        return column(column).className();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Wrapping.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    /** A column of a result that we make: generated keys, a few columns of metadata. */
    static ResultColumn column(String label, int jdbcType, String className) {
        boolean number = jdbcType == Types.BIGINT || jdbcType == Types.INTEGER;
        return new ResultColumn(
                label,
                label,
                "",
                "",
                "",
                "",
                jdbcType,
                number ? "BIGINT" : "VARCHAR",
                0,
                0,
                0,
                0,
                columnNullableUnknown,
                number,
                false,
                !number,
                className);
    }
}
