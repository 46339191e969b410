package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.row.ResultColumn;
import java.util.List;

/** Skips rows, and ends after a number of rows. */
public final class LimitCursor extends SourceCursor {

    private final KeyedInputs input;
    private long skip;
    private long left;

    /** The key of the last row that counts; null where ties don't. */
    private final RowKey last;

    private boolean ended;

    private LimitCursor(KeyedInputs input, long skip, long count, RowKey last) {
        this.input = input;
        this.skip = skip;
        this.left = count;
        this.last = last;
        show(input.cursor(0));
    }

    /**
     * Takes over the input, and closes it as soon as the last row that counts was read.
     *
     * @param skip OFFSET
     * @param count LIMIT; {@link Long#MAX_VALUE} for all
     */
    public static Cursor of(Cursor input, long skip, long count) {
        assert skip >= 0 && count >= 0;
        if (skip == 0 && count == Long.MAX_VALUE) {
            return input;
        }
        // Without keys nothing is read ahead, and nothing held.
        KeyedInputs plain =
                new KeyedInputs(new Cursor[] {input}, RowOrder.of(), new MemoryBudget(0));
        return new LimitCursor(plain, skip, count, null);
    }

    /**
     * The same, and then all rows that equal the last one (FETCH FIRST n ROWS WITH TIES).
     *
     * @param order that of the input
     * @param budget for rows that are read ahead, where the order has a {@link
     *     RowOrder.Comparison#RANKED} key
     */
    public static Cursor withTies(
            Cursor input, long skip, long count, RowOrder order, MemoryBudget budget) {
        RowKey last = order.newKey();
        KeyedInputs keyed = new KeyedInputs(new Cursor[] {input}, order, budget);
        keyed.retain(last);
        return new LimitCursor(keyed, skip, count, last);
    }

    @Override
    public List<ResultColumn> columns() {
        return input.columns();
    }

    @Override
    public boolean next() {
        if (ended) {
            return false;
        }
        if (left == 0 && last == null) {
            return end();
        }
        while (skip > 0) {
            skip--;
            if (!input.advance(0)) {
                return end();
            }
        }
        if (left > 0) {
            left--;
            if (!input.advance(0)) {
                return end();
            }
            if (last != null && left == 0) {
                last.copyFrom(input.key(0));
                tiesOpen = true;
            }
            return true;
        }
        if (!tiesOpen || !input.advance(0) || input.compare(last, 0) != 0) {
            return end();
        }
        return true;
    }

    /** Whether the last row that counts was shown, so that its equals may follow. */
    private boolean tiesOpen;

    private boolean end() {
        ended = true;
        input.close();
        return false;
    }

    @Override
    public void close() {
        ended = true;
        input.close();
    }
}
