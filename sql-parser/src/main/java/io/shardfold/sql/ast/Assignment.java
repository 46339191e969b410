package io.shardfold.sql.ast;

import java.util.List;

/**
 * One assignment of SET in UPDATE, INSERT or ON DUPLICATE KEY UPDATE.
 *
 * @param targets one column, or several for PostgreSQL's {@code (a, b) = (...)}; array subscripts
 *     and fields are expressions
 * @param value a {@link Expression.Row} or {@link Expression.ScalarQuery} for several targets
 */
public record Assignment(List<Expression> targets, Expression value, Span span) {
    public Assignment {
        targets = List.copyOf(targets);
        assert !targets.isEmpty();
    }
}
