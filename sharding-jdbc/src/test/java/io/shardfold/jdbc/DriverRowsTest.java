package io.shardfold.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What one shard's driver does itself when its rows are passed on: writing through them, generated
 * keys, warnings, and settings of the connection beneath.
 */
class DriverRowsTest {

    @Nested
    class OnMariaDb extends Rows {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.MARIADB, 2);

        @Override
        ShardSet databases() {
            return DATABASES;
        }
    }

    @Nested
    class OnPostgresql extends Rows {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.POSTGRESQL, 2);

        @Override
        ShardSet databases() {
            return DATABASES;
        }
    }

    abstract static class Rows extends ShopTests {

        private static final String ONE_USER =
                "SELECT order_id, user_id, status, note FROM t_order"
                        + " WHERE user_id = 3 AND order_id = 10";

        @Test
        void rowsOfOneShardAreWrittenThrough() throws Exception {
            same(
                    (connection, seen) -> {
                        connection.setAutoCommit(false);
                        try (Statement statement =
                                        connection.createStatement(
                                                ResultSet.TYPE_SCROLL_SENSITIVE,
                                                ResultSet.CONCUR_UPDATABLE);
                                ResultSet rows = statement.executeQuery(ONE_USER)) {
                            seen.add(rows.getConcurrency());
                            seen.add(rows.next());
                            rows.updateString("note", "through");
                            rows.updateString(3, "SENT");
                            rows.updateRow();
                            seen.add(rows.getString("note"));
                            rows.moveToInsertRow();
                            rows.updateLong(1, 9_010);
                            rows.updateInt(2, 3);
                            rows.updateNull("status");
                            rows.updateString("note", "inserted");
                            rows.insertRow();
                            rows.moveToCurrentRow();
                            seen.add(rows.getLong(1));
                            seen.add(rows.first());
                            seen.add(rows.isFirst());
                            seen.add(rows.isBeforeFirst());
                            seen.add(rows.absolute(1));
                        }
                        notes(connection, seen);
                        try (PreparedStatement statement =
                                connection.prepareStatement(
                                        "SELECT order_id, note FROM t_order WHERE user_id = ?"
                                                + " AND order_id = ?",
                                        ResultSet.TYPE_FORWARD_ONLY,
                                        ResultSet.CONCUR_UPDATABLE)) {
                            statement.setInt(1, 3);
                            statement.setLong(2, 9_010);
                            try (ResultSet rows = statement.executeQuery()) {
                                seen.add(rows.next());
                                rows.deleteRow();
                            }
                        }
                        notes(connection, seen);
                        connection.rollback();
                    });
        }

        private static void notes(Connection connection, Seen seen) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery(
                                    "SELECT order_id, status, note FROM t_order WHERE user_id = 3"
                                            + " ORDER BY order_id")) {
                while (rows.next()) {
                    seen.add(rows.getLong(1));
                    seen.add(rows.getString(2));
                    seen.add(rows.getString(3));
                }
            }
        }

        @Test
        void mergedRowsAreReadOnlyAndSaySo() throws Exception {
            try (Connection connection = shop.connect();
                    Statement statement =
                            connection.createStatement(
                                    ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE);
                    ResultSet rows =
                            statement.executeQuery("SELECT order_id FROM t_order ORDER BY 1")) {
                assertEquals(ResultSet.CONCUR_READ_ONLY, rows.getConcurrency());
                assertEquals(ResultSet.TYPE_SCROLL_INSENSITIVE, rows.getType());
                assertNotNull(statement.getWarnings());
                assertTrue(rows.last());
                assertEquals(Shop.ORDERS, rows.getRow());
                assertThrows(SQLFeatureNotSupportedException.class, () -> rows.updateLong(1, 1));
                assertThrows(SQLFeatureNotSupportedException.class, rows::deleteRow);
                assertThrows(SQLFeatureNotSupportedException.class, rows::insertRow);
            }
        }

        @Test
        void theEndOfTheTransactionClosesRowsThatAreWritten() throws Exception {
            try (Connection connection = shop.connect()) {
                connection.setAutoCommit(false);
                try (Statement statement =
                                connection.createStatement(
                                        ResultSet.TYPE_SCROLL_INSENSITIVE,
                                        ResultSet.CONCUR_UPDATABLE);
                        ResultSet rows = statement.executeQuery(ONE_USER)) {
                    assertTrue(rows.next());
                    assertEquals(1, shop.connectionsInUse());
                    connection.commit();
                    assertEquals(0, shop.connectionsInUse());
                    assertThrows(SQLException.class, () -> rows.updateString(3, "x"));
                    assertThrows(SQLException.class, rows::next);
                    assertThrows(SQLException.class, () -> rows.getString(1));
                }
            }
        }

        @Test
        void generatedKeysAreWhatTheDriverGives() throws Exception {
            same(
                    (connection, seen) -> {
                        connection.setAutoCommit(false);
                        String insert = "INSERT INTO t_account (id, owner) VALUES (?, ?)";
                        try (PreparedStatement statement =
                                connection.prepareStatement(
                                        insert, Statement.RETURN_GENERATED_KEYS)) {
                            statement.setLong(1, 5_001);
                            statement.setString(2, "keys");
                            seen.add(statement.executeUpdate());
                            if (!isMySql()) {
                                keys(statement, seen);
                            }
                            for (int i = 0; i < 4; i++) {
                                statement.setLong(1, 5_010 + i);
                                statement.setString(2, "batch " + i);
                                statement.addBatch();
                            }
                            seen.add(statement.executeBatch());
                            if (!isMySql()) {
                                keys(statement, seen);
                            }
                        }
                        if (!isMySql()) {
                            try (PreparedStatement statement =
                                    connection.prepareStatement(
                                            insert, new String[] {"owner", "id"})) {
                                for (int i = 0; i < 3; i++) {
                                    statement.setLong(1, 5_020 + i);
                                    statement.setString(2, "named " + i);
                                    statement.addBatch();
                                }
                                seen.add(statement.executeBatch());
                                keys(statement, seen);
                            }
                            try (Statement statement = connection.createStatement()) {
                                seen.add(
                                        statement.executeUpdate(
                                                "UPDATE t_account SET owner = 'u' WHERE id = 5001",
                                                Statement.RETURN_GENERATED_KEYS));
                                keys(statement, seen);
                                seen.add(
                                        statement.execute(
                                                "DELETE FROM t_account WHERE id = 5001",
                                                new String[] {"id"}));
                                keys(statement, seen);
                                seen.error(
                                        () ->
                                                statement.executeUpdate(
                                                        "DELETE FROM t_account WHERE id = 5010",
                                                        new int[] {1}));
                            }
                        }
                        connection.rollback();
                    });
        }

        private static void keys(Statement statement, Seen seen) throws SQLException {
            try (ResultSet keys = statement.getGeneratedKeys()) {
                ResultSetMetaData columns = keys.getMetaData();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    seen.add(columns.getColumnLabel(i));
                }
                while (keys.next()) {
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        seen.add(keys.getObject(i));
                    }
                }
            }
        }

        @Test
        void warningsAreTheServers() throws Exception {
            same(
                    (connection, seen) -> {
                        try (Statement statement = connection.createStatement()) {
                            seen.add(statement.getWarnings());
                            if (isMySql()) {
                                statement.execute("SELECT CAST('12x' AS SIGNED)");
                            } else {
                                statement.execute(
                                        "DO $$ BEGIN RAISE WARNING 'beware'; RAISE NOTICE 'well';"
                                                + " END $$");
                            }
                            for (Throwable one = statement.getWarnings();
                                    one != null;
                                    one = ((java.sql.SQLWarning) one).getNextWarning()) {
                                seen.add(one.getMessage());
                                seen.add(((java.sql.SQLWarning) one).getSQLState());
                            }
                            statement.clearWarnings();
                            seen.add(statement.getWarnings());
                        }
                    });
        }

        @Test
        void textIsCutToTheMostThatIsAskedFor() throws Exception {
            for (String sql :
                    new String[] {
                        "SELECT city, id FROM t_address WHERE id = 1",
                        "SELECT owner, id FROM t_account ORDER BY owner, id"
                    }) {
                try (Connection connection = shop.connect();
                        Statement statement = connection.createStatement()) {
                    statement.setMaxFieldSize(3);
                    assertEquals(3, statement.getMaxFieldSize());
                    try (ResultSet rows = statement.executeQuery(sql)) {
                        assertTrue(rows.next());
                        assertEquals(3, rows.getString(1).length());
                        assertEquals(3, ((String) rows.getObject(1)).length());
                        assertEquals(3, rows.getObject(1, String.class).length());
                        char[] read = new char[10];
                        assertEquals(3, rows.getCharacterStream(1).read(read));
                        assertTrue(rows.getLong(2) > 0);
                    }
                }
            }
        }

        @Test
        void aNetworkTimeoutHoldsWhileTheShardsAreHeld() throws Exception {
            ExecutorService executor = Executors.newSingleThreadExecutor();
            try (Connection connection = shop.connect()) {
                assertEquals(0, connection.getNetworkTimeout());
                connection.setNetworkTimeout(executor, 60_000);
                assertEquals(60_000, connection.getNetworkTimeout());
                assertThrows(SQLException.class, () -> connection.setNetworkTimeout(executor, -1));
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(ONE_USER)) {
                    assertTrue(rows.next());
                    Connection shards =
                            rows.unwrap(
                                            Class.forName(
                                                            isMySql()
                                                                    ? "com.mysql.cj.jdbc.result.ResultSetImpl"
                                                                    : "org.postgresql.jdbc.PgResultSet")
                                                    .asSubclass(ResultSet.class))
                                    .getStatement()
                                    .getConnection();
                    assertEquals(60_000, shards.getNetworkTimeout());
                }
            } finally {
                executor.shutdown();
            }
            try (Connection connection = shop.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(ONE_USER)) {
                assertTrue(rows.next());
            }
        }

        @Test
        void aKeptStatementSeesWhatOthersDo() throws Exception {
            try (Connection connection = shop.connect();
                    PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT amount, note FROM t_order WHERE user_id = ? AND"
                                            + " order_id = ?");
                    PreparedStatement update =
                            connection.prepareStatement(
                                    "UPDATE t_order SET note = ?, amount = ? WHERE user_id = ? AND"
                                            + " order_id = ?")) {
                for (int i = 0; i < 12; i++) {
                    update.setString(1, i % 3 == 0 ? null : "kept " + i);
                    update.setBigDecimal(2, BigDecimal.valueOf(i));
                    update.setInt(3, 3);
                    update.setLong(4, 17);
                    assertEquals(1, update.executeUpdate());
                    select.setInt(1, 3);
                    select.setLong(2, 17);
                    if (i % 4 == 1) {
                        select.setMaxRows(1);
                    } else {
                        select.setMaxRows(0);
                    }
                    try (ResultSet rows = select.executeQuery()) {
                        assertTrue(rows.next());
                        assertEquals(0, BigDecimal.valueOf(i).compareTo(rows.getBigDecimal(1)));
                        if (i % 3 == 0) {
                            assertNull(rows.getString("note"));
                        } else {
                            assertEquals("kept " + i, rows.getString("note"));
                        }
                        assertFalse(rows.next());
                        assertEquals("amount", rows.getMetaData().getColumnLabel(1));
                    }
                    assertEquals(0, shop.connectionsInUse());
                }
            }
        }

        @Test
        void oneTextIsReadTwiceAtOnce() throws Exception {
            try (Connection connection = shop.connect()) {
                connection.setAutoCommit(false);
                String sql = "SELECT order_id FROM t_order WHERE user_id = ? AND order_id < ?";
                try (PreparedStatement first = connection.prepareStatement(sql);
                        PreparedStatement second = connection.prepareStatement(sql)) {
                    first.setInt(1, 3);
                    first.setInt(2, 40);
                    second.setInt(1, 3);
                    second.setInt(2, 20);
                    int firstCount = 0;
                    int secondCount = 0;
                    try (ResultSet outer = first.executeQuery()) {
                        while (outer.next()) {
                            firstCount++;
                            try (ResultSet inner = second.executeQuery()) {
                                while (inner.next()) {
                                    secondCount++;
                                }
                            }
                        }
                    }
                    // 3, 10, 17, 24, 31, 38.
                    assertEquals(6, firstCount);
                    assertEquals(18, secondCount);
                }
                connection.rollback();
            }
        }
    }
}
