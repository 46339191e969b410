package io.shardfold.core.execute;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardException;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The connections that one session holds: its only way to data sources.
 *
 * <p>Inside a transaction a data source's connection is taken at its first use and kept (pinned)
 * until the transaction ends; outside, connections are taken for one statement, in the order of the
 * data sources' names, and go home when their last cursor is closed or read to its end.
 *
 * <p>Confined to the session's thread, but for {@link #cancel}. Whatever fails, each connection
 * goes home: rolled back where it must be, closed for good where it is broken.
 *
 * <p>Errors: {@link ShardException} with the data source's own codes, {@link StatementException}
 * 57014 when cancelled or out of time, 25P02 in a transaction that has failed.
 */
public final class ShardConnections implements AutoCloseable {

    /** Set before the texts of one statement, so that they can be taken back together. */
    private static final String STATEMENT_SAVEPOINT = "shardfold_statement";

    /**
     * @param executor what the drivers may need for it
     * @param milliseconds 0 for no limit
     */
    record NetworkTimeout(Executor executor, int milliseconds) {}

    /** How long after a cancel it is sent again, in case that it came before its statement. */
    private static final long FIRST_STOP_MILLIS = 50;

    /** The last time that one is sent again; each time is twice the one before. */
    private static final long LAST_STOP_MILLIS = 6_400;

    private final Storage storage;

    /** The open transaction's, by data source. */
    private final SortedMap<String, ShardConnection> pinned = new TreeMap<>();

    /** Those that are out for statements. */
    private final List<ShardConnection> unpinned = new ArrayList<>();

    /** What can be cancelled now; null for nothing. Most sessions have no more than this one. */
    private volatile Running run;

    /** What else can be cancelled now. Guarded by itself. */
    private final List<Running> moreRuns = new ArrayList<>(0);

    /** What a data source that joins the open transaction has to be told. */
    private final TransactionJournal journal = new TransactionJournal();

    private MemoryBudget budget;
    private SessionSettings settings = SessionSettings.NONE;

    /** Null for that of the pools. */
    private NetworkTimeout networkTimeout;

    /** For statements that need a transaction of their own. */
    private TransactionOptions defaults = TransactionOptions.DEFAULT;

    /** How the open transaction began; null where none is open. */
    private TransactionOptions transaction;

    /** See {@link #transactionFailed}. Workers set it. */
    private volatile boolean failed;

    /** Whether a cancel came since the last statement started, or was announced. */
    private volatile boolean cancelled;

    /** Whether statements are announced before they start. */
    private volatile boolean announced;

    /** Null for none. Guarded by this; a look without it may come late. */
    private volatile List<SQLWarning> warnings;

    private boolean closed;

    public ShardConnections(Storage storage) {
        this.storage = storage;
    }

    /**
     * Forgets a {@link #cancel} that came while nothing ran. Call it when a statement starts. Where
     * statements are announced, this does nothing.
     */
    public void startStatement() {
        if (cancelled && !announced) {
            cancelled = false;
        }
        if (warnings != null) {
            takeWarnings();
        }
    }

    /** Keeps what a data source warns of. Workers of one statement may call it at once. */
    void warnings(Statement statement) throws SQLException {
        SQLWarning warning = statement.getWarnings();
        if (warning != null) {
            addWarnings(warning);
        }
    }

    private synchronized void addWarnings(SQLWarning warning) {
        if (warnings == null) {
            warnings = new ArrayList<>();
        }
        for (SQLWarning one = warning; one != null; one = one.getNextWarning()) {
            warnings.add(one);
        }
    }

    /** What data sources have warned of since the last {@link #startStatement}; once. */
    public synchronized List<SQLWarning> takeWarnings() {
        List<SQLWarning> taken = warnings;
        warnings = null;
        return taken == null ? List.of() : taken;
    }

    /** How a data source reads texts. */
    private Syntax syntax(String dataSource) {
        return storage.unit(dataSource).dialect() == Dialect.MYSQL
                ? Syntax.MYSQL
                : Syntax.POSTGRESQL_JDBC;
    }

    /**
     * A statement has arrived and will start soon: a {@link #cancel} from now on is for it, and one
     * that came before is forgotten. Whoever calls this calls it for every statement; from any
     * thread.
     */
    public void announceStatement() {
        cancelled = false;
        announced = true;
    }

    // Queries.

