package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.row.ResultColumn;
import java.util.List;

/** Merges inputs that are each in order, and shows equal rows once: the first of them. */
public final class DistinctMerge extends SourceCursor {

    private final KeyedInputs inputs;
    private final MergeHeap heap;

    /** The row that was shown last. */
    private final RowKey shown;

    private DistinctMerge(KeyedInputs inputs, RowKey shown) {
        this.inputs = inputs;
        this.shown = shown;
        heap = new MergeHeap(inputs);
        inputs.retain(shown);
    }

    /**
     * Takes over the inputs; at least one.
     *
     * @param order all columns that tell rows apart
     * @param budget for rows that are read ahead, where the order has a {@link
     *     RowOrder.Comparison#RANKED} key
     */
    public static Cursor of(Cursor[] inputs, RowOrder order, MemoryBudget budget) {
        return new DistinctMerge(new KeyedInputs(inputs, order, budget), order.newKey());
    }

    @Override
    public List<ResultColumn> columns() {
        return inputs.columns();
    }

    @Override
    public boolean next() {
        if (!heap.isStarted()) {
            heap.start();
        } else {
            while (!heap.isEmpty() && inputs.compare(shown, heap.top()) == 0) {
                heap.advanceTop();
            }
        }
        if (heap.isEmpty()) {
            return false;
        }
        shown.copyFrom(inputs.key(heap.top()));
        show(inputs.cursor(heap.top()));
        return true;
    }

    @Override
    public void close() {
        inputs.close();
    }
}
