package io.shardfold.core.execute;

import io.shardfold.core.error.ShardException;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.execute.KeptStatements.Kept;
import io.shardfold.core.execute.ShardConnections.NetworkTimeout;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.HeldRows;
import io.shardfold.core.row.Parameters;
import io.shardfold.sql.Dialect;
import java.lang.reflect.InvocationTargetException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection while a session holds it. Confined to one thread at a time.
 *
 * <p>It knows how to begin and end a transaction on its kind of server, how a result is streamed by
 * its driver, and when it has to go home: at the end of the transaction if it is pinned, else when
 * its last cursor has ended.
 */
final class ShardConnection {

    /** Results that can't be larger are fetched whole: streaming them would cost a round trip. */
    static final int WHOLE_ROWS_MAX = 1_000;

    /** Rows that a stream brings at once. */
    private static final int FETCH_ROWS = 500;

    /** MySQL, "Server Error Message Reference". */
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private static final int LOCK_DEADLOCK = 1213;
    private static final int XA_DEADLOCK = 1614;

    private final ShardConnections owner;
    private final StorageUnit unit;
    private final Connection connection;
    private final Server server;

    /** Cursors and texts yet to run that keep an unpinned connection from going home. */
    private int usesLeft;

    /** Whether it belongs to the open transaction. */
    private boolean pinned;

    /** Whether auto-commit is off for a stream's sake alone. */
    private boolean streaming;

    /** Whether a text failed: what is under way isn't committed. */
    private boolean failed;

    /** See {@link #hasRolledBack}. */
    private boolean hasRolledBack;

    private boolean broken;
    private boolean home;

    /** What {@link #apply} last saw. */
    private SessionSettings settings = SessionSettings.NONE;

    /** Whether settings were made inside the open transaction: a rollback takes them back. */
    private boolean settingsInTransaction;

    /** The driver's way of going back from {@code setTransactionIsolation}; 0 for none. */
    private int isolationBefore;

    /** What {@link #networkTimeout} found; null where it wasn't called. */
    private NetworkTimeout networkTimeoutBefore;

    /** Null where the pool isn't known to keep connections alive, and before it was asked for. */
    private KeptStatements keptStatements;

    private boolean keptStatementsKnown;

    /** Cursors that read from this connection: they have to be copied before it goes home. */
    private final List<JdbcCursor> cursors = new ArrayList<>(1);

    ShardConnection(
            ShardConnections owner, StorageUnit unit, Connection connection, Server server) {
        this.owner = owner;
        this.unit = unit;
        this.connection = connection;
        this.server = server;
    }

    StorageUnit unit() {
        return unit;
    }

    Engine engine() {
        return server.engine();
    }

    Server server() {
        return server;
    }

    /** What clients are told of a table's name on this data source. */
    String logicalName(String table) {
        return owner.logicalName(unit.name(), table);
    }

    boolean isPinned() {
        return pinned;
    }

    /** It goes home after so many {@link #endUse}, unless it is pinned. */
    void expectUses(int count) {
        usesLeft = count;
    }

    // Statements.

    /**
     * @param mayStream whether a result that may be large is to be read as it is asked for
     */
    JdbcCursor query(
            ShardStatement text, StatementOptions options, Running running, boolean mayStream)
            throws SQLException {
        boolean stream =
                mayStream
                        && text.rowCountMax() > WHOLE_ROWS_MAX
                        && (options.maxRows() == 0 || options.maxRows() > WHOLE_ROWS_MAX);
        freeForNext();
        int fetchSize = stream ? prepareToStream(options) : 0;
        Kept kept = stream ? null : keptQuery(text, options);
        Statement statement = kept == null ? statement(text, options) : kept.statement;
        try {
            if (fetchSize != 0) {
                statement.setFetchSize(fetchSize);
            }
            running.add(statement);
            if (kept != null) {
                Binder.bind(kept.statement, text.parameters());
            }
            ResultSet rows =
                    text.parameters() == null
                            ? statement.executeQuery(text.sql())
                            : ((PreparedStatement) statement).executeQuery();
            // MySQL answers a cancelled SLEEP with a row.
            running.check();
            boolean occupies = stream && hasOneResult();
            if (!occupies) {
                owner.warnings(statement);
            }
            JdbcCursor cursor = new JdbcCursor(this, running, statement, rows, occupies, kept);
            cursors.add(cursor);
            return cursor;
        } catch (Throwable failure) {
            running.remove(statement);
            close(statement, kept, failure);
            throw failure;
        }
    }

