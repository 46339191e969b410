package io.shardfold.jdbc;

import io.shardfold.core.execute.RowAccess;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.rule.Hint;
import io.shardfold.core.session.ExecuteOptions;
import io.shardfold.core.session.Outcome;
import io.shardfold.core.session.Prepared;
import io.shardfold.core.session.Session;
import io.shardfold.core.session.TransactionStatus;
import io.shardfold.sql.Dialect;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.ClientInfoStatus;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Statement;
import java.sql.Struct;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;

/**
 * One session of the engine, seen through JDBC.
 *
 * <p>It holds no connection of a shard by itself: a statement takes those that it needs, and a
 * transaction keeps them until it ends. Used by one thread at a time, but for {@link #abort},
 * {@link #isClosed} and a statement's cancel.
 */
final class ShardfoldConnection implements Connection {

    private final ShardfoldDataSource source;
    private final Session session;
    private volatile boolean closed;

    /** The newest of the open statements, which are linked; null for none. */
    private ShardfoldStatement newestOpen;

    private int holdability;
    private int savepointCount;
    private boolean readOnly;

    /** Null until it is set or asked for. */
    private Integer isolation;

    /** What the session was told last. */
    private Hint hint = Hint.NONE;

    /** The hint that {@link #setShardingKey} makes. */
    private Hint shardingKey = Hint.NONE;

    private int networkTimeoutMillis;
    private Map<String, Class<?>> typeMap = new HashMap<>();

    /** Null until something is put in. */
    private Properties clientInfo;

    ShardfoldConnection(ShardfoldDataSource source, Session session) {
        this.source = source;
        this.session = session;
        // As the drivers of both engines have it.
        holdability =
                session.dialect() == Dialect.MYSQL
                        ? ResultSet.HOLD_CURSORS_OVER_COMMIT
                        : ResultSet.CLOSE_CURSORS_AT_COMMIT;
    }

    Session session() {
        return session;
    }

    ShardfoldDataSource source() {
        return source;
    }

    Dialect dialect() {
        return session.dialect();
    }

    private void requireOpen() throws SQLException {
        if (closed) {
            throw SqlErrors.closed("The connection");
        }
    }

    private SQLException failed(RuntimeException failure) {
        return SqlErrors.of(failure, session.dialect(), null);
    }

    /**
     * @param escapes whether JDBC's escapes in braces are to be written in the dialect
     */
    Prepared prepared(String sql, boolean escapes) throws SQLException {
        requireOpen();
        if (sql == null) {
            throw SqlErrors.misuse("A statement needs a text.");
        }
        String text =
                escapes && sql.indexOf('{') >= 0 ? EscapeSyntax.toDialect(sql, dialect()) : sql;
        applyHints();
        try {
            return session.prepare(text);
        } catch (RuntimeException failure) {
            throw SqlErrors.of(failure, session.dialect(), text);
        }
    }

    /** Tells the session what the hints are now, if they have changed: the thread's come first. */
    void applyHints() {
        if (ShardingHints.everOpened || shardingKey != Hint.NONE || hint != Hint.NONE) {
            Hint ofThread = ShardingHints.ofThread();
            Hint now = ofThread == Hint.NONE ? shardingKey : ofThread;
            if (now != hint) {
                session.setHint(now);
                hint = now;
            }
        }
    }

    /** A piece of work that may fail as JDBC fails. */
    interface Work {
        void run() throws SQLException;
    }

    /** In auto-commit mode, as a transaction of its own; else within the one that there is. */
    void inOneTransaction(Work work) throws SQLException {
        if (!getAutoCommit() || session.transactionStatus() != TransactionStatus.IDLE) {
            work.run();
            return;
        }
        session.setAutoCommit(false);
        try {
            work.run();
            session.commit();
        } catch (SQLException | RuntimeException failure) {
            try {
                session.rollback();
            } catch (RuntimeException rollbackFailure) {
                failure.addSuppressed(rollbackFailure);
            }
            throw failure instanceof SQLException known
                    ? known
                    : failed((RuntimeException) failure);
        } finally {
            session.setAutoCommit(true);
        }
    }

    // Statements.

    private void opened(ShardfoldStatement statement) {
        if (newestOpen != null) {
            newestOpen.nextOpen = statement;
            statement.previousOpen = newestOpen;
        }
        newestOpen = statement;
    }

    void statementClosed(ShardfoldStatement statement) {
        if (statement.previousOpen != null) {
            statement.previousOpen.nextOpen = statement.nextOpen;
        }
        if (statement.nextOpen != null) {
            statement.nextOpen.previousOpen = statement.previousOpen;
        } else if (newestOpen == statement) {
            newestOpen = statement.previousOpen;
        }
        statement.previousOpen = null;
        statement.nextOpen = null;
    }

