package io.shardfold.jdbc;

import io.shardfold.core.execute.CallResult;
import io.shardfold.core.execute.RoutineCall;
import io.shardfold.core.execute.RowAccess;
import io.shardfold.core.execute.ShardResult;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.core.session.ExecuteOptions;
import io.shardfold.core.session.Outcome;
import io.shardfold.core.session.Prepared;
import io.shardfold.core.session.Session;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Statement.Kind;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs texts on a connection's session, and keeps the result of the last one.
 *
 * <p>Owned by its connection, which closes it at last. Used by one thread at a time, but for {@link
 * #cancel}.
 */
class ShardfoldStatement implements Statement {

    private static final long[] NO_COUNTS = {};

    final ShardfoldConnection connection;

    // The connection's list of open statements.
    ShardfoldStatement nextOpen;
    ShardfoldStatement previousOpen;

    /** What the rows are to be like, as far as one shard's driver can give it. */
    private final RowAccess access;

    private final int holdability;
    private boolean closed;
    private boolean closeOnCompletion;
    private boolean poolable;
    private boolean escapeProcessing = true;

    private int fetchSize;
    private int fieldSizeMax;
    private long maxRows;
    private int timeoutSeconds;
    private boolean keysWanted;

    /** What the settings above come to; null after one of them has changed. */
    private ExecuteOptions options = ExecuteOptions.PLAIN;

    /** Read by {@link #cancel}, from any thread. */
    private volatile boolean running;

    // The current result: rows, or a count, or neither (-1).
    private ShardfoldResultSet current;
    private long updateCount = -1;

    /** Results that were kept open behind {@link #current}; null for none. */
    private List<ShardfoldResultSet> kept;

    /** Of the last execution; null for none. */
    private SQLWarning warnings;

    /** Results of a text of several statements that are still to be asked for; null for none. */
    private ArrayDeque<Outcome> moreOutcomes;

    private List<ResultColumn> keyColumns = List.of();
    private List<Object[]> keys = List.of();

    /** Texts of {@link #addBatch(String)}; null for none. */
    private List<String> batch;

    ShardfoldStatement(ShardfoldConnection connection, RowAccess access, int holdability) {
        this.connection = connection;
        this.access = access;
        this.holdability = holdability;
        if (access != RowAccess.PLAIN) {
            options = null;
        }
    }

    // Running.

    /**
     * Runs a statement; its outcome becomes the current result.
     *
     * @return whether that is rows
     */
    final boolean run(Prepared prepared, Parameters parameters) throws SQLException {
        forgetResults();
        Outcome outcome = null;
        connection.applyHints();
        StatementObserver observer = connection.source().observer();
        long start = observer == null ? 0 : System.nanoTime();
        running = true;
        try {
            outcome = connection.session().execute(prepared, parameters, options());
        } catch (RuntimeException failure) {
            throw failed(failure, prepared.sql());
        } finally {
            running = false;
            if (observer != null) {
                observer.ended(prepared.kind(), System.nanoTime() - start, outcome == null);
            }
        }
        return take(outcome);
    }

    /**
     * Calls a stored routine; its first result becomes the current one, the others follow.
     *
     * @return whether that is rows
     */
    final <T> T call(Prepared prepared, String sql, RoutineCall<T> call) throws SQLException {
        forgetResults();
        CallResult<T> result = null;
        connection.applyHints();
        StatementObserver observer = connection.source().observer();
        long start = observer == null ? 0 : System.nanoTime();
        running = true;
        try {
            result = connection.session().call(prepared, sql, call, options());
        } catch (RuntimeException failure) {
            throw failed(failure);
        } finally {
            running = false;
            if (observer != null) {
                observer.ended(prepared.kind(), System.nanoTime() - start, result == null);
            }
        }
        ArrayDeque<Outcome> outcomes = new ArrayDeque<>();
        for (ShardResult one : result.results()) {
            outcomes.add(
                    one instanceof ShardResult.Rows rows
                            ? new Outcome.Rows(rows.cursor())
                            : new Outcome.Update(
                                    ((ShardResult.Count) one).count(), List.of(), null, 0));
        }
        take(outcomes.poll());
        moreOutcomes = outcomes.isEmpty() ? null : outcomes;
        return result.outputs();
    }

    /** Whether the current result is rows. */
    final boolean isRows() {
        return current != null;
    }

    /** A statement that surely gives no rows is refused before it has an effect. */
    static void requireQuery(Prepared prepared) throws SQLException {
        if (prepared.kind() != Kind.QUERY && KeyColumns.isPlainWrite(prepared)) {
            throw SqlErrors.misuse(
                    "executeQuery is for statements that give rows: run this one with"
                            + " executeUpdate or execute.");
        }
    }

    /** The rows of what has just run. */
    final ResultSet rows() throws SQLException {
        if (current == null) {
            throw SqlErrors.misuse("The statement gave no rows.");
        }
        return current;
    }

    /** As {@link #run}, for a statement that must not give rows. */
    final long update(Prepared prepared, Parameters parameters) throws SQLException {
        if (prepared.kind() == Kind.QUERY) {
            throw SqlErrors.misuse(
                    "executeUpdate is for statements without rows: run this one with executeQuery"
                            + " or execute.");
        }
        if (run(prepared, parameters)) {
            current.close();
            throw SqlErrors.misuse("The statement gave rows: run it with executeQuery or execute.");
        }
        return Math.max(0, updateCount);
    }

    private boolean take(Outcome outcome) throws SQLException {
        takeWarnings();
        if (outcome instanceof Outcome.Rows rows) {
            current = resultSet(rows.cursor());
            return true;
        }
        if (outcome instanceof Outcome.Update update) {
            updateCount = update.count();
            if (keysWanted) {
                keep(update.keyColumn(), update.generatedKeys());
            }
        } else {
            updateCount = 0;
        }
        return false;
    }

    private void takeWarnings() {
        for (SQLWarning warning : connection.session().takeWarnings()) {
            warn(warning);
        }
    }

    private void warn(SQLWarning warning) {
        // The driver's own may be chained to one that was told before.
        SQLWarning own =
                new SQLWarning(
                        warning.getMessage(),
                        warning.getSQLState(),
                        warning.getErrorCode(),
                        warning.getCause());
        if (warnings == null) {
            warnings = own;
        } else {
            warnings.setNextWarning(own);
        }
    }

    private ShardfoldResultSet resultSet(Cursor cursor) throws SQLException {
        if (access == RowAccess.PLAIN) {
            return new CursorResultSet(this, cursor);
        }
        boolean scrolls = access.type() != ResultSet.TYPE_FORWARD_ONLY;
        if (isDriversOwn()) {
            if (cursor.origin(ResultSet.class) != null) {
                return new DriverResultSet(this, cursor);
            }
            warn(
                    new SQLWarning(
                            "The rows are merged: they are read only and insensitive to changes.",
                            "01000"));
        }
        return scrolls ? scrolling(cursor) : new CursorResultSet(this, cursor);
    }

    /** Whether only a driver's own result set is what was asked for. */
    private boolean isDriversOwn() {
        return access.concurrency() == ResultSet.CONCUR_UPDATABLE
                || access.type() == ResultSet.TYPE_SCROLL_SENSITIVE;
    }

    final int fieldSizeMax() {
        return fieldSizeMax;
    }

    private ShardfoldResultSet scrolling(Cursor cursor) throws SQLException {
        int rowsMax = ScrollResultSet.ROWS_MAX;
        MemoryCursor rows;
        try {
            rows = MemoryCursor.copy(cursor, rowsMax);
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
        if (rows == null) {
            throw new SQLException(
                    "A result set that scrolls keeps at most "
                            + rowsMax
                            + " rows in memory, and this one has more: read it with"
                            + " TYPE_FORWARD_ONLY or narrow the query.",
                    "54000");
        }
        return new ScrollResultSet(this, rows);
    }

    /** The generated keys of what ran last. */
    final void keep(String column, List<Object> values) {
        if (values.isEmpty()) {
            return;
        }
        Object first = values.get(0);
        boolean number = first instanceof Number;
        keyColumns =
                List.of(
                        ShardfoldResultSetMetaData.column(
                                column == null ? "GENERATED_KEY" : column,
                                number ? Types.BIGINT : Types.VARCHAR,
                                first.getClass().getName()));
        keys = new ArrayList<>(values.size());
        for (Object value : values) {
            keys.add(new Object[] {value});
        }
    }

    /** The rows of generated keys of what ran last. */
    final List<Object[]> keys() {
        return keys;
    }

    /** After a batch: the keys of all its sets; the columns are those of the last one. */
    final void keepRows(List<Object[]> rows) {
        keys = rows;
        updateCount = -1;
    }

    final ExecuteOptions options() {
        if (options == null) {
            // An application that wants a large result row by row says so, as to any driver.
            int fetched = fetchSize == 0 ? ExecuteOptions.WHOLE : fetchSize;
            options =
                    new ExecuteOptions(
                            fetched,
                            maxRows,
                            timeoutSeconds * 1000L,
                            keysWanted,
                            isDriversOwn() ? access : RowAccess.PLAIN);
        }
        return options;
    }

    final Session session() throws SQLException {
        requireOpen();
        return connection.session();
    }

    /** Drops what the last execution left; an open result set of it closes. */
    final void forgetResults() throws SQLException {
        requireOpen();
        if (current != null) {
            ShardfoldResultSet last = current;
            current = null;
            last.close();
        }
        if (kept != null) {
            closeKept();
        }
        if (moreOutcomes != null) {
            dropMoreOutcomes();
        }
        updateCount = -1;
        keys = List.of();
        warnings = null;
    }

    private void closeKept() throws SQLException {
        List<ShardfoldResultSet> results = kept;
        kept = null;
        for (ShardfoldResultSet result : results) {
            result.close();
        }
    }

    private void dropMoreOutcomes() {
        for (Outcome outcome : moreOutcomes) {
            if (outcome instanceof Outcome.Rows rows) {
                rows.cursor().close();
            }
        }
        moreOutcomes = null;
    }

    /** Called by a result set that has just closed. */
    final void resultClosed(ShardfoldResultSet result) throws SQLException {
        if (closeOnCompletion && result == current && moreOutcomes == null) {
            close();
        }
    }

    final SQLException failed(RuntimeException failure) {
        return failed(failure, null);
    }

    final SQLException failed(RuntimeException failure, String sql) {
        return SqlErrors.of(failure, connection.dialect(), sql);
    }

    final void requireOpen() throws SQLException {
        if (closed) {
            throw SqlErrors.closed("The statement");
        }
    }

    final void setKeysWanted(boolean wanted) {
        if (keysWanted != wanted) {
            keysWanted = wanted;
            options = null;
        }
    }

    private Prepared prepare(String sql) throws SQLException {
        requireOpen();
        return connection.prepared(sql, escapeProcessing);
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        setKeysWanted(false);
        Prepared prepared = prepare(sql);
        requireQuery(prepared);
        run(prepared, Parameters.NONE);
        return rows();
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return count(executeLargeUpdate(sql));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        setKeysWanted(false);
        return update(prepare(sql), Parameters.NONE);
    }

    @Override
    public int executeUpdate(String sql, int keysMode) throws SQLException {
        return count(executeLargeUpdate(sql, keysMode));
    }

    @Override
    public int executeUpdate(String sql, int[] keyIndexes) throws SQLException {
        return count(executeLargeUpdate(sql, keyIndexes));
    }

    @Override
    public int executeUpdate(String sql, String[] keyNames) throws SQLException {
        return count(executeLargeUpdate(sql, keyNames));
    }

    @Override
    public long executeLargeUpdate(String sql, int keysMode) throws SQLException {
        return update(sql, KeyColumns.of(keysMode));
    }

    @Override
    public long executeLargeUpdate(String sql, int[] keyIndexes) throws SQLException {
        return update(sql, KeyColumns.of(keyIndexes, connection.dialect()));
    }

    @Override
    public long executeLargeUpdate(String sql, String[] keyNames) throws SQLException {
        return update(sql, KeyColumns.of(keyNames));
    }

    private long update(String sql, KeyColumns keyColumnsWanted) throws SQLException {
        setKeysWanted(keyColumnsWanted.areWanted());
        Prepared prepared = prepare(sql);
        Prepared returning = keyColumnsWanted.returning(connection, prepared);
        return returning == null
                ? update(prepared, Parameters.NONE)
                : updateReturning(returning, Parameters.NONE);
    }

    private boolean run(String sql, KeyColumns keyColumnsWanted) throws SQLException {
        setKeysWanted(keyColumnsWanted.areWanted());
        Prepared prepared = prepare(sql);
        Prepared returning = keyColumnsWanted.returning(connection, prepared);
        if (returning == null) {
            return run(prepared, Parameters.NONE);
        }
        updateReturning(returning, Parameters.NONE);
        return false;
    }

    /** Runs a write whose rows, by the RETURNING that we added, are the generated keys. */
    final long updateReturning(Prepared returning, Parameters parameters) throws SQLException {
        if (!run(returning, parameters)) {
            return Math.max(0, updateCount);
        }
        ShardfoldResultSet rows = current;
        current = null;
        try (rows) {
            keyColumns = rows.columns();
            keys = new ArrayList<>();
            while (rows.next()) {
                Object[] row = new Object[keyColumns.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = rows.getObject(i + 1);
                }
                keys.add(row);
            }
        }
        updateCount = keys.size();
        return updateCount;
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        setKeysWanted(false);
        requireOpen();
        if (sql == null) {
            throw SqlErrors.misuse("A statement needs a text.");
        }
        // Only PostgreSQL takes several statements in one text without being asked to.
        int semicolon = sql.indexOf(';');
        if (semicolon >= 0
                && semicolon < sql.length() - 1
                && connection.dialect() == Dialect.POSTGRESQL) {
            return executeAll(sql);
        }
        return run(prepare(sql), Parameters.NONE);
    }

    @Override
    public boolean execute(String sql, int keysMode) throws SQLException {
        return run(sql, KeyColumns.of(keysMode));
    }

    @Override
    public boolean execute(String sql, int[] keyIndexes) throws SQLException {
        return run(sql, KeyColumns.of(keyIndexes, connection.dialect()));
    }

    @Override
    public boolean execute(String sql, String[] keyNames) throws SQLException {
        return run(sql, KeyColumns.of(keyNames));
    }

    /**
     * Several statements in one text: in auto-commit mode they are one transaction, as PostgreSQL
     * has it.
     */
    private boolean executeAll(String text) throws SQLException {
        Session session = session();
        List<Prepared> statements = new ArrayList<>();
        try {
            for (String sql : session.split(text)) {
                statements.add(prepare(sql));
            }
        } catch (RuntimeException failure) {
            throw failed(failure, text);
        }
        if (statements.size() == 1) {
            return run(statements.get(0), Parameters.NONE);
        }
        forgetResults();
        ArrayDeque<Outcome> outcomes = new ArrayDeque<>();
        connection.inOneTransaction(
                () -> {
                    for (Prepared prepared : statements) {
                        outcomes.add(inMemory(runOne(prepared)));
                    }
                });
        boolean rows = take(outcomes.poll());
        moreOutcomes = outcomes;
        return rows;
    }

    private Outcome runOne(Prepared prepared) throws SQLException {
        StatementObserver observer = connection.source().observer();
        long start = observer == null ? 0 : System.nanoTime();
        Outcome outcome = null;
        running = true;
        try {
            outcome = connection.session().execute(prepared, Parameters.NONE, options());
            return outcome;
        } catch (RuntimeException failure) {
            throw failed(failure, prepared.sql());
        } finally {
            running = false;
            if (observer != null) {
                observer.ended(prepared.kind(), System.nanoTime() - start, outcome == null);
            }
        }
    }

    /** Rows that outlive the transaction which the next statement belongs to. */
    private Outcome inMemory(Outcome outcome) throws SQLException {
        if (!(outcome instanceof Outcome.Rows rows)) {
            return outcome;
        }
        try {
            return new Outcome.Rows(MemoryCursor.copy(rows.cursor(), Integer.MAX_VALUE));
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
    }

    /** A count as an int; one that doesn't fit is an error, since cut it would be a wrong one. */
    static int count(long large) throws SQLException {
        if (large > Integer.MAX_VALUE) {
            throw SqlErrors.outOfRange(large, "an int: use executeLargeUpdate");
        }
        return (int) large;
    }

    // Batches.

    @Override
    public void addBatch(String sql) throws SQLException {
        requireOpen();
        if (batch == null) {
            batch = new ArrayList<>();
        }
        batch.add(sql);
    }

    @Override
    public void clearBatch() throws SQLException {
        requireOpen();
        batch = null;
    }

    @Override
    public final int[] executeBatch() throws SQLException {
        long[] large = executeLargeBatch();
        int[] counts = new int[large.length];
        for (int i = 0; i < large.length; i++) {
            counts[i] = count(large[i]);
        }
        return counts;
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        forgetResults();
        if (batch == null) {
            return NO_COUNTS;
        }
        List<String> texts = batch;
        batch = null;
        long[] counts = new long[texts.size()];
        if (connection.dialect() == Dialect.POSTGRESQL) {
            // One batch is one transaction there: all of it or nothing.
            try {
                connection.inOneTransaction(() -> runTexts(texts, counts));
            } catch (BatchUpdateException failure) {
                long[] failed = new long[texts.size()];
                Arrays.fill(failed, EXECUTE_FAILED);
                throw new BatchUpdateException(
                        failure.getMessage(),
                        failure.getSQLState(),
                        failure.getErrorCode(),
                        failed,
                        failure.getCause());
            }
        } else {
            runTexts(texts, counts);
        }
        updateCount = -1;
        return counts;
    }

    private void runTexts(List<String> texts, long[] counts) throws SQLException {
        for (int i = 0; i < counts.length; i++) {
            try {
                counts[i] = update(prepare(texts.get(i)), Parameters.NONE);
            } catch (SQLException failure) {
                throw batchFailed(failure, Arrays.copyOf(counts, i));
            }
        }
    }

    static BatchUpdateException batchFailed(SQLException failure, long[] counts) {
        BatchUpdateException batchFailure =
                new BatchUpdateException(
                        failure.getMessage(),
                        failure.getSQLState(),
                        failure.getErrorCode(),
                        counts,
                        failure);
        batchFailure.setNextException(failure);
        return batchFailure;
    }

    // Results.

    @Override
    public final ResultSet getResultSet() throws SQLException {
        requireOpen();
        return current;
    }

    @Override
    public final int getUpdateCount() throws SQLException {
        return count(getLargeUpdateCount());
    }

    @Override
    public final long getLargeUpdateCount() throws SQLException {
        requireOpen();
        return current == null ? updateCount : -1;
    }

    @Override
    public final boolean getMoreResults() throws SQLException {
        return getMoreResults(CLOSE_CURRENT_RESULT);
    }

    @Override
    public final boolean getMoreResults(int what) throws SQLException {
        requireOpen();
        if (what != CLOSE_CURRENT_RESULT
                && what != KEEP_CURRENT_RESULT
                && what != CLOSE_ALL_RESULTS) {
            throw SqlErrors.misuse(what + " isn't what becomes of a result.");
        }
        ShardfoldResultSet last = current;
        current = null;
        if (last != null && what == KEEP_CURRENT_RESULT) {
            if (kept == null) {
                kept = new ArrayList<>();
            }
            kept.add(last);
        } else if (last != null) {
            last.close();
        }
        if (kept != null && what == CLOSE_ALL_RESULTS) {
            closeKept();
        }
        updateCount = -1;
        Outcome outcome = moreOutcomes == null ? null : moreOutcomes.poll();
        if (outcome == null) {
            moreOutcomes = null;
            return false;
        }
        return take(outcome);
    }

    @Override
    public final ResultSet getGeneratedKeys() throws SQLException {
        requireOpen();
        List<ResultColumn> columns =
                keys.isEmpty()
                        ? List.of(
                                ShardfoldResultSetMetaData.column(
                                        "GENERATED_KEY", Types.BIGINT, Long.class.getName()))
                        : keyColumns;
        return new CursorResultSet(null, new MemoryCursor(columns, keys));
    }

    // Closing.

    @Override
    public final void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        connection.statementClosed(this);
        if (moreOutcomes != null) {
            dropMoreOutcomes();
        }
        try {
            if (kept != null) {
                closeKept();
            }
        } finally {
            if (current != null) {
                current.close();
            }
        }
    }

    @Override
    public final boolean isClosed() {
        return closed;
    }

    @Override
    public final void closeOnCompletion() throws SQLException {
        requireOpen();
        closeOnCompletion = true;
    }

    @Override
    public final boolean isCloseOnCompletion() throws SQLException {
        requireOpen();
        return closeOnCompletion;
    }

    /** Ends this statement's execution and the reading of its rows; any thread may call it. */
    @Override
    public final void cancel() throws SQLException {
        requireOpen();
        if (running || current != null) {
            try {
                connection.session().cancel();
            } catch (RuntimeException failure) {
                throw failed(failure);
            }
        }
    }

    // Settings.

    @Override
    public final Connection getConnection() throws SQLException {
        requireOpen();
        return connection;
    }

    @Override
    public final int getMaxFieldSize() throws SQLException {
        requireOpen();
        return fieldSizeMax;
    }

    /** Characters of text, bytes of a binary string. */
    @Override
    public final void setMaxFieldSize(int sizeMax) throws SQLException {
        requireOpen();
        if (sizeMax < 0) {
            throw SqlErrors.misuse("The most of a field is " + sizeMax + ": it can't be negative.");
        }
        fieldSizeMax = sizeMax;
    }

    @Override
    public final int getMaxRows() throws SQLException {
        return (int) Math.min(Integer.MAX_VALUE, getLargeMaxRows());
    }

    @Override
    public final void setMaxRows(int rows) throws SQLException {
        setLargeMaxRows(rows);
    }

    @Override
    public final long getLargeMaxRows() throws SQLException {
        requireOpen();
        return maxRows;
    }

    @Override
    public final void setLargeMaxRows(long rows) throws SQLException {
        requireOpen();
        if (rows < 0) {
            throw SqlErrors.misuse("The most rows are " + rows + ": it can't be negative.");
        }
        maxRows = rows;
        options = null;
    }

    @Override
    public final void setEscapeProcessing(boolean enable) throws SQLException {
        requireOpen();
        escapeProcessing = enable;
    }

    @Override
    public final int getQueryTimeout() throws SQLException {
        requireOpen();
        return timeoutSeconds;
    }

    @Override
    public final void setQueryTimeout(int seconds) throws SQLException {
        requireOpen();
        if (seconds < 0) {
            throw SqlErrors.misuse("The timeout is " + seconds + " s: it can't be negative.");
        }
        timeoutSeconds = seconds;
        options = null;
    }

    @Override
    public final SQLWarning getWarnings() throws SQLException {
        requireOpen();
        takeWarnings();
        return warnings;
    }

    @Override
    public final void clearWarnings() throws SQLException {
        requireOpen();
        takeWarnings();
        warnings = null;
    }

    @Override
    public final void setCursorName(String name) throws SQLException {
        requireOpen();
        throw SqlErrors.notSupported("A cursor with a name");
    }

    @Override
    public final void setFetchDirection(int direction) throws SQLException {
        requireOpen();
        if (direction != ResultSet.FETCH_FORWARD
                && direction != ResultSet.FETCH_REVERSE
                && direction != ResultSet.FETCH_UNKNOWN) {
            throw SqlErrors.misuse(direction + " isn't a fetch direction.");
        }
    }

    @Override
    public final int getFetchDirection() throws SQLException {
        requireOpen();
        return ResultSet.FETCH_FORWARD;
    }

    /**
     * @param rows {@code Integer.MIN_VALUE} is how MySQL's driver is asked to stream: 1 row a time
     */
    @Override
    public final void setFetchSize(int rows) throws SQLException {
        requireOpen();
        if (rows < 0 && rows != Integer.MIN_VALUE) {
            throw SqlErrors.misuse("The fetch size is " + rows + ": it can't be negative.");
        }
        fetchSize = rows == Integer.MIN_VALUE ? 1 : rows;
        options = null;
    }

    @Override
    public final int getFetchSize() throws SQLException {
        requireOpen();
        return fetchSize;
    }

    @Override
    public final int getResultSetConcurrency() throws SQLException {
        requireOpen();
        return access.concurrency();
    }

    @Override
    public final int getResultSetType() throws SQLException {
        requireOpen();
        return access.type();
    }

    @Override
    public final int getResultSetHoldability() throws SQLException {
        requireOpen();
        return holdability;
    }

    @Override
    public final void setPoolable(boolean poolable) throws SQLException {
        requireOpen();
        this.poolable = poolable;
    }

    @Override
    public final boolean isPoolable() throws SQLException {
        requireOpen();
        return poolable;
    }

    @Override
    public final <T> T unwrap(Class<T> type) throws SQLException {
        return Wrapping.unwrap(this, type);
    }

    @Override
    public final boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