    /** Null where the statement isn't to be kept, or the kept one is in use. */
    private Kept keptQuery(ShardStatement text, StatementOptions options) throws SQLException {
        KeptStatements kept = keptStatements(text, options);
        return kept == null ? null : kept.query(text.sql());
    }

    /** Null where nothing is kept for such an execution. */
    private KeptStatements keptStatements(ShardStatement text, StatementOptions options)
            throws SQLException {
        if (text.parameters() == null
                || options.maxRows() > 0
                || options.access() != RowAccess.PLAIN
                // A statement reads its text by the settings under which it was prepared.
                || settings != SessionSettings.NONE) {
            return null;
        }
        if (!keptStatementsKnown) {
            keptStatements = unit.keptStatements(connection);
            keptStatementsKnown = true;
        }
        return keptStatements;
    }

    private Statement statement(ShardStatement text, StatementOptions options) throws SQLException {
        RowAccess access = options.access();
        Statement statement;
        if (text.parameters() == null) {
            statement =
                    access == RowAccess.PLAIN
                            ? connection.createStatement()
                            : connection.createStatement(access.type(), access.concurrency());
        } else {
            PreparedStatement prepared =
                    access == RowAccess.PLAIN
                            ? connection.prepareStatement(text.sql())
                            : connection.prepareStatement(
                                    text.sql(), access.type(), access.concurrency());
            statement = prepared;
            bind(prepared, text.parameters());
        }
        try {
            if (options.maxRows() > 0) {
                statement.setMaxRows((int) Math.min(options.maxRows(), Integer.MAX_VALUE));
            }
        } catch (Throwable failure) {
            close(statement, failure);
            throw failure;
        }
        return statement;
    }

    private static void bind(PreparedStatement prepared, Parameters parameters)
            throws SQLException {
        try {
            Binder.bind(prepared, parameters);
        } catch (Throwable failure) {
            close(prepared, failure);
            throw failure;
        }
    }

    /**
     * Makes the connection ready for a stream, and says which fetch size makes the driver do it.
     */
    private int prepareToStream(StatementOptions options) throws SQLException {
        int fetchRows = options.fetchSize() > 0 ? options.fetchSize() : FETCH_ROWS;
        return switch (server.driver()) {
            case PGJDBC -> {
                // This driver streams in a transaction alone.
                if (!pinned && !streaming) {
                    connection.setAutoCommit(false);
                    streaming = true;
                }
                yield fetchRows;
            }
            // Row by row from the socket. Nothing else can run on the connection meanwhile.
            case CONNECTOR_J -> Integer.MIN_VALUE;
            case MARIADB -> fetchRows;
            case H2, OTHER -> Math.max(0, options.fetchSize());
        };
    }

    /** Whether a stream must be read to its end before anything else can run. */
    private boolean hasOneResult() {
        return server.driver() == Server.Driver.CONNECTOR_J
                || server.driver() == Server.Driver.MARIADB;
    }

    /** A stream that occupies the connection is copied first. */
    private void freeForNext() {
        for (int i = cursors.size() - 1; i >= 0; i--) {
            JdbcCursor cursor = cursors.get(i);
            if (cursor.occupies()) {
                cursor.hold(owner.memoryBudget());
            }
        }
    }

    /** Copies what open cursors have left. */
    void holdCursors() {
        for (JdbcCursor cursor : List.copyOf(cursors)) {
            cursor.hold(owner.memoryBudget());
        }
    }

