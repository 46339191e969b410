package io.shardfold.core.execute;

import io.shardfold.core.row.ResultColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prepared statements of one connection to a server that stay open between executions: they live as
 * long as the connection, whichever session has it from the pool. Confined to whoever has the
 * connection.
 *
 * <p>Kept are texts with placeholders alone, run without a row limit and without a fetch size: what
 * one execution sets on a statement, the next one doesn't see. Nothing is kept of an execution that
 * failed or was cancelled.
 */
final class KeptStatements {

    /** The least recently used one goes when there are more. */
    static final int STATEMENTS_MAX = 64;

    /** One statement; in use until its execution and the reading of its rows have ended. */
    static final class Kept {

        final PreparedStatement statement;
        private final String sql;
        private final Map<String, Kept> home;
        private boolean inUse;

        /** Of its last result; null before one was asked for. */
        List<ResultColumn> columns;

        private Kept(PreparedStatement statement, String sql, Map<String, Kept> home) {
            this.statement = statement;
            this.sql = sql;
            this.home = home;
        }

        /** Its execution went well: the next one may have it. */
        void giveBack() {
            inUse = false;
        }

        /** It isn't run again. */
        void drop() throws SQLException {
            home.remove(sql, this);
            statement.close();
        }
    }

    /** Beneath the pool's wrapper, which closes all statements when it goes home. */
    private final Connection connection;

    private final Map<String, Kept> queries = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Kept> writes = new LinkedHashMap<>(16, 0.75f, true);

    KeptStatements(Connection connection) {
        this.connection = connection;
    }

    /**
     * @return null where the one of this text is in use
     */
    Kept query(String sql) throws SQLException {
        Kept kept = queries.get(sql);
        if (kept == null) {
            kept = keep(new Kept(connection.prepareStatement(sql), sql, queries));
        }
        return use(kept);
    }

    /**
     * @param keysFlag always the same on one connection
     * @return null where the one of this text is in use
     */
    Kept write(String sql, int keysFlag) throws SQLException {
        Kept kept = writes.get(sql);
        if (kept == null) {
            kept = keep(new Kept(connection.prepareStatement(sql, keysFlag), sql, writes));
        }
        return use(kept);
    }

    private static Kept use(Kept kept) {
        if (kept.inUse) {
            return null;
        }
        kept.inUse = true;
        return kept;
    }

    private static Kept keep(Kept kept) throws SQLException {
        kept.home.put(kept.sql, kept);
        if (kept.home.size() > STATEMENTS_MAX) {
            Iterator<Kept> oldest = kept.home.values().iterator();
            while (oldest.hasNext()) {
                Kept candidate = oldest.next();
                if (!candidate.inUse) {
                    oldest.remove();
                    candidate.statement.close();
                    break;
                }
            }
        }
        return kept;
    }

    boolean isClosed() {
        try {
            return connection.isClosed();
        } catch (SQLException unknown) {
            return true;
        }
    }
}
