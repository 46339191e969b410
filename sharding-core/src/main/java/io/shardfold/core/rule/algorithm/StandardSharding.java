package io.shardfold.core.rule.algorithm;

import java.util.Collection;

/**
 * An application's algorithm over one key column.
 *
 * @param <T> the class that it wants values in; a value of another class is offered in each of its
 *     classes, until one is taken
 */
public interface StandardSharding<T> extends CustomSharding {

    /**
     * The target of a row.
     *
     * @param names the data sources or tables there are
     * @param value never null
     * @return one of the names, or null when there is none
     */
    String target(Collection<String> names, String logicTable, String column, T value);

    /**
     * The targets that may hold a value between two ends.
     *
     * @param low null when there is no lower end
     * @param high null when there is no upper end
     * @return some of the names; all of them is always right, and is the answer unless this is
     *     overridden
     */
    default Collection<String> targets(
            Collection<String> names,
            String logicTable,
            String column,
            T low,
            boolean lowInclusive,
            T high,
            boolean highInclusive) {
        return names;
    }
}
