package io.shardfold.core.row;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows that are kept for later, in the order in which they came: in memory as far as the budget
 * allows, then on disk.
 *
 * <p>Filled first, then read once as a {@link Cursor}, whose close ends both.
 */
public final class HeldRows {

    private final List<ResultColumn> columns;
    private final MemoryBudget budget;
    private final String what;
    private final List<HeldRow> inMemory = new ArrayList<>();
    private long bytes;
    private RowFile file;
    private long onDisk;

    /**
     * @param what the thing that needs the rows, for an error, such as "Sorting"
     */
    public HeldRows(List<ResultColumn> columns, MemoryBudget budget, String what) {
        this.columns = columns;
        this.budget = budget;
        this.what = what;
    }

    /**
     * Copies a cursor's current row.
     *
     * @throws io.shardfold.core.error.LimitException 54000 if the memory is used up, and the row
     *     can't be written to disk
     */
    public void add(Cursor cursor) {
        add(HeldRow.of(cursor));
    }

    /** {@link #add(Cursor)} of a row that is made already. */
    public void add(HeldRow row) {
        if (file == null) {
            long rowBytes = row.heapBytes();
            if (budget.tryTake(rowBytes)) {
                bytes += rowBytes;
                inMemory.add(row);
                return;
            }
            if (!RowFile.canHold(row)) {
                throw budget.exceeded(what, rowBytes);
            }
            file = new RowFile();
        } else if (!RowFile.canHold(row)) {
            throw budget.exceeded(what, row.heapBytes());
        }
        file.write(row);
        onDisk++;
    }

    /** Copies all that a cursor has left, and closes it. */
    public void addAll(Cursor cursor) {
        try (cursor) {
            while (cursor.next()) {
                add(cursor);
            }
        }
    }

    public long rowCount() {
        return inMemory.size() + onDisk;
    }

    /** Gives the memory back, for rows that nobody will read. */
    public void discard() {
        inMemory.clear();
        budget.giveBack(bytes);
        bytes = 0;
        if (file != null) {
            file.close();
            file = null;
        }
    }

    /** Reads the rows. The memory is given back when the cursor is closed or has ended. */
    public Cursor cursor() {
        return new Reading();
    }

    private final class Reading extends RowCursor {
        private int next;
        private long left = onDisk;
        private RowFile.Reader reader;
        private boolean closed;

        Reading() {
            super(() -> columns);
        }

        @Override
        protected HeldRow nextRow() {
            if (closed) {
                return null;
            }
            if (next < inMemory.size()) {
                // The row isn't needed here any more.
                return inMemory.set(next++, null);
            }
            if (left == 0) {
                close();
                return null;
            }
            if (reader == null) {
                reader = file.reader(columns, 0);
            }
            left--;
            return reader.read();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                discard();
            }
        }
    }
}
