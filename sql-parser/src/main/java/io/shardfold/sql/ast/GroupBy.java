package io.shardfold.sql.ast;

import java.util.List;

/**
 * GROUP BY.
 *
 * @param quantifier PostgreSQL's GROUP BY DISTINCT or ALL
 * @param withRollup MySQL's WITH ROLLUP
 */
public record GroupBy(
        Expression.Quantifier quantifier, List<Element> elements, boolean withRollup, Span span) {
    public GroupBy {
        elements = List.copyOf(elements);
    }

    public enum ElementKind {
        EXPRESSION,
        EMPTY,
        ROLLUP,
        CUBE,
        GROUPING_SETS
    }

    /**
     * @param expression for EXPRESSION (with MySQL's optional direction), else null
     * @param parts for ROLLUP, CUBE and GROUPING SETS: their elements; a list of several columns is
     *     a {@link Expression.Row}
     */
    public record Element(ElementKind kind, SortItem expression, List<Element> parts, Span span) {
        public Element {
            parts = List.copyOf(parts);
        }
    }
}
