package io.shardfold.core.execute;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The storage units of one database, and the threads that fan out over them. Shared by all
 * sessions; thread-safe.
 */
public final class Storage implements AutoCloseable {

    private static final int IDLE_SECONDS = 60;

    private final long memoryBytesMax;
    private final ExecutorService workers;

    /** Only tells statements that their time is over: one thread is enough. */
    private final ScheduledThreadPoolExecutor timers;

    /** Swapped whole. */
    private volatile SortedMap<String, StorageUnit> units;

    private volatile int connectionsPerQueryMax;

    /** Null where statements aren't logged. */
    private volatile SqlLog sqlLog;

    /** By {@link #nameKey}; swapped whole. */
    private volatile Map<String, String> logicalNames = Map.of();

    /**
     * @param workerCountMax threads that statements on several shards share ({@code
     *     kernel-executor-size}); 0 for as many as are asked for
     * @param connectionsPerQueryMax connections that one statement takes of one unit ({@code
     *     max-connections-size-per-query}), at least 1
     * @param memoryBytesMax bytes that one statement may hold in memory ({@code
     *     shardfold-merge-memory-max})
     */
    public Storage(
            Collection<StorageUnit> units,
            int workerCountMax,
            int connectionsPerQueryMax,
            long memoryBytesMax) {
        this.units = byName(units);
        this.connectionsPerQueryMax = connectionsPerQueryMax;
        this.memoryBytesMax = memoryBytesMax;
        this.workers = workers(workerCountMax);
        timers = new ScheduledThreadPoolExecutor(1, threads("shardfold-timer-"));
        timers.setRemoveOnCancelPolicy(true);
        timers.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timers.allowCoreThreadTimeOut(true);
    }

    private static ExecutorService workers(int countMax) {
        ThreadFactory threads = threads("shardfold-worker-");
        if (countMax == 0) {
            return new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    threads);
        }
        // The queue needs no bound: whoever waits for a task takes it back and runs it himself, so
        // there are never more tasks than statements that wait.
        var executor =
                new ThreadPoolExecutor(
                        countMax,
                        countMax,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        threads);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static ThreadFactory threads(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static SortedMap<String, StorageUnit> byName(Collection<StorageUnit> units) {
        SortedMap<String, StorageUnit> byName = new TreeMap<>();
        for (StorageUnit unit : units) {
            byName.put(unit.name(), unit);
        }
        return Collections.unmodifiableSortedMap(byName);
    }

    /**
     * @throws StatementException HV00N / 1477 where there is no such unit
     */
    public StorageUnit unit(String name) {
        StorageUnit unit = units.get(name);
        if (unit == null) {
            throw new StatementException(
                    Problem.UNKNOWN_DATA_SOURCE,
                    "There is no data source " + name + ". It may have been removed.",
                    StatementException.NO_POSITION);
        }
        return unit;
    }

    /** By name. */
    public SortedMap<String, StorageUnit> units() {
        return units;
    }

    /** From the next statement on; statements that run now keep their connections. */
    public void replaceUnits(Collection<StorageUnit> newUnits) {
        units = byName(newUnits);
    }

    public void connectionsPerQueryMax(int newConnectionsPerQueryMax) {
        connectionsPerQueryMax = newConnectionsPerQueryMax;
    }

    /** Logs statements from now on; null to end that. */
    public void logSql(SqlLog newSqlLog) {
        sqlLog = newSqlLog;
    }

    /** Null where statements aren't logged. */
    public SqlLog sqlLog() {
        return sqlLog;
    }

    int connectionsPerQueryMax() {
        return connectionsPerQueryMax;
    }

    long memoryBytesMax() {
        return memoryBytesMax;
    }

    /** May be run by nobody: the caller takes back what no worker has begun. */
    void offer(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile. The caller runs it, and finds the pools closed.
        }
    }

    /** Stops a statement at its deadline. */
    Future<?> atDeadline(long deadlineNanos, Runnable stop) {
        long left = deadlineNanos - System.nanoTime();
        return timers.schedule(stop, Math.max(left, 0), TimeUnit.NANOSECONDS);
    }

    /**
     * What clients are told of a physical table's name.
     *
     * @param names logical names by {@link #nameKey}; a table that isn't there keeps its own
     */
    public void logicalNames(Map<String, String> names) {
        logicalNames = Map.copyOf(names);
    }

    /** How a physical table is looked up: its name without regard to case, on its data source. */
    public static String nameKey(String dataSource, String table) {
        return dataSource + '.' + table.toLowerCase(Locale.ROOT);
    }

    String logicalName(String dataSource, String table) {
        return table.isEmpty()
                ? table
                : logicalNames.getOrDefault(nameKey(dataSource, table), table);
    }

    /** Ends the threads, and closes the units. */
    @Override
    public void close() {
        timers.shutdownNow();
        workers.shutdown();
        for (StorageUnit unit : units.values()) {
            unit.close();
        }
    }
}
