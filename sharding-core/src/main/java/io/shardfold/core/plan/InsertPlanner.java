package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.bind.Source;
import io.shardfold.core.catalog.CatalogColumn;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rewrite.ShardTextBuilder;
import io.shardfold.core.rewrite.ShardTextBuilder.Replacement;
import io.shardfold.core.rule.KeyGeneration;
import io.shardfold.core.rule.Router;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Assignment;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.lex.Fingerprint;
import java.util.ArrayList;
import java.util.List;

/** Plans INSERT and REPLACE: which node each row goes to, and what each node's text is made of. */
final class InsertPlanner {

    /** The slot of a row's text where its generated key stands. */
    private static final int KEY_SLOT = 0;

    private final Planner planner;
    private final BoundStatement bound;
    private final Fingerprint text;
    private final Planner.OfStatement statement;

    /** What is computed before a row of a sharded table has its place. */
    private ValuesFirst first;

    InsertPlanner(Planner planner, BoundStatement bound, Fingerprint text) {
        this.planner = planner;
        this.bound = bound;
        this.text = text;
        this.statement = planner.new OfStatement(bound, text);
    }

    Plan plan(Statement.Insert insert) {
        Source target = bound.source(insert.table());
        TableRule rule = target.rule();
        boolean returning = !insert.returning().isEmpty();
        if (rule == null || rule.kind() == TableRule.Kind.SINGLE) {
            return whole(
                    insert,
                    rule == null
                            ? Spread.EVERYWHERE
                            : new Spread.One(((TableRule.SingleTable) rule).dataSource()));
        }
        if (rule instanceof TableRule.BroadcastTable broadcast) {
            return everywhere(insert, broadcast);
        }
        return sharded(insert, target, (ShardedTable) rule);
    }

    /** To one data source, where whatever it reads must be, too. */
    private Plan whole(Statement.Insert insert, Spread place) {
        Plan.PassThrough one =
                new Plan.PassThrough(
                        statement.base.build(),
                        place instanceof Spread.One single ? single.dataSource() : null,
                        true,
                        Planner.NO_LITERALS);
        if (insert.source().query() != null) {
            Spread query = statement.spreads.spread(insert.source().query());
            if (query.kind() != Spread.Kind.EVERYWHERE && !query.equals(place)) {
                return new InsertQueryPlanner(statement).plan(insert, place(insert));
            }
        }
        Plan first = valuesFirst(insert, one);
        return first != null ? first : one;
    }

    /** On every copy, with the same values. */
    private Plan everywhere(Statement.Insert insert, TableRule.BroadcastTable broadcast) {
        boolean returning = !insert.returning().isEmpty();
        Plan.Everywhere all =
                new Plan.Everywhere(
                        statement.base.build(),
                        broadcast.dataSources(),
                        returning,
                        Planner.NO_LITERALS);
        if (insert.source().query() != null) {
            // Read once: not even the order of the rows may differ between copies.
            return new InsertQueryPlanner(statement).plan(insert, place(insert));
        }
        Plan first = valuesFirst(insert, all);
        return first != null ? first : all;
    }

    private KeyedWrite.Place place(Statement.Insert insert) {
        TableRule rule = bound.source(insert.table()).rule();
        return new KeyedWrite.Place(
                null,
                rule instanceof TableRule.BroadcastTable broadcast
                        ? broadcast.dataSources()
                        : rule instanceof TableRule.SingleTable single
                                ? List.of(single.dataSource())
                                : List.of(),
                null);
    }

    /**
     * Values that see other rows than those of where the row goes, and values that each copy of a
     * broadcast table would make for itself, are computed before.
     *
     * @param one how it is described
     * @return null where there are none
     */
    private Plan valuesFirst(Statement.Insert insert, Plan one) {
        ValuesFirst first = new ValuesFirst(statement);
        boolean copies = bound.source(insert.table()).rule() instanceof TableRule.BroadcastTable;
        for (Expression value : values(insert)) {
            if (readsElsewhere(value, insert) || copies && Volatile.isIn(value)) {
                first.add(value, false);
            }
        }
        if (copies) {
            first.addCallsOutside(bound.statement());
        }
        refuseOtherTables(insert, first);
        return first.isEmpty() ? null : first.plan(one);
    }

    private static List<Expression> values(Statement.Insert insert) {
        List<Expression> values = new ArrayList<>();
        if (insert.source().values() != null) {
            insert.source().values().forEach(row -> values.addAll(row.values()));
        }
        if (insert.source().assignments() != null) {
            insert.source().assignments().forEach(one -> values.add(one.value()));
        }
        return values;
    }

