package io.shardfold.core.execute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.core.config.DataSourceConfiguration;
import io.shardfold.core.config.Place;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardException;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.row.Parameters;
import io.shardfold.testkit.ShardSet;
import io.shardfold.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds on every engine. */
abstract class ShardConnectionsContract {

    private static final int POOL_SIZE = 3;

    static final StatementOptions DEFAULT = StatementOptions.DEFAULT;

    Storage storage;
    ShardConnections session;

    abstract ShardSet set();

    /** A text that runs for long, and gives one row. */
    abstract String sleep(int seconds);

    abstract boolean failureEndsTransaction();

    @BeforeEach
    void open() throws Exception {
        set().onEveryShard(
                        "DROP TABLE IF EXISTS t",
                        "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(50), amount DECIMAL(12,3))");
        storage = storage(POOL_SIZE, MemoryBudget.DEFAULT_BYTES_MAX, 1);
        session = new ShardConnections(storage);
    }

    private Storage storage(int poolSize, long memoryBytesMax, int connectionsPerQueryMax) {
        List<StorageUnit> units = new ArrayList<>();
        for (int i = 0; i < set().shards().size(); i++) {
            TestDatabase shard = set().shard(i);
            units.add(unit("ds_" + i, shard, poolSize, 5_000));
        }
        return new Storage(units, 0, connectionsPerQueryMax, memoryBytesMax);
    }

    private static StorageUnit unit(
            String name, TestDatabase shard, int poolSize, long connectionTimeoutMillis) {
        return StorageUnit.open(
                new DataSourceConfiguration(
                        name,
                        shard.jdbcUrl(),
                        shard.user(),
                        shard.password(),
                        null,
                        DataSourceConfiguration.HIKARI,
                        connectionTimeoutMillis,
                        DataSourceConfiguration.IDLE_TIMEOUT_MILLIS,
                        DataSourceConfiguration.MAX_LIFETIME_MILLIS,
                        poolSize,
                        0,
                        false,
                        Map.of(),
                        Map.of(),
                        Place.NOWHERE),
                false);
    }

    @AfterEach
    void everyConnectionIsHome() {
        session.close();
        // A session that takes all connections of each pool finds them free and without a
        // transaction.
        try (ShardConnections other = new ShardConnections(storage)) {
            storage.connectionsPerQueryMax(POOL_SIZE);
            for (String unit : storage.units().keySet()) {
                List<ShardStatement> all = new ArrayList<>();
                for (int i = 0; i < POOL_SIZE; i++) {
                    all.add(new ShardStatement(unit, "SELECT 1", null, 1));
                }
                for (Cursor cursor : other.query(all, DEFAULT)) {
                    assertTrue(cursor.next());
                    assertFalse(cursor.next());
                    cursor.close();
                }
            }
        }
        storage.close();
    }

    static ShardStatement on(int shard, String sql, Object... values) {
        return new ShardStatement(
                "ds_" + shard,
                sql,
                values.length == 0 ? null : Parameters.of(values),
                ShardStatement.UNBOUNDED);
    }

    private void insert(int shard, int from, int to) {
        List<Parameters> sets = new ArrayList<>();
        for (int i = from; i < to; i++) {
            sets.add(Parameters.of(i, "name " + i, new java.math.BigDecimal(i + ".125")));
        }
        session.batch(
                List.of(new ShardBatch("ds_" + shard, "INSERT INTO t VALUES (?, ?, ?)", sets)),
                DEFAULT);
    }

    static String text(ShardConnections session, ShardStatement statement) {
        try (Cursor cursor = session.query(statement, DEFAULT)) {
            assertTrue(cursor.next());
            return cursor.text(0);
        }
    }

    private List<Long> ids(ShardStatement statement) {
        try (Cursor cursor = session.query(statement, DEFAULT)) {
            return longs(cursor);
        }
    }

    private static List<Long> longs(Cursor cursor) {
        List<Long> ids = new ArrayList<>();
        while (cursor.next()) {
            ids.add(cursor.longValue(0));
        }
        return ids;
    }

