package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundColumn;
import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds queries that give one row at most on a data source: by a whole primary key, or an aggregate
 * without groups. Such a result isn't worth a stream.
 *
 * <p>The safe answer is no. A wrong yes would cost memory, not rows.
 */
public final class SingleRow {

    private SingleRow() {}

    public static boolean isCertain(BoundStatement bound) {
        if (!(bound.statement() instanceof Statement.QueryStatement statement)
                || !(statement.query() instanceof Query.Select select)) {
            return false;
        }
        if (select.from().isEmpty()) {
            return true;
        }
        if (select.groupBy() == null && Aggregates.anyIn(select)) {
            return true;
        }
        if (select.from().size() != 1 || bound.block(select).sources().size() != 1) {
            return false;
        }
        CatalogTable table = bound.block(select).sources().get(0).table();
        if (table == null || table.primaryKey().isEmpty() || select.where() == null) {
            return false;
        }
        List<String> keysLeft = new ArrayList<>();
        for (String key : table.primaryKey()) {
            keysLeft.add(key.toLowerCase(Locale.ROOT));
        }
        removeFixed(select.where(), bound, keysLeft);
        return keysLeft.isEmpty();
    }

    /** Each term of an AND holds, so each may fix a column. */
    private static void removeFixed(
            Expression condition, BoundStatement bound, List<String> keysLeft) {
        if (condition instanceof Expression.And and) {
            for (Expression term : and.terms()) {
                removeFixed(term, bound, keysLeft);
            }
        } else if (condition instanceof Expression.Compare compare
                && compare.operator() == Expression.CompareOperator.EQUAL) {
            Expression column = isConstant(compare.right()) ? compare.left() : compare.right();
            if (isConstant(compare.left()) || isConstant(compare.right())) {
                BoundColumn found = bound.column(column);
                if (found != null && found.column() != null) {
                    keysLeft.remove(found.name().toLowerCase(Locale.ROOT));
                }
            }
        }
    }

    private static boolean isConstant(Expression expression) {
        return expression.kind() == Expression.Kind.LITERAL
                || expression.kind() == Expression.Kind.PARAMETER;
    }
}
