package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundColumn;
import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.bind.Source;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rewrite.ShardTextBuilder;
import io.shardfold.core.rewrite.ShardTextBuilder.Replacement;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Assignment;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Limit;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.SortItem;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.ast.Traversal;
import io.shardfold.sql.ast.With;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Plans an UPDATE or DELETE whose rows no shard can find alone: a query finds their primary keys,
 * and what is set to values of other rows; then each row is written by its key.
 *
 * <p>What is set from the row itself stays in the text, so that the database computes it in its own
 * way. A table without a primary key can't be written so.
 */
final class KeyedWritePlanner {

    private final Planner planner;
    private final Planner.OfStatement statement;
    private final BoundStatement bound;
    private final boolean mysql;
    private final Clauses clauses;
    private final StatementException refusal;

    /** The clauses that UPDATE and DELETE share. */
    private record Clauses(
            With with,
            List<TableExpression> tables,
            Expression where,
            List<SortItem> orderBy,
            Limit limit,
            List<SelectItem> returning) {

        static Clauses of(Statement statement) {
            List<TableExpression> tables = new ArrayList<>();
            if (statement instanceof Statement.Update update) {
                tables.addAll(update.tables());
                tables.addAll(update.from());
                return new Clauses(
                        update.with(),
                        tables,
                        update.where(),
                        update.orderBy(),
                        update.limit(),
                        update.returning());
            }
            Statement.Delete delete = (Statement.Delete) statement;
            if (!delete.multiTable()) {
                tables.addAll(delete.targets());
            }
            tables.addAll(delete.from());
            return new Clauses(
                    delete.with(),
                    tables,
                    delete.where(),
                    delete.orderBy(),
                    delete.limit(),
                    delete.returning());
        }
    }

    /**
     * @param refusal what is thrown where rows can't be named by a key
     */
    KeyedWritePlanner(Planner planner, Planner.OfStatement statement, StatementException refusal) {
        this.planner = planner;
        this.statement = statement;
        this.bound = statement.bound;
        this.mysql = planner.backend().dialect() == Dialect.MYSQL;
        this.clauses = Clauses.of(bound.statement());
        this.refusal = refusal;
    }

    /**
     * @param changed the tables whose rows are written
     * @param one the statement as one node would run it; null where no node has all its tables
     * @param direct whether it may run so
     */
    Plan plan(List<Source> changed, Plan one, boolean direct) {
        try {
            List<KeyedWrite> writes = new ArrayList<>();
            for (Source target : changed) {
                writes.add(
                        bound.statement() instanceof Statement.Update update
                                ? update(update, target, changed.size() == 1)
                                : delete((Statement.Delete) bound.statement(), target));
            }
            boolean returning = !clauses.returning.isEmpty();
            if (writes.isEmpty() || returning && writes.size() > 1) {
                throw refusal;
            }
            refuseSequences();
            return new Plan.ByKeys(one, direct, writes, returning, Planner.NO_LITERALS);
        } catch (StatementException unnamed) {
            if (unnamed != refusal || !direct || one == null) {
                throw unnamed;
            }
            // One node needs no key.
            return one;
        }
    }