    /**
     * Runs a query on the caller's thread. For the point select: no executor, no copy; the cursor's
     * {@code origin} is the driver's own result set.
     */
    public Cursor query(ShardStatement text, StatementOptions options) {
        if (storage.sqlLog() != null) {
            storage.sqlLog().actual(text, syntax(text.dataSource()));
        }
        Running running = start(options);
        ShardConnection connection = null;
        try {
            running.expectCursors(1);
            connection = take(text.dataSource(), running);
            connection.expectUses(1);
            return connection.query(
                    text,
                    options,
                    running,
                    options.fetchSize() != StatementOptions.WHOLE
                            && options.access() == RowAccess.PLAIN);
        } catch (SQLException | RuntimeException | Error e) {
            throw givenUp(running, connection, e);
        }
    }

    /**
     * Runs queries on all their data sources at once.
     *
     * <p>Of each data source at most {@code max-connections-size-per-query} connections are taken
     * (in a transaction: one). Texts that share a connection run one after the other; their rows
     * are read from the server as they are asked for where the driver can do that for several
     * results at once, else held.
     *
     * @return one per statement, in their order; the caller closes all of them
     */
    public Cursor[] query(List<ShardStatement> texts, StatementOptions options) {
        Cursor[] cursors = new Cursor[texts.size()];
        if (cursors.length == 1) {
            cursors[0] = query(texts.get(0), options);
            return cursors;
        }
        if (storage.sqlLog() != null) {
            storage.sqlLog().actual(texts, syntax(texts.get(0).dataSource()));
        }
        Running running = start(options);
        Lanes lanes = new Lanes(this, storage, running);
        try {
            running.expectCursors(cursors.length);
            lanes.take(dataSources(texts), storage.connectionsPerQueryMax());
            lanes.run(
                    lane -> {
                        int runNow = options.inSeries() ? 1 : lane.texts().length;
                        for (int i = 0; i < runNow; i++) {
                            int text = lane.texts()[i];
                            cursors[text] =
                                    lane.connection()
                                            .query(texts.get(text), options, running, true);
                        }
                    });
            for (Lanes.Lane lane : lanes.all()) {
                for (int text : lane.texts()) {
                    if (cursors[text] == null) {
                        cursors[text] =
                                new DeferredCursor(
                                        this, lane.connection(), texts.get(text), options, running);
                    }
                }
            }
            return cursors;
        } catch (RuntimeException | Error e) {
            for (Lanes.Lane lane : lanes.all()) {
                if (!lane.connection().isPinned()) {
                    lane.connection().goHome(true);
                }
            }
            closeAll(cursors, e);
            throw givenUp(running, null, e);
        }
    }

    /** Runs a text when its turn has come. */
    Cursor queryDeferred(
            ShardConnection connection,
            ShardStatement text,
            StatementOptions options,
            Running running) {
        try {
            running.check();
            return connection.query(text, options, running, true);
        } catch (SQLException e) {
            throw failure(connection, running, e);
        }
    }

    private static void closeAll(Cursor[] cursors, Throwable failure) {
        for (Cursor cursor : cursors) {
            if (cursor != null) {
                try {
                    cursor.close();
                } catch (RuntimeException e) {
                    failure.addSuppressed(e);
                }
            }
        }
    }

    private static String[] dataSources(List<ShardStatement> texts) {
        String[] names = new String[texts.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = texts.get(i).dataSource();
        }
        return names;
    }

    // Writes.

    /**
     * Runs texts that write, all or nothing.
     *
     * <p>Outside a transaction more than one text runs in an implicit transaction. Inside, a
     * failure on MySQL takes back what the texts did on every shard, and the transaction goes on;
     * on PostgreSQL the transaction has failed on every shard.
     *
     * @return one per statement, in their order
     */
    public List<ShardUpdate> update(List<ShardStatement> texts, StatementOptions options) {
        if (texts.size() == 1) {
            return List.of(update(texts.get(0), options));
        }
        if (storage.sqlLog() != null) {
            storage.sqlLog().actual(texts, syntax(texts.get(0).dataSource()));
        }
        ShardUpdate[] updates = new ShardUpdate[texts.size()];
        write(
                dataSources(texts),
                options,
                running ->
                        lane -> {
                            for (int text : lane.texts()) {
                                updates[text] =
                                        lane.connection().update(texts.get(text), options, running);
                            }
                        });
        return List.of(updates);
    }

