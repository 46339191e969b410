package io.shardfold.jdbc;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;

/** What a shard infers of a statement's placeholders. */
final class ShardfoldParameterMetaData implements ParameterMetaData {

    private final int count;
    private final int[] types;

    /**
     * @param types constants of {@code java.sql.Types}; null where the database doesn't infer them
     */
    ShardfoldParameterMetaData(int count, int[] types) {
        this.count = count;
        this.types = types;
    }

    private int type(int parameter) throws SQLException {
        if (parameter < 1 || parameter > count) {
            throw SqlErrors.misuse(
                    "The statement has parameters 1 to " + count + ", not " + parameter + ".");
        }
        return types == null ? Types.VARCHAR : types[parameter - 1];
    }

    @Override
    public int getParameterCount() {
        return count;
    }

    @Override
    public int isNullable(int parameter) throws SQLException {
        type(parameter);
        return parameterNullableUnknown;
    }

    @Override
    public boolean isSigned(int parameter) throws SQLException {
        return switch (type(parameter)) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.NUMERIC,
                    Types.DECIMAL,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE ->
                    true;
            default -> false;
        };
    }

    @Override
    public int getPrecision(int parameter) throws SQLException {
        type(parameter);
        return 0;
    }

    @Override
    public int getScale(int parameter) throws SQLException {
        type(parameter);
        return 0;
    }

    @Override
    public int getParameterType(int parameter) throws SQLException {
        return type(parameter);
    }

    @Override
    public String getParameterTypeName(int parameter) throws SQLException {
        int type = type(parameter);
        for (JDBCType known : JDBCType.values()) {
            if (known.getVendorTypeNumber() == type) {
                return known.getName();
            }
        }
        return "OTHER";
    }

    @Override
    public String getParameterClassName(int parameter) throws SQLException {
        return switch (type(parameter)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> Integer.class.getName();
            case Types.BIGINT -> Long.class.getName();
            case Types.NUMERIC, Types.DECIMAL -> BigDecimal.class.getName();
            case Types.REAL -> Float.class.getName();
            case Types.FLOAT, Types.DOUBLE -> Double.class.getName();
            case Types.BIT, Types.BOOLEAN -> Boolean.class.getName();
            case Types.DATE -> java.sql.Date.class.getName();
            case Types.TIME -> java.sql.Time.class.getName();
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Timestamp.class.getName();
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> "[B";
            case Types.ARRAY -> Array.class.getName();
            case Types.OTHER -> Object.class.getName();
            default -> String.class.getName();
        };
    }

    @Override
    public int getParameterMode(int parameter) throws SQLException {
        type(parameter);
        return parameterModeIn;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Wrapping.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
