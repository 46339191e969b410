package io.shardfold.core.plan;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.SelectItem;
import java.util.Locale;

/**
 * The label that a database gives to a column without an alias.
 *
 * <p>Sources: MySQL's manual, "Identifier names": the expression as written; PostgreSQL's {@code
 * FigureColname}. Null where that isn't sure.
 */
final class Labels {

    /** What MySQL takes as an alias. */
    private static final int LENGTH_MAX = 255;

    private Labels() {}

    /**
     * @param item without an alias
     * @param text the statement
     */
    static String of(SelectItem item, String text, Dialect dialect) {
        return dialect == Dialect.MYSQL ? ofMySql(item, text) : ofPostgreSql(item.expression());
    }

    private static String ofMySql(SelectItem item, String text) {
        if (item.expression() instanceof Expression.Column column) {
            return column.name().value();
        }
        String written = text.substring(item.span().start(), item.span().end());
        return written.length() <= LENGTH_MAX ? written : null;
    }

    private static String ofPostgreSql(Expression expression) {
        return switch (expression.kind()) {
            case COLUMN -> folded(((Expression.Column) expression).name());
            case FUNCTION -> {
                Expression.FunctionCall call = (Expression.FunctionCall) expression;
                yield call.parenthesized() ? folded(call.name().name()) : null;
            }
            case BINARY, UNARY, COMPARE, AND, OR, NOT, BETWEEN, IN_LIST, IS_TEST, LIKE ->
                    "?column?";
            case CASE -> {
                Expression otherwise = ((Expression.Case) expression).otherwise();
                String label = otherwise == null ? "?column?" : ofPostgreSql(otherwise);
                boolean weak =
                        otherwise == null
                                || otherwise instanceof Expression.Literal
                                || "?column?".equals(label);
                yield weak ? "case" : label;
            }
            case CAST -> {
                // The type gives a name only to what has none.
                String label = ofPostgreSql(((Expression.Cast) expression).operand());
                yield "?column?".equals(label) ? null : label;
            }
            default -> null;
        };
    }

    private static String folded(Identifier name) {
        return name.quoted() ? name.value() : name.value().toLowerCase(Locale.ROOT);
    }
}
