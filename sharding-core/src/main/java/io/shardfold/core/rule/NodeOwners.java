package io.shardfold.core.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which table a physical table belongs to, to find one that two logic tables claim. Kept by table
 * name and not by node, since a configuration may have millions of nodes. Used while rules are
 * made, by one thread.
 */
final class NodeOwners {

    private final Map<String, ShardedTable> first = new HashMap<>();
    private final Map<String, List<ShardedTable>> others = new HashMap<>();

    /**
     * @return null, or a sentence that names a node which another table has already
     */
    String add(ShardedTable table) {
        String conflict = null;
        NodeLayout layout = table.layout();
        for (int index = 0; index < layout.tables().length; index++) {
            String name = layout.tables()[index].toLowerCase(Locale.ROOT);
            ShardedTable owner = first.putIfAbsent(name, table);
            if (owner == null || owner == table) {
                continue;
            }
            List<ShardedTable> more =
                    others.computeIfAbsent(name, missing -> new ArrayList<>(List.of(owner)));
            for (ShardedTable other : more) {
                DataNode shared = shared(layout, index, other.layout(), name);
                if (shared != null && conflict == null) {
                    conflict =
                            "The data node "
                                    + shared
                                    + " belongs to the table "
                                    + other.name()
                                    + " already.";
                }
            }
            more.add(table);
        }
        return conflict;
    }

    private static DataNode shared(NodeLayout layout, int table, NodeLayout other, String name) {
        for (int d = 0; d < layout.dataSources().length; d++) {
            if (layout.node(d, table) < 0) {
                continue;
            }
            String dataSource = layout.dataSources()[d];
            for (DataNode node : other.nodes()) {
                if (node.dataSource().equals(dataSource) && node.table().equalsIgnoreCase(name)) {
                    return new DataNode(dataSource, layout.tables()[table]);
                }
            }
        }
        return null;
    }
}