    long countOutside(int shard) throws Exception {
        try (Connection connection = set().shard(shard).connect();
                ResultSet rows =
                        connection.createStatement().executeQuery("SELECT COUNT(*) FROM t")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void rowsComeAsTheDriverGivesThem() {
        insert(0, 7, 8);
        for (ShardStatement statement :
                List.of(
                        on(0, "SELECT id, name, amount, NULL AS n FROM t WHERE id = ?", 7),
                        on(0, "SELECT id, name, amount, NULL AS n FROM t WHERE id = 7"))) {
            try (Cursor cursor = session.query(statement, DEFAULT)) {
                assertEquals("name", cursor.columns().get(1).label());
                assertTrue(cursor.next());
                assertNotNull(cursor.origin(0, ResultSet.class));
                assertEquals(7, cursor.value(0));
                assertEquals(7, cursor.longValue(0));
                assertEquals("7", cursor.text(0));
                assertEquals("name 7", cursor.text(1));
                assertArrayEquals(new byte[] {'n', 'a', 'm', 'e', ' ', '7'}, cursor.bytes(1));
                assertEquals(new java.math.BigDecimal("7.125"), cursor.value(2));
                assertTrue(cursor.isNull(3));
                assertNull(cursor.value(3));
                assertFalse(cursor.isNull(0));
                assertFalse(cursor.next());
                assertFalse(cursor.next());
                assertEquals("amount", cursor.columns().get(2).label());
            }
        }
    }

    @Test
    void aStreamIsReadToItsEndOrClosedEarly() {
        insert(0, 0, 3_000);
        assertEquals(3_000, ids(on(0, "SELECT id FROM t ORDER BY id")).size());
        for (int i = 0; i < 2 * POOL_SIZE; i++) {
            try (Cursor cursor = session.query(on(0, "SELECT id FROM t ORDER BY id"), DEFAULT)) {
                assertTrue(cursor.next());
                assertEquals(0, cursor.longValue(0));
            }
        }
        assertEquals(List.of(5L), ids(on(0, "SELECT id FROM t WHERE id = ?", 5)));
    }

    @Test
    void severalTextsShareOneConnectionAndKeepTheirRows() {
        insert(0, 0, 3_000);
        insert(1, 3_000, 5_000);
        for (boolean inSeries : new boolean[] {false, true}) {
            StatementOptions options = new StatementOptions(0, 0, 0, false, List.of(), inSeries);
            Cursor[] cursors =
                    session.query(
                            List.of(
                                    on(1, "SELECT id FROM t ORDER BY id"),
                                    on(0, "SELECT id FROM t ORDER BY id"),
                                    on(0, "SELECT id FROM t WHERE id < ? ORDER BY id", 2_000),
                                    on(1, "SELECT id FROM t ORDER BY id DESC")),
                            options);
            assertEquals(2_000, longs(cursors[0]).size());
            assertEquals(3_000, longs(cursors[1]).size());
            assertEquals(2_000, longs(cursors[2]).size());
            assertTrue(cursors[3].next());
            assertEquals(4_999, cursors[3].longValue(0));
            for (Cursor cursor : cursors) {
                cursor.close();
            }
        }
    }

    @Test
    void cursorsOfOneConnectionCanBeReadAlternately() {
        insert(0, 0, 3_000);
        Cursor[] cursors =
                session.query(
                        List.of(
                                on(0, "SELECT id FROM t ORDER BY id"),
                                on(0, "SELECT id FROM t ORDER BY id DESC"),
                                on(1, "SELECT id FROM t")),
                        DEFAULT);
        for (int i = 0; i < 3_000; i++) {
            assertTrue(cursors[0].next());
            assertTrue(cursors[1].next());
            assertEquals(i, cursors[0].longValue(0));
            assertEquals(2_999 - i, cursors[1].longValue(0));
        }
        for (Cursor cursor : cursors) {
            assertFalse(cursor.next());
            cursor.close();
        }
    }

    @Test
    void rowsThatMustBeHeldBeyondTheBudgetGoToDisk() {
        storage.close();
        storage = storage(POOL_SIZE, 10_000, 1);
        session = new ShardConnections(storage);
        insert(0, 0, 3_000);
        session.begin(TransactionOptions.DEFAULT);
        Cursor first = session.query(on(0, "SELECT id, name, amount FROM t ORDER BY id"), DEFAULT);
        assertTrue(first.next());
        assertEquals(List.of(1L), ids(on(0, "SELECT id FROM t WHERE id = 1")));
        session.commit();
        assertEquals(0, first.longValue(0));
        for (int i = 1; i < 3_000; i++) {
            assertTrue(first.next());
            assertEquals(i, first.longValue(0));
            assertEquals("name " + i, first.text(1));
            assertEquals(i + ".125", first.text(2));
        }
        assertFalse(first.next());
        first.close();
    }

    @Test
    void aTransactionIsOneOverItsShards() throws Exception {
        session.begin(TransactionOptions.DEFAULT);
        session.update(on(0, "INSERT INTO t (id) VALUES (?)", 1), DEFAULT);
        session.update(on(1, "INSERT INTO t (id) VALUES (2)"), DEFAULT);
        assertEquals(List.of("ds_0", "ds_1"), session.pinned());
        assertEquals(0, countOutside(0));
        assertEquals(List.of(1L), ids(on(0, "SELECT id FROM t")));
        session.commit();
        assertFalse(session.inTransaction());
        assertEquals(1, countOutside(0));
        assertEquals(1, countOutside(1));

        session.begin(TransactionOptions.DEFAULT);
        session.update(on(0, "DELETE FROM t"), DEFAULT);
        session.update(on(1, "DELETE FROM t"), DEFAULT);
        session.rollback();
        assertEquals(1, countOutside(0));
        assertEquals(1, countOutside(1));
    }

    @Test
    void savepointsReachUnitsThatJoinLater() throws Exception {
        session.begin(TransactionOptions.DEFAULT);
        session.update(on(0, "INSERT INTO t (id) VALUES (1)"), DEFAULT);
        session.savepoint("a");
        session.update(on(0, "INSERT INTO t (id) VALUES (2)"), DEFAULT);
        session.update(on(1, "INSERT INTO t (id) VALUES (3)"), DEFAULT);
        session.savepoint("b");
        session.update(on(1, "INSERT INTO t (id) VALUES (4)"), DEFAULT);
        session.rollbackTo("a");
        StatementException unknown =
                assertThrows(StatementException.class, () -> session.release("b"));
        assertEquals(Problem.UNKNOWN_SAVEPOINT, unknown.problem());
        if (failureEndsTransaction()) {
            session.rollbackTo("a");
        }
        session.release("a");
        session.commit();
        assertEquals(1, countOutside(0));
        assertEquals(0, countOutside(1));
    }

    @Test
    void aWriteThatFailsOnOneShardLeavesNothing() throws Exception {
        insert(1, 5, 6);
        ShardException failure =
                assertThrows(
                        ShardException.class,
                        () ->
                                session.update(
                                        List.of(
                                                on(0, "INSERT INTO t (id) VALUES (1)"),
                                                on(0, "INSERT INTO t (id) VALUES (2)"),
                                                on(1, "INSERT INTO t (id) VALUES (5)")),
                                        DEFAULT));
        assertEquals("ds_1", failure.dataSource());
        assertTrue(failure.sqlState().startsWith("23"));
        assertFalse(session.inTransaction());
        assertEquals(0, countOutside(0));
        assertEquals(1, countOutside(1));

        List<ShardUpdate> updates =
                session.update(
                        List.of(
                                on(1, "UPDATE t SET name = ? WHERE id = 5", "x"),
                                on(0, "INSERT INTO t (id) VALUES (1), (2)")),
                        DEFAULT);
        assertEquals(1, updates.get(0).count());
        assertEquals(2, updates.get(1).count());
        assertEquals(2, countOutside(0));
    }

    @Test
    void aFailureInsideATransactionEndsWhatTheEngineWouldEnd() throws Exception {
        insert(1, 5, 6);
        session.begin(TransactionOptions.DEFAULT);
        session.update(on(0, "INSERT INTO t (id) VALUES (100)"), DEFAULT);
        assertThrows(
                ShardException.class,
                () ->
                        session.update(
                                List.of(
                                        on(0, "INSERT INTO t (id) VALUES (1)"),
                                        on(1, "INSERT INTO t (id) VALUES (5)")),
                                DEFAULT));
        assertTrue(session.inTransaction());
        assertEquals(failureEndsTransaction(), session.transactionFailed());
        if (failureEndsTransaction()) {
            StatementException aborted =
                    assertThrows(StatementException.class, () -> ids(on(0, "SELECT id FROM t")));
            assertEquals(Problem.TRANSACTION_ABORTED, aborted.problem());
            assertEquals(
                    Problem.TRANSACTION_ABORTED,
                    assertThrows(StatementException.class, session::commit).problem());
            assertEquals(0, countOutside(0));
        } else {
            assertEquals(List.of(100L), ids(on(0, "SELECT id FROM t")));
            session.commit();
            assertEquals(1, countOutside(0));
        }
        assertFalse(session.inTransaction());
        assertEquals(1, countOutside(1));
    }

    @Test
    void anErrorHasTheShardsOwnCodes() {
        ShardException failure =
                assertThrows(
                        ShardException.class, () -> ids(on(1, "SELECT id FROM no_such_table")));
        assertEquals("ds_1", failure.dataSource());
        assertTrue(List.of("42P01", "42S02").contains(failure.sqlState()), failure.sqlState());
        for (int i = 0; i < 2 * POOL_SIZE; i++) {
            assertThrows(
                    ShardException.class,
                    () ->
                            session.query(
                                    List.of(
                                            on(0, "SELECT id FROM t"),
                                            on(0, "SELECT id FROM t"),
                                            on(1, "SELECT id FROM no_such_table")),
                                    DEFAULT));
        }
    }

    @Test
    void cancelReachesEveryShard() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Thread canceller =
                new Thread(
                        () -> {
                            try {
                                started.await();
                                // Until both have begun there may be nothing to cancel; the session
                                // remembers it then.
                                session.cancel();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        canceller.start();
        started.countDown();
        StatementException cancelled =
                assertThrows(
                        StatementException.class,
                        () -> session.query(List.of(on(0, sleep(60)), on(1, sleep(60))), DEFAULT));
        assertEquals(Problem.CANCELLED, cancelled.problem());
        canceller.join(TimeUnit.SECONDS.toMillis(30));
        assertThrows(StatementException.class, () -> ids(on(0, "SELECT id FROM t")));
        session.startStatement();
        assertEquals(List.of(), ids(on(0, "SELECT id FROM t")));
    }

    @Test
    void aCancelEndsAStatementThatWaitsForItsTurn() {
        session.cancel();
        session.announceStatement();
        session.startStatement();
        assertEquals(List.of(), ids(on(0, "SELECT id FROM t")));
        session.announceStatement();
        session.cancel();
        session.startStatement();
        StatementException cancelled =
                assertThrows(
                        StatementException.class,
                        () ->
                                session.update(
                                        List.of(
                                                on(0, "INSERT INTO t VALUES (1)"),
                                                on(1, "INSERT INTO t VALUES (2)")),
                                        DEFAULT));
        assertEquals(Problem.CANCELLED, cancelled.problem());
        session.announceStatement();
        session.startStatement();
        assertEquals(List.of(), ids(on(0, "SELECT id FROM t")));
        assertEquals(List.of(), ids(on(1, "SELECT id FROM t")));
    }

    @Test
    void aDeadlineEndsTheStatement() {
        StatementOptions options =
                new StatementOptions(
                        0, 0, StatementOptions.deadlineIn(200), false, List.of(), false);
        StatementException late =
                assertThrows(
                        StatementException.class, () -> session.query(on(1, sleep(60)), options));
        assertEquals(Problem.TIMEOUT, late.problem());
        assertEquals(List.of(), ids(on(1, "SELECT id FROM t")));
    }

    @Test
    void oneFailingShardStopsTheOthers() {
        // Comes back at once, or the test would wait for a minute and the build for its timeout.
        ShardException failure =
                assertThrows(
                        ShardException.class,
                        () ->
                                session.query(
                                        List.of(on(0, sleep(60)), on(1, "SELECT nothing FROM t")),
                                        DEFAULT));
        assertEquals("ds_1", failure.dataSource());
    }

    @Test
    void aFullPoolIsToldAsSuch() {
        storage.close();
        storage = new Storage(List.of(smallUnit()), 0, 1, 1 << 20);
        session = new ShardConnections(storage);
        try (ShardConnections other = new ShardConnections(storage)) {
            other.begin(TransactionOptions.DEFAULT);
            other.query(new ShardStatement("small", "SELECT 1", null, 1), DEFAULT).close();
            ShardException full =
                    assertThrows(
                            ShardException.class,
                            () ->
                                    session.query(
                                            new ShardStatement("small", "SELECT 1", null, 1),
                                            DEFAULT));
            assertEquals(Problem.TOO_MANY_CONNECTIONS, full.problem());
            other.rollback();
        }
        session.close();
        storage.close();
        storage = storage(POOL_SIZE, 1 << 20, 1);
        session = new ShardConnections(storage);
    }

    private StorageUnit smallUnit() {
        TestDatabase shard = set().shard(0);
        return unit("small", shard, 1, 300);
    }

    @Test
    void aLostConnectionFailsTheTransaction() throws Exception {
        session.begin(TransactionOptions.DEFAULT);
        session.update(on(0, "INSERT INTO t (id) VALUES (1)"), DEFAULT);
        session.update(on(1, "INSERT INTO t (id) VALUES (2)"), DEFAULT);
        killConnections(1);
        assertThrows(
                ShardException.class,
                () -> session.update(on(1, "INSERT INTO t (id) VALUES (3)"), DEFAULT));
        assertTrue(session.transactionFailed());
        assertThrows(StatementException.class, () -> ids(on(0, "SELECT id FROM t")));
        session.rollback();
        assertEquals(0, countOutside(0));
        assertEquals(0, countOutside(1));
        assertEquals(List.of(), ids(on(1, "SELECT id FROM t")));
    }

    /** Ends every other connection to a shard, on the server's side. */
    abstract void killConnections(int shard) throws Exception;

    @Test
    void batchesOnSeveralShardsAreAllOrNothing() throws Exception {
        insert(1, 5, 6);
        List<Parameters> good = List.of(Parameters.of(1), Parameters.of(2));
        List<Parameters> bad = List.of(Parameters.of(4), Parameters.of(5));
        List<ShardBatchResult> results =
                session.batch(
                        List.of(
                                new ShardBatch("ds_0", "INSERT INTO t (id) VALUES (?)", good),
                                new ShardBatch("ds_1", "INSERT INTO t (id) VALUES (?)", bad)),
                        DEFAULT);
        assertEquals("23", results.get(0).failure().postgresqlState().substring(0, 2));
        assertEquals(0, countOutside(0));
        assertEquals(1, countOutside(1));
        results =
                session.batch(
                        List.of(
                                new ShardBatch("ds_0", "INSERT INTO t (id) VALUES (?)", good),
                                new ShardBatch(
                                        "ds_1",
                                        "INSERT INTO t (id) VALUES (?)",
                                        List.of(Parameters.of(6)))),
                        DEFAULT);
        assertNull(results.get(0).failure());
        assertEquals(2, results.get(0).counts().length);
        assertEquals(2, countOutside(0));
        assertEquals(2, countOutside(1));
    }

    @Test
    void aTextIsDescribedWithoutRunning() {
        StatementShape shape = session.describe("ds_0", "SELECT id, name FROM t WHERE id = ?");
        assertEquals(1, shape.parameterJdbcTypes().length);
        assertEquals("name", shape.columns().get(1).label());
        assertNull(session.describe("ds_0", "DELETE FROM t WHERE id = ?").columns());
        TestDatabase shard = set().shard(0);
        DataSourceConfiguration source =
                DataSourceConfiguration.of("ds_0", shard.jdbcUrl(), shard.user(), shard.password());
        try (Storage texts = new Storage(List.of(StorageUnit.open(source, true)), 0, 1, 1 << 20);
                ShardConnections passingTextOn = new ShardConnections(texts)) {
            shape = passingTextOn.describe("ds_0", "SELECT id, name FROM t WHERE id = ?");
            assertEquals(1, shape.parameterJdbcTypes().length);
            assertEquals("name", shape.columns().get(1).label());
            assertNull(passingTextOn.describe("ds_0", "DELETE FROM t WHERE id = ?").columns());
        }
    }

    @Test
    void anUnknownStatementGivesRowsOrACount() {
        insert(0, 0, 3);
        ShardResult rows = session.execute(on(0, "SELECT id FROM t ORDER BY id"), DEFAULT).get(0);
        assertEquals(List.of(0L, 1L, 2L), longs(((ShardResult.Rows) rows).cursor()));
        ShardResult count = session.execute(on(0, "DELETE FROM t WHERE id > 0"), DEFAULT).get(0);
        assertEquals(new ShardResult.Count(2), count);
    }

    @Test
    void moreConnectionsPerQueryAreUsedWhereAllowed() {
        storage.connectionsPerQueryMax(2);
        insert(0, 0, 10);
        List<ShardStatement> statements = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            statements.add(on(0, "SELECT id FROM t WHERE id >= ? ORDER BY id", 2 * i));
        }
        Cursor[] cursors = session.query(statements, DEFAULT);
        for (int i = 0; i < 5; i++) {
            assertEquals(10 - 2 * i, longs(cursors[i]).size());
            cursors[i].close();
        }
    }
}
