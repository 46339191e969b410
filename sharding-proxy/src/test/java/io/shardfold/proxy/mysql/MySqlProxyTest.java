package io.shardfold.proxy.mysql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.core.config.ConfigurationLoader;
import io.shardfold.core.config.Findings;
import io.shardfold.core.config.ServerConfiguration;
import io.shardfold.core.session.Database;
import io.shardfold.proxy.Endpoint;
import io.shardfold.proxy.Endpoint.Protocol;
import io.shardfold.proxy.ProxyServer;
import io.shardfold.proxy.ProxySettings;
import io.shardfold.proxy.Tls;
import io.shardfold.proxy.client.Limits;
import io.shardfold.proxy.client.User;
import io.shardfold.proxy.client.Users;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.Oracle;
import io.shardfold.testkit.ShardSet;
import io.shardfold.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real drivers through the proxy to shards on MariaDB. */
class MySqlProxyTest {

    @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.MARIADB, 2);

    /** A driver, and how it sends statements with parameters. */
    enum Driver {
        CONNECTOR_J_TEXT("jdbc:mysql", "?useServerPrepStmts=false"),
        CONNECTOR_J_BINARY("jdbc:mysql", "?useServerPrepStmts=true&allowMultiQueries=true"),
        CONNECTOR_J_TLS("jdbc:mysql", "?sslMode=REQUIRED"),
        MARIADB_TEXT("jdbc:mariadb", "?useServerPrepStmts=false"),
        MARIADB_BINARY("jdbc:mariadb", "?useServerPrepStmts=true&allowMultiQueries=true");

        private final String scheme;
        private final String options;

        Driver(String scheme, String options) {
            this.scheme = scheme;
            this.options = options;
        }

        Connection connect(String more) throws SQLException {
            String tls =
                    options.contains("sslMode") || scheme.endsWith("mariadb")
                            ? ""
                            : "&sslMode=DISABLED";
            return DriverManager.getConnection(
                    scheme
                            + "://127.0.0.1:"
                            + server.port(Protocol.MYSQL)
                            + "/shop"
                            + options
                            + tls
                            + more,
                    "app",
                    "secret");
        }

        Connection connect() throws SQLException {
            return connect("");
        }

        /** To the database that gives the right answers, with the same driver and options. */
        Connection connectUnsharded() throws SQLException {
            TestDatabase database = DATABASES.unsharded();
            String address = database.jdbcUrl().replaceFirst("jdbc:[a-z]+(://[^?]+).*", "$1");
            return DriverManager.getConnection(
                    scheme + address + options.replace("sslMode=REQUIRED", "sslMode=DISABLED"),
                    database.user(),
                    database.password());
        }
    }

    private static final String RULES =
            """
            rules:
            - !SHARDING
              tables:
                t_order:
                  actualDataNodes: ds_${0..1}.t_order_${0..1}
                  tableStrategy:
                    standard: {shardingColumn: order_id, shardingAlgorithmName: order_tables}
                t_item:
                  actualDataNodes: ds_${0..1}.t_item_${0..1}
                  tableStrategy:
                    standard: {shardingColumn: order_id, shardingAlgorithmName: item_tables}
                t_types:
                  actualDataNodes: ds_${0..1}.t_types
                  databaseStrategy:
                    standard: {shardingColumn: id, shardingAlgorithmName: by_id}
                t_num:
                  actualDataNodes: ds_${0..1}.t_num
                  databaseStrategy:
                    standard: {shardingColumn: id, shardingAlgorithmName: by_id}
                t_long:
                  actualDataNodes: ds_${0..1}.t_long
                  databaseStrategy:
                    standard: {shardingColumn: id, shardingAlgorithmName: by_id}
              bindingTables: ["t_order,t_item"]
              defaultDatabaseStrategy:
                standard: {shardingColumn: user_id, shardingAlgorithmName: by_user}
              shardingAlgorithms:
                by_user: {type: INLINE, props: {algorithm-expression: "ds_${user_id % 2}"}}
                by_id: {type: INLINE, props: {algorithm-expression: "ds_${id % 2}"}}
                order_tables: {type: INLINE, props: {algorithm-expression: "t_order_${order_id % 2}"}}
                item_tables: {type: INLINE, props: {algorithm-expression: "t_item_${order_id % 2}"}}
            - !BROADCAST
              tables: [t_region]
            - !SINGLE
              tables: ["*.*"]
              defaultDataSource: ds_0
            """;

    private static final String ORDER =
            "(order_id bigint primary key, user_id int not null, total decimal(10,2), note varchar(40))";
    private static final String ITEM =
            "(item_id bigint primary key, order_id bigint not null, user_id int not null, amount int)";
    private static final String TYPES =
            "(id int primary key, i1 tinyint, b bool, i2 smallint unsigned, i3 mediumint, u4 int unsigned, i8 bigint, u8 bigint"
                    + " unsigned, f float, d double, n decimal(20,5), dt date, ti time(3), dtm datetime, dtm6 datetime(6), ts timestamp"
                    + " null, y year, c char(5), v varchar(20), tx text, bi binary(4), vb varbinary(9), bl blob, e"
                    + " enum('red','green'), s set('a','b'), j json, bt bit(10))";
    private static final String NUM = "(id int primary key, n int unsigned, s int)";
    private static final String LONG = "(id int primary key, s longtext)";

    private static Database shop;
    private static Database other;
    private static ProxyServer server;

    @BeforeAll
    static void start() throws SQLException {
        for (int i = 0; i < 2; i++) {
            DATABASES.onEveryShard(
                    "CREATE TABLE t_order_" + i + ORDER, "CREATE TABLE t_item_" + i + ITEM);
        }
        DATABASES.unsharded().execute("CREATE TABLE t_order" + ORDER, "CREATE TABLE t_item" + ITEM);
        DATABASES.onEveryDatabase(
                "CREATE TABLE t_types" + TYPES,
                "CREATE TABLE t_num" + NUM,
                "CREATE TABLE t_long" + LONG,
                "CREATE TABLE t_region (id int primary key, name varchar(20))");
        DATABASES
                .shard(0)
                .execute("CREATE TABLE t_auto (id bigint auto_increment primary key, v int)");
        DATABASES
                .unsharded()
                .execute("CREATE TABLE t_auto (id bigint auto_increment primary key, v int)");
        shop = Database.open(configuration("shop").databases().get(0), Map.of(), true);
        other = Database.open(configuration("other").databases().get(0), Map.of(), true);
        server =
                ProxyServer.start(
                        new ProxySettings(
                                new Users(List.of(User.of("app", "secret"))),
                                Limits.DEFAULT,
                                Tls.selfSigned(),
                                false,
                                2,
                                64),
                        List.of(new Endpoint(Protocol.MYSQL, "127.0.0.1", 0)),
                        List.of(shop, other));
        try (Oracle oracle = DATABASES.oracle(Driver.CONNECTOR_J_TEXT::connect)) {
            for (int i = 1; i <= 40; i++) {
                oracle.sameAsUnsharded(
                        "INSERT INTO t_order VALUES (?, ?, ?, ?)",
                        i,
                        i % 7,
                        i * 1.25,
                        "note " + i % 3);
                oracle.sameAsUnsharded(
                        "INSERT INTO t_item VALUES (?, ?, ?, ?)", i, i, i % 7, i % 5);
            }
            oracle.sameAsUnsharded("INSERT INTO t_region VALUES (1, 'north'), (2, 'south')");
            for (int i = 1; i <= 4; i++) {
                oracle.sameAsUnsharded(
                        "INSERT INTO t_types VALUES ("
                                + i
                                + ", -1, true, 65535, -8388608, 4294967295, -9223372036854775808, 18446744073709551615,"
                                + " 1.5, 2.5e100, -12.34500, '2024-02-29', '14:22:59.125', '2024-02-29 00:00:00', '2024-02-29"
                                + " 12:34:56.000001', '2024-02-29 12:34:56', 2024, 'ab', 'caf\u00e9 \ud83d\ude00', 'text', x'00ff',"
                                + " x'0102', x'deadbeef', 'green', 'a,b', '{\"k\": 1}', b'1000000001')");
            }
            oracle.sameAsUnsharded("INSERT INTO t_types (id) VALUES (5)");
        }
    }

    private static ServerConfiguration configuration(String name) {
        StringBuilder yaml = new StringBuilder("databaseName: " + name + "\ndataSources:\n");
        for (int i = 0; i < 2; i++) {
            yaml.append("  ds_").append(i).append(":\n");
            yaml.append("    url: ").append(DATABASES.shard(i).jdbcUrl()).append("\n");
            yaml.append("    username: ").append(DATABASES.shard(i).user()).append("\n");
            yaml.append("    password: '").append(DATABASES.shard(i).password()).append("'\n");
            yaml.append("    maxPoolSize: 20\n");
        }
        Findings findings = new Findings();
        ServerConfiguration configuration =
                ConfigurationLoader.proxy(
                        "global.yaml", "", Map.of("database-shop.yaml", yaml + RULES), findings);
        findings.throwIfError();
        return configuration;
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        for (Database database : Arrays.asList(shop, other)) {
            if (database != null) {
                database.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void answersAsOneDatabase(Driver driver) throws SQLException {
        try (Oracle oracle = DATABASES.oracle(driver::connect)) {
            oracle.sameAsUnshardedInBothForms(
                    "SELECT order_id, total, note FROM t_order WHERE user_id = ? ORDER BY order_id",
                    3);
            oracle.sameAsUnsharded(
                    "SELECT order_id, total FROM t_order ORDER BY total DESC, order_id LIMIT 5");
            oracle.sameAsUnsharded(
                    "SELECT user_id, COUNT(*) AS c, SUM(total) s FROM t_order GROUP BY user_id ORDER BY user_id");
            oracle.sameAsUnshardedInBothForms(
                    "SELECT o.note, i.amount FROM t_order o JOIN t_item i ON o.order_id = i.order_id AND"
                            + " o.user_id = i.user_id WHERE o.order_id = ?",
                    7);
            oracle.sameAsUnsharded("SELECT name FROM t_region ORDER BY id");
            oracle.sameAsUnsharded("SELECT 1");
            oracle.sameAsUnsharded("SELECT NULL, 'x' AS `y z`, 1.5, NOW() IS NOT NULL");
            oracle.sameErrorAsUnsharded("SELECT nothing FROM t_order");
            oracle.sameErrorAsUnsharded("SELECT * FROM t_nothing");
            oracle.sameErrorAsUnsharded("SELEC 1");
            oracle.sameErrorAsUnsharded("INSERT INTO t_order VALUES (1, 1, 1, 'twice')");
            oracle.sameAsUnsharded("SELECT COUNT(*) FROM t_order");
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void givesEveryTypeAsTheDatabaseDoes(Driver driver) throws SQLException {
        try (Connection tested = driver.connect();
                Connection unsharded = driver.connectUnsharded()) {
            sameResults(tested, unsharded, "SELECT * FROM t_types WHERE id = ?", 2);
            sameResults(tested, unsharded, "SELECT * FROM t_types WHERE id = ?", 5);
            sameResults(tested, unsharded, "SELECT * FROM t_types WHERE id > ? ORDER BY id", 0);
            sameResults(
                    tested,
                    unsharded,
                    "SELECT MIN(u8), MAX(dtm6), SUM(n), AVG(i3), MAX(v) FROM t_types WHERE id < ?",
                    100);
            if (driver.scheme.equals("jdbc:mysql")) {
                // The shards' driver keeps for itself how long a literal's number is.
                sameResults(
                        tested,
                        unsharded,
                        "SELECT 1, NULL, 'x', 1.5, 1e0, x'41', NOW() > '2000-01-01' FROM t_region WHERE id = ?",
                        1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void storesWhatWasBound(Driver driver) throws SQLException {
        int id = 100 + driver.ordinal() * 10;
        Object[] values = {
            id,
            (byte) -5,
            true,
            65535,
            4294967295L,
            Long.MIN_VALUE,
            // Connector/J has no binary form for a BigInteger of this size.
            "18446744073709551615",
            0.1,
            new java.math.BigDecimal("-0.00001"),
            java.time.LocalDate.of(1999, 12, 31),
            java.sql.Time.valueOf("23:59:58"),
            java.time.LocalDateTime.of(2024, 2, 29, 1, 2, 3, 456_000_000),
            "caf\u00e9 \ud83d\ude00 '\\",
            new byte[] {0, (byte) 0xff, '\'', '\\'}
        };
        try (Connection tested = driver.connect();
                Connection unsharded = driver.connectUnsharded()) {
            for (Connection connection : List.of(tested, unsharded)) {
                try (PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO t_types (id, i1, b, i2, u4, i8, u8, d, n, dt, ti, dtm6, v, bl) VALUES (?, ?,"
                                        + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                    for (int i = 0; i < values.length; i++) {
                        insert.setObject(i + 1, values[i]);
                    }
                    assertEquals(1, insert.executeUpdate());
                }
            }
            sameResults(tested, unsharded, "SELECT * FROM t_types WHERE id = ?", id);
            sameResults(tested, unsharded, "SELECT u8, v FROM t_types WHERE id = ?", id);
            for (Connection connection : List.of(tested, unsharded)) {
                try (Statement delete = connection.createStatement()) {
                    assertEquals(1, delete.executeUpdate("DELETE FROM t_types WHERE id = " + id));
                }
            }
        }
    }

    /** The same driver gives the same values, in every form, and the same description of them. */
    private static void sameResults(
            Connection tested, Connection unsharded, String sql, Object parameter)
            throws SQLException {
        assertEquals(
                String.join("\n", result(unsharded, sql, parameter)),
                String.join("\n", result(tested, sql, parameter)));
    }

    /**
     * JSON is told to MariaDB's driver by an extension that isn't offered. What makes a boolean of
     * a TINYINT(1) is its length, which the shards' driver keeps for itself.
     */
    private static boolean isToldOtherwise(String column, Connection connection)
            throws SQLException {
        return column.equals("b")
                || column.equals("j")
                        && connection.getMetaData().getDriverName().contains("MariaDB");
    }

    private static List<String> result(Connection connection, String sql, Object parameter)
            throws SQLException {
        List<String> lines = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                ResultSetMetaData columns = rows.getMetaData();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    if (isToldOtherwise(columns.getColumnLabel(i), connection)) {
                        continue;
                    }
                    lines.add(
                            columns.getColumnLabel(i)
                                    + ": "
                                    + columns.getColumnType(i)
                                    + " "
                                    + columns.getColumnTypeName(i)
                                    + " "
                                    + columns.getColumnClassName(i)
                                    + " precision "
                                    + columns.getPrecision(i)
                                    + " scale "
                                    + columns.getScale(i)
                                    + " size "
                                    + columns.getColumnDisplaySize(i)
                                    + " signed "
                                    + columns.isSigned(i)
                                    + " of "
                                    + columns.getTableName(i)
                                    + "."
                                    + columns.getColumnName(i));
                }
                while (rows.next()) {
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        Object value =
                                columns.getColumnLabel(i).equals("b")
                                        ? rows.getInt(i)
                                        : rows.getObject(i);
                        lines.add(
                                columns.getColumnLabel(i)
                                        + " = "
                                        + (value instanceof byte[] bytes
                                                ? Arrays.toString(bytes)
                                                : rows.getString(i) + " " + value));
                    }
                }
            }
        }
        return lines;
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void aBoundIntegerHasItsOwnSign(Driver driver) throws SQLException {
        int id = driver.ordinal() * 2;
        try (Oracle oracle = DATABASES.oracle(driver::connect)) {
            SQLException refused =
                    oracle.sameErrorAsUnsharded("INSERT INTO t_num VALUES (?, ?, ?)", id, -1, -1);
            assertEquals(1264, refused.getErrorCode());
            oracle.sameAsUnsharded("INSERT INTO t_num VALUES (?, ?, ?)", id, 5L, (short) -1);
            oracle.sameAsUnsharded(
                    "INSERT INTO t_num VALUES (?, ?, ?)", id + 1, (byte) 5, (byte) -1);
            oracle.sameAsUnsharded(
                    "SELECT * FROM t_num WHERE id IN (?, ?) ORDER BY id", id, id + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void autocommitOffOpensATransaction(Driver driver) throws SQLException {
        try (Connection connection = driver.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET autocommit=0");
            statement.executeUpdate("INSERT INTO t_num VALUES (1001, 1, 1)");
            statement.executeUpdate("INSERT INTO t_num VALUES (1002, 1, 1)");
            statement.execute("ROLLBACK");
            assertEquals(0, count(statement, "SELECT COUNT(*) FROM t_num WHERE id > 1000"));
            statement.executeUpdate("INSERT INTO t_num VALUES (1003, 1, 1)");
            statement.execute("SET autocommit=1");
            assertEquals(1, count(statement, "SELECT COUNT(*) FROM t_num WHERE id > 1000"));
            statement.executeUpdate("DELETE FROM t_num WHERE id > 1000");
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void driversCommitAndRollBack(Driver driver) throws SQLException {
        try (Connection connection = driver.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO t_num VALUES (2001, 1, 1), (2002, 2, 2)");
            connection.rollback();
            statement.executeUpdate("INSERT INTO t_num VALUES (2003, 1, 1), (2004, 2, 2)");
            connection.commit();
            connection.setAutoCommit(true);
            assertEquals(2, count(statement, "SELECT COUNT(*) FROM t_num WHERE id > 2000"));
            statement.executeUpdate("DELETE FROM t_num WHERE id > 2000");
        }
    }

    private static int count(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getInt(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void namesAreTheLogicalOnes(Driver driver) throws SQLException {
        try (Connection connection = driver.connect();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT MAX(o.order_id) AS id, o.user_id AS k FROM t_order o WHERE o.user_id > ? GROUP BY"
                                        + " o.user_id")) {
            statement.setInt(1, 0);
            ResultSetMetaData columns = statement.executeQuery().getMetaData();
            assertEquals("id", columns.getColumnLabel(1));
            assertEquals("", columns.getTableName(1));
            assertEquals("k", columns.getColumnLabel(2));
            assertEquals(
                    "user_id",
                    driver.scheme.endsWith("mariadb") ? "user_id" : columns.getColumnName(2));
            assertEquals(
                    "t_order",
                    driver.scheme.endsWith("mariadb") ? "t_order" : columns.getTableName(2));
            assertEquals("shop", columns.getCatalogName(2));
        }
    }

    @Test
    void packetsOf16MiBAndMoreGoBothWays() throws SQLException {
        try (Connection connection = Driver.CONNECTOR_J_BINARY.connect();
                Connection text = Driver.CONNECTOR_J_TEXT.connect();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO t_long VALUES (?, ?)");
                PreparedStatement insertText =
                        text.prepareStatement("INSERT INTO t_long VALUES (?, ?)");
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT s, LENGTH(s), MD5(s) FROM t_long WHERE id = ?")) {
            int id = 0;
            for (int length : new int[] {0xffffff - 40, 0xffffff - 38, 0xffffff, 20_000_000}) {
                String value = "x".repeat(length - 1) + "y";
                for (PreparedStatement one : List.of(insert, insertText)) {
                    one.setInt(1, ++id);
                    one.setString(2, value);
                    assertEquals(1, one.executeUpdate());
                    select.setInt(1, id);
                    try (ResultSet rows = select.executeQuery()) {
                        assertTrue(rows.next());
                        assertEquals(length, rows.getInt(2));
                        assertTrue(value.equals(rows.getString(1)), "the value that comes back");
                    }
                }
            }
            try (Statement delete = text.createStatement()) {
                assertEquals(id, delete.executeUpdate("DELETE FROM t_long"));
            }
        }
    }

    @Test
    void aStatementOfJustOnePacketGoesThrough() throws Exception {
        try (RawClient client = new RawClient(server.port(Protocol.MYSQL))) {
            assertTrue(client.login("app", "secret", "shop").isOk());
            // COM_QUERY of exactly 2^24-1 bytes, and so an empty chunk behind it.
            String start = "SELECT LENGTH('";
            String end = "')";
            int length = 0xffffff - 1 - start.length() - end.length();
            byte[] query = ("\u0003" + start + "z".repeat(length) + end).getBytes();
            assertEquals(0xffffff, query.length);
            client.send(0, query);
            client.send(1, new byte[0]);
            RawClient.Answer count = client.read();
            assertEquals(2, count.sequence());
            assertArrayEquals(new byte[] {1}, count.payload());
            client.read();
            assertEquals(String.valueOf(length), client.read().text().substring(1));
            client.read();
        }
    }

    /**
     * CLIENT_FOUND_ROWS is the client's choice: the driver has it unless useAffectedRows is set.
     */
    @Test
    void anUpdateCountsMatchedOrChangedRowsAsTheClientAsked() throws SQLException {
        try (Connection matched = Driver.CONNECTOR_J_TEXT.connect();
                Connection changed = Driver.CONNECTOR_J_TEXT.connect("&useAffectedRows=true");
                Statement byMatched = matched.createStatement();
                Statement byChanged = changed.createStatement()) {
            byMatched.executeUpdate("INSERT INTO t_num VALUES (5001,1,1),(5002,1,2),(5003,1,3)");
            String update = "UPDATE t_num SET s = 2 WHERE id IN (5001, 5002, 5003)";
            assertEquals(2, byChanged.executeUpdate(update));
            assertEquals(0, byChanged.executeUpdate(update));
            assertEquals(3, byMatched.executeUpdate(update));
            byMatched.executeUpdate("DELETE FROM t_num WHERE id > 5000 AND id < 5010");
        }
    }

    @Test
    void severalStatementsGiveSeveralResults() throws SQLException {
        for (Driver driver : List.of(Driver.CONNECTOR_J_BINARY, Driver.MARIADB_BINARY)) {
            try (Connection connection = driver.connect();
                    Statement statement = connection.createStatement()) {
                assertFalse(
                        statement.execute(
                                "INSERT INTO t_num VALUES (3001,1,1);INSERT INTO t_num VALUES (3002,2,2);"
                                        + "UPDATE t_num SET s = 9 WHERE id = 3001;"
                                        + "SELECT COUNT(*) FROM t_num WHERE id > 3000"));
                assertEquals(1, statement.getUpdateCount());
                assertFalse(statement.getMoreResults());
                assertEquals(1, statement.getUpdateCount());
                assertFalse(statement.getMoreResults());
                assertEquals(1, statement.getUpdateCount());
                assertTrue(statement.getMoreResults());
                try (ResultSet rows = statement.getResultSet()) {
                    assertTrue(rows.next());
                    assertEquals(2, rows.getInt(1));
                }
                assertFalse(statement.getMoreResults());
                assertEquals(-1, statement.getUpdateCount());
                assertThrows(
                        SQLException.class,
                        () -> statement.execute("SELECT 1; SELEC 2; DELETE FROM t_num"));
                assertEquals(2, statement.executeUpdate("DELETE FROM t_num WHERE id > 3000"));
            }
        }
    }

    @Test
    void rewrittenBatchesArrive() throws SQLException {
        try (Connection connection =
                        Driver.CONNECTOR_J_TEXT.connect("&rewriteBatchedStatements=true");
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO t_num VALUES (?, ?, ?)");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 6; i++) {
                insert.setInt(1, 4001 + i);
                insert.setInt(2, i);
                insert.setInt(3, -i);
                insert.addBatch();
            }
            insert.executeBatch();
            for (int i = 0; i < 6; i++) {
                statement.addBatch("UPDATE t_num SET s = 7 WHERE id = " + (4001 + i));
            }
            assertEquals(6, statement.executeBatch().length);
            assertEquals(
                    6, count(statement, "SELECT COUNT(*) FROM t_num WHERE id > 4000 AND s = 7"));
            statement.executeUpdate("DELETE FROM t_num WHERE id > 4000");
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void generatedKeysAndLastInsertIdAreTheSessions(Driver driver) throws SQLException {
        try (Connection one = driver.connect();
                Connection two = driver.connect();
                Statement first = one.createStatement();
                Statement second = two.createStatement()) {
            first.executeUpdate(
                    "INSERT INTO t_auto(v) VALUES (1)", Statement.RETURN_GENERATED_KEYS);
            second.executeUpdate(
                    "INSERT INTO t_auto(v) VALUES (2)", Statement.RETURN_GENERATED_KEYS);
            long firstId;
            try (ResultSet keys = first.getGeneratedKeys()) {
                assertTrue(keys.next());
                firstId = keys.getLong(1);
            }
            try (ResultSet rows = first.executeQuery("SELECT LAST_INSERT_ID()")) {
                assertTrue(rows.next());
                assertEquals(firstId, rows.getLong(1));
            }
            try (ResultSet rows =
                    first.executeQuery("SELECT v FROM t_auto WHERE id = LAST_INSERT_ID()")) {
                assertTrue(rows.next());
                assertEquals(1, rows.getInt(1));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void whatTheSessionIsIsAnsweredByTheProxy(Driver driver) throws SQLException {
        try (Connection connection = driver.connect();
                Statement statement = connection.createStatement()) {
            assertEquals("shop", text(statement, "SELECT DATABASE()"));
            assertEquals("app@localhost", text(statement, "SELECT USER()"));
            assertEquals(
                    "app@%", text(statement, "SELECT CURRENT_USER() FROM t_region WHERE id = 1"));
            assertEquals("app@%", text(statement, "select current_user"));
            assertEquals("other", text(statement, "SHOW DATABASES LIKE 'oth%'"));
            statement.execute("USE other");
            assertEquals("other", text(statement, "SELECT DATABASE() AS d LIMIT 1"));
            SQLException unknown =
                    assertThrows(SQLException.class, () -> statement.execute("USE nowhere"));
            assertEquals(1049, unknown.getErrorCode());
            connection.setCatalog("shop");
            assertEquals("shop", text(statement, "SELECT DATABASE()"));
            assertTrue(connection.isValid(5));
            assertEquals(40, count(statement, "SELECT COUNT(*) FROM t_order"));
            assertTrue(text(statement, "SELECT @@version_comment LIMIT 1") != null);
            assertTrue(text(statement, "SELECT VERSION()").contains("MariaDB"));
            assertEquals("1", text(statement, "SELECT @@autocommit"));
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next(), sql);
            String text = rows.getString(1);
            assertFalse(rows.next(), sql);
            return text;
        }
    }

    @Test
    void settingsGoAlongToAnotherDatabase() throws SQLException {
        try (Connection connection = Driver.CONNECTOR_J_TEXT.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET sql_mode = 'ANSI_QUOTES'");
            statement.execute("USE other");
            assertEquals(
                    "3", text(statement, "SELECT \"order_id\" FROM t_order WHERE order_id = 3"));
            connection.setAutoCommit(false);
            statement.executeUpdate("UPDATE t_region SET name = 'x' WHERE id = 1");
            SQLException refused =
                    assertThrows(SQLException.class, () -> statement.execute("USE shop"));
            assertEquals(1568, refused.getErrorCode());
            connection.rollback();
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void timeoutsAndCancelReachTheShards(Driver driver) throws Exception {
        try (Connection connection = driver.connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThrows(
                    SQLException.class,
                    () -> statement.executeQuery("SELECT SLEEP(30) FROM t_order"));
            statement.setQueryTimeout(0);
            assertEquals(40, count(statement, "SELECT COUNT(*) FROM t_order"));
        }
    }

    @Test
    void killQueryEndsAStatementOfAnotherConnection() throws Exception {
        try (RawClient victim = new RawClient(server.port(Protocol.MYSQL));
                Connection killer = Driver.CONNECTOR_J_TEXT.connect();
                Statement statement = killer.createStatement()) {
            assertTrue(victim.login("app", "secret", "shop").isOk());
            victim.send(0, "\u0003SELECT SLEEP(60) FROM t_order".getBytes());
            while (true) {
                try (ResultSet list = statement.executeQuery("SHOW FULL PROCESSLIST")) {
                    boolean runs = false;
                    while (list.next()) {
                        runs |=
                                list.getInt("Id") == victim.connectionId()
                                        && "Query".equals(list.getString("Command"));
                    }
                    if (runs) {
                        break;
                    }
                }
            }
            RawClient.Answer answer;
            do {
                // One that comes before the statement has begun on a shard ends nothing.
                do {
                    statement.execute("KILL QUERY " + victim.connectionId());
                } while (!victim.answersWithin(200));
                answer = victim.read();
            } while (!answer.isError());
            assertEquals(1317, answer.errorNumber());
            assertTrue(victim.command(0x0e, "").isOk());
        }
    }

    @Test
    void anErrorLeavesTheConnectionUsable() throws Exception {
        try (RawClient client = new RawClient(server.port(Protocol.MYSQL))) {
            assertTrue(client.login("app", "secret", "shop").isOk());
            assertEquals(1064, client.query("SELECT FROM WHERE").errorNumber());
            assertEquals(1146, client.query("SELECT * FROM nothing").errorNumber());
            assertEquals(1300, errorOf(client, Hex.bytes("03 53 45 4c 45 43 54 20 27 ff 27")));
            assertEquals(
                    1235,
                    client.query("LOAD DATA LOCAL INFILE 'x' INTO TABLE t_order").errorNumber());
            assertEquals(1235, client.query("LOCK TABLES t_order READ").errorNumber());
            RawClient.Answer warnings = client.query("SHOW WARNINGS");
            assertFalse(warnings.isError());
            for (int i = 0; i < 3; i++) {
                client.read();
            }
            assertTrue(client.read().text().contains("1235"));
            client.read();
            assertTrue(client.command(0x0e, "").isOk());
        }
    }

    private static int errorOf(RawClient client, byte[] payload) throws Exception {
        client.send(0, payload);
        return client.read().errorNumber();
    }

    @Test
    void fieldListGivesTheColumnsOfALogicalTable() throws Exception {
        try (RawClient client = new RawClient(server.port(Protocol.MYSQL))) {
            assertTrue(client.login("app", "secret", "shop").isOk());
            client.send(0, "\u0004t_order\0%id".getBytes());
            assertTrue(client.read().text().contains("order_id"));
            assertTrue(client.read().text().contains("user_id"));
            assertEquals((byte) 0xfe, client.read().payload()[0]);
            client.send(0, "\u0004nothing\0".getBytes());
            assertEquals(1146, client.read().errorNumber());
        }
    }

    @Test
    void resetConnectionForgetsTheSession() throws Exception {
        try (RawClient client = new RawClient(server.port(Protocol.MYSQL))) {
            assertTrue(client.login("app", "secret", "shop").isOk());
            assertTrue(client.query("SET autocommit = 0").isOk());
            RawClient.Answer inserted = client.query("INSERT INTO t_num VALUES (5001, 1, 1)");
            // In a transaction, not in autocommit mode.
            assertEquals(1, inserted.payload()[3]);
            RawClient.Answer reset = client.command(0x1f, "");
            assertEquals(2, reset.payload()[3]);
            client.query("SELECT COUNT(*) FROM t_num WHERE id = 5001");
            client.read();
            assertEquals("0", client.read().text().substring(1));
            client.read();
        }
    }

    @Test
    void textsComeInTheCharacterSetThatTheClientAsksFor() throws Exception {
        try (RawClient client = new RawClient(server.port(Protocol.MYSQL))) {
            assertTrue(client.login("app", "secret", "shop").isOk());
            assertTrue(client.query("SET NAMES latin1").isOk());
            client.send(0, Hex.bytes("03 53 45 4c 45 43 54 20 27 e9 27"));
            client.read();
            client.read();
            assertArrayEquals(Hex.bytes("01 e9"), client.read().payload());
            client.read();
            assertEquals(1115, client.query("SET NAMES klingon").errorNumber());
            assertTrue(client.query("SET NAMES utf8mb4 COLLATE utf8mb4_bin").isOk());
            client.query("SELECT 'a' = 'A'");
            client.read();
            assertEquals("0", client.read().text().substring(1));
            client.read();
        }
    }

    @Test
    void whatADriverSendsForMetadataIsAnswered() throws SQLException {
        for (Driver driver : List.of(Driver.CONNECTOR_J_TEXT, Driver.MARIADB_TEXT)) {
            try (Connection connection = driver.connect()) {
                assertTrue(
                        connection.getMetaData().getDatabaseProductVersion().contains("MariaDB"));
                assertNull(connection.getWarnings());
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                assertEquals(
                        Connection.TRANSACTION_READ_COMMITTED,
                        connection.getTransactionIsolation());
            }
        }
    }

    @Test
    void aClientThatGoesEndsItsStatement() throws Exception {
        try (Connection watcher = Driver.CONNECTOR_J_TEXT.connect();
                Statement statement = watcher.createStatement()) {
            RawClient client = new RawClient(server.port(Protocol.MYSQL));
            assertTrue(client.login("app", "secret", "shop").isOk());
            client.send(0, "\u0003SELECT SLEEP(120) FROM t_order WHERE order_id = 1".getBytes());
            client.close();
            int id = client.connectionId();
            boolean there = true;
            while (there) {
                there = false;
                try (ResultSet list = statement.executeQuery("SHOW PROCESSLIST")) {
                    while (list.next()) {
                        there |= list.getInt("Id") == id;
                    }
                }
            }
        }
    }
}
