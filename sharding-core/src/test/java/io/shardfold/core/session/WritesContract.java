package io.shardfold.core.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Writes of {@code oracle/writes*.sql} on shards and on one database, one engine per subclass: the
 * same counts, rows and errors, and the same rows left in every table. Each runs in a transaction
 * that is rolled back, in autocommit, and with its literals as parameters.
 *
 * <p>A line that begins with {@code refused} is refused on shards; of one that begins with {@code
 * copies} each copy of the broadcast table has the same.
 */
abstract class WritesContract {

    private static final String RULES =
            """
            rules:
            - !SHARDING
              tables:
                t_order:
                  actualDataNodes: ds_${0..1}.t_order_${0..1}
                  databaseStrategy: {standard: {shardingColumn: user_id, shardingAlgorithmName: by_user}}
                  tableStrategy: {standard: {shardingColumn: order_id, shardingAlgorithmName: order_tables}}
                t_item:
                  actualDataNodes: ds_${0..1}.t_item_${0..1}
                  databaseStrategy: {standard: {shardingColumn: user_id, shardingAlgorithmName: by_user}}
                  tableStrategy: {standard: {shardingColumn: order_id, shardingAlgorithmName: item_tables}}
                t_user:
                  actualDataNodes: ds_${0..1}.t_user
                  databaseStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: by_id}}
                t_pair:
                  actualDataNodes: ds_${0..1}.t_pair
                  databaseStrategy: {standard: {shardingColumn: a, shardingAlgorithmName: by_a}}
                t_log:
                  actualDataNodes: ds_${0..1}.t_log
                  databaseStrategy: {standard: {shardingColumn: k, shardingAlgorithmName: by_k}}
              bindingTables:
              - t_order,t_item
              shardingAlgorithms:
                by_user: {type: INLINE, props: {algorithm-expression: 'ds_${user_id % 2}', allow-range-query-with-inline-sharding: true}}
                order_tables: {type: INLINE, props: {algorithm-expression: 't_order_${order_id % 2}', allow-range-query-with-inline-sharding: true}}
                item_tables: {type: INLINE, props: {algorithm-expression: 't_item_${order_id % 2}', allow-range-query-with-inline-sharding: true}}
                by_id: {type: INLINE, props: {algorithm-expression: 'ds_${id % 2}', allow-range-query-with-inline-sharding: true}}
                by_a: {type: INLINE, props: {algorithm-expression: 'ds_${a % 2}'}}
                by_k: {type: INLINE, props: {algorithm-expression: 'ds_${k % 2}'}}
            - !BROADCAST
              tables: [t_region]
            - !SINGLE
              tables: ['ds_0.t_config', 'ds_1.t_far']
            """;

    /** Table, columns, and the rows that every statement finds. */
    private static final String[][] TABLES = {
        {
            "t_order",
            "(order_id int PRIMARY KEY, user_id int NOT NULL, status int, price decimal(10,2), name varchar(20))",
            "(1, 1, 1, 10.50, 'a'), (2, 1, 2, 20.00, 'b'), (3, 2, NULL, 5.25, NULL), (4, 2, 1, 7.00, 'c'), "
                    + "(5, 3, 3, 99.99, 'd'), (6, 4, 2, 0.00, 'e'), (7, 5, NULL, 15.10, 'f'), (8, 6, 1, 20.00, 'g')"
        },
        {
            "t_item",
            "(item_id int PRIMARY KEY, order_id int NOT NULL, user_id int NOT NULL, sku varchar(10), quantity int)",
            "(10, 1, 1, 'x', 1), (11, 1, 1, 'y', 2), (12, 2, 1, 'x', 3), (13, 3, 2, 'z', 4), (14, 5, 3, 'x', 5), (15, 8, 6, 'y', 6)"
        },
        {
            "t_user",
            "(id int PRIMARY KEY, name varchar(20), region_id int, score int)",
            "(1, 'u1', 0, 10), (2, 'u2', 1, 20), (3, 'u3', 0, NULL), (4, 'u4', NULL, 40), (5, 'u5', 2, 50), (6, 'u6', 1, 60)"
        },
        {
            "t_pair",
            "(a int, b varchar(10), v int, PRIMARY KEY (a, b))",
            "(1, 'p', 1), (1, 'q', 2), (2, 'p', 3), (2, 'q', 4), (3, 'p', 5), (4, 'p', 6)"
        },
        {
            "t_log",
            "(k int NOT NULL, line varchar(20))",
            "(1, 'one'), (2, 'two'), (3, 'three'), (4, 'four')"
        },
        {
            "t_region",
            "(id int PRIMARY KEY, title varchar(40), n int)",
            "(0, 'north', 1), (1, 'south', 2), (2, 'east', 3)"
        },
        {"t_config", "(k varchar(10) PRIMARY KEY, v int)", "('a', 1), ('b', 2), ('c', 5)"},
        {"t_far", "(k int PRIMARY KEY, v int)", "(1, 10), (2, 20), (5, 50)"},
    };

    abstract ShardSet shards();

    private boolean isPostgresql() {
        return shards().kind() == Kind.POSTGRESQL;
    }

