package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundColumn;
import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.bind.Source;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rule.Router;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.ast.Assignment;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.ast.Traversal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plans UPDATE and DELETE: on the nodes of their rows as they stand, by the rows' keys where no
 * shard can tell them alone, and on every copy of a broadcast table.
 */
final class WritePlanner {

    private final Planner planner;
    private final Planner.OfStatement statement;
    private final BoundStatement bound;

    WritePlanner(Planner planner, Planner.OfStatement statement) {
        this.planner = planner;
        this.statement = statement;
        this.bound = statement.bound;
    }

    Plan update(Statement.Update update) {
        List<TableExpression> tables = new ArrayList<>(update.tables());
        tables.addAll(update.from());
        Spread rows =
                statement.spreads.rows(
                        tables, update.where(), update.assignments(), update.returning());
        List<Source> changed = new ArrayList<>();
        for (Assignment assignment : update.assignments()) {
            for (Expression target : assignment.targets()) {
                BoundColumn column = bound.column(target);
                if (column != null && !changed.contains(column.source())) {
                    changed.add(column.source());
                }
            }
        }
        if (changed.isEmpty() && update.tables().size() == 1) {
            changed.add(bound.source(update.tables().get(0)));
        }
        StatementException computedKey = computedKey(update.assignments());
        if (computedKey != null) {
            return new KeyedWritePlanner(planner, statement, computedKey)
                    .plan(changed, asOne(rows), false);
        }
        return write(
                rows,
                changed,
                update.limit() != null,
                !update.returning().isEmpty(),
                "UPDATE",
                update.span().start(),
                keyAfter(update.assignments()),
                update.with() != null);
    }

    Plan delete(Statement.Delete delete) {
        List<TableExpression> tables = new ArrayList<>();
        if (!delete.multiTable()) {
            tables.addAll(delete.targets());
        }
        tables.addAll(delete.from());
        Spread rows = statement.spreads.rows(tables, delete.where(), List.of(), delete.returning());
        List<Source> changed = new ArrayList<>();
        for (TableExpression.TableReference target : delete.targets()) {
            Source source = bound.source(target);
            if (source == null) {
                String name = target.name().name().value();
                for (Source one : bound.sources()) {
                    if (one.name() != null && one.name().equalsIgnoreCase(name)) {
                        source = one;
                    }
                }
            }
            if (source != null) {
                changed.add(source);
            }
        }
        return write(
                rows,
                changed,
                delete.limit() != null,
                !delete.returning().isEmpty(),
                "DELETE",
                delete.span().start(),
                List.of(),
                delete.with() != null);
    }

    private Plan write(
            Spread rows,
            List<Source> changed,
            boolean limited,
            boolean returning,
            String verb,
            int position,
            List<KeyAfter> keyAfter,
            boolean with) {
        ShardText one = statement.base.build();
        TableRule.BroadcastTable broadcast = null;
        for (Source source : changed) {
            if (source.rule() instanceof TableRule.BroadcastTable table) {
                broadcast = table;
            }
        }
        if (broadcast != null) {
            boolean alone = changed.size() == 1;
            if (rows.kind() != Spread.Kind.EVERYWHERE || with || limited || !alone) {
                StatementException refusal =
                        StatementException.notSupported(
                                verb
                                        + " of the broadcast table "
                                        + broadcast.name()
                                        + (limited
                                                ? " with LIMIT"
                                                : " by rows that differ between shards"),
                                position,
                                "Write constants to it, by a condition on its own columns.");
                return new KeyedWritePlanner(planner, statement, refusal)
                        .plan(changed, asOne(rows), false);
            }
            return everywhere(broadcast, one, changed, returning);
        }
        return switch (rows.kind()) {
            case EVERYWHERE -> new Plan.PassThrough(one, null, true, Planner.NO_LITERALS);
            case ONE ->
                    new Plan.PassThrough(
                            one, ((Spread.One) rows).dataSource(), true, Planner.NO_LITERALS);
            case SHARDED -> {
                boolean whole = !limited && !with && keyAfter.isEmpty();
                StatementException refusal =
                        whole
                                ? null
                                : StatementException.notSupported(
                                        verb
                                                + (!keyAfter.isEmpty()
                                                        ? " of a sharding key"
                                                        : limited ? " with LIMIT" : " with WITH")
                                                + " on more than one shard",
                                        position,
                                        "Name the rows by a condition on the sharding key.");
                Plan direct =
                        new Plan.Scatter(
                                statement.targets((Spread.Sharded) rows),
                                one,
                                whole ? one : null,
                                null,
                                null,
                                true,
                                returning,
                                keyAfter,
                                refusal,
                                Planner.NO_LITERALS);
                yield whole
                        ? direct
                        : new KeyedWritePlanner(planner, statement, refusal)
                                .plan(changed, direct, true);
            }
            case SCATTERED -> {
                Spread.Scattered scattered = (Spread.Scattered) rows;
                StatementException refusal =
                        StatementException.notSupported(
                                scattered.reason(), scattered.position(), Planner.ADVICE);
                yield apart(changed, asOne(rows), refusal, with);
            }
        };
    }

