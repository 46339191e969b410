package io.shardfold.jdbc;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.ResultColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rows in memory: generated keys, metadata, and results that scroll. */
final class MemoryCursor implements Cursor {

    /** A value whose text in the database's form differs from {@code toString()}. */
    private record Texted(Object value, String text) {}

    private final List<ResultColumn> columns;
    private final List<Object[]> rows;

    /** From 0; -1 before the first, the count of rows after the last. */
    private int rowIndex = -1;

    /** A value of a row, whose text isn't what {@code toString()} says. */
    static Object texted(Object value, String text) {
        return new Texted(value, text);
    }

    MemoryCursor(List<ResultColumn> columns, List<Object[]> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Takes all rows of a cursor, and closes it.
     *
     * @param rowsMax the most rows to keep
     * @return null when there are more
     */
    static MemoryCursor copy(Cursor source, int rowsMax) {
        try (source) {
            List<ResultColumn> columns = source.columns();
            List<Object[]> rows = new ArrayList<>();
            while (source.next()) {
                if (rows.size() == rowsMax) {
                    return null;
                }
                Object[] row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    Object value = source.value(i);
                    boolean plain =
                            value == null
                                    || value instanceof String
                                    || value instanceof Integer
                                    || value instanceof Long;
                    row[i] = plain ? value : new Texted(value, source.text(i));
                }
                rows.add(row);
            }
            return new MemoryCursor(columns, rows);
        }
    }

    int rowCount() {
        return rows.size();
    }

    int rowIndex() {
        return rowIndex;
    }

    /**
     * @param index is brought within -1 and the count of rows
     * @return whether there is a row
     */
    boolean moveTo(long index) {
        rowIndex = (int) Math.max(-1, Math.min(rows.size(), index));
        return rowIndex >= 0 && rowIndex < rows.size();
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        return moveTo(rowIndex + 1L);
    }

    @Override
    public boolean isNull(int column) {
        return rows.get(rowIndex)[column] == null;
    }

    @Override
    public Object value(int column) {
        Object value = rows.get(rowIndex)[column];
        return value instanceof Texted texted ? texted.value() : value;
    }

    @Override
    public long longValue(int column) {
        return value(column) instanceof Number number ? number.longValue() : 0;
    }

    @Override
    public String text(int column) {
        Object value = rows.get(rowIndex)[column];
        if (value instanceof Texted texted) {
            return texted.text();
        }
        return value == null ? null : value.toString();
    }

    @Override
    public byte[] bytes(int column) {
        Object value = value(column);
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        return value == null ? null : text(column).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
