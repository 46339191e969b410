package io.shardfold.core.rule;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/**
 * A table's data nodes: which physical table lies in which data source, and the index of each.
 *
 * <p>Most tables are regular, and then no list is kept: either every data source holds every table
 * name ({@code ds_${0..9}.t_${0..99}}: 10 and 100 names for 1,000 nodes), or each table name is in
 * one data source. Immutable; the records are made when first asked for.
 */
final class NodeLayout {

    static final int NONE = -1;
    static final int MANY = -2;

    private final String[] dataSources;
    private final String[] tables;
    private final int nodeCount;

    /**
     * For each node its data source and table; both null when index = data source * tables + table.
     */
    private final int[] dataSourceOfNode;

    private final int[] tableOfNode;

    /** For each table its only node, or MANY; null when every data source has every table. */
    private final int[] onlyNode;

    /** Nodes by data source and table, where neither of the regular forms holds; else null. */
    private final Map<Long, Integer> nodeByPlace;

    /** Made when first asked for; null until then. */
    private volatile DataNode[] made;

    /**
     * @throws IllegalArgumentException naming a node that stands twice
     */
    NodeLayout(List<DataNode> nodes) {
        Map<String, Integer> dataSourceIndex = new LinkedHashMap<>();
        Map<String, Integer> tableIndex = new LinkedHashMap<>();
        int[] dataSourceOf = new int[nodes.size()];
        int[] tableOf = new int[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            DataNode node = nodes.get(i);
            dataSourceOf[i] = index(dataSourceIndex, node.dataSource());
            tableOf[i] = index(tableIndex, node.table());
        }
        dataSources = dataSourceIndex.keySet().toArray(new String[0]);
        tables = tableIndex.keySet().toArray(new String[0]);
        nodeCount = nodes.size();
        boolean isProduct = nodeCount == (long) dataSources.length * tables.length;
        for (int i = 0; i < nodeCount && isProduct; i++) {
            isProduct = dataSourceOf[i] == i / tables.length && tableOf[i] == i % tables.length;
        }
        dataSourceOfNode = isProduct ? null : dataSourceOf;
        tableOfNode = isProduct ? null : tableOf;
        int[] only = null;
        boolean isOnePlace = true;
        if (!isProduct || dataSources.length == 1) {
            only = new int[tables.length];
            Arrays.fill(only, NONE);
            for (int i = 0; i < nodeCount; i++) {
                isOnePlace &= only[tableOf[i]] == NONE;
                only[tableOf[i]] = only[tableOf[i]] == NONE ? i : MANY;
            }
        }
        onlyNode = only;
        nodeByPlace = isProduct || isOnePlace ? null : byPlace(nodes, dataSourceOf, tableOf);
    }

    /** Only here can a node stand twice: in the regular forms there is no room for that. */
    private static Map<Long, Integer> byPlace(
            List<DataNode> nodes, int[] dataSourceOf, int[] tableOf) {
        Map<Long, Integer> byPlace = new HashMap<>(dataSourceOf.length * 2);
        for (int i = 0; i < dataSourceOf.length; i++) {
            if (byPlace.putIfAbsent(place(dataSourceOf[i], tableOf[i]), i) != null) {
                throw new IllegalArgumentException(nodes.get(i).toString());
            }
        }
        return byPlace;
    }

    private static int index(Map<String, Integer> indexes, String name) {
        Integer known = indexes.get(name);
        if (known != null) {
            return known;
        }
        indexes.put(name, indexes.size());
        return indexes.size() - 1;
    }

    private static long place(int dataSource, int table) {
        return ((long) dataSource << 32) | table;
    }

    int nodeCount() {
        return nodeCount;
    }

    /** Names in order of first appearance. */
    String[] dataSources() {
        return dataSources;
    }

    /** Names in order of first appearance. */
    String[] tables() {
        return tables;
    }

    int dataSourceOf(int node) {
        return dataSourceOfNode == null ? node / tables.length : dataSourceOfNode[node];
    }

    int tableOf(int node) {
        return tableOfNode == null ? node % tables.length : tableOfNode[node];
    }

    /** The node of a data source and a table, or NONE. */
    int node(int dataSource, int table) {
        if (dataSourceOfNode == null) {
            return dataSource * tables.length + table;
        }
        if (nodeByPlace == null) {
            int only = onlyNode[table];
            return dataSourceOfNode[only] == dataSource ? only : NONE;
        }
        return nodeByPlace.getOrDefault(place(dataSource, table), NONE);
    }

    /** The node of a table whatever its data source: NONE, MANY or its index. */
    int nodeOfTable(int table) {
        return onlyNode == null ? MANY : onlyNode[table];
    }

    /** Whether both lay their nodes over the same data sources alike, table positions included. */
    boolean isAlike(NodeLayout other) {
        if (nodeCount != other.nodeCount
                || tables.length != other.tables.length
                || !Arrays.equals(dataSources, other.dataSources)) {
            return false;
        }
        for (int i = 0; i < nodeCount; i++) {
            if (dataSourceOf(i) != other.dataSourceOf(i) || tableOf(i) != other.tableOf(i)) {
                return false;
            }
        }
        return true;
    }

    List<DataNode> nodes() {
        return new Nodes();
    }

    List<String> dataSourceList() {
        return List.of(dataSources);
    }

    /** Table names of one data source, in node order. */
    List<String> tablesIn(int dataSource) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < nodeCount; i++) {
            if (dataSourceOf(i) == dataSource) {
                names.add(tables[tableOf(i)]);
            }
        }
        return names;
    }

    private final class Nodes extends AbstractList<DataNode> implements RandomAccess {
        @Override
        public DataNode get(int index) {
            DataNode[] all = made;
            if (all == null) {
                all = new DataNode[nodeCount];
                made = all;
            }
            DataNode node = all[index];
            if (node == null) {
                // Two threads may make the same array or record; either will do.
                node = new DataNode(dataSources[dataSourceOf(index)], tables[tableOf(index)]);
                all[index] = node;
            }
            return node;
        }

        @Override
        public int size() {
            return nodeCount;
        }
    }
}