    @Override
    public Statement createStatement() throws SQLException {
        requireOpen();
        ShardfoldStatement statement = new ShardfoldStatement(this, RowAccess.PLAIN, holdability);
        opened(statement);
        return statement;
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return createStatement(type, concurrency, holdability);
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability)
            throws SQLException {
        requireOpen();
        requireHoldability(holdability);
        ShardfoldStatement statement =
                new ShardfoldStatement(this, access(type, concurrency), holdability);
        opened(statement);
        return statement;
    }

    private static RowAccess access(int type, int concurrency) throws SQLException {
        if (type != ResultSet.TYPE_FORWARD_ONLY
                && type != ResultSet.TYPE_SCROLL_INSENSITIVE
                && type != ResultSet.TYPE_SCROLL_SENSITIVE) {
            throw SqlErrors.misuse(type + " isn't a type of result sets.");
        }
        if (concurrency != ResultSet.CONCUR_READ_ONLY
                && concurrency != ResultSet.CONCUR_UPDATABLE) {
            throw SqlErrors.misuse(concurrency + " isn't a concurrency of result sets.");
        }
        return type == ResultSet.TYPE_FORWARD_ONLY && concurrency == ResultSet.CONCUR_READ_ONLY
                ? RowAccess.PLAIN
                : new RowAccess(type, concurrency);
    }

    private static void requireHoldability(int holdability) throws SQLException {
        if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT
                && holdability != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
            throw SqlErrors.misuse(holdability + " isn't a holdability of result sets.");
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return prepare(prepared(sql, true), null, RowAccess.PLAIN, holdability);
    }

    private ShardfoldPreparedStatement prepare(
            Prepared prepared, Prepared returning, RowAccess access, int holdability) {
        ShardfoldPreparedStatement statement =
                new ShardfoldPreparedStatement(this, prepared, returning, access, holdability);
        opened(statement);
        return statement;
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency)
            throws SQLException {
        return prepareStatement(sql, type, concurrency, holdability);
    }

