package io.shardfold.core.rule;

import io.shardfold.core.error.StatementException;
import io.shardfold.core.rule.algorithm.Placement;
import io.shardfold.core.rule.value.KeyCondition;
import io.shardfold.core.rule.value.KeyCondition.Points;
import io.shardfold.core.rule.value.KeyDomain;
import io.shardfold.core.rule.value.KeyForm;
import io.shardfold.core.rule.value.KeyType;
import io.shardfold.core.rule.value.LookBesides;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds the nodes of a sharded table from conditions on its key columns. Immutable.
 *
 * <p>The answer to a read may be too wide, never too narrow: a node that is missing here is a row
 * that is lost. A write of a new row has one node or is refused.
 *
 * <p>First the data sources are found, then the tables in each. NULL as a key has a fixed place:
 * the first target of its strategy, so that a table with one key keeps its NULL keys in its first
 * node.
 */
public final class Router {

    /** No row with these values can have been stored. */
    public static final int NONE = Placement.NONE;

    /** More than one node, or not answered by the short way: ask {@link #nodes}. */
    public static final int MANY = Placement.MANY;

    private final ShardedTable table;
    private final NodeLayout layout;
    private final KeyDomain[] domains;
    private final NodeSet all;
    private final StrategyTargets targets;
    private final StrategyTargets ownTargets;
    private final NewRowNode newRows;

    /** The placements of the short way: null where its strategy leaves a single target. */
    private final Placement shortDatabase;

    private final Placement shortTable;
    private final boolean hasShortWay;
    private final boolean keepsEqualKeysTogether;

    Router(ShardedTable table, List<KeyDomain> domains) {
        if (domains.size() != table.keyColumns().size()) {
            throw new IllegalArgumentException(
                    domains.size() + " domains for the key columns " + table.keyColumns());
        }
        this.table = table;
        this.layout = table.layout();
        this.domains = domains.toArray(new KeyDomain[0]);
        this.all = NodeSet.all(layout.nodeCount());
        this.targets = new StrategyTargets(this.domains, false);
        this.ownTargets = new StrategyTargets(this.domains, true);
        this.newRows = new NewRowNode(table, this.domains);
        Strategy database = table.databaseStrategy();
        Strategy tables = table.tableStrategy();
        this.shortDatabase =
                database instanceof Strategy.Standard standard ? standard.placement() : null;
        this.shortTable =
                tables instanceof Strategy.Standard standard ? standard.placement() : null;
        this.hasShortWay =
                this.domains.length == 1
                        && this.domains[0].type() == KeyType.INTEGER
                        && isShort(database)
                        && isShort(tables)
                        && (shortTable != null || layout.tables().length == 1);
        this.keepsEqualKeysTogether = findKeepsEqualKeysTogether();
    }

    private static boolean isShort(Strategy strategy) {
        return strategy.kind() == Strategy.Kind.STANDARD || strategy.kind() == Strategy.Kind.NONE;
    }

    public ShardedTable table() {
        return table;
    }

    /** Every node: for a statement without a condition on a key. */
    public NodeSet all() {
        return all;
    }

    public KeyDomain domain(int key) {
        return domains[key];
    }

