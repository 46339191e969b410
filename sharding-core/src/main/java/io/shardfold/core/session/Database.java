package io.shardfold.core.session;

import io.shardfold.sql.Dialect;
import java.util.List;

/**
 * One logical database: its rules, catalog, plans and pools. Shared by all sessions; thread-safe.
 */
public final class Database implements AutoCloseable {

    private Database() {}

    /** The name that clients connect to. */
    public String name() {
        throw new UnsupportedOperationException();
    }

    /** The dialect of the data sources: what a JDBC session speaks. */
    public Dialect dialect() {
        throw new UnsupportedOperationException();
    }

    /**
     * @param dialect how the client speaks; a proxy's front end decides it
     */
    public Session openSession(Dialect dialect) {
        throw new UnsupportedOperationException();
    }

    /** The names of the data sources, in the order of the configuration; at least one. */
    public List<String> dataSources() {
        throw new UnsupportedOperationException();
    }

    /** Every logical table that is known now, by name, each with one of its physical tables. */
    public List<TablePlace> tables() {
        throw new UnsupportedOperationException();
    }

    /**
     * A connection of a data source's pool, outside of any session: for questions about the server
     * and its catalog, never for rows. The caller closes it. Blocks.
     *
     * @param type what the front end can use, such as {@code java.sql.Connection}
     * @throws io.shardfold.core.error.ShardException where it can't be reached
     */
    public <T> T connect(String dataSource, Class<T> type) {
        throw new UnsupportedOperationException();
    }

    /** Closes the pools. Sessions still open fail at their next statement. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
