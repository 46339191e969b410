package io.shardfold.testkit;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Empty databases for one test class: some shards, and one unsharded database of the same engine to
 * compare with.
 *
 * <p>As a JUnit extension (a <em>static</em> field of the concrete test class with
 * {@code @RegisterExtension}) it creates them before the first test and drops them after the last;
 * the class is skipped, with the reason, where the engine can't run. Several sets, of one engine or
 * more, may stand in one class. Outside of JUnit, {@link #open} and {@link #close} do the same.
 *
 * <p>Database names are unique in the JVM: classes may run at the same time. The tests of one class
 * share the set.
 */
public final class ShardSet
        implements BeforeAllCallback, AfterAllCallback, ExecutionCondition, AutoCloseable {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ShardSet.class);

    private final Kind kind;
    private final int shardCount;
    private List<TestDatabase> shards = List.of();
    private TestDatabase unsharded;

    /** How many classes are inside: a nested class comes in while its outer class is there. */
    private int openCount;

    private ShardSet(Kind kind, int shardCount) {
        this.kind = kind;
        this.shardCount = shardCount;
    }

    /** Names a set; nothing is started or created yet. */
    public static ShardSet of(Kind kind, int shardCount) {
        return new ShardSet(kind, shardCount);
    }

    /**
     * Creates the databases: {@code <name>_ds_0}, {@code <name>_ds_1}… and {@code
     * <name>_unsharded}, made unique.
     */
    public ShardSet open(String name) {
        if (openCount++ > 0) {
            return this;
        }
        EmbeddedEngine engine = kind.engine();
        List<TestDatabase> created = new ArrayList<>();
        for (int i = 0; i < shardCount; i++) {
            created.add(engine.createDatabase(name + "_ds_" + i));
        }
        shards = List.copyOf(created);
        unsharded = engine.createDatabase(name + "_unsharded");
        return this;
    }

    /** Drops the databases. Whoever is still connected to one is cut off. */
    @Override
    public void close() {
        if (--openCount > 0) {
            return;
        }
        shards.forEach(TestDatabase::drop);
        unsharded.drop();
        shards = List.of();
        unsharded = null;
    }

    public Kind kind() {
        return kind;
    }

    /** In order: the first one is {@code ds_0} in most configurations. */
    public List<TestDatabase> shards() {
        return shards;
    }

    public TestDatabase shard(int index) {
        return shards.get(index);
    }

    /** The database that gives the right answers. */
    public TestDatabase unsharded() {
        if (unsharded == null) {
            throw new IllegalStateException(
                    "The shard set isn't open: its field must be static and @RegisterExtension");
        }
        return unsharded;
    }

    /**
     * Runs statements on each shard, not on the unsharded database: say, to create the physical
     * tables.
     */
    public void onEveryShard(String... statements) throws SQLException {
        for (TestDatabase shard : shards) {
            shard.execute(statements);
        }
    }

    /**
     * Runs statements on each shard and on the unsharded database: say, to create a broadcast
     * table.
     */
    public void onEveryDatabase(String... statements) throws SQLException {
        onEveryShard(statements);
        unsharded().execute(statements);
    }

    /**
     * Opens a comparison of what is tested with the unsharded database, with one session on each
     * side. The caller closes it.
     */
    public Oracle oracle(ConnectionSource tested) throws SQLException {
        TestDatabase database = unsharded();
        return Oracle.open(kind, tested, database::connect);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String reason = kind.unavailableBecause();
        return reason == null
                ? ConditionEvaluationResult.enabled(kind + " can run")
                : ConditionEvaluationResult.disabled(kind + " can't run: " + reason);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // Closed when the last test of the JVM is over, which is when the count is complete.
        context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        "tally", key -> new OracleTally.Report(), OracleTally.Report.class);
        open(context.getRequiredTestClass().getSimpleName());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }
}