    /** Rows that depend on tables which lie elsewhere. */
    private Plan apart(List<Source> changed, Plan one, StatementException refusal, boolean with) {
        List<Expression> parts = new ArrayList<>();
        if (bound.statement() instanceof Statement.Update update) {
            parts.add(update.where());
            update.assignments().forEach(assignment -> parts.add(assignment.value()));
        } else {
            parts.add(((Statement.Delete) bound.statement()).where());
        }
        Plan keyed = null;
        try {
            keyed = new KeyedWritePlanner(planner, statement, refusal).plan(changed, one, true);
        } catch (StatementException unnamed) {
            // A common table has no meaning apart from its statement.
            if (unnamed != refusal || with) {
                throw unnamed;
            }
        }
        return with ? keyed : new SubqueriesFirst(statement).plan(parts, keyed, refusal);
    }

    /** The statement as one node that has all its tables would run it; null for none. */
    private Plan asOne(Spread rows) {
        ShardText one = statement.base.build();
        boolean returning =
                bound.statement() instanceof Statement.Update update
                        ? !update.returning().isEmpty()
                        : !((Statement.Delete) bound.statement()).returning().isEmpty();
        return switch (rows.kind()) {
            case EVERYWHERE, ONE ->
                    new Plan.PassThrough(
                            one,
                            rows instanceof Spread.One place ? place.dataSource() : null,
                            true,
                            Planner.NO_LITERALS);
            case SHARDED ->
                    new Plan.Scatter(
                            statement.targets((Spread.Sharded) rows),
                            one,
                            null,
                            null,
                            null,
                            true,
                            returning,
                            List.of(),
                            null,
                            Planner.NO_LITERALS);
            case SCATTERED ->
                    isOnePlace()
                            ? statement.apart(
                                    (Spread.Scattered) rows,
                                    one,
                                    Planner.whole(statement.text),
                                    true,
                                    false,
                                    returning)
                            : null;
        };
    }

    /** Whether all single tables are in one data source. */
    private boolean isOnePlace() {
        return bound.sources().stream()
                        .filter(source -> source.rule() instanceof TableRule.SingleTable)
                        .map(source -> ((TableRule.SingleTable) source.rule()).dataSource())
                        .distinct()
                        .count()
                <= 1;
    }

    /** The same on every copy: what each would compute for itself is computed once. */
    private Plan everywhere(
            TableRule.BroadcastTable broadcast,
            ShardText one,
            List<Source> changed,
            boolean returning) {
        Plan all =
                new Plan.Everywhere(one, broadcast.dataSources(), returning, Planner.NO_LITERALS);
        Expression.FunctionCall ofRow = volatileCall();
        if (ofRow != null) {
            return new KeyedWritePlanner(
                            planner,
                            statement,
                            StatementException.notSupported(
                                    ofRow.name().name().value()
                                            + "() in a write of the broadcast table "
                                            + broadcast.name(),
                                    ofRow.span().start(),
                                    "Each copy would store another value: compute it first and send it as a constant."))
                    .plan(changed, all, false);
        }
        ValuesFirst first = new ValuesFirst(statement);
        first.addCallsOutside(bound.statement());
        return first.isEmpty() ? all : first.plan(all);
    }

    /** A call that gives each row another value; null for none. */
    private Expression.FunctionCall volatileCall() {
        Expression.FunctionCall[] found = new Expression.FunctionCall[1];
        Traversal.walk(
                bound.statement(),
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression expression) {
                        if (expression instanceof Expression.FunctionCall call
                                && Volatile.isVolatile(call)
                                && !SessionValues.isValue(call, bound.dialect())) {
                            found[0] = call;
                        }
                        return true;
                    }
                });
        return found[0];
    }

    /** What an UPDATE sets sharding keys to; empty where it sets none. */
    private List<KeyAfter> keyAfter(List<Assignment> assignments) {
        Map<Router, ValueSource[]> values = new LinkedHashMap<>();
        for (Assignment assignment : assignments) {
            for (Expression target : assignment.targets()) {
                BoundColumn column = bound.column(target);
                if (!setsKey(column, assignment)) {
                    continue;
                }
                ShardedTable table = (ShardedTable) column.source().rule();
                Router router = planner.routers().of(table, column.source().table());
                values.computeIfAbsent(
                                        router,
                                        missing -> new ValueSource[table.keyColumns().size()])[
                                table.keyIndex(column.name())] =
                        Constants.source(assignment.value());
            }
        }
        List<KeyAfter> result = new ArrayList<>();
        values.forEach(
                (router, ofTable) -> result.add(new KeyAfter(router, Arrays.asList(ofTable))));
        return result;
    }

    private boolean setsKey(BoundColumn column, Assignment assignment) {
        return column != null
                && column.source().rule() instanceof ShardedTable table
                && table.keyIndex(column.name()) >= 0
                && !column.equals(bound.column(assignment.value()));
    }

    /**
     * Where a sharding key is set to what only the database can compute, why that is refused where
     * a row's key can't be read first; else null.
     */
    private StatementException computedKey(List<Assignment> assignments) {
        for (Assignment assignment : assignments) {
            for (Expression target : assignment.targets()) {
                BoundColumn column = bound.column(target);
                if (setsKey(column, assignment)
                        && (assignment.targets().size() > 1
                                || Constants.source(assignment.value()) == null)) {
                    return StatementException.notSupported(
                            "UPDATE of sharding key "
                                    + column.source().rule().name()
                                    + "."
                                    + column.name(),
                            assignment.span().start(),
                            "Delete the row and insert it with the new value in one transaction.");
                }
            }
        }
        return null;
    }
}
