package io.shardfold.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Views over sharded tables, by {@code oracle/views.sql}: each line the same on both sides, or with
 * {@code refused} in front a statement that says what isn't supported.
 */
abstract class ViewsContract {

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
              bindingTables:
              - t_order,t_item
              shardingAlgorithms:
                by_user: {type: INLINE, props: {algorithm-expression: 'ds_${user_id % 2}', allow-range-query-with-inline-sharding: true}}
                order_tables: {type: INLINE, props: {algorithm-expression: 't_order_${order_id % 2}', allow-range-query-with-inline-sharding: true}}
                item_tables: {type: INLINE, props: {algorithm-expression: 't_item_${order_id % 2}', allow-range-query-with-inline-sharding: true}}
            - !BROADCAST
              tables: [t_region]
            - !SINGLE
              tables: ['*.*']
              defaultDataSource: ds_0
            """;

    abstract ShardSet shards();

    private SessionOracle oracle;

    @TestFactory
    Stream<DynamicTest> sameAsOneDatabase() throws SQLException, IOException {
        oracle = new SessionOracle(shards(), RULES);
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : lines()) {
            tests.add(DynamicTest.dynamicTest(line, () -> run(line)));
        }
        tests.add(DynamicTest.dynamicTest("a point condition prunes", this::prunes));
        tests.add(DynamicTest.dynamicTest("another process knows the views", this::restarts));
        tests.add(DynamicTest.dynamicTest("drops them", this::drops));
        return tests.stream();
    }

    private void run(String line) {
        if (line.startsWith("refused ")) {
            AssertionError failure =
                    assertThrows(AssertionError.class, () -> oracle.rows(line.substring(8)), line);
            assertEquals(
                    Problem.NOT_SUPPORTED,
                    ((ShardfoldException) failure.getCause()).problem(),
                    line);
        } else if (line.startsWith("mysql ")) {
            if (shards().kind() != Kind.POSTGRESQL) {
                run(line.substring(6));
            }
        } else if (line.startsWith("postgresql ")) {
            if (shards().kind() == Kind.POSTGRESQL) {
                run(line.substring(11));
            }
        } else {
            oracle.same(line);
        }
    }

    private void prunes() {
        assertEquals(
                1,
                oracle.rows("PREVIEW SELECT * FROM v_order WHERE user_id = 3 AND order_id = 5")
                        .size());
        assertEquals(
                oracle.rows(
                                "PREVIEW SELECT status FROM (SELECT order_id, status FROM t_order WHERE user_id = 3) v WHERE order_id = 5")
                        .size(),
                oracle.rows("PREVIEW SELECT status FROM v_pruned WHERE order_id = 5").size());
    }

    private void restarts() throws SQLException {
        oracle.close();
        oracle = new SessionOracle(shards(), RULES);
        oracle.same("SELECT * FROM v_order ORDER BY order_id");
        oracle.same("SELECT * FROM v_nested ORDER BY 1");
    }

    private void drops() throws SQLException {
        oracle.same("DROP VIEW v_nested, v_order");
        oracle.same("DROP VIEW IF EXISTS v_order");
        oracle.same("DROP VIEW v_order");
        oracle.same("SELECT * FROM v_order");
        oracle.close();
    }

    private static List<String> lines() throws IOException {
        List<String> result = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                ViewsContract.class.getResourceAsStream("/oracle/views.sql"),
                                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    result.add(line);
                }
            }
        }
        return result;
    }
}
