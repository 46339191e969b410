package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.HeldRow;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.core.row.RowCursor;
import io.shardfold.core.row.RowFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorts rows that come in no useful order. What doesn't fit the memory budget is sorted in runs on
 * disk; with a limit, only the first rows are kept.
 *
 * <p>Rows that compare equal keep the order in which they came.
 */
public final class SortedRows {

    /** With a limit, rows beyond it are dropped as soon as there are so many of them. */
    private static final int SURPLUS_MIN = 1_000;

    /** A shard is asked to rank no more texts than these at once: packets have a limit. */
    private static final int RANKED_ROWS_MAX = 20_000;

    /** What an entry and its place in a list take. */
    private static final int ENTRY_BYTES = 32;

    private record Entry(RowKey key, HeldRow row) {}

    /** A sorted part on disk. */
    private record Run(long position, long rowCount) {}

    private final List<ResultColumn> columns;
    private final RowOrder order;
    private final long rowCountMax;
    private final MemoryBudget budget;
    private List<Entry> entries = new ArrayList<>();
    private long bytes;
    private RowFile file;
    private final List<Run> runs = new ArrayList<>();
    private int runsOpen;

    private SortedRows(
            List<ResultColumn> columns, RowOrder order, long rowCountMax, MemoryBudget budget) {
        this.columns = columns;
        this.order = order;
        this.rowCountMax = rowCountMax;
        this.budget = budget;
    }

    /**
     * Reads the input to its end and closes it.
     *
     * @param rowCountMax how many rows of the order's start are wanted; {@link Long#MAX_VALUE} for
     *     all
     * @throws io.shardfold.core.error.LimitException 54000 if the memory is used up, and a row
     *     can't be written to disk
     */
    public static Cursor of(Cursor input, RowOrder order, long rowCountMax, MemoryBudget budget) {
        SortedRows rows = new SortedRows(input.columns(), order, rowCountMax, budget);
        try (input) {
            while (input.next()) {
                rows.add(input);
            }
            return rows.finish();
        } catch (Throwable failure) {
            rows.discard();
            throw failure;
        }
    }

    private void add(Cursor input) {
        RowKey key = order.newKey();
        order.read(input, key);
        HeldRow row = HeldRow.of(input);
        long rowBytes = key.heapBytes() + row.heapBytes() + ENTRY_BYTES;
        if (order.isRanked() && entries.size() == RANKED_ROWS_MAX) {
            writeRun();
        }
        if (!budget.tryTake(rowBytes)) {
            if (entries.isEmpty() || !RowFile.canHold(row)) {
                throw budget.exceeded("Sorting", rowBytes);
            }
            writeRun();
            if (!budget.tryTake(rowBytes)) {
                throw budget.exceeded("Sorting", rowBytes);
            }
        }
        bytes += rowBytes;
        entries.add(new Entry(key, row));
        if (entries.size() - SURPLUS_MIN >= rowCountMax && entries.size() / 2 >= rowCountMax) {
            sort();
        }
    }

    /** Sorts what is in memory, and drops what can't be among the first. */
    private void sort() {
        if (order.isRanked()) {
            List<RowKey> keys = new ArrayList<>(entries.size());
            for (Entry entry : entries) {
                keys.add(entry.key);
            }
            order.rank(keys);
        }
        entries.sort((left, right) -> order.compare(left.key, right.key));
        if (entries.size() > rowCountMax) {
            List<Entry> surplus = entries.subList((int) rowCountMax, entries.size());
            for (Entry entry : surplus) {
                giveBack(entry.key.heapBytes() + entry.row.heapBytes() + ENTRY_BYTES);
            }
            surplus.clear();
        }
    }

    private void writeRun() {
        sort();
        for (Entry entry : entries) {
            if (!RowFile.canHold(entry.row)) {
                throw budget.exceeded("Sorting", entry.row.heapBytes());
            }
        }
        if (file == null) {
            file = new RowFile();
        }
        runs.add(new Run(file.position(), entries.size()));
        for (Entry entry : entries) {
            file.write(entry.row);
        }
        entries = new ArrayList<>();
        giveBack(bytes);
    }

    private Cursor finish() {
        if (runs.isEmpty()) {
            sort();
            return new InMemory();
        }
        // Merging the runs may need the memory.
        writeRun();
        // Runs in the order in which they were read: ties go to the first.
        Cursor[] parts = new Cursor[runs.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new OnDisk(runs.get(i));
        }
        return LimitCursor.of(OrderedMerge.of(parts, order, budget), 0, rowCountMax);
    }

    private void giveBack(long someBytes) {
        bytes -= someBytes;
        budget.giveBack(someBytes);
    }

    private void discard() {
        entries = new ArrayList<>();
        giveBack(bytes);
        if (file != null) {
            file.close();
            file = null;
        }
    }

    /** Rows that all fit into memory. */
    private final class InMemory extends RowCursor {
        private int next;

        InMemory() {
            super(() -> columns);
        }

        @Override
        protected HeldRow nextRow() {
            if (next < entries.size()) {
                // The entry isn't needed here any more.
                return entries.set(next++, null).row;
            }
            close();
            return null;
        }

        @Override
        public void close() {
            discard();
        }
    }

    private final class OnDisk extends RowCursor {
        private final Run run;
        private RowFile.Reader reader;
        private long read;
        private boolean closed;

        OnDisk(Run run) {
            super(() -> columns);
            this.run = run;
            runsOpen++;
        }

        @Override
        protected HeldRow nextRow() {
            if (read == run.rowCount) {
                return null;
            }
            if (reader == null) {
                reader = file.reader(columns, run.position);
            }
            read++;
            return reader.read();
        }

        /** The file is gone when the last of its runs is closed. */
        @Override
        public void close() {
            if (!closed) {
                closed = true;
                read = run.rowCount;
                if (--runsOpen == 0) {
                    discard();
                }
            }
        }
    }
}
