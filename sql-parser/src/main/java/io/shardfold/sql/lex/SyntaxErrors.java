package io.shardfold.sql.lex;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.SyntaxException;

/** Syntax errors in the words of each engine. */
public final class SyntaxErrors {

    /** MySQL shows at most so many characters of the text. */
    private static final int SHOWN_MAX = 80;

    private SyntaxErrors() {}

    /**
     * The error for a token that doesn't fit.
     *
     * @param start where the token starts; the text's length at its end
     * @param expected what would have been right, or null if that can't be said in few words
     */
    public static SyntaxException near(
            Dialect dialect, String text, int start, int end, String expected) {
        String hint = expected == null ? "" : " (expected " + expected + ")";
        if (dialect == Dialect.MYSQL) {
            return new SyntaxException(
                    "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for"
                            + " the right syntax to use near '"
                            + shortened(text.substring(start))
                            + "' at line "
                            + line(text, start)
                            + hint,
                    start);
        }
        if (start >= text.length())
            return new SyntaxException("syntax error at end of input" + hint, text.length());
        return new SyntaxException(
                "syntax error at or near \"" + shortened(text.substring(start, end)) + "\"" + hint,
                start);
    }

    static String shortened(String text) {
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX);
    }

    private static int line(String text, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (text.charAt(i) == '\n') line++;
        }
        return line;
    }
}
