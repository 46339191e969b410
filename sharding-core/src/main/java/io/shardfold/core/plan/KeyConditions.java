package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.plan.NodeCondition.KeyPredicate;
import io.shardfold.core.rule.Router;
import io.shardfold.sql.ast.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what a condition says about the sharding keys of one table.
 *
 * <p>The answer may be too wide, never too narrow: a value that is missing here is a shard that
 * isn't asked, and so a row that is lost. Whatever this class doesn't understand is {@link
 * NodeCondition#ALL}.
 */
final class KeyConditions {

    private final BoundStatement bound;
    private final KeyTuple key;
    private final Router router;

    KeyConditions(BoundStatement bound, KeyTuple key, Router router) {
        this.bound = bound;
        this.key = key;
        this.router = router;
    }

    /**
     * @param condition null for none
     */
    NodeCondition of(Expression condition) {
        if (condition == null) {
            return NodeCondition.ALL;
        }
        return switch (condition.kind()) {
            case AND -> conjunction(((Expression.And) condition).terms());
            case OR -> disjunction(((Expression.Or) condition).terms());
            case COMPARE, IN_LIST, BETWEEN, IS_TEST -> predicates(condition);
            case LITERAL -> {
                Expression.LiteralType type = ((Expression.Literal) condition).type();
                yield type == Expression.LiteralType.FALSE || type == Expression.LiteralType.NULL
                        ? NodeCondition.NONE
                        : NodeCondition.ALL;
            }
            // NOT turns a bound inside out: what is too wide below would be too narrow above.
            case PARAMETER,
                    COLUMN,
                    STAR,
                    NOT,
                    QUANTIFIED,
                    IN_QUERY,
                    EXISTS,
                    LIKE,
                    BINARY,
                    UNARY,
                    FUNCTION,
                    KEYWORD_CALL,
                    CASE,
                    CAST,
                    COLLATE,
                    AT_TIME_ZONE,
                    INTERVAL,
                    ROW,
                    ARRAY,
                    ARRAY_QUERY,
                    SUBSCRIPT,
                    FIELD,
                    SCALAR_QUERY,
                    VARIABLE,
                    DEFAULT,
                    NAMED_ARGUMENT,
                    CURRENT_OF ->
                    NodeCondition.ALL;
        };
    }

    /**
     * Every term holds, so each is a true bound; those on single columns are asked together, since
     * a strategy may look at several.
     */
    private NodeCondition conjunction(List<Expression> terms) {
        List<KeyPredicate> joint = new ArrayList<>();
        NodeCondition rest = NodeCondition.ALL;
        for (Expression term : terms) {
            NodeCondition condition = of(term);
            if (condition instanceof NodeCondition.Keys keys) {
                joint.addAll(keys.predicates());
            } else {
                rest = NodeCondition.and(rest, condition);
            }
        }
        return joint.isEmpty()
                ? rest
                : NodeCondition.and(new NodeCondition.Keys(router, joint), rest);
    }

    /** One term holds, we don't know which: a term that isn't understood can be true anywhere. */
    private NodeCondition disjunction(List<Expression> terms) {
        List<NodeCondition> conditions = new ArrayList<>(terms.size());
        List<ValueSource> points = new ArrayList<>();
        int pointKey = -1;
        boolean onlyPoints = true;
        for (Expression term : terms) {
            NodeCondition condition = of(term);
            if (condition == NodeCondition.ALL) {
                return NodeCondition.ALL;
            }
            conditions.add(condition);
            // A thousand ORs on one key are one list of points, not a thousand sets to unite.
            if (onlyPoints
                    && condition instanceof NodeCondition.Keys keys
                    && keys.predicates().size() == 1
                    && keys.predicates().get(0) instanceof NodeCondition.Points some
                    && !some.matchesNull()
                    && (pointKey < 0 || pointKey == some.key())) {
                pointKey = some.key();
                points.addAll(some.values());
            } else {
                onlyPoints = false;
            }
        }
        if (onlyPoints) {
            return new NodeCondition.Keys(
                    router,
                    List.of(new NodeCondition.Points(pointKey, List.copyOf(points), false)));
        }
        return new NodeCondition.Or(List.copyOf(conditions));
    }

    private NodeCondition predicates(Expression condition) {
        return switch (condition.kind()) {
            case COMPARE -> comparison((Expression.Compare) condition);
            case IN_LIST -> inList((Expression.InList) condition);
            case BETWEEN -> between((Expression.Between) condition);
            default -> isNull((Expression.IsTest) condition);
        };
    }

    private NodeCondition comparison(Expression.Compare compare) {
        if (compare.left() instanceof Expression.Row left
                && compare.right() instanceof Expression.Row right) {
            return compare.operator() == Expression.CompareOperator.EQUAL
                    ? rows(left, right)
                    : NodeCondition.ALL;
        }
        int index = keyIndex(compare.left());
        Expression other = compare.right();
        Expression.CompareOperator operator = compare.operator();
        if (index < 0) {
            index = keyIndex(compare.right());
            other = compare.left();
            operator = operator.mirrored();
        }
        ValueSource value = index < 0 ? null : Constants.source(other);
        if (value == null) {
            return NodeCondition.ALL;
        }
        return switch (operator) {
            case EQUAL -> keys(new NodeCondition.Points(index, List.of(value), false));
            // A row that an outer join filled in has NULL here on whatever node it is.
            case NULL_SAFE_EQUAL, NOT_DISTINCT_FROM ->
                    key.preserved()
                            ? keys(new NodeCondition.Points(index, List.of(value), true))
                            : NodeCondition.ALL;
            case LESS -> keys(new NodeCondition.Range(index, null, false, value, false));
            case LESS_OR_EQUAL -> keys(new NodeCondition.Range(index, null, false, value, true));
            case GREATER -> keys(new NodeCondition.Range(index, value, false, null, false));
            case GREATER_OR_EQUAL -> keys(new NodeCondition.Range(index, value, true, null, false));
            case NOT_EQUAL, DISTINCT_FROM -> NodeCondition.ALL;
        };
    }

    /** {@code (a, b) = (1, 2)}: each pair alone is a true bound. */
    private NodeCondition rows(Expression.Row left, Expression.Row right) {
        if (left.values().size() != right.values().size()) {
            return NodeCondition.ALL;
        }
        List<KeyPredicate> predicates = new ArrayList<>();
        for (int i = 0; i < left.values().size(); i++) {
            Expression a = left.values().get(i);
            Expression b = right.values().get(i);
            int index = keyIndex(a);
            ValueSource value = index >= 0 ? Constants.source(b) : null;
            if (index < 0) {
                index = keyIndex(b);
                value = index >= 0 ? Constants.source(a) : null;
            }
            if (value != null) {
                predicates.add(new NodeCondition.Points(index, List.of(value), false));
            }
        }
        return predicates.isEmpty()
                ? NodeCondition.ALL
                : new NodeCondition.Keys(router, predicates);
    }

    private NodeCondition inList(Expression.InList in) {
        if (in.negated()) {
            return NodeCondition.ALL;
        }
        if (in.operand() instanceof Expression.Row row) {
            NodeCondition any = NodeCondition.NONE;
            for (Expression value : in.values()) {
                NodeCondition one =
                        value instanceof Expression.Row other
                                ? rows(row, other)
                                : NodeCondition.ALL;
                any = NodeCondition.or(any, one);
            }
            return any;
        }
        int index = keyIndex(in.operand());
        if (index < 0) {
            return NodeCondition.ALL;
        }
        List<ValueSource> values = new ArrayList<>(in.values().size());
        for (Expression value : in.values()) {
            ValueSource source = Constants.source(value);
            if (source == null) {
                return NodeCondition.ALL;
            }
            values.add(source);
        }
        return keys(new NodeCondition.Points(index, List.copyOf(values), false));
    }

    private NodeCondition between(Expression.Between between) {
        int index = keyIndex(between.operand());
        if (between.negated() || between.symmetric() || index < 0) {
            return NodeCondition.ALL;
        }
        ValueSource low = Constants.source(between.low());
        ValueSource high = Constants.source(between.high());
        if (low == null && high == null) {
            return NodeCondition.ALL;
        }
        return keys(new NodeCondition.Range(index, low, true, high, true));
    }

    private NodeCondition isNull(Expression.IsTest test) {
        int index = keyIndex(test.operand());
        return index >= 0 && key.preserved() && !test.negated() && test.test().equals("NULL")
                ? keys(
                        new NodeCondition.Points(
                                index, List.of(new ValueSource.Constant(null)), true))
                : NodeCondition.ALL;
    }

    private NodeCondition keys(KeyPredicate predicate) {
        return new NodeCondition.Keys(router, List.of(predicate));
    }

    /** By binding, not by name: another table's column may be called the same. */
    private int keyIndex(Expression expression) {
        return key.keyIndex(bound.column(expression));
    }
}