    /** {@link #update(List, StatementOptions)} of one, on the caller's thread. */
    public ShardUpdate update(ShardStatement text, StatementOptions options) {
        if (storage.sqlLog() != null) {
            storage.sqlLog().actual(text, syntax(text.dataSource()));
        }
        Running running = start(options);
        ShardConnection connection = null;
        try {
            connection = take(text.dataSource(), running);
            connection.expectUses(1);
            ShardUpdate update = connection.update(text, options, running);
            finish(running);
            connection.endUse(running);
            return update;
        } catch (SQLException | RuntimeException | Error e) {
            throw givenUp(running, connection, e);
        }
    }

    /**
     * {@link #update(List, StatementOptions)} of texts that write and give rows (RETURNING): the
     * rows are held, so that nothing is shown of a statement that fails in the end.
     *
     * @return one per statement, in their order; the caller closes all of them
     */
    public Cursor[] updateReturning(List<ShardStatement> texts, StatementOptions options) {
        if (storage.sqlLog() != null) {
            storage.sqlLog().actual(texts, syntax(texts.get(0).dataSource()));
        }
        Cursor[] cursors = new Cursor[texts.size()];
        try {
            write(
                    dataSources(texts),
                    options,
                    running ->
                            lane -> {
                                for (int text : lane.texts()) {
                                    cursors[text] =
                                            lane.connection()
                                                    .queryHeld(texts.get(text), options, running);
                                }
                            });
        } catch (RuntimeException | Error e) {
            closeAll(cursors, e);
            throw e;
        }
        return cursors;
    }

    /**
     * Runs a text of which it isn't known what it gives (CALL, a statement that isn't modelled).
     * All rows are held.
     *
     * @return all its results, in order; at least one
     */
    public List<ShardResult> execute(ShardStatement text, StatementOptions options) {
        if (storage.sqlLog() != null) {
            storage.sqlLog().actual(text, syntax(text.dataSource()));
        }
        Running running = start(options);
        ShardConnection connection = null;
        try {
            connection = take(text.dataSource(), running);
            connection.expectUses(1);
            List<ShardResult> results = connection.execute(text, options, running);
            finish(running);
            connection.endUse(running);
            return results;
        } catch (SQLException | RuntimeException | Error e) {
            throw givenUp(running, connection, e);
        }
    }

    /**
     * Calls a stored routine on one data source. All that it gives is copied.
     *
     * @param sql as the data source's driver reads it
     */
    public <T> CallResult<T> call(
            String dataSource, String sql, RoutineCall<T> call, StatementOptions options) {
        Running running = start(options);
        ShardConnection connection = null;
        try {
            connection = take(dataSource, running);
            connection.expectUses(1);
            CallResult<T> result = connection.call(sql, call, options, running);
            finish(running);
            connection.endUse(running);
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            throw givenUp(running, connection, e);
        }
    }

    /**
     * Runs batches. One batch outside a transaction does what the data source does with a batch;
     * several are all or nothing, as in {@link #update(List, StatementOptions)}.
     *
     * @return one per batch, in their order. What a text's failure leaves is in the results, not
     *     thrown; other failures are thrown.
     */
    public List<ShardBatchResult> batch(List<ShardBatch> batches, StatementOptions options) {
        if (storage.sqlLog() != null) {
            storage.sqlLog().actualBatches(batches, syntax(batches.get(0).dataSource()));
        }
        ShardBatchResult[] results = new ShardBatchResult[batches.size()];
        String[] names = new String[batches.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = batches.get(i).dataSource();
        }
        if (names.length == 1) {
            return List.of(batchOfOne(batches.get(0), options));
        }
        try {
            write(
                    names,
                    options,
                    running ->
                            lane -> {
                                for (int batch : lane.texts()) {
                                    results[batch] =
                                            BatchRun.of(
                                                    this,
                                                    lane.connection(),
                                                    batches.get(batch),
                                                    options,
                                                    running);
                                    if (results[batch].failure() != null) {
                                        throw results[batch].failure();
                                    }
                                }
                            });
        } catch (ShardfoldException e) {
            // Nothing is left of any: only the failure is worth telling.
            for (int i = 0; i < results.length; i++) {
                long[] counts = new long[batches.get(i).sets().size()];
                Arrays.fill(counts, Statement.EXECUTE_FAILED);
                results[i] = new ShardBatchResult(counts, List.of(), null, e);
            }
        }
        return List.of(results);
    }

