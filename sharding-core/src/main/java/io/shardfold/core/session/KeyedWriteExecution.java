package io.shardfold.core.session;

import io.shardfold.core.error.StatementException;
import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.execute.ShardUpdate;
import io.shardfold.core.plan.KeyedWrite;
import io.shardfold.core.plan.Plan;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.core.rule.NodeSet;
import io.shardfold.core.rule.Router;
import io.shardfold.core.rule.value.KeyCondition;
import io.shardfold.sql.Dialect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the rows of an UPDATE or DELETE by a query that locks them, and writes each by its primary
 * key; all in one transaction, so that a failure leaves nothing.
 */
final class KeyedWriteExecution {

    /** Rows that are named by one text, where all are written alike. */
    private static final int ROWS_PER_TEXT = 200;

    private final Execution execution;
    private final Session session;
    private final boolean mysql;

    KeyedWriteExecution(Execution execution) {
        this.execution = execution;
        this.session = execution.session();
        this.mysql = session.database().dialect() == Dialect.MYSQL;
    }

    /** The rows of one table that are to be written, by node; and what their values are. */
    private record Found(List<ResultColumn> columns, Map<Integer, List<Object[]>> byNode) {}

    Outcome run(Plan.ByKeys plan) {
        return session.atomically(
                () -> {
                    List<Found> found = new ArrayList<>();
                    MemoryBudget memory = new MemoryBudget(session.database().mergeMemoryMax());
                    for (KeyedWrite write : plan.writes()) {
                        found.add(find(write, memory));
                    }
                    return write(plan, found);
                });
    }

    private Found find(KeyedWrite write, MemoryBudget memory) {
        Outcome outcome = execution.runPart(write.rows(), null, execution.forReading());
        Map<Integer, List<Object[]>> byNode = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        try (Cursor cursor = ((Outcome.Rows) outcome).cursor()) {
            while (cursor.next()) {
                Object[] row = MovedRow.values(cursor, mysql);
                if (isUnmatched(write, row)) {
                    continue;
                }
                NodeSet nodes = nodes(write, row);
                // A join may find a row more than once; it is written once.
                if (!seen.add(name(write, row, nodes.get(0)))) {
                    continue;
                }
                long bytes = MovedRow.bytes(row);
                if (!memory.tryTake(bytes)) {
                    throw memory.exceeded("The keys of the rows to be written", bytes);
                }
                for (int i = 0; i < nodes.size(); i++) {
                    byNode.computeIfAbsent(nodes.get(i), missing -> new ArrayList<>()).add(row);
                }
            }
            return new Found(cursor.columns(), byNode);
        }
    }

    /** An outer join has no row of the table here. */
    private static boolean isUnmatched(KeyedWrite write, Object[] row) {
        for (int i = 0; i < write.primaryKey().size(); i++) {
            if (row[i] == null) {
                return true;
            }
        }
        return false;
    }

    private static String name(KeyedWrite write, Object[] row, int node) {
        StringBuilder name = new StringBuilder().append(node);
        for (int i = 0; i < write.primaryKey().size(); i++) {
            String part =
                    row[i] instanceof byte[] bytes ? Arrays.toString(bytes) : row[i].toString();
            name.append('/').append(part.length()).append(':').append(part);
        }
        return name.toString();
    }

    /**
     * Where the row may lie: one node, or also those where another product would have placed its
     * key. It is written in each, and found in one.
     */
    private NodeSet nodes(KeyedWrite write, Object[] row) {
        if (write.place().targets() == null) {
            return NodeSet.of(0);
        }
        Router router = write.place().targets().router();
        int first = write.primaryKey().size();
        Object[] key = Arrays.copyOfRange(row, first, first + write.keyCount());
        List<KeyCondition> points = new ArrayList<>(key.length);
        for (Object value : key) {
            points.add(KeyCondition.point(value));
        }
        NodeSet nodes = router.nodes(points, execution.hint());
        Object[] after = key.clone();
        boolean changes = false;
        for (int i = 0; i < write.movedKeys().length; i++) {
            if (write.movedKeys()[i] >= 0) {
                after[i] = row[first + write.keyCount() + write.movedKeys()[i]];
                changes |= !router.isSame(i, key[i], after[i]);
            }
        }
        boolean stays =
                !changes
                        || nodes.size() == 1
                                && router.nodeForInsert(after, execution.hint()) == nodes.get(0);
        if (!stays) {
            throw StatementException.notSupported(
                    "UPDATE of a sharding key of "
                            + router.table().name()
                            + " to a value of another shard",
                    StatementException.NO_POSITION,
                    "Delete the row and insert it with the new value in one transaction.");
        }
        return nodes;
    }

