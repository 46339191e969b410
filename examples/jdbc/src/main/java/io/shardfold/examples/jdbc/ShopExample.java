package io.shardfold.examples.jdbc;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Creates the shop's tables, sells a few things in transactions, and asks what was sold.
 *
 * <p>The two databases must exist and be empty; system properties say where they are: {@code
 * shop.ds_0}, {@code shop.ds_1}, {@code shop.user}, {@code shop.password}.
 */
public final class ShopExample {

    static final String URL = "jdbc:shardfold:classpath:shop.yaml?placeholder-type=system_props";

    private static final String[] PRODUCTS = {"ink", "paper", "pen"};

    private final Connection connection;
    private final PrintStream out;

    private ShopExample(Connection connection, PrintStream out) {
        this.connection = connection;
        this.out = out;
    }

    /** Runs the example, and prints what it finds. */
    public static void main(String[] arguments) throws SQLException {
        run(URL, System.out);
    }

    static void run(String url, PrintStream out) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            run(connection, out);
        }
    }

    static void run(Connection connection, PrintStream out) throws SQLException {
        ShopExample shop = new ShopExample(connection, out);
        shop.createTables();
        for (int user = 1; user <= 6; user++) {
            shop.sell(user, user);
        }
        shop.sellNothing(3);
        shop.printOrdersOf(3);
        shop.printBestSellers();
    }

    private void createTables() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE t_order (order_id BIGINT PRIMARY KEY, user_id INT NOT NULL,"
                            + " status VARCHAR(10) NOT NULL)");
            statement.execute(
                    "CREATE TABLE t_order_item (item_id BIGINT PRIMARY KEY,"
                            + " order_id BIGINT NOT NULL, user_id INT NOT NULL,"
                            + " product VARCHAR(20) NOT NULL, price DECIMAL(10,2) NOT NULL)");
        }
    }

    /** An order and its items, in one transaction. All of them lie in one database. */
    private void sell(int user, int itemCount) throws SQLException {
        connection.setAutoCommit(false);
        try {
            long order = insertOrder(user);
            insertItems(order, user, itemCount);
            connection.commit();
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The key is made by Shardfold, since no database could make one for all. */
    private long insertOrder(int user) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO t_order (user_id, status) VALUES (?, ?)",
                        Statement.RETURN_GENERATED_KEYS)) {
            insert.setInt(1, user);
            insert.setString(2, "NEW");
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    private void insertItems(long order, int user, int itemCount) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO t_order_item (order_id, user_id, product, price)"
                                + " VALUES (?, ?, ?, ?)")) {
            for (int i = 0; i < itemCount; i++) {
                insert.setLong(1, order);
                insert.setInt(2, user);
                insert.setString(3, PRODUCTS[i % PRODUCTS.length]);
                insert.setBigDecimal(4, BigDecimal.valueOf(150 + 10 * i, 2));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** What is rolled back was never there. */
    private void sellNothing(int user) throws SQLException {
        connection.setAutoCommit(false);
        insertOrder(user);
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /** One user's orders lie in one database, beside their items. */
    private void printOrdersOf(int user) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT o.order_id, COUNT(*) AS items, SUM(i.price) AS total"
                                + " FROM t_order o JOIN t_order_item i"
                                + " ON i.order_id = o.order_id AND i.user_id = o.user_id"
                                + " WHERE o.user_id = ? GROUP BY o.order_id ORDER BY o.order_id")) {
            select.setInt(1, user);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    out.println(
                            "user "
                                    + user
                                    + " ordered "
                                    + rows.getInt("items")
                                    + " items for "
                                    + rows.getBigDecimal("total"));
                }
            }
        }
    }

    /** Each product's sales come from four tables in two databases. */
    private void printBestSellers() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT product, COUNT(*) AS sold, SUM(price) AS revenue"
                                        + " FROM t_order_item GROUP BY product"
                                        + " ORDER BY sold DESC, product LIMIT 2")) {
            while (rows.next()) {
                out.println(
                        rows.getString("product")
                                + ": "
                                + rows.getLong("sold")
                                + " sold for "
                                + rows.getBigDecimal("revenue"));
            }
        }
    }
}
