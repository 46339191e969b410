package io.shardfold.core.plan;

import io.shardfold.core.row.Parameters;
import io.shardfold.core.rule.Hint;
import io.shardfold.core.rule.NodeSet;
import io.shardfold.core.rule.Router;
import io.shardfold.core.rule.value.KeyCondition;
import io.shardfold.core.rule.value.KeyType;
import java.util.ArrayList;
import java.util.List;

/**
 * Which nodes a statement has to ask, as far as that can be said before the values are known.
 *
 * <p>The answer may be too wide, never too narrow: a node that is missing here isn't asked, and its
 * rows are lost.
 */
public sealed interface NodeCondition {

    enum Kind {
        ALL,
        NONE,
        KEYS,
        AND,
        OR
    }

    Kind kind();

    /**
     * @return null for all nodes
     */
    NodeSet nodes(Literals literals, Parameters parameters, Hint hint);

    /** How PREVIEW shows it. */
    String describe();

    NodeCondition ALL = new All();
    NodeCondition NONE = new None();

    static NodeCondition and(NodeCondition left, NodeCondition right) {
        if (left == ALL || right == NONE) {
            return right;
        }
        if (right == ALL || left == NONE) {
            return left;
        }
        return new And(List.of(left, right));
    }

    static NodeCondition or(NodeCondition left, NodeCondition right) {
        if (left == ALL || right == ALL) {
            return ALL;
        }
        if (left == NONE) {
            return right;
        }
        return right == NONE ? left : new Or(List.of(left, right));
    }

    record All() implements NodeCondition {
        @Override
        public Kind kind() {
            return Kind.ALL;
        }

        @Override
        public NodeSet nodes(Literals literals, Parameters parameters, Hint hint) {
            return null;
        }

        @Override
        public String describe() {
            return "all";
        }
    }

    /** Never true. */
    record None() implements NodeCondition {
        @Override
        public Kind kind() {
            return Kind.NONE;
        }

        @Override
        public NodeSet nodes(Literals literals, Parameters parameters, Hint hint) {
            return NodeSet.EMPTY;
        }

        @Override
        public String describe() {
            return "none";
        }
    }

    /** What a predicate says about one key column. */
    sealed interface KeyPredicate {

        int key();

        /**
         * @return null where the values at hand restrict nothing
         */
        KeyCondition condition(Router router, Literals literals, Parameters parameters);
    }

    /**
     * {@code key = v}, {@code key IN (v, ...)}. @param matchesNull {@code key IS NULL} or {@code
     * <=> NULL}: NULL is a point, too
     */
    record Points(int key, List<ValueSource> values, boolean matchesNull) implements KeyPredicate {
        @Override
        public KeyCondition condition(Router router, Literals literals, Parameters parameters) {
            List<Object> points = new ArrayList<>(values.size());
            for (ValueSource source : values) {
                Object value = source.value(literals, parameters);
                if (value == ValueSource.UNKNOWN || !comparesAsStored(router, key, value)) {
                    return null;
                }
                if (value != null || matchesNull) {
                    points.add(value);
                }
            }
            return new KeyCondition.Points(points);
        }
    }

    /** {@code key < v} and the like. A missing end is null. */
    record Range(
            int key, ValueSource low, boolean lowInclusive, ValueSource high, boolean highInclusive)
            implements KeyPredicate {
        @Override
        public KeyCondition condition(Router router, Literals literals, Parameters parameters) {
            Object lowValue = low == null ? null : low.value(literals, parameters);
            Object highValue = high == null ? null : high.value(literals, parameters);
            if (low != null && lowValue == null || high != null && highValue == null) {
                return KeyCondition.NEVER;
            }
            if (lowValue == ValueSource.UNKNOWN
                    || highValue == ValueSource.UNKNOWN
                    || !comparesAsStored(router, key, lowValue)
                    || !comparesAsStored(router, key, highValue)) {
                return null;
            }
            return new KeyCondition.Range(lowValue, lowInclusive, highValue, highInclusive);
        }
    }

    /**
     * A text column compared with a number compares as numbers in MySQL: '7', '07' and '7.0' are
     * all equal to 7.
     */
    private static boolean comparesAsStored(Router router, int key, Object value) {
        return value == null
                || router.domain(key).type() != KeyType.TEXT
                || value instanceof CharSequence;
    }

