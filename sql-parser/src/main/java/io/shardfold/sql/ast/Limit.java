package io.shardfold.sql.ast;

/**
 * LIMIT, OFFSET and FETCH, in any spelling.
 *
 * @param count null where there is none, or where LIMIT ALL is written
 * @param offset null where there is none
 * @param form how it was written, for rendering
 * @param rowsExamined MariaDB's ROWS EXAMINED; null where it isn't written
 * @param span the whole clause, both parts
 */
public record Limit(
        Expression count,
        Expression offset,
        boolean withTies,
        Form form,
        Expression rowsExamined,
        Span span) {

    public Limit(Expression count, Expression offset, boolean withTies, Form form, Span span) {
        this(count, offset, withTies, form, null, span);
    }

    /** LIMIT n OFFSET m; LIMIT m, n; OFFSET m ROWS FETCH FIRST n ROWS ONLY. */
    public enum Form {
        LIMIT_OFFSET,
        LIMIT_COMMA,
        FETCH
    }
}
