package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.row.ResultColumn;
import java.util.List;

/**
 * UNION, INTERSECT and EXCEPT of two inputs that are in the same order.
 *
 * <p>Of a row that the left side has m times and the right side n times, the result has: UNION 1,
 * UNION ALL m + n, INTERSECT 1 if both have it, INTERSECT ALL the lesser of m and n, EXCEPT 1 if
 * only the left has it, EXCEPT ALL m - n.
 *
 * @see "ISO/IEC 9075-2, 7.17 query expression, general rules"
 */
public final class SetOperation extends SourceCursor {

    /** Which operation. */
    public enum Kind {
        UNION,
        INTERSECT,
        EXCEPT
    }

    private static final int LEFT = 0;
    private static final int RIGHT = 1;

    private final Kind kind;
    private final boolean all;
    private final KeyedInputs inputs;

    /** The row of the left side that was looked at last. */
    private final RowKey seen;

    private boolean started;
    private boolean onRight;

    private SetOperation(Kind kind, boolean all, KeyedInputs inputs, RowKey seen) {
        this.kind = kind;
        this.all = all;
        this.inputs = inputs;
        this.seen = seen;
        inputs.retain(seen);
        show(inputs.cursor(LEFT));
    }

    /**
     * Takes over the inputs.
     *
     * @param order all columns: each side's rows are in this order, and rows that it finds equal
     *     are one row
     * @param budget for rows that are read ahead, where the order has a {@link
     *     RowOrder.Comparison#RANKED} key
     */
    public static Cursor of(
            Kind kind,
            boolean all,
            Cursor left,
            Cursor right,
            RowOrder order,
            MemoryBudget budget) {
        Cursor[] sides = {left, right};
        if (kind == Kind.UNION) {
            return all
                    ? OrderedMerge.of(sides, order, budget)
                    : DistinctMerge.of(sides, order, budget);
        }
        return new SetOperation(kind, all, new KeyedInputs(sides, order, budget), order.newKey());
    }

    @Override
    public List<ResultColumn> columns() {
        return inputs.columns();
    }

    @Override
    public boolean next() {
        boolean skipEqual = started && !all;
        if (!started) {
            started = true;
            onRight = inputs.advance(RIGHT);
        }
        while (advanceLeft(skipEqual)) {
            seen.copyFrom(inputs.key(LEFT));
            boolean matched = findOnRight();
            if (matched && all) {
                // Each row of the right side stands for one of the left.
                onRight = inputs.advance(RIGHT);
            }
            if (matched == (kind == Kind.INTERSECT)) {
                return true;
            }
            skipEqual = !all;
        }
        return false;
    }

    private boolean advanceLeft(boolean skipEqual) {
        if (!inputs.advance(LEFT)) {
            return false;
        }
        while (skipEqual && inputs.compare(seen, LEFT) == 0) {
            if (!inputs.advance(LEFT)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the right side has the left side's row, once all before it are passed. */
    private boolean findOnRight() {
        while (onRight) {
            int order = inputs.compare(LEFT, RIGHT);
            if (order <= 0) {
                return order == 0;
            }
            onRight = inputs.advance(RIGHT);
        }
        return false;
    }

    @Override
    public void close() {
        inputs.close();
    }
}
