package io.shardfold.jdbc;

import io.shardfold.testkit.ShardSet;
import io.shardfold.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;

/**
 * A small shop on two shards and on one database, with the same rows in both: orders and their
 * items bound together and sharded 2 x 2, accounts sharded over databases, addresses broadcast, and
 * a single table.
 */
final class Shop {

    static final String RULES =
            """
            rules:
            - !SHARDING
              tables:
                t_order:
                  actualDataNodes: ds_${0..1}.t_order_${0..1}
                  databaseStrategy:
                    standard: {shardingColumn: user_id, shardingAlgorithmName: by_user}
                  tableStrategy:
                    standard: {shardingColumn: order_id, shardingAlgorithmName: order_tables}
                t_order_item:
                  actualDataNodes: ds_${0..1}.t_order_item_${0..1}
                  databaseStrategy:
                    standard: {shardingColumn: user_id, shardingAlgorithmName: by_user}
                  tableStrategy:
                    standard: {shardingColumn: order_id, shardingAlgorithmName: item_tables}
                t_account:
                  actualDataNodes: ds_${0..1}.t_account
                  databaseStrategy:
                    standard: {shardingColumn: id, shardingAlgorithmName: by_id}
                  keyGenerateStrategy: {column: id, keyGeneratorName: snowflake}
              bindingTables:
              - t_order,t_order_item
              shardingAlgorithms:
                by_user: {type: INLINE, props: {algorithm-expression: 'ds_${user_id % 2}'}}
                by_id: {type: INLINE, props: {algorithm-expression: 'ds_${id % 2}'}}
                order_tables:
                  type: INLINE
                  props:
                    algorithm-expression: t_order_${order_id % 2}
                    allow-range-query-with-inline-sharding: true
                item_tables:
                  type: INLINE
                  props:
                    algorithm-expression: t_order_item_${order_id % 2}
                    allow-range-query-with-inline-sharding: true
              keyGenerators:
                snowflake: {type: SNOWFLAKE}
            - !BROADCAST
              tables: [t_address]
            - !SINGLE
              tables: ["ds_0.t_config"]
            """;

    static final int ORDERS = 60;

    private Shop() {}

    /** Creates the tables, opens the database and fills it, and the unsharded one, alike. */
    static TestedDatabase open(ShardSet databases) throws SQLException {
        for (int i = 0; i < 2; i++) {
            databases.onEveryShard(order("t_order_" + i), item("t_order_item_" + i));
        }
        databases.onEveryShard(account());
        databases.onEveryDatabase(
                "CREATE TABLE t_address (id INT PRIMARY KEY, city VARCHAR(40), country CHAR(2))");
        String config =
                "CREATE TABLE t_config (name VARCHAR(40) PRIMARY KEY, content VARCHAR(100))";
        databases.shard(0).execute(config);
        TestDatabase unsharded = databases.unsharded();
        unsharded.execute(order("t_order"), item("t_order_item"), account(), config);
        TestedDatabase tested = TestedDatabase.open(databases, RULES);
        try (Connection connection = unsharded.connect()) {
            fill(connection);
        }
        try (Connection connection = tested.connect()) {
            fill(connection);
        }
        return tested;
    }

    private static String order(String name) {
        return "CREATE TABLE "
                + name
                + " (order_id BIGINT PRIMARY KEY, user_id INT NOT NULL, status VARCHAR(20),"
                + " amount DECIMAL(10,2), note VARCHAR(100), created_at TIMESTAMP NULL)";
    }

    private static String item(String name) {
        return "CREATE TABLE "
                + name
                + " (item_id BIGINT PRIMARY KEY, order_id BIGINT NOT NULL, user_id INT NOT NULL,"
                + " product VARCHAR(40), quantity INT, price DECIMAL(10,2))";
    }

    private static String account() {
        return "CREATE TABLE t_account (id BIGINT PRIMARY KEY, owner VARCHAR(40),"
                + " address_id INT, balance BIGINT)";
    }

    private static void fill(Connection connection) throws SQLException {
        String[] statuses = {"NEW", "PAID", "SENT", "BACK"};
        String[] products = {"pen", "ink", "paper", "Stamp", "glue"};
        try (PreparedStatement order =
                        connection.prepareStatement(
                                "INSERT INTO t_order (order_id, user_id, status, amount, note,"
                                        + " created_at) VALUES (?, ?, ?, ?, ?, ?)");
                PreparedStatement item =
                        connection.prepareStatement(
                                "INSERT INTO t_order_item (item_id, order_id, user_id, product,"
                                        + " quantity, price) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (int id = 1; id <= ORDERS; id++) {
                int user = id % 7;
                order.setLong(1, id);
                order.setInt(2, user);
                order.setString(3, id % 11 == 0 ? null : statuses[id * 7 % 4]);
                order.setBigDecimal(4, java.math.BigDecimal.valueOf(id * 37L % 101 * 100 + id, 2));
                order.setString(5, id % 3 == 0 ? null : "note " + id % 13);
                order.setTimestamp(
                        6,
                        Timestamp.valueOf(
                                LocalDateTime.of(2026, 1 + id % 5, 1 + id % 9, id % 24, 0)));
                order.addBatch();
                for (int k = 0; k < id % 4; k++) {
                    item.setLong(1, id * 10L + k);
                    item.setLong(2, id);
                    item.setInt(3, user);
                    item.setString(4, products[(id + k) % products.length]);
                    item.setInt(5, 1 + (id + k) % 3);
                    item.setBigDecimal(6, java.math.BigDecimal.valueOf(150L + id * k, 2));
                    item.addBatch();
                }
            }
            order.executeBatch();
            item.executeBatch();
        }
        try (PreparedStatement account =
                        connection.prepareStatement(
                                "INSERT INTO t_account (id, owner, address_id, balance)"
                                        + " VALUES (?, ?, ?, ?)");
                PreparedStatement address =
                        connection.prepareStatement(
                                "INSERT INTO t_address (id, city, country) VALUES (?, ?, ?)");
                PreparedStatement config =
                        connection.prepareStatement(
                                "INSERT INTO t_config (name, content) VALUES (?, ?)")) {
            for (int id = 1; id <= 8; id++) {
                account.setLong(1, id);
                account.setString(2, "owner-" + id);
                account.setObject(3, id == 7 ? null : 1 + id % 4);
                account.setLong(4, id * 1_000L);
                account.executeUpdate();
            }
            String[][] cities = {{"Paris", "FR"}, {"Lyon", "FR"}, {"Bonn", "DE"}, {"Oslo", "NO"}};
            for (int id = 1; id <= cities.length; id++) {
                address.setInt(1, id);
                address.setString(2, cities[id - 1][0]);
                address.setString(3, cities[id - 1][1]);
                address.executeUpdate();
            }
            for (String name : new String[] {"colour", "language", "size"}) {
                config.setString(1, name);
                config.setString(2, "the " + name);
                config.executeUpdate();
            }
        }
    }
}
