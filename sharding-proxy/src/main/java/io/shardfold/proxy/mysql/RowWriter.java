package io.shardfold.proxy.mysql;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.row.Cursor;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the rows of one result: in text for a query, in binary for a prepared statement. */
final class RowWriter {

    /** How a column's value becomes bytes. */
    private enum Form {
        /** As the cursor gives them: text in UTF-8, or what is binary anyway. */
        BYTES,
        /** Text in another character set. */
        TEXT,
        BIT,
        BOOLEAN,
        FLOAT_TEXT,
        DOUBLE_TEXT,
        /** A number of four digits, which drivers like to give as a date. */
        YEAR_TEXT,
        /** A time with as many digits behind the point as its column has. */
        FRACTION_TEXT,
        TINY,
        SHORT,
        LONG,
        LONGLONG,
        LONGLONG_UNSIGNED,
        FLOAT,
        DOUBLE,
        DATE_TIME,
        TIME
    }

    /** The bits of a binary row's NULL bitmap before the first column's. */
    private static final int NULL_BITMAP_OFFSET = 2;

    private final boolean binary;
    private final Charset charset;
    private final Form[] forms;
    private final int[] decimals;

    /**
     * @param charset of the results
     */
    RowWriter(List<ColumnDefinition> columns, boolean binary, Charset charset) {
        this.binary = binary;
        this.charset = charset;
        this.forms = new Form[columns.size()];
        this.decimals = new int[forms.length];
        for (int i = 0; i < forms.length; i++) {
            forms[i] = form(columns.get(i));
            decimals[i] = columns.get(i).decimals();
        }
    }

    private Form form(ColumnDefinition column) {
        boolean text = column.collation() != Collations.BINARY;
        switch (column.type()) {
            case ColumnType.BIT:
                return Form.BIT;
            case ColumnType.TINY:
                // TINYINT(1) may come as a boolean, whose text isn't MySQL's.
                return binary ? Form.TINY : column.lengthMax() == 1 ? Form.BOOLEAN : Form.BYTES;
            default:
        }
        if (binary) {
            switch (column.type()) {
                case ColumnType.SHORT:
                case ColumnType.YEAR:
                    return Form.SHORT;
                case ColumnType.LONG:
                case ColumnType.INT24:
                    return Form.LONG;
                case ColumnType.LONGLONG:
                    return (column.flags() & ColumnDefinition.UNSIGNED) == 0
                            ? Form.LONGLONG
                            : Form.LONGLONG_UNSIGNED;
                case ColumnType.FLOAT:
                    return Form.FLOAT;
                case ColumnType.DOUBLE:
                    return Form.DOUBLE;
                case ColumnType.DATE:
                case ColumnType.DATETIME:
                case ColumnType.TIMESTAMP:
                    return Form.DATE_TIME;
                case ColumnType.TIME:
                    return Form.TIME;
                default:
            }
        }
        switch (column.type()) {
            case ColumnType.YEAR:
                return Form.YEAR_TEXT;
            case ColumnType.FLOAT:
                return Form.FLOAT_TEXT;
            case ColumnType.DOUBLE:
                return Form.DOUBLE_TEXT;
            default:
        }
        if (column.decimals() > 0
                && (column.type() == ColumnType.TIME
                        || column.type() == ColumnType.DATETIME
                        || column.type() == ColumnType.TIMESTAMP)) {
            return Form.FRACTION_TEXT;
        }
        return text && !charset.equals(StandardCharsets.UTF_8) ? Form.TEXT : Form.BYTES;
    }

    /** The cursor's current row, as a packet's payload. */
    void write(ByteBuf out, Cursor row) {
        if (binary) {
            writeBinary(out, row);
        } else {
            writeText(out, row);
        }
    }

    private void writeText(ByteBuf out, Cursor row) {
        for (int i = 0; i < forms.length; i++) {
            if (row.isNull(i)) {
                out.writeByte(Wire.NULL);
                continue;
            }
            writeBytes(out, row, i);
        }
    }

    private void writeBinary(ByteBuf out, Cursor row) {
        out.writeByte(0);
        int bitmap = out.writerIndex();
        out.writeZero((forms.length + 7 + NULL_BITMAP_OFFSET) / 8);
        for (int i = 0; i < forms.length; i++) {
            if (row.isNull(i)) {
                int bit = i + NULL_BITMAP_OFFSET;
                int index = bitmap + bit / 8;
                out.setByte(index, out.getByte(index) | 1 << bit % 8);
                continue;
            }
            switch (forms[i]) {
                case BOOLEAN, TINY -> out.writeByte((int) row.longValue(i));
                case SHORT -> out.writeShortLE((int) row.longValue(i));
                case LONG -> out.writeIntLE((int) row.longValue(i));
                case LONGLONG -> out.writeLongLE(row.longValue(i));
                case LONGLONG_UNSIGNED ->
                        out.writeLongLE(
                                row.value(i) instanceof Number number
                                        ? number.longValue()
                                        : row.longValue(i));
                case FLOAT -> out.writeIntLE(Float.floatToRawIntBits(floatValue(row, i)));
                case DOUBLE -> out.writeLongLE(Double.doubleToRawLongBits(doubleValue(row, i)));
                case DATE_TIME -> Temporal.writeDateTime(out, row.text(i));
                case TIME -> Temporal.writeTime(out, row.text(i));
                default -> writeBytes(out, row, i);
            }
        }
    }

    private void writeBytes(ByteBuf out, Cursor row, int column) {
        byte[] bytes =
                switch (forms[column]) {
                    case TEXT -> row.text(column).getBytes(charset);
                    case BOOLEAN -> ascii(Long.toString(row.longValue(column)));
                    case FLOAT_TEXT ->
                            ascii(FloatText.of(floatValue(row, column), decimals[column]));
                    case DOUBLE_TEXT ->
                            ascii(FloatText.of(doubleValue(row, column), decimals[column]));
                    case YEAR_TEXT -> ascii(year(row.text(column)));
                    case FRACTION_TEXT -> ascii(fraction(row.text(column), decimals[column]));
                    case BIT ->
                            row.value(column) instanceof Boolean bit
                                    ? new byte[] {(byte) (bit ? 1 : 0)}
                                    : row.bytes(column);
                    default -> row.bytes(column);
                };
        Wire.writeLenencBytes(out, bytes);
    }

    private static float floatValue(Cursor row, int column) {
        return row.value(column) instanceof Number number
                ? number.floatValue()
                : Float.parseFloat(row.text(column));
    }

    private static double doubleValue(Cursor row, int column) {
        return row.value(column) instanceof Number number
                ? number.doubleValue()
                : Double.parseDouble(row.text(column));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String year(String text) {
        int dash = text.indexOf('-');
        return dash > 0 ? text.substring(0, dash) : text;
    }

    private static String fraction(String text, int digits) {
        int point = text.lastIndexOf('.');
        int present = point < 0 ? 0 : text.length() - point - 1;
        if (present == digits) {
            return text;
        }
        return present > digits
                ? text.substring(0, point + 1 + digits)
                : (point < 0 ? text + "." : text) + "0".repeat(digits - present);
    }
}
