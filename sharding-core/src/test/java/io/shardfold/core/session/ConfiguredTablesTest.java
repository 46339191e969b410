package io.shardfold.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.core.error.ConfigurationException;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.row.Parameters;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What rules do to tables that are there: found, not found, or not meant. */
class ConfiguredTablesTest {

    @RegisterExtension static final ShardSet SHARDS = ShardSet.of(Kind.MARIADB, 2);

    private static long count(int shard, String table) throws SQLException {
        try (var connection = SHARDS.shard(shard).connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static ShardfoldException refused(SessionOracle oracle, String sql) {
        return assertThrows(
                ShardfoldException.class,
                () ->
                        oracle.session()
                                .execute(
                                        oracle.session().prepare(sql),
                                        Parameters.NONE,
                                        ExecuteOptions.DEFAULT));
    }

    /** Dates inside a slot of a week, not only its first day. */
    @Test
    void weeksHoldTheirSevenDays() throws Exception {
        String columns = " (id int, at datetime)";
        for (String suffix : new String[] {"20260302", "20260309", "20260316"}) {
            SHARDS.shard(0).execute("CREATE TABLE t_w_" + suffix + columns);
        }
        SHARDS.unsharded().execute("CREATE TABLE t_w" + columns);
        String rules =
                """
                rules:
                - !SHARDING
                  tables:
                    t_w:
                      actualDataNodes: ds_0.t_w_${['20260302','20260309','20260316']}
                      tableStrategy: {standard: {shardingColumn: at, shardingAlgorithmName: weeks}}
                  shardingAlgorithms:
                    weeks:
                      type: INTERVAL
                      props:
                        datetime-pattern: yyyy-MM-dd HH:mm:ss
                        datetime-lower: '2026-03-02 00:00:00'
                        datetime-upper: '2026-03-22 23:59:59'
                        sharding-suffix-pattern: yyyyMMdd
                        datetime-interval-unit: WEEKS
                """;
        try (SessionOracle oracle = new SessionOracle(SHARDS, rules)) {
            oracle.same(
                    "INSERT INTO t_w (id, at) VALUES (1,'2026-03-02 00:00:00'),(2,'2026-03-08 23:59:59'),"
                            + "(3,'2026-03-11 12:00:00'),(4,'2026-03-22 23:59:59')");
            oracle.same(
                    "SELECT id FROM t_w WHERE at BETWEEN '2026-03-08 00:00:00' AND '2026-03-09 00:00:00'");
            assertEquals(2, count(0, "t_w_20260302"));
            assertEquals(1, count(0, "t_w_20260309"));
            assertEquals(1, count(0, "t_w_20260316"));
            String message =
                    refused(oracle, "INSERT INTO t_w (id, at) VALUES (5, '2026-04-01 00:00:00')")
                            .getMessage();
            assertTrue(message.contains("2026-03-02") && message.contains("2026-03-23"), message);
        }
    }

    /** A name that a negative remainder would give isn't stored anywhere. */
    @Test
    void aNegativeKeyWithoutAPlaceIsRefusedAndFindsNothing() throws Exception {
        SHARDS.onEveryDatabase("CREATE TABLE t_ng (k int PRIMARY KEY)");
        String rules =
                """
                rules:
                - !SHARDING
                  tables:
                    t_ng:
                      actualDataNodes: ds_${0..1}.t_ng
                      databaseStrategy: {standard: {shardingColumn: k, shardingAlgorithmName: sources}}
                  shardingAlgorithms:
                    sources: {type: INLINE, props: {algorithm-expression: 'ds_${k % 2}'}}
                """;
        try (SessionOracle oracle = new SessionOracle(SHARDS, rules)) {
            String message = refused(oracle, "INSERT INTO t_ng VALUES (-1)").getMessage();
            for (String word : new String[] {"k = -1", "ds_-1", "ds_${k % 2}", "ds_0, ds_1"}) {
                assertTrue(message.contains(word), message);
            }
            oracle.same("INSERT INTO t_ng VALUES (1)");
            oracle.same("SELECT * FROM t_ng WHERE k = -1");
            oracle.same("SELECT COUNT(*) FROM t_ng WHERE k IN (-1, 1)");
        }
        assertEquals(1, count(0, "t_ng") + count(1, "t_ng"));
    }

    @Test
    void tablesThatNoRuleNamesAreSingle() throws Exception {
        SHARDS.shard(1).execute("CREATE TABLE t_plain (id int PRIMARY KEY)");
        SHARDS.unsharded().execute("CREATE TABLE t_plain (id int PRIMARY KEY)");
        for (String rules : new String[] {"", "rules:\n- !SINGLE\n  tables: ['*.*']\n"}) {
            try (SessionOracle oracle = new SessionOracle(SHARDS, rules)) {
                oracle.same("SELECT COUNT(*) FROM t_plain");
            }
        }
    }

    @Test
    void aShardingColumnThatTheTableLacksEndsTheStart() throws Exception {
        SHARDS.onEveryShard("CREATE TABLE t_lacks (order_id int PRIMARY KEY)");
        String rules =
                """
                rules:
                - !SHARDING
                  tables:
                    t_lacks:
                      actualDataNodes: ds_${0..1}.t_lacks
                      databaseStrategy: {standard: {shardingColumn: oder_id, shardingAlgorithmName: sources}}
                  shardingAlgorithms:
                    sources: {type: INLINE, props: {algorithm-expression: 'ds_${oder_id % 2}'}}
                """;
        ConfigurationException refused =
                assertThrows(
                        ConfigurationException.class,
                        () -> new SessionOracle(SHARDS, rules).close());
        assertTrue(refused.getMessage().contains("has no column oder_id"), refused.getMessage());
        assertEquals("order_id", refused.suggestion());
        assertTrue(refused.line() > 0);
    }

    @Test
    void shardsOfOtherStructureEndTheStartWhereThatIsAskedFor() throws Exception {
        SHARDS.shard(0).execute("CREATE TABLE t_apart (id int PRIMARY KEY, a int)");
        SHARDS.shard(1).execute("CREATE TABLE t_apart (id int PRIMARY KEY, a bigint)");
        String rules =
                """
                rules:
                - !BROADCAST
                  tables: [t_apart]
                """;
        new SessionOracle(SHARDS, rules).close();
        ConfigurationException refused =
                assertThrows(
                        ConfigurationException.class,
                        () ->
                                new SessionOracle(
                                                SHARDS,
                                                rules
                                                        + "props: {check-table-metadata-enabled: true}\n")
                                        .close());
        assertTrue(refused.getMessage().contains("column 'a' is bigint"), refused.getMessage());
    }
}
