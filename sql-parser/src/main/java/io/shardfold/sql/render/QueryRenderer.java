package io.shardfold.sql.render;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.GroupBy;
import io.shardfold.sql.ast.Limit;
import io.shardfold.sql.ast.Locking;
import io.shardfold.sql.ast.NamedWindow;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.SortItem;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.ast.TableExpression.Alias;
import io.shardfold.sql.ast.TableExpression.TableReference;
import io.shardfold.sql.ast.WindowSpecification;
import io.shardfold.sql.ast.With;
import java.util.List;

/** Writes queries, their clauses, and the tables in them. */
final class QueryRenderer {

    final StringBuilder out;
    final Syntax syntax;
    final ExpressionRenderer expressions;
    private final boolean mysql;

    QueryRenderer(StringBuilder out, Syntax syntax) {
        this.out = out;
        this.syntax = syntax;
        this.mysql = syntax.dialect() == Dialect.MYSQL;
        this.expressions = new ExpressionRenderer(this);
    }

    // ---- queries

    void enclosed(Query query) {
        out.append('(');
        query(query);
        out.append(')');
    }

    void query(Query query) {
        with(query.with());
        switch (query.kind()) {
            case SELECT -> select((Query.Select) query);
            case SET_OPERATION -> setOperation((Query.SetOperation) query);
            case VALUES -> {
                out.append("VALUES ");
                rows(((Query.Values) query).rows());
            }
            case TABLE -> {
                out.append("TABLE ");
                tableReference(((Query.Table) query).table());
            }
            case NESTED -> enclosed(((Query.Nested) query).query());
        }
        orderBy(query.orderBy());
        limit(query.limit());
        for (Locking locking : query.locking()) locking(locking);
    }

    void with(With with) {
        if (with == null) return;
        out.append(with.recursive() ? "WITH RECURSIVE " : "WITH ");
        for (int i = 0; i < with.tables().size(); i++) {
            if (i > 0) out.append(", ");
            With.CommonTable table = with.tables().get(i);
            expressions.name(table.name());
            if (!table.columns().isEmpty()) {
                out.append(" (");
                expressions.names(table.columns());
                out.append(')');
            }
            out.append(" AS ");
            if (table.materialized() != null) out.append(table.materialized()).append(' ');
            out.append('(');
            new StatementRenderer(this).statement(table.statement());
            out.append(')');
            if (table.tail() != null) out.append(' ').append(table.tail().text());
        }
        out.append(' ');
    }

    private void select(Query.Select select) {
        out.append("SELECT");
        if (select.quantifier() == Expression.Quantifier.DISTINCT) {
            out.append(" DISTINCT");
            if (!select.distinctOn().isEmpty()) {
                out.append(" ON (");
                expressions.list(select.distinctOn());
                out.append(')');
            }
        } else if (select.quantifier() == Expression.Quantifier.ALL) {
            out.append(" ALL");
        }
        for (String option : select.options()) out.append(' ').append(option);
        if (!select.items().isEmpty()) {
            out.append(' ');
            items(select.items());
        }
        if (select.into() != null) out.append(' ').append(select.into().text());
        if (!select.from().isEmpty()) {
            out.append(" FROM ");
            tables(select.from());
        } else if (mysql
                && (select.where() != null
                        || select.groupBy() != null
                        || select.having() != null)) {
            out.append(" FROM DUAL");
        }
        where(select.where());
        if (select.groupBy() != null) groupBy(select.groupBy());
        if (select.having() != null) {
            out.append(" HAVING ");
            expressions.expression(select.having());
        }
        for (int i = 0; i < select.windows().size(); i++) {
            NamedWindow window = select.windows().get(i);
            out.append(i == 0 ? " WINDOW " : ", ");
            expressions.name(window.name());
            out.append(" AS ");
            window(window.window());
        }
    }

    void where(Expression where) {
        if (where == null) return;
        out.append(" WHERE ");
        expressions.expression(where);
    }

