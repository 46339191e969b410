package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundColumn;
import io.shardfold.core.bind.BoundStatement;
import io.shardfold.sql.ast.Expression;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Pairs of columns that are equal in every row where both aren't NULL.
 *
 * <p>A pair that is missing here costs a co-located join; one too many would lose rows.
 */
final class Equalities {

    private record Pair(BoundColumn left, BoundColumn right) {}

    private final List<Pair> pairs = new ArrayList<>();

    Equalities() {}

    Equalities(Equalities first, Equalities second) {
        pairs.addAll(first.pairs);
        pairs.addAll(second.pairs);
    }

    void add(BoundColumn left, BoundColumn right) {
        pairs.add(new Pair(left, right));
    }

    /**
     * Adds the equalities among the terms that all hold.
     *
     * @param usable which pairs hold outside the condition, too: for the ON of an outer join those
     *     with a column that the join fills in
     */
    void addFrom(Expression condition, BoundStatement bound, Predicate<BoundColumn> usable) {
        if (condition instanceof Expression.And and) {
            for (Expression term : and.terms()) {
                addFrom(term, bound, usable);
            }
        } else if (condition instanceof Expression.Compare compare
                && compare.operator() == Expression.CompareOperator.EQUAL) {
            if (compare.left() instanceof Expression.Row left
                    && compare.right() instanceof Expression.Row right
                    && left.values().size() == right.values().size()) {
                for (int i = 0; i < left.values().size(); i++) {
                    addPair(
                            bound.column(left.values().get(i)),
                            bound.column(right.values().get(i)),
                            usable);
                }
            } else {
                addPair(bound.column(compare.left()), bound.column(compare.right()), usable);
            }
        }
    }

    private void addPair(BoundColumn left, BoundColumn right, Predicate<BoundColumn> usable) {
        if (left != null && right != null && (usable.test(left) || usable.test(right))) {
            add(left, right);
        }
    }

    boolean areEqual(BoundColumn from, BoundColumn to) {
        if (from.equals(to)) {
            return true;
        }
        Set<BoundColumn> seen = new HashSet<>();
        Deque<BoundColumn> open = new ArrayDeque<>();
        seen.add(from);
        open.add(from);
        while (!open.isEmpty()) {
            BoundColumn at = open.remove();
            for (Pair pair : pairs) {
                BoundColumn next =
                        pair.left().equals(at)
                                ? pair.right()
                                : pair.right().equals(at) ? pair.left() : null;
                if (next != null && seen.add(next)) {
                    if (next.equals(to)) {
                        return true;
                    }
                    open.add(next);
                }
            }
        }
        return false;
    }

    /** Whether two tables are joined on all their keys. */
    boolean areEqual(KeyTuple left, KeyTuple right) {
        if (left.columns().size() != right.columns().size()) {
            return false;
        }
        for (int i = 0; i < left.columns().size(); i++) {
            if (!areEqual(left.columns().get(i), right.columns().get(i))) {
                return false;
            }
        }
        return true;
    }

    boolean anyAreEqual(List<KeyTuple> left, List<KeyTuple> right) {
        for (KeyTuple one : left) {
            for (KeyTuple other : right) {
                if (areEqual(one, other)) {
                    return true;
                }
            }
        }
        return false;
    }
}
