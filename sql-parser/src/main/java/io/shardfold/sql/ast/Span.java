package io.shardfold.sql.ast;

/**
 * A part of the statement's text.
 *
 * @param start zero-based UTF-16 index of the first character
 * @param end index after the last character
 */
public record Span(int start, int end) {

    public Span {
        assert start >= 0 && start <= end : start + ".." + end;
    }

    public String of(String text) {
        return text.substring(start, end);
    }
}
