package io.shardfold.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** EXPLAIN is each shard's; PREVIEW is ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExplainContract {

    private static final String RULES =
            """
            rules:
            - !SHARDING
              tables:
                t:
                  actualDataNodes: ds_${0..1}.t_${0..1}
                  databaseStrategy: {standard: {shardingColumn: k, shardingAlgorithmName: by_k}}
                  tableStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: by_id}}
              shardingAlgorithms:
                by_k: {type: INLINE, props: {algorithm-expression: 'ds_${k % 2}', allow-range-query-with-inline-sharding: true}}
                by_id: {type: INLINE, props: {algorithm-expression: 't_${id % 2}', allow-range-query-with-inline-sharding: true}}
            - !BROADCAST
              tables: [b]
            """;

    private SessionOracle oracle;

    abstract ShardSet shards();

    @BeforeAll
    void open() throws SQLException {
        oracle = new SessionOracle(shards(), RULES);
        oracle.same("CREATE TABLE t (id int PRIMARY KEY, k int NOT NULL, v int)");
        oracle.same("CREATE TABLE b (id int PRIMARY KEY, v int)");
        oracle.same("INSERT INTO t (id, k, v) VALUES (1, 1, 1), (2, 2, 2), (3, 2, 3), (4, 1, 4)");
        oracle.same("INSERT INTO b (id, v) VALUES (1, 1)");
    }

    @AfterAll
    void close() throws SQLException {
        oracle.close();
    }

    private int planCount(String sql) {
        List<List<String>> rows = oracle.rows(sql);
        assertFalse(rows.isEmpty(), sql);
        if (shards().kind() != Kind.POSTGRESQL) {
            return rows.size();
        }
        return (int)
                rows.stream()
                        .filter(row -> row.get(0).matches("(?s)(\\w.*\\(cost=.*|\\[.*)"))
                        .count();
    }

    @Test
    void ofOneShardIsOnePlan() {
        assertEquals(1, planCount("EXPLAIN SELECT * FROM t WHERE id = 1 AND k = 1"));
    }

    @Test
    void ofAllShardsIsOneOfEach() {
        assertEquals(4, planCount("EXPLAIN SELECT * FROM t"));
        assertEquals(2, planCount("EXPLAIN SELECT * FROM t WHERE k = 1"));
    }

    @Test
    void ofGatheredRowsIsOneOfEachRead() {
        assertTrue(planCount("EXPLAIN SELECT * FROM t x JOIN t y ON x.v = y.v + 1") >= 4);
    }

    @Test
    void formatsAreTheDatabases() {
        boolean postgresql = shards().kind() == Kind.POSTGRESQL;
        String json = postgresql ? "EXPLAIN (FORMAT JSON) " : "EXPLAIN FORMAT=JSON ";
        assertEquals(4, oracle.rows(json + "SELECT * FROM t").size());
        assertTrue(
                planCount((postgresql ? "EXPLAIN ANALYZE " : "ANALYZE ") + "SELECT * FROM t") >= 4);
    }

    @Test
    void ofWritesDoesntWrite() {
        assertTrue(planCount("EXPLAIN UPDATE t SET v = 9") >= 4);
        assertTrue(planCount("EXPLAIN DELETE FROM t") >= 4);
        assertTrue(planCount("EXPLAIN INSERT INTO t (id, k, v) VALUES (7, 7, 7), (8, 8, 8)") >= 2);
        oracle.same("SELECT * FROM t ORDER BY id");
    }

    @Test
    void analyzeOfAWriteToManyIsRefused() {
        String analyze = shards().kind() == Kind.POSTGRESQL ? "EXPLAIN ANALYZE " : "ANALYZE ";
        for (String write : List.of("UPDATE t SET v = 9", "UPDATE b SET v = 9", "DELETE FROM b")) {
            AssertionError failure =
                    assertThrows(AssertionError.class, () -> oracle.rows(analyze + write));
            assertEquals(
                    Problem.NOT_SUPPORTED, ((ShardfoldException) failure.getCause()).problem());
        }
        oracle.same("SELECT * FROM b ORDER BY id");
    }

    @Test
    void previewShowsWhatIsGathered() {
        List<List<String>> rows =
                oracle.rows("PREVIEW SELECT * FROM t x JOIN t y ON x.v = y.v + 1");
        assertTrue(rows.size() > 4, rows.toString());
        assertTrue(rows.get(0).get(2).startsWith("Gather"), rows.toString());
    }
}