    ShardUpdate update(ShardStatement text, StatementOptions options, Running running)
            throws SQLException {
        freeForNext();
        boolean keys = options.generatedKeys() || engine().isMySqlServer();
        boolean named = !options.keyColumns().isEmpty() && !engine().isMySqlServer();
        String[] names = named ? options.keyColumns().toArray(new String[0]) : null;
        int flag = keys ? Statement.RETURN_GENERATED_KEYS : Statement.NO_GENERATED_KEYS;
        Statement statement = null;
        Kept kept = named ? null : keptWrite(text, options, flag);
        Throwable failure = null;
        try {
            long count;
            if (kept != null) {
                statement = kept.statement;
                running.add(statement);
                Binder.bind(kept.statement, text.parameters());
                kept.statement.execute();
                count = count(statement);
            } else if (text.parameters() == null) {
                statement = connection.createStatement();
                running.add(statement);
                if (keys && named) {
                    statement.execute(text.sql(), names);
                } else {
                    statement.execute(text.sql(), flag);
                }
                count = count(statement);
            } else {
                PreparedStatement prepared =
                        keys && named
                                ? connection.prepareStatement(text.sql(), names)
                                : connection.prepareStatement(text.sql(), flag);
                statement = prepared;
                running.add(statement);
                Binder.bind(prepared, text.parameters());
                prepared.execute();
                count = count(prepared);
            }
            owner.warnings(statement);
            return keys ? withKeys(count, statement) : new ShardUpdate(count, List.of(), null, 0);
        } catch (Throwable e) {
            failure = e;
            throw e;
        } finally {
            if (statement != null) {
                running.remove(statement);
                if (kept != null && failure == null && running.reason() == null) {
                    kept.giveBack();
                } else {
                    close(statement, kept, failure);
                }
            }
        }
    }

    /** As {@link #keptQuery}; other engines than MySQL are asked for keys by other calls. */
    private Kept keptWrite(ShardStatement text, StatementOptions options, int keysFlag)
            throws SQLException {
        KeptStatements kept =
                options.generatedKeys() && !engine().isMySqlServer()
                        ? null
                        : keptStatements(text, options);
        return kept == null ? null : kept.write(text.sql(), keysFlag);
    }

    /** A text that gives rows is no update: its rows are left unread. */
    private static long count(Statement statement) throws SQLException {
        return Math.max(statement.getUpdateCount(), 0);
    }

    private ShardUpdate withKeys(long count, Statement statement) throws SQLException {
        List<Object> keys = new ArrayList<>();
        String column = null;
        try (ResultSet rows = statement.getGeneratedKeys()) {
            while (rows.next()) {
                if (column == null) {
                    column = rows.getMetaData().getColumnLabel(1);
                }
                keys.add(rows.getObject(1));
            }
        }
        long lastInsertId =
                engine().isMySqlServer() && !keys.isEmpty() && keys.get(0) instanceof Number first
                        ? first.longValue()
                        : 0;
        return new ShardUpdate(count, keys, column, lastInsertId);
    }

    /** Runs a text that may give anything. All rows are copied: another result may follow them. */
    List<ShardResult> execute(ShardStatement text, StatementOptions options, Running running)
            throws SQLException {
        freeForNext();
        Statement statement = statement(text, options);
        Throwable failure = null;
        try {
            running.add(statement);
            boolean isRows =
                    text.parameters() == null
                            ? statement.execute(text.sql())
                            : ((PreparedStatement) statement).execute();
            return results(statement, isRows, running);
        } catch (Throwable e) {
            failure = e;
            throw e;
        } finally {
            running.remove(statement);
            close(statement, failure);
        }
    }

    /** All that a statement gave, copied. */
    private List<ShardResult> results(Statement statement, boolean firstIsRows, Running running)
            throws SQLException {
        boolean isRows = firstIsRows;
        List<ShardResult> results = new ArrayList<>(1);
        long count = isRows ? 0 : Math.max(statement.getUpdateCount(), 0);
        do {
            results.add(
                    isRows
                            ? new ShardResult.Rows(
                                    copy(statement, statement.getResultSet(), running))
                            : new ShardResult.Count(count));
            isRows = statement.getMoreResults();
            count = isRows ? 0 : statement.getUpdateCount();
        } while (isRows || count >= 0);
        owner.warnings(statement);
        return results;
    }

