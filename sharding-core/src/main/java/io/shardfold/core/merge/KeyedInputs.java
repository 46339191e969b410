package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.HeldRow;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.core.row.RowCursor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Cursors with the keys of their current rows.
 *
 * <p>Where only a shard can compare keys, rows are read ahead in batches: the keys of all batches
 * at hand are ranked together, and again when a batch is used up. A rank counts until then.
 */
final class KeyedInputs {

    /** Rows of an input that are ranked at once. Ranking costs one round trip. */
    private static final int BATCH_ROWS = 1_000;

    private final Cursor[] inputs;
    private final RowOrder order;

    /** Of the current row of each input. */
    private final RowKey[] keys;

    /** Null where keys compare by themselves. */
    private final Batch[] batches;

    /** A key that is compared though its row is gone. */
    private RowKey retained;

    /**
     * @param budget what batches count against
     */
    KeyedInputs(Cursor[] inputs, RowOrder order, MemoryBudget budget) {
        this.order = order;
        keys = new RowKey[inputs.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = order.newKey();
        }
        if (order.isRanked()) {
            this.inputs = new Cursor[inputs.length];
            batches = new Batch[inputs.length];
            for (int i = 0; i < inputs.length; i++) {
                batches[i] = new Batch(inputs[i], budget);
                this.inputs[i] = batches[i];
            }
        } else {
            this.inputs = inputs;
            batches = null;
        }
    }

    int count() {
        return inputs.length;
    }

    Cursor cursor(int input) {
        return inputs[input];
    }

    RowKey key(int input) {
        return keys[input];
    }

    List<ResultColumn> columns() {
        return inputs[0].columns();
    }

    /** Keeps a key comparable after its row. Its ranks are renewed with all others. */
    void retain(RowKey key) {
        retained = key;
    }

    /**
     * Moves one input to its next row.
     *
     * @return false after its last
     */
    boolean advance(int input) {
        if (batches == null) {
            if (!inputs[input].next()) {
                return false;
            }
            order.read(inputs[input], keys[input]);
            return true;
        }
        if (batches[input].isUsedUp()) {
            refill(input);
        }
        return batches[input].next();
    }

    int compare(int left, int right) {
        return order.compare(keys[left], keys[right]);
    }

    int compare(RowKey left, int right) {
        return order.compare(left, keys[right]);
    }

    /** Reads ahead in all inputs, so that the next round trip is far off. */
    private void refill(int needed) {
        for (int i = 0; i < batches.length; i++) {
            batches[i].fill(i == needed);
        }
        List<RowKey> compared = new ArrayList<>();
        for (int i = 0; i < batches.length; i++) {
            compared.add(keys[i]);
            compared.addAll(batches[i].keysAhead);
        }
        if (retained != null) {
            compared.add(retained);
        }
        compared.removeIf(key -> !isFilled(key));
        order.rank(compared);
    }

    /** A key that was never read has nothing to rank. */
    private static boolean isFilled(RowKey key) {
        for (int i = 0; i < key.nulls.length; i++) {
            if (!key.nulls[i] && key.objects[i] != null) {
                return true;
            }
        }
        return false;
    }

    void close() {
        RuntimeException failure = null;
        for (Cursor input : inputs) {
            try {
                input.close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** The rows of one input that were read ahead. */
    private final class Batch extends RowCursor {
        private final Cursor input;
        private final MemoryBudget budget;
        private final ArrayDeque<HeldRow> rowsAhead = new ArrayDeque<>();
        private final ArrayDeque<RowKey> keysAhead = new ArrayDeque<>();
        private long bytes;
        private boolean ended;

        Batch(Cursor input, MemoryBudget budget) {
            super(input::columns);
            this.input = input;
            this.budget = budget;
        }

        boolean isUsedUp() {
            return rowsAhead.isEmpty() && !ended;
        }

        /**
         * @param needed whether at least one row must come
         */
        void fill(boolean needed) {
            // Of the memory each input gets its share, and half of all is left for others.
            long bytesShare = budget.bytesMax() / (2 * inputs.length);
            while (!ended
                    && rowsAhead.size() < BATCH_ROWS
                    && (bytes < bytesShare || rowsAhead.isEmpty())) {
                if (!input.next()) {
                    ended = true;
                    return;
                }
                RowKey key = order.newKey();
                order.read(input, key);
                HeldRow row = HeldRow.of(input);
                long rowBytes = row.heapBytes() + key.heapBytes();
                boolean taken = budget.tryTake(rowBytes);
                if (!taken && needed && rowsAhead.isEmpty()) {
                    throw budget.exceeded("Ordering text by a collation", rowBytes);
                }
                rowsAhead.add(row);
                keysAhead.add(key);
                if (!taken) {
                    // The row was read and can't be put back: it is the last one for now.
                    return;
                }
                bytes += rowBytes;
            }
        }

        @Override
        protected HeldRow nextRow() {
            HeldRow row = rowsAhead.poll();
            if (row != null) {
                RowKey key = keysAhead.poll();
                keys[indexOf(this)].copyFrom(key);
                long rowBytes = Math.min(row.heapBytes() + key.heapBytes(), bytes);
                bytes -= rowBytes;
                budget.giveBack(rowBytes);
            }
            return row;
        }

        @Override
        public void close() {
            budget.giveBack(bytes);
            bytes = 0;
            rowsAhead.clear();
            keysAhead.clear();
            ended = true;
            input.close();
        }
    }

    private int indexOf(Batch batch) {
        for (int i = 0; i < batches.length; i++) {
            if (batches[i] == batch) return i;
        }
        throw new AssertionError();
    }
}
