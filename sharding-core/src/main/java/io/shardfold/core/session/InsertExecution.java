package io.shardfold.core.session;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.plan.Plan;
import io.shardfold.core.plan.Targets;
import io.shardfold.core.plan.ValueSource;
import io.shardfold.core.rewrite.IntList;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rewrite.TableNames;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.row.Parameters;
import io.shardfold.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends the rows of an INSERT to their nodes. */
final class InsertExecution {

    /** Rows of an INSERT ... SELECT that are written with one text. */
    private static final int BATCH_ROWS = 500;

    private final Execution execution;

    InsertExecution(Execution execution) {
        this.execution = execution;
    }

    Outcome run(Plan.Insert plan) {
        Split split = split(plan);
        Outcome outcome = execution.all(split.statements, plan.returning());
        return outcome instanceof Outcome.Update update
                ? withKeys(plan, update, split.made)
                : outcome;
    }

    /** The rows by node, as texts; and the keys that were made for them. */
    record Split(List<ShardStatement> statements, Comparable<?>[] made) {}

    Split split(Plan.Insert plan) {
        Targets targets = plan.targets();
        int rowCount = plan.rows().size();
        Comparable<?>[] made =
                plan.generated() != null && plan.generated().generator() != null
                        ? new Comparable<?>[rowCount]
                        : null;
        Map<Integer, List<Integer>> rowsByNode = new TreeMap<>();
        for (int row = 0; row < rowCount; row++) {
            if (made != null) {
                made[row] = plan.generated().generator().next();
            }
            int node = node(plan, row, made == null ? null : made[row]);
            rowsByNode.computeIfAbsent(node, missing -> new ArrayList<>()).add(row);
        }
        List<ShardStatement> statements = new ArrayList<>(rowsByNode.size());
        rowsByNode.forEach(
                (node, rows) -> statements.add(statement(plan, targets, node, rows, made)));
        return new Split(statements, made);
    }

    private int node(Plan.Insert plan, int row, Comparable<?> made) {
        ValueSource[] sources = plan.keys().get(row);
        Object[] values = new Object[sources.length];
        for (int i = 0; i < sources.length; i++) {
            values[i] =
                    sources[i] == null
                            ? made
                            : sources[i].value(execution.literals(), execution.parameters());
            if (values[i] == ValueSource.UNKNOWN) {
                throw StatementException.notSupported(
                        "INSERT into "
                                + plan.targets().router().table().name()
                                + " with a value for its sharding key that can't be computed beforehand",
                        StatementException.NO_POSITION,
                        "Give a constant or a parameter.");
            }
        }
        return plan.targets().router().nodeForInsert(values, execution.hint());
    }

    private ShardStatement statement(
            Plan.Insert plan, Targets targets, int node, List<Integer> rows, Comparable<?>[] made) {
        TableNames names = targets.names(node);
        // With placeholders a generated key is one more value: the text stays the same for every
        // set of values.
        boolean bound = execution.prepared().parameterCount() > 0;
        Text text = new Text(names);
        text.append(plan.head(), null);
        for (int i = 0; i < rows.size(); i++) {
            Comparable<?> key = made == null ? null : made[rows.get(i)];
            text.sql.append(i == 0 ? "" : ", ");
            text.append(
                    plan.rows().get(rows.get(i)), key == null ? null : bound ? "?" : literal(key));
            if (key != null && bound) {
                text.values.add(key);
                text.types.add(Parameters.UNTYPED);
            }
        }
        text.append(plan.tail(), null);
        return new ShardStatement(targets.dataSource(node), text.sql.toString(), text.parameters());
    }

    /** A text that grows, with the values of its placeholders. */
    private final class Text {
        final TableNames names;
        final StringBuilder sql = new StringBuilder(execution.prepared().sql().length() + 32);
        final List<Object> values = new ArrayList<>();
        final IntList types = new IntList();

        Text(TableNames names) {
            this.names = names;
        }

        void append(ShardText text, String key) {
            String[] fills = execution.fills(text);
            if (fills != null) {
                fills[0] = key;
            }
            text.appendTo(sql, execution.prepared().fingerprint(), names, fills);
            for (int parameter : text.parameters()) {
                values.add(execution.parameters().raw(parameter));
                types.add(execution.parameters().type(parameter));
            }
        }

        Parameters parameters() {
            return values.isEmpty() ? null : new Parameters(values.toArray(), types.toArray());
        }
    }

    /** A generated key in SQL: a number, or text. */
    private static String literal(Comparable<?> key) {
        return key instanceof Number
                ? key.toString()
                : "'" + key.toString().replace("'", "''") + "'";
    }

