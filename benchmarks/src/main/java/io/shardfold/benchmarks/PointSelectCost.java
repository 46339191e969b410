package io.shardfold.benchmarks;

import com.sun.management.ThreadMXBean;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a point select costs the calling thread, in CPU time and in allocated bytes, through
 * Shardfold's driver and through the backend's own behind HikariCP.
 *
 * <p>The operations are those of {@link PointSelectBenchmark}. Both ways run in turns in one JVM,
 * and the median of the rounds counts: so the ratio holds on a machine that others use too, where
 * elapsed time tells little.
 */
public final class PointSelectCost {

    private static final int ROUNDS = 15;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private PointSelectCost() {}

    private interface Operation {
        long run(PointSelectBenchmark benchmark) throws SQLException;
    }

    /**
     * @param nanos CPU time of one operation
     * @param bytes allocated by one operation
     */
    private record Cost(double nanos, double bytes, double elapsedNanos) {}

    /**
     * @param arguments the engines, such as {@code H2_MYSQL POSTGRESQL}; H2 in memory without any.
     *     The system property {@code through} names what is compared with the bare driver.
     */
    public static void main(String[] arguments) throws Exception {
        String[] engines = arguments.length == 0 ? new String[] {"H2_MYSQL"} : arguments;
        System.out.printf(
                "%-12s %-24s %9s %9s %7s %9s %9s %9s %8s%n",
                "engine",
                "operation",
                "bare us",
                "ours us",
                "CPU",
                "bare B",
                "ours B",
                "more B",
                "elapsed");
        String through = System.getProperty("through", "shardfold");
        for (String engine : engines) {
            measure(Kind.valueOf(engine), through);
        }
    }

    private static void measure(Kind engine, String through) throws Exception {
        PointSelectBenchmark bare = open(engine, "bare");
        PointSelectBenchmark ours = open(engine, through);
        try {
            compare(
                    engine,
                    "connectPrepareExecute",
                    bare,
                    ours,
                    PointSelectBenchmark::connectPrepareExecute);
            compare(engine, "keptStatement", bare, ours, PointSelectBenchmark::keptStatement);
            compare(engine, "freshText", bare, ours, PointSelectBenchmark::freshText);
        } finally {
            ours.close();
            bare.close();
        }
    }

    private static PointSelectBenchmark open(Kind engine, String through) throws SQLException {
        PointSelectBenchmark benchmark = new PointSelectBenchmark();
        benchmark.engine = engine;
        benchmark.through = through;
        benchmark.open();
        return benchmark;
    }

    private static void compare(
            Kind engine,
            String name,
            PointSelectBenchmark bare,
            PointSelectBenchmark ours,
            Operation operation)
            throws SQLException {
        // H2 answers within microseconds, a server within tenths of a millisecond; other drivers
        // cost more than either.
        int count =
                engine.jdbcScheme().equals("h2") && ours.through.equals("shardfold")
                        ? 40_000
                        : 3_000;
        for (int i = 0; i < 6; i++) {
            round(bare, operation, count);
            round(ours, operation, count);
        }
        Cost[] bareCosts = new Cost[ROUNDS];
        Cost[] ourCosts = new Cost[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            bareCosts[i] = round(bare, operation, count);
            ourCosts[i] = round(ours, operation, count);
        }
        double bareNanos = median(bareCosts, 0);
        double ourNanos = median(ourCosts, 0);
        double bareBytes = median(bareCosts, 1);
        double ourBytes = median(ourCosts, 1);
        System.out.printf(
                Locale.ROOT,
                "%-12s %-24s %9.2f %9.2f %6.2fx %9.0f %9.0f %9.0f %7.2fx%n",
                engine,
                name,
                bareNanos / 1_000,
                ourNanos / 1_000,
                ourNanos / bareNanos,
                bareBytes,
                ourBytes,
                ourBytes - bareBytes,
                median(ourCosts, 2) / median(bareCosts, 2));
    }

    private static double median(Cost[] costs, int which) {
        double[] values = new double[costs.length];
        for (int i = 0; i < costs.length; i++) {
            values[i] =
                    switch (which) {
                        case 0 -> costs[i].nanos();
                        case 1 -> costs[i].bytes();
                        default -> costs[i].elapsedNanos();
                    };
        }
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static Cost round(PointSelectBenchmark benchmark, Operation operation, int count)
            throws SQLException {
        long thread = Thread.currentThread().getId();
        long checksum = 0;
        long bytes = THREADS.getThreadAllocatedBytes(thread);
        long elapsed = System.nanoTime();
        long nanos = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < count; i++) {
            checksum += operation.run(benchmark);
        }
        nanos = THREADS.getCurrentThreadCpuTime() - nanos;
        elapsed = System.nanoTime() - elapsed;
        bytes = THREADS.getThreadAllocatedBytes(thread) - bytes;
        if (checksum == 0) {
            throw new IllegalStateException("Nothing was read");
        }
        return new Cost((double) nanos / count, (double) bytes / count, (double) elapsed / count);
    }
}
