package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.bind.Source;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.ast.Traversal;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the conditions that every row of one occurrence must fulfil to matter to its block.
 *
 * <p>These are the terms of WHERE, and those of the ON of each join that doesn't keep the
 * occurrence's unmatched rows. A condition too few costs rows that are moved for nothing; one too
 * many would lose rows.
 */
final class OccurrenceConditions {

    private final BoundStatement bound;
    private final Routers routers;

    OccurrenceConditions(BoundStatement bound, Routers routers) {
        this.bound = bound;
        this.routers = routers;
    }

    NodeCondition of(Source source) {
        ShardedTable table = (ShardedTable) source.rule();
        KeyTuple key = Spreads.keyOf(source, table);
        NodeCondition result = NodeCondition.ALL;
        for (Expression condition : conditions(source)) {
            result =
                    NodeCondition.and(
                            result,
                            new KeyConditions(bound, key, routers.of(table, source.table()))
                                    .of(condition));
        }
        return result;
    }

    /** All of them hold for a row that matters. */
    List<Expression> conditions(Source source) {
        List<Expression> result = new ArrayList<>();
        Statement statement = bound.statement();
        if (statement instanceof Statement.Update update) {
            List<TableExpression> tables = new ArrayList<>(update.tables());
            tables.addAll(update.from());
            add(tables, update.where(), source, result);
        } else if (statement instanceof Statement.Delete delete) {
            List<TableExpression> tables =
                    new ArrayList<>(delete.multiTable() ? List.of() : delete.targets());
            tables.addAll(delete.from());
            add(tables, delete.where(), source, result);
        }
        Traversal.walk(
                statement,
                new Traversal.Visitor() {
                    @Override
                    public boolean query(Query query) {
                        if (query instanceof Query.Select select) {
                            add(select.from(), select.where(), source, result);
                        }
                        return true;
                    }
                });
        return result;
    }

    private void add(
            List<TableExpression> tables,
            Expression where,
            Source source,
            List<Expression> result) {
        for (TableExpression table : tables) {
            if (holds(table, source)) {
                // Without its row a row that an outer join fills in would take its place, and WHERE
                // may be true of that one.
                if (where != null && !isFilledIn(table, source)) {
                    result.add(where);
                }
                addOn(table, source, result);
            }
        }
    }

    /** Whether an outer join below gives NULLs for the occurrence where it finds no partner. */
    private boolean isFilledIn(TableExpression table, Source source) {
        if (table instanceof TableExpression.Nested nested) {
            return nested.tables().stream().anyMatch(inner -> isFilledIn(inner, source));
        }
        if (!(table instanceof TableExpression.Join join)) {
            return false;
        }
        boolean left = holds(join.left(), source);
        boolean right = holds(join.right(), source);
        boolean here =
                switch (join.type()) {
                    case INNER, CROSS, STRAIGHT -> false;
                    case LEFT -> right;
                    case RIGHT -> left;
                    case FULL -> left || right;
                };
        return here || isFilledIn(join.left(), source) || isFilledIn(join.right(), source);
    }

    /** Not through derived tables: their own block says. */
    private boolean holds(TableExpression table, Source source) {
        return switch (table.kind()) {
            case TABLE -> bound.source(table) == source;
            case DERIVED, FUNCTION -> false;
            case JOIN ->
                    holds(((TableExpression.Join) table).left(), source)
                            || holds(((TableExpression.Join) table).right(), source);
            case NESTED ->
                    ((TableExpression.Nested) table)
                            .tables().stream().anyMatch(inner -> holds(inner, source));
        };
    }

    private void addOn(TableExpression table, Source source, List<Expression> result) {
        if (table instanceof TableExpression.Nested nested) {
            nested.tables().forEach(inner -> addOn(inner, source, result));
        } else if (table instanceof TableExpression.Join join) {
            boolean left = holds(join.left(), source);
            boolean right = holds(join.right(), source);
            boolean kept =
                    switch (join.type()) {
                        case INNER, CROSS, STRAIGHT -> false;
                        case LEFT -> left;
                        case RIGHT -> right;
                        case FULL -> true;
                    };
            boolean filledIn = isFilledIn(join.left(), source) || isFilledIn(join.right(), source);
            if (!kept && !filledIn && (left || right) && join.on() != null) {
                result.add(join.on());
            }
            addOn(join.left(), source, result);
            addOn(join.right(), source, result);
        }
    }
}
