package io.shardfold.core.execute;

import io.shardfold.sql.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a data source that joins an open transaction late has to be told: the savepoints that are
 * set, and the texts that hold for the transaction. Confined to the session.
 */
final class TransactionJournal {

    /** A savepoint's name, or a text. */
    private record Entry(String savepoint, String sql) {}

    private final List<Entry> entries = new ArrayList<>();

    void savepoint(String name, Dialect dialect) {
        if (dialect == Dialect.MYSQL) {
            // A second savepoint of a name replaces the first.
            int former = indexOf(name, dialect);
            if (former >= 0) {
                entries.remove(former);
            }
        }
        entries.add(new Entry(name, null));
    }

    void text(String sql) {
        entries.add(new Entry(null, sql));
    }

    /** The last savepoint of a name, which hides earlier ones; -1 for none. */
    int indexOf(String name, Dialect dialect) {
        boolean ignoreCase = dialect == Dialect.MYSQL;
        for (int i = entries.size() - 1; i >= 0; i--) {
            String savepoint = entries.get(i).savepoint;
            if (savepoint != null
                    && (ignoreCase ? savepoint.equalsIgnoreCase(name) : savepoint.equals(name))) {
                return i;
            }
        }
        return -1;
    }

    /** What came after the savepoint is taken back. */
    void rollbackTo(int savepoint) {
        entries.subList(savepoint + 1, entries.size()).clear();
    }

    /** The savepoints that came later go with it; texts stay in force. */
    void release(int savepoint) {
        for (int i = entries.size() - 1; i >= savepoint; i--) {
            if (entries.get(i).savepoint != null) {
                entries.remove(i);
            }
        }
    }

    void replayOn(ShardConnection connection) throws SQLException {
        for (Entry entry : entries) {
            if (entry.savepoint != null) {
                connection.savepoint(entry.savepoint);
            } else {
                connection.command(entry.sql);
            }
        }
    }

    void clear() {
        entries.clear();
    }
}
