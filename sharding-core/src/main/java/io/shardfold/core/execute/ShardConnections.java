package io.shardfold.core.execute;

import io.shardfold.core.row.Cursor;
import java.util.List;

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
 * <p>Errors: {@link io.shardfold.core.error.ShardException} with the data source's own codes,
 * {@link io.shardfold.core.error.StatementException} 57014 when cancelled or out of time, 25P02 in
 * a transaction that has failed.
 */
public final class ShardConnections implements AutoCloseable {

    public ShardConnections(Storage storage) {
        throw new UnsupportedOperationException();
    }

    /** Forgets a {@link #cancel} that came while nothing ran. Call it when a statement starts. */
    public void startStatement() {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs a query on the caller's thread. For the point select: no executor, no copy; the cursor's
     * {@code origin} is the driver's own result set.
     */
    public Cursor query(ShardStatement statement, StatementOptions options) {
        throw new UnsupportedOperationException();
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
    public Cursor[] query(List<ShardStatement> statements, StatementOptions options) {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs texts that write, all or nothing.
     *
     * <p>Outside a transaction more than one text runs in an implicit transaction. Inside, a
     * failure on MySQL takes back what the texts did on every shard, and the transaction goes on;
     * on PostgreSQL the transaction has failed on every shard.
     *
     * @return one per statement, in their order
     */
    public List<ShardUpdate> update(List<ShardStatement> statements, StatementOptions options) {
        throw new UnsupportedOperationException();
    }

    /** {@link #update(List, StatementOptions)} of one, on the caller's thread. */
    public ShardUpdate update(ShardStatement statement, StatementOptions options) {
        throw new UnsupportedOperationException();
    }

    /**
     * {@link #update(List, StatementOptions)} of texts that write and give rows (RETURNING): the
     * rows are held, so that nothing is shown of a statement that fails in the end.
     *
     * @return one per statement, in their order; the caller closes all of them
     */
    public Cursor[] updateReturning(List<ShardStatement> statements, StatementOptions options) {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs a text of which it isn't known what it gives (CALL, a statement that isn't modelled).
     *
     * @return all its results, in order; at least one
     */
    public List<ShardResult> execute(ShardStatement statement, StatementOptions options) {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs batches. One batch outside a transaction does what the data source does with a batch;
     * several are all or nothing, as in {@link #update(List, StatementOptions)}.
     *
     * @return one per batch, in their order. A failure is in the results, not thrown.
     */
    public List<ShardBatchResult> batch(List<ShardBatch> batches, StatementOptions options) {
        throw new UnsupportedOperationException();
    }

    /** Asks a data source what a text takes and gives, without running it. */
    public StatementShape describe(String dataSource, String sql) {
        throw new UnsupportedOperationException();
    }

    /** From the next use of each connection on, inside a transaction too. */
    public void settings(SessionSettings settings) {
        throw new UnsupportedOperationException();
    }

    /** Whether a transaction is open, failed or not. */
    public boolean inTransaction() {
        throw new UnsupportedOperationException();
    }

    /**
     * Whether the open transaction can only be rolled back: PostgreSQL after any error; any engine
     * after a lost connection. Everything but {@link #rollback}, {@link #rollbackTo} and {@link
     * #commit} (which rolls back, and says so by an error) is refused with 25P02.
     */
    public boolean transactionFailed() {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens a transaction. No data source is touched before its first use.
     *
     * <p>MySQL ends a transaction by itself when it is a deadlock's victim: the transaction is then
     * rolled back on every shard, and {@link #inTransaction} is false.
     */
    public void begin(TransactionOptions options) {
        throw new UnsupportedOperationException();
    }

    /** The data sources that have joined the open transaction, by name. */
    public List<String> pinned() {
        throw new UnsupportedOperationException();
    }

    /**
     * Commits on each data source in turn. Afterwards no transaction is open, whatever came.
     *
     * @throws io.shardfold.core.error.ShardException the first data source's own error: nothing is
     *     committed
     * @throws io.shardfold.core.error.StatementException 08007 / 1180: some have committed and some
     *     haven't, or it isn't known; the message names both
     */
    public void commit() {
        throw new UnsupportedOperationException();
    }

    /** Rolls back everywhere. Afterwards no transaction is open. Doesn't fail. */
    public void rollback() {
        throw new UnsupportedOperationException();
    }

    /**
     * Sets a savepoint on each data source of the open transaction, and on each that joins later.
     *
     * @param name as the server's catalog would have it (PostgreSQL: unquoted names in lower case)
     */
    public void savepoint(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * @throws io.shardfold.core.error.StatementException 3B001 / 1305 where there is no such
     *     savepoint
     */
    public void rollbackTo(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * @throws io.shardfold.core.error.StatementException 3B001 / 1305 where there is no such
     *     savepoint
     */
    public void release(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs a text on each data source of the open transaction, and on each that joins later (SET
     * LOCAL). A rollback to an earlier savepoint takes it back.
     */
    public void forTransaction(String sql) {
        throw new UnsupportedOperationException();
    }

    /**
     * Ends whatever runs now, on every shard, and the cursors that are open; from any thread. What
     * the session starts before the next {@link #startStatement} is refused.
     */
    public void cancel() {
        throw new UnsupportedOperationException();
    }

    /**
     * Rolls back, closes the cursors and gives every connection back. A second call does nothing.
     */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
