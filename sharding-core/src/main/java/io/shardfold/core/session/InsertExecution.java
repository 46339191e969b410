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
import io.shardfold.core.row.Parameters;
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
        Targets targets = plan.targets();
        int rowCount = plan.rows().size();
        Comparable<?>[] made = plan.generated() != null && plan.generated().generator() != null ? new Comparable<?>[rowCount] : null;
        Map<Integer, List<Integer>> rowsByNode = new TreeMap<>();
        for (int row = 0; row < rowCount; row++) {
            if (made != null) {
                made[row] = plan.generated().generator().next();
            }
            int node = node(plan, row, made == null ? null : made[row]);
            rowsByNode.computeIfAbsent(node, missing -> new ArrayList<>()).add(row);
        }
        List<ShardStatement> statements = new ArrayList<>(rowsByNode.size());
        rowsByNode.forEach((node, rows) -> statements.add(statement(plan, targets, node, rows, made)));
        Outcome outcome = execution.all(statements, plan.returning());
        return outcome instanceof Outcome.Update update ? withKeys(plan, update, made) : outcome;
    }

    private int node(Plan.Insert plan, int row, Comparable<?> made) {
        ValueSource[] sources = plan.keys().get(row);
        Object[] values = new Object[sources.length];
        for (int i = 0; i < sources.length; i++) {
            values[i] = sources[i] == null ? made : sources[i].value(execution.literals(), execution.parameters());
            if (values[i] == ValueSource.UNKNOWN) {
                throw StatementException.notSupported(
                        "INSERT into " + plan.targets().router().table().name() + " with a value for its sharding key that can't be computed beforehand",
                        StatementException.NO_POSITION,
                        "Give a constant or a parameter.");
            }
        }
        return plan.targets().router().nodeForInsert(values, execution.hint());
    }

    private ShardStatement statement(Plan.Insert plan, Targets targets, int node, List<Integer> rows, Comparable<?>[] made) {
        TableNames names = targets.names(node);
        StringBuilder sql = new StringBuilder(execution.prepared().sql().length() + 32);
        IntList wanted = new IntList();
        append(plan.head(), sql, wanted, names, null);
        for (int i = 0; i < rows.size(); i++) {
            sql.append(i == 0 ? "" : ", ");
            append(plan.rows().get(rows.get(i)), sql, wanted, names, made == null ? null : literal(made[rows.get(i)]));
        }
        append(plan.tail(), sql, wanted, names, null);
        return new ShardStatement(targets.dataSource(node), sql.toString(), ShardText.select(execution.parameters(), wanted.toArray()));
    }

    private void append(ShardText text, StringBuilder sql, IntList wanted, TableNames names, String key) {
        String[] fills = execution.fills(text);
        if (fills != null) {
            fills[0] = key;
        }
        text.appendTo(sql, execution.prepared().fingerprint(), names, fills);
        for (int parameter : text.parameters()) {
            wanted.add(parameter);
        }
    }

    /** A generated key in SQL: a number, or text without any quote in it. */
    private static String literal(Comparable<?> key) {
        return key instanceof Number ? key.toString() : "'" + key.toString().replace("'", "''") + "'";
    }

    /** The keys that we made, or that the statement gave for the column for which we would have. */
    private Outcome withKeys(Plan.Insert plan, Outcome.Update update, Comparable<?>[] made) {
        Plan.GeneratedKey generated = plan.generated();
        if (generated == null) {
            return update;
        }
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
        long first = made != null && made[0] instanceof Number number ? number.longValue() : update.lastInsertId();
        execution.session().lastInsertId(first);
        return new Outcome.Update(update.count(), keys, generated.column(), first);
    }

    // ---- INSERT ... SELECT

    /** Reads the rows, and writes them in one transaction, so that a failure leaves none. */
    Outcome run(Plan.InsertQuery plan) {
        return execution.session().atomically(() -> moveRows(plan));
    }

    private Outcome moveRows(Plan.InsertQuery plan) {
        List<Object[]> rows = new ArrayList<>();
        long count = 0;
        Outcome outcome = new Execution(
                        execution.session(), execution.prepared().asQuery(), execution.parameters(), execution.options(), execution.hint())
                .run(plan.query());
        try (Cursor cursor = ((Outcome.Rows) outcome).cursor()) {
            if (cursor.columns().size() != plan.columnCount()) {
                throw new StatementException(
                        Problem.COLUMN_COUNT_MISMATCH,
                        "The query gives " + cursor.columns().size() + " columns for " + plan.columnCount() + ".",
                        StatementException.NO_POSITION);
            }
            // All are read before the first is written: the query must not see what the statement inserts.
            io.shardfold.core.row.MemoryBudget memory = new io.shardfold.core.row.MemoryBudget(execution.session().database().mergeMemoryMax());
            while (cursor.next()) {
                Object[] row = new Object[plan.columnCount()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = cursor.value(i);
                }
                memory.take(bytes(row));
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
                List<Object[]> part = entry.getValue().subList(from, Math.min(from + BATCH_ROWS, entry.getValue().size()));
                statements.add(batch(plan, entry.getKey(), part));
            }
        }
        if (statements.isEmpty()) {
            return new Outcome.Update(0, List.of(), null, 0);
        }
        Outcome.Update update = (Outcome.Update) execution.all(statements, false);
        count += update.count();
        return new Outcome.Update(count, List.of(), null, 0);
    }

    private static long bytes(Object[] row) {
        long bytes = 16L + row.length * 24L;
        for (Object value : row) {
            bytes += value instanceof String text ? text.length() * 2L : value instanceof byte[] octets ? octets.length : 0;
        }
        return bytes;
    }

    private int node(Plan.InsertQuery plan, Object[] row) {
        Object[] values = new Object[plan.keyColumns().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row[plan.keyColumns()[i]];
        }
        return plan.targets().router().nodeForInsert(values, execution.hint());
    }

    private ShardStatement batch(Plan.InsertQuery plan, int node, List<Object[]> rows) {
        TableNames names = plan.targets() == null ? TableNames.NONE : plan.targets().names(node);
        StringBuilder sql = new StringBuilder();
        IntList headParameters = new IntList();
        append(plan.head(), sql, headParameters, names, null);
        sql.append("VALUES ");
        StringBuilder one = new StringBuilder("(");
        for (int i = 0; i < plan.columnCount(); i++) {
            one.append(i == 0 ? "?" : ", ?");
        }
        one.append(')');
        List<Object> values = new ArrayList<>(rows.size() * plan.columnCount());
        for (int i = 0; i < rows.size(); i++) {
            sql.append(i == 0 ? "" : ", ").append(one);
            for (Object value : rows.get(i)) {
                values.add(value);
            }
        }
        IntList tail = new IntList();
        append(plan.tail(), sql, tail, names, null);
        for (int parameter : tail.toArray()) {
            values.add(execution.parameters().raw(parameter));
        }
        String dataSource = plan.targets() != null
                ? plan.targets().dataSource(node)
                : plan.dataSource() == null ? execution.session().anyDataSource() : plan.dataSource();
        return new ShardStatement(dataSource, sql.toString(), Parameters.of(values.toArray()));
    }
}
