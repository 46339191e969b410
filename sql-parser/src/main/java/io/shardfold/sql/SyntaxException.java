package io.shardfold.sql;

/**
 * A text that is no statement of its dialect. SQLSTATE 42601 in PostgreSQL, 42000 with error 1064
 * in MySQL.
 *
 * <p>The message names the token found and, where it is known, what was expected.
 */
public final class SyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int position;

    /**
     * @param position zero-based UTF-16 index in the text; the text's length where it ends too
     *     early
     */
    public SyntaxException(String message, int position) {
        super(message, null, false, false);
        this.position = position;
    }

    /** Zero-based UTF-16 index of the token at which reading stopped. */
    public int position() {
        return position;
    }
}