    private ShardBatchResult batchOfOne(ShardBatch batch, StatementOptions options) {
        Running running = start(options);
        ShardConnection connection = null;
        try {
            connection = take(batch.dataSource(), running);
            connection.expectUses(1);
            ShardBatchResult result = BatchRun.of(this, connection, batch, options, running);
            finish(running);
            connection.endUse(running);
            if (result.failure() != null) {
                checkPinned();
            }
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            throw givenUp(running, connection, e);
        }
    }

    /** Makes the work of a statement, given what it runs under. */
    @FunctionalInterface
    private interface Writing {
        Lanes.Work under(Running running);
    }

    private void write(String[] dataSources, StatementOptions options, Writing writing) {
        Running running = start(options);
        boolean implicit = transaction == null;
        Lanes lanes = new Lanes(this, storage, running);
        // A lane is written by one worker, and read when all have ended.
        boolean[] marked = new boolean[dataSources.length];
        try {
            if (implicit) {
                begin(defaults);
            }
            lanes.take(dataSources, 1);
            Lanes.Work work = writing.under(running);
            lanes.run(
                    lane -> {
                        if (!implicit && lane.connection().engine().dialect() == Dialect.MYSQL) {
                            lane.connection().savepoint(STATEMENT_SAVEPOINT);
                            marked[lane.texts()[0]] = true;
                        }
                        work.run(lane);
                    });
            finish(running);
        } catch (RuntimeException | Error e) {
            if (implicit) {
                rollback();
            } else {
                takeBack(lanes, marked);
            }
            throw givenUp(running, null, e);
        }
        if (implicit) {
            commit();
        }
    }

    /** Takes back what the texts of one statement have done, where the transaction can go on. */
    private void takeBack(Lanes lanes, boolean[] marked) {
        for (Lanes.Lane lane : lanes.all()) {
            if (marked[lane.texts()[0]] && !lane.connection().hasRolledBack()) {
                try {
                    lane.connection().rollbackTo(STATEMENT_SAVEPOINT);
                } catch (SQLException | RuntimeException e) {
                    // Part of the statement is there and can't be taken back.
                    failed = true;
                }
            }
        }
    }

    /** Asks a data source what a text takes and gives, without running it. */
    public StatementShape describe(String dataSource, String sql) {
        Running running = start(StatementOptions.DEFAULT);
        ShardConnection connection = null;
        try {
            connection = take(dataSource, running);
            connection.expectUses(1);
            StatementShape shape;
            try (PreparedStatement statement = connection.prepareOnServer(sql)) {
                shape = StatementShape.of(statement, connection.engine(), connection::logicalName);
            }
            finish(running);
            connection.endUse(running);
            return shape;
        } catch (SQLException | RuntimeException | Error e) {
            throw givenUp(running, connection, e);
        }
    }

    /** What clients are told of a physical table's name. */
    String logicalName(String dataSource, String table) {
        return storage.logicalName(dataSource, table);
    }

    // Settings.

    /** From the next use of each connection on, inside a transaction too. */
    public void settings(SessionSettings newSettings) {
        settings = newSettings;
    }

    /**
     * How long a data source may take to answer before its connection is given up; of the session's
     * connections now and later.
     *
     * @param executor what the drivers may need for it
     * @param milliseconds 0 for no limit
     */
    public void networkTimeout(Executor executor, int milliseconds) {
        networkTimeout = new NetworkTimeout(executor, milliseconds);
        onPinned(connection -> connection.networkTimeout(networkTimeout));
    }

    /** How statements that need a transaction of their own begin it: the session's isolation. */
    public void transactionDefaults(TransactionOptions newDefaults) {
        defaults = newDefaults;
    }

    // Transactions.

    /** Whether a transaction is open, failed or not. */
    public boolean inTransaction() {
        return transaction != null;
    }

    /**
     * Whether the open transaction can only be rolled back: PostgreSQL after any error; any engine
     * after a lost connection. Everything but {@link #rollback}, {@link #rollbackTo} and {@link
     * #commit} (which rolls back, and says so by an error) is refused with 25P02.
     */
    public boolean transactionFailed() {
        return failed;
    }

