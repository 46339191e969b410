package io.shardfold.jdbc;

import io.shardfold.sql.ast.Statement.Kind;

/** Is told of each execution. Thread-safe. */
interface StatementObserver {

    /**
     * @param kind of the statement
     * @param nanos from its start until its rows or its count were there
     * @param failed whether an error came instead
     */
    void ended(Kind kind, long nanos, boolean failed);
}
