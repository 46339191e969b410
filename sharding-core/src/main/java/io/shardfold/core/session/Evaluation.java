package io.shardfold.core.session;

import io.shardfold.core.error.StatementException;
import io.shardfold.core.execute.StatementOptions;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.rule.Hint;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Span;
import java.util.List;

/** Has a database compute what a command of the session names: expressions, and queries. */
final class Evaluation {

    private final Session session;

    Evaluation(Session session) {
        this.session = session;
    }

    /**
     * @param plain the value as text; null for NULL
     * @param literal as SQL has it, with its type
     */
    record Value(String plain, String literal) {}

    /** The values of a row: none for a query without rows, null for one with several. */
    List<Value> row(String query, Parameters parameters) {
        try (Cursor rows = run(query, parameters)) {
            if (!rows.next()) {
                return List.of();
            }
            Value[] values = new Value[rows.columns().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] =
                        new Value(rows.text(i), SqlLiteral.of(rows, i, session.syntax(), false));
            }
            return rows.next() ? null : List.of(values);
        }
    }

    /**
     * @param sql the text in which the expression stands
     */
    Value of(Expression expression, String sql) {
        return row("SELECT " + expression.span().of(sql), Parameters.NONE).get(0);
    }

    /** Values for placeholders. */
    Parameters parameters(List<Expression> arguments, String sql) {
        if (arguments.isEmpty()) {
            return Parameters.NONE;
        }
        Span all =
                new Span(
                        arguments.get(0).span().start(),
                        arguments.get(arguments.size() - 1).span().end());
        boolean mysql = session.database().dialect() == Dialect.MYSQL;
        try (Cursor rows = run("SELECT " + all.of(sql), Parameters.NONE)) {
            rows.next();
            return MovedRow.parameters(MovedRow.values(rows, mysql), mysql);
        }
    }

    private Cursor run(String query, Parameters parameters) {
        Prepared prepared = session.preparePart(query);
        Outcome outcome =
                new Execution(session, prepared, parameters, StatementOptions.DEFAULT, Hint.NONE)
                        .run(prepared.plan());
        if (outcome instanceof Outcome.Rows rows) {
            return rows.cursor();
        }
        throw StatementException.notSupported(
                "A value of this statement", StatementException.NO_POSITION, "Name a query.");
    }
}
