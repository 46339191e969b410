package io.shardfold.core.session;

import io.shardfold.core.row.Cursor;
import java.util.List;

/** What a statement gave. */
public sealed interface Outcome {

    enum Kind {
        ROWS,
        UPDATE,
        COMMAND
    }

    Kind kind();

    /** A result set. Whoever takes it closes the cursor. */
    record Rows(Cursor cursor) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.ROWS;
        }
    }

    /**
     * A count.
     *
     * @param count rows inserted, changed or deleted, as the dialect's own server counts them
     * @param generatedKeys keys that we or the database made, in the order of the rows, as a
     *     cursor-like list: one row per key; empty where none were asked for or made
     * @param keyColumn the generated key's column; null where there are no keys
     * @param lastInsertId MySQL's LAST_INSERT_ID of this statement; 0 where there is none
     */
    record Update(long count, List<Object> generatedKeys, String keyColumn, long lastInsertId)
            implements Outcome {
        public Update {
            generatedKeys = List.copyOf(generatedKeys);
        }

        @Override
        public Kind kind() {
            return Kind.UPDATE;
        }
    }

    /** Done, with neither rows nor a count: SET, BEGIN, CREATE TABLE, ... */
    record Command() implements Outcome {
        @Override
        public Kind kind() {
            return Kind.COMMAND;
        }
    }
}
