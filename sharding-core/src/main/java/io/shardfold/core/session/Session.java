package io.shardfold.core.session;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.execute.CallResult;
import io.shardfold.core.execute.RoutineCall;
import io.shardfold.core.execute.ShardConnections;
import io.shardfold.core.execute.ShardResult;
import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.execute.StatementOptions;
import io.shardfold.core.execute.StatementShape;
import io.shardfold.core.execute.Storage;
import io.shardfold.core.execute.TransactionOptions;
import io.shardfold.core.plan.NodeCondition;
import io.shardfold.core.plan.Plan;
import io.shardfold.core.plan.SessionValues;
import io.shardfold.core.plan.Targets;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.rule.Hint;
import io.shardfold.core.rule.NodeSet;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.value.SessionZone;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.SyntaxException;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.parse.SqlParser;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * One client's conversation with a {@link Database}: a JDBC connection or a proxy's client.
 * Confined to one thread at a time, but for {@link #cancel}.
 *
 * <p>All methods that run something throw a {@link io.shardfold.core.error.ShardfoldException},
 * never an exception of a driver.
 */
public final class Session implements AutoCloseable {

    private final Database database;
    private final Storage storage;
    private final Dialect dialect;
    private final ShardConnections connections;
    private final boolean settingsReachShards;

    /** Made at the first PREPARE. */
    private NamedStatements named;

    /** Made at the first SET. */
    private SessionSettingsMap settings;

    private final Syntax initialSyntax;
    private Syntax syntax;
    private boolean autoCommit = true;
    private int isolation;
    private boolean readOnly;

    /** Of the next transaction alone; 0 and null for the session's own. */
    private int nextIsolation;

    private Boolean nextReadOnly;
    private boolean failed;
    private long lastInsertId;
    private long rowCount = -1;
    private long numbers;
    private Hint hint = Hint.NONE;

    private boolean mayNameDataSource = true;

    /** The open transaction has a time zone of its own. */
    private boolean clockIsLocal;

    /** The open transaction has changed definitions: others see them when it has committed. */
    private boolean definitionsChanged;

    /**
     * Connections of a result that was gathered outside a transaction; cancel reaches them, too.
     */
    private volatile ShardConnections separate;

    /**
     * @param syntax how texts are read before any SET, and after a reset
     * @param settingsReachShards whether the shards are servers of the client's dialect
     */
    Session(
            Database database,
            Storage storage,
            Syntax syntax,
            Dialect dialect,
            boolean settingsReachShards) {
        this.database = database;
        this.storage = storage;
        this.dialect = dialect;
        this.initialSyntax = syntax;
        this.syntax = syntax;
        this.connections = new ShardConnections(storage);
        this.settingsReachShards = settingsReachShards;
    }

    public Database database() {
        return database;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** How texts are read now; changes with {@code SET sql_mode} and the like. */
    public Syntax syntax() {
        return syntax;
    }

    /** As {@link #syntax} before any SET. */
    Syntax initialSyntax() {
        return initialSyntax;
    }

    void syntax(Syntax newSyntax) {
        syntax = newSyntax;
    }

    // ---- reading and planning

    /**
     * Reads and plans one statement. Never blocks.
     *
     * @throws StatementException 42601 / 1064 with a position; 0A000 / 1235 for what no plan
     *     answers
     */
    public Prepared prepare(String sql) {
        Snapshot snapshot = database.snapshot();
        Prepared known = snapshot.plans.find(sql, syntax);
        if (known != null) {
            return known;
        }
        try {
            return new StatementReader(snapshot, syntax, dialect).read(sql);
        } catch (ShardfoldException failure) {
            fail();
            throw failure;
        }
    }

    /**
     * A text that was made of a part of a statement.
     *
     * @throws StatementException as {@link #prepare}, without a position: the client has another
     *     text
     */
    Prepared preparePart(String sql) {
        try {
            return prepare(sql);
        } catch (StatementException failure) {
            throw failure.at(StatementException.NO_POSITION);
        }
    }

    /**
     * Cuts a text of several statements into one text each. Empty statements are left out unless
     * all are empty.
     */
    public List<String> split(String text) {
        List<String> result = new ArrayList<>();
        try {
            for (Span span : SqlParser.split(syntax, text)) {
                result.add(span.of(text));
            }
        } catch (SyntaxException syntaxError) {
            throw StatementException.syntax(syntaxError.getMessage(), syntaxError.position());
        }
        return result.isEmpty() ? List.of(text) : result;
    }

    // ---- running

    /** Runs a prepared statement. Blocks. */
    public Outcome execute(Prepared prepared, Parameters parameters, ExecuteOptions options) {
        if (parameters.count() < prepared.parameterCount()) {
            throw new StatementException(
                    Problem.PARAMETER_COUNT_MISMATCH,
                    "The statement has "
                            + prepared.parameterCount()
                            + " placeholders; "
                            + parameters.count()
                            + " values were given.",
                    StatementException.NO_POSITION);
        }
        Plan plan = prepared.plan();
        if (failed && !isAnsweredWhenFailed(prepared.kind())) {
            throw aborted();
        }
        connections.startStatement();
        if (storage.sqlLog() != null) {
            storage.sqlLog().logical(syntax, prepared.sql());
        }
        try {
            if (plan.kind() == Plan.Kind.SESSION) {
                return new SessionCommands(this).run(prepared, parameters, options);
            }
            if (!autoCommit && !connections.inTransaction()) {
                beginTransaction(transactionOptions(false));
            }
            Hint asked = asked(prepared);
            StatementOptions how = statementOptions(options, plan);
            // One frame less for nearly every statement.
            Outcome outcome =
                    asked == Hint.NONE
                            ? new Execution(this, prepared, parameters, how, asked).run(plan)
                            : run(prepared, parameters, how, asked);
            rowCount = outcome instanceof Outcome.Update update ? update.count() : -1;
            return outcome;
        } catch (ShardfoldException failure) {
            fail();
            rowCount = -1;
            throw failure;
        }
    }

    Outcome run(Prepared prepared, Parameters parameters, StatementOptions how, Hint asked) {
        if (asked != Hint.NONE) {
            if (asked.dataSource() != null) {
                requireMayNameDataSource(asked);
                return directed(prepared, parameters, how, asked);
            }
            if (asked.skipRewrite()) {
                throw StatementException.notSupported(
                        "The hint SKIP_SQL_REWRITE without DATA_SOURCE_NAME",
                        StatementException.NO_POSITION,
                        "Name the data source that knows the tables of this text.");
            }
        }
        return new Execution(this, prepared, parameters, how, asked).run(prepared.plan());
    }

    private void requireMayNameDataSource(Hint asked) {
        if (asked.dataSource() != null && !mayNameDataSource) {
            throw new StatementException(
                    Problem.PRIVILEGE_MISSING,
                    "The hint DATA_SOURCE_NAME is for users with 'admin: true' alone",
                    StatementException.NO_POSITION);
        }
    }

    /** What the application, the statement's comments and the session's clock say. */
    Hint asked(Prepared prepared) {
        Hint asked = hint == Hint.NONE ? prepared.hint() : Hint.both(hint, prepared.hint());
        ShardClock clock = database.snapshot().clock;
        return clock == null ? asked : asked.in(zone(clock));
    }

    private SessionZone zone(ShardClock clock) {
        if (clockIsLocal) {
            return SessionZone.UNKNOWN;
        }
        return clock.in(setting(dialect == Dialect.MYSQL ? "time_zone" : "timezone"));
    }

    /** SET LOCAL TIME ZONE: until the transaction ends, the clock is another. */
    void clockIsLocal() {
        clockIsLocal = true;
    }

    private StatementOptions statementOptions(ExecuteOptions options, Plan plan) {
        if (options == ExecuteOptions.PLAIN) {
            return StatementOptions.PLAIN;
        }
        if (options == ExecuteOptions.DEFAULT) {
            return database.statementOptions();
        }
        List<String> keys = List.of();
        boolean ask = options.generatedKeys();
        if (plan instanceof Plan.Insert insert && insert.generated() != null) {
            ask = false;
        }
        return new StatementOptions(
                options.fetchSize(),
                options.maxRows(),
                StatementOptions.deadlineIn(options.timeoutMillis()),
                ask,
                keys,
                false,
                options.access());
    }

    /** DATA_SOURCE_NAME: the text as it stands, on the storage unit named. */
    private Outcome directed(
            Prepared prepared, Parameters parameters, StatementOptions how, Hint asked) {
        storage.unit(asked.dataSource());
        ShardStatement statement =
                new ShardStatement(
                        asked.dataSource(),
                        prepared.sql(),
                        parameters.count() == 0 ? null : parameters);
        var results = connections.execute(statement, how);
        return results.get(0) instanceof ShardResult.Rows rows
                ? new Outcome.Rows(rows.cursor())
                : new Outcome.Update(
                        ((ShardResult.Count) results.get(0)).count(), List.of(), null, 0);
    }

    private static boolean isAnsweredWhenFailed(Statement.Kind kind) {
        return kind == Statement.Kind.ROLLBACK
                || kind == Statement.Kind.COMMIT
                || kind == Statement.Kind.EMPTY;
    }

    private static StatementException aborted() {
        return new StatementException(
                Problem.TRANSACTION_ABORTED,
                "current transaction is aborted, commands ignored until end of transaction block",
                StatementException.NO_POSITION);
    }

    /**
     * PostgreSQL: after an error a transaction can only be rolled back, whoever found the error.
     */
    private void fail() {
        if (dialect == Dialect.POSTGRESQL && connections.inTransaction()) {
            failed = true;
        }
    }

    /**
     * Runs one INSERT, UPDATE or DELETE with many sets of values, grouped by shard.
     *
     * @return one count per set, in their order, and all generated keys in the sets' order
     */
    public BatchOutcome executeBatch(
            Prepared prepared, List<Parameters> batch, ExecuteOptions options) {
        if (failed) {
            throw aborted();
        }
        connections.startStatement();
        try {
            if (!autoCommit && !connections.inTransaction()) {
                beginTransaction(transactionOptions(false));
            }
            BatchOutcome outcome =
                    new BatchExecution(
                                    this,
                                    prepared,
                                    batch,
                                    statementOptions(options, prepared.plan()))
                            .run();
            if (outcome.failure() != null) {
                fail();
            }
            return outcome;
        } catch (ShardfoldException failure) {
            fail();
            throw failure;
        }
    }

    /**
     * Calls a stored routine on the one data source that its statement goes to. Blocks.
     *
     * @param prepared the call as a statement: {@code CALL p(...)} or {@code SELECT f(...)}
     * @param sql the call as the data source's driver reads it
     * @throws StatementException 0A000 / 1235 where it names tables that are sharded, or asks for
     *     what the session knows
     */
    public <T> CallResult<T> call(
            Prepared prepared, String sql, RoutineCall<T> call, ExecuteOptions options) {
        Hint asked = asked(prepared);
        requireMayNameDataSource(asked);
        if (!(prepared.plan() instanceof Plan.PassThrough through) || !through.text().isFixed()) {
            fail();
            throw StatementException.notSupported(
                    "A call of a stored routine with other arguments than values",
                    StatementException.NO_POSITION,
                    "It runs on one data source: read what it needs first, and pass that.");
        }
        if (failed) {
            throw aborted();
        }
        connections.startStatement();
        try {
            if (!autoCommit && !connections.inTransaction()) {
                connections.begin(transactionOptions(false));
            }
            String dataSource =
                    asked.dataSource() != null
                            ? asked.dataSource()
                            : through.dataSource() != null ? through.dataSource() : anyDataSource();
            storage.unit(dataSource);
            return connections.call(
                    dataSource, sql, call, statementOptions(options, prepared.plan()));
        } catch (ShardfoldException failure) {
            fail();
            throw failure;
        }
    }

    /** What data sources have warned of since the last statement began; once. */
    public List<SQLWarning> takeWarnings() {
        return connections.takeWarnings();
    }

    /**
     * How long a data source may take to answer, from now on.
     *
     * @param executor what the drivers may need for it
     * @param milliseconds 0 for no limit
     */
    public void setNetworkTimeout(Executor executor, int milliseconds) {
        connections.networkTimeout(executor, milliseconds);
    }

    /** Asks a shard what a statement takes and gives, without running it. Blocks. */
    public Description describe(Prepared prepared) {
        if (failed) {
            throw aborted();
        }
        connections.startStatement();
        if (prepared.statement() instanceof Utility.Execute execute) {
            Description inner = describe(namedStatements().statement(execute, prepared.sql()));
            int[] none = new int[prepared.parameterCount()];
            return new Description(none, none, inner.columns());
        }
        ShardStatement text = new DescribedText(this, prepared).text();
        if (text == null) {
            return new Description(
                    new int[prepared.parameterCount()],
                    new int[prepared.parameterCount()],
                    SessionCommands.columns(prepared));
        }
        try {
            StatementShape shape = connections.describe(text.dataSource(), text.sql());
            int[] order = DescribedText.parameters(prepared);
            int[] ids = new int[prepared.parameterCount()];
            int[] types = new int[prepared.parameterCount()];
            for (int i = 0; i < order.length && i < shape.parameterTypeIds().length; i++) {
                ids[order[i]] = shape.parameterTypeIds()[i];
                types[order[i]] = shape.parameterJdbcTypes()[i];
            }
            return new Description(ids, types, shape.columns());
        } catch (ShardfoldException failure) {
            fail();
            throw failure;
        }
    }

    // ---- transactions

    public TransactionStatus transactionStatus() {
        if (failed || connections.inTransaction() && connections.transactionFailed()) {
            return TransactionStatus.FAILED;
        }
        return connections.inTransaction() ? TransactionStatus.ACTIVE : TransactionStatus.IDLE;
    }

    public boolean autoCommit() {
        return autoCommit;
    }

    /** Turning it on commits an open transaction, as both engines' drivers do. */
    public void setAutoCommit(boolean newAutoCommit) {
        if (newAutoCommit && !autoCommit && connections.inTransaction()) {
            commit();
        }
        autoCommit = newAutoCommit;
    }

    TransactionOptions transactionOptions(boolean snapshot) {
        return new TransactionOptions(
                nextIsolation == 0 ? isolation : nextIsolation,
                nextReadOnly == null ? readOnly : nextReadOnly,
                snapshot);
    }

    /**
     * MySQL's SET TRANSACTION: for the next transaction alone.
     *
     * @param newIsolation 0 where it isn't named
     * @param newReadOnly null where it isn't named
     */
    void nextTransaction(int newIsolation, Boolean newReadOnly) {
        nextIsolation = newIsolation == 0 ? nextIsolation : newIsolation;
        nextReadOnly = newReadOnly == null ? nextReadOnly : newReadOnly;
    }

    private void beginTransaction(TransactionOptions options) {
        nextIsolation = 0;
        nextReadOnly = null;
        connections.begin(options);
    }

    void begin(TransactionOptions options) {
        if (connections.inTransaction()) {
            if (dialect == Dialect.POSTGRESQL) {
                return;
            }
            commit();
        }
        if (settings != null) {
            settings.begin();
        }
        beginTransaction(options);
    }

    /** A transaction that has failed is rolled back instead, as PostgreSQL does. */
    public void commit() {
        if (failed) {
            rollback();
            return;
        }
        try {
            if (connections.inTransaction()) {
                connections.commit();
            }
            if (settings != null) {
                settings.commit();
            }
        } finally {
            failed = false;
            clockIsLocal = false;
            refreshIfChanged();
        }
    }

    public void rollback() {
        failed = false;
        clockIsLocal = false;
        connections.rollback();
        if (settings != null && settings.rollback()) {
            applySettings();
        }
        refreshIfChanged();
    }

    /** The catalog is read again when the open transaction ends. */
    void refreshAtEnd() {
        definitionsChanged = true;
    }

    private void refreshIfChanged() {
        if (definitionsChanged) {
            definitionsChanged = false;
            database.refresh();
        }
    }

    public void savepoint(String name) {
        connections.savepoint(name);
    }

    public void rollbackTo(String savepoint) {
        connections.rollbackTo(savepoint);
        failed = false;
    }

    public void release(String savepoint) {
        connections.release(savepoint);
    }

    /**
     * @param newIsolation a constant of {@code java.sql.Connection}
     */
    public void setIsolation(int newIsolation) {
        isolation = newIsolation;
        connections.transactionDefaults(transactionOptions(false));
    }

    public void setReadOnly(boolean newReadOnly) {
        readOnly = newReadOnly;
        connections.transactionDefaults(transactionOptions(false));
    }

    /** A constant of {@code java.sql.Connection}; 0 where the session has set none. */
    public int isolation() {
        return isolation;
    }

    public boolean readOnly() {
        return readOnly;
    }

    /** Runs something in the open transaction, or in one of its own. */
    <T> T atomically(Supplier<T> work) {
        if (connections.inTransaction()) {
            return work.get();
        }
        connections.begin(transactionOptions(false));
        try {
            T result = work.get();
            connections.commit();
            return result;
        } catch (RuntimeException | Error failure) {
            connections.rollback();
            failed = false;
            throw failure;
        }
    }

    // ---- settings

    /** The value that a SET of this session gave, or null. Names compare without regard to case. */
    public String setting(String name) {
        return settings == null ? null : settings.value(name);
    }

    SessionSettingsMap settings() {
        if (settings == null) {
            settings = new SessionSettingsMap(settingsReachShards);
            if (connections.inTransaction()) {
                settings.begin();
            }
        }
        return settings;
    }

    void applySettings() {
        connections.settings(settings().forShards());
    }

    /**
     * What the application wants beside the SQL text, until it says otherwise. Its data source goes
     * before a comment's; sharding values in a comment go before these.
     *
     * @param newHint {@link Hint#NONE} for nothing
     */
    public void setHint(Hint newHint) {
        hint = newHint;
    }

    /** Hints that name a data source are refused from now on. */
    public void refuseDataSourceHints() {
        mayNameDataSource = false;
    }

    // ---- what executions ask

    Storage storage() {
        return storage;
    }

    ShardConnections connections() {
        return connections;
    }

    /**
     * Where a statement goes that any data source can answer: to one that the transaction uses
     * already.
     */
    String anyDataSource() {
        List<String> pinned = connections.pinned();
        if (!pinned.isEmpty()) {
            return pinned.get(0);
        }
        String first = database.snapshot().rules.defaultDataSource();
        return first == null ? database.dataSources().get(0) : first;
    }

    void lastInsertId(long id) {
        if (id != 0) {
            lastInsertId = id;
        }
    }

    /** Statements that were prepared by name. */
    NamedStatements namedStatements() {
        if (named == null) {
            named = new NamedStatements(this);
        }
        return named;
    }

    String[] fills(String[] fills) {
        fills[SessionValues.LAST_INSERT_ID] =
                ofType(Long.toUnsignedString(lastInsertId), "UNSIGNED");
        fills[SessionValues.DATABASE] = "'" + database.name().replace("'", "''") + "'";
        fills[SessionValues.ROW_COUNT] = ofType(Long.toString(rowCount), "SIGNED");
        return fills;
    }

    /** With the function's 64 bits, whatever the number's size: those of an operator on bits. */
    private String ofType(String number, String type) {
        return database.engine().isH2() ? number : "CAST(" + number + " | 0 AS " + type + ")";
    }

    long nextNumber() {
        return ++numbers;
    }

    ShardConnections separateConnections() {
        ShardConnections more = new ShardConnections(storage);
        if (settings != null) {
            more.settings(settings.forShards());
        }
        more.begin(transactionOptions(false));
        separate = more;
        if (connections.isCancelled()) {
            // It came before these connections were there to hear of it.
            more.cancel();
        }
        return more;
    }

    void giveBack(ShardConnections more) {
        if (separate == more) {
            separate = null;
        }
        more.close();
    }

    /** A table's demand that its key be restricted. */
    void audit(Targets targets, Plan.Scatter plan, NodeSet nodes, Hint asked) {
        ShardedTable table = targets.router().table();
        if (table.audit() != null
                && table.audit().isDemanded(asked)
                && targets.condition() == NodeCondition.ALL
                && !asked.hasShardingValues()
                && nodes.size() > 1) {
            throw StatementException.notSupported(
                    "A statement on " + table.name() + " without a condition on its sharding key",
                    StatementException.NO_POSITION,
                    "Its rule has an auditor that demands one: restrict "
                            + String.join(" or ", table.keyColumns())
                            + ".");
        }
    }

    /**
     * Ends what the session runs now, on every shard; from any thread. Does nothing when nothing
     * runs.
     */
    public void cancel() {
        connections.cancel();
        ShardConnections more = separate;
        if (more != null) {
            more.cancel();
        }
    }

    /**
     * A statement has arrived and waits for its turn: a {@link #cancel} from now on ends it. A
     * front end that calls this calls it for every statement; from any thread.
     */
    public void announceStatement() {
        connections.announceStatement();
    }

    /** Back to the state of a new session: rolls back, forgets settings. */
    public void reset() {
        rollback();
        settings = null;
        applySettings();
        syntax = initialSyntax;
        autoCommit = true;
        isolation = 0;
        readOnly = false;
        lastInsertId = 0;
        rowCount = -1;
        hint = Hint.NONE;
        named = null;
    }

    /** Rolls back, and gives every connection back. */
    @Override
    public void close() {
        ShardConnections more = separate;
        if (more != null) {
            more.close();
        }
        connections.close();
    }
}
