package io.shardfold.core.rule;

import io.shardfold.core.rule.value.KeyDomain;
import java.util.List;
import java.util.Objects;

/**
 * A logic table whose rows are spread over data nodes by the values of key columns. Immutable.
 *
 * <p>Nodes go by their index in {@link #nodes()}; bound tables have the rows of equal keys in nodes
 * of equal index.
 */
public final class ShardedTable implements TableRule {

    /** The binding group of a table that is bound to none. */
    public static final int NOT_BOUND = -1;

    private final String name;
    private final NodeLayout layout;
    private final List<String> keyColumns;
    private final Strategy databaseStrategy;
    private final Strategy tableStrategy;
    private final KeyGeneration keyGeneration;
    private final Audit audit;
    private final int bindingGroup;

    ShardedTable(
            String name,
            NodeLayout layout,
            List<String> keyColumns,
            Strategy databaseStrategy,
            Strategy tableStrategy,
            KeyGeneration keyGeneration,
            Audit audit,
            int bindingGroup) {
        this.name = Objects.requireNonNull(name, "name");
        this.layout = layout;
        this.keyColumns = List.copyOf(keyColumns);
        this.databaseStrategy = databaseStrategy;
        this.tableStrategy = tableStrategy;
        this.keyGeneration = keyGeneration;
        this.audit = audit;
        this.bindingGroup = bindingGroup;
    }

    @Override
    public Kind kind() {
        return Kind.SHARDED;
    }

    @Override
    public String name() {
        return name;
    }

    /** Every physical table, in the order of the configuration. */
    public List<DataNode> nodes() {
        return layout.nodes();
    }

    public int nodeCount() {
        return layout.nodeCount();
    }

    /** The data sources of the nodes, in order of first appearance. */
    public List<String> dataSources() {
        return layout.dataSourceList();
    }

    /**
     * The columns that the strategies use, each once, database strategy first; compare names
     * without regard to case.
     */
    public List<String> keyColumns() {
        return keyColumns;
    }

    /** The index in {@link #keyColumns()} of a column, or -1. */
    public int keyIndex(String column) {
        for (int i = 0; i < keyColumns.size(); i++) {
            if (keyColumns.get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        return -1;
    }

    /** The generated key, or null. */
    public KeyGeneration keyGeneration() {
        return keyGeneration;
    }

    /** The demand on statements, or null. */
    public Audit audit() {
        return audit;
    }

    /** A number that the tables of one binding group share, or {@link #NOT_BOUND}. */
    public int bindingGroup() {
        return bindingGroup;
    }

    /**
     * Whether a strategy takes its value from a hint, so that an INSERT without one has no place.
     */
    public boolean needsHint() {
        return databaseStrategy.kind() == Strategy.Kind.HINTED
                || tableStrategy.kind() == Strategy.Kind.HINTED;
    }

    /**
     * A router for columns of these types. It is cheap to make, and meant to be kept with a plan.
     *
     * @param domains one per key column
     */
    public Router router(List<KeyDomain> domains) {
        return new Router(this, domains);
    }

    /**
     * Whether rows with equal keys, column by column in the order of {@link #keyColumns()}, lie in
     * nodes of equal index and equal data source. Types of the columns must be alike too: {@link
     * Router#isAlike}.
     */
    public boolean isPlacedLike(ShardedTable other) {
        if (this == other) {
            return true;
        }
        if (!layout.isAlike(other.layout)) {
            return false;
        }
        if (bindingGroup != NOT_BOUND && bindingGroup == other.bindingGroup) {
            return true;
        }
        boolean strategiesAreAlike =
                databaseStrategy.isAlike(other.databaseStrategy)
                        && tableStrategy.isAlike(other.tableStrategy);
        return strategiesAreAlike
                && keyColumns.size() == other.keyColumns.size()
                && (isFixed() || layout.nodeCount() == 1);
    }

    /** Whether the keys alone leave one node for a row: nothing is left to a hint. */
    boolean isFixedByKeys() {
        return isFixed()
                && (databaseStrategy.kind() != Strategy.Kind.HINTED
                        || layout.dataSources().length == 1)
                && (tableStrategy.kind() != Strategy.Kind.HINTED || layout.tables().length == 1);
    }

    /** Whether the strategies leave one node for a row. */
    private boolean isFixed() {
        boolean dataSourceIsFixed =
                databaseStrategy.kind() != Strategy.Kind.NONE || layout.dataSources().length == 1;
        boolean tableIsFixed =
                tableStrategy.kind() != Strategy.Kind.NONE || layout.tables().length == 1;
        if (dataSourceIsFixed && tableIsFixed) {
            return true;
        }
        if (tableStrategy.kind() == Strategy.Kind.NONE) {
            return false;
        }
        for (int table = 0; table < layout.tables().length; table++) {
            if (layout.nodeOfTable(table) == NodeLayout.MANY) {
                return false;
            }
        }
        return true;
    }

    NodeLayout layout() {
        return layout;
    }

    Strategy databaseStrategy() {
        return databaseStrategy;
    }

    Strategy tableStrategy() {
        return tableStrategy;
    }

    @Override
    public String toString() {
        return name + " " + nodes();
    }
}