    /**
     * Opens a transaction. No data source is touched before its first use.
     *
     * <p>MySQL rolls back a transaction by itself when it is a deadlock's victim, and goes on in a
     * new one until COMMIT. So do we: on every shard.
     */
    public void begin(TransactionOptions options) {
        assert transaction == null : "One transaction at a time";
        transaction = options;
        failed = false;
    }

    /** The data sources that have joined the open transaction, by name. */
    public List<String> pinned() {
        return List.copyOf(pinned.keySet());
    }

    /**
     * Commits on each data source in turn. Afterwards no transaction is open, whatever came.
     *
     * @throws ShardException the first data source's own error: nothing is committed
     * @throws StatementException 08007 / 1180: some have committed and some haven't, or it isn't
     *     known; the message names both
     */
    public void commit() {
        checkPinned();
        if (transaction == null) {
            return;
        }
        if (failed) {
            rollback();
            throw aborted("The transaction had failed: it was rolled back.");
        }
        try {
            for (ShardConnection connection : pinned.values()) {
                connection.holdCursors();
            }
        } catch (RuntimeException | Error e) {
            rollback();
            throw e;
        }
        List<String> committed = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        ShardException first = null;
        boolean unknown = false;
        for (var entry : pinned.entrySet()) {
            ShardConnection connection = entry.getValue();
            if (first != null && committed.isEmpty() && !unknown) {
                // Nothing is committed yet, and so nothing will be.
                break;
            }
            try {
                connection.commit();
                committed.add(entry.getKey());
            } catch (SQLException e) {
                connection.markFailed();
                unknown |= connection.isLost(e);
                failures.add(entry.getKey() + " (" + e.getMessage() + ")");
                if (first == null) {
                    first = new ShardException(entry.getKey(), e);
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        // Whoever has committed has nothing left to roll back.
        endTransaction(first != null);
        if (first != null && (unknown || !committed.isEmpty())) {
            throw outcomeUnknown(committed, failures, first);
        }
        if (first != null) {
            throw first;
        }
    }

    private static StatementException outcomeUnknown(
            List<String> committed, List<String> failures, ShardException cause) {
        return new StatementException(
                Problem.TRANSACTION_OUTCOME_UNKNOWN,
                "The transaction was not committed everywhere. Committed: "
                        + (committed.isEmpty() ? "none" : String.join(", ", committed))
                        + ". Failed or unknown: "
                        + String.join(", ", failures)
                        + ". Compare the data on these data sources.",
                StatementException.NO_POSITION,
                cause);
    }

    /** Rolls back everywhere. Afterwards no transaction is open. Doesn't fail. */
    public void rollback() {
        if (transaction == null) {
            return;
        }
        if (!failed) {
            for (ShardConnection connection : pinned.values()) {
                try {
                    connection.holdCursors();
                } catch (RuntimeException e) {
                    // Whoever reads on is told that the cursor has ended.
                    connection.markFailed();
                }
            }
        }
        endTransaction(true);
    }

    private void endTransaction(boolean rollback) {
        for (ShardConnection connection : List.copyOf(pinned.values())) {
            connection.goHome(rollback);
        }
        pinned.clear();
        journal.clear();
        transaction = null;
        failed = false;
    }

    /**
     * Sets a savepoint on each data source of the open transaction, and on each that joins later.
     *
     * @param name as the server's catalog would have it (PostgreSQL: unquoted names in lower case)
     */
    public void savepoint(String name) {
        requireTransaction();
        onPinned(connection -> connection.savepoint(name));
        journal.savepoint(name, defaultDialect());
    }

    /**
     * @throws StatementException 3B001 / 1305 where there is no such savepoint
     */
    public void rollbackTo(String name) {
        if (transaction == null) {
            requireTransaction();
        }
        int index = requireSavepoint(name);
        for (ShardConnection connection : pinned.values()) {
            if (connection.isBroken()) {
                throw aborted(
                        "Data source "
                                + connection.unit().name()
                                + " has lost its part of the transaction: only ROLLBACK is left.");
            }
        }
        boolean hadFailed = failed;
        failed = false;
        try {
            onPinned(
                    connection -> {
                        if (!hadFailed) {
                            connection.holdCursors();
                        }
                        connection.rollbackTo(name);
                    });
        } catch (RuntimeException e) {
            failed = true;
            throw e;
        }
        journal.rollbackTo(index);
    }

    /**
     * @throws StatementException 3B001 / 1305 where there is no such savepoint
     */
    public void release(String name) {
        requireTransaction();
        int index = requireSavepoint(name);
        onPinned(connection -> connection.release(name));
        journal.release(index);
    }

    /**
     * Runs a text on each data source of the open transaction, and on each that joins later (SET
     * LOCAL). A rollback to an earlier savepoint takes it back.
     */
    public void forTransaction(String sql) {
        requireTransaction();
        onPinned(connection -> connection.command(sql));
        journal.text(sql);
    }

    /** Something that a pinned connection is told. */
    @FunctionalInterface
    private interface Telling {
        void tell(ShardConnection connection) throws SQLException;
    }

    private void onPinned(Telling telling) {
        ShardConnection current = null;
        try {
            for (ShardConnection connection : pinned.values()) {
                current = connection;
                telling.tell(connection);
            }
        } catch (SQLException e) {
            ShardfoldException failure = failure(current, null, e);
            // Some have it and some haven't: they can't go on together.
            failed = true;
            throw failure;
        }
    }

    private void requireTransaction() {
        if (transaction == null) {
            throw new StatementException(
                    Problem.NO_ACTIVE_TRANSACTION,
                    "Savepoints need an open transaction.",
                    StatementException.NO_POSITION);
        }
        if (failed) {
            throw aborted("The transaction has failed: nothing is done until ROLLBACK.");
        }
    }

    private int requireSavepoint(String name) {
        int index = journal.indexOf(name, defaultDialect());
        if (index < 0) {
            if (defaultDialect() == Dialect.POSTGRESQL) {
                failed = true;
            }
            throw new StatementException(
                    Problem.UNKNOWN_SAVEPOINT,
                    defaultDialect() == Dialect.POSTGRESQL
                            ? "savepoint \"" + name + "\" does not exist"
                            : "SAVEPOINT " + name + " does not exist",
                    StatementException.NO_POSITION);
        }
        return index;
    }

    /** All data sources of a database speak one dialect. */
    private Dialect defaultDialect() {
        SortedMap<String, StorageUnit> units = storage.units();
        return units.isEmpty() ? Dialect.MYSQL : units.get(units.firstKey()).dialect();
    }

    private static StatementException aborted(String message) {
        return new StatementException(
                Problem.TRANSACTION_ABORTED, message, StatementException.NO_POSITION);
    }

    // Stopping.

    /**
     * Ends whatever runs now, on every shard, and the cursors that are open; from any thread. What
     * the session starts before the next statement is refused.
     */
    public void cancel() {
        cancelled = true;
        List<Running> stopped;
        synchronized (moreRuns) {
            stopped = new ArrayList<>(moreRuns);
        }
        Running first = run;
        if (first != null) {
            stopped.add(first);
        }
        for (Running running : stopped) {
            stop(running, cancellation(), FIRST_STOP_MILLIS);
        }
    }

    /** Whether what the session starts now is refused. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Stops what runs, and again after some time as long as it is still there. */
    private void stop(Running running, StatementException reason, long againMillis) {
        if (running.stop(reason) && againMillis <= LAST_STOP_MILLIS) {
            storage.atDeadline(
                    System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(againMillis),
                    () -> stop(running, reason, 2 * againMillis));
        }
    }

    static StatementException cancellation() {
        return new StatementException(
                Problem.CANCELLED,
                "canceling statement due to user request",
                StatementException.NO_POSITION);
    }

    private static StatementException timeout() {
        return new StatementException(
                Problem.TIMEOUT,
                "canceling statement due to statement timeout",
                StatementException.NO_POSITION);
    }

    private Running start(StatementOptions options) {
        if (closed) {
            throw new StatementException(
                    Problem.CONNECTION_CLOSED,
                    "The session is closed.",
                    StatementException.NO_POSITION);
        }
        checkPinned();
        if (failed) {
            throw aborted(
                    "current transaction is aborted, commands ignored until end of transaction"
                            + " block");
        }
        Running running = new Running();
        if (run == null) {
            run = running;
        } else {
            synchronized (moreRuns) {
                moreRuns.add(running);
            }
        }
        if (cancelled) {
            finish(running);
            throw cancellation();
        }
        if (options.deadlineNanos() != 0) {
            running.timer(
                    storage.atDeadline(
                            options.deadlineNanos(),
                            () -> stop(running, timeout(), FIRST_STOP_MILLIS)));
        }
        return running;
    }

    private void finish(Running running) {
        running.end();
        if (run == running) {
            run = null;
            return;
        }
        synchronized (moreRuns) {
            moreRuns.remove(running);
        }
    }

    /** A cursor has ended; with the last one of its call, the call has. */
    void cursorEnded(Running running) {
        if (running.endCursor()) {
            finish(running);
        }
    }

    // Connections.

    ShardConnection take(String dataSource, Running running) throws SQLException {
        if (transaction != null) {
            return pin(dataSource, running);
        }
        ShardConnection connection = open(storage.unit(dataSource), running);
        unpinned.add(connection);
        return connection;
    }

    private ShardConnection open(StorageUnit unit, Running running) throws SQLException {
        running.startWaiting();
        Connection driverConnection;
        try {
            driverConnection = unit.connection();
        } catch (ShardException e) {
            running.check();
            throw e;
        } finally {
            running.endWaiting();
        }
        try {
            Server server = unit.server(driverConnection);
            ShardConnection connection = new ShardConnection(this, unit, driverConnection, server);
            if (networkTimeout != null) {
                connection.networkTimeout(networkTimeout);
            }
            connection.apply(settings);
            return connection;
        } catch (SQLException e) {
            unit.evict(driverConnection);
            driverConnection.close();
            throw new ShardException(unit.name(), e);
        } catch (RuntimeException | Error e) {
            unit.evict(driverConnection);
            driverConnection.close();
            throw e;
        }
    }

    private ShardConnection pin(String dataSource, Running running) throws SQLException {
        ShardConnection connection = pinned.get(dataSource);
        if (connection != null) {
            connection.apply(settings);
            return connection;
        }
        StorageUnit unit = storage.unit(dataSource);
        connection = open(unit, running);
        try {
            connection.begin(transaction);
            journal.replayOn(connection);
        } catch (SQLException e) {
            connection.isLost(e);
            connection.goHome(true);
            throw new ShardException(dataSource, e);
        } catch (RuntimeException | Error e) {
            connection.goHome(true);
            throw e;
        }
        pinned.put(dataSource, connection);
        return connection;
    }

    /** A connection went home. */
    void gone(ShardConnection connection) {
        unpinned.remove(connection);
    }

    /** What cursors that must give their connection free are copied to. */
    synchronized MemoryBudget memoryBudget() {
        if (budget == null) {
            budget = new MemoryBudget(storage.memoryBytesMax());
        }
        return budget;
    }

    // Failures.

    /**
     * What a driver's error means for the session.
     *
     * @param running null for commands of our own
     * @return what the session's caller is told
     */
    ShardfoldException failure(ShardConnection connection, Running running, SQLException e) {
        boolean lost = connection.isLost(e);
        if (lost) {
            connection.markFailed();
        } else {
            connection.markFailed(e);
        }
        if (connection.isPinned()
                && (lost || connection.engine().dialect() == Dialect.POSTGRESQL)) {
            failed = true;
        }
        if (running != null && running.reason() instanceof ShardfoldException reason) {
            // Not the driver's words, but why we made it stop.
            return reason;
        }
        return new ShardException(connection.unit().name(), e);
    }

    /**
     * Cleans up after a call that failed.
     *
     * @param connection the one that it had taken, or null
     * @return what to throw
     */
    private RuntimeException givenUp(Running running, ShardConnection connection, Throwable e) {
        RuntimeException told;
        if (e instanceof SQLException sql) {
            told =
                    connection == null
                            ? new IllegalStateException(sql)
                            : failure(connection, running, sql);
        } else if (e instanceof RuntimeException runtime) {
            told = runtime;
        } else {
            told = new IllegalStateException(e);
        }
        finish(running);
        if (connection != null && !connection.isPinned()) {
            connection.goHome(true);
        }
        checkPinned();
        return told;
    }

    /** Where a server has rolled back its part of the transaction, so is all of it. */
    private void checkPinned() {
        boolean rolledBack = false;
        for (ShardConnection connection : pinned.values()) {
            rolledBack |= connection.hasRolledBack();
        }
        if (rolledBack) {
            for (ShardConnection connection : List.copyOf(pinned.values())) {
                connection.goHome(true);
            }
            pinned.clear();
            journal.clear();
        }
    }

    /**
     * Rolls back, closes the cursors and gives every connection back. A second call does nothing.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        endTransaction(true);
        for (ShardConnection connection : List.copyOf(unpinned)) {
            connection.goHome(true);
        }
    }
}
