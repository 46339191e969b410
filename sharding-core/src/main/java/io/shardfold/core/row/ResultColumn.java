package io.shardfold.core.row;

/**
 * What a client is told about one column of a result.
 *
 * @param label the alias, or what the database calls an unnamed column
 * @param name the column's own name; empty for an expression
 * @param table the logical table's alias or name; empty where the column is none of a table's
 * @param originTable the logical table's own name, never a physical one; empty where the column is
 *     none of a table's
 * @param schema empty where the driver doesn't tell
 * @param catalog empty where the driver doesn't tell; never a physical database's name
 * @param jdbcType a constant of {@code java.sql.Types}
 * @param typeName the database's name of the type
 * @param typeId PostgreSQL's type OID; 0 where it isn't known
 * @param precision as {@code ResultSetMetaData.getPrecision}
 * @param scale as {@code ResultSetMetaData.getScale}
 * @param displaySize as {@code ResultSetMetaData.getColumnDisplaySize}
 * @param nullability 0 not null, 1 nullable, 2 unknown
 * @param className the class that {@link Cursor#value} gives
 */
public record ResultColumn(
        String label,
        String name,
        String table,
        String originTable,
        String schema,
        String catalog,
        int jdbcType,
        String typeName,
        int typeId,
        int precision,
        int scale,
        int displaySize,
        int nullability,
        boolean signed,
        boolean autoIncrement,
        boolean caseSensitive,
        String className) {}
