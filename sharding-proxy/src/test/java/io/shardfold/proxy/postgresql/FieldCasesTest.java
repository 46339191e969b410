package io.shardfold.proxy.postgresql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users of other proxies ran into, over shards and over the wire. */
class FieldCasesTest {

    @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.POSTGRESQL, 2);

    private static PostgresqlProxy proxy;

    @BeforeAll
    static void start() throws SQLException {
        DATABASES.onEveryShard(
                "CREATE TABLE t_f(id int primary key)",
                "CREATE TABLE t_ar(id int primary key, tags text[])",
                "CREATE TABLE t_bo(id int primary key, b boolean)",
                "CREATE TABLE t_gr(id int primary key, uid int, v int)",
                "CREATE TABLE t_in(id int primary key)",
                "CREATE TABLE t_as(id int primary key, bar int[])");
        for (int i = 0; i < 2; i++) {
            DATABASES
                    .shard(i)
                    .execute(
                            "CREATE TABLE t_hash_"
                                    + i
                                    + "(id uuid primary key, n text, j jsonb, d date,"
                                    + " ts timestamptz, num numeric, i2 smallint, arr int[])");
        }
        proxy = PostgresqlProxy.over(DATABASES, "t_f", "t_ar", "t_bo", "t_gr", "t_in", "t_as");
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    @Test
    void aFailedTransactionIsShown() throws Exception {
        try (RawClient client = proxy.raw()) {
            assertEquals("C(BEGIN) Z(T)", client.query("BEGIN").answer());
            assertEquals("C(INSERT 0 1) Z(T)", client.query("INSERT INTO t_f VALUES (1)").answer());
            assertEquals("E(42703) Z(E)", client.query("SELECT nosuch FROM t_f").answer());
            assertEquals("E(25P02) Z(E)", client.query("SELECT 1").answer());
            assertEquals("C(ROLLBACK) Z(I)", client.query("COMMIT").answer());
            assertEquals(
                    "T(count:20) D(0) C(SELECT 1) Z(I)",
                    client.query("SELECT count(*) FROM t_f").answer());
        }
        try (Connection connection = proxy.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO t_f VALUES (2)");
            assertEquals("42703", stateOf(statement, "SELECT nosuch FROM t_f"));
            assertEquals("25P02", stateOf(statement, "SELECT 1"));
            connection.rollback();
            connection.setAutoCommit(true);
            assertEquals(0, number(statement, "SELECT count(*) FROM t_f"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "binaryTransfer=true&prepareThreshold=-1",
                "binaryTransfer=false",
                "preferQueryMode=simple"
            })
    void arraysComeBackAsTheyWere(String option) throws Exception {
        List<String[]> arrays =
                List.of(
                        new String[] {"a", "b"},
                        new String[] {"a", null, "c"},
                        new String[] {"a\\b"},
                        new String[] {"a\"b"},
                        new String[] {"a,b", ""},
                        new String[] {});
        try (Connection connection = proxy.connect(option);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM t_ar");
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO t_ar VALUES (?, ?)")) {
                for (int i = 0; i < arrays.size(); i++) {
                    insert.setInt(1, i);
                    insert.setArray(2, connection.createArrayOf("text", arrays.get(i)));
                    assertEquals(1, insert.executeUpdate());
                }
                insert.setInt(1, arrays.size());
                insert.setArray(2, null);
                assertEquals(1, insert.executeUpdate());
            }
            try (ResultSet rows = statement.executeQuery("SELECT id, tags FROM t_ar ORDER BY id")) {
                for (String[] array : arrays) {
                    assertTrue(rows.next());
                    assertArrayEquals(array, (Object[]) rows.getArray(2).getArray());
                }
                assertTrue(rows.next());
                assertNull(rows.getArray(2));
                assertFalse(rows.next());
            }
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT id FROM t_ar WHERE tags && ? ORDER BY id")) {
                select.setArray(1, connection.createArrayOf("text", new String[] {"a\\b", "c"}));
                try (ResultSet rows = select.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals(1, rows.getInt(1));
                    assertTrue(rows.next());
                    assertEquals(2, rows.getInt(1));
                    assertFalse(rows.next());
                }
            }
        }
    }

    @Test
    void booleansAreLettersInText() throws Exception {
        try (RawClient client = proxy.raw()) {
            client.query("DELETE FROM t_bo").answer();
            client.query("INSERT INTO t_bo VALUES (1, true), (2, false), (3, NULL)").answer();
            String rows = "D(t) D(f) D(NULL) C(SELECT 3) Z(I)";
            assertEquals(
                    "T(b:16) " + rows, client.query("SELECT b FROM t_bo ORDER BY id").answer());
            assertEquals(
                    "1 2 " + rows,
                    client.parse("", "SELECT b FROM t_bo ORDER BY id")
                            .bind("", "", 0)
                            .execute("", 0)
                            .sync()
                            .answer());
            assertEquals(
                    "1 2 D(x01) D(x00) D(NULL) C(SELECT 3) Z(I)",
                    client.parse("", "SELECT b FROM t_bo ORDER BY id")
                            .bind("", "", 1)
                            .execute("", 0)
                            .sync()
                            .answer());
            String aggregates = client.query("SELECT bool_or(b), bool_and(b) FROM t_bo").answer();
            assertTrue(
                    aggregates.contains("D(t,f)") || aggregates.equals("E(0A000) Z(I)"),
                    aggregates);
        }
    }

    @Test
    void everythingBoundInBinary() throws Exception {
        for (int i = 0; i < 8; i++) {
            UUID id = new UUID(0x1234_5678_0000_0000L * (i + 1), i);
            byte[][] row = {
                bytes(
                        Unpooled.buffer()
                                .writeLong(id.getMostSignificantBits())
                                .writeLong(id.getLeastSignificantBits())),
                "gr\u00fcn".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                bytes(Bytes.hex("01 7b2261223a20317d")),
                bytes(Bytes.hex("00002279")),
                bytes(Bytes.hex("000000000007a120")),
                bytes(Bytes.hex("0003 0001 0000 0003 0001 0929 1a7c")),
                bytes(Bytes.hex("0102")),
                bytes(
                        Bytes.hex(
                                "00000001 00000001 00000017 00000002 00000001 00000004 00000001 ffffffff"))
            };
            try (RawClient client = proxy.raw()) {
                String insert = "INSERT INTO t_hash VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
                assertEquals(
                        "1 t(2950,25,3802,1082,1184,1700,21,1007) n Z(I)",
                        client.parse("i", insert).describe('S', "i").sync().answer());
                assertEquals(
                        "2 C(INSERT 0 1) Z(I)",
                        client.bind("", "i", 1, 1, row).execute("", 0).sync().answer());
                String found =
                        client.parse("", "SELECT * FROM t_hash WHERE id = $1", 2950)
                                .bind("", "", 1, 1, row[0])
                                .execute("", 0)
                                .sync()
                                .answer();
                var expected = new StringBuilder("1 2 D(");
                for (int column = 0; column < row.length; column++) {
                    expected.append(column == 0 ? "" : ",");
                    expected.append(
                            column == 1
                                    ? "gr\u00fcn"
                                    : "x" + Bytes.hexOf(Unpooled.wrappedBuffer(row[column])));
                }
                assertEquals(expected + ") C(SELECT 1) Z(I)", found);
                // The text of the same key is looked for where the bytes were put.
                String byText =
                        client.query("SELECT i2 FROM t_hash WHERE id = '" + id + "'").answer();
                assertEquals("T(i2:21) D(258) C(SELECT 1) Z(I)", byText);
            }
        }
    }

    @Test
    void groupsWithTheAggregateInFront() throws Exception {
        try (RawClient client = proxy.raw()) {
            client.query("DELETE FROM t_gr").answer();
            client.query("INSERT INTO t_gr VALUES (1,1,10),(2,2,20),(3,1,30),(4,3,5)").answer();
            assertEquals(
                    "T(count:20,uid:23) D(2,1) D(1,2) D(1,3) C(SELECT 3) Z(I)",
                    client.query("SELECT count(1), uid FROM t_gr GROUP BY uid ORDER BY uid")
                            .answer());
            String expressions =
                    client.query(
                                    "SELECT uid, uid % 2 AS odd, max(v), avg(v)::numeric(5,1)"
                                            + " FROM t_gr GROUP BY uid ORDER BY uid")
                            .answer();
            assertTrue(
                    expressions.endsWith(
                                    "D(1,1,30,20.0) D(2,0,20,20.0) D(3,1,5,5.0) C(SELECT 3) Z(I)")
                            || expressions.equals("E(0A000) Z(I)"),
                    expressions);
        }
    }

    @Test
    void longLists() throws Exception {
        try (Connection connection = proxy.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM t_in");
            statement.executeUpdate(
                    "INSERT INTO t_in VALUES "
                            + IntStream.rangeClosed(1, 10)
                                    .mapToObj(i -> "(" + i + ")")
                                    .collect(Collectors.joining(",")));
            String list =
                    IntStream.rangeClosed(1, 20_000)
                            .mapToObj(String::valueOf)
                            .collect(Collectors.joining(","));
            assertEquals(
                    10, number(statement, "SELECT count(*) FROM t_in WHERE id IN (" + list + ")"));
            assertEquals(
                    10,
                    number(
                            statement,
                            "SELECT count(*) FROM t_in WHERE id = "
                                    + list.replace(",", " OR id = ")));
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT count(*) FROM t_in WHERE id IN (?"
                                    + ",?".repeat(19_999)
                                    + ")")) {
                for (int i = 1; i <= 20_000; i++) {
                    select.setInt(i, i);
                }
                try (ResultSet rows = select.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals(10, rows.getInt(1));
                }
            }
            assertEquals(
                    5_000,
                    statement.executeUpdate(
                            "INSERT INTO t_in VALUES "
                                    + IntStream.range(100, 5_100)
                                            .mapToObj(i -> "(" + i + ")")
                                            .collect(Collectors.joining(","))));
            String state =
                    stateOf(
                            statement,
                            "SELECT " + "(".repeat(1_000) + "1" + ")".repeat(1_000) + " FROM t_in");
            assertTrue(state == null || state.equals("54001") || state.equals("42601"), state);
            assertEquals(5_010, number(statement, "SELECT count(*) FROM t_in"));
        }
    }

    @Test
    void comments() throws Exception {
        try (RawClient client = proxy.raw()) {
            assertEquals(
                    "T(s:25,int4:23) D(-- not a comment ?,5) C(SELECT 1) Z(I)",
                    "T(s:25,int4:23) "
                            + client.parse("", "SELECT '-- not a comment ?' AS s, $1::int")
                                    .bind("", "", 0, "5")
                                    .execute("", 0)
                                    .sync()
                                    .answer()
                                    .substring("1 2 ".length()));
            assertEquals(
                    "T(?column?:23) D(1) C(SELECT 1) Z(I)",
                    client.query("/* nested /* comment */ still */ SELECT 1").answer());
        }
    }

    @Test
    void arraySubscripts() throws Exception {
        try (RawClient client = proxy.raw()) {
            client.query("DELETE FROM t_as").answer();
            client.query("INSERT INTO t_as VALUES (1, '{4,5,6}')").answer();
            assertEquals(
                    "T(bar:23,bar:1007,array:23) D(4,{5,6},8) C(SELECT 1) Z(I)",
                    client.query(
                                    "SELECT bar[1], bar[2:3], (ARRAY[7,8])[2] FROM t_as"
                                            + " WHERE id = 1 AND 5 = ANY(bar)")
                            .answer());
        }
    }

    @Test
    void rowsComeInPiecesAndWholeBatchesGo() throws Exception {
        try (Connection connection = proxy.connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM t_in");
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO t_in VALUES (?)")) {
                for (int i = 0; i < 1000; i++) {
                    insert.setInt(1, i);
                    insert.addBatch();
                }
                assertEquals(1000, IntStream.of(insert.executeBatch()).sum());
            }
            connection.commit();
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(64);
                List<Integer> ids = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery("SELECT id FROM t_in ORDER BY id")) {
                    while (rows.next()) {
                        ids.add(rows.getInt(1));
                    }
                }
                assertEquals(IntStream.range(0, 1000).boxed().toList(), ids);
            }
            connection.rollback();
        }
    }

    @Test
    void changedParametersAreReported() throws Exception {
        try (RawClient client = proxy.raw()) {
            client.query("SET TimeZone TO 'europe/paris'").answer();
            assertEquals("Europe/Paris", client.parameters().get("TimeZone"));
            client.query("BEGIN").answer();
            client.query("SET TimeZone TO 'UTC'").answer();
            assertEquals("UTC", client.parameters().get("TimeZone"));
            client.query("ROLLBACK").answer();
            assertEquals("Europe/Paris", client.parameters().get("TimeZone"));
            assertEquals("E(22023) Z(I)", client.query("SET TimeZone TO 'Nowhere'").answer());
            assertEquals(
                    "T(TimeZone:25) D(Europe/Paris) C(SHOW) Z(I)",
                    client.query("SHOW TimeZone").answer());
            assertEquals("C(RESET) Z(I)", client.query("RESET ALL").answer());
            assertNotNull(client.parameters().get("TimeZone"));
            assertFalse(client.parameters().get("TimeZone").equals("Europe/Paris"));
            assertEquals("E(0A000) Z(I)", client.query("SET client_encoding = LATIN1").answer());
        }
    }

    @Test
    void resetGoesBackToWhatTheClientStartedWith() throws Exception {
        try (Connection connection = proxy.connect("options=-c%20TimeZone=Asia/Tokyo");
                Statement statement = connection.createStatement()) {
            // The driver's own parameter goes before the options.
            String started = text(statement, "SHOW TimeZone");
            for (String back :
                    new String[] {"RESET TimeZone", "SET TimeZone TO DEFAULT", "RESET ALL"}) {
                statement.execute("SET TimeZone TO 'Pacific/Auckland'");
                assertEquals("Pacific/Auckland", text(statement, "SHOW TimeZone"));
                statement.execute(back);
                assertEquals(started, text(statement, "SHOW TimeZone"));
            }
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getInt(1);
        }
    }

    /** The SQLSTATE of the failure; null where there is none. */
    private static String stateOf(Statement statement, String sql) {
        try {
            statement.execute(sql);
            return null;
        } catch (SQLException failure) {
            return failure.getSQLState();
        }
    }
}
