package io.shardfold.benchmarks;

import io.shardfold.core.config.ConfigurationLoader;
import io.shardfold.core.config.Placeholders;
import io.shardfold.core.rule.Router;
import io.shardfold.core.rule.Rules;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.key.KeyServices;
import io.shardfold.core.rule.value.KeyDomain;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long a configuration of 10,000 tables with 1,000 nodes each takes, what its rules occupy, and
 * what finding a node costs.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class RulesBenchmark {

    private static final int TABLES = 10_000;

    /** The configuration as a text, and the rules that were made last. */
    @State(Scope.Benchmark)
    public static class Many {
        private String yaml;
        private long before;
        private Rules rules;

        @Setup(Level.Trial)
        public void write() {
            yaml = yaml(TABLES);
            before = usedHeap();
        }

        @TearDown(Level.Trial)
        public void showHeap() {
            System.out.printf(
                    "%nheap of the rules of %d tables: %d MB%n",
                    rules.tables().size(), (usedHeap() - before) / 1_000_000);
        }
    }

    private static String yaml(int tables) {
        StringBuilder yaml = new StringBuilder("dataSources:\n");
        for (int i = 0; i < 10; i++) {
            yaml.append("  ds_").append(i).append(": {jdbcUrl: 'jdbc:h2:mem:bench'}\n");
        }
        yaml.append("rules:\n- !SHARDING\n  tables:\n");
        for (int i = 0; i < tables; i++) {
            yaml.append(
                    """
                        t_%1$d:
                          actualDataNodes: ds_${0..9}.t_%1$d_${0..99}
                          databaseStrategy: {standard: {shardingColumn: user_id, shardingAlgorithmName: d}}
                          tableStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: t%1$d}}
                    """
                            .formatted(i));
        }
        yaml.append(
                "  shardingAlgorithms:\n    d: {type: INLINE, props: {algorithm-expression: 'ds_${Math.floorMod(user_id, 10)}'}}\n");
        for (int i = 0; i < tables; i++) {
            yaml.append(
                    "    t%1$d: {type: INLINE, props: {algorithm-expression: 't_%1$d_${Math.floorMod(id, 100)}'}}\n"
                            .formatted(i));
        }
        return yaml.toString();
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Rules rules(String yaml) {
        return Rules.of(
                ConfigurationLoader.jdbc("bench.yaml", yaml, Placeholders.NONE).database(),
                KeyServices.NONE);
    }

    @Benchmark
    public Rules load(Many many) {
        many.rules = rules(many.yaml);
        return many.rules;
    }

    /** A table with one key and one with two. */
    @State(Scope.Thread)
    public static class Routing {
        private Router router;
        private final Object[] keys = new Object[2];
        private long next;

        @Setup
        public void make() {
            ShardedTable table = (ShardedTable) rules(yaml(1)).table("t_0");
            router = table.router(List.of(KeyDomain.INTEGER, KeyDomain.INTEGER));
        }
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 3, time = 1)
    @Measurement(iterations = 5, time = 1)
    public int nodeOfTwoKeys(Routing routing) {
        routing.next++;
        routing.keys[0] = routing.next;
        routing.keys[1] = routing.next * 7;
        return routing.router.nodeOf(routing.keys);
    }
}
