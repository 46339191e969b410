package io.shardfold.core.session;

import io.shardfold.testkit.ShardSet;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Definitions on sharded tables, by {@code oracle/definitions.sql}. */
abstract class DefinitionsContract {

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
                t_copy:
                  actualDataNodes: ds_${0..1}.t_copy_${0..1}
                  databaseStrategy: {standard: {shardingColumn: user_id, shardingAlgorithmName: by_user}}
                  tableStrategy: {standard: {shardingColumn: order_id, shardingAlgorithmName: copy_tables}}
              bindingTables:
              - t_order,t_item
              shardingAlgorithms:
                by_user: {type: INLINE, props: {algorithm-expression: 'ds_${user_id % 2}', allow-range-query-with-inline-sharding: true}}
                order_tables: {type: INLINE, props: {algorithm-expression: 't_order_${order_id % 2}', allow-range-query-with-inline-sharding: true}}
                item_tables: {type: INLINE, props: {algorithm-expression: 't_item_${order_id % 2}', allow-range-query-with-inline-sharding: true}}
                copy_tables: {type: INLINE, props: {algorithm-expression: 't_copy_${order_id % 2}', allow-range-query-with-inline-sharding: true}}
            - !BROADCAST
              tables: [t_region]
            - !SINGLE
              tables: ['*.*']
              defaultDataSource: ds_0
            """;

    abstract ShardSet shards();

    @TestFactory
    Stream<DynamicTest> sameAsOneDatabase() throws SQLException, IOException {
        SessionOracle oracle = new SessionOracle(shards(), RULES);
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : OracleScript.lines("definitions.sql", shards().kind())) {
            tests.add(DynamicTest.dynamicTest(line, () -> OracleScript.run(line, oracle)));
        }
        tests.add(DynamicTest.dynamicTest("close", oracle::close));
        return tests.stream();
    }
}
