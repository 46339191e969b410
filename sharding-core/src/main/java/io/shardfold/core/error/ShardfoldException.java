package io.shardfold.core.error;

import java.util.Objects;

/**
 * Any failure that a client sees. Each front end turns it into its protocol's form in one place.
 *
 * <p>A fault of ours isn't one of these: it is an {@code AssertionError} or {@code
 * IllegalStateException}, which the front end logs and tells the client as {@link
 * Problem#INTERNAL}.
 */
public abstract sealed class ShardfoldException extends RuntimeException
        permits StatementException,
                ShardException,
                LimitException,
                ProtocolException,
                ConfigurationException {

    private static final long serialVersionUID = 1L;

    /** For switches. */
    public enum Kind {
        STATEMENT,
        SHARD,
        LIMIT,
        PROTOCOL,
        CONFIGURATION
    }

    private final Problem problem;

    ShardfoldException(Problem problem, String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.problem = Objects.requireNonNull(problem, "problem");
    }

    public abstract Kind kind();

    public final Problem problem() {
        return problem;
    }

    /** The SQLSTATE to tell a PostgreSQL client: the problem's, or the shard's own. */
    public String postgresqlState() {
        return problem.postgresqlState();
    }

    /** The SQLSTATE to tell a MySQL client: the problem's, or the shard's own. */
    public String mysqlState() {
        return problem.mysqlState();
    }

    /** The error number to tell a MySQL client: the problem's, or the shard's own. */
    public int mysqlNumber() {
        return problem.mysqlNumber();
    }
}