    /** Calls a stored routine; all that it gives is copied. */
    <T> CallResult<T> call(
            String sql, RoutineCall<T> call, StatementOptions options, Running running)
            throws SQLException {
        freeForNext();
        CallableStatement statement = connection.prepareCall(sql);
        Throwable failure = null;
        try {
            if (options.maxRows() > 0) {
                statement.setMaxRows((int) Math.min(options.maxRows(), Integer.MAX_VALUE));
            }
            call.bind(statement);
            running.add(statement);
            boolean isRows = statement.execute();
            List<ShardResult> results = results(statement, isRows, running);
            running.check();
            return new CallResult<>(
                    results, call.outputs(statement, rows -> copy(statement, rows, running)));
        } catch (Throwable e) {
            failure = e;
            throw e;
        } finally {
            running.remove(statement);
            close(statement, failure);
        }
    }

    private Cursor copy(Statement statement, ResultSet driverRows, Running running)
            throws SQLException {
        JdbcCursor rows = new JdbcCursor(this, running, statement, driverRows, false, null);
        HeldRows copies =
                new HeldRows(rows.columns(), owner.memoryBudget(), "Keeping a result's rows");
        try {
            while (rows.advance()) {
                copies.add(rows);
            }
        } catch (Throwable failure) {
            copies.discard();
            throw failure;
        }
        return copies.cursor();
    }

    /** Runs a text that writes, and keeps the rows that it gives. */
    Cursor queryHeld(ShardStatement text, StatementOptions options, Running running)
            throws SQLException {
        for (ShardResult result : execute(text, options, running)) {
            if (result instanceof ShardResult.Rows rows) {
                return rows.cursor();
            }
        }
        throw new SQLException("The statement gave no rows.", "02000");
    }

    /** Runs a command of our own. */
    void command(String sql) throws SQLException {
        freeForNext();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Prepares a text for its description. */
    PreparedStatement prepareOnServer(String sql) throws SQLException {
        freeForNext();
        if (server.driver() == Server.Driver.CONNECTOR_J && server.rawText()) {
            // Left to itself this driver would run the text to find its columns.
            try {
                Class<?> type = Class.forName("com.mysql.cj.jdbc.JdbcConnection");
                return (PreparedStatement)
                        type.getMethod("serverPrepareStatement", String.class)
                                .invoke(connection.unwrap(type), sql);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof SQLException refusal) {
                    throw refusal;
                }
                throw new SQLException(e.getCause());
            } catch (ReflectiveOperationException e) {
                // Another version of the driver: the description costs a run.
                return connection.prepareStatement(sql);
            }
        }
        return connection.prepareStatement(sql);
    }