    /**
     * Whether joined rows with equal keys lie in nodes of equal index: placed alike, and of types
     * whose equal values are placed alike.
     */
    public boolean isAlike(Router other) {
        if (!table.isPlacedLike(other.table)
                || domains.length != other.domains.length
                || !keepsEqualKeysTogether()
                || !other.keepsEqualKeysTogether()) {
            return false;
        }
        for (int i = 0; i < domains.length; i++) {
            if (!domains[i].isAlike(other.domains[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether rows whose keys are equal, as the database compares them, lie in one node: what makes
     * GROUP BY of the keys a matter of each node alone. It isn't so for a text that a collation
     * folds, since 'ABC' and 'abc' may lie apart, nor for values that drivers present in several
     * classes, where rows of another product are looked for besides.
     */
    public boolean keepsEqualKeysTogether() {
        return keepsEqualKeysTogether;
    }

    private boolean findKeepsEqualKeysTogether() {
        if (!table.isFixedByKeys()) {
            return false;
        }
        for (int key = 0; key < domains.length; key++) {
            if (!KeyFit.keepsTogether(table.databaseStrategy(), key, domains[key])
                    || !KeyFit.keepsTogether(table.tableStrategy(), key, domains[key])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Why no value of a key column's type has a place, such as a date under MOD; null when values
     * have one.
     */
    public String unplaceable(int key) {
        String database = KeyFit.unplaceable(table.databaseStrategy(), key, domains[key]);
        return database != null
                ? database
                : KeyFit.unplaceable(table.tableStrategy(), key, domains[key]);
    }

    /** What makes conditions on a key column ask every shard; null when nothing does. */
    public String doubt(int key) {
        String database = KeyFit.doubt(table.databaseStrategy(), key, domains[key]);
        return database != null ? database : KeyFit.doubt(table.tableStrategy(), key, domains[key]);
    }

    // ---- the short way: one key column, one integer

    /**
     * The node of an integer key, for tables with one integer key column. Allocates nothing.
     *
     * @return a node index, {@link #NONE} or {@link #MANY}
     */
    public int nodeOf(long value) {
        if (!hasShortWay) {
            return MANY;
        }
        int dataSource = -1;
        if (shortDatabase != null) {
            dataSource = shortDatabase.targetOfInteger(value);
            if (dataSource < 0) {
                return dataSource;
            }
        } else if (layout.dataSources().length == 1) {
            dataSource = 0;
        }
        int tableIndex = 0;
        if (shortTable != null) {
            tableIndex = shortTable.targetOfInteger(value);
            if (tableIndex < 0) {
                return tableIndex;
            }
        }
        return dataSource >= 0
                ? layout.node(dataSource, tableIndex)
                : layout.nodeOfTable(tableIndex);
    }

    /**
     * The node of one key value, for tables with one key column.
     *
     * @param value of any class; null stands for IS NULL
     * @return a node index, {@link #NONE} or {@link #MANY}
     */
    public int nodeOf(Object value) {
        if (domains.length != 1) {
            return MANY;
        }
        if (value instanceof Long number) {
            int node = nodeOf(number.longValue());
            if (node != MANY) {
                return node;
            }
        } else if (value instanceof Integer number) {
            int node = nodeOf(number.longValue());
            if (node != MANY) {
                return node;
            }
        }
        return only(nodes(List.of(KeyCondition.point(value))));
    }

    /**
     * The node of one value for each key column.
     *
     * @return a node index, {@link #NONE} or {@link #MANY}
     */
    public int nodeOf(Object[] values) {
        if (values.length == 1) {
            return nodeOf(values[0]);
        }
        int node = shortNode(values);
        if (node != MANY) {
            return node;
        }
        List<KeyCondition> conditions = new ArrayList<>(values.length);
        for (Object value : values) {
            conditions.add(KeyCondition.point(value));
        }
        return only(nodes(conditions));
    }

    /** The short way for several integer keys. */
    private int shortNode(Object[] values) {
        int dataSource = shortTarget(table.databaseStrategy(), values, layout.dataSources().length);
        int tableIndex = shortTarget(table.tableStrategy(), values, layout.tables().length);
        if (dataSource == NONE || tableIndex == NONE) {
            return NONE;
        }
        return dataSource < 0 || tableIndex < 0 ? MANY : layout.node(dataSource, tableIndex);
    }

    private int shortTarget(Strategy strategy, Object[] values, int count) {
        if (strategy instanceof Strategy.Standard standard) {
            return StrategyTargets.shortTarget(
                    standard.placement(), domains[standard.key()], values[standard.key()]);
        }
        return strategy.kind() == Strategy.Kind.NONE && count == 1 ? 0 : MANY;
    }

    private static int only(NodeSet nodes) {
        return nodes.isEmpty() ? NONE : nodes.size() == 1 ? nodes.get(0) : MANY;
    }

    // ---- reads, updates, deletes

    /** As {@link #nodes(List, Hint)} without a hint. */
    public NodeSet nodes(List<KeyCondition> conditions) {
        return nodes(conditions, Hint.NONE);
    }

    /**
     * The nodes that may hold a row for which all the conditions hold.
     *
     * @param conditions one per key column, in the order of {@code keyColumns()}; for OR ask once
     *     per branch and unite the answers
     */
    public NodeSet nodes(List<KeyCondition> conditions, Hint hint) {
        return nodes(conditions, hint, targets);
    }

    /**
     * The nodes where new rows are placed for which all the conditions hold: as {@link #nodes(List,
     * Hint)}, without those where another product may have put them.
     */
    public NodeSet ownNodes(List<KeyCondition> conditions, Hint hint) {
        return nodes(conditions, hint, ownTargets);
    }

    /** Whether it is known what the database stores for a new value of a key. */
    public boolean isKnown(int key, Object value) {
        Object form = KeyForm.ofStored(domains[key], value, LookBesides.DRIVERS);
        return form != KeyForm.UNKNOWN && form != KeyForm.NO_VALUE;
    }

    /**
     * Whether a new value of a key is the one that a condition asks for, and nothing else equals
     * it.
     */
    public boolean isSame(int key, Object asked, Object value) {
        if (asked == null || value == null) {
            return asked == value;
        }
        Object form = KeyForm.ofCondition(domains[key], asked, LookBesides.DRIVERS);
        return form != KeyForm.UNKNOWN
                && form.equals(KeyForm.ofStored(domains[key], value, LookBesides.DRIVERS));
    }

    private NodeSet nodes(List<KeyCondition> conditions, Hint hint, StrategyTargets targets) {
        assert conditions.size() == domains.length;
        for (KeyCondition condition : conditions) {
            if (condition instanceof Points points && points.values().isEmpty()) {
                return NodeSet.EMPTY;
            }
        }
        List<KeyCondition> shown =
                hint.zone() == null ? conditions : hint.zone().onShards(conditions, domains);
        List<KeyCondition> listed = targets.withSmallRangesListed(shown);
        Strategy database = table.databaseStrategy();
        Strategy tables = table.tableStrategy();
        if (database instanceof Strategy.Standard first
                && tables instanceof Strategy.Standard second
                && first.key() == second.key()
                && listed.get(first.key()) instanceof Points points) {
            return byValue(first, second, points, targets);
        }
        BitSet dataSources =
                targets.targets(
                        database,
                        listed,
                        hint.databaseValues(table.name()),
                        layout.dataSources().length);
        BitSet tableNames =
                targets.targets(
                        tables, listed, hint.tableValues(table.name()), layout.tables().length);
        return product(dataSources, tableNames);
    }

    /**
     * Both steps look at the same column: each value has its own data source and table, and mixing
     * those of different values only widens.
     */
    private NodeSet byValue(
            Strategy.Standard database,
            Strategy.Standard tables,
            Points points,
            StrategyTargets targets) {
        BitSet nodes = new BitSet(layout.nodeCount());
        BitSet dataSources = new BitSet();
        BitSet tableNames = new BitSet();
        for (Object value : points.values()) {
            dataSources.clear();
            tableNames.clear();
            if (!targets.addPoint(database, value, dataSources)) {
                dataSources.set(0, layout.dataSources().length);
            }
            if (!targets.addPoint(tables, value, tableNames)) {
                tableNames.set(0, layout.tables().length);
            }
            addProduct(dataSources, tableNames, nodes);
        }
        return NodeSet.of(nodes);
    }

    private NodeSet product(BitSet dataSources, BitSet tableNames) {
        if (dataSources == null && tableNames == null) {
            return all;
        }
        BitSet nodes = new BitSet(layout.nodeCount());
        if (dataSources != null
                && tableNames != null
                && (long) dataSources.cardinality() * tableNames.cardinality()
                        < layout.nodeCount()) {
            addProduct(dataSources, tableNames, nodes);
        } else {
            for (int node = 0; node < layout.nodeCount(); node++) {
                if ((dataSources == null || dataSources.get(layout.dataSourceOf(node)))
                        && (tableNames == null || tableNames.get(layout.tableOf(node)))) {
                    nodes.set(node);
                }
            }
        }
        return NodeSet.of(nodes);
    }

    private void addProduct(BitSet dataSources, BitSet tableNames, BitSet nodes) {
        for (int d = dataSources.nextSetBit(0); d >= 0; d = dataSources.nextSetBit(d + 1)) {
            for (int t = tableNames.nextSetBit(0); t >= 0; t = tableNames.nextSetBit(t + 1)) {
                int node = layout.node(d, t);
                if (node >= 0) {
                    nodes.set(node);
                }
            }
        }
    }

    // ---- new rows

    /**
     * The one node of a new row.
     *
     * @param values one per key column; null for NULL
     * @throws StatementException 23514 when the computed target doesn't exist, 0A000 when the rule
     *     leaves more than one node or the value has no known form; the message names table,
     *     column, value, target and the names there are. Without a position: the caller knows it
     */
    public int nodeForInsert(Object[] values, Hint hint) {
        assert values.length == domains.length;
        return newRows.of(values, hint);
    }
}
