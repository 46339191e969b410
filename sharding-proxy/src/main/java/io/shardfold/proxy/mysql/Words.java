package io.shardfold.proxy.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a short statement that the proxy answers itself, such as {@code KILL QUERY 7}. Not a
 * parser: what has any other form than those few goes to the engine, which reads it properly.
 */
final class Words {

    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        /** {@code @name} and {@code @@name}, with scope and dots. */
        VARIABLE,
        /** One character. */
        SIGN
    }

    /**
     * @param text without quotes; a sign is itself
     * @param start zero-based index in the statement
     * @param end behind the last character
     */
    record Word(Kind kind, String text, int start, int end) {

        boolean is(String keyword) {
            return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
        }

        boolean isSign(char sign) {
            return kind == Kind.SIGN && text.charAt(0) == sign;
        }

        /** A name or string, as MySQL takes either for a character set. */
        boolean isNameOrString() {
            return kind == Kind.WORD || kind == Kind.QUOTED_NAME || kind == Kind.STRING;
        }

        String upper() {
            return text.toUpperCase(Locale.ROOT);
        }
    }

    private final String sql;
    private final boolean backslashEscapes;
    private int index;

    private Words(String sql, boolean backslashEscapes) {
        this.sql = sql;
        this.backslashEscapes = backslashEscapes;
    }

    /**
     * The first word in upper case; empty where none stands at the start, behind white space and
     * comments.
     */
    static String first(String sql) {
        Words words = new Words(sql, true);
        words.skipSpace();
        int start = words.index;
        while (words.index < sql.length() && isWordPart(sql.charAt(words.index))) {
            words.index++;
        }
        return sql.substring(start, words.index).toUpperCase(Locale.ROOT);
    }

    /**
     * All words, without a semicolon at the end.
     *
     * @return null where the text has more of them than {@code countMax}, or one without an end
     */
    static List<Word> of(String sql, boolean backslashEscapes, int countMax) {
        Words words = new Words(sql, backslashEscapes);
        List<Word> all = new ArrayList<>();
        while (true) {
            words.skipSpace();
            if (words.index >= sql.length()) {
                while (!all.isEmpty() && all.get(all.size() - 1).isSign(';')) {
                    all.remove(all.size() - 1);
                }
                return all;
            }
            Word next = words.next();
            if (next == null || all.size() == countMax) {
                return null;
            }
            all.add(next);
        }
    }

    /** Also over comments, but not over those that are to be executed. */
    private void skipSpace() {
        while (index < sql.length()) {
            char c = sql.charAt(index);
            if (Character.isWhitespace(c)) {
                index++;
            } else if (c == '#'
                    || c == '-'
                            && sql.startsWith("--", index)
                            && (index + 2 == sql.length()
                                    || Character.isWhitespace(sql.charAt(index + 2)))) {
                int end = sql.indexOf('\n', index);
                index = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", index)
                    && !sql.startsWith("/*!", index)
                    && !sql.startsWith("/*M!", index)
                    && !sql.startsWith("/*+", index)) {
                int end = sql.indexOf("*/", index + 2);
                index = end < 0 ? sql.length() : end + 2;
            } else {
                return;
            }
        }
    }

    private Word next() {
        int start = index;
        char c = sql.charAt(index);
        if (c == '\'' || c == '"') {
            return quoted(Kind.STRING, c, backslashEscapes);
        }
        if (c == '`') {
            return quoted(Kind.QUOTED_NAME, c, false);
        }
        if (c == '@') {
            do {
                index++;
            } while (index < sql.length()
                    && (sql.charAt(index) == '@'
                            || sql.charAt(index) == '.'
                            || isWordPart(sql.charAt(index))));
            return word(Kind.VARIABLE, start);
        }
        if (c >= '0' && c <= '9') {
            while (index < sql.length() && isWordPart(sql.charAt(index))) {
                index++;
            }
            return word(Kind.NUMBER, start);
        }
        if (isWordPart(c)) {
            while (index < sql.length() && isWordPart(sql.charAt(index))) {
                index++;
            }
            return word(Kind.WORD, start);
        }
        index++;
        return word(Kind.SIGN, start);
    }

    private Word word(Kind kind, int start) {
        return new Word(kind, sql.substring(start, index), start, index);
    }

    private Word quoted(Kind kind, char quote, boolean escapes) {
        int start = index++;
        StringBuilder text = new StringBuilder();
        while (index < sql.length()) {
            char c = sql.charAt(index++);
            if (c == quote) {
                if (index < sql.length() && sql.charAt(index) == quote) {
                    index++;
                } else {
                    return new Word(kind, text.toString(), start, index);
                }
            } else if (c == '\\' && escapes) {
                if (index == sql.length()) {
                    return null;
                }
                // LIKE's own escapes stay as they are.
                char escaped = sql.charAt(index++);
                if (escaped == '%' || escaped == '_') {
                    text.append('\\');
                }
                c = escaped;
            }
            text.append(c);
        }
        return null;
    }

    private static boolean isWordPart(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c == '$'
                || c > 0x7f;
    }
}
