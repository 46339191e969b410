package io.shardfold.jdbc;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardException;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.error.StatementException;
import io.shardfold.sql.Dialect;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes a {@link SQLException}. */
final class SqlErrors {

    private static final Logger LOG = LoggerFactory.getLogger(SqlErrors.class);

    private SqlErrors() {}

    /**
     * @param failure what a call of the engine threw
     * @param sql the text that a position speaks of; null where there is none
     */
    static SQLException of(RuntimeException failure, Dialect dialect, String sql) {
        if (failure instanceof ShardException shard
                && shard.problem() == Problem.DATA_SOURCE_FAILED
                && shard.getCause() instanceof SQLException own) {
            // The driver's exception itself: its class, codes and details, as if nothing stood
            // between.
            return own;
        }
        if (failure instanceof ShardfoldException known) {
            return known(known, dialect, sql);
        }
        LOG.error("A statement failed by a fault of Shardfold", failure);
        String state =
                dialect == Dialect.MYSQL
                        ? Problem.INTERNAL.mysqlState()
                        : Problem.INTERNAL.postgresqlState();
        return new SQLException(
                "Internal error: " + failure, state, code(Problem.INTERNAL, dialect), failure);
    }

    private static SQLException known(ShardfoldException failure, Dialect dialect, String sql) {
        String message = failure.getMessage();
        if (sql != null
                && failure instanceof StatementException statement
                && statement.hasPosition()
                && statement.position() <= sql.length()) {
            int character = sql.codePointCount(0, statement.position()) + 1;
            message += " (at character " + character + ")";
        }
        boolean mysql = dialect == Dialect.MYSQL;
        String state = mysql ? failure.mysqlState() : failure.postgresqlState();
        int code = mysql ? failure.mysqlNumber() : 0;
        switch (failure.problem()) {
            case NOT_SUPPORTED:
                return new SQLFeatureNotSupportedException(message, state, code, failure);
            case TIMEOUT:
                return new SQLTimeoutException(message, state, code, failure);
            case TOO_MANY_CONNECTIONS, TOO_MANY_WAITERS:
                return new SQLTransientConnectionException(message, state, code, failure);
            case LOCK_TIMEOUT, OUT_OF_MEMORY_LIMIT:
                return new SQLTransientException(message, state, code, failure);
            default:
                break;
        }
        // PostgreSQL's states say what kind of failure it is also where MySQL's say HY000.
        return switch (failure.problem().postgresqlState().substring(0, 2)) {
            case "08" -> new SQLNonTransientConnectionException(message, state, code, failure);
            case "22" -> new SQLDataException(message, state, code, failure);
            case "23" ->
                    new SQLIntegrityConstraintViolationException(message, state, code, failure);
            case "28" -> new SQLInvalidAuthorizationSpecException(message, state, code, failure);
            case "40" -> new SQLTransactionRollbackException(message, state, code, failure);
            case "42", "3D", "3F" -> new SQLSyntaxErrorException(message, state, code, failure);
            default -> new SQLException(message, state, code, failure);
        };
    }

    private static int code(Problem problem, Dialect dialect) {
        return dialect == Dialect.MYSQL ? problem.mysqlNumber() : 0;
    }

    /**
     * @param what a noun phrase; " is not supported." is added
     */
    static SQLFeatureNotSupportedException notSupported(String what) {
        return new SQLFeatureNotSupportedException(what + " is not supported.", "0A000");
    }

    /** A parameter of a JDBC call is out of its range, or the call comes at the wrong moment. */
    static SQLException misuse(String message) {
        return new SQLException(message, "HY000");
    }

    static SQLException closed(String what) {
        return new SQLException(what + " is closed.", "08003");
    }

    /** A column's value has no form of the type that was asked for. */
    static SQLDataException badValue(Object value, String type) {
        String text = String.valueOf(value);
        String shown = text.length() > 100 ? text.substring(0, 100) + "..." : text;
        return new SQLDataException(
                "The value '" + shown + "' can't be read as " + type + ".", "22018");
    }

    static SQLDataException outOfRange(Object value, String type) {
        return new SQLDataException(
                "The value " + value + " is out of the range of " + type + ".", "22003");
    }
}