    /** The keys that we made, or that the statement gave for the column for which we would have. */
    private Outcome withKeys(Plan.Insert plan, Outcome.Update update, Comparable<?>[] made) {
        Plan.GeneratedKey generated = plan.generated();
        if (generated == null) {
            return update;
        }
        List<Object> keys = keys(generated, made);
        long first =
                made != null && made[0] instanceof Number number
                        ? number.longValue()
                        : update.lastInsertId();
        execution.session().lastInsertId(first);
        return new Outcome.Update(update.count(), keys, generated.column(), first);
    }

    List<Object> keys(Plan.GeneratedKey generated, Comparable<?>[] made) {
        List<Object> keys = new ArrayList<>();
        if (made != null) {
            keys.addAll(List.of(made));
        } else {
            for (ValueSource source : generated.values()) {
                Object value = source.value(execution.literals(), execution.parameters());
                if (value != null && value != ValueSource.UNKNOWN) {
                    keys.add(value);
                }
            }
        }
        return keys;
    }

    // ---- INSERT ... SELECT

    /** Reads the rows, and writes them in one transaction, so that a failure leaves none. */
    Outcome run(Plan.InsertQuery plan) {
        return execution.session().atomically(() -> moveRows(plan));
    }

    private Outcome moveRows(Plan.InsertQuery plan) {
        List<Object[]> rows = new ArrayList<>();
        Outcome outcome =
                new Execution(
                                execution.session(),
                                execution.prepared().asQuery(),
                                execution.parameters(),
                                execution.options(),
                                execution.hint())
                        .run(plan.query());
        try (Cursor cursor = ((Outcome.Rows) outcome).cursor()) {
            if (cursor.columns().size() != plan.columnCount()) {
                throw new StatementException(
                        Problem.COLUMN_COUNT_MISMATCH,
                        "The query gives "
                                + cursor.columns().size()
                                + " columns for "
                                + plan.columnCount()
                                + ".",
                        StatementException.NO_POSITION);
            }
            // All are read before the first is written: the query must not see what the statement
            // inserts.
            MemoryBudget memory = new MemoryBudget(execution.session().database().mergeMemoryMax());
            boolean mysql = execution.session().database().dialect() == Dialect.MYSQL;
            while (cursor.next()) {
                Object[] row = MovedRow.values(cursor, mysql);
                long bytes = MovedRow.bytes(row);
                if (!memory.tryTake(bytes)) {
                    throw memory.exceeded("The rows of INSERT ... SELECT between shards", bytes);
                }
                rows.add(row);
            }
        }
        Map<Integer, List<Object[]>> byNode = new TreeMap<>();
        for (Object[] row : rows) {
            int node = plan.targets() == null ? 0 : node(plan, row);
            byNode.computeIfAbsent(node, missing -> new ArrayList<>()).add(row);
        }
        List<ShardStatement> statements = new ArrayList<>();
        for (Map.Entry<Integer, List<Object[]>> entry : byNode.entrySet()) {
            for (int from = 0; from < entry.getValue().size(); from += BATCH_ROWS) {
                List<Object[]> part =
                        entry.getValue()
                                .subList(
                                        from, Math.min(from + BATCH_ROWS, entry.getValue().size()));
                statements.add(batch(plan, entry.getKey(), part));
            }
        }
        if (statements.isEmpty()) {
            return new Outcome.Update(0, List.of(), null, 0);
        }
        Outcome.Update update = (Outcome.Update) execution.all(statements, false);
        return new Outcome.Update(update.count(), List.of(), null, 0);
    }

    private int node(Plan.InsertQuery plan, Object[] row) {
        Object[] values = new Object[plan.keyColumns().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row[plan.keyColumns()[i]];
        }
        return plan.targets().router().nodeForInsert(values, execution.hint());
    }

    private ShardStatement batch(Plan.InsertQuery plan, int node, List<Object[]> rows) {
        Text text = new Text(plan.targets() == null ? TableNames.NONE : plan.targets().names(node));
        boolean mysql = execution.session().database().dialect() == Dialect.MYSQL;
        text.append(plan.head(), null);
        text.sql.append("VALUES ");
        StringBuilder one = new StringBuilder("(");
        for (int i = 0; i < plan.columnCount(); i++) {
            one.append(i == 0 ? "?" : ", ?");
        }
        one.append(')');
        for (int i = 0; i < rows.size(); i++) {
            text.sql.append(i == 0 ? "" : ", ").append(one);
            for (Object value : rows.get(i)) {
                text.values.add(value);
                text.types.add(MovedRow.type(value, mysql));
            }
        }
        text.append(plan.tail(), null);
        String dataSource =
                plan.targets() != null
                        ? plan.targets().dataSource(node)
                        : plan.dataSource() == null
                                ? execution.session().anyDataSource()
                                : plan.dataSource();
        return new ShardStatement(dataSource, text.sql.toString(), text.parameters());
    }
}
