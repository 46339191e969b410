package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.rewrite.ShardTextBuilder;
import io.shardfold.core.rewrite.ShardTextBuilder.Replacement;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Traversal;
import java.util.Locale;

/**
 * Functions whose value only the session knows: a shard would answer for its own connection, or
 * with its own database's name.
 *
 * <p>Each call is replaced by its value when the text is run.
 */
public final class SessionValues {

    /** Slots of a text. Slot 0 is the statement's own. */
    public static final int LAST_INSERT_ID = 1;

    public static final int DATABASE = 2;
    public static final int ROW_COUNT = 3;
    public static final int SLOT_COUNT = 4;

    private SessionValues() {}

    static void addEdits(BoundStatement bound, ShardTextBuilder builder) {
        Traversal.walk(
                bound.statement(),
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression expression) {
                        int slot = slot(expression, bound.dialect());
                        if (slot > 0) {
                            Replacement value = new Replacement().fill(slot);
                            builder.replace(expression.span(), value);
                        }
                        return true;
                    }

                    @Override
                    public boolean query(Query query) {
                        if (query instanceof Query.Select select) {
                            for (SelectItem item : select.items()) {
                                if (item.alias() == null
                                        && slot(item.expression(), bound.dialect()) > 0) {
                                    builder.insert(
                                            item.span().end(),
                                            new Replacement().text(label(item, bound)));
                                }
                            }
                        }
                        return true;
                    }
                });
    }

    /** An unnamed column is called by its text in MySQL, by its function in PostgreSQL. */
    private static String label(SelectItem item, BoundStatement bound) {
        Span span = item.expression().span();
        if (bound.dialect() == Dialect.MYSQL) {
            return " AS `" + span.of(bound.text()).replace("`", "``") + "`";
        }
        return " AS \"" + name(item.expression()) + "\"";
    }

    private static String name(Expression expression) {
        return expression instanceof Expression.FunctionCall call
                ? call.name().name().value().toLowerCase(Locale.ROOT)
                : "";
    }

    /** Whether an expression is such a call and nothing more. */
    static boolean isValue(Expression expression, Dialect dialect) {
        return slot(expression, dialect) > 0;
    }

    private static int slot(Expression expression, Dialect dialect) {
        if (expression instanceof Expression.Variable variable && variable.system()) {
            String name = variable.name().toLowerCase(Locale.ROOT);
            return name.equals("identity") || name.equals("last_insert_id") ? LAST_INSERT_ID : 0;
        }
        if (!(expression instanceof Expression.FunctionCall call) || !call.arguments().isEmpty()) {
            return 0;
        }
        return switch (name(call)) {
            case "last_insert_id" -> dialect == Dialect.MYSQL ? LAST_INSERT_ID : 0;
            case "database", "schema" -> dialect == Dialect.MYSQL ? DATABASE : 0;
            case "current_database", "current_catalog" ->
                    dialect == Dialect.POSTGRESQL ? DATABASE : 0;
            case "row_count" -> dialect == Dialect.MYSQL ? ROW_COUNT : 0;
            default -> 0;
        };
    }
}
