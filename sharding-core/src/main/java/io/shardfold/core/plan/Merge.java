package io.shardfold.core.plan;

import java.util.List;

/**
 * What is done with the rows of several shards. Steps in this order: merge (ordered, grouped or
 * distinct), sort, limit, hide what the plan added.
 *
 * @param derivedCount columns that the plan added behind the visible ones
 * @param inputOrder the order in which each shard gives its rows; empty for none
 * @param grouping null where rows aren't grouped
 * @param distinct equal rows are shown once; the input order then has all columns
 * @param finalOrder null where the merged rows are in order already
 * @param count LIMIT; null for all
 * @param offset null for none
 * @param steps what this does, in words, for PREVIEW
 */
public record Merge(
        int derivedCount,
        List<SortKey> inputOrder,
        Grouping grouping,
        boolean distinct,
        List<SortKey> finalOrder,
        ValueSource count,
        ValueSource offset,
        boolean withTies,
        List<String> steps) {

    public Merge {
        inputOrder = List.copyOf(inputOrder);
        finalOrder = finalOrder == null ? null : List.copyOf(finalOrder);
        steps = List.copyOf(steps);
    }

    /** Rows that agree in the keys of the input order become one. */
    public record Grouping(List<Call> calls) {
        public Grouping {
            calls = List.copyOf(calls);
        }
    }

    /** Which aggregate. */
    public enum Function {
        COUNT,
        SUM,
        AVG,
        MIN,
        MAX,
        BIT_AND,
        BIT_OR,
        BIT_XOR,
        BOOL_AND,
        BOOL_OR,
        ANY_VALUE
    }

    /**
     * One aggregate.
     *
     * @param column where the shards give their part, and the result stands
     * @param sum for AVG; null otherwise
     * @param count for AVG; null otherwise
     * @param order for MIN and MAX: how the candidates compare; null otherwise
     */
    public record Call(Function function, Place column, Place sum, Place count, SortKey order) {}

    /** A column: see {@link SortKey#derived} and {@link SortKey#index}. */
    public record Place(boolean derived, int index) {}
}
