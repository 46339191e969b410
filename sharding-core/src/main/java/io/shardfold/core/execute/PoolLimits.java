package io.shardfold.core.execute;

/**
 * How large a pool may grow and how long its connections live.
 *
 * @param sizeMax connections, at least 1
 * @param idleMin connections that are kept though nobody uses them
 * @param connectionTimeoutMillis how long a statement waits for a connection
 * @param idleTimeoutMillis after which an idle connection above {@code idleMin} is closed
 * @param lifetimeMillisMax after which a connection is replaced
 * @param keepaliveMillis between two signs of life of an idle connection; 0 for none
 */
public record PoolLimits(
        int sizeMax,
        int idleMin,
        long connectionTimeoutMillis,
        long idleTimeoutMillis,
        long lifetimeMillisMax,
        long keepaliveMillis,
        boolean readOnly) {

    public static final PoolLimits DEFAULT =
            new PoolLimits(50, 1, 30_000, 60_000, 2_100_000, 0, false);
}
