package io.shardfold.core.execute;

import io.shardfold.core.row.Cursor;

/** What a text gave of which nobody knew whether it gives rows. */
public sealed interface ShardResult {

    /** For switches. */
    enum Kind {
        ROWS,
        COUNT
    }

    Kind kind();

    /** A result set; whoever takes it closes the cursor. */
    record Rows(Cursor cursor) implements ShardResult {
        @Override
        public Kind kind() {
            return Kind.ROWS;
        }
    }

    /** A count, or 0 for a command. */
    record Count(long count) implements ShardResult {
        @Override
        public Kind kind() {
            return Kind.COUNT;
        }
    }
}
