package io.shardfold.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTimeoutException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Calendar;
import java.util.HashSet;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** JDBC's calls, one by one, against what the backend's own driver does. */
class JdbcCallsTest {

    @Nested
    class OnMariaDb extends Calls {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.MARIADB, 2);

        @Override
        ShardSet databases() {
            return DATABASES;
        }
    }

    @Nested
    class OnPostgresql extends Calls {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.POSTGRESQL, 2);

        @Override
        ShardSet databases() {
            return DATABASES;
        }
    }

    abstract static class Calls extends ShopTests {

        private static final String POINT =
                "SELECT order_id, amount, status, created_at, note FROM t_order"
                        + " WHERE user_id = 3 AND order_id = 10";
        private static final String MERGED =
                "SELECT created_at, COUNT(*) AS n, SUM(amount) AS total, MIN(status) AS s"
                        + " FROM t_order GROUP BY created_at ORDER BY created_at";

        @Test
        void everyGetterOfAPassThroughIsTheDrivers() throws Exception {
            same(
                    (connection, seen) -> {
                        try (Statement statement = connection.createStatement();
                                ResultSet rows = statement.executeQuery(POINT)) {
                            assertTrue(rows.next());
                            seen.add(rows.getLong("ORDER_ID"));
                            seen.add(rows.getObject("amount"));
                            seen.add(rows.getObject(2, BigDecimal.class));
                            seen.add(rows.getString("status"));
                            seen.add(rows.getTimestamp("created_at"));
                            seen.add(rows.getObject(4, LocalDateTime.class));
                            seen.add(rows.getObject("note"));
                            seen.add(rows.findColumn("note"));
                            seen.add(rows.isFirst());
                            seen.add(rows.getRow());
                            seen.add(rows.next());
                            seen.add(rows.isAfterLast());
                        }
                    });
        }

        @Test
        void everyGetterOfAMergedResultAnswersAsTheDriver() throws Exception {
            same((connection, seen) -> mergedGetters(connection, seen));
        }

        private void mergedGetters(Connection connection, Seen seen) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(MERGED)) {
                while (rows.next()) {
                    seen.add(rows.getString(1));
                    seen.add(rows.getTimestamp(1));
                    seen.add(rows.getDate(1));
                    seen.add(rows.getTime(1).toString());
                    seen.add(rows.getObject(1));
                    seen.add(rows.getObject(1, LocalDateTime.class));
                    seen.add(rows.getObject("created_at", LocalDate.class));
                    seen.add(rows.getInt("n"));
                    seen.add(rows.getObject("n"));
                    seen.add(rows.getString("n"));
                    seen.add(rows.getBigDecimal("total"));
                    seen.add(rows.getDouble("total"));
                    seen.add(rows.getString("total"));
                    seen.add(rows.getObject("total"));
                    seen.add(rows.getString("s"));
                    seen.add(rows.getObject("s"));
                }
                seen.add(rows.isAfterLast());
            }
        }

        @Test
        void resultMetaDataSpeaksOfLogicalTables() throws Exception {
            for (String sql : new String[] {POINT, "SELECT * FROM t_order", MERGED}) {
                same(
                        (connection, seen) -> {
                            try (Statement statement = connection.createStatement();
                                    ResultSet rows = statement.executeQuery(sql)) {
                                ResultSetMetaData columns = rows.getMetaData();
                                for (int i = 1; i <= columns.getColumnCount(); i++) {
                                    seen.add(columns.getColumnLabel(i));
                                    seen.add(columns.getColumnName(i));
                                    seen.add(columns.getTableName(i));
                                    seen.add(columns.getColumnType(i));
                                    seen.add(columns.getColumnTypeName(i));
                                    seen.add(columns.getColumnClassName(i));
                                }
                            }
                        });
            }
            try (Connection connection = shop.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM t_order_item")) {
                assertEquals("t_order_item", rows.getMetaData().getTableName(1));
                assertFalse(rows.getMetaData().getCatalogName(1).contains("ds_"));
            }
        }

        @Test
        void valuesOfEveryKindGoToTheirShardAndComeBack() throws Exception {
            same(
                    (connection, seen) -> {
                        connection.setAutoCommit(false);
                        try (PreparedStatement insert =
                                connection.prepareStatement(
                                        "INSERT INTO t_order (order_id, user_id, status, amount,"
                                                + " note, created_at) VALUES (?, ?, ?, ?, ?, ?)")) {
                            insert.setLong(1, 501);
                            insert.setShort(2, (short) 3);
                            insert.setCharacterStream(3, new StringReader("a stream"));
                            insert.setBigDecimal(4, new BigDecimal("12.34"));
                            insert.setAsciiStream(
                                    5,
                                    new ByteArrayInputStream(
                                            "ascii".getBytes(StandardCharsets.US_ASCII)),
                                    5);
                            insert.setTimestamp(
                                    6,
                                    Timestamp.valueOf("2026-05-06 07:08:09"),
                                    Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo")));
                            seen.add(insert.executeUpdate());
                            insert.setObject(1, 502L);
                            insert.setObject(2, "4", Types.INTEGER);
                            insert.setNull(3, Types.VARCHAR);
                            insert.setObject(4, new BigDecimal("9.876"), Types.DECIMAL, 2);
                            insert.setString(5, "n");
                            insert.setObject(6, LocalDateTime.of(2026, 5, 6, 7, 8, 9));
                            seen.add(insert.executeUpdate());
                        }
                        if (connection.getAutoCommit()) {
                            seen.add("unexpected");
                        }
                        try (Statement statement = connection.createStatement();
                                ResultSet rows =
                                        statement.executeQuery(
                                                "SELECT * FROM t_order WHERE order_id > 500"
                                                        + " ORDER BY order_id")) {
                            while (rows.next()) {
                                for (int i = 1; i <= 6; i++) {
                                    seen.add(rows.getObject(i));
                                }
                            }
                        }
                        connection.rollback();
                    });
        }

        @Test
        void aWrongCallIsRefused() throws Exception {
            try (Connection connection = shop.connect();
                    PreparedStatement select =
                            connection.prepareStatement(POINT + " AND note = ?");
                    Statement statement = connection.createStatement()) {
                SQLException unset = assertThrows(SQLException.class, select::executeQuery);
                assertTrue(unset.getMessage().contains("1"), unset.getMessage());
                assertEquals("22023", unset.getSQLState());
                assertThrows(SQLException.class, () -> select.setInt(0, 1));
                assertThrows(SQLException.class, () -> select.setInt(2, 1));
                assertThrows(SQLException.class, () -> statement.setMaxRows(-1));
                assertThrows(SQLException.class, () -> statement.setQueryTimeout(-1));
                assertThrows(SQLException.class, connection::setSavepoint);
                assertThrows(SQLException.class, connection::commit);
                assertThrows(SQLException.class, connection::rollback);
                assertThrows(SQLException.class, () -> select.executeQuery(POINT));
                select.setString(1, "x");
                select.clearParameters();
                assertThrows(SQLException.class, select::executeQuery);
            }
        }

        @Test
        void batchesCountEachSet() throws Exception {
            same(
                    (connection, seen) -> {
                        connection.setAutoCommit(false);
                        try (PreparedStatement update =
                                connection.prepareStatement(
                                        "UPDATE t_order SET note = ? WHERE order_id IN (?, ?)")) {
                            for (int i = 0; i < 5; i++) {
                                update.setString(1, "batch " + i);
                                update.setInt(2, i * 3);
                                update.setInt(3, i * 3 + 1);
                                update.addBatch();
                            }
                            seen.add(update.executeBatch());
                            seen.add(update.executeBatch());
                            update.addBatch();
                            update.clearBatch();
                            seen.add(update.executeBatch());
                        }
                        try (Statement statement = connection.createStatement()) {
                            statement.addBatch("DELETE FROM t_order WHERE user_id = 1");
                            statement.addBatch("UPDATE t_address SET city = 'x' WHERE id < 3");
                            statement.addBatch(
                                    "INSERT INTO t_order (order_id, user_id) VALUES (700, 1)");
                            seen.add(statement.executeBatch());
                        }
                        connection.rollback();
                    });
        }

        @Test
        void aFailedBatchTellsWhatItDid() throws Exception {
            try (Connection connection = shop.connect()) {
                connection.setAutoCommit(false);
                try (PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO t_account (id, owner) VALUES (?, ?)")) {
                    for (int id : new int[] {900, 901, 1, 902}) {
                        insert.setInt(1, id);
                        insert.setString(2, "o");
                        insert.addBatch();
                    }
                    BatchUpdateException failure =
                            assertThrows(BatchUpdateException.class, insert::executeBatch);
                    assertTrue(failure.getSQLState().startsWith("23"), failure.getSQLState());
                    assertTrue(failure.getUpdateCounts().length <= 4);
                    assertTrue(failure.getCause() instanceof SQLException);
                } finally {
                    connection.rollback();
                }
            }
            same(
                    (connection, seen) -> {
                        try (Statement statement = connection.createStatement();
                                ResultSet rows =
                                        statement.executeQuery(
                                                "SELECT COUNT(*) FROM t_account WHERE id >= 900")) {
                            rows.next();
                            seen.add(rows.getLong(1));
                        }
                    });
        }

        /** Each set writes to several shards, so that no shard has a batch of its own. */
        @Test
        void aFailedBatchOverShardsLeavesNothingInPostgresql() throws Exception {
            same(
                    (connection, seen) -> {
                        if (isMySql()) {
                            return;
                        }
                        try (PreparedStatement update =
                                connection.prepareStatement(
                                        "UPDATE t_account SET balance = 1 + balance / ?"
                                                + " WHERE id IN (1, 2)")) {
                            for (long divisor : new long[] {1, 0, 1}) {
                                update.setLong(1, divisor);
                                update.addBatch();
                            }
                            BatchUpdateException failure =
                                    assertThrows(BatchUpdateException.class, update::executeBatch);
                            seen.add(failure.getUpdateCounts());
                            seen.add(failure.getSQLState());
                        }
                        seen.add(connection.getAutoCommit());
                        try (Statement statement = connection.createStatement();
                                ResultSet rows =
                                        statement.executeQuery(
                                                "SELECT balance FROM t_account WHERE id < 3"
                                                        + " ORDER BY id")) {
                            while (rows.next()) {
                                seen.add(rows.getLong(1));
                            }
                        }
                    });
        }

        @Test
        void generatedKeysComeInEveryForm() throws Exception {
            String sql = "INSERT INTO t_account (owner, balance) VALUES (?, ?)";
            Set<Long> keys = new HashSet<>();
            try (Connection connection = shop.connect()) {
                connection.setAutoCommit(false);
                try (PreparedStatement insert =
                        connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
                    insert.setString(1, "k");
                    insert.setLong(2, 1);
                    assertEquals(1, insert.executeUpdate());
                    keys.add(onlyKey(insert));
                    for (int i = 0; i < 3; i++) {
                        insert.setString(1, "batch " + i);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                    try (ResultSet rows = insert.getGeneratedKeys()) {
                        int count = 0;
                        while (rows.next()) {
                            long key = rows.getLong(1);
                            keys.add(key);
                            assertEquals("batch " + count++, ownerOf(connection, key));
                        }
                        assertEquals(3, count);
                    }
                }
                try (PreparedStatement insert =
                        connection.prepareStatement(sql, new String[] {"id"})) {
                    insert.setString(1, "named");
                    insert.setLong(2, 2);
                    assertEquals(1, insert.executeUpdate());
                    keys.add(onlyKey(insert));
                }
                try (Statement insert = connection.createStatement()) {
                    assertEquals(
                            1,
                            insert.executeUpdate(
                                    "INSERT INTO t_account (owner) VALUES ('text')",
                                    Statement.RETURN_GENERATED_KEYS));
                    keys.add(onlyKey(insert));
                    insert.executeUpdate("INSERT INTO t_account (owner) VALUES ('none')");
                    try (ResultSet none = insert.getGeneratedKeys()) {
                        assertFalse(none.next());
                    }
                    assertEquals(
                            2,
                            insert.executeUpdate(
                                    "INSERT INTO t_account (owner) VALUES ('a'), ('b')",
                                    Statement.RETURN_GENERATED_KEYS));
                    try (ResultSet rows = insert.getGeneratedKeys()) {
                        assertTrue(rows.next());
                        assertEquals("a", ownerOf(connection, rows.getLong(1)));
                        assertTrue(rows.next());
                        assertEquals("b", ownerOf(connection, rows.getLong(1)));
                        assertFalse(rows.next());
                    }
                }
                connection.rollback();
            }
            assertEquals(6, keys.size());
        }

        private static long onlyKey(Statement statement) throws SQLException {
            try (ResultSet rows = statement.getGeneratedKeys()) {
                assertTrue(rows.next());
                long key = rows.getLong(1);
                assertEquals(key, rows.getObject(1, Long.class));
                assertFalse(rows.next());
                return key;
            }
        }

        private static String ownerOf(Connection connection, long id) throws SQLException {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT owner FROM t_account WHERE id = ?")) {
                select.setLong(1, id);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? rows.getString(1) : null;
                }
            }
        }

        @Test
        void transactionsCommitRollBackAndGoBackToSavepoints() throws Exception {
            same(
                    (connection, seen) -> {
                        seen.add(connection.getAutoCommit());
                        connection.setAutoCommit(false);
                        try (Statement statement = connection.createStatement()) {
                            seen.add(
                                    statement.executeUpdate(
                                            "UPDATE t_order SET note = 'one' WHERE user_id = 1"));
                            Savepoint first = connection.setSavepoint();
                            seen.add(
                                    statement.executeUpdate(
                                            "UPDATE t_order SET note = 'two' WHERE user_id = 2"));
                            Savepoint named = connection.setSavepoint("Named");
                            seen.add(named.getSavepointName());
                            seen.add(statement.executeUpdate("UPDATE t_order SET note = 'all'"));
                            connection.rollback(named);
                            connection.releaseSavepoint(named);
                            counts(statement, seen);
                            connection.rollback(first);
                            counts(statement, seen);
                            connection.rollback();
                            counts(statement, seen);
                            statement.executeUpdate("DELETE FROM t_order WHERE user_id = 6");
                            counts(statement, seen);
                            connection.rollback();
                            counts(statement, seen);
                        }
                        connection.setAutoCommit(true);
                    });
        }

        private static void counts(Statement statement, Seen seen) throws SQLException {
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT note, COUNT(*) FROM t_order GROUP BY note ORDER BY note")) {
                while (rows.next()) {
                    seen.add(rows.getString(1));
                    seen.add(rows.getLong(2));
                }
            }
        }

        @Test
        void closingAConnectionRollsBack() throws Exception {
            try (Connection connection = shop.connect()) {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    assertEquals(
                            Shop.ORDERS,
                            statement.executeUpdate("UPDATE t_order SET note = 'lost'"));
                }
                assertEquals(2, shop.connectionsInUse());
            }
            shop.assertNothingIsOut();
            try (Connection connection = shop.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery(
                                    "SELECT COUNT(*) FROM t_order WHERE note = 'lost'")) {
                assertTrue(rows.next());
                assertEquals(0, rows.getInt(1));
            }
        }

        @Test
        void aConnectionHoldsNoneOfTheShardsBetweenStatements() throws Exception {
            try (Connection connection = shop.connect();
                    Statement statement = connection.createStatement()) {
                assertEquals(0, shop.connectionsInUse());
                try (ResultSet rows = statement.executeQuery("SELECT * FROM t_order")) {
                    assertTrue(rows.next());
                }
                assertEquals(0, shop.connectionsInUse());
                ResultSet read = statement.executeQuery("SELECT * FROM t_order");
                while (read.next()) {
                    assertFalse(read.getObject(1) == null);
                }
                assertEquals(0, shop.connectionsInUse());
                ResultSet open = statement.executeQuery("SELECT * FROM t_order");
                statement.executeQuery(POINT);
                assertTrue(open.isClosed());
            }
            shop.assertNothingIsOut();
        }

        @Test
        void closingGoesDownwards() throws Exception {
            Connection connection = shop.connect();
            Statement statement = connection.createStatement();
            PreparedStatement prepared = connection.prepareStatement(POINT);
            ResultSet rows = statement.executeQuery("SELECT * FROM t_order");
            ResultSet point = prepared.executeQuery();
            connection.close();
            assertTrue(rows.isClosed());
            assertTrue(point.isClosed());
            assertTrue(statement.isClosed());
            assertTrue(prepared.isClosed());
            assertFalse(connection.isValid(1));
            assertEquals(
                    "08003",
                    assertThrows(SQLException.class, connection::createStatement).getSQLState());
            assertThrows(SQLException.class, prepared::executeQuery);
            connection.close();
        }

        @Test
        void closeOnCompletionClosesWithTheResult() throws Exception {
            try (Connection connection = shop.connect()) {
                Statement statement = connection.createStatement();
                statement.closeOnCompletion();
                assertTrue(statement.isCloseOnCompletion());
                ResultSet first = statement.executeQuery("SELECT * FROM t_order");
                assertTrue(first.next());
                ResultSet second = statement.executeQuery(POINT);
                assertTrue(first.isClosed());
                assertFalse(statement.isClosed());
                second.close();
                assertTrue(statement.isClosed());
            }
        }

        @Test
        void maxRowsAndFetchSizeBoundWhatIsRead() throws Exception {
            for (String sql :
                    new String[] {
                        "SELECT order_id FROM t_order ORDER BY order_id",
                        "SELECT order_id FROM t_order WHERE user_id = 3 ORDER BY order_id"
                    }) {
                same(
                        (connection, seen) -> {
                            try (Statement statement = connection.createStatement()) {
                                statement.setMaxRows(3);
                                statement.setFetchSize(2);
                                seen.add(statement.getMaxRows());
                                seen.add(statement.getFetchSize());
                                try (ResultSet rows = statement.executeQuery(sql)) {
                                    while (rows.next()) {
                                        seen.add(rows.getLong(1));
                                    }
                                }
                                statement.setMaxRows(0);
                                int count = 0;
                                try (ResultSet rows = statement.executeQuery(sql)) {
                                    while (rows.next()) {
                                        count++;
                                    }
                                }
                                seen.add(count);
                            }
                        });
            }
        }

        @Test
        void aStatementThatTakesTooLongEnds() throws Exception {
            String slow =
                    isMySql()
                            ? "SELECT order_id, SLEEP(20) FROM t_order WHERE user_id = 3"
                            : "SELECT order_id, pg_sleep(20) FROM t_order WHERE user_id = 3";
            try (Connection connection = shop.connect();
                    Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(1);
                SQLException error =
                        assertThrows(
                                SQLException.class,
                                () -> {
                                    try (ResultSet rows = statement.executeQuery(slow)) {
                                        while (rows.next()) {
                                            assertFalse(rows.wasNull());
                                        }
                                    }
                                });
                assertTrue(
                        error instanceof SQLTimeoutException || "57014".equals(error.getSQLState()),
                        error.toString());
                statement.setQueryTimeout(0);
                try (ResultSet rows = statement.executeQuery(POINT)) {
                    assertTrue(rows.next());
                }
            }
        }

        @Test
        void cancelEndsWhatRuns() throws Exception {
            String slow =
                    isMySql()
                            ? "SELECT order_id, SLEEP(20) FROM t_order"
                            : "SELECT order_id, pg_sleep(20) FROM t_order";
            ExecutorService other = Executors.newSingleThreadExecutor();
            try (Connection connection = shop.connect();
                    Statement statement = connection.createStatement()) {
                CountDownLatch started = new CountDownLatch(1);
                Future<SQLException> end =
                        other.submit(
                                () -> {
                                    started.countDown();
                                    try (ResultSet rows = statement.executeQuery(slow)) {
                                        while (rows.next()) {
                                            assertFalse(rows.wasNull());
                                        }
                                        return null;
                                    } catch (SQLException error) {
                                        return error;
                                    }
                                });
                started.await();
                while (!end.isDone()) {
                    // The statement may not have reached its shards yet: then it isn't running.
                    statement.cancel();
                    Thread.onSpinWait();
                }
                assertTrue(end.get() != null, "the statement ended by itself");
                try (ResultSet rows = statement.executeQuery(POINT)) {
                    assertTrue(rows.next());
                }
            } finally {
                other.shutdownNow();
            }
        }

        @Test
        void aResultThatScrollsGoesWhereItIsSent() throws Exception {
            same(
                    (connection, seen) -> {
                        try (Statement statement =
                                        connection.createStatement(
                                                ResultSet.TYPE_SCROLL_INSENSITIVE,
                                                ResultSet.CONCUR_READ_ONLY);
                                ResultSet rows =
                                        statement.executeQuery(
                                                "SELECT order_id, amount, created_at FROM t_order"
                                                        + " ORDER BY order_id LIMIT 10")) {
                            seen.add(rows.getType() == ResultSet.TYPE_SCROLL_INSENSITIVE);
                            seen.add(rows.isBeforeFirst());
                            seen.add(rows.last());
                            seen.add(rows.getRow());
                            seen.add(rows.getLong(1));
                            seen.add(rows.isLast());
                            seen.add(rows.first());
                            seen.add(rows.getString(2));
                            seen.add(rows.getString(3));
                            seen.add(rows.getTimestamp(3));
                            seen.add(rows.absolute(-2));
                            seen.add(rows.getLong(1));
                            seen.add(rows.relative(-3));
                            seen.add(rows.getLong(1));
                            seen.add(rows.previous());
                            seen.add(rows.getLong(1));
                            seen.add(rows.absolute(100));
                            seen.add(rows.isAfterLast());
                            seen.add(rows.absolute(0));
                            seen.add(rows.isBeforeFirst());
                            seen.add(rows.next());
                            seen.add(rows.getLong(1));
                        }
                    });
        }

        @Test
        void settingsOfAConnectionHold() throws Exception {
            same(
                    (connection, seen) -> {
                        seen.add(connection.getTransactionIsolation());
                        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                        seen.add(connection.getTransactionIsolation());
                        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                        seen.add(connection.getTransactionIsolation());
                        seen.add(connection.isReadOnly());
                        connection.setAutoCommit(true);
                        connection.setReadOnly(true);
                        seen.add(connection.isReadOnly());
                        connection.setReadOnly(false);
                        seen.add(connection.isReadOnly());
                        seen.add(connection.isValid(5));
                        seen.add(connection.getWarnings());
                        seen.add(connection.isClosed());
                    });
        }

        @Test
        void isolationReachesTheShards() throws Exception {
            try (Connection connection = shop.connect();
                    Statement statement = connection.createStatement()) {
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                connection.setAutoCommit(false);
                String asked =
                        isMySql()
                                ? "/* SHARDFOLD_HINT: DATA_SOURCE_NAME=ds_1 */ SELECT"
                                        + " trx_isolation_level FROM information_schema.innodb_trx"
                                        + " WHERE trx_mysql_thread_id = connection_id()"
                                : "SELECT current_setting('transaction_isolation') FROM t_order"
                                        + " WHERE user_id = 3 AND order_id = 10";
                statement.executeUpdate("UPDATE t_order SET note = 'isolated' WHERE user_id = 3");
                try (ResultSet rows = statement.executeQuery(asked)) {
                    assertTrue(rows.next());
                    assertEquals(
                            "SERIALIZABLE", rows.getString(1).toUpperCase(java.util.Locale.ROOT));
                }
                connection.rollback();
            }
        }

        @Test
        void aReadOnlyConnectionDoesNotWrite() throws Exception {
            try (Connection connection = shop.connect();
                    Statement statement = connection.createStatement()) {
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
                SQLException error =
                        assertThrows(
                                SQLException.class,
                                () -> statement.executeUpdate("UPDATE t_order SET note = 'w'"));
                assertEquals("25006", error.getSQLState());
                connection.rollback();
            }
        }

        @Test
        void errorsKeepTheDriversCodesAndClass() throws Exception {
            String duplicate = "INSERT INTO t_account (id, owner) VALUES (1, 'again')";
            same(
                    (connection, seen) -> {
                        try (Statement statement = connection.createStatement()) {
                            SQLException error =
                                    assertThrows(
                                            SQLException.class,
                                            () -> statement.executeUpdate(duplicate));
                            seen.add(error.getClass());
                            seen.add(error.getSQLState());
                            seen.add(error.getErrorCode());
                        }
                    });
            if (isMySql()) {
                try (Connection connection = shop.connect();
                        Statement statement = connection.createStatement()) {
                    assertThrows(
                            SQLIntegrityConstraintViolationException.class,
                            () -> statement.executeUpdate(duplicate));
                }
            }
        }

        @Test
        void theWrongKindOfExecutionIsRefusedBeforeItHasAnEffect() throws Exception {
            try (Connection connection = shop.connect();
                    Statement statement = connection.createStatement()) {
                assertThrows(
                        SQLException.class,
                        () -> statement.executeQuery("DELETE FROM t_account WHERE id = 1"));
                assertEquals("owner-1", ownerOf(connection, 1));
                assertThrows(SQLException.class, () -> statement.executeUpdate(POINT));
                assertTrue(statement.execute(POINT));
                assertEquals(-1, statement.getUpdateCount());
                assertFalse(statement.getMoreResults());
                assertEquals(-1, statement.getUpdateCount());
                assertFalse(
                        statement.execute("UPDATE t_account SET owner = owner WHERE id = 12345"));
                assertEquals(0, statement.getUpdateCount());
                assertNull(statement.getResultSet());
            }
        }

        @Test
        void whatIsNotSupportedSaysSo() throws Exception {
            try (Connection connection = shop.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT order_id FROM t_order")) {
                assertTrue(rows.next());
                notSupported(() -> rows.updateInt(1, 1));
                notSupported(() -> rows.deleteRow());
                notSupported(() -> connection.createStruct("t", new Object[0]));
                notSupported(() -> statement.setCursorName("c"));
            }
        }

        private interface Call {
            void run() throws SQLException;
        }

        private static void notSupported(Call call) {
            SQLException error = assertThrows(SQLFeatureNotSupportedException.class, call::run);
            assertEquals("0A000", error.getSQLState());
        }

        @Test
        void wrappersOpenUp() throws Exception {
            try (Connection connection = shop.connect();
                    PreparedStatement statement = connection.prepareStatement(POINT);
                    ResultSet rows = statement.executeQuery()) {
                assertSame(connection, connection.unwrap(Connection.class));
                assertTrue(statement.isWrapperFor(PreparedStatement.class));
                assertTrue(rows.next());
                Class<?> drivers =
                        Class.forName(
                                isMySql()
                                        ? "com.mysql.cj.jdbc.result.ResultSetImpl"
                                        : "org.postgresql.jdbc.PgResultSet");
                assertTrue(rows.isWrapperFor(drivers));
                assertTrue(drivers.isInstance(rows.unwrap(drivers)));
                assertThrows(SQLException.class, () -> connection.unwrap(String.class));
            }
        }

        @Test
        void databaseMetaDataSpeaksOfLogicalTables() throws Exception {
            Set<String> tables = new HashSet<>();
            try (Connection connection = shop.connect()) {
                try (ResultSet rows =
                        connection
                                .getMetaData()
                                .getTables(null, null, "%", new String[] {"TABLE"})) {
                    while (rows.next()) {
                        tables.add(rows.getString("TABLE_NAME"));
                    }
                }
            }
            assertEquals(
                    Set.of("t_order", "t_order_item", "t_account", "t_address", "t_config"),
                    tables);
            same(
                    (connection, seen) -> {
                        try (ResultSet rows =
                                connection.getMetaData().getColumns(null, null, "t\\_order", "%")) {
                            while (rows.next()) {
                                seen.add(rows.getString("TABLE_NAME"));
                                seen.add(rows.getString("COLUMN_NAME"));
                                seen.add(rows.getInt("DATA_TYPE"));
                                seen.add(rows.getInt("COLUMN_SIZE"));
                                seen.add(rows.getInt("NULLABLE"));
                                seen.add(rows.getInt("ORDINAL_POSITION"));
                            }
                        }
                        try (ResultSet rows =
                                connection
                                        .getMetaData()
                                        .getPrimaryKeys(
                                                connection.getCatalog(), null, "t_order_item")) {
                            while (rows.next()) {
                                seen.add(rows.getString("TABLE_NAME"));
                                seen.add(rows.getString("COLUMN_NAME"));
                            }
                        }
                        seen.add(connection.getMetaData().getIdentifierQuoteString());
                        seen.add(connection.getMetaData().supportsTransactions());
                        seen.add(connection.getMetaData().getDatabaseProductName());
                    });
        }

        @Test
        void preparedStatementsTellWhatTheyTakeAndGive() throws Exception {
            try (Connection connection = shop.connect();
                    PreparedStatement statement =
                            connection.prepareStatement(
                                    "SELECT order_id AS k, amount FROM t_order"
                                            + " WHERE user_id = ? AND order_id = ?")) {
                ResultSetMetaData columns = statement.getMetaData();
                assertEquals(2, columns.getColumnCount());
                assertEquals("k", columns.getColumnLabel(1));
                assertEquals(Types.BIGINT, columns.getColumnType(1));
                assertEquals(2, statement.getParameterMetaData().getParameterCount());
                assertThrows(SQLException.class, statement::executeQuery);
            }
        }

        @Test
        void valuesMadeByTheApplicationGoWhereTheyBelong() throws Exception {
            try (Connection connection = shop.connect()) {
                if (!isMySql()) {
                    java.sql.Array array =
                            connection.createArrayOf("bigint", new Object[] {1L, 9L, 10L});
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT order_id FROM t_order WHERE order_id = ANY (?)"
                                            + " ORDER BY order_id")) {
                        select.setArray(1, array);
                        try (ResultSet rows = select.executeQuery()) {
                            long sum = 0;
                            while (rows.next()) {
                                sum += rows.getLong(1);
                            }
                            assertEquals(20, sum);
                        }
                    }
                } else {
                    connection.setAutoCommit(false);
                    java.sql.Clob clob = connection.createClob();
                    clob.setString(1, "a clob");
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "UPDATE t_address SET city = ? WHERE id = ?")) {
                        update.setClob(1, clob);
                        update.setInt(2, 1);
                        assertEquals(1, update.executeUpdate());
                    }
                    try (Statement statement = connection.createStatement();
                            ResultSet rows =
                                    statement.executeQuery(
                                            "SELECT city FROM t_address WHERE id = 1")) {
                        assertTrue(rows.next());
                        assertEquals("a clob", rows.getString(1));
                        assertEquals("a clob", rows.getClob(1).getSubString(1, 6));
                    }
                    connection.rollback();
                }
            }
        }

        @Test
        void severalStatementsInOneTextAreOneTransactionInPostgresql() throws Exception {
            if (isMySql()) {
                try (Connection connection = shop.connect();
                        Statement statement = connection.createStatement()) {
                    SQLException error =
                            assertThrows(
                                    SQLException.class,
                                    () -> statement.execute("SELECT 1; SELECT 2"));
                    assertEquals(1064, error.getErrorCode());
                }
                return;
            }
            same(
                    (connection, seen) -> {
                        try (Statement statement = connection.createStatement()) {
                            seen.add(
                                    statement.execute(
                                            "SELECT COUNT(*) FROM t_order; UPDATE t_account SET"
                                                    + " owner = owner; SELECT 'a;b'"));
                            seen.add(statement.getUpdateCount());
                            seen.add(statement.getMoreResults());
                            seen.add(statement.getUpdateCount());
                            seen.add(statement.getMoreResults());
                            ResultSet rows = statement.getResultSet();
                            rows.next();
                            seen.add(rows.getString(1));
                            seen.add(statement.getMoreResults());
                            seen.add(statement.getUpdateCount());
                            seen.error(
                                    () ->
                                            statement.execute(
                                                    "UPDATE t_account SET owner = 'half';"
                                                            + " SELECT 1/0"));
                        }
                        try (Statement statement = connection.createStatement();
                                ResultSet rows =
                                        statement.executeQuery(
                                                "SELECT COUNT(*) FROM t_account"
                                                        + " WHERE owner = 'half'")) {
                            rows.next();
                            seen.add(rows.getInt(1));
                        }
                    });
        }

        @Test
        void datesAreDatesInEveryZone() throws Exception {
            same(
                    (connection, seen) -> {
                        try (PreparedStatement select =
                                connection.prepareStatement(
                                        "SELECT COUNT(*) FROM t_order WHERE created_at >= ?"
                                                + " AND created_at < ?")) {
                            select.setDate(1, Date.valueOf("2026-02-01"));
                            select.setTimestamp(2, Timestamp.valueOf("2026-04-01 00:00:00"));
                            try (ResultSet rows = select.executeQuery()) {
                                rows.next();
                                seen.add(rows.getLong(1));
                            }
                            select.setObject(1, LocalDate.of(2026, 2, 1));
                            select.setObject(2, LocalDateTime.of(2026, 4, 1, 0, 0));
                            try (ResultSet rows = select.executeQuery()) {
                                rows.next();
                                seen.add(rows.getLong(1));
                            }
                        }
                    });
        }
    }
}
