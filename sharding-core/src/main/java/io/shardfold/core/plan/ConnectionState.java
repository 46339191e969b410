package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.error.StatementException;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Traversal;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses what lives on one connection of one server: the next statement runs on another, and would
 * read what someone else left there.
 */
final class ConnectionState {

    private static final Set<String> COUNTS = Set.of("warning_count", "error_count");

    private ConnectionState() {}

    /**
     * @throws StatementException 0A000 / 1235 with the position of the first such expression
     */
    static void refuse(BoundStatement bound) {
        Dialect dialect = bound.dialect();
        Query outermost =
                bound.statement() instanceof Statement.QueryStatement query ? query.query() : null;
        Traversal.walk(
                bound.statement(),
                new Traversal.Visitor() {
                    @Override
                    public boolean query(Query inner) {
                        if (inner instanceof Query.Select select && select.into() != null) {
                            into(select, select == outermost, dialect);
                        }
                        return true;
                    }

                    @Override
                    public boolean expression(Expression expression) {
                        if (expression instanceof Expression.Binary binary
                                && binary.operator().equals(":=")) {
                            throw StatementException.notSupported(
                                    "Setting a variable inside a query",
                                    binary.span().start(),
                                    "Use a window function, or SET.");
                        }
                        if (expression instanceof Expression.Variable variable
                                && variable.system()
                                && COUNTS.contains(variable.name().toLowerCase(Locale.ROOT))) {
                            throw StatementException.notSupported(
                                    "@@" + variable.name() + " of a connection",
                                    variable.span().start(),
                                    "Ask the driver for the statement's warnings.");
                        }
                        if (expression instanceof Expression.FunctionCall call) {
                            call(call, dialect, outermost != null);
                        }
                        return true;
                    }
                });
    }

    /** Variables of the session are no connection's. */
    private static void into(Query.Select select, boolean outermost, Dialect dialect) {
        boolean variables =
                dialect == Dialect.MYSQL
                        && outermost
                        && !select.into().targets().isEmpty()
                        && select.into().targets().stream()
                                .allMatch(
                                        target ->
                                                target instanceof Expression.Variable variable
                                                        && !variable.system());
        if (!variables) {
            throw StatementException.notSupported(
                    "SELECT ... INTO",
                    select.into().span().start(),
                    dialect == Dialect.MYSQL
                            ? "Read the rows, or select into user variables."
                            : "Create the table, then INSERT ... SELECT.");
        }
    }

    private static void call(Expression.FunctionCall call, Dialect dialect, boolean query) {
        String advice =
                switch (call.name().name().value().toLowerCase(Locale.ROOT)) {
                    case "found_rows" ->
                            dialect == Dialect.MYSQL ? "Ask SELECT COUNT(*) instead." : null;
                    case "last_insert_id" ->
                            dialect == Dialect.MYSQL && query && !call.arguments().isEmpty()
                                    ? "Set it by an UPDATE."
                                    : null;
                    case "lastval", "currval" ->
                            dialect == Dialect.POSTGRESQL ? "Use RETURNING." : null;
                    default -> null;
                };
        if (advice != null) {
            throw StatementException.notSupported(
                    call.name().name().value() + "() of a connection", call.span().start(), advice);
        }
    }
}
