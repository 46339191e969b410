package io.shardfold.proxy.mysql;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.core.session.Database;
import java.nio.charset.Charset;
import java.sql.Types;
import java.util.Locale;

/**
 * What a client is told about a column: ColumnDefinition41.
 *
 * @param schema the logical database's name; empty for an expression
 * @param table the alias
 * @param originTable the logical table's own name; empty for an expression
 * @param name the alias
 * @param originName the column's own name; empty for an expression
 * @param lengthMax in bytes of the result's character set; unsigned
 * @param type a {@link ColumnType}
 */
record ColumnDefinition(
        String schema,
        String table,
        String originTable,
        String name,
        String originName,
        int collation,
        long lengthMax,
        int type,
        int flags,
        int decimals) {

    static final int NOT_NULL = 0x0001;
    static final int BLOB = 0x0010;
    static final int UNSIGNED = 0x0020;
    static final int ZEROFILL = 0x0040;
    static final int BINARY = 0x0080;
    static final int ENUM = 0x0100;
    static final int AUTO_INCREMENT = 0x0200;
    static final int SET = 0x0800;

    /** Of FLOAT and DOUBLE without a number of digits. */
    static final int NOT_FIXED = 31;

    /** What MariaDB says of a text that is computed; MySQL says {@link #NOT_FIXED}. */
    private static final int TEXT_EXPRESSION_MARIADB = 39;

    private static final int FIXED_BYTES = 0x0c;
    private static final long LENGTH_MAX = 0xffffffffL;

    /** A placeholder of a prepared statement. Clients read how many there are, and no more. */
    static final ColumnDefinition PLACEHOLDER =
            new ColumnDefinition(
                    "", "", "", "?", "", Collations.BINARY, 0, ColumnType.NULL, BINARY, 0);

    /**
     * @param schema the logical database's name
     * @param database that knows which physical table is a part of which logical one; null where no
     *     column is a table's
     * @param collation of texts in the session's results
     * @param set the character set of that collation
     * @param converted whether texts are converted to that set; else they have their column's own
     * @param mariaDb whether the client sees MariaDB, which says of some types other things than
     *     MySQL
     */
    static ColumnDefinition of(
            ResultColumn column,
            String schema,
            Database database,
            int collation,
            Collations.CharacterSet set,
            boolean converted,
            boolean mariaDb) {
        boolean expression = column.originTable().isEmpty();
        Shape shape = shape(column);
        int flags = shape.flags;
        if (column.nullability() == 0) {
            flags |= NOT_NULL;
        }
        if (column.autoIncrement()) {
            flags |= AUTO_INCREMENT;
        }
        if (shape.number && !column.signed() || shape.type == ColumnType.TIMESTAMP && mariaDb) {
            flags |= UNSIGNED;
        }
        // A TEXT's length is in bytes of its own set until it is converted.
        boolean characters = shape.text && (converted || (shape.flags & BLOB) == 0);
        int characterBytes = characters ? set.bytesMax() : 1;
        long length = Math.min(LENGTH_MAX, Math.max(0L, shape.length) * characterBytes);
        return new ColumnDefinition(
                expression ? "" : schema,
                logical(column.table(), database),
                logical(column.originTable(), database),
                column.label(),
                column.name(),
                shape.text ? collation : Collations.BINARY,
                length,
                shape.type,
                flags,
                expression && shape.type == ColumnType.VAR_STRING && shape.text
                        ? mariaDb ? TEXT_EXPRESSION_MARIADB : NOT_FIXED
                        : shape.decimals);
    }

    private static String logical(String table, Database database) {
        return database == null ? table : database.logicalTable(table);
    }

    void encode(ByteBuf out, Charset charset) {
        Wire.writeLenencUtf8(out, "def");
        Wire.writeLenencBytes(out, schema.getBytes(charset));
        Wire.writeLenencBytes(out, table.getBytes(charset));
        Wire.writeLenencBytes(out, originTable.getBytes(charset));
        Wire.writeLenencBytes(out, name.getBytes(charset));
        Wire.writeLenencBytes(out, originName.getBytes(charset));
        out.writeByte(FIXED_BYTES);
        out.writeShortLE(collation);
        out.writeIntLE((int) lengthMax);
        out.writeByte(type);
        out.writeShortLE(flags);
        out.writeByte(decimals);
        out.writeZero(2);
    }

    /**
     * The part that comes from the SQL type.
     *
     * @param length in characters for text, else in bytes or digits
     */
    private record Shape(
            int type, int flags, long length, int decimals, boolean text, boolean number) {

        static Shape number(int type, int flags, long length, int decimals) {
            return new Shape(type, flags, length, decimals, false, true);
        }

        static Shape bytes(int type, int flags, long length, int decimals) {
            return new Shape(type, flags, length, decimals, false, false);
        }

        static Shape text(int type, int flags, long length) {
            return new Shape(type, flags, length, 0, true, false);
        }
    }

    private static Shape shape(ResultColumn column) {
        String typeName = column.typeName().toUpperCase(Locale.ROOT);
        int zerofill = typeName.contains("ZEROFILL") ? ZEROFILL : 0;
        long size = column.displaySize();
        switch (typeName) {
            case "JSON":
                return Shape.text(ColumnType.BLOB, BLOB | BINARY, LENGTH_MAX);
            case "GEOMETRY":
                return Shape.bytes(ColumnType.GEOMETRY, BLOB | BINARY, LENGTH_MAX, 0);
            case "YEAR":
                return new Shape(ColumnType.YEAR, UNSIGNED | ZEROFILL, 4, 0, false, false);
            case "ENUM":
                return Shape.text(ColumnType.STRING, ENUM, size);
            case "SET":
                return Shape.text(ColumnType.STRING, SET, size);
            default:
        }
        return switch (column.jdbcType()) {
            case Types.BOOLEAN -> Shape.number(ColumnType.TINY, 0, 1, 0);
            case Types.BIT ->
                    typeName.startsWith("BIT")
                            ? Shape.bytes(
                                    ColumnType.BIT, UNSIGNED, Math.max(1, column.precision()), 0)
                            : Shape.number(ColumnType.TINY, 0, 1, 0);
            case Types.TINYINT ->
                    column.precision() == 1
                            ? Shape.number(ColumnType.TINY, zerofill, 1, 0)
                            : integer(ColumnType.TINY, zerofill, column, 3);
            case Types.SMALLINT -> integer(ColumnType.SHORT, zerofill, column, 5);
            case Types.INTEGER ->
                    typeName.startsWith("MEDIUMINT")
                            ? integer(ColumnType.INT24, zerofill, column, 8)
                            : integer(ColumnType.LONG, zerofill, column, 10);
            case Types.BIGINT -> Shape.number(ColumnType.LONGLONG, zerofill, 20, 0);
            case Types.REAL, Types.FLOAT ->
                    typeName.startsWith("DOUBLE")
                            ? doubleShape(column, zerofill)
                            : Shape.number(
                                    ColumnType.FLOAT,
                                    zerofill,
                                    orElse(size, 12),
                                    floatDecimals(column));
            case Types.DOUBLE -> doubleShape(column, zerofill);
            case Types.DECIMAL, Types.NUMERIC ->
                    Shape.number(
                            ColumnType.DECIMAL,
                            zerofill,
                            column.precision()
                                    + (column.scale() > 0 ? 1 : 0)
                                    + (column.signed() ? 1 : 0),
                            Math.max(0, Math.min(column.scale(), NOT_FIXED - 1)));
            case Types.DATE -> Shape.bytes(ColumnType.DATE, BINARY, 10, 0);
            case Types.TIME ->
                    Shape.bytes(
                            ColumnType.TIME, BINARY, fraction(10, size - 11), digits(size - 11));
            case Types.TIMESTAMP ->
                    Shape.bytes(
                            typeName.equals("TIMESTAMP")
                                    ? ColumnType.TIMESTAMP
                                    : ColumnType.DATETIME,
                            BINARY,
                            fraction(19, size - 20),
                            digits(size - 20));
            case Types.BINARY -> Shape.bytes(ColumnType.STRING, BINARY, size, 0);
            case Types.VARBINARY -> Shape.bytes(ColumnType.VAR_STRING, BINARY, size, 0);
            case Types.LONGVARBINARY, Types.BLOB ->
                    Shape.bytes(ColumnType.BLOB, BLOB | BINARY, longLength(column), 0);
            case Types.NULL -> Shape.bytes(ColumnType.NULL, BINARY, 0, 0);
            case Types.CHAR, Types.NCHAR -> Shape.text(ColumnType.STRING, 0, size);
            case Types.LONGVARCHAR, Types.LONGNVARCHAR, Types.CLOB, Types.NCLOB ->
                    Shape.text(ColumnType.BLOB, BLOB, longLength(column));
            // Whatever else there is has a text.
            default -> Shape.text(ColumnType.VAR_STRING, 0, size);
        };
    }

    /** As long as the longest number, with its sign. */
    private static Shape integer(int type, int zerofill, ResultColumn column, int digits) {
        return Shape.number(type, zerofill, column.signed() ? digits + 1 : digits, 0);
    }

    /**
     * The bytes that a TEXT or BLOB can have: clients know by them which one it is. Drivers tell a
     * TEXT's size in characters, and as a quarter where they think that each has four bytes.
     */
    private static long longLength(ResultColumn column) {
        long size = column.displaySize();
        if (column.originTable().isEmpty()) {
            return size;
        }
        if (size <= 0xff) {
            return 0xff;
        }
        if (size <= 0xffff) {
            return 0xffff;
        }
        return size <= 0xffffff ? 0xffffff : LENGTH_MAX;
    }

    private static Shape doubleShape(ResultColumn column, int zerofill) {
        return Shape.number(
                ColumnType.DOUBLE,
                zerofill,
                orElse(column.displaySize(), 22),
                floatDecimals(column));
    }

    private static int floatDecimals(ResultColumn column) {
        return column.scale() > 0 && column.scale() < NOT_FIXED ? column.scale() : NOT_FIXED;
    }

    private static long orElse(long size, long otherwise) {
        return size > 0 ? size : otherwise;
    }

    /** Drivers tell no scale of a time, but a size that has room for its digits. */
    private static int digits(long room) {
        return (int) Math.max(0, Math.min(6, room));
    }

    private static long fraction(int length, long room) {
        int digits = digits(room);
        return digits == 0 ? length : length + 1 + digits;
    }
}
