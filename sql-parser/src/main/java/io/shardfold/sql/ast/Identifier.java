package io.shardfold.sql.ast;

/**
 * A name as written, without its quotes.
 *
 * <p>It holds its place as two numbers: a tree has more names than anything else.
 *
 * @param value the name; quotes removed and doubled quotes undone, letters as written (folding is
 *     the binder's work)
 * @param quoted whether it stood in quotes, so that PostgreSQL doesn't fold it and no dialect takes
 *     it for a keyword
 * @param start zero-based UTF-16 index of its first character, quotes included
 * @param end index after its last character
 */
public record Identifier(String value, boolean quoted, int start, int end) {

    public Identifier(String value, boolean quoted, Span span) {
        this(value, quoted, span.start(), span.end());
    }

    public Span span() {
        return new Span(start, end);
    }
}