    private boolean readsElsewhere(Expression value, Statement.Insert insert) {
        for (Source source : bound.sources()) {
            if (source.isTable()
                    && source != bound.source(insert.table())
                    && source.rule() != null
                    && value.span().start() <= source.node().span().start()
                    && source.node().span().end() <= value.span().end()
                    && isElsewhere(source.rule(), insert)) {
                return true;
            }
        }
        return false;
    }

    /** Subqueries of other clauses see one shard's rows only. */
    private void refuseOtherTables(Statement.Insert insert, ValuesFirst first) {
        if (insert.source().query() != null) {
            return;
        }
        for (Source source : bound.sources()) {
            if (source != bound.source(insert.table())
                    && source.isTable()
                    && source.rule() != null
                    && !first.holds(source.node().span())
                    && isElsewhere(source.rule(), insert)) {
                throw StatementException.notSupported(
                        "INSERT with a subquery on "
                                + source.rule().name()
                                + ", which isn't whole where the row goes",
                        source.node().span().start(),
                        "Run the subquery first and insert its result.");
            }
        }
    }

    private boolean isElsewhere(TableRule rule, Statement.Insert insert) {
        return switch (rule.kind()) {
            case SHARDED -> true;
            case BROADCAST -> false;
            case SINGLE ->
                    !(bound.source(insert.table()).rule() instanceof TableRule.SingleTable own
                            && own.dataSource()
                                    .equals(((TableRule.SingleTable) rule).dataSource()));
        };
    }

    private Plan sharded(Statement.Insert insert, Source target, ShardedTable table) {
        Router router = planner.routers().of(table, target.table());
        refuseKeyChange(insert, table);
        if (insert.with() != null && insert.source().query() == null) {
            throw StatementException.notSupported(
                    "INSERT of VALUES with a WITH clause into a sharded table",
                    insert.span().start(),
                    "Write it as INSERT ... SELECT.");
        }
        Targets targets = new Targets(router, NodeCondition.ALL, statement.names.all());
        if (insert.source().query() != null) {
            return new InsertQueryPlanner(statement)
                    .plan(insert, table, targets, columns(insert, target, table));
        }
        first = new ValuesFirst(statement);
        values(insert).stream()
                .filter(value -> readsElsewhere(value, insert))
                .forEach(value -> first.add(value, false));
        refuseOtherTables(insert, first);
        Plan plan =
                insert.source().values() != null
                        ? rows(insert, target, table, targets)
                        : insert.source().assignments() != null
                                ? assignments(insert, table, targets)
                                : defaults(insert, target, table, targets);
        return first.isEmpty() ? plan : first.plan(described(targets));
    }

    /** The statement as one node would run it. */
    private Plan described(Targets targets) {
        ShardText one = statement.names.edits(text).build();
        return new Plan.Scatter(
                targets, one, null, null, null, true, false, List.of(), null, Planner.NO_LITERALS);
    }

    /** PostgreSQL's DEFAULT VALUES: a row of a generated key alone. */
    private Plan defaults(
            Statement.Insert insert, Source target, ShardedTable table, Targets targets) {
        KeyGeneration generation = table.keyGeneration();
        ValueSource[] values = new ValueSource[table.keyColumns().size()];
        for (int key = 0; key < values.length; key++) {
            boolean made =
                    generation != null
                            && generation.column().equalsIgnoreCase(table.keyColumns().get(key));
            values[key] = made ? null : keyValue(table, target, key, null, insert.source().span());
        }
        List<ValueSource[]> keys = new ArrayList<>();
        keys.add(values);
        Span source = insert.source().span();
        ShardTextBuilder builder = statement.base;
        boolean make = generation != null;
        Replacement row =
                make ? new Replacement().text("(").fill(KEY_SLOT).text(")") : new Replacement();
        String head =
                make
                        ? "(" + statement.names.quote(generation.column()) + ") VALUES "
                        : "DEFAULT VALUES";
        return new Plan.Insert(
                targets,
                keys,
                builder.build(new Replacement().copy(new Span(0, source.start())).text(head)),
                List.of(builder.build(row)),
                builder.build(source.end(), text.text().length()),
                generatedKey(generation, table, make, -1, null),
                !insert.returning().isEmpty(),
                Planner.NO_LITERALS);
    }

