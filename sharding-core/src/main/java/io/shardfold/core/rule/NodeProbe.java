package io.shardfold.core.rule;

import io.shardfold.core.config.Findings;
import io.shardfold.core.config.Place;
import io.shardfold.core.rule.algorithm.Placement;
import java.util.BitSet;
import java.util.List;

/**
 * Tries what the two steps of a table choose together, when rules are made: a data source and a
 * table that are each reached need not be reached together, or not be there together.
 */
final class NodeProbe {

    private static final int PROBE_MIN = 64;
    private static final int PROBE_MAX = 10_000;
    private static final int PAIRS_MAX = 100_000;
    private static final int LISTED_MAX = 3;

    private final String table;
    private final NodeLayout layout;
    private final List<String> keys;
    private final Placement dataSources;
    private final Placement tables;
    private final int dataSourceKey;
    private final int tableKey;

    private NodeProbe(
            String table,
            NodeLayout layout,
            List<String> keys,
            Strategy.Standard dataSources,
            Strategy.Standard tables) {
        this.table = table;
        this.layout = layout;
        this.keys = keys;
        this.dataSources = dataSources.placement();
        this.tables = tables.placement();
        this.dataSourceKey = dataSources.key();
        this.tableKey = tables.key();
    }

    /** Warns of nodes that no key reaches, and of keys whose node isn't there. */
    static void probe(
            String table,
            NodeLayout layout,
            List<String> keys,
            Strategy database,
            Strategy tables,
            Place place,
            Findings findings) {
        if (!(database instanceof Strategy.Standard first)
                || !(tables instanceof Strategy.Standard second)) {
            return;
        }
        NodeProbe probe = new NodeProbe(table, layout, keys, first, second);
        String doubt = first.key() == second.key() ? probe.ofOneKey() : probe.ofTwoKeys();
        if (doubt != null) {
            findings.warn(place, doubt);
        }
    }

    private String ofOneKey() {
        BitSet reached = new BitSet(layout.nodeCount());
        BitSet reachedSources = new BitSet();
        BitSet reachedTables = new BitSet();
        int count = Math.min(PROBE_MAX, Math.max(PROBE_MIN, layout.nodeCount() * 4));
        for (int value = 0; value < count; value++) {
            int dataSource = target(dataSources, value);
            int tableName = target(tables, value);
            if (dataSource == Placement.REFUSED || tableName == Placement.REFUSED) {
                return null;
            }
            if (dataSource < 0 || tableName < 0) {
                continue;
            }
            int node = layout.node(dataSource, tableName);
            if (node < 0) {
                return missing(keys.get(dataSourceKey) + " = " + value, dataSource, tableName);
            }
            reached.set(node);
            reachedSources.set(dataSource);
            reachedTables.set(tableName);
        }
        int unreached = layout.nodeCount() - reached.cardinality();
        // A name that is never reached is told by its own strategy.
        boolean namesAreReached =
                reachedSources.cardinality() == layout.dataSources().length
                        && reachedTables.cardinality() == layout.tables().length;
        return unreached > 0 && namesAreReached && count >= layout.nodeCount() * 2L
                ? "Nothing is ever placed in "
                        + unreached
                        + " of the "
                        + layout.nodeCount()
                        + " data nodes of "
                        + table
                        + ", such as "
                        + listed(reached)
                        + ": both strategies look at "
                        + keys.get(dataSourceKey)
                        + ", and choose the same ones together."
                : null;
    }

    private String listed(BitSet reached) {
        StringBuilder names = new StringBuilder();
        int node = -1;
        for (int i = 0; i < LISTED_MAX; i++) {
            node = reached.nextClearBit(node + 1);
            if (node >= layout.nodeCount()) {
                break;
            }
            names.append(i == 0 ? "" : ", ").append(layout.nodes().get(node));
        }
        return names.toString();
    }

    private String ofTwoKeys() {
        int sourceCount = layout.dataSources().length;
        int tableCount = layout.tables().length;
        if ((long) sourceCount * tableCount == layout.nodeCount()
                || (long) sourceCount * tableCount > PAIRS_MAX) {
            return null;
        }
        BitSet reachedSources = reached(dataSources, sourceCount);
        BitSet reachedTables = reached(tables, tableCount);
        for (int d = reachedSources.nextSetBit(0); d >= 0; d = reachedSources.nextSetBit(d + 1)) {
            for (int t = reachedTables.nextSetBit(0); t >= 0; t = reachedTables.nextSetBit(t + 1)) {
                if (layout.node(d, t) < 0) {
                    return missing(
                            "A row whose "
                                    + keys.get(dataSourceKey)
                                    + " and "
                                    + keys.get(tableKey)
                                    + " are chosen freely",
                            d,
                            t);
                }
            }
        }
        return null;
    }

    private static BitSet reached(Placement placement, int nameCount) {
        BitSet reached = new BitSet(nameCount);
        int count = Math.min(PROBE_MAX, Math.max(PROBE_MIN, nameCount * 4));
        for (int value = 0; value < count; value++) {
            int target = target(placement, value);
            if (target >= 0) {
                reached.set(target);
            }
        }
        return reached;
    }

    private String missing(String what, int dataSource, int tableName) {
        return what
                + " may lead to "
                + layout.dataSources()[dataSource]
                + "."
                + layout.tables()[tableName]
                + ", which isn't a data node of "
                + table
                + ": such a row is refused.";
    }

    private static int target(Placement placement, int value) {
        int target = placement.targetOfInteger(value);
        return target == Placement.MANY ? placement.target(value) : target;
    }
}
