package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;

/**
 * Merges inputs that are each in order into one that is: the first row of all inputs comes next.
 *
 * <p>Ties go to the input that stands first: the same data gives the same order every time.
 *
 * @see "Knuth, The Art of Computer Programming 3, 5.4.1: replacement selection by a heap"
 */
public final class OrderedMerge {

    private OrderedMerge() {}

    /** Takes over the inputs. */
    public static Cursor of(Cursor[] inputs, RowOrder order) {
        throw new UnsupportedOperationException();
    }
}