    void items(List<SelectItem> items) {
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) out.append(", ");
            SelectItem item = items.get(i);
            expressions.expression(item.expression());
            if (item.alias() == null) continue;
            out.append(" AS ");
            // Only a string can be an alias without a letter in it.
            if (mysql && item.alias().value().isBlank()) expressions.string(item.alias().value());
            else expressions.name(item.alias());
        }
    }

    private void setOperation(Query.SetOperation operation) {
        boolean intersect = operation.operator() == Query.SetOperator.INTERSECT;
        Query left = operation.left();
        boolean flat =
                isPlain(left)
                        && (!(left instanceof Query.SetOperation inner)
                                || !intersect
                                || inner.operator() == Query.SetOperator.INTERSECT);
        operand(left, flat);
        out.append(' ').append(operation.operator().name()).append(operation.all() ? " ALL " : " ");
        Query right = operation.right();
        boolean plain =
                isPlain(right)
                        && (!(right instanceof Query.SetOperation inner)
                                || !intersect && inner.operator() == Query.SetOperator.INTERSECT);
        operand(right, plain);
    }

    private void operand(Query query, boolean plain) {
        if (plain) query(query);
        else enclosed(query);
    }

    /** A query without clauses that would belong to the whole. */
    private static boolean isPlain(Query query) {
        return query.with() == null
                && query.orderBy().isEmpty()
                && query.limit() == null
                && query.locking().isEmpty()
                && query.kind() != Query.Kind.NESTED;
    }

    void rows(List<Query.ValuesRow> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) out.append(", ");
            out.append(rows.get(i).keyword() ? "ROW(" : "(");
            expressions.list(rows.get(i).values());
            out.append(')');
        }
    }

    // ---- clauses

    private void groupBy(GroupBy groupBy) {
        out.append(" GROUP BY ");
        if (groupBy.quantifier() != Expression.Quantifier.NONE)
            out.append(groupBy.quantifier().name()).append(' ');
        elements(groupBy.elements());
        if (groupBy.withRollup()) out.append(" WITH ROLLUP");
    }

    private void elements(List<GroupBy.Element> elements) {
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) out.append(", ");
            GroupBy.Element element = elements.get(i);
            switch (element.kind()) {
                case EXPRESSION -> sortItem(element.expression());
                case EMPTY -> out.append("()");
                case ROLLUP, CUBE, GROUPING_SETS -> {
                    out.append(element.kind().name().replace('_', ' ')).append(" (");
                    elements(element.parts());
                    out.append(')');
                }
            }
        }
    }

    void orderBy(List<SortItem> items) {
        if (items.isEmpty()) return;
        out.append(" ORDER BY ");
        sortItems(items);
    }

    void sortItems(List<SortItem> items) {
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) out.append(", ");
            sortItem(items.get(i));
        }
    }

    private void sortItem(SortItem item) {
        expressions.expression(item.expression());
        if (item.using() != null) out.append(" USING ").append(item.using());
        if (item.direction() != SortItem.Direction.NONE)
            out.append(' ').append(item.direction().name());
        if (item.nulls() != SortItem.Nulls.NONE) out.append(" NULLS ").append(item.nulls().name());
    }

    void limit(Limit limit) {
        if (limit == null) return;
        switch (limit.form()) {
            case LIMIT_OFFSET -> {
                if (limit.count() != null) {
                    out.append(" LIMIT ");
                    expressions.expression(limit.count());
                } else if (limit.offset() == null && limit.rowsExamined() == null) {
                    out.append(" LIMIT ALL");
                } else if (limit.rowsExamined() != null) {
                    out.append(" LIMIT");
                }
                if (limit.offset() != null) {
                    out.append(" OFFSET ");
                    expressions.expression(limit.offset());
                }
            }
            case LIMIT_COMMA -> {
                out.append(" LIMIT ");
                expressions.expression(limit.offset());
                out.append(", ");
                expressions.expression(limit.count());
            }
            case FETCH -> {
                if (limit.offset() != null) {
                    out.append(" OFFSET ");
                    expressions.expression(limit.offset());
                    out.append(" ROWS");
                }
                if (limit.count() != null) {
                    out.append(" FETCH FIRST ");
                    fetchCount(limit.count());
                    out.append(limit.withTies() ? " ROWS WITH TIES" : " ROWS ONLY");
                }
            }
        }
        if (limit.rowsExamined() != null) {
            out.append(" ROWS EXAMINED ");
            expressions.expression(limit.rowsExamined());
        }
    }

    private void fetchCount(Expression count) {
        boolean plain =
                count.kind() == Expression.Kind.LITERAL
                        || count.kind() == Expression.Kind.PARAMETER;
        if (!plain) out.append('(');
        expressions.expression(count);
        if (!plain) out.append(')');
    }

    private void locking(Locking locking) {
        if (!locking.strength().startsWith("LOCK")) out.append(" FOR");
        out.append(' ').append(locking.strength());
        for (int i = 0; i < locking.of().size(); i++) {
            out.append(i == 0 ? " OF " : ", ");
            expressions.name(locking.of().get(i));
        }
        if (locking.waiting() != null) out.append(' ').append(locking.waiting());
    }

    void window(WindowSpecification window) {
        if (!window.inline()) {
            expressions.name(window.name());
            return;
        }
        out.append('(');
        int start = out.length();
        if (window.name() != null) expressions.name(window.name());
        if (!window.partitionBy().isEmpty()) {
            out.append(out.length() > start ? " " : "").append("PARTITION BY ");
            expressions.list(window.partitionBy());
        }
        if (!window.orderBy().isEmpty()) {
            out.append(out.length() > start ? " " : "").append("ORDER BY ");
            sortItems(window.orderBy());
        }
        if (window.frame() != null) {
            out.append(out.length() > start ? " " : "");
            frame(window.frame());
        }
        out.append(')');
    }

    private void frame(WindowSpecification.Frame frame) {
        out.append(frame.mode()).append(' ');
        if (frame.end() != null) out.append("BETWEEN ");
        bound(frame.start());
        if (frame.end() != null) {
            out.append(" AND ");
            bound(frame.end());
        }
        if (frame.exclusion() != null) out.append(' ').append(frame.exclusion());
    }

    private void bound(WindowSpecification.Bound bound) {
        if (bound.offset() != null) {
            expressions.expression(bound.offset());
            out.append(' ');
        }
        out.append(bound.kind().name().replace('_', ' '));
    }

    // ---- tables

    void tables(List<TableExpression> tables) {
        for (int i = 0; i < tables.size(); i++) {
            if (i > 0) out.append(", ");
            table(tables.get(i));
        }
    }

    void table(TableExpression table) {
        switch (table.kind()) {
            case TABLE -> tableReference((TableReference) table);
            case DERIVED -> {
                TableExpression.DerivedTable derived = (TableExpression.DerivedTable) table;
                if (derived.lateral()) out.append("LATERAL ");
                enclosed(derived.query());
                alias(derived.alias());
            }
            case FUNCTION -> function((TableExpression.FunctionTable) table);
            case JOIN -> join((TableExpression.Join) table);
            case NESTED -> {
                TableExpression.Nested nested = (TableExpression.Nested) table;
                out.append('(');
                tables(nested.tables());
                out.append(')');
                alias(nested.alias());
            }
        }
    }

    void tableReference(TableReference table) {
        if (table.only()) out.append("ONLY ");
        expressions.name(table.name());
        if (!table.partitions().isEmpty()) {
            out.append(" PARTITION (");
            expressions.names(table.partitions());
            out.append(')');
        }
        boolean beforeAlias =
                table.suffix() != null
                        && table.alias() != null
                        && table.suffix().span().start() < table.alias().span().start();
        if (beforeAlias) out.append(' ').append(table.suffix().text());
        alias(table.alias());
        if (!beforeAlias && table.suffix() != null) out.append(' ').append(table.suffix().text());
    }

    void alias(Alias alias) {
        if (alias == null) return;
        out.append(" AS ");
        expressions.name(alias.name());
        if (!alias.columns().isEmpty()) {
            out.append(" (");
            expressions.names(alias.columns());
            out.append(')');
        }
    }

    private void function(TableExpression.FunctionTable table) {
        if (table.lateral()) out.append("LATERAL ");
        String definitions = table.columnDefinitions();
        if (table.rowsFrom()) {
            String[] each = definitions == null ? new String[0] : definitions.split("\n", -1);
            out.append("ROWS FROM (");
            for (int i = 0; i < table.functions().size(); i++) {
                if (i > 0) out.append(", ");
                expressions.expression(table.functions().get(i));
                if (i < each.length && !each[i].isEmpty()) out.append(" AS ").append(each[i]);
            }
            out.append(')');
            definitions = null;
        } else {
            expressions.expression(table.functions().get(0));
        }
        if (table.withOrdinality()) out.append(" WITH ORDINALITY");
        alias(table.alias());
        if (definitions != null)
            out.append(table.alias() == null ? " AS " : " ").append(definitions);
    }

    private void join(TableExpression.Join join) {
        table(join.left());
        if (join.natural()) out.append(" NATURAL");
        out.append(
                switch (join.type()) {
                    case INNER -> " JOIN ";
                    case LEFT -> " LEFT JOIN ";
                    case RIGHT -> " RIGHT JOIN ";
                    case FULL -> " FULL JOIN ";
                    case CROSS -> " CROSS JOIN ";
                    case STRAIGHT -> " STRAIGHT_JOIN ";
                });
        table(join.right());
        if (join.on() != null) {
            out.append(" ON ");
            expressions.expression(join.on());
        } else if (!join.using().isEmpty()) {
            out.append(" USING (");
            expressions.names(join.using());
            out.append(')');
            alias(join.usingAlias());
        }
    }
}
