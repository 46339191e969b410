package io.shardfold.core.plan;

import io.shardfold.core.rewrite.TableNames;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.rule.DataNode;
import io.shardfold.core.rule.Hint;
import io.shardfold.core.rule.NodeSet;
import io.shardfold.core.rule.Router;
import io.shardfold.core.rule.value.KeyCondition;
import io.shardfold.core.rule.value.KeyType;
import java.util.Collections;
import java.util.List;

/**
 * The nodes that tables which are placed alike can be asked on, and what they are called there.
 * Immutable.
 */
public final class Targets {

    private final Router router;
    private final NodeCondition condition;
    private final ValueSource point;
    private final String[][] names;
    private final boolean integerKey;
    private final String[] dataSources;

    /**
     * @param router of the table whose node indexes count
     * @param names by source and node: the physical name as SQL needs it; null for sources that
     *     keep their name
     */
    Targets(Router router, NodeCondition condition, String[][] names) {
        this.router = router;
        this.condition = condition;
        this.names = names;
        // A table whose strategies are hints has no key.
        this.integerKey =
                !router.table().keyColumns().isEmpty()
                        && router.domain(0).type() == KeyType.INTEGER;
        int nodes = router.table().nodeCount();
        this.dataSources = nodes <= 1024 ? new String[nodes] : null;
        for (int i = 0; dataSources != null && i < nodes; i++) {
            dataSources[i] = router.table().nodes().get(i).dataSource();
        }
        boolean oneKey = router.table().keyColumns().size() == 1;
        this.point =
                oneKey && condition instanceof NodeCondition.Keys keys && keys.router() == router
                        ? keys.onlyPoint()
                        : null;
    }

    /**
     * The short way for a condition {@code key = value}.
     *
     * @return a node index; -1 where {@link #nodes} has to be asked
     */
    public int onlyNode(Literals literals, Parameters parameters) {
        if (point == null) {
            return -1;
        }
        Object value = point.value(literals, parameters);
        // NULL equals nothing, and a text column compares with a number as a number.
        return value == null
                        || value == ValueSource.UNKNOWN
                        || value instanceof Number && !integerKey
                ? -1
                : router.nodeOf(value);
    }

    /** Ascending; never null. Empty where no row can be anywhere. */
    public NodeSet nodes(Literals literals, Parameters parameters, Hint hint) {
        NodeSet nodes = condition.nodes(literals, parameters, hint);
        if (nodes == null) {
            // Without any condition on a key a hint may still say where.
            return hint == Hint.NONE ? router.all() : router.nodes(unrestricted(), hint);
        }
        return nodes;
    }

    private List<KeyCondition> unrestricted() {
        return Collections.nCopies(router.table().keyColumns().size(), KeyCondition.ANY);
    }

    public Router router() {
        return router;
    }

    public NodeCondition condition() {
        return condition;
    }

    public DataNode node(int node) {
        return router.table().nodes().get(node);
    }

    public String dataSource(int node) {
        return dataSources != null ? dataSources[node] : node(node).dataSource();
    }

    /** What the sources are called on a node. */
    public TableNames names(int node) {
        return source -> names[source][node];
    }

    /** Null where a source keeps its name. */
    String name(int source, int node) {
        return names[source] == null ? null : names[source][node];
    }
}
