package io.shardfold.core.session;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.row.ResultColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Types;
import java.util.List;

/**
 * Values on their way from one shard to another: in the database's own text, so that no digit is
 * lost in a Java class; numbers in binary floating point and binary strings as they are, and on
 * MySQL exact numbers, since it compares a number with a text as floating point.
 */
final class MovedRow {

    private MovedRow() {}

    static Object[] values(Cursor rows, boolean mysql) {
        List<ResultColumn> columns = rows.columns();
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    switch (columns.get(i).jdbcType()) {
                        case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                                rows.bytes(i);
                        case Types.REAL, Types.FLOAT, Types.DOUBLE ->
                                isMoney(columns.get(i)) ? rows.text(i) : rows.value(i);
                        case Types.BOOLEAN -> rows.value(i);
                        case Types.BIT -> mysql ? rows.bytes(i) : rows.value(i);
                        case Types.DATE -> isYear(columns.get(i)) ? year(rows, i) : rows.text(i);
                        case Types.TINYINT,
                                Types.SMALLINT,
                                Types.INTEGER,
                                Types.BIGINT,
                                Types.DECIMAL,
                                Types.NUMERIC ->
                                mysql ? number(rows.value(i)) : rows.text(i);
                        default -> rows.text(i);
                    };
        }
        return values;
    }

    /** MySQL's driver binds a BigInteger as a long, which an unsigned number needn't fit into. */
    private static Object number(Object value) {
        return value instanceof BigInteger integer ? new BigDecimal(integer) : value;
    }

    /** PostgreSQL's driver calls it a DOUBLE, which its text isn't. */
    private static boolean isMoney(ResultColumn column) {
        return "money".equals(column.typeName());
    }

    private static boolean isYear(ResultColumn column) {
        return "YEAR".equals(column.typeName());
    }

    /** MySQL's driver makes a date of a year, whose text isn't a year's. */
    private static Object year(Cursor rows, int column) {
        return rows.isNull(column) ? null : rows.longValue(column);
    }

    /** PostgreSQL reads a text of no stated type as the column's own. */
    static int type(Object value, boolean mysql) {
        return !mysql && value instanceof String ? Types.OTHER : Parameters.UNTYPED;
    }

    static Parameters parameters(Object[] values, boolean mysql) {
        int[] types = new int[values.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = values[i] == null && !mysql ? Types.NULL : type(values[i], mysql);
        }
        return new Parameters(values, types);
    }

    /** PostgreSQL's name of a column's type as CAST takes it: a serial column is a number. */
    static String castType(ResultColumn column) {
        return switch (column.typeName()) {
            case "smallserial" -> "int2";
            case "serial" -> "int4";
            case "bigserial" -> "int8";
            default -> column.typeName();
        };
    }

    /** About how much memory a row takes. */
    static long bytes(Object[] row) {
        long bytes = 16L + row.length * 24L;
        for (Object value : row) {
            bytes +=
                    value instanceof String text
                            ? text.length() * 2L
                            : value instanceof byte[] octets ? octets.length : 0;
        }
        return bytes;
    }
}
