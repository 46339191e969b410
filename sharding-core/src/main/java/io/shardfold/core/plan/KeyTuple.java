package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundColumn;
import java.util.List;

/**
 * The key columns of one sharded table as a block sees them, in the order of the rule's key
 * columns.
 *
 * <p>The invariant of a co-located group: a row on node n has in each tuple either keys that lie on
 * node n, or NULLs that an outer join filled in.
 *
 * @param preserved no outer join fills in NULLs here, so that rows of equal keys, NULL among them,
 *     are all on one node
 */
record KeyTuple(List<BoundColumn> columns, boolean preserved) {

    KeyTuple {
        columns = List.copyOf(columns);
    }

    KeyTuple filledIn() {
        return preserved ? new KeyTuple(columns, false) : this;
    }

    /** Which key a column is; -1 for none. */
    int keyIndex(BoundColumn column) {
        return column == null ? -1 : columns.indexOf(column);
    }
}
