package io.shardfold.core.execute;

import java.util.Collection;
import java.util.SortedMap;

/**
 * The storage units of one database, and the threads that fan out over them. Shared by all
 * sessions; thread-safe.
 */
public final class Storage implements AutoCloseable {

    /**
     * @param workerCountMax threads that statements on several shards share ({@code
     *     kernel-executor-size}); 0 for as many as are asked for
     * @param connectionsPerQueryMax connections that one statement takes of one unit ({@code
     *     max-connections-size-per-query}), at least 1
     * @param memoryBytesMax bytes that one statement may hold in memory ({@code merge-memory-max})
     */
    public Storage(
            Collection<StorageUnit> units,
            int workerCountMax,
            int connectionsPerQueryMax,
            long memoryBytesMax) {
        throw new UnsupportedOperationException();
    }

    /**
     * @throws io.shardfold.core.error.StatementException HV00N / 1477 where there is no such unit
     */
    public StorageUnit unit(String name) {
        throw new UnsupportedOperationException();
    }

    /** By name. */
    public SortedMap<String, StorageUnit> units() {
        throw new UnsupportedOperationException();
    }

    /** From the next statement on; statements that run now keep their connections. */
    public void replaceUnits(Collection<StorageUnit> units) {
        throw new UnsupportedOperationException();
    }

    public void connectionsPerQueryMax(int connectionsPerQueryMax) {
        throw new UnsupportedOperationException();
    }

    /** Ends the threads, and closes the units. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
