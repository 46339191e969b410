package io.shardfold.proxy.postgresql;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.session.ExecuteOptions;
import io.shardfold.core.session.Outcome;
import io.shardfold.core.session.Prepared;
import io.shardfold.core.session.Session;
import io.shardfold.core.session.TransactionStatus;
import io.shardfold.sql.ast.Statement;
import java.util.function.Consumer;

/**
 * What PostgreSQL's transaction blocks are beyond the engine's transactions.
 *
 * <ul>
 *   <li>The statements of one message, or between two Syncs, are one <em>implicit</em> block: all
 *       or nothing, unless commands in it say otherwise.
 *   <li>After any error an explicit block has <em>failed</em>, and nothing but its end is answered.
 *   <li>Commands that come at the wrong time are answered by a warning, not an error.
 * </ul>
 *
 * <p>Source: PostgreSQL documentation, "Message Flow: Multiple Statements in a Simple Query" and
 * "Pipelining". Belongs to its session.
 */
final class TransactionBlock {

    private final Session session;
    private final Consumer<ErrorReport> notices;
    private final Runnable beforeEnd;
    private boolean implicit;
    private boolean failed;

    /**
     * @param notices gets warnings, which belong before the answer to the statement
     * @param beforeEnd closes the cursors that don't outlive a transaction
     */
    TransactionBlock(Session session, Consumer<ErrorReport> notices, Runnable beforeEnd) {
        this.session = session;
        this.notices = notices;
        this.beforeEnd = beforeEnd;
    }

    /** For ReadyForQuery: I, T or E. An implicit block isn't one that a client sees. */
    char status() {
        if (isFailed()) {
            return 'E';
        }
        return isExplicit() ? 'T' : 'I';
    }

    /** Whether a statement would now be a transaction of its own. */
    boolean isIdle() {
        return session.transactionStatus() == TransactionStatus.IDLE;
    }

    private boolean isExplicit() {
        return !isIdle() && !implicit;
    }

    boolean isFailed() {
        return !isIdle() && (failed || session.transactionStatus() == TransactionStatus.FAILED);
    }

    /** Whether a failed block answers a statement. */
    static boolean endsBlock(Prepared prepared) {
        return switch (prepared.kind()) {
            case COMMIT, ROLLBACK -> true;
            default -> prepared.commandTag().equals("PREPARE TRANSACTION");
        };
    }

    /** Opens an implicit block for what follows, up to {@link #endImplicit}. */
    void beginImplicit() {
        assert isIdle();
        execute("BEGIN");
        implicit = true;
        failed = false;
    }

    /** Commits the implicit block, if there is one. */
    void endImplicit() {
        if (implicit) {
            beforeEnd.run();
            implicit = false;
            execute("COMMIT");
        }
    }

    /** The client is told of an error: an implicit block is undone, an explicit one has failed. */
    void fail() {
        if (implicit) {
            beforeEnd.run();
            implicit = false;
            if (!isIdle()) {
                execute("ROLLBACK");
            }
        } else if (isIdle()) {
            beforeEnd.run();
        } else {
            failed = true;
        }
    }

    /**
     * Runs a statement.
     *
     * @throws StatementException 25P02 in a failed block; 25P01 for what only a block can do
     */
    Answer run(Prepared prepared, Parameters parameters) {
        if (isFailed() && !endsBlock(prepared)) {
            throw aborted();
        }
        return switch (prepared.kind()) {
            case BEGIN -> begin(prepared);
            case COMMIT -> commit(prepared);
            case ROLLBACK -> rollback(prepared);
            case SAVEPOINT, RELEASE_SAVEPOINT -> {
                requireBlock(
                        prepared.kind() == Statement.Kind.SAVEPOINT
                                ? "SAVEPOINT"
                                : "RELEASE SAVEPOINT");
                yield execute(prepared, parameters);
            }
            case SET -> {
                if (isIdle() && isLocal((Statement.Set) prepared.statement())) {
                    notices.accept(
                            ErrorReport.warning(
                                    Problem.NO_ACTIVE_TRANSACTION.postgresqlState(),
                                    "SET LOCAL can only be used in transaction blocks"));
                    yield new Answer(prepared.commandTag(), new Outcome.Command());
                }
                yield execute(prepared, parameters);
            }
            case OTHER, UTILITY -> {
                if (prepared.commandTag().startsWith("LOCK")) {
                    requireAnyBlock("LOCK TABLE");
                }
                yield execute(prepared, parameters);
            }
            case RESET -> {
                refuseDiscardAll(prepared);
                yield execute(prepared, parameters);
            }
            case QUERY,
                    INSERT,
                    UPDATE,
                    DELETE,
                    MERGE,
                    DDL,
                    SET_TRANSACTION,
                    SHOW,
                    USE,
                    EXPLAIN,
                    EMPTY ->
                    execute(prepared, parameters);
        };
    }

    /**
     * What a statement gave.
     *
     * @param tag the command tag, without counts
     */
    record Answer(String tag, Outcome outcome) {}

