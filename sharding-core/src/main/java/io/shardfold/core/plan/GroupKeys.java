package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundStatement;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SameText;
import io.shardfold.sql.ast.SelectItem;

/** Which item of the select list a key of GROUP BY or ORDER BY means. */
final class GroupKeys {

    private GroupKeys() {}

    /** By position, by alias, or by reading the same; null where the key is none of the items. */
    static SelectItem itemOf(Query.Select select, Expression key, BoundStatement bound) {
        int position = position(key);
        if (position > 0) {
            return itemAt(select, position);
        }
        SelectItem named = bound.alias(key);
        if (named != null) {
            return named;
        }
        var column = bound.column(key);
        for (SelectItem item : select.items()) {
            if (item.expression() instanceof Expression.Star) {
                continue;
            }
            if (column != null
                    ? column.equals(bound.column(item.expression()))
                    : SameText.same(bound.text(), key.span(), item.expression().span())) {
                return item;
            }
        }
        return null;
    }

    /** A position counted from 1; 0 where the key isn't one. */
    static int position(Expression key) {
        if (key instanceof Expression.Literal literal
                && literal.type() == Expression.LiteralType.INTEGER
                && literal.value().length() < 6) {
            return Integer.parseInt(literal.value());
        }
        return 0;
    }

    /** Null where a {@code *} before it makes the position uncertain. */
    private static SelectItem itemAt(Query.Select select, int position) {
        if (position > select.items().size()) {
            return null;
        }
        for (SelectItem item : select.items().subList(0, position)) {
            if (item.expression() instanceof Expression.Star) {
                return null;
            }
        }
        return select.items().get(position - 1);
    }
}
