package io.shardfold.core.rule.algorithm;

import java.util.Collection;
import java.util.List;

/** An application's algorithm over values that a hint gives. */
public interface HintSharding extends CustomSharding {

    /** The targets of hint values: some of the names. */
    Collection<String> targets(Collection<String> names, String logicTable, List<Object> values);
}
