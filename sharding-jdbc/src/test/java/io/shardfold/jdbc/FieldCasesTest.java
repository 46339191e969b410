package io.shardfold.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import io.shardfold.testkit.TestDatabase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults that users of such systems have met, each with the right answer. */
class FieldCasesTest {

    @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.MARIADB, 3);

    /** A table in every data source of two, sharded by a column modulo 2. */
    private static String byModulo(String table, String column, String more) {
        return """
                rules:
                - !SHARDING
                  tables:
                    %1$s:
                      actualDataNodes: ds_${0..1}.%1$s
                      databaseStrategy:
                        standard: {shardingColumn: %2$s, shardingAlgorithmName: by_modulo}
                %3$s
                  shardingAlgorithms:
                    by_modulo: {type: INLINE, props: {algorithm-expression: 'ds_${%2$s %% 2}'}}
                  keyGenerators:
                    snowflake: {type: SNOWFLAKE}
                """
                .formatted(table, column, more);
    }

    private static List<Object> column(Connection connection, String sql) throws SQLException {
        List<Object> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getObject(1));
            }
        }
        return values;
    }

    private static List<Object> onShard(int index, String sql) throws SQLException {
        try (Connection connection = DATABASES.shard(index).connect()) {
            return column(connection, sql);
        }
    }

    @Test
    void aKeyHasOnePlaceWhateverItsJavaType() throws Exception {
        for (int i = 0; i < 2; i++) {
            DATABASES
                    .shard(i)
                    .execute(
                            "CREATE TABLE t_h_" + i + " (k BIGINT PRIMARY KEY, v INT)",
                            "CREATE TABLE t_h_" + (i + 2) + " (k BIGINT PRIMARY KEY, v INT)");
        }
        String rules =
                """
                rules:
                - !SHARDING
                  autoTables:
                    t_h:
                      actualDataSources: ds_0,ds_1
                      shardingStrategy:
                        standard: {shardingColumn: k, shardingAlgorithmName: by_hash}
                  shardingAlgorithms:
                    by_hash: {type: HASH_MOD, props: {sharding-count: 4}}
                """;
        try (TestedDatabase tested = TestedDatabase.open(DATABASES, rules);
                Connection connection = tested.connect()) {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO t_h VALUES (?, 1)")) {
                insert.setInt(1, -1);
                assertEquals(1, insert.executeUpdate());
                for (Object again : new Object[] {-1L, -1, (short) -1, BigInteger.valueOf(-1)}) {
                    insert.setObject(1, again);
                    SQLException error = assertThrows(SQLException.class, insert::executeUpdate);
                    assertEquals(1062, error.getErrorCode());
                }
            }
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT v FROM t_h WHERE k = ?")) {
                for (Object key :
                        new Object[] {
                            -1L, -1, (short) -1, new BigDecimal(-1), BigInteger.valueOf(-1)
                        }) {
                    select.setObject(1, key);
                    try (ResultSet rows = select.executeQuery()) {
                        assertTrue(rows.next(), key.getClass().getName());
                        assertEquals(1, rows.getInt(1));
                    }
                }
            }
            assertEquals(List.of(1), column(connection, "SELECT v FROM t_h WHERE k = -1"));
        }
    }

    @Test
    void generatedKeysAreThoseOfTheLastExecution() throws Exception {
        create("t_g", "(id BIGINT PRIMARY KEY, v INT)");
        String rules =
                byModulo(
                        "t_g",
                        "id",
                        "      keyGenerateStrategy: {column: id, keyGeneratorName: snowflake}");
        try (TestedDatabase tested = TestedDatabase.open(DATABASES, rules);
                Connection connection = tested.connect();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO t_g(v) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
            Set<Long> keys = new HashSet<>();
            int value = 0;
            for (int count : new int[] {2, 3}) {
                List<Integer> values = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    insert.setInt(1, ++value);
                    values.add(value);
                    insert.addBatch();
                }
                insert.executeBatch();
                assertEquals(values, valuesOf(connection, insert, keys));
            }
            insert.setInt(1, ++value);
            insert.executeUpdate();
            assertEquals(List.of(value), valuesOf(connection, insert, keys));
            assertEquals(6, keys.size());
        }
    }

    /** The rows' v, in the order of the generated keys. */
    private static List<Integer> valuesOf(
            Connection connection, Statement insert, Set<Long> allKeys) throws SQLException {
        List<Integer> values = new ArrayList<>();
        try (ResultSet keys = insert.getGeneratedKeys()) {
            while (keys.next()) {
                long key = keys.getLong(1);
                allKeys.add(key);
                for (Object v : column(connection, "SELECT v FROM t_g WHERE id = " + key)) {
                    values.add((Integer) v);
                }
            }
        }
        return values;
    }

    @Test
    void batchCountsAreThoseOfTheLogicalStatements() throws Exception {
        for (int i = 0; i < 2; i++) {
            create("t_b_" + i, "(id INT PRIMARY KEY, s VARCHAR(5))");
        }
        String rules =
                """
                rules:
                - !SHARDING
                  tables:
                    t_b:
                      actualDataNodes: ds_${0..1}.t_b_${0..1}
                      databaseStrategy:
                        standard: {shardingColumn: id, shardingAlgorithmName: databases}
                      tableStrategy:
                        standard: {shardingColumn: id, shardingAlgorithmName: tables}
                  shardingAlgorithms:
                    databases: {type: INLINE, props: {algorithm-expression: 'ds_${id % 2}'}}
                    tables:
                      type: INLINE
                      props: {algorithm-expression: 't_b_${id.intdiv(2) % 2}'}
                """;
        try (TestedDatabase tested = TestedDatabase.open(DATABASES, rules);
                Connection connection = tested.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO t_b VALUES (1, NULL), (2, NULL), (3, NULL), (4, NULL)");
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE t_b SET s = ? WHERE id IN (?, ?, ?, ?)")) {
                Object[][] sets = {
                    {"a", 1, 2, 3, 4}, {"b", 1, 1, 1, 1}, {"c", 99, 99, 99, 99},
                };
                for (Object[] set : sets) {
                    for (int i = 0; i < set.length; i++) {
                        update.setObject(i + 1, set[i]);
                    }
                    update.addBatch();
                }
                assertArrayEquals(new int[] {4, 1, 0}, update.executeBatch());
            }
            assertEquals(
                    List.of("b", "a", "a", "a"),
                    column(connection, "SELECT s FROM t_b ORDER BY id"));
        }
    }

    @Test
    void aWriteToABroadcastTableCountsOnce() throws Exception {
        DATABASES.onEveryShard("CREATE TABLE t_dict (id INT PRIMARY KEY, v INT)");
        String rules = "rules:\n- !BROADCAST\n  tables: [t_dict]\n";
        try (TestedDatabase tested = TestedDatabase.open(DATABASES, rules);
                Connection connection = tested.connect();
                Statement statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate("INSERT INTO t_dict VALUES (1, 1)"));
            assertEquals(List.of(1L), column(connection, "SELECT COUNT(*) FROM t_dict"));
            assertEquals(1, statement.executeUpdate("UPDATE t_dict SET v = 2 WHERE id = 1"));
            assertEquals(1, statement.executeUpdate("DELETE FROM t_dict WHERE id = 1"));
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO t_dict VALUES (?, ?)")) {
                insert.setInt(1, 1);
                insert.setInt(2, 1);
                insert.addBatch();
                assertArrayEquals(new int[] {1}, insert.executeBatch());
            }
            for (int i = 0; i < 3; i++) {
                assertEquals(List.of(1L), onShard(i, "SELECT COUNT(*) FROM t_dict"));
            }
        }
    }

    @Test
    void aTemporalColumnOfAMergedResultIsReadAsTheDriverDoes() throws Exception {
        create("t_ts", "(id INT PRIMARY KEY, at DATETIME(3))");
        DATABASES.unsharded().execute("CREATE TABLE t_ts (id INT PRIMARY KEY, at DATETIME(3))");
        String insert =
                "INSERT INTO t_ts VALUES (1, '2026-03-01 08:00:00.120'),"
                        + " (2, '2026-03-01 08:00:00.120')";
        DATABASES.unsharded().execute(insert);
        try (TestedDatabase tested = TestedDatabase.open(DATABASES, byModulo("t_ts", "id", ""));
                Connection connection = tested.connect();
                Connection unsharded = DATABASES.unsharded().connect();
                Statement statement = connection.createStatement()) {
            assertEquals(2, statement.executeUpdate(insert));
            assertEquals(temporals(unsharded), temporals(connection));
        }
    }

    private static List<Object> temporals(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT at, COUNT(*) AS n FROM t_ts WHERE at BETWEEN ? AND ? GROUP BY at")) {
            select.setTimestamp(1, Timestamp.valueOf("2026-03-01 00:00:00"));
            select.setObject(2, LocalDateTime.of(2026, 3, 2, 0, 0));
            try (ResultSet rows = select.executeQuery()) {
                List<Object> seen = new ArrayList<>();
                while (rows.next()) {
                    seen.add(rows.getString(1));
                    seen.add(rows.getTimestamp(1));
                    seen.add(rows.getDate(1));
                    seen.add(rows.getTime(1));
                    seen.add(rows.getObject(1));
                    seen.add(rows.getObject(1, LocalDateTime.class));
                    seen.add(rows.getObject(1, ZonedDateTime.class));
                    seen.add(rows.getInt("n"));
                }
                return seen;
            }
        }
    }

    @Test
    void anUnderscoreInATableNameIsNoWildcard() throws Exception {
        create("u_v", "(id INT PRIMARY KEY, a INT)");
        create("uxv", "(id INT PRIMARY KEY, b INT, z INT)");
        String[] rules = {
            byModulo("u_v", "id", "") + "- !SINGLE\n  tables: ['ds_0.uxv']\n",
            "rules:\n- !SINGLE\n  tables: ['ds_0.u_v', 'ds_0.uxv']\n",
        };
        for (String rule : rules) {
            try (TestedDatabase tested = TestedDatabase.open(DATABASES, rule);
                    Connection connection = tested.connect();
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO u_v VALUES (1,2)");
                try (ResultSet rows = statement.executeQuery("SELECT * FROM u_v")) {
                    assertEquals(2, rows.getMetaData().getColumnCount());
                    assertTrue(rows.next());
                    assertEquals(2, rows.getInt("a"));
                }
                statement.executeUpdate("DELETE FROM u_v");
                List<String> columns = new ArrayList<>();
                try (ResultSet rows =
                        connection.getMetaData().getColumns(null, null, "u\\_v", "%")) {
                    while (rows.next()) {
                        columns.add(
                                rows.getString("TABLE_NAME") + "." + rows.getString("COLUMN_NAME"));
                    }
                }
                assertEquals(List.of("u_v.id", "u_v.a"), columns);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    - !SHARDING | - !SHARDINGS | SHARDING
                    - !SHARDING | - tables: {}\\n- !SHARDING | rules
                    actualDataNodes | actualDataNode | actualDataNodes
                    shardingAlgorithmName: by_modulo | shardingAlgorithmName: by_modul | by_modul
                    shardingColumn: id | shardingColumn: no_such | no_such
                    ds_${0..1} | ds_${0..7} | ds_3
                    type: INLINE | type: INLIN | INLINE
                    databaseStrategy | dataBaseStrategy | databaseStrategy
                    """)
    void aWrongConfigurationIsRefusedAtStart(String right, String wrong, String named)
            throws Exception {
        create("t_cfg", "(id INT PRIMARY KEY)");
        String rules = byModulo("t_cfg", "id", "");
        assertTrue(rules.contains(right));
        String broken = rules.replace(right, wrong.replace("\\n", "\n"));
        SQLException error =
                assertThrows(
                        SQLException.class, () -> TestedDatabase.open(DATABASES, broken).close());
        assertTrue(error.getMessage().contains(named), error.getMessage());
    }

    @Test
    void rulesAsAMapAreRefused() {
        String rules = "rules:\n  tables:\n    t: {actualDataNodes: 'ds_${0..1}.t'}\n";
        SQLException error =
                assertThrows(
                        SQLException.class, () -> TestedDatabase.open(DATABASES, rules).close());
        assertTrue(error.getMessage().contains("rules"), error.getMessage());
    }

    @Test
    void aTableThatNoRuleNamesIsFoundOrItsRuleIsShown() throws Exception {
        create("t_ruled", "(id INT PRIMARY KEY)");
        DATABASES.shard(0).execute("CREATE TABLE t_plain (id INT PRIMARY KEY)");
        try (TestedDatabase tested = TestedDatabase.open(DATABASES, byModulo("t_ruled", "id", ""));
                Connection connection = tested.connect()) {
            try {
                assertEquals(List.of(0L), column(connection, "SELECT COUNT(*) FROM t_plain"));
            } catch (SQLException error) {
                assertTrue(error.getMessage().contains("t_plain"), error.getMessage());
                assertTrue(error.getMessage().contains("ds_0"), error.getMessage());
                assertTrue(error.getMessage().contains("!SINGLE"), error.getMessage());
            }
        }
        String withSingles = byModulo("t_ruled", "id", "") + "- !SINGLE\n  tables: ['*.*']\n";
        try (TestedDatabase tested = TestedDatabase.open(DATABASES, withSingles);
                Connection connection = tested.connect()) {
            assertEquals(List.of(0L), column(connection, "SELECT COUNT(*) FROM t_plain"));
        }
    }

    @Test
    void weeksHaveSevenDays() throws Exception {
        String[] suffixes = {"20260302", "20260309", "20260316"};
        for (String suffix : suffixes) {
            DATABASES.shard(0).execute("CREATE TABLE t_w_" + suffix + " (id INT, at DATETIME)");
        }
        String rules =
                """
                rules:
                - !SHARDING
                  tables:
                    t_w:
                      actualDataNodes: ds_0.t_w_${['20260302','20260309','20260316']}
                      tableStrategy:
                        standard: {shardingColumn: at, shardingAlgorithmName: by_week}
                  shardingAlgorithms:
                    by_week:
                      type: INTERVAL
                      props:
                        datetime-pattern: yyyy-MM-dd HH:mm:ss
                        datetime-lower: '2026-03-02 00:00:00'
                        datetime-upper: '2026-03-22 23:59:59'
                        sharding-suffix-pattern: yyyyMMdd
                        datetime-interval-amount: 1
                        datetime-interval-unit: WEEKS
                """;
        TestedDatabase tested;
        try {
            tested = TestedDatabase.open(DATABASES, rules);
        } catch (SQLException refused) {
            assertTrue(refused.getMessage().contains("WEEKS"), refused.getMessage());
            return;
        }
        try (tested;
                Connection connection = tested.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO t_w VALUES (1,'2026-03-02 00:00:00'),(2,'2026-03-08 23:59:59'),"
                            + "(3,'2026-03-11 12:00:00'),(4,'2026-03-22 23:59:59')");
            assertEquals(List.of(1, 2), onShard(0, "SELECT id FROM t_w_20260302 ORDER BY id"));
            assertEquals(List.of(3), onShard(0, "SELECT id FROM t_w_20260309"));
            assertEquals(List.of(4), onShard(0, "SELECT id FROM t_w_20260316"));
            assertEquals(
                    List.of(2),
                    column(
                            connection,
                            "SELECT id FROM t_w WHERE at BETWEEN '2026-03-08 00:00:00'"
                                    + " AND '2026-03-09 00:00:00'"));
            SQLException outside =
                    assertThrows(
                            SQLException.class,
                            () ->
                                    statement.executeUpdate(
                                            "INSERT INTO t_w VALUES (5,'2026-04-01 00:00:00')"));
            assertTrue(outside.getMessage().contains("t_w"), outside.getMessage());
        }
    }

    @Test
    void aRowWhoseTargetDoesNotExistIsRefused() throws Exception {
        create("t_ng", "(k INT PRIMARY KEY)");
        try (TestedDatabase tested = TestedDatabase.open(DATABASES, byModulo("t_ng", "k", ""));
                Connection connection = tested.connect();
                Statement statement = connection.createStatement()) {
            SQLException error =
                    assertThrows(
                            SQLException.class,
                            () -> statement.executeUpdate("INSERT INTO t_ng VALUES (-1)"));
            for (String named : new String[] {"t_ng", "k", "-1", "ds_-1", "ds_0"}) {
                assertTrue(error.getMessage().contains(named), error.getMessage());
            }
            assertNotNull(error.getSQLState());
            for (int i = 0; i < 2; i++) {
                assertEquals(List.of(0L), onShard(i, "SELECT COUNT(*) FROM t_ng"));
            }
            assertEquals(List.of(), column(connection, "SELECT * FROM t_ng WHERE k = -1"));
            assertEquals(
                    List.of(0L),
                    column(connection, "SELECT COUNT(*) FROM t_ng WHERE k IN (-1, 1)"));
        }
        String rules =
                byModulo("t_ng", "k", "")
                        .replace(
                                "{type: INLINE, props: {algorithm-expression: 'ds_${k % 2}'}}",
                                "{type: MOD, props: {sharding-count: 2}}")
                        .replace("  tables:\n", "  autoTables:\n")
                        .replace(
                                "actualDataNodes: ds_${0..1}.t_ng", "actualDataSources: ds_${0..1}")
                        .replace("databaseStrategy:", "shardingStrategy:");
        assertFalse(rules.contains("INLINE"));
        for (int i = 0; i < 2; i++) {
            DATABASES.shard(i).execute("CREATE TABLE t_ng_" + i + " (k INT PRIMARY KEY)");
        }
        try (TestedDatabase tested = TestedDatabase.open(DATABASES, rules);
                Connection connection = tested.connect();
                Statement statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate("INSERT INTO t_ng VALUES (-1)"));
            assertEquals(List.of(-1), column(connection, "SELECT * FROM t_ng WHERE k = -1"));
        }
    }

    private static void create(String table, String columns) throws SQLException {
        for (TestDatabase shard : DATABASES.shards().subList(0, 2)) {
            shard.execute("CREATE TABLE IF NOT EXISTS " + table + " " + columns);
        }
    }
}
