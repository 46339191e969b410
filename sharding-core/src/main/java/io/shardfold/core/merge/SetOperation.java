package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;

/**
 * UNION, INTERSECT and EXCEPT of two inputs that are in the same order.
 *
 * <p>Of a row that the left side has m times and the right side n times, the result has: UNION 1,
 * UNION ALL m + n, INTERSECT 1 if both have it, INTERSECT ALL the lesser of m and n, EXCEPT 1 if
 * only the left has it, EXCEPT ALL m - n.
 *
 * @see "ISO/IEC 9075-2, 7.17 query expression, general rules"
 */
public final class SetOperation {

    private SetOperation() {}

    /** Which operation. */
    public enum Kind {
        UNION,
        INTERSECT,
        EXCEPT
    }

    /**
     * Takes over the inputs.
     *
     * @param order all columns: each side's rows are in this order, and rows that it finds equal
     *     are one row
     */
    public static Cursor of(Kind kind, boolean all, Cursor left, Cursor right, RowOrder order) {
        throw new UnsupportedOperationException();
    }
}
