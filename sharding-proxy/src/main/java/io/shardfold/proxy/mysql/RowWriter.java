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

    /**
     * @param charset of the results
     */
    RowWriter(List<ColumnDefinition> columns, boolean binary, Charset charset) {
        this.binary = binary;
        this.charset = charset;
        this.forms = new Form[columns.size()];
        for (int i = 0; i < forms.length; i++) {
            forms[i] = form(columns.get(i));
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
            switch (forms[i]) {
                case BOOLEAN -> {
                    out.writeByte(1);
                    out.writeByte('0' + (int) row.longValue(i));
                }
                default -> writeBytes(out, row, i);
            }
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
                case FLOAT ->
                        out.writeIntLE(
                                Float.floatToRawIntBits(
                                        row.value(i) instanceof Number number
                                                ? number.floatValue()
                                                : Float.parseFloat(row.text(i))));
                case DOUBLE ->
                        out.writeLongLE(
                                Double.doubleToRawLongBits(
                                        row.value(i) instanceof Number number
                                                ? number.doubleValue()
                                                : Double.parseDouble(row.text(i))));
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
                    case BIT ->
                            row.value(column) instanceof Boolean bit
                                    ? new byte[] {(byte) (bit ? 1 : 0)}
                                    : row.bytes(column);
                    default -> row.bytes(column);
                };
        Wire.writeLenencBytes(out, bytes);
    }
}
