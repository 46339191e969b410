package io.shardfold.proxy.postgresql;

import io.shardfold.core.row.ResultColumn;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * What RowDescription says of a column.
 *
 * @param typeId the type's OID
 * @param typeLength as {@code pg_type.typlen}
 * @param typeModifier what stands in parentheses behind the type's name, in the type's own form; -1
 *     for nothing
 * @param textual whether the type's binary format is known to be its text: such as an enum, whose
 *     OID is another in each database
 */
record ColumnType(String name, int typeId, int typeLength, int typeModifier, boolean textual) {

    /** PostgreSQL adds its own header's length to a length. */
    private static final int HEADER = 4;

    static List<ColumnType> of(List<ResultColumn> columns) {
        List<ColumnType> types = new ArrayList<>(columns.size());
        for (ResultColumn column : columns) {
            types.add(of(column));
        }
        return types;
    }

    static ColumnType of(ResultColumn column) {
        int id =
                column.typeId() != 0
                        ? column.typeId()
                        : PostgresqlType.oidOf(column.typeName(), column.jdbcType());
        PostgresqlType type = PostgresqlType.of(id);
        boolean known = type != null || PostgresqlType.elementOf(id) != null;
        return new ColumnType(
                column.label(),
                id,
                type == null ? -1 : type.length(),
                type == null ? -1 : modifier(type, column.precision(), column.scale()),
                !known && column.jdbcType() == Types.VARCHAR);
    }

    /** Numbers too large to be a declared length are what a driver says for "any". */
    private static int modifier(PostgresqlType type, int precision, int scale) {
        return switch (type) {
            case VARCHAR, BPCHAR ->
                    precision > 0 && precision <= 10_485_760 ? precision + HEADER : -1;
            case NUMERIC ->
                    precision > 0 && precision <= 1000
                            ? (precision << 16 | scale & 0x7ff) + HEADER
                            : -1;
            default -> -1;
        };
    }

    /** Null where the binary format isn't known. */
    BinaryForm binaryForm() {
        return textual ? BinaryForms.TEXT : PostgresqlType.binaryForm(typeId);
    }
}
