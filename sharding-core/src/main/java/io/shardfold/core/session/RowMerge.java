package io.shardfold.core.session;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.execute.StorageUnit;
import io.shardfold.core.merge.Aggregate;
import io.shardfold.core.merge.Concatenation;
import io.shardfold.core.merge.DistinctMerge;
import io.shardfold.core.merge.GroupMerge;
import io.shardfold.core.merge.LimitCursor;
import io.shardfold.core.merge.OrderedMerge;
import io.shardfold.core.merge.Projection;
import io.shardfold.core.merge.RowOrder;
import io.shardfold.core.merge.SortedRows;
import io.shardfold.core.plan.Merge;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.row.ResultColumn;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** Puts the merge operators of a plan over the cursors of its shards. */
final class RowMerge {

    private RowMerge() {}

    /**
     * Takes over the inputs, and closes them if it fails.
     *
     * @param offset rows to skip
     * @param count rows to give; {@link Long#MAX_VALUE} for all
     */
    static Cursor over(
            Cursor[] inputs,
            Merge merge,
            long offset,
            long count,
            StorageUnit unit,
            MemoryBudget memory) {
        try {
            return merged(inputs, merge, offset, count, unit, memory);
        } catch (RuntimeException | Error failure) {
            for (Cursor input : inputs) {
                input.close();
            }
            throw failure;
        }
    }

    private static Cursor merged(
            Cursor[] inputs,
            Merge merge,
            long offset,
            long count,
            StorageUnit unit,
            MemoryBudget memory) {
        List<ResultColumn> columns = inputs[0].columns();
        Comparisons comparisons = new Comparisons(columns, merge.derivedCount(), unit);
        RowOrder order = comparisons.order(merge.inputOrder());
        Cursor rows;
        if (merge.grouping() != null) {
            rows =
                    GroupMerge.of(
                            inputs,
                            order,
                            aggregates(merge.grouping(), comparisons, columns),
                            memory);
        } else if (merge.distinct()) {
            rows = DistinctMerge.of(inputs, order, memory);
        } else {
            rows =
                    merge.inputOrder().isEmpty()
                            ? Concatenation.of(inputs)
                            : OrderedMerge.of(inputs, order, memory);
        }
        if (merge.finalOrder() != null) {
            order = comparisons.order(merge.finalOrder());
            long wanted =
                    count == Long.MAX_VALUE || merge.withTies()
                            ? Long.MAX_VALUE
                            : saturated(offset, count);
            rows = SortedRows.of(rows, order, wanted, memory);
        }
        if (merge.withTies() && count != Long.MAX_VALUE) {
            rows = LimitCursor.withTies(rows, offset, count, order, memory);
        } else if (offset > 0 || count != Long.MAX_VALUE) {
            rows = LimitCursor.of(rows, offset, count);
        }
        if (merge.derivedCount() > 0) {
            int visible = columns.size() - merge.derivedCount();
            int[] shown = new int[visible];
            for (int i = 0; i < visible; i++) {
                shown[i] = i;
            }
            rows = Projection.of(rows, shown, null);
        }
        return rows;
    }

    static long saturated(long offset, long count) {
        long sum = offset + count;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static List<Aggregate> aggregates(
            Merge.Grouping grouping, Comparisons comparisons, List<ResultColumn> columns) {
        List<Aggregate> result = new ArrayList<>();
        for (Merge.Call call : grouping.calls()) {
            int column = place(call.column(), comparisons);
            ResultColumn type = columns.get(column);
            boolean isFloat = Comparisons.isFloat(type);
            result.add(
                    switch (call.function()) {
                        case COUNT -> Aggregate.of(Aggregate.Kind.COUNT, column);
                        case SUM ->
                                Aggregate.of(
                                        isFloat ? Aggregate.Kind.SUM_FLOAT : sum(type), column);
                        case AVG ->
                                Aggregate.average(
                                        average(type),
                                        column,
                                        place(call.sum(), comparisons),
                                        place(call.count(), comparisons));
                        case MIN ->
                                Aggregate.extreme(
                                        Aggregate.Kind.MIN,
                                        column,
                                        comparisons.order(List.of(call.order())));
                        case MAX ->
                                Aggregate.extreme(
                                        Aggregate.Kind.MAX,
                                        column,
                                        comparisons.order(List.of(call.order())));
                        case BIT_AND -> Aggregate.of(Aggregate.Kind.BIT_AND, column);
                        case BIT_OR -> Aggregate.of(Aggregate.Kind.BIT_OR, column);
                        case BIT_XOR -> Aggregate.of(Aggregate.Kind.BIT_XOR, column);
                        case BOOL_AND -> Aggregate.of(Aggregate.Kind.BOOL_AND, column);
                        case BOOL_OR -> Aggregate.of(Aggregate.Kind.BOOL_OR, column);
                        case ANY_VALUE -> Aggregate.of(Aggregate.Kind.ANY_VALUE, column);
                    });
        }
        return result;
    }

    private static int place(Merge.Place place, Comparisons comparisons) {
        return comparisons.column(place.derived(), place.index());
    }

    private static boolean isExact(ResultColumn type) {
        return switch (type.jdbcType()) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.NUMERIC,
                    Types.DECIMAL ->
                    true;
            default -> false;
        };
    }

    private static Aggregate.Kind sum(ResultColumn type) {
        if (!isExact(type)) {
            throw new StatementException(
                    Problem.NOT_SUPPORTED,
                    "SUM of values of type "
                            + type.typeName()
                            + " over several shards is not supported.",
                    StatementException.NO_POSITION);
        }
        return Aggregate.Kind.SUM;
    }

    private static Aggregate.Kind average(ResultColumn type) {
        if (Comparisons.isFloat(type)) {
            return Aggregate.Kind.AVG_FLOAT;
        }
        if (!isExact(type)) {
            throw new StatementException(
                    Problem.NOT_SUPPORTED,
                    "AVG of values of type "
                            + type.typeName()
                            + " over several shards is not supported.",
                    StatementException.NO_POSITION);
        }
        return type.typeName().equalsIgnoreCase("numeric")
                ? Aggregate.Kind.AVG_POSTGRESQL
                : Aggregate.Kind.AVG_MYSQL;
    }
}