    /** Statements that begin, end or mark a block, and those that are none. */
    static boolean isControl(Prepared prepared) {
        return switch (prepared.kind()) {
            case BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE_SAVEPOINT, EMPTY -> true;
            case QUERY,
                    INSERT,
                    UPDATE,
                    DELETE,
                    MERGE,
                    DDL,
                    UTILITY,
                    SET_TRANSACTION,
                    SET,
                    RESET,
                    SHOW,
                    USE,
                    EXPLAIN,
                    OTHER ->
                    false;
        };
    }

    /** Statements that can't run in a block, and commit by themselves. */
    static boolean runsAlone(Prepared prepared) {
        return switch (prepared.commandTag()) {
            case "VACUUM",
                    "CREATE DATABASE",
                    "DROP DATABASE",
                    "CREATE TABLESPACE",
                    "DROP TABLESPACE",
                    "ALTER SYSTEM",
                    "DISCARD ALL" ->
                    true;
            default -> false;
        };
    }

    static StatementException aborted() {
        return new StatementException(
                Problem.TRANSACTION_ABORTED,
                "current transaction is aborted, commands ignored until end of transaction block",
                StatementException.NO_POSITION);
    }

    private Answer begin(Prepared prepared) {
        Answer answer = new Answer(prepared.commandTag(), new Outcome.Command());
        if (isExplicit()) {
            notices.accept(
                    ErrorReport.warning(
                            Problem.ACTIVE_TRANSACTION.postgresqlState(),
                            "there is already a transaction in progress"));
            return answer;
        }
        if (!implicit) {
            session.execute(prepared, Parameters.NONE, ExecuteOptions.DEFAULT);
            failed = false;
            return answer;
        }
        // What ran before it in the message is part of the block.
        Statement.Begin begin = (Statement.Begin) prepared.statement();
        if (begin.isolation() != null || begin.readOnly() != null || begin.deferrable() != null) {
            throw StatementException.notSupported(
                    "BEGIN with an isolation level or access mode behind other statements of the"
                            + " same message",
                    StatementException.NO_POSITION,
                    "Send it in a message of its own.");
        }
        implicit = false;
        failed = false;
        return answer;
    }

    private Answer commit(Prepared prepared) {
        boolean chain = ((Statement.Commit) prepared.statement()).chain();
        if (!isExplicit() && chain) {
            throw noBlock("COMMIT AND CHAIN");
        }
        if (!isExplicit()) {
            warnOfNoTransaction();
            endImplicit();
            return new Answer("COMMIT", new Outcome.Command());
        }
        beforeEnd.run();
        if (isFailed()) {
            failed = false;
            execute(chain ? "ROLLBACK AND CHAIN" : "ROLLBACK");
            return new Answer("ROLLBACK", new Outcome.Command());
        }
        session.execute(prepared, Parameters.NONE, ExecuteOptions.DEFAULT);
        return new Answer("COMMIT", new Outcome.Command());
    }

    private Answer rollback(Prepared prepared) {
        Statement.Rollback rollback = (Statement.Rollback) prepared.statement();
        if (rollback.savepoint() != null) {
            requireBlock("ROLLBACK TO SAVEPOINT");
            beforeEnd.run();
            session.execute(prepared, Parameters.NONE, ExecuteOptions.DEFAULT);
            failed = false;
            return new Answer("ROLLBACK", new Outcome.Command());
        }
        if (!isExplicit() && rollback.chain()) {
            throw noBlock("ROLLBACK AND CHAIN");
        }
        if (!isExplicit()) {
            warnOfNoTransaction();
            if (implicit) {
                fail();
            }
            return new Answer("ROLLBACK", new Outcome.Command());
        }
        beforeEnd.run();
        failed = false;
        session.execute(prepared, Parameters.NONE, ExecuteOptions.DEFAULT);
        return new Answer("ROLLBACK", new Outcome.Command());
    }

    private void warnOfNoTransaction() {
        notices.accept(
                ErrorReport.warning(
                        Problem.NO_ACTIVE_TRANSACTION.postgresqlState(),
                        "there is no transaction in progress"));
    }

    private static boolean isLocal(Statement.Set set) {
        return set.settings().stream().anyMatch(setting -> "LOCAL".equals(setting.scope()));
    }

    private void requireBlock(String command) {
        if (!isExplicit()) {
            throw noBlock(command);
        }
    }

    private void requireAnyBlock(String command) {
        if (isIdle()) {
            throw noBlock(command);
        }
    }

    private static StatementException noBlock(String command) {
        return new StatementException(
                Problem.NO_ACTIVE_TRANSACTION,
                command + " can only be used in transaction blocks",
                StatementException.NO_POSITION);
    }

    private void refuseDiscardAll(Prepared prepared) {
        if (!isIdle() && prepared.commandTag().equals("DISCARD ALL")) {
            throw new StatementException(
                    Problem.ACTIVE_TRANSACTION,
                    "DISCARD ALL cannot run inside a transaction block",
                    StatementException.NO_POSITION);
        }
    }

    private Answer execute(Prepared prepared, Parameters parameters) {
        return new Answer(
                prepared.commandTag(),
                session.execute(prepared, parameters, ExecuteOptions.DEFAULT));
    }

    private void execute(String sql) {
        session.execute(session.prepare(sql), Parameters.NONE, ExecuteOptions.DEFAULT);
    }
}