    /** Predicates on the key columns of one table, all of which hold. */
    record Keys(Router router, List<KeyPredicate> predicates) implements NodeCondition {

        public Keys {
            predicates = List.copyOf(predicates);
        }

        @Override
        public Kind kind() {
            return Kind.KEYS;
        }

        /**
         * The single value of a condition {@code key = v} on a table with one key; null where this
         * is another condition.
         */
        ValueSource onlyPoint() {
            return predicates.size() == 1
                            && predicates.get(0) instanceof Points points
                            && points.values().size() == 1
                            && !points.matchesNull()
                    ? points.values().get(0)
                    : null;
        }

        @Override
        public NodeSet nodes(Literals literals, Parameters parameters, Hint hint) {
            int keys = router.table().keyColumns().size();
            KeyCondition[] joint = new KeyCondition[keys];
            List<KeyPredicate> more = null;
            for (KeyPredicate predicate : predicates) {
                KeyCondition condition = predicate.condition(router, literals, parameters);
                if (condition == null) {
                    continue;
                }
                if (joint[predicate.key()] == null) {
                    joint[predicate.key()] = condition;
                } else {
                    if (more == null) {
                        more = new ArrayList<>();
                    }
                    more.add(predicate);
                }
            }
            NodeSet nodes = ask(joint, hint);
            if (more != null) {
                // Each alone is a true bound; what both allow is a node of both.
                for (KeyPredicate predicate : more) {
                    KeyCondition[] alone = new KeyCondition[keys];
                    alone[predicate.key()] = predicate.condition(router, literals, parameters);
                    nodes = nodes.intersection(ask(alone, hint));
                }
            }
            return nodes;
        }

        private NodeSet ask(KeyCondition[] conditions, Hint hint) {
            List<KeyCondition> all = new ArrayList<>(conditions.length);
            for (KeyCondition condition : conditions) {
                all.add(condition == null ? KeyCondition.ANY : condition);
            }
            return router.nodes(all, hint);
        }

        @Override
        public String describe() {
            StringBuilder text = new StringBuilder();
            for (KeyPredicate predicate : predicates) {
                text.append(text.length() == 0 ? "" : " and ")
                        .append(router.table().keyColumns().get(predicate.key()));
                text.append(
                        predicate instanceof Points points
                                ? points.values().size() == 1 ? " = value" : " in values"
                                : " in range");
            }
            return text.toString();
        }
    }

    /** The condition {@code key = v} among those that hold together; null where there is none. */
    static Points onlyPoint(NodeCondition condition, Router router, int key) {
        if (condition instanceof Keys keys && keys.router() == router) {
            for (KeyPredicate predicate : keys.predicates()) {
                if (predicate instanceof Points points
                        && points.key() == key
                        && points.values().size() == 1) {
                    return points;
                }
            }
        } else if (condition instanceof And and) {
            for (NodeCondition term : and.terms()) {
                Points points = onlyPoint(term, router, key);
                if (points != null) {
                    return points;
                }
            }
        }
        return null;
    }

    record And(List<NodeCondition> terms) implements NodeCondition {
        @Override
        public Kind kind() {
            return Kind.AND;
        }

        @Override
        public NodeSet nodes(Literals literals, Parameters parameters, Hint hint) {
            NodeSet result = null;
            for (NodeCondition term : terms) {
                NodeSet nodes = term.nodes(literals, parameters, hint);
                if (nodes != null) {
                    result = result == null ? nodes : result.intersection(nodes);
                }
            }
            return result;
        }

        @Override
        public String describe() {
            return joined(terms, " and ");
        }
    }

    record Or(List<NodeCondition> terms) implements NodeCondition {
        @Override
        public Kind kind() {
            return Kind.OR;
        }

        @Override
        public NodeSet nodes(Literals literals, Parameters parameters, Hint hint) {
            NodeSet result = NodeSet.EMPTY;
            for (NodeCondition term : terms) {
                NodeSet nodes = term.nodes(literals, parameters, hint);
                if (nodes == null) {
                    return null;
                }
                result = result.union(nodes);
            }
            return result;
        }

        @Override
        public String describe() {
            return joined(terms, " or ");
        }
    }

    private static String joined(List<NodeCondition> terms, String word) {
        StringBuilder text = new StringBuilder("(");
        for (NodeCondition term : terms) {
            text.append(text.length() == 1 ? "" : word).append(term.describe());
        }
        return text.append(')').toString();
    }
}