    private void refuseKeyChange(Statement.Insert insert, ShardedTable table) {
        List<Assignment> assignments =
                insert.onDuplicate() != null
                        ? insert.onDuplicate()
                        : insert.onConflict() != null ? insert.onConflict().assignments() : null;
        if (assignments == null) {
            return;
        }
        for (Assignment assignment : assignments) {
            for (Expression column : assignment.targets()) {
                if (column instanceof Expression.Column name
                        && table.keyIndex(name.name().value()) >= 0
                        && !isItself(name, assignment.value())) {
                    throw StatementException.notSupported(
                            "Changing the sharding key "
                                    + table.name()
                                    + "."
                                    + name.name().value()
                                    + " of a row that is there already",
                            assignment.span().start(),
                            "Leave the sharding key out of the assignments.");
                }
            }
        }
    }

    /**
     * {@code k = k}, {@code k = VALUES(k)}, {@code k = excluded.k}: the row that is there has this
     * key, or is on another node.
     */
    private static boolean isItself(Expression.Column column, Expression value) {
        if (value instanceof Expression.Column other) {
            return other.name().value().equalsIgnoreCase(column.name().value());
        }
        return value instanceof Expression.FunctionCall call
                && call.name().name().value().equalsIgnoreCase("values")
                && call.arguments().size() == 1
                && call.arguments().get(0) instanceof Expression.Column other
                && other.name().value().equalsIgnoreCase(column.name().value());
    }

    private List<String> columns(Statement.Insert insert, Source target, ShardedTable table) {
        List<String> result = new ArrayList<>();
        if (insert.columns() != null) {
            for (Expression column : insert.columns()) {
                result.add(column instanceof Expression.Column name ? name.name().value() : "");
            }
            return result;
        }
        if (target.table() == null) {
            throw StatementException.notSupported(
                    "INSERT without a column list into "
                            + table.name()
                            + ", whose columns aren't known",
                    insert.span().start(),
                    "Name the columns.");
        }
        for (CatalogColumn column : target.table().columns()) {
            result.add(column.name());
        }
        return result;
    }

    private static int indexOf(List<String> columns, String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        return -1;
    }

    private Plan rows(Statement.Insert insert, Source target, ShardedTable table, Targets targets) {
        List<String> columns = columns(insert, target, table);
        List<Query.ValuesRow> rows = insert.source().values();
        KeyGeneration generation = table.keyGeneration();
        int width = rows.get(0).values().size();
        for (Query.ValuesRow row : rows) {
            if (row.values().size() != width) {
                throw new StatementException(
                        Problem.COLUMN_COUNT_MISMATCH,
                        "The rows of the VALUES list have different numbers of values.",
                        row.span().start());
            }
        }
        int generated = generation == null ? -1 : indexOf(columns, generation.column());
        boolean listed = insert.columns() != null;
        boolean make =
                generation != null
                        && (listed ? generated < 0 : width == columns.size() - 1 && generated >= 0);
        List<String> given = new ArrayList<>(columns);
        if (make && !listed) {
            given.remove(generated);
        }
        if (width != given.size()
                && (listed
                        || width > given.size()
                        || planner.backend().dialect() == Dialect.MYSQL)) {
            throw new StatementException(
                    Problem.COLUMN_COUNT_MISMATCH,
                    "The row has " + width + " values for " + given.size() + " columns.",
                    rows.get(0).span().start());
        }
        ShardTextBuilder builder = statement.base;
        if (make) {
            String name = statement.names.quote(generation.column());
            if (listed) {
                builder.insert(
                        insert.columnsSpan().end() - 1,
                        (insert.columns().isEmpty() ? "" : ", ") + name);
            } else {
                StringBuilder list = new StringBuilder(" (");
                for (String column : given) {
                    list.append(statement.names.quote(column)).append(", ");
                }
                builder.insert(
                        insert.table().span().end(), list.append(name).append(')').toString());
            }
            for (Query.ValuesRow row : rows) {
                builder.insert(
                        row.span().end() - 1,
                        new Replacement().text(width == 0 ? "" : ", ").fill(KEY_SLOT));
            }
        }
        List<ValueSource[]> keys = new ArrayList<>(rows.size());
        for (Query.ValuesRow row : rows) {
            ValueSource[] values = new ValueSource[table.keyColumns().size()];
            for (int key = 0; key < values.length; key++) {
                int index = indexOf(given, table.keyColumns().get(key));
                boolean isMade =
                        make && generation.column().equalsIgnoreCase(table.keyColumns().get(key));
                values[key] =
                        isMade
                                ? null
                                : keyValue(
                                        table,
                                        target,
                                        key,
                                        index >= 0 && index < width
                                                ? row.values().get(index)
                                                : null,
                                        row.span());
            }
            keys.add(values);
        }
        Plan.GeneratedKey key = generatedKey(generation, table, make, generated, rows);
        Span first = rows.get(0).span();
        Span last = rows.get(rows.size() - 1).span();
        List<ShardText> texts = new ArrayList<>(rows.size());
        for (Query.ValuesRow row : rows) {
            texts.add(builder.build(row.span().start(), row.span().end()));
        }
        return new Plan.Insert(
                targets,
                keys,
                builder.build(0, first.start()),
                texts,
                builder.build(last.end(), text.text().length()),
                key,
                !insert.returning().isEmpty(),
                Planner.NO_LITERALS);
    }

