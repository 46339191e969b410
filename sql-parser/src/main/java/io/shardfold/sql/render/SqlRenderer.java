package io.shardfold.sql.render;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Statement;

/**
 * Writes a tree as text.
 *
 * <p>Reading the text again gives a tree that is equal but for its spans. Names, literals, quotes
 * and parentheses are written as the dialect wants them; an operator, function or clause that only
 * the other dialect has stays as it is. Definitions and the commands that keep their text are
 * written as they were read.
 */
public final class SqlRenderer {

    private SqlRenderer() {}

    public static String render(Dialect dialect, Statement statement) {
        return render(Syntax.of(dialect), statement);
    }

    public static String render(Syntax syntax, Statement statement) {
        QueryRenderer queries = new QueryRenderer(new StringBuilder(256), syntax);
        new StatementRenderer(queries).statement(statement);
        return queries.out.toString();
    }

    public static String render(Syntax syntax, Query query) {
        QueryRenderer queries = new QueryRenderer(new StringBuilder(256), syntax);
        queries.query(query);
        return queries.out.toString();
    }

    public static String render(Syntax syntax, Expression expression) {
        QueryRenderer queries = new QueryRenderer(new StringBuilder(64), syntax);
        queries.expressions.expression(expression);
        return queries.out.toString();
    }

    /** A name, in quotes where it stood in quotes. */
    public static String render(Syntax syntax, Identifier name) {
        if (!name.quoted()) return name.value();
        String quote = syntax.dialect() == Dialect.MYSQL ? "`" : "\"";
        return quote + name.value().replace(quote, quote + quote) + quote;
    }
}