    // ---- writing

    private Outcome write(Plan.ByKeys plan, List<Found> found) {
        List<ShardStatement> texts = new ArrayList<>();
        // Whose count is the client's: each copy of a broadcast table counts the same rows.
        List<Boolean> counted = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            KeyedWrite write = plan.writes().get(i);
            Found rows = found.get(i);
            if (rows.byNode.isEmpty()) {
                // No row, but what is wrong with the statement is told all the same.
                add(texts(write, rows.columns, 0, List.of()), write, 0, texts, counted);
            }
            rows.byNode.forEach(
                    (node, all) ->
                            add(
                                    texts(write, rows.columns, node, all),
                                    write,
                                    node,
                                    texts,
                                    counted));
        }
        if (plan.returning()) {
            return execution.returned(texts, counted);
        }
        List<ShardUpdate> updates = session.connections().update(texts, execution.options());
        long count = 0;
        for (int i = 0; i < updates.size(); i++) {
            count += counted.get(i) ? updates.get(i).count() : 0;
        }
        return new Outcome.Update(count, List.of(), null, 0);
    }

    private void add(
            List<BoundText> some,
            KeyedWrite write,
            int node,
            List<ShardStatement> texts,
            List<Boolean> counted) {
        boolean first = true;
        for (String dataSource : write.place().dataSources(node)) {
            for (BoundText text : some) {
                texts.add(text.statement(dataSource));
                counted.add(first);
            }
            first = false;
        }
    }

    private List<BoundText> texts(
            KeyedWrite write, List<ResultColumn> columns, int node, List<Object[]> rows) {
        List<BoundText> texts = new ArrayList<>();
        int each = write.valueCount() == 0 ? ROWS_PER_TEXT : 1;
        for (int from = 0; from == 0 || from < rows.size(); from += each) {
            List<Object[]> part = rows.subList(from, Math.min(rows.size(), from + each));
            BoundText text = new BoundText(execution, write.place().names(node));
            int value = write.primaryKey().size() + write.keyCount();
            for (int i = 0; i < write.segments().size(); i++) {
                text.append(write.segments().get(i), null);
                if (i < write.valueCount()) {
                    append(text, columns.get(value), part.isEmpty() ? null : part.get(0)[value]);
                    value++;
                }
            }
            text.append(" WHERE ");
            where(text, write, part);
            if (write.returning() != null) {
                text.append(write.returning(), null);
            }
            texts.add(text);
        }
        return texts;
    }

    /** A value with the type that it had in the query: what is stored is converted from that. */
    private void append(BoundText text, ResultColumn column, Object value) {
        text.append(mysql ? "?" : "CAST(? AS " + MovedRow.castType(column) + ")");
        text.value(value, MovedRow.type(value, mysql));
    }

    private void where(BoundText text, KeyedWrite write, List<Object[]> rows) {
        if (rows.isEmpty()) {
            text.append("1 = 0");
            return;
        }
        List<String> key = write.primaryKey();
        if (key.size() == 1) {
            text.append(key.get(0)).append(" IN (");
            for (int i = 0; i < rows.size(); i++) {
                text.append(i == 0 ? "?" : ", ?");
                text.value(rows.get(i)[0], MovedRow.type(rows.get(i)[0], mysql));
            }
            text.append(")");
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            text.append(i == 0 ? "(" : " OR (");
            for (int k = 0; k < key.size(); k++) {
                text.append(k == 0 ? "" : " AND ").append(key.get(k)).append(" = ?");
                text.value(rows.get(i)[k], MovedRow.type(rows.get(i)[k], mysql));
            }
            text.append(")");
        }
    }
}
