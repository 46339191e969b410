package io.shardfold.sql.ast;

/**
 * One key of an ORDER BY.
 *
 * @param direction as written
 * @param using PostgreSQL's USING operator; null where none is written
 * @param nulls as written
 * @param span the key with its direction
 */
public record SortItem(
        Expression expression, Direction direction, String using, Nulls nulls, Span span) {

    public enum Direction {
        NONE,
        ASC,
        DESC
    }

    public enum Nulls {
        NONE,
        FIRST,
        LAST
    }

    public boolean descending() {
        return direction == Direction.DESC;
    }
}
