package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.value.KeyCondition;
import java.util.Collection;
import java.util.Map;

/** An application's algorithm over several key columns together. */
public interface ComplexSharding extends CustomSharding {

    /**
     * The target of a row: one of the names, or null when there is none. Values by column, as the
     * strategy spells it.
     */
    String target(Collection<String> names, String logicTable, Map<String, Object> values);

    /**
     * The targets that may hold rows for which the conditions hold; asked when not every column has
     * points.
     *
     * @return some of the names; all of them is always right, and is the answer unless this is
     *     overridden
     */
    default Collection<String> targets(
            Collection<String> names, String logicTable, Map<String, KeyCondition> conditions) {
        return names;
    }
}
