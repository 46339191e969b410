package io.shardfold.proxy.mysql;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.ResultColumn;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.Iterator;
import java.util.List;

/** Rows that the proxy itself knows: texts and whole numbers. */
final class ListCursor implements Cursor {

    private final List<ResultColumn> columns;
    private final Iterator<Object[]> rows;
    private Object[] row;

    /**
     * @param rows a String, a Long or null for each column
     */
    ListCursor(List<ResultColumn> columns, List<Object[]> rows) {
        this.columns = List.copyOf(columns);
        this.rows = rows.iterator();
    }

    /** A column with text. */
    static ResultColumn text(String label, int charactersMax) {
        return new ResultColumn(
                label,
                "",
                "",
                "",
                "",
                "",
                Types.VARCHAR,
                "VARCHAR",
                0,
                charactersMax,
                0,
                charactersMax,
                1,
                false,
                false,
                false,
                String.class.getName());
    }

    /** A column with whole numbers. */
    static ResultColumn number(String label) {
        return new ResultColumn(
                label,
                "",
                "",
                "",
                "",
                "",
                Types.BIGINT,
                "BIGINT",
                0,
                20,
                0,
                20,
                0,
                true,
                false,
                false,
                Long.class.getName());
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        row = rows.hasNext() ? rows.next() : null;
        return row != null;
    }

    @Override
    public boolean isNull(int column) {
        return row[column] == null;
    }

    @Override
    public Object value(int column) {
        return row[column];
    }

    @Override
    public long longValue(int column) {
        return row[column] instanceof Long number ? number : 0;
    }

    @Override
    public String text(int column) {
        return row[column] == null ? null : row[column].toString();
    }

    @Override
    public byte[] bytes(int column) {
        String text = text(column);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        row = null;
    }
}
