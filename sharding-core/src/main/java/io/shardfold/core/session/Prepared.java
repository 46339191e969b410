package io.shardfold.core.session;

import io.shardfold.sql.ast.Statement;

/**
 * A text that is read and planned, as far as that goes without values. Immutable; belongs to the
 * session that prepared it.
 */
public final class Prepared {

    private final String sql;
    private final Statement statement;
    private final int parameterCount;

    Prepared(String sql, Statement statement, int parameterCount) {
        this.sql = sql;
        this.statement = statement;
        this.parameterCount = parameterCount;
    }

    public String sql() {
        return sql;
    }

    public Statement.Kind kind() {
        return statement.kind();
    }

    /**
     * The tree; of another text where one with the same fingerprint was planned before, so its
     * spans don't fit {@link #sql}.
     */
    public Statement statement() {
        return statement;
    }

    public int parameterCount() {
        return parameterCount;
    }

    /**
     * PostgreSQL's command tag without counts: SELECT, INSERT, UPDATE, CREATE TABLE, BEGIN, ...
     *
     * <p>Source: PostgreSQL documentation, "Message Formats", CommandComplete.
     */
    public String commandTag() {
        throw new UnsupportedOperationException();
    }
}
