package io.shardfold.proxy.postgresql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.row.Cursor;
import java.time.DateTimeException;
import java.util.List;

/** Writes a cursor's rows as DataRow messages, each column in the format that was asked for. */
final class RowWriter {

    private enum Way {
        /** The bytes that the cursor has are those that the client gets. */
        BYTES,
        /** Bytes as hexadecimal text. */
        BYTEA_TEXT,
        /** t or f, whatever the data source calls it. */
        BOOL_TEXT,
        /** By the type's binary form. */
        BINARY
    }

    private final List<ColumnType> columns;
    private final Way[] ways;
    private final BinaryForm[] forms;

    /**
     * @param formats one per column: 0 text, 1 binary
     * @throws StatementException 0A000 for a column in binary format whose type has none that is
     *     known; 22023 for a format that doesn't exist
     */
    RowWriter(List<ColumnType> columns, short[] formats) {
        this.columns = columns;
        ways = new Way[columns.size()];
        forms = new BinaryForm[columns.size()];
        for (int i = 0; i < ways.length; i++) {
            ways[i] = way(i, formats[i]);
        }
    }

    private Way way(int i, short format) {
        int type = columns.get(i).typeId();
        switch (format) {
            case 0:
                if (type == PostgresqlType.BYTEA.oid()) {
                    return Way.BYTEA_TEXT;
                }
                return type == PostgresqlType.BOOL.oid() ? Way.BOOL_TEXT : Way.BYTES;
            case 1:
                forms[i] = columns.get(i).binaryForm();
                if (forms[i] == null) {
                    throw StatementException.notSupported(
                            "binary format for column \""
                                    + columns.get(i).name()
                                    + "\" of the type with OID "
                                    + Integer.toUnsignedString(type),
                            StatementException.NO_POSITION,
                            "Ask for it in text format.");
                }
                // Of these two kinds the cursor's bytes are the binary format already.
                return forms[i] == BinaryForms.TEXT || type == PostgresqlType.BYTEA.oid()
                        ? Way.BYTES
                        : Way.BINARY;
            default:
                throw new StatementException(
                        Problem.INVALID_PARAMETER_VALUE,
                        "unsupported format code: " + format,
                        StatementException.NO_POSITION);
        }
    }

    /** Appends the current row. If that fails, nothing of it is left in the buffer. */
    void write(Cursor cursor, ByteBuf out) {
        int before = out.writerIndex();
        boolean done = false;
        try {
            int start = BackendMessages.begin(out, 'D');
            out.writeShort(ways.length);
            for (int i = 0; i < ways.length; i++) {
                value(cursor, i, out);
            }
            BackendMessages.end(out, start);
            done = true;
        } finally {
            if (!done) {
                out.writerIndex(before);
            }
        }
    }

    private void value(Cursor cursor, int i, ByteBuf out) {
        switch (ways[i]) {
            case BYTES -> {
                byte[] bytes = cursor.bytes(i);
                if (bytes == null) {
                    out.writeInt(-1);
                } else {
                    out.writeInt(bytes.length);
                    out.writeBytes(bytes);
                }
            }
            case BYTEA_TEXT -> text(byteaText(cursor, i), out);
            case BOOL_TEXT -> text(boolText(cursor.text(i)), out);
            case BINARY -> binary(cursor.text(i), i, out);
        }
    }

    private static String boolText(String text) {
        if (text == null || text.length() == 1) {
            return text;
        }
        return text.startsWith("t") || text.startsWith("T") ? "t" : "f";
    }

    /** The session may have chosen another form than hexadecimal: then it is in the text. */
    private static String byteaText(Cursor cursor, int i) {
        String text = cursor.text(i);
        if (text == null || text.startsWith("\\x")) {
            return text;
        }
        byte[] bytes = cursor.bytes(i);
        return isEscapeForm(text, bytes) ? text : "\\x" + ByteBufUtil.hexDump(bytes);
    }

    /** Whether a text is what {@code bytea_output = escape} gives for the bytes. */
    private static boolean isEscapeForm(String text, byte[] bytes) {
        int at = 0;
        for (byte b : bytes) {
            String form;
            if (b == '\\') {
                form = "\\\\";
            } else if (b < 0x20 || b == 0x7f) {
                String octal = Integer.toOctalString(b & 0xff);
                form = "\\" + "0".repeat(3 - octal.length()) + octal;
            } else {
                form = String.valueOf((char) b);
            }
            if (!text.startsWith(form, at)) {
                return false;
            }
            at += form.length();
        }
        return at == text.length();
    }

    private static void text(String text, ByteBuf out) {
        if (text == null) {
            out.writeInt(-1);
        } else {
            out.writeInt(ByteBufUtil.utf8Bytes(text));
            ByteBufUtil.writeUtf8(out, text);
        }
    }

    private void binary(String text, int i, ByteBuf out) {
        try {
            ArrayForm.writeValue(forms[i], text, out);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException unreadable) {
            throw BinaryForms.unknownText(columns.get(i).name() + " column's", text);
        }
    }
}