    private Plan.GeneratedKey generatedKey(
            KeyGeneration generation,
            ShardedTable table,
            boolean make,
            int index,
            List<Query.ValuesRow> rows) {
        if (generation == null) {
            return null;
        }
        int key = table.keyIndex(generation.column());
        if (make) {
            return new Plan.GeneratedKey(
                    generation.column(), key, generation.generator(), List.of());
        }
        List<ValueSource> values = new ArrayList<>();
        if (rows != null && index >= 0) {
            for (Query.ValuesRow row : rows) {
                ValueSource value =
                        index < row.values().size()
                                ? Constants.source(row.values().get(index))
                                : null;
                values.add(value == null ? new ValueSource.Constant(null) : value);
            }
        }
        return new Plan.GeneratedKey(generation.column(), key, null, values);
    }

    private ValueSource keyValue(
            ShardedTable table, Source target, int key, Expression value, Span row) {
        String column = table.keyColumns().get(key);
        if (value == null || value instanceof Expression.Default) {
            CatalogColumn known = target.table() == null ? null : target.table().column(column);
            if (known != null
                    && !known.hasDefault()
                    && !known.autoIncrement()
                    && !known.generated()
                    && known.nullable()) {
                return new ValueSource.Constant(null);
            }
            throw StatementException.notSupported(
                    "INSERT into "
                            + table.name()
                            + " without a value for its sharding key "
                            + column,
                    value == null ? row.start() : value.span().start(),
                    "Give the value: a default that only the database knows can't say which shard the row belongs to.");
        }
        ValueSource source = Constants.source(value);
        if (source == null) {
            // Where the row belongs is known when the database has computed it.
            first.add(value, true);
            return new ValueSource.Constant(ValueSource.UNKNOWN);
        }
        return source;
    }

    private Plan assignments(Statement.Insert insert, ShardedTable table, Targets targets) {
        ShardTextBuilder builder = statement.base;
        KeyGeneration generation = table.keyGeneration();
        Source target = bound.source(insert.table());
        List<Assignment> assignments = insert.source().assignments();
        boolean make = generation != null && assigned(assignments, generation.column()) == null;
        ValueSource[] values = new ValueSource[table.keyColumns().size()];
        for (int key = 0; key < values.length; key++) {
            String column = table.keyColumns().get(key);
            values[key] =
                    make && generation.column().equalsIgnoreCase(column)
                            ? null
                            : keyValue(
                                    table,
                                    target,
                                    key,
                                    assigned(assignments, column),
                                    insert.source().span());
        }
        Span span = insert.source().span();
        int end = assignments.get(assignments.size() - 1).span().end();
        if (make) {
            builder.insert(
                    end,
                    new Replacement()
                            .text(", " + statement.names.quote(generation.column()) + " = ")
                            .fill(KEY_SLOT));
        }
        List<ValueSource[]> keys = new ArrayList<>();
        keys.add(values);
        Plan.GeneratedKey key = generatedKey(generation, table, make, -1, null);
        int start = Math.min(span.start(), assignments.get(0).span().start());
        return new Plan.Insert(
                targets,
                keys,
                builder.build(0, start),
                List.of(builder.build(start, end)),
                builder.build(end, text.text().length()),
                key,
                !insert.returning().isEmpty(),
                Planner.NO_LITERALS);
    }

    private static Expression assigned(List<Assignment> assignments, String column) {
        for (Assignment assignment : assignments) {
            if (assignment.targets().get(0) instanceof Expression.Column name
                    && name.name().value().equalsIgnoreCase(column)) {
                return assignment.value();
            }
        }
        return null;
    }
}
