package io.shardfold.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardfold.testkit.ShardSet;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Views over sharded tables, by {@code oracle/views.sql}. */
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
        for (String line : OracleScript.lines("views.sql", shards().kind())) {
            tests.add(DynamicTest.dynamicTest(line, () -> OracleScript.run(line, oracle)));
        }
        tests.add(DynamicTest.dynamicTest("a point condition prunes", this::prunes));
        tests.add(DynamicTest.dynamicTest("another process knows the views", this::restarts));
        tests.add(DynamicTest.dynamicTest("drops them", this::drops));
        return tests.stream();
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
}