    PreparedStatement prepare(String sql, StatementOptions options) throws SQLException {
        freeForNext();
        if (!options.generatedKeys()) {
            return connection.prepareStatement(sql);
        }
        return options.keyColumns().isEmpty() || engine().isMySqlServer()
                ? connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)
                : connection.prepareStatement(sql, options.keyColumns().toArray(new String[0]));
    }

    // Ends.

    /**
     * Closes a statement after a failure, if there was one: what fails now is of no interest then.
     */
    static void close(Statement statement, Throwable failure) {
        try {
            statement.close();
        } catch (SQLException e) {
            if (failure != null) {
                failure.addSuppressed(e);
            }
        }
    }

    /**
     * @param kept what the statement belongs to; null where it isn't kept
     */
    private static void close(Statement statement, Kept kept, Throwable failure) {
        if (kept == null) {
            close(statement, failure);
            return;
        }
        try {
            kept.drop();
        } catch (SQLException e) {
            if (failure != null) {
                failure.addSuppressed(e);
            }
        }
    }

    /**
     * A cursor has ended.
     *
     * @param kept what the statement belongs to; null where it isn't kept
     */
    void end(
            JdbcCursor cursor,
            Running running,
            Statement statement,
            ResultSet rows,
            Kept kept,
            boolean complete) {
        cursors.remove(cursor);
        owner.cursorEnded(running);
        try {
            if (!complete && server.driver() == Server.Driver.CONNECTOR_J) {
                cancelStream(statement);
            }
            rows.close();
            if (kept == null) {
                statement.close();
            } else if (running.reason() == null && !failed) {
                kept.giveBack();
            } else {
                kept.drop();
            }
        } catch (SQLException e) {
            // The rows were all read, or nobody wants them: it matters to the connection alone.
            broken = true;
        }
        endUse(running);
    }

    /**
     * Closing a stream makes this driver read all rows that are left, however many: the server is
     * asked to stop sending first.
     */
    private static void cancelStream(Statement statement) throws SQLException {
        if (statement.getFetchSize() == Integer.MIN_VALUE) {
            statement.cancel();
        }
    }

    /**
     * A text or a cursor has ended: after the last one an unpinned connection goes home.
     *
     * @throws ShardException if what a stream's function wrote can't be committed
     */
    void endUse(Running running) {
        usesLeft--;
        if (usesLeft > 0 || pinned || home) {
            return;
        }
        try {
            if (streaming && !failed && running.reason() == null && !broken) {
                connection.commit();
            }
        } catch (SQLException e) {
            ShardException failure = new ShardException(unit.name(), e);
            goHome(true);
            throw failure;
        }
        goHome(failed || running.reason() != null);
    }

    /**
     * Gives the connection back.
     *
     * @param rollback whether something may be under way that must not be committed
     */
    void goHome(boolean rollback) {
        if (home) {
            return;
        }
        home = true;
        pinned = false;
        for (JdbcCursor cursor : cursors) {
            cursor.abandon();
        }
        cursors.clear();
        keptStatementsKnown = false;
        try {
            if (rollback && !broken) {
                rollbackNow();
                forgetSettings();
            }
            if (!broken) {
                restore();
            }
        } catch (SQLException | RuntimeException e) {
            broken = true;
        }
        if (broken) {
            unit.evict(connection);
        }
        try {
            connection.close();
        } catch (SQLException e) {
            unit.evict(connection);
        }
        owner.gone(this);
    }

    /** Until it goes home. */
    void networkTimeout(NetworkTimeout timeout) throws SQLException {
        if (networkTimeoutBefore == null) {
            networkTimeoutBefore =
                    new NetworkTimeout(timeout.executor(), connection.getNetworkTimeout());
        }
        connection.setNetworkTimeout(timeout.executor(), timeout.milliseconds());
    }

    private void restore() throws SQLException {
        streaming = false;
        if (networkTimeoutBefore != null) {
            connection.setNetworkTimeout(
                    networkTimeoutBefore.executor(), networkTimeoutBefore.milliseconds());
            networkTimeoutBefore = null;
        }
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true);
        }
        if (isolationBefore != 0) {
            connection.setTransactionIsolation(isolationBefore);
            isolationBefore = 0;
        }
    }

    // Transactions.

    /** Joins a transaction. */
    void begin(TransactionOptions options) throws SQLException {
        if (engine().isMySqlServer()) {
            if (options.isolation() != 0) {
                command("SET TRANSACTION ISOLATION LEVEL " + isolation(options.isolation()));
            }
            StringBuilder start = new StringBuilder("START TRANSACTION");
            if (options.consistentSnapshot()) {
                start.append(" WITH CONSISTENT SNAPSHOT");
            }
            if (options.readOnly()) {
                start.append(options.consistentSnapshot() ? ", READ ONLY" : " READ ONLY");
            }
            command(start.toString());
        } else {
            if (engine().isH2() && options.isolation() != 0) {
                int before = connection.getTransactionIsolation();
                connection.setTransactionIsolation(options.isolation());
                isolationBefore = before;
            }
            connection.setAutoCommit(false);
            if (engine() == Engine.POSTGRESQL && (options.isolation() != 0 || options.readOnly())) {
                StringBuilder set = new StringBuilder("SET TRANSACTION");
                if (options.isolation() != 0) {
                    set.append(" ISOLATION LEVEL ").append(isolation(options.isolation()));
                }
                if (options.readOnly()) {
                    set.append(" READ ONLY");
                }
                command(set.toString());
            }
        }
        pinned = true;
    }

    private static String isolation(int level) {
        return switch (level) {
            case Connection.TRANSACTION_READ_UNCOMMITTED -> "READ UNCOMMITTED";
            case Connection.TRANSACTION_READ_COMMITTED -> "READ COMMITTED";
            case Connection.TRANSACTION_REPEATABLE_READ -> "REPEATABLE READ";
            case Connection.TRANSACTION_SERIALIZABLE -> "SERIALIZABLE";
            default -> throw new IllegalArgumentException("Isolation " + level);
        };
    }

    void commit() throws SQLException {
        if (engine().isMySqlServer()) {
            command("COMMIT");
        } else {
            connection.commit();
        }
    }

    private void rollbackNow() throws SQLException {
        if (engine().isMySqlServer()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ROLLBACK");
            }
        } else if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    void savepoint(String name) throws SQLException {
        command("SAVEPOINT " + quoted(name));
    }

    void rollbackTo(String name) throws SQLException {
        command("ROLLBACK TO SAVEPOINT " + quoted(name));
        failed = false;
        forgetSettings();
    }

    void release(String name) throws SQLException {
        command("RELEASE SAVEPOINT " + quoted(name));
    }

    private String quoted(String name) {
        return engine().dialect() == Dialect.MYSQL && !engine().isH2()
                ? "`" + name.replace("`", "``") + "`"
                : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** Makes the session's settings true before the next text runs. */
    void apply(SessionSettings newSettings) throws SQLException {
        if ((newSettings != SessionSettings.NONE || unit.settingsWereMade())
                && (!pinned || newSettings != settings)) {
            freeForNext();
            settingsInTransaction |= pinned;
            unit.settings().apply(connection, engine(), newSettings);
            settings = newSettings;
        }
    }

    /** After a rollback: PostgreSQL has taken back what was set in the transaction. */
    private void forgetSettings() {
        if (settingsInTransaction) {
            unit.settings().forget(connection);
            settings = null;
        }
    }

    // Failures.

    /** What the session is told of a driver's error. */
    ShardfoldException failure(Running running, SQLException e) {
        return owner.failure(this, running, e);
    }

    void markFailed() {
        failed = true;
    }

    /** A text failed. */
    void markFailed(SQLException e) {
        failed = true;
        if (pinned && engine().isMySqlServer()) {
            hasRolledBack |= rollsBack(e);
        }
    }

    boolean isBroken() {
        return broken;
    }

    /**
     * Whether the server has rolled back its part of the transaction by itself, as MySQL does to a
     * deadlock's victim. The connection is then in a transaction still, of which nothing is left.
     */
    boolean hasRolledBack() {
        return hasRolledBack;
    }

    private boolean rollsBack(SQLException e) {
        return switch (e.getErrorCode()) {
            case LOCK_DEADLOCK, XA_DEADLOCK -> true;
            case LOCK_WAIT_TIMEOUT -> rollsBackOnTimeout();
            default -> false;
        };
    }

    /** The server's choice, made when it starts. */
    private boolean rollsBackOnTimeout() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@innodb_rollback_on_timeout")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            return true;
        }
    }

    /** CONNECTION_BROKEN_1, DATABASE_CLOSED and DATABASE_CALLED_AT_SHUTDOWN of H2. */
    private static boolean isH2Closed(int code) {
        return code == 90067 || code == 90098 || code == 90121;
    }

    /** Nothing can be run on it any more. */
    boolean isLost(SQLException e) {
        if (broken) {
            return true;
        }
        String state = e.getSQLState();
        try {
            broken =
                    (state != null && (state.startsWith("08") || state.startsWith("57P")))
                            || (engine().isH2() && isH2Closed(e.getErrorCode()))
                            || connection.isClosed();
        } catch (SQLException unknown) {
            broken = true;
        }
        return broken;
    }
}
