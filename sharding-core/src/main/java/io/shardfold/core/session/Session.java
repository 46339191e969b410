package io.shardfold.core.session;

import io.shardfold.core.row.Parameters;
import io.shardfold.core.rule.Hint;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import java.util.List;

/**
 * One client's conversation with a {@link Database}: a JDBC connection or a proxy's client.
 * Confined to one thread at a time, but for {@link #cancel}.
 *
 * <p>All methods that run something throw a {@link io.shardfold.core.error.ShardfoldException},
 * never an exception of a driver.
 */
public final class Session implements AutoCloseable {

    Session() {}

    public Database database() {
        throw new UnsupportedOperationException();
    }

    public Dialect dialect() {
        throw new UnsupportedOperationException();
    }

    /** How texts are read now; changes with {@code SET sql_mode} and the like. */
    public Syntax syntax() {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads and plans one statement. Never blocks.
     *
     * @throws io.shardfold.core.error.StatementException 42601 / 1064 with a position; 0A000 / 1235
     *     for what no plan answers
     */
    public Prepared prepare(String sql) {
        throw new UnsupportedOperationException();
    }

    /**
     * Cuts a text of several statements into one text each. Empty statements are left out unless
     * all are empty.
     */
    public List<String> split(String text) {
        throw new UnsupportedOperationException();
    }

    /** Runs a prepared statement. Blocks. */
    public Outcome execute(Prepared prepared, Parameters parameters, ExecuteOptions options) {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs one INSERT, UPDATE or DELETE with many sets of values, grouped by shard.
     *
     * @return one count per set, in their order, and all generated keys in the sets' order
     */
    public BatchOutcome executeBatch(
            Prepared prepared, List<Parameters> batch, ExecuteOptions options) {
        throw new UnsupportedOperationException();
    }

    /** Asks a shard what a statement takes and gives, without running it. Blocks. */
    public Description describe(Prepared prepared) {
        throw new UnsupportedOperationException();
    }

    public TransactionStatus transactionStatus() {
        throw new UnsupportedOperationException();
    }

    public boolean autoCommit() {
        throw new UnsupportedOperationException();
    }

    /** Turning it on commits an open transaction, as both engines' drivers do. */
    public void setAutoCommit(boolean autoCommit) {
        throw new UnsupportedOperationException();
    }

    public void commit() {
        throw new UnsupportedOperationException();
    }

    public void rollback() {
        throw new UnsupportedOperationException();
    }

    public void savepoint(String name) {
        throw new UnsupportedOperationException();
    }

    public void rollbackTo(String savepoint) {
        throw new UnsupportedOperationException();
    }

    public void release(String savepoint) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param isolation a constant of {@code java.sql.Connection}
     */
    public void setIsolation(int isolation) {
        throw new UnsupportedOperationException();
    }

    public void setReadOnly(boolean readOnly) {
        throw new UnsupportedOperationException();
    }

    /** The value that a SET of this session gave, or null. Names compare without regard to case. */
    public String setting(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * What the application asks for besides its SQL, from the next {@link #prepare} on. A hint in a
     * statement's own comment goes before it.
     *
     * @param hint {@link Hint#NONE} for nothing
     */
    public void setHint(Hint hint) {
        throw new UnsupportedOperationException();
    }

    /**
     * Ends what the session runs now, on every shard; from any thread. Does nothing when nothing
     * runs.
     */
    public void cancel() {
        throw new UnsupportedOperationException();
    }

    /** Back to the state of a new session: rolls back, forgets settings. */
    public void reset() {
        throw new UnsupportedOperationException();
    }

    /** Rolls back, and gives every connection back. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
