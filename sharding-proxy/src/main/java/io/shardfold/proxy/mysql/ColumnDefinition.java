package io.shardfold.proxy.mysql;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.row.ResultColumn;
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
    private static final int NOT_FIXED = 31;

    private static final int FIXED_BYTES = 0x0c;
    private static final long LENGTH_MAX = 0xffffffffL;

    /** A placeholder of a prepared statement. Clients read how many there are, and no more. */
    static final ColumnDefinition PLACEHOLDER =
            new ColumnDefinition(
                    "", "", "", "?", "", Collations.BINARY, 0, ColumnType.NULL, BINARY, 0);

    /**
     * @param database the logical database
     * @param collation of texts in the session's results
     * @param set the character set of that collation
     */
    static ColumnDefinition of(
            ResultColumn column, String database, int collation, Collations.CharacterSet set) {
        boolean expression = column.originTable().isEmpty();
        Shape shape = shape(column);
        int flags = shape.flags;
        if (column.nullability() == 0) {
            flags |= NOT_NULL;
        }
        if (column.autoIncrement()) {
            flags |= AUTO_INCREMENT;
        }
        if (shape.number && !column.signed()) {
            flags |= UNSIGNED;
        }
        int characterBytes = shape.text ? set.bytesMax() : 1;
        long length = Math.min(LENGTH_MAX, Math.max(0L, shape.length) * characterBytes);
        return new ColumnDefinition(
                expression ? "" : database,
                column.table(),
                column.originTable(),
                column.label(),
                column.name(),
                shape.text ? collation : Collations.BINARY,
                length,
                shape.type,
                flags,
                shape.decimals);
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
            case Types.TINYINT -> Shape.number(ColumnType.TINY, zerofill, orElse(size, 4), 0);
            case Types.SMALLINT -> Shape.number(ColumnType.SHORT, zerofill, orElse(size, 6), 0);
            case Types.INTEGER ->
                    typeName.startsWith("MEDIUMINT")
                            ? Shape.number(ColumnType.INT24, zerofill, orElse(size, 9), 0)
                            : Shape.number(ColumnType.LONG, zerofill, orElse(size, 11), 0);
            case Types.BIGINT -> Shape.number(ColumnType.LONGLONG, zerofill, orElse(size, 20), 0);
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
                    Shape.bytes(ColumnType.TIME, BINARY, fraction(10, column), digits(column));
            case Types.TIMESTAMP ->
                    Shape.bytes(
                            typeName.equals("TIMESTAMP")
                                    ? ColumnType.TIMESTAMP
                                    : ColumnType.DATETIME,
                            BINARY,
                            fraction(19, column),
                            digits(column));
            case Types.BINARY -> Shape.bytes(ColumnType.STRING, BINARY, size, 0);
            case Types.VARBINARY -> Shape.bytes(ColumnType.VAR_STRING, BINARY, size, 0);
            case Types.LONGVARBINARY, Types.BLOB ->
                    Shape.bytes(ColumnType.BLOB, BLOB | BINARY, size, 0);
            case Types.NULL -> Shape.bytes(ColumnType.NULL, BINARY, 0, 0);
            case Types.CHAR, Types.NCHAR -> Shape.text(ColumnType.STRING, 0, size);
            case Types.LONGVARCHAR, Types.LONGNVARCHAR, Types.CLOB, Types.NCLOB ->
                    Shape.text(ColumnType.BLOB, BLOB, size);
            // Whatever else there is has a text.
            default -> Shape.text(ColumnType.VAR_STRING, 0, size);
        };
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

    private static int digits(ResultColumn column) {
        return Math.max(0, Math.min(6, column.scale()));
    }

    private static long fraction(int length, ResultColumn column) {
        int digits = digits(column);
        return digits == 0 ? length : length + 1 + digits;
    }
}
