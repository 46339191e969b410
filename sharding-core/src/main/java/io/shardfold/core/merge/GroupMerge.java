package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.row.ResultColumn;
import java.util.List;

/**
 * Merges groups: each input has one row per group, ordered by the group's keys, and the rows of
 * equal groups become one.
 *
 * <p>A group's row has the inputs' columns. Those that aren't aggregated are those of the first
 * input that has the group; nothing is copied. Without keys there is one group.
 */
public final class GroupMerge implements Cursor {

    private final KeyedInputs inputs;
    private final MergeHeap heap;

    /** By column; null where the column isn't aggregated. */
    private final Aggregate[] aggregates;

    /** Inputs that have the current group, those that stand first first. */
    private final int[] members;

    /** Their cursors. */
    private final Cursor[] rows;

    private int memberCount;

    /** By column: the row that has the value; null where the value was computed. */
    private final Cursor[] sources;

    /** By column: the value that was computed. */
    private final Object[] computed;

    /** The keys of the group before, which must not come again. */
    private final RowKey former;

    private boolean hasFormer;

    private GroupMerge(KeyedInputs inputs, RowKey former, Aggregate[] aggregates) {
        this.inputs = inputs;
        this.former = former;
        this.aggregates = aggregates;
        inputs.retain(former);
        heap = new MergeHeap(inputs);
        members = new int[inputs.count()];
        rows = new Cursor[inputs.count()];
        sources = new Cursor[aggregates.length];
        computed = new Object[aggregates.length];
    }

    /**
     * Takes over the inputs; at least one.
     *
     * @param order the group's keys, in the inputs' order
     * @param aggregates in any order, at most one per column
     * @param budget for rows that are read ahead, where the order has a {@link
     *     RowOrder.Comparison#RANKED} key
     */
    public static Cursor of(
            Cursor[] inputs, RowOrder order, List<Aggregate> aggregates, MemoryBudget budget) {
        int columnCount = inputs[0].columns().size();
        Aggregate[] byColumn = new Aggregate[columnCount];
        for (Aggregate aggregate : aggregates) {
            assert byColumn[aggregate.column()] == null : "Two aggregates for one column";
            byColumn[aggregate.column()] = aggregate;
        }
        return new GroupMerge(new KeyedInputs(inputs, order, budget), order.newKey(), byColumn);
    }

    @Override
    public List<ResultColumn> columns() {
        return inputs.columns();
    }

    @Override
    public boolean next() {
        if (!heap.isStarted()) {
            heap.start();
        } else {
            for (int i = 0; i < memberCount; i++) {
                heap.advance(members[i]);
            }
        }
        memberCount = 0;
        if (heap.isEmpty()) {
            return false;
        }
        if (hasFormer && inputs.compare(former, heap.top()) >= 0) {
            // The shard and we don't agree on the order: each answer from here on would be wrong.
            throw new IllegalStateException(
                    "A shard's groups aren't in the order in which they are merged");
        }
        do {
            int member = heap.pop();
            rows[memberCount] = inputs.cursor(member);
            members[memberCount++] = member;
        } while (!heap.isEmpty() && inputs.compare(members[0], heap.top()) == 0);
        former.copyFrom(inputs.key(members[0]));
        hasFormer = true;
        for (int column = 0; column < aggregates.length; column++) {
            aggregate(column);
        }
        return true;
    }

    private void aggregate(int column) {
        Aggregate aggregate = aggregates[column];
        computed[column] = null;
        if (aggregate == null || memberCount == 1) {
            sources[column] = rows[0];
            return;
        }
        switch (aggregate.kind()) {
            case MIN, MAX -> sources[column] = extreme(aggregate);
            case ANY_VALUE -> sources[column] = anyValue(column);
            default -> {
                sources[column] = null;
                computed[column] = Aggregation.compute(aggregate, rows, memberCount);
            }
        }
    }

    private Cursor extreme(Aggregate aggregate) {
        RowOrder order = aggregate.order();
        RowKey[] keys = new RowKey[memberCount];
        for (int i = 0; i < memberCount; i++) {
            keys[i] = order.newKey();
            order.read(rows[i], keys[i]);
        }
        if (order.isRanked()) {
            order.rank(List.of(keys));
        }
        int best = 0;
        for (int i = 1; i < memberCount; i++) {
            if (keys[i].nulls[0]) {
                continue;
            }
            int comparison = keys[best].nulls[0] ? 0 : order.compare(keys[i], keys[best]);
            if (keys[best].nulls[0]
                    || (aggregate.kind() == Aggregate.Kind.MIN ? comparison < 0 : comparison > 0)) {
                best = i;
            }
        }
        return rows[best];
    }

    private Cursor anyValue(int column) {
        for (int i = 0; i < memberCount; i++) {
            if (!rows[i].isNull(column)) {
                return rows[i];
            }
        }
        return rows[0];
    }

    @Override
    public boolean isNull(int column) {
        return sources[column] == null ? computed[column] == null : sources[column].isNull(column);
    }

    @Override
    public Object value(int column) {
        return sources[column] == null ? computed[column] : sources[column].value(column);
    }

    @Override
    public long longValue(int column) {
        return sources[column] == null
                ? ComputedValue.longValue(computed[column])
                : sources[column].longValue(column);
    }

    @Override
    public String text(int column) {
        return sources[column] == null
                ? ComputedValue.text(computed[column], columns().get(column))
                : sources[column].text(column);
    }

    @Override
    public byte[] bytes(int column) {
        return sources[column] == null
                ? ComputedValue.bytes(computed[column], columns().get(column))
                : sources[column].bytes(column);
    }

    @Override
    public <T> T origin(int column, Class<T> type) {
        return sources[column] == null ? null : sources[column].origin(column, type);
    }

    @Override
    public int originColumn(int column) {
        return sources[column] == null ? column : sources[column].originColumn(column);
    }

    @Override
    public void close() {
        inputs.close();
    }
}
