package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundColumn;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.rewrite.ShardTextBuilder;
import io.shardfold.core.rewrite.ShardTextBuilder.Replacement;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Traversal;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects expressions of a statement that the database computes once, before the statement runs
 * with their values in their places.
 */
final class ValuesFirst {

    private final Planner.OfStatement statement;
    private final List<Expression> values = new ArrayList<>();
    private final List<Boolean> plain = new ArrayList<>();

    ValuesFirst(Planner.OfStatement statement) {
        this.statement = statement;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Whether a part of the text is inside of what is computed first. */
    boolean holds(Span part) {
        return values.stream()
                .anyMatch(
                        value ->
                                value.span().start() <= part.start()
                                        && part.end() <= value.span().end());
    }

    /**
     * @param asColumn the value takes the type of the column that it is for; else it keeps its own
     * @throws StatementException 0A000 / 1235 where it depends on the row, or counts on one data
     *     source
     */
    void add(Expression value, boolean asColumn) {
        int same = values.indexOf(value);
        if (same >= 0) {
            plain.set(same, plain.get(same) || asColumn);
            return;
        }
        Traversal.walk(
                value,
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression expression) {
                        if (expression instanceof Expression.Column
                                || expression instanceof Expression.Default) {
                            throw StatementException.notSupported(
                                    "A value that depends on other columns of its row, where it must be computed before,",
                                    expression.span().start(),
                                    "Compute it first and send it as a constant.");
                        }
                        refuseSequence(expression);
                        return true;
                    }

                    @Override
                    public boolean query(Query query) {
                        Traversal.walk(query, correlation(value));
                        return false;
                    }
                });
        values.add(value);
        plain.add(asColumn);
    }

    /** Columns of a subquery must be those of tables inside of the value. */
    private Traversal.Visitor correlation(Expression value) {
        return new Traversal.Visitor() {
            @Override
            public boolean expression(Expression expression) {
                BoundColumn column = statement.bound.column(expression);
                if (column != null
                        && (column.source().node().span().start() < value.span().start()
                                || column.source().node().span().end() > value.span().end())) {
                    throw StatementException.notSupported(
                            "A subquery among the values that depends on other columns of its row",
                            expression.span().start(),
                            "Run the subquery first and insert its result.");
                }
                refuseSequence(expression);
                return true;
            }
        };
    }

    private static void refuseSequence(Expression expression) {
        if (expression instanceof Expression.FunctionCall call
                && Volatile.countsOnOneServer(call)) {
            throw StatementException.notSupported(
                    call.name().name().value() + "() here",
                    call.span().start(),
                    "Sequences count on each data source alone: give a value, or have keys generated.");
        }
    }

    /**
     * Every call that each server answers for itself, such as {@code NOW()}, as far as it isn't
     * inside of what is computed already.
     *
     * @throws StatementException 0A000 / 1235 for one that gives another value at each call
     */
    void addCallsOutside(Statement whole) {
        Traversal.walk(
                whole,
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression expression) {
                        if (!(expression instanceof Expression.FunctionCall call)
                                || holds(expression.span())) {
                            return true;
                        }
                        if (Volatile.isVolatile(call)) {
                            throw StatementException.notSupported(
                                    call.name().name().value()
                                            + "() in a write of a broadcast table",
                                    call.span().start(),
                                    "Each copy would store another value: compute it first and send it as a constant.");
                        }
                        if (Volatile.isOfServer(call)) {
                            add(call, false);
                            return false;
                        }
                        return true;
                    }
                });
    }

    /**
     * @param one the statement as one node would run it, for describing it
     */
    Plan plan(Plan one) {
        ShardTextBuilder query = statement.names.unedited(statement.text);
        ShardTextBuilder rest = statement.names.unedited(statement.text);
        Replacement select = new Replacement().text("SELECT ");
        boolean[] asColumn = new boolean[values.size()];
        for (int i = 0; i < values.size(); i++) {
            select.text(i == 0 ? "(" : ", (")
                    .copy(values.get(i).span())
                    .text(") AS shardfold_" + i);
            rest.replace(values.get(i).span(), new Replacement().fill(i));
            asColumn[i] = plain.get(i);
        }
        return new Plan.ValuesFirst(
                query.build(select), rest.build(), asColumn, one, Planner.NO_LITERALS);
    }
}
