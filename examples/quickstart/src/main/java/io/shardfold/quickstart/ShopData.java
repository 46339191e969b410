package io.shardfold.quickstart;

import io.shardfold.testkit.EmbeddedEngine;
import io.shardfold.testkit.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The shop's tables and rows, put where the rules of {@code database-shop.yaml} say that they lie.
 *
 * <p>The rows are the same in every run, so that what a query prints in the manual is what it
 * prints here.
 */
final class ShopData {

    static final int ORDER_COUNT = 2_000;
    private static final int USER_COUNT = 150;
    private static final int DATABASE_COUNT = 2;
    private static final int TABLE_COUNT = 2;

    private static final List<String> CITIES =
            List.of(
                    "Amsterdam",
                    "Berlin",
                    "Chicago",
                    "Dakar",
                    "Edinburgh",
                    "Florence",
                    "Geneva",
                    "Hanoi",
                    "Istanbul",
                    "Jakarta");
    private static final List<String> STATUSES =
            List.of("NEW", "PAID", "SHIPPED", "DELIVERED", "RETURNED");
    private static final List<String> PRODUCTS =
            List.of(
                    "anvil", "bell", "candle", "drum", "easel", "flute", "globe", "hammock",
                    "inkwell", "jug");
    private static final List<String[]> SETTINGS =
            List.of(
                    new String[] {"currency", "EUR"},
                    new String[] {"shop.name", "Shardfold & Sons"},
                    new String[] {"vat.percent", "21"});

    private record Order(
            long orderId,
            long userId,
            long addressId,
            String status,
            BigDecimal amount,
            LocalDateTime orderedAt) {}

    private record Item(
            long itemId,
            long orderId,
            long userId,
            String product,
            int quantity,
            BigDecimal price) {}

    private final List<Order> orders = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();

    private ShopData() {
        Random random = new Random(17);
        LocalDateTime opening = LocalDateTime.of(2026, 1, 1, 9, 0);
        for (long orderId = 1; orderId <= ORDER_COUNT; orderId++) {
            long userId = 1 + random.nextInt(USER_COUNT);
            BigDecimal amount = BigDecimal.ZERO.setScale(2);
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                int quantity = 1 + random.nextInt(5);
                BigDecimal price = BigDecimal.valueOf(199 + random.nextInt(20_000), 2);
                amount = amount.add(price.multiply(BigDecimal.valueOf(quantity)));
                String product = PRODUCTS.get(random.nextInt(PRODUCTS.size()));
                items.add(new Item(items.size() + 1, orderId, userId, product, quantity, price));
            }
            orders.add(
                    new Order(
                            orderId,
                            userId,
                            1 + random.nextInt(CITIES.size()),
                            STATUSES.get(random.nextInt(STATUSES.size())),
                            amount,
                            opening.plusMinutes(orderId * 97)));
        }
    }

    /** Creates the tables in both databases and fills them. */
    static void load(List<TestDatabase> databases) throws SQLException {
        assert databases.size() == DATABASE_COUNT;
        ShopData data = new ShopData();
        for (int database = 0; database < DATABASE_COUNT; database++) {
            try (Connection connection = databases.get(database).connect()) {
                createTables(databases.get(database), database);
                connection.setAutoCommit(false);
                for (int table = 0; table < TABLE_COUNT; table++) {
                    data.loadOrders(connection, database, table);
                    data.loadItems(connection, database, table);
                }
                loadAddresses(connection);
                if (database == 0) {
                    loadSettings(connection);
                }
                connection.commit();
            }
        }
    }

    private static void createTables(TestDatabase database, int index) throws SQLException {
        String timestamp = timestampType(database.engine());
        if (database.engine().kind() == EmbeddedEngine.Kind.H2_MYSQL) {
            database.execute(
                    "CREATE ALIAS version FOR '" + H2Version.class.getName() + ".version'");
        }
        for (int table = 0; table < TABLE_COUNT; table++) {
            database.execute(
                    "CREATE TABLE t_order_"
                            + table
                            + " (order_id BIGINT PRIMARY KEY, user_id BIGINT NOT NULL,"
                            + " address_id BIGINT NOT NULL, status VARCHAR(20) NOT NULL,"
                            + " amount DECIMAL(12,2) NOT NULL, ordered_at "
                            + timestamp
                            + " NOT NULL)",
                    "CREATE TABLE t_order_item_"
                            + table
                            + " (item_id BIGINT PRIMARY KEY, order_id BIGINT NOT NULL,"
                            + " user_id BIGINT NOT NULL, product VARCHAR(40) NOT NULL, quantity INT NOT NULL,"
                            + " price DECIMAL(12,2) NOT NULL)");
        }
        database.execute(
                "CREATE TABLE t_address (address_id BIGINT PRIMARY KEY, city VARCHAR(40) NOT NULL)");
        if (index == 0) {
            database.execute(
                    "CREATE TABLE t_config (name VARCHAR(40) PRIMARY KEY, setting VARCHAR(100) NOT NULL)");
        }
    }

    private static String timestampType(EmbeddedEngine engine) {
        // MySQL's TIMESTAMP ends in 2038 and moves with the session's time zone.
        return engine.kind().speaksMySql() ? "DATETIME" : "TIMESTAMP";
    }

    private static boolean lies(long userId, long orderId, int database, int table) {
        return userId % DATABASE_COUNT == database && orderId % TABLE_COUNT == table;
    }

    private void loadOrders(Connection connection, int database, int table) throws SQLException {
        String sql = "INSERT INTO t_order_" + table + " VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Order order : orders) {
                if (lies(order.userId(), order.orderId(), database, table)) {
                    insert.setLong(1, order.orderId());
                    insert.setLong(2, order.userId());
                    insert.setLong(3, order.addressId());
                    insert.setString(4, order.status());
                    insert.setBigDecimal(5, order.amount());
                    insert.setObject(6, order.orderedAt());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private void loadItems(Connection connection, int database, int table) throws SQLException {
        String sql = "INSERT INTO t_order_item_" + table + " VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Item item : items) {
                if (lies(item.userId(), item.orderId(), database, table)) {
                    insert.setLong(1, item.itemId());
                    insert.setLong(2, item.orderId());
                    insert.setLong(3, item.userId());
                    insert.setString(4, item.product());
                    insert.setInt(5, item.quantity());
                    insert.setBigDecimal(6, item.price());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void loadAddresses(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO t_address VALUES (?, ?)")) {
            for (int i = 0; i < CITIES.size(); i++) {
                insert.setLong(1, i + 1);
                insert.setString(2, CITIES.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void loadSettings(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO t_config VALUES (?, ?)")) {
            for (String[] setting : SETTINGS) {
                insert.setString(1, setting[0]);
                insert.setString(2, setting[1]);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
