package io.shardfold.sql.ast;

/**
 * One item of a select list or of RETURNING.
 *
 * @param expression may be a {@link Expression.Star}
 * @param alias null where none is written
 * @param span the item with its alias and parentheses
 */
public record SelectItem(Expression expression, Identifier alias, Span span) {}