    @Override
    public PreparedStatement prepareStatement(
            String sql, int type, int concurrency, int holdability) throws SQLException {
        requireOpen();
        requireHoldability(holdability);
        return prepare(prepared(sql, true), null, access(type, concurrency), holdability);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int keysMode) throws SQLException {
        return prepare(sql, KeyColumns.of(keysMode));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] keyIndexes) throws SQLException {
        return prepare(sql, KeyColumns.of(keyIndexes, dialect()));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] keyNames) throws SQLException {
        return prepare(sql, KeyColumns.of(keyNames));
    }

    private PreparedStatement prepare(String sql, KeyColumns keys) throws SQLException {
        Prepared prepared = prepared(sql, true);
        ShardfoldPreparedStatement statement =
                prepare(prepared, keys.returning(this, prepared), RowAccess.PLAIN, holdability);
        statement.setKeysWanted(keys.areWanted());
        return statement;
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return prepareCall(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency)
            throws SQLException {
        return prepareCall(sql, type, concurrency, holdability);
    }

    /** The rows of a routine are copied: they scroll, and can't be written through. */
    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        requireOpen();
        requireHoldability(holdability);
        RowAccess access = access(type, concurrency);
        if (concurrency == ResultSet.CONCUR_UPDATABLE) {
            throw SqlErrors.notSupported("Writing through the rows of a stored routine");
        }
        RoutineText text = RoutineText.of(sql, dialect());
        Prepared prepared = prepared(text.statement(), false);
        ShardfoldCallableStatement statement =
                new ShardfoldCallableStatement(this, text, prepared, access, holdability);
        opened(statement);
        return statement;
    }

    @Override
    public String nativeSQL(String sql) throws SQLException {
        requireOpen();
        return EscapeSyntax.toDialect(sql, dialect());
    }

    // Transactions.

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        requireOpen();
        try {
            session.setAutoCommit(autoCommit);
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        requireOpen();
        return session.autoCommit();
    }

    @Override
    public void commit() throws SQLException {
        requireTransaction("commit");
        try {
            session.commit();
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
    }

    @Override
    public void rollback() throws SQLException {
        requireTransaction("roll back");
        try {
            session.rollback();
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
    }

    private void requireTransaction(String verb) throws SQLException {
        if (getAutoCommit() && session.transactionStatus() == TransactionStatus.IDLE) {
            throw new SQLException(
                    "There is nothing to " + verb + ": the connection is in auto-commit mode.",
                    "25000");
        }
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        return setSavepoint(new ShardfoldSavepoint(++savepointCount, null));
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        if (name == null) {
            throw SqlErrors.misuse("A savepoint with a name needs one.");
        }
        return setSavepoint(new ShardfoldSavepoint(++savepointCount, name));
    }

    private Savepoint setSavepoint(ShardfoldSavepoint savepoint) throws SQLException {
        requireTransaction("go back to");
        try {
            session.savepoint(savepoint.sqlName());
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
        return savepoint;
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        requireTransaction("roll back");
        try {
            session.rollbackTo(own(savepoint).sqlName());
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        requireTransaction("release");
        try {
            session.release(own(savepoint).sqlName());
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
    }

    private static ShardfoldSavepoint own(Savepoint savepoint) throws SQLException {
        if (savepoint instanceof ShardfoldSavepoint own) {
            return own;
        }
        throw SqlErrors.misuse("The savepoint is none of this connection.");
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        requireOpen();
        switch (level) {
            case TRANSACTION_READ_UNCOMMITTED,
                    TRANSACTION_READ_COMMITTED,
                    TRANSACTION_REPEATABLE_READ,
                    TRANSACTION_SERIALIZABLE -> {}
            default -> throw SqlErrors.misuse(level + " isn't a level of isolation.");
        }
        try {
            session.setIsolation(level);
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
        isolation = level;
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        requireOpen();
        if (isolation == null) {
            isolation = source.defaultIsolation();
        }
        return isolation;
    }

    @Override
    public void setReadOnly(boolean readOnly) throws SQLException {
        requireOpen();
        try {
            session.setReadOnly(readOnly);
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
        this.readOnly = readOnly;
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        requireOpen();
        return readOnly;
    }

    @Override
    public void setHoldability(int holdability) throws SQLException {
        requireOpen();
        requireHoldability(holdability);
        this.holdability = holdability;
    }

    @Override
    public int getHoldability() throws SQLException {
        requireOpen();
        return holdability;
    }

    // Closing.

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        SQLException first = null;
        while (newestOpen != null) {
            try {
                // Takes itself out of the list.
                newestOpen.close();
            } catch (SQLException failure) {
                if (first == null) {
                    first = failure;
                }
            }
        }
        try {
            session.close();
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
        if (first != null) {
            throw first;
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        if (executor == null) {
            throw SqlErrors.misuse("abort needs an executor.");
        }
        if (closed) {
            return;
        }
        closed = true;
        executor.execute(
                () -> {
                    session.cancel();
                    session.close();
                });
    }

    /**
     * Asks one shard.
     *
     * @param seconds 0 for no limit
     */
    @Override
    public boolean isValid(int seconds) throws SQLException {
        if (seconds < 0) {
            throw SqlErrors.misuse("The timeout is " + seconds + " s: it can't be negative.");
        }
        if (closed) {
            return false;
        }
        if (session.transactionStatus() == TransactionStatus.FAILED) {
            // Any statement would be refused, and the session is well.
            return true;
        }
        try {
            Outcome outcome =
                    session.execute(
                            session.prepare("SELECT 1"),
                            Parameters.NONE,
                            new ExecuteOptions(0, 0, seconds * 1000L, false));
            if (outcome instanceof Outcome.Rows rows) {
                rows.cursor().close();
            }
            return true;
        } catch (RuntimeException unreachable) {
            return false;
        }
    }

    // Names.

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        requireOpen();
        return new ShardfoldDatabaseMetaData(this);
    }

    /** There is one logical database: the name of another one is an error. */
    @Override
    public void setCatalog(String catalog) throws SQLException {
        requireOpen();
        if (catalog != null && !catalog.equalsIgnoreCase(session.database().name())) {
            throw new SQLException(
                    "The database '"
                            + catalog
                            + "' doesn't exist: this data source has '"
                            + session.database().name()
                            + "' alone.",
                    dialect() == Dialect.MYSQL ? "42000" : "3D000",
                    dialect() == Dialect.MYSQL ? 1049 : 0);
        }
    }

    @Override
    public String getCatalog() throws SQLException {
        requireOpen();
        return session.database().name();
    }

    /** MySQL has no schemas, and its driver takes no notice of one. */
    @Override
    public void setSchema(String schema) throws SQLException {
        requireOpen();
        if (dialect() == Dialect.POSTGRESQL && schema != null) {
            run("SET search_path TO \"" + schema.replace("\"", "\"\"") + "\"");
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String getSchema() throws SQLException {
        requireOpen();
        if (dialect() == Dialect.MYSQL) {
            return null;
        }
        try (Statement statement = createStatement();
                ResultSet rows = statement.executeQuery("SELECT current_schema()")) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    // Values.

    @Override
    public Clob createClob() throws SQLException {
        requireOpen();
        return new MemoryClob("");
    }

    @Override
    public NClob createNClob() throws SQLException {
        requireOpen();
        return new MemoryClob("");
    }

    @Override
    public Blob createBlob() throws SQLException {
        requireOpen();
        return new MemoryBlob(new byte[0]);
    }

    @Override
    public SQLXML createSQLXML() throws SQLException {
        requireOpen();
        return new MemoryXml(null);
    }

    @Override
    public Array createArrayOf(String typeName, Object[] elements) throws SQLException {
        requireOpen();
        if (dialect() == Dialect.MYSQL) {
            throw SqlErrors.notSupported("An array in MySQL");
        }
        return elements == null ? null : new MemoryArray(typeName, elements);
    }

    @Override
    public Struct createStruct(String typeName, Object[] attributes) throws SQLException {
        requireOpen();
        throw SqlErrors.notSupported("A structured type");
    }

    @Override
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        requireOpen();
        return typeMap;
    }

    /** Kept, as both engines' drivers do: neither server has types that would be mapped. */
    @Override
    public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
        requireOpen();
        typeMap = map == null ? new HashMap<>() : map;
    }

    // The rest.

    @Override
    public SQLWarning getWarnings() throws SQLException {
        requireOpen();
        return null;
    }

    @Override
    public void clearWarnings() throws SQLException {
        requireOpen();
    }

    /** Kept for {@link #getClientInfo}; shards are shared by sessions and aren't told. */
    @Override
    public void setClientInfo(String name, String value) throws SQLClientInfoException {
        if (closed) {
            throw new SQLClientInfoException(
                    "The connection is closed.",
                    "08003",
                    Map.of(String.valueOf(name), ClientInfoStatus.REASON_UNKNOWN));
        }
        if (clientInfo == null) {
            clientInfo = new Properties();
        }
        if (value == null) {
            clientInfo.remove(name);
        } else {
            clientInfo.setProperty(name, value);
        }
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        if (closed) {
            throw new SQLClientInfoException(
                    "The connection is closed.", "08003", Map.<String, ClientInfoStatus>of());
        }
        clientInfo = null;
        for (String name : properties.stringPropertyNames()) {
            setClientInfo(name, properties.getProperty(name));
        }
    }

    @Override
    public String getClientInfo(String name) throws SQLException {
        requireOpen();
        return clientInfo == null ? null : clientInfo.getProperty(name);
    }

    @Override
    public Properties getClientInfo() throws SQLException {
        requireOpen();
        Properties copy = new Properties();
        if (clientInfo != null) {
            copy.putAll(clientInfo);
        }
        return copy;
    }

    /** It holds on each shard's connection while this one has it. */
    @Override
    public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
        requireOpen();
        if (milliseconds < 0) {
            throw SqlErrors.misuse(
                    "The network timeout is " + milliseconds + " ms: it can't be negative.");
        }
        if (executor == null) {
            throw SqlErrors.misuse("A network timeout needs an executor.");
        }
        try {
            session.setNetworkTimeout(executor, milliseconds);
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
        networkTimeoutMillis = milliseconds;
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        requireOpen();
        return networkTimeoutMillis;
    }

    // Sharding keys.

    /** The value that hint strategies of databases are given, until it is set anew. */
    @Override
    public void setShardingKey(ShardingKey key) throws SQLException {
        requireOpen();
        shardingKey = key == null ? Hint.NONE : SingleShardingKey.hint(key);
        applyHints();
    }

    @Override
    public void setShardingKey(ShardingKey key, ShardingKey superKey) throws SQLException {
        requireOpen();
        if (superKey != null) {
            throw SqlErrors.notSupported(
                    "A super sharding key: databases are sharded once, and it");
        }
        setShardingKey(key);
    }

    /** A sharding key is a value: whether a shard has rows of it needn't be asked. */
    @Override
    public boolean setShardingKeyIfValid(ShardingKey key, int timeoutSeconds) throws SQLException {
        if (timeoutSeconds < 0) {
            throw SqlErrors.misuse(
                    "The timeout is " + timeoutSeconds + " s: it can't be negative.");
        }
        setShardingKey(key);
        return true;
    }

    @Override
    public boolean setShardingKeyIfValid(ShardingKey key, ShardingKey superKey, int timeoutSeconds)
            throws SQLException {
        if (timeoutSeconds < 0) {
            throw SqlErrors.misuse(
                    "The timeout is " + timeoutSeconds + " s: it can't be negative.");
        }
        setShardingKey(key, superKey);
        return true;
    }

    /** Nothing is kept for a request: connections of shards are taken when they are needed. */
    @Override
    public void beginRequest() throws SQLException {
        requireOpen();
    }

    @Override
    public void endRequest() throws SQLException {
        requireOpen();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Wrapping.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
