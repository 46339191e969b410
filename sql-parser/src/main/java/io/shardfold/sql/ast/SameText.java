package io.shardfold.sql.ast;

/** Whether two expressions read the same, wherever they stand. */
public final class SameText {

    private SameText() {}

    /**
     * Compares the text of two spans token by token as far as letters and white space go: white
     * space between tokens is ignored, letters outside quotes are compared without regard to case.
     *
     * <p>The answer may be no for expressions that mean the same, never yes for ones that read
     * differently.
     */
    public static boolean same(String text, Span left, Span right) {
        int i = left.start();
        int j = right.start();
        char quote = 0;
        while (true) {
            if (quote == 0) {
                while (i < left.end()
                        && Character.isWhitespace(text.charAt(i))
                        && !separates(text, i, left)) i++;
                while (j < right.end()
                        && Character.isWhitespace(text.charAt(j))
                        && !separates(text, j, right)) j++;
            }
            if (i >= left.end() || j >= right.end()) return i >= left.end() && j >= right.end();
            char a = text.charAt(i++);
            char b = text.charAt(j++);
            if (Character.isWhitespace(a) && Character.isWhitespace(b) && quote == 0) continue;
            if (quote != 0 || a == '\'' || a == '"' || a == '`') {
                if (a != b) return false;
                if (quote == 0) quote = a;
                else if (a == quote) quote = 0;
            } else if (a != b && Character.toLowerCase(a) != Character.toLowerCase(b)) {
                return false;
            }
        }
    }

    /** White space that keeps two words apart, at its last character: it can't be left out. */
    private static boolean separates(String text, int i, Span span) {
        if (i + 1 < span.end() && Character.isWhitespace(text.charAt(i + 1))) return false;
        int before = i;
        while (before > span.start() && Character.isWhitespace(text.charAt(before))) before--;
        return i + 1 < span.end() && word(text.charAt(before)) && word(text.charAt(i + 1));
    }

    private static boolean word(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
