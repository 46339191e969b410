package io.shardfold.sql.ast;

/**
 * A name as written, without its quotes.
 *
 * @param value the name; quotes removed and doubled quotes undone, letters as written (folding is
 *     the binder's work)
 * @param quoted whether it stood in quotes, so that PostgreSQL doesn't fold it and no dialect takes
 *     it for a keyword
 */
public record Identifier(String value, boolean quoted, Span span) {}
