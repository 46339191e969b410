package io.shardfold.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QuickStartTest {

    private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();
    private static Settings settings;
    private static QuickStart shop;

    @BeforeAll
    static void start() throws Exception {
        settings = new Settings();
        settings.mysqlPort = 0;
        settings.postgresqlPort = 0;
        shop = QuickStart.start(settings, new PrintStream(PRINTED, true, StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stop() {
        if (shop != null) {
            shop.close();
        }
    }

    private static List<String> printed() {
        return PRINTED.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Connection postgresql() throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + shop.postgresqlPort() + "/shop";
        return DriverManager.getConnection(url, settings.user, settings.password);
    }

    private static String single(Connection connection, String sql) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            String value = rows.getString(1);
            assertFalse(rows.next());
            return value;
        }
    }

    @Test
    void saysReadyLast() {
        assertEquals("ready", printed().get(printed().size() - 1));
    }

    @Test
    void showsTheAnswersOfThreeQueries() {
        assertEquals(3, printed().stream().filter(line -> line.equals("(5 rows)")).count());
    }

    @Test
    void clientsSeeAllRows() throws SQLException {
        assertEquals("2000", single(postgresql(), "SELECT COUNT(*) FROM t_order"));
        assertEquals("2000", single(postgresql(), "SELECT COUNT(*) FROM t_order"));
        assertEquals("10", single(postgresql(), "SELECT COUNT(*) FROM t_address"));
        assertEquals(
                "5",
                single(
                        postgresql(),
                        "SELECT COUNT(*) FROM (SELECT status FROM t_order GROUP BY status HAVING COUNT(*) > 1) g"));
        assertEquals(
                "EUR",
                single(postgresql(), "SELECT setting FROM t_config WHERE name = 'currency'"));
    }

    /**
     * If rows lay elsewhere than the rules say, the order would be found in the count of all and
     * not here.
     */
    @Test
    void everyOrderLiesWhereTheRulesLookForIt() throws SQLException {
        try (Connection connection = postgresql();
                Statement statement = connection.createStatement();
                ResultSet orders =
                        statement.executeQuery(
                                "SELECT order_id, user_id FROM t_order ORDER BY order_id LIMIT 40")) {
            int count = 0;
            while (orders.next()) {
                String sql =
                        "SELECT COUNT(*) FROM t_order WHERE user_id = "
                                + orders.getLong(2)
                                + " AND order_id = "
                                + orders.getLong(1);
                assertEquals("1", single(postgresql(), sql));
                count++;
            }
            assertEquals(40, count);
        }
    }

    @Test
    void anotherPasswordIsRefused() {
        String url = "jdbc:postgresql://127.0.0.1:" + shop.postgresqlPort() + "/shop";
        SQLException refusal =
                assertThrows(
                        SQLException.class,
                        () -> DriverManager.getConnection(url, settings.user, "wrong"));
        assertEquals("28P01", refusal.getSQLState());
    }

    @Test
    void aPasswordIsMadeForEachRun() {
        assertFalse(new Settings().password.equals(new Settings().password));
    }

    @Test
    void leavesNoFileBehind() throws Exception {
        Settings another = new Settings();
        another.mysqlPort = 0;
        another.postgresqlPort = 0;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        QuickStart second =
                QuickStart.start(another, new PrintStream(text, true, StandardCharsets.UTF_8));
        Matcher file =
                Pattern.compile("configuration +(\\S+)")
                        .matcher(text.toString(StandardCharsets.UTF_8));
        assertTrue(file.find());
        assertTrue(Files.exists(Path.of(file.group(1))));
        second.close();
        assertFalse(Files.exists(Path.of(file.group(1)).getParent()));
    }
}
