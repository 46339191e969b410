package io.shardfold.core.session;

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

/** Statements of {@code oracle/*.sql} on shards and on one database, one engine per subclass. */
abstract class StatementsContract {

    private static final String RULES =
            """
            rules:
            - !SHARDING
              tables:
                t_order:
                  actualDataNodes: ds_${0..1}.t_order_${0..1}
                  databaseStrategy: {standard: {shardingColumn: user_id, shardingAlgorithmName: by_user}}
                  tableStrategy: {standard: {shardingColumn: order_id, shardingAlgorithmName: order_tables}}
                t_order_item:
                  actualDataNodes: ds_${0..1}.t_order_item_${0..1}
                  databaseStrategy: {standard: {shardingColumn: user_id, shardingAlgorithmName: by_user}}
                  tableStrategy: {standard: {shardingColumn: order_id, shardingAlgorithmName: item_tables}}
                t_made:
                  actualDataNodes: ds_${0..1}.t_made_${0..1}
                  tableStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: made_tables}}
                  databaseStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: user_databases}}
                t_user:
                  actualDataNodes: ds_${0..1}.t_user_${0..1}
                  tableStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: user_tables}}
                  databaseStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: user_databases}}
              bindingTables:
              - t_order,t_order_item
              shardingAlgorithms:
                by_user: {type: INLINE, props: {algorithm-expression: 'ds_${user_id % 2}', allow-range-query-with-inline-sharding: true}}
                order_tables: {type: INLINE, props: {algorithm-expression: 't_order_${order_id % 2}', allow-range-query-with-inline-sharding: true}}
                item_tables: {type: INLINE, props: {algorithm-expression: 't_order_item_${order_id % 2}', allow-range-query-with-inline-sharding: true}}
                user_databases: {type: INLINE, props: {algorithm-expression: 'ds_${id % 2}'}}
                made_tables: {type: INLINE, props: {algorithm-expression: 't_made_${id.intdiv(2) % 2}'}}
                user_tables: {type: INLINE, props: {algorithm-expression: 't_user_${id.intdiv(2) % 2}'}}
            - !BROADCAST
              tables: [t_region]
            - !SINGLE
              tables: ['*.*']
              defaultDataSource: ds_0
            """;

    /** The schema, without the names of tables. */
    abstract List<String> columns();

    abstract ShardSet shards();

    @TestFactory
    Stream<DynamicTest> sameAsOneDatabase() throws SQLException, IOException {
        ShardSet shards = shards();
        List<String> columns = columns();
        for (int ds = 0; ds < 2; ds++) {
            for (int t = 0; t < 2; t++) {
                shards.shard(ds)
                        .execute(
                                "CREATE TABLE t_order_" + t + " " + columns.get(0),
                                "CREATE TABLE t_order_item_" + t + " " + columns.get(1),
                                "CREATE TABLE t_user_" + t + " " + columns.get(2));
            }
            shards.shard(ds).execute("CREATE TABLE t_region " + columns.get(3));
        }
        shards.shard(0).execute("CREATE TABLE t_config " + columns.get(4));
        shards.unsharded()
                .execute(
                        "CREATE TABLE t_order " + columns.get(0),
                        "CREATE TABLE t_order_item " + columns.get(1),
                        "CREATE TABLE t_user " + columns.get(2),
                        "CREATE TABLE t_region " + columns.get(3),
                        "CREATE TABLE t_config " + columns.get(4));
        SessionOracle oracle = new SessionOracle(shards, RULES);
        load(oracle);
        List<DynamicTest> tests = new ArrayList<>();
        for (String sql : statements()) {
            tests.add(DynamicTest.dynamicTest(sql, () -> oracle.same(sql)));
        }
        tests.add(DynamicTest.dynamicTest("close", oracle::close));
        return tests.stream();
    }

    private static void load(SessionOracle oracle) {
        StringBuilder orders =
                new StringBuilder(
                        "INSERT INTO t_order (order_id, user_id, status, price, name, created) VALUES ");
        StringBuilder items =
                new StringBuilder(
                        "INSERT INTO t_order_item (item_id, order_id, user_id, sku, quantity) VALUES ");
        String[] names = {
            "'alpha'", "'Beta'", "'gamma'", "'ALPHA'", "NULL", "'\u00e9clair'", "'zeta '", "'beta'"
        };
        for (int i = 0; i < 60; i++) {
            String status = i % 7 == 0 ? "NULL" : Integer.toString(i % 5);
            orders.append(i == 0 ? "" : ", ")
                    .append("(")
                    .append(i)
                    .append(", ")
                    .append(i * 7 % 11)
                    .append(", ")
                    .append(status)
                    .append(", ")
                    .append(i * 37 % 50)
                    .append(".")
                    .append(10 + i % 90)
                    .append(", ")
                    .append(names[i % names.length])
                    .append(", '2026-0")
                    .append(1 + i % 9)
                    .append("-1")
                    .append(i % 10)
                    .append(" 08:0")
                    .append(i % 6)
                    .append(":00')");
            for (int k = 0; k < i % 3; k++) {
                items.append(i == 1 && k == 0 ? "" : ", ")
                        .append("(")
                        .append(i * 10 + k)
                        .append(", ")
                        .append(i)
                        .append(", ")
                        .append(i * 7 % 11)
                        .append(", 'sku")
                        .append((i + k) % 6)
                        .append("', ")
                        .append(1 + (i * 3 + k) % 9)
                        .append(")");
            }
        }
        oracle.same(orders.toString());
        oracle.same(items.toString());
        StringBuilder users = new StringBuilder("INSERT INTO t_user (id, name, region_id) VALUES ");
        for (int i = 0; i < 11; i++) {
            users.append(i == 0 ? "" : ", ")
                    .append("(")
                    .append(i)
                    .append(", 'user")
                    .append(i % 4)
                    .append("', ")
                    .append(i % 5 == 4 ? "NULL" : "" + i % 5)
                    .append(")");
        }
        oracle.same(users.toString());
        oracle.same(
                "INSERT INTO t_region (id, title) VALUES (0, 'north'), (1, 'south'), (2, 'east'), (7, 'nowhere')");
        oracle.same("INSERT INTO t_config (k, v) VALUES ('a', 1), ('b', 2)");
    }

    private List<String> statements() throws IOException {
        List<String> result = new ArrayList<>();
        for (String file :
                List.of(
                        "common.sql",
                        shards().kind() == Kind.POSTGRESQL ? "postgresql.sql" : "mysql.sql")) {
            try (BufferedReader reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    StatementsContract.class.getResourceAsStream("/oracle/" + file),
                                    StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (!line.isBlank() && !line.startsWith("#")) {
                        result.add(line);
                    }
                }
            }
        }
        return result;
    }
}