    /** They count on each data source alone. */
    private void refuseSequences() {
        Traversal.walk(
                bound.statement(),
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression expression) {
                        if (expression instanceof Expression.FunctionCall call
                                && Volatile.countsOnOneServer(call)) {
                            throw refusal;
                        }
                        return true;
                    }
                });
    }

    // ---- the texts that write

    private KeyedWrite update(Statement.Update update, Source target, boolean only) {
        Replacement head = new Replacement().text("UPDATE ");
        update.modifiers().forEach(modifier -> head.text(modifier + " "));
        head.table(target.index()).text(" AS " + name(target) + " SET ");
        Segments segments = new Segments(target, head);
        for (Assignment assignment : update.assignments()) {
            BoundColumn column = bound.column(assignment.targets().get(0));
            if (column == null ? only : column.source() == target) {
                segments.add(assignment);
            }
        }
        return write(target, segments.values, segments.end(), segments.movedKeys);
    }

    private KeyedWrite delete(Statement.Delete delete, Source target) {
        Replacement head = new Replacement().text("DELETE ");
        delete.modifiers().forEach(modifier -> head.text(modifier + " "));
        head.text("FROM ").table(target.index());
        if (!mysql) {
            head.text(" AS " + name(target));
        }
        return write(target, List.of(), List.of(statement.base.build(head)), new int[0]);
    }

    /** The text of SET, cut where values of the query go. */
    private final class Segments {
        final Source target;
        final List<String> keys;
        final List<ShardText> done = new ArrayList<>();
        final List<Expression> values = new ArrayList<>();
        final int[] movedKeys;
        private final Set<String> assigned = new HashSet<>();
        private Replacement open;
        private boolean first = true;

        Segments(Source target, Replacement head) {
            this.target = target;
            this.keys = keys(target);
            this.movedKeys = new int[keys.size()];
            Arrays.fill(movedKeys, -1);
            this.open = head;
        }

        void add(Assignment assignment) {
            open.text(first ? "" : ", ");
            first = false;
            boolean setsKey =
                    assignment.targets().stream().anyMatch(column -> key(column) >= 0)
                            && !isItself(assignment);
            if (!setsKey && isOwn(assignment.value(), target)) {
                open.copy(assignment.span());
            } else {
                compute(assignment);
            }
            for (Expression column : assignment.targets()) {
                if (column instanceof Expression.Column name) {
                    assigned.add(name.name().value().toLowerCase(Locale.ROOT));
                }
            }
        }

        /** {@code k = k}. */
        private boolean isItself(Assignment assignment) {
            BoundColumn column = bound.column(assignment.targets().get(0));
            return assignment.targets().size() == 1
                    && column != null
                    && column.equals(bound.column(assignment.value()));
        }

        private int key(Expression column) {
            BoundColumn meaning = bound.column(column);
            return meaning == null || !(target.rule() instanceof ShardedTable table)
                    ? -1
                    : table.keyIndex(meaning.name());
        }

        private void compute(Assignment assignment) {
            List<Expression> columns = assignment.targets();
            List<Expression> each =
                    columns.size() > 1 && assignment.value() instanceof Expression.Row row
                            ? row.values()
                            : List.of(assignment.value());
            // MySQL sets from left to right: a value that was set before isn't there yet.
            if (each.size() != columns.size()
                    || mysql && namesAny(assignment.value(), target, assigned)) {
                throw refusal;
            }
            for (int i = 0; i < each.size(); i++) {
                if (each.get(i) instanceof Expression.Default) {
                    throw refusal;
                }
                open.text(i == 0 ? "" : ", ").copy(columns.get(i).span()).text(" = ");
                done.add(statement.base.build(open));
                open = new Replacement();
                if (key(columns.get(i)) >= 0) {
                    movedKeys[key(columns.get(i))] = values.size();
                }
                values.add(each.get(i));
            }
        }

        List<ShardText> end() {
            done.add(statement.base.build(open));
            return done;
        }
    }

    private KeyedWrite write(
            Source target, List<Expression> values, List<ShardText> segments, int[] movedKeys) {
        if (target.table() == null
                || target.table().primaryKey().isEmpty()
                || target.rule() == null) {
            throw refusal;
        }
        return new KeyedWrite(
                place(target),
                rows(target, values),
                target.table().primaryKey().stream().map(statement.names::quote).toList(),
                keys(target).size(),
                movedKeys,
                segments,
                returning(target));
    }

    private ShardText returning(Source target) {
        List<SelectItem> items = clauses.returning;
        if (items.isEmpty()) {
            return null;
        }
        for (SelectItem item : items) {
            boolean star = item.expression() instanceof Expression.Star;
            if (star ? clauses.tables.size() > 1 : !isOwn(item.expression(), target)) {
                throw refusal;
            }
        }
        return statement.base.build(
                new Replacement().text(" RETURNING ").copy(spanOf(items.get(0).span(), items)));
    }

    private static Span spanOf(Span first, List<SelectItem> items) {
        return new Span(first.start(), items.get(items.size() - 1).span().end());
    }

    private KeyedWrite.Place place(Source target) {
        TableRule rule = target.rule();
        if (rule instanceof ShardedTable table) {
            return new KeyedWrite.Place(
                    new Targets(
                            planner.routers().of(table, target.table()),
                            NodeCondition.ALL,
                            statement.names.everyNameOf(target)),
                    List.of(),
                    null);
        }
        return new KeyedWrite.Place(
                null,
                rule instanceof TableRule.BroadcastTable broadcast
                        ? broadcast.dataSources()
                        : List.of(((TableRule.SingleTable) rule).dataSource()),
                statement.names.quote(rule.name()));
    }

    private static List<String> keys(Source target) {
        return target.rule() instanceof ShardedTable table ? table.keyColumns() : List.of();
    }

    /** As the statement writes it. */
    private String name(Source target) {
        TableExpression.TableReference reference = (TableExpression.TableReference) target.node();
        Span span =
                reference.alias() == null
                        ? reference.name().name().span()
                        : reference.alias().name().span();
        return span.of(bound.text());
    }

    // ---- the query that reads

    private ShardText rows(Source target, List<Expression> values) {
        ShardTextBuilder plain = statement.names.unedited(statement.text);
        Replacement query = new Replacement();
        if (clauses.with != null) {
            query.copy(clauses.with.span()).text(" ");
        }
        query.text("SELECT ");
        List<String> columns = new ArrayList<>(target.table().primaryKey());
        columns.addAll(keys(target));
        int count = 0;
        for (String column : columns) {
            query.text(count == 0 ? "" : ", ")
                    .text(name(target) + "." + quoted(column))
                    .text(" AS shardfold_" + count++);
        }
        for (Expression value : values) {
            query.text(", (").copy(value.span()).text(") AS shardfold_" + count++);
        }
        String word = " FROM ";
        for (TableExpression table : clauses.tables) {
            query.text(word).copy(table.span());
            word = ", ";
        }
        if (clauses.where != null) {
            query.text(" WHERE ").copy(clauses.where.span());
        }
        word = " ORDER BY ";
        for (SortItem item : clauses.orderBy) {
            query.text(word).copy(item.span());
            word = ", ";
        }
        if (clauses.limit != null) {
            query.text(" ").copy(clauses.limit.span());
        }
        query.text(mysql || planner.backend().h2() ? " FOR UPDATE" : " FOR UPDATE OF ")
                .text(mysql || planner.backend().h2() ? "" : name(target));
        return plain.build(query);
    }

    /** For the client's own dialect, in which the query is read. */
    private String quoted(String column) {
        return mysql
                ? "`" + column.replace("`", "``") + "`"
                : "\"" + column.replace("\"", "\"\"") + "\"";
    }

    // ---- what values are made of

    /** Whether the target's row alone says what it is. */
    private boolean isOwn(Expression value, Source target) {
        boolean[] own = {true};
        boolean only = clauses.tables.size() == 1 && clauses.with == null;
        if (target.rule() instanceof TableRule.BroadcastTable && Volatile.isIn(value)) {
            // Each copy would compute another value.
            return false;
        }
        Traversal.walk(
                value,
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression expression) {
                        if (expression instanceof Expression.Column column) {
                            BoundColumn meaning = bound.column(column);
                            own[0] &= meaning == null ? only : meaning.source() == target;
                        }
                        return true;
                    }

                    @Override
                    public boolean query(Query query) {
                        own[0] = false;
                        return false;
                    }
                });
        return own[0];
    }

    private boolean namesAny(Expression value, Source target, Set<String> columns) {
        return Traversal.any(
                value,
                expression -> {
                    BoundColumn meaning = bound.column(expression);
                    return meaning != null
                            && meaning.source() == target
                            && columns.contains(meaning.name());
                });
    }
}
