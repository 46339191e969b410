package io.shardfold.core.row;

import java.util.List;
import java.util.function.Supplier;

/** A cursor over rows that are held. */
public abstract class RowCursor implements Cursor {

    private final Supplier<List<ResultColumn>> columns;
    private HeldRow row;

    /**
     * @param columns asked at each call of {@link #columns}
     */
    protected RowCursor(Supplier<List<ResultColumn>> columns) {
        this.columns = columns;
    }

    /**
     * @return null after the last row; what the cursor holds is given back by then
     */
    protected abstract HeldRow nextRow();

    @Override
    public final List<ResultColumn> columns() {
        return columns.get();
    }

    @Override
    public final boolean next() {
        row = nextRow();
        return row != null;
    }

    @Override
    public final boolean isNull(int column) {
        return row.isNull(column);
    }

    @Override
    public final Object value(int column) {
        return row.value(column);
    }

    @Override
    public final long longValue(int column) {
        return row.longValue(column);
    }

    @Override
    public final String text(int column) {
        return row.text(column);
    }

    @Override
    public final byte[] bytes(int column) {
        return row.bytes(column);
    }
}
