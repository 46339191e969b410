package io.shardfold.sql.ast;

import java.util.List;

/**
 * OVER name or OVER (...).
 *
 * @param name the window referred to; null where none is
 * @param inline written with parentheses
 * @param frame ROWS, RANGE or GROUPS with its bounds; null where none is written
 */
public record WindowSpecification(
        Identifier name,
        boolean inline,
        List<Expression> partitionBy,
        List<SortItem> orderBy,
        Frame frame,
        Span span) {
    public WindowSpecification {
        partitionBy = List.copyOf(partitionBy);
        orderBy = List.copyOf(orderBy);
    }

    public enum BoundKind {
        UNBOUNDED_PRECEDING,
        PRECEDING,
        CURRENT_ROW,
        FOLLOWING,
        UNBOUNDED_FOLLOWING
    }

    /**
     * @param offset for PRECEDING and FOLLOWING, else null
     */
    public record Bound(BoundKind kind, Expression offset) {}

    /**
     * @param mode ROWS, RANGE or GROUPS
     * @param end null where only a start is written
     * @param exclusion EXCLUDE ... in upper case; null where none is written
     */
    public record Frame(String mode, Bound start, Bound end, String exclusion) {}
}