    @TestFactory
    Stream<DynamicTest> sameAsOneDatabase() throws SQLException, IOException {
        ShardSet shards = shards();
        for (String[] table : TABLES) {
            shards.unsharded().execute("CREATE TABLE " + table[0] + " " + table[1]);
            for (int ds = 0; ds < 2; ds++) {
                if (table[0].equals("t_config") && ds == 1 || table[0].equals("t_far") && ds == 0) {
                    continue;
                }
                boolean several = table[0].equals("t_order") || table[0].equals("t_item");
                for (int t = 0; t < (several ? 2 : 1); t++) {
                    shards.shard(ds)
                            .execute(
                                    "CREATE TABLE "
                                            + table[0]
                                            + (several ? "_" + t : "")
                                            + " "
                                            + table[1]);
                }
            }
        }
        SessionOracle oracle = new SessionOracle(shards, RULES);
        load(oracle);
        List<DynamicTest> tests = new ArrayList<>();
        for (String sql : statements()) {
            tests.add(DynamicTest.dynamicTest(sql, () -> check(oracle, sql)));
        }
        for (List<String> conversation : conversations()) {
            tests.add(
                    DynamicTest.dynamicTest(
                            conversation.get(0), () -> converse(oracle, conversation)));
        }
        tests.add(DynamicTest.dynamicTest("close", oracle::close));
        return tests.stream();
    }

    private void check(SessionOracle oracle, String sql) throws SQLException {
        if (sql.startsWith("refused ")) {
            assertTrue(oracle.isRefused(sql.substring(8)), sql);
            sameRows(oracle, sql);
            return;
        }
        if (sql.startsWith("copies ")) {
            oracle.rows(sql.substring(7));
            oracle.sameCopies("SELECT * FROM t_region ORDER BY id");
            load(oracle);
            return;
        }
        try {
            oracle.same("BEGIN");
            oracle.sameWithState(sql);
            if (!oracle.lastFailed() || !isPostgresql()) {
                sameRows(oracle, sql);
            }
        } finally {
            oracle.same("ROLLBACK");
        }
        sameRows(oracle, "ROLLBACK");
        oracle.sameWithState(sql);
        sameEverywhere(oracle, sql);
        load(oracle);
        List<Object> values = new ArrayList<>();
        String bound = bound(sql, values);
        if (!values.isEmpty()) {
            oracle.sameWithState(bound, values.toArray());
            sameEverywhere(oracle, bound);
            load(oracle);
        }
    }

    /** Statements of one session, where each may depend on those before. */
    private static void converse(SessionOracle oracle, List<String> conversation) {
        for (String sql : conversation) {
            if (sql.startsWith("refused ")) {
                assertTrue(oracle.isRefused(sql.substring(8)), sql);
            } else {
                oracle.sameWithState(sql);
            }
        }
        oracle.session().reset();
        oracle.onBoth("ROLLBACK");
        load(oracle);
    }

    private static void sameRows(SessionOracle oracle, String sql) {
        try {
            for (String[] table : TABLES) {
                oracle.same("SELECT * FROM " + table[0] + " ORDER BY 1, 2");
            }
        } catch (AssertionError different) {
            throw new AssertionError("after " + sql + "\n" + different.getMessage(), different);
        }
    }

    private static void sameEverywhere(SessionOracle oracle, String sql) throws SQLException {
        sameRows(oracle, sql);
        oracle.sameCopies("SELECT * FROM t_region ORDER BY id");
    }

    private static void load(SessionOracle oracle) {
        for (String[] table : TABLES) {
            oracle.onBoth("DELETE FROM " + table[0]);
            oracle.same("INSERT INTO " + table[0] + " VALUES " + table[2]);
        }
    }

    private static final Pattern LITERAL =
            Pattern.compile("'([^']*)'|(?<![\\w.])([0-9]+)(?![\\w.])");

    /** Literals become placeholders. */
    private static String bound(String sql, List<Object> values) {
        return LITERAL.matcher(sql)
                .replaceAll(
                        literal -> {
                            values.add(
                                    literal.group(1) != null
                                            ? (Object) literal.group(1)
                                            : Integer.valueOf(literal.group(2)));
                            return "?";
                        });
    }

    private List<String> statements() throws IOException {
        List<String> result = new ArrayList<>();
        result.addAll(lines("writes.sql"));
        result.addAll(lines(isPostgresql() ? "writes-postgresql.sql" : "writes-mysql.sql"));
        result.removeIf(line -> line.isBlank() || line.startsWith("#"));
        return result;
    }

    /** Each is a sentence that says what it is about, and its statements. */
    private List<List<String>> conversations() throws IOException {
        List<List<String>> result = new ArrayList<>();
        for (String line :
                lines(isPostgresql() ? "sessions-postgresql.sql" : "sessions-mysql.sql")) {
            if (line.startsWith("#")) {
                result.add(new ArrayList<>());
            } else if (!line.isBlank()) {
                result.get(result.size() - 1).add(line);
            }
        }
        return result;
    }

    private static List<String> lines(String file) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                WritesContract.class.getResourceAsStream("/oracle/" + file),
                                StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
