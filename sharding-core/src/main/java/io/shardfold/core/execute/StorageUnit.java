package io.shardfold.core.execute;

import io.shardfold.sql.Dialect;
import javax.sql.DataSource;

/**
 * A named data source with its pool. Shared by all sessions; thread-safe.
 *
 * <p>Nothing is connected before it is asked for.
 */
public final class StorageUnit implements AutoCloseable {

    private StorageUnit() {}

    /** A data source that the user made; closing the unit doesn't close it. */
    public static StorageUnit of(String name, DataSource dataSource) {
        throw new UnsupportedOperationException();
    }

    public String name() {
        throw new UnsupportedOperationException();
    }

    /**
     * Which server it is. Asks it when it isn't known yet.
     *
     * @throws io.shardfold.core.error.ShardException 08006 where it can't be reached
     */
    public Engine engine() {
        throw new UnsupportedOperationException();
    }

    /** From the URL where that says it; else as {@link #engine}. */
    public Dialect dialect() {
        throw new UnsupportedOperationException();
    }

    /** Closes the pool, and with it the connections that are in use. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
