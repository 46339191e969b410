package io.shardfold.core.session;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.execute.ShardUpdate;
import io.shardfold.core.plan.KeyedWrite;
import io.shardfold.core.plan.Plan;
import io.shardfold.core.rewrite.TableNames;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.sql.Dialect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * INSERT ... SELECT whose rows move: reads them, and writes them where they belong; in one
 * transaction, so that a failure leaves none.
 */
final class InsertQueryExecution {

    /** Rows that are written with one text. */
    private static final int BATCH_ROWS = 500;

    /** PostgreSQL's and MySQL's protocols count the placeholders of a text in 16 bits. */
    private static final int PARAMETERS_MAX = 30_000;

    private final Execution execution;
    private final Session session;
    private final Plan.InsertQuery plan;
    private final boolean mysql;
    private final List<Object> keys = new ArrayList<>();

    InsertQueryExecution(Execution execution, Plan.InsertQuery plan) {
        this.execution = execution;
        this.session = execution.session();
        this.plan = plan;
        this.mysql = session.database().dialect() == Dialect.MYSQL;
    }

    Outcome run() {
        return session.atomically(this::moveRows);
    }

    private boolean generates() {
        return plan.generated() != null && plan.generated().generator() != null;
    }

    private Outcome moveRows() {
        Map<Integer, List<Object[]>> byNode = new TreeMap<>();
        Outcome read = execution.runPart(plan.query(), null, execution.forReading());
        List<ResultColumn> columns;
        try (Cursor cursor = ((Outcome.Rows) read).cursor()) {
            columns = cursor.columns();
            // All are read before the first is written: the query must not see what the statement
            // inserts.
            MemoryBudget memory = new MemoryBudget(session.database().mergeMemoryMax());
            while (cursor.next()) {
                Object[] row = withKey(MovedRow.values(cursor, mysql));
                long bytes = MovedRow.bytes(row);
                if (!memory.tryTake(bytes)) {
                    throw memory.exceeded("The rows of INSERT ... SELECT between shards", bytes);
                }
                byNode.computeIfAbsent(node(row), missing -> new ArrayList<>()).add(row);
            }
        }
        String[] placeholders = placeholders(columns);
        List<ShardStatement> texts = new ArrayList<>();
        List<Boolean> counted = new ArrayList<>();
        for (Map.Entry<Integer, List<Object[]>> entry : byNode.entrySet()) {
            add(entry.getKey(), entry.getValue(), placeholders, texts, counted);
        }
        if (texts.isEmpty()) {
            return none(columns);
        }
        return plan.returning() ? execution.returned(texts, counted) : counted(texts, counted);
    }

    private Object[] withKey(Object[] values) {
        if (!generates()) {
            return values;
        }
        Object[] row = Arrays.copyOf(values, values.length + 1);
        row[values.length] = plan.generated().generator().next();
        keys.add(row[values.length]);
        return row;
    }

    private int node(Object[] row) {
        KeyedWrite.Place place = plan.place();
        if (place.targets() == null) {
            return 0;
        }
        Object[] values = new Object[plan.keyColumns().length];
        for (int i = 0; i < values.length; i++) {
            int column = plan.keyColumns()[i];
            if (column >= 0) {
                int index = column == Plan.InsertQuery.GENERATED ? row.length - 1 : column;
                if (index >= row.length) {
                    throw new StatementException(
                            Problem.COLUMN_COUNT_MISMATCH,
                            "The query gives "
                                    + row.length
                                    + " columns: the sharding key isn't among them.",
                            StatementException.NO_POSITION);
                }
                values[i] = row[index];
            }
        }
        return place.targets().router().nodeForInsert(values, execution.hint());
    }

    /**
     * A value with the type that it had in the query: what is stored is converted from that, or
     * refused.
     */
    private String[] placeholders(List<ResultColumn> columns) {
        String[] result = new String[columns.size() + (generates() ? 1 : 0)];
        for (int i = 0; i < result.length; i++) {
            boolean typed =
                    !mysql
                            && i < columns.size()
                            && !(i < plan.literals().length && plan.literals()[i]);
            result[i] = typed ? "CAST(? AS " + MovedRow.castType(columns.get(i)) + ")" : "?";
        }
        return result;
    }

    private void add(
            int node,
            List<Object[]> rows,
            String[] placeholders,
            List<ShardStatement> texts,
            List<Boolean> counted) {
        int each = Math.max(1, Math.min(BATCH_ROWS, PARAMETERS_MAX / placeholders.length));
        List<String> dataSources = plan.place().dataSources(node);
        for (int i = 0; i < Math.max(1, dataSources.size()); i++) {
            String dataSource =
                    dataSources.isEmpty() ? session.anyDataSource() : dataSources.get(i);
            for (int from = 0; from < rows.size(); from += each) {
                List<Object[]> part = rows.subList(from, Math.min(from + each, rows.size()));
                texts.add(text(node, part, placeholders).statement(dataSource));
                counted.add(i == 0);
            }
        }
    }

    private BoundText text(int node, List<Object[]> rows, String[] placeholders) {
        TableNames names =
                plan.place().targets() == null
                        ? TableNames.NONE
                        : plan.place().targets().names(node);
        BoundText text = new BoundText(execution, names);
        String one = "(" + String.join(", ", placeholders) + ")";
        text.append(plan.head(), null).append("VALUES ");
        for (int i = 0; i < rows.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(one);
            for (Object value : rows.get(i)) {
                text.value(value, MovedRow.type(value, mysql));
            }
        }
        return text.append(plan.tail(), null);
    }

    private Outcome none(List<ResultColumn> columns) {
        if (!plan.returning()) {
            return new Outcome.Update(0, List.of(), null, 0);
        }
        // The columns of RETURNING are the database's to tell, of rows that aren't there.
        TableNames names =
                plan.place().targets() == null ? TableNames.NONE : plan.place().targets().names(0);
        List<String> nulls = new ArrayList<>();
        for (String placeholder : placeholders(columns)) {
            nulls.add(placeholder.replace("?", "NULL"));
        }
        List<String> dataSources = plan.place().dataSources(0);
        BoundText text = new BoundText(execution, names);
        text.append(plan.head(), null)
                .append("SELECT " + String.join(", ", nulls) + " WHERE 1 = 0")
                .append(plan.tail(), null);
        return execution.returned(
                List.of(
                        text.statement(
                                dataSources.isEmpty()
                                        ? session.anyDataSource()
                                        : dataSources.get(0))),
                List.of(true));
    }

    private Outcome counted(List<ShardStatement> texts, List<Boolean> counted) {
        List<ShardUpdate> updates = session.connections().update(texts, execution.options());
        long count = 0;
        List<Object> made = new ArrayList<>(keys);
        String keyColumn = generates() ? plan.generated().column() : null;
        long first = !keys.isEmpty() && keys.get(0) instanceof Number key ? key.longValue() : 0;
        for (int i = 0; i < updates.size(); i++) {
            ShardUpdate update = updates.get(i);
            if (!counted.get(i)) {
                continue;
            }
            count += update.count();
            if (!generates()) {
                made.addAll(update.generatedKeys());
                keyColumn = keyColumn == null ? update.keyColumn() : keyColumn;
                first = first == 0 ? update.lastInsertId() : first;
            }
        }
        session.lastInsertId(first);
        return new Outcome.Update(count, made, keyColumn, first);
    }
}
