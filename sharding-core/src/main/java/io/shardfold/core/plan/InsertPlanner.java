package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundColumn;
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
            if (insert.source().query() != null
                    && statement.spreads.spread(insert.source().query()).kind()
                            != Spread.Kind.EVERYWHERE) {
                throw StatementException.notSupported(
                        "INSERT into the broadcast table "
                                + broadcast.name()
                                + " of rows that differ between shards",
                        insert.source().span().start(),
                        "Read the rows first and insert them as values.");
            }
            statement.refuseVolatile(broadcast.name(), "INSERT");
            return new Plan.Everywhere(
                    statement.base.build(),
                    broadcast.dataSources(),
                    returning,
                    Planner.NO_LITERALS);
        }
        return sharded(insert, target, (ShardedTable) rule);
    }

    /** To one data source, where whatever it reads must be, too. */
    private Plan whole(Statement.Insert insert, Spread place) {
        Spread rows = place;
        if (insert.source().query() != null) {
            Spread query = statement.spreads.spread(insert.source().query());
            if (query.kind() != Spread.Kind.EVERYWHERE && !query.equals(place)) {
                Plan read =
                        statement.query(insert.source().query(), insert.source().query().span());
                return insertQuery(
                        insert,
                        null,
                        place instanceof Spread.One one ? one.dataSource() : null,
                        read);
            }
        }
        refuseOtherTables(insert);
        return new Plan.PassThrough(
                statement.base.build(),
                rows instanceof Spread.One one ? one.dataSource() : null,
                true,
                Planner.NO_LITERALS);
    }

    /** Subqueries among the values see one shard's rows only. */
    private void refuseOtherTables(Statement.Insert insert) {
        if (insert.source().query() != null) {
            return;
        }
        for (Source source : bound.sources()) {
            if (source != bound.source(insert.table())
                    && source.isTable()
                    && source.rule() != null
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
                    "INSERT with a WITH clause into a sharded table", insert.span().start(), null);
        }
        refuseOtherTables(insert);
        Targets targets = new Targets(router, NodeCondition.ALL, statement.names.all());
        if (insert.source().query() != null) {
            return query(insert, target, table, targets);
        }
        if (insert.source().values() == null && insert.source().assignments() == null) {
            return defaults(insert, table);
        }
        return insert.source().values() != null
                ? rows(insert, target, table, targets)
                : assignments(insert, table, targets);
    }

    private static Plan defaults(Statement.Insert insert, ShardedTable table) {
        throw StatementException.notSupported(
                "INSERT of default values into the sharded table " + table.name(),
                insert.span().start(),
                "Give a value for the sharding key " + String.join(", ", table.keyColumns()) + ".");
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
                        || planner.backend().dialect() == io.shardfold.sql.Dialect.MYSQL)) {
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
            throw StatementException.notSupported(
                    "INSERT into "
                            + table.name()
                            + " with an expression for its sharding key "
                            + column,
                    value.span().start(),
                    "Give a constant or a parameter.");
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

    // ---- INSERT ... SELECT

    private Plan query(
            Statement.Insert insert, Source target, ShardedTable table, Targets targets) {
        List<String> columns = columns(insert, target, table);
        Query query = insert.source().query();
        Spread rows = statement.spreads.spread(query);
        boolean generates =
                table.keyGeneration() != null
                        && indexOf(columns, table.keyGeneration().column()) < 0;
        if (rows instanceof Spread.Sharded sharded
                && !generates
                && sharded.router().isAlike(targets.router())
                && keysMatch(query, sharded, columns, table)) {
            Targets together =
                    new Targets(sharded.router(), sharded.condition(), statement.names.all());
            ShardText one = statement.base.build();
            return new Plan.Scatter(
                    together,
                    one,
                    one,
                    null,
                    null,
                    true,
                    !insert.returning().isEmpty(),
                    null,
                    null,
                    Planner.NO_LITERALS);
        }
        return insertQuery(insert, targets, null, statement.query(query, query.span()));
    }

    /** Each row's key is the key that it has where it is read: it stays on its node. */
    private boolean keysMatch(
            Query query, Spread.Sharded rows, List<String> columns, ShardedTable table) {
        List<BoundColumn> output = statement.spreads.output(query);
        if (output == null || output.size() != columns.size()) {
            return false;
        }
        for (KeyTuple key : rows.keys()) {
            boolean all = true;
            for (int i = 0; i < table.keyColumns().size(); i++) {
                int index = indexOf(columns, table.keyColumns().get(i));
                all = all && index >= 0 && key.columns().get(i).equals(output.get(index));
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private Plan insertQuery(
            Statement.Insert insert, Targets targets, String dataSource, Plan read) {
        Source target = bound.source(insert.table());
        if (!insert.returning().isEmpty() || insert.with() != null) {
            throw StatementException.notSupported(
                    "INSERT ... SELECT with RETURNING or WITH whose rows move between shards",
                    insert.span().start(),
                    null);
        }
        List<String> columns = new ArrayList<>();
        if (insert.columns() != null) {
            insert.columns()
                    .forEach(column -> columns.add(((Expression.Column) column).name().value()));
        } else if (target.table() != null) {
            target.table().columns().forEach(column -> columns.add(column.name()));
        } else {
            throw StatementException.notSupported(
                    "INSERT ... SELECT without a column list",
                    insert.span().start(),
                    "Name the columns.");
        }
        int[] keyColumns = new int[0];
        Plan.GeneratedKey generated = null;
        if (target.rule() instanceof ShardedTable table) {
            KeyGeneration generation = table.keyGeneration();
            boolean make = generation != null && indexOf(columns, generation.column()) < 0;
            if (make) {
                generated =
                        new Plan.GeneratedKey(
                                generation.column(),
                                table.keyIndex(generation.column()),
                                generation.generator(),
                                List.of());
            }
            keyColumns = new int[table.keyColumns().size()];
            for (int i = 0; i < keyColumns.length; i++) {
                String column = table.keyColumns().get(i);
                keyColumns[i] = indexOf(columns, column);
                if (keyColumns[i] < 0 && !(make && generation.column().equalsIgnoreCase(column))) {
                    throw StatementException.notSupported(
                            "INSERT ... SELECT into "
                                    + table.name()
                                    + " without its sharding key "
                                    + column,
                            insert.span().start(),
                            "Add the column.");
                }
            }
        }
        ShardTextBuilder builder = statement.base;
        Replacement head = new Replacement().copy(new Span(0, insert.source().span().start()));
        if (insert.columns() == null) {
            StringBuilder list = new StringBuilder("(");
            columns.forEach(
                    column ->
                            list.append(list.length() == 1 ? "" : ", ")
                                    .append(statement.names.quote(column)));
            head.text(list.append(") ").toString());
        }
        if (generated != null) {
            throw StatementException.notSupported(
                    "INSERT ... SELECT with a generated key " + generated.column(),
                    insert.span().start(),
                    "Select a value for it.");
        }
        Span tail = new Span(insert.source().span().end(), text.text().length());
        return new Plan.InsertQuery(
                targets,
                dataSource,
                read,
                builder.build(head),
                columns.size(),
                keyColumns,
                builder.build(tail.start(), tail.end()),
                Planner.allLiterals(text));
    }
}
