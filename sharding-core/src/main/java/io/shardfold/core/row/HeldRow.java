package io.shardfold.core.row;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.HexFormat;
import java.util.List;

/**
 * One row, copied from a cursor: it answers as the cursor did, after the cursor has moved on.
 * Immutable, but that its byte arrays are shared with whoever asks for them.
 */
public final class HeldRow {

    /** An object with an array of references, and the row's place in a list. */
    private static final int ROW_BYTES = 56;

    private final List<ResultColumn> columns;
    private final Object[] values;

    /** The text of a value that doesn't say it by itself; null elsewhere. */
    private final String[] texts;

    HeldRow(List<ResultColumn> columns, Object[] values, String[] texts) {
        this.columns = columns;
        this.values = values;
        this.texts = texts;
    }

    /** Copies the current row. */
    public static HeldRow of(Cursor cursor) {
        List<ResultColumn> columns = cursor.columns();
        Object[] values = new Object[columns.size()];
        String[] texts = null;
        for (int i = 0; i < values.length; i++) {
            Object value = cursor.value(i);
            values[i] = value;
            boolean bits = columns.get(i).jdbcType() == Types.BIT;
            if (value == null || value instanceof String || value instanceof byte[] && !bits) {
                continue;
            }
            // A number's own text isn't always that of the server: think of ZEROFILL.
            String text = cursor.text(i);
            if (!text.equals(ownText(value))) {
                if (texts == null) {
                    texts = new String[values.length];
                }
                texts[i] = text;
            }
        }
        return new HeldRow(columns, values, texts);
    }

    /** A row of known values: null, bytes, or of a class whose {@code toString} is the text. */
    public static HeldRow of(List<ResultColumn> columns, Object[] values) {
        assert columns.size() == values.length;
        return new HeldRow(columns, values.clone(), null);
    }

    /** The text that can be made of the value alone, or null. */
    private static String ownText(Object value) {
        if (value instanceof BigDecimal number) return number.toPlainString();
        if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof BigInteger) {
            return value.toString();
        }
        return null;
    }

    public int columnCount() {
        return values.length;
    }

    public boolean isNull(int column) {
        return values[column] == null;
    }

    /** See {@link Cursor#value}. */
    public Object value(int column) {
        return values[column];
    }

    /** See {@link Cursor#longValue}. */
    public long longValue(int column) {
        Object value = values[column];
        if (value == null) return 0;
        if (value instanceof Number number) return number.longValue();
        if (value instanceof Boolean truth) return truth ? 1 : 0;
        return new BigDecimal(text(column).trim()).longValue();
    }

    /** See {@link Cursor#text}. */
    public String text(int column) {
        Object value = values[column];
        if (value == null) return null;
        if (value instanceof String text) return text;
        if (texts != null && texts[column] != null) return texts[column];
        if (value instanceof byte[] bytes) {
            return columns.get(column).typeName().equals("bytea")
                    ? "\\x" + HexFormat.of().formatHex(bytes)
                    : new String(bytes, StandardCharsets.UTF_8);
        }
        String own = ownText(value);
        return own == null ? value.toString() : own;
    }

    /** See {@link Cursor#bytes}. */
    public byte[] bytes(int column) {
        Object value = values[column];
        if (value == null) return null;
        if (value instanceof byte[] bytes) return bytes;
        return text(column).getBytes(StandardCharsets.UTF_8);
    }

    /** The text kept beside the value; null where the value says it. */
    String keptText(int column) {
        return texts == null ? null : texts[column];
    }

    /** What the row takes of the heap, about. */
    public long heapBytes() {
        long bytes = ROW_BYTES + 8L * values.length;
        for (int i = 0; i < values.length; i++) {
            bytes += heapBytes(values[i]);
            if (texts != null) {
                bytes += 8 + heapBytes(texts[i]);
            }
        }
        return bytes;
    }

    private static long heapBytes(Object value) {
        if (value == null) return 0;
        if (value instanceof String text) return 56 + text.length();
        if (value instanceof byte[] bytes) return 24 + bytes.length;
        if (value instanceof BigDecimal) return 64;
        if (value instanceof Number || value instanceof Boolean) return 24;
        return 96;
    }
}
