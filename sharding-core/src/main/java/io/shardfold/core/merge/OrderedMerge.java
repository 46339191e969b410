package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.row.ResultColumn;
import java.util.List;

/**
 * Merges inputs that are each in order into one that is: the first row of all inputs comes next.
 *
 * <p>Ties go to the input that stands first: the same data gives the same order every time.
 */
public final class OrderedMerge extends SourceCursor {

    private final KeyedInputs inputs;
    private final MergeHeap heap;

    private OrderedMerge(KeyedInputs inputs) {
        this.inputs = inputs;
        heap = new MergeHeap(inputs);
    }

    /**
     * Takes over the inputs; at least one.
     *
     * @param budget for rows that are read ahead, where the order has a {@link
     *     RowOrder.Comparison#RANKED} key
     */
    public static Cursor of(Cursor[] inputs, RowOrder order, MemoryBudget budget) {
        return new OrderedMerge(new KeyedInputs(inputs, order, budget));
    }

    @Override
    public List<ResultColumn> columns() {
        return inputs.columns();
    }

    @Override
    public boolean next() {
        if (!heap.isStarted()) {
            heap.start();
        } else if (!heap.isEmpty()) {
            heap.advanceTop();
        }
        if (heap.isEmpty()) {
            return false;
        }
        show(inputs.cursor(heap.top()));
        return true;
    }

    @Override
    public void close() {
        inputs.close();
    }
}
