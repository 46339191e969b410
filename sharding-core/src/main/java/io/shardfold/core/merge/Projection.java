package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.ResultColumn;
import java.util.ArrayList;
import java.util.List;

/** Shows some of the input's columns, under other names. */
public final class Projection implements Cursor {

    private final Cursor input;

    /** Null where each shown column has the input's index. */
    private final int[] columns;

    /** Null until asked for, where the input's own words will do. */
    private List<ResultColumn> shown;

    private Projection(Cursor input, int[] columns, List<ResultColumn> shown) {
        assert columns != null || shown != null;
        this.input = input;
        this.columns = columns;
        this.shown = shown;
    }

    /**
     * Takes over the input.
     *
     * @param columns which of the input's columns each shown column is; null for the first ones, as
     *     many as are shown
     * @param shown what clients are told; null where the input's own words will do
     */
    public static Cursor of(Cursor input, int[] columns, List<ResultColumn> shown) {
        return columns == null && shown == null ? input : new Projection(input, columns, shown);
    }

    private int index(int column) {
        return columns == null ? column : columns[column];
    }

    @Override
    public List<ResultColumn> columns() {
        if (shown == null) {
            List<ResultColumn> all = input.columns();
            List<ResultColumn> some = new ArrayList<>(columns.length);
            for (int column : columns) {
                some.add(all.get(column));
            }
            shown = List.copyOf(some);
        }
        return shown;
    }

    @Override
    public boolean next() {
        return input.next();
    }

    @Override
    public boolean isNull(int column) {
        return input.isNull(index(column));
    }

    @Override
    public Object value(int column) {
        return input.value(index(column));
    }

    @Override
    public long longValue(int column) {
        return input.longValue(index(column));
    }

    @Override
    public String text(int column) {
        return input.text(index(column));
    }

    @Override
    public byte[] bytes(int column) {
        return input.bytes(index(column));
    }

    @Override
    public <T> T origin(int column, Class<T> type) {
        return input.origin(index(column), type);
    }

    @Override
    public int originColumn(int column) {
        return input.originColumn(index(column));
    }

    @Override
    public void close() {
        input.close();
    }
}
