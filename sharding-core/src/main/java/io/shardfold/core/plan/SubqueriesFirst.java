package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundColumn;
import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.bind.Source;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.rewrite.ShardTextBuilder;
import io.shardfold.core.rewrite.ShardTextBuilder.Replacement;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Traversal;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the subqueries of a write that don't depend on its rows, and whose values can stand in
 * their places: so the rows needn't be brought together.
 */
final class SubqueriesFirst {

    private final Planner.OfStatement statement;
    private final BoundStatement bound;
    private final List<Plan.Subquery> queries = new ArrayList<>();
    private final ShardTextBuilder text;

    SubqueriesFirst(Planner.OfStatement statement) {
        this.statement = statement;
        this.bound = statement.bound;
        this.text = statement.names.unedited(statement.text);
    }

    /**
     * @param parts WHERE, and the values of SET; null among them for none
     * @param otherwise the plan without this; null where that is refused
     * @return {@code otherwise} where there are no such subqueries
     */
    Plan plan(List<Expression> parts, Plan otherwise, StatementException refusal) {
        for (Expression part : parts) {
            if (part instanceof Expression.ScalarQuery scalar && isApart(scalar.query())) {
                add(scalar.query(), scalar.span(), Plan.SubqueryForm.SCALAR, true);
            } else {
                collect(part, null);
            }
        }
        if (!queries.isEmpty()) {
            return new Plan.SubqueriesFirst(
                    queries,
                    text.build(),
                    otherwise,
                    otherwise == null ? refusal : null,
                    Planner.NO_LITERALS);
        }
        if (otherwise == null) {
            throw refusal;
        }
        return otherwise;
    }

    private void collect(Expression part, Expression.Compare around) {
        Traversal.walk(
                part,
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression expression) {
                        if (expression instanceof Expression.Compare compare
                                && compare != around
                                && (compare.left() instanceof Expression.ScalarQuery
                                        || compare.right() instanceof Expression.ScalarQuery)) {
                            scalar(compare.left(), compare.right());
                            scalar(compare.right(), compare.left());
                            collect(compare, compare);
                            return false;
                        }
                        if (expression instanceof Expression.InQuery in) {
                            list(in);
                        }
                        return true;
                    }

                    @Override
                    public boolean query(Query query) {
                        return false;
                    }
                });
    }

    private void scalar(Expression side, Expression other) {
        if (side instanceof Expression.ScalarQuery scalar && isApart(scalar.query())) {
            add(
                    scalar.query(),
                    scalar.span(),
                    Plan.SubqueryForm.SCALAR,
                    bound.column(other) != null);
        }
    }

    private void list(Expression.InQuery in) {
        if (in.operand() instanceof Expression.Row || !isApart(in.query())) {
            return;
        }
        // With the parentheses around it.
        int open = bound.text().lastIndexOf('(', in.query().span().start());
        if (open < in.operand().span().end()) {
            return;
        }
        add(
                in.query(),
                new Span(open, in.span().end()),
                Plan.SubqueryForm.LIST,
                bound.column(in.operand()) != null);
    }

    private void add(Query query, Span place, Plan.SubqueryForm form, boolean besideColumn) {
        text.replace(place, new Replacement().fill(queries.size()));
        queries.add(
                new Plan.Subquery(
                        statement
                                .names
                                .unedited(statement.text)
                                .build(new Replacement().copy(query.span())),
                        form,
                        besideColumn));
    }

    /** Whether it names nothing around it, and gives the same whenever it is asked. */
    private boolean isApart(Query query) {
        boolean[] apart = {false};
        for (Source source : bound.sources()) {
            apart[0] |= source.rule() != null && isIn(source.node().span(), query.span());
        }
        Traversal.walk(
                query,
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression expression) {
                        if (expression instanceof Expression.Column column) {
                            BoundColumn meaning = bound.column(column);
                            apart[0] &=
                                    meaning == null
                                            ? bound.alias(column) != null
                                            : isIn(meaning.source().node().span(), query.span());
                        }
                        apart[0] &=
                                !(expression instanceof Expression.FunctionCall call)
                                        || !Volatile.isVolatile(call);
                        return true;
                    }
                });
        return apart[0];
    }

    private static boolean isIn(Span inner, Span outer) {
        return outer.start() <= inner.start() && inner.end() <= outer.end();
    }
}
