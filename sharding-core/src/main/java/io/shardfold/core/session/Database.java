package io.shardfold.core.session;

import io.shardfold.sql.Dialect;

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

    /** Closes the pools. Sessions still open fail at their next statement. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
