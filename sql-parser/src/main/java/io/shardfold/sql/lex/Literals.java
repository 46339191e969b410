package io.shardfold.sql.lex;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.SyntaxException;
import java.math.BigInteger;

/** The values of literal tokens and of quoted names: quotes taken off, escapes undone. */
public final class Literals {

    private Literals() {}

    /**
     * The value of a literal token.
     *
     * @throws SyntaxException where PostgreSQL's escapes in it make no characters
     */
    public static String value(Syntax syntax, String text, byte kind, int start, int end) {
        boolean mysql = syntax.dialect() == Dialect.MYSQL;
        return switch (kind) {
            case Token.INTEGER -> mysql ? text.substring(start, end) : integer(text, start, end);
            case Token.DECIMAL, Token.FLOAT -> {
                String digits = text.substring(start, end);
                yield !mysql && digits.indexOf('_') >= 0 ? digits.replace("_", "") : digits;
            }
            case Token.BIT, Token.HEX -> digits(text, start, end);
            case Token.STRING, Token.NATIONAL_STRING ->
                    mysql
                            ? mysqlString(syntax, text, start, end)
                            : postgresqlString(syntax, text, start, end);
            default -> throw new IllegalArgumentException("no literal: " + kind);
        };
    }

    /** The name in a quoted name's token. */
    public static String name(Syntax syntax, String text, int start, int end) {
        char first = text.charAt(start);
        if (first == 'U' || first == 'u') {
            int close = text.lastIndexOf('"', end - 1);
            return unicode(text, undoubled(text, start + 3, close, '"'), close + 1, end, start);
        }
        return undoubled(text, start + 1, end - 1, first);
    }

    private static String undoubled(String text, int from, int to, char quote) {
        int doubled = text.indexOf(quote, from);
        String raw = text.substring(from, to);
        if (doubled < 0 || doubled >= to) return raw;
        String one = String.valueOf(quote);
        return raw.replace(one + one, one);
    }

    private static String integer(String text, int start, int end) {
        if (end - start > 2 && text.charAt(start) == '0') {
            int radix =
                    switch (text.charAt(start + 1) | 0x20) {
                        case 'x' -> 16;
                        case 'o' -> 8;
                        case 'b' -> 2;
                        default -> 10;
                    };
            if (radix != 10)
                return new BigInteger(text.substring(start + 2, end).replace("_", ""), radix)
                        .toString();
        }
        String digits = text.substring(start, end);
        return digits.indexOf('_') < 0 ? digits : digits.replace("_", "");
    }

    /** The digits of {@code 0x0f}, {@code x'0f'}, {@code 0b01}, {@code b'01'}. */
    private static String digits(String text, int start, int end) {
        int quote = text.indexOf('\'', start);
        if (quote != start + 1) return text.substring(start + 2, end);
        StringBuilder value = new StringBuilder(end - start);
        boolean inside = false;
        for (int i = quote; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\'') inside = !inside;
            else if (inside) value.append(c);
        }
        return value.toString();
    }

    private static String mysqlString(Syntax syntax, String text, int start, int end) {
        int from = text.charAt(start) == '\'' || text.charAt(start) == '"' ? start : start + 1;
        char first = text.charAt(from);
        boolean plain = true;
        for (int i = from + 1; i < end - 1 && plain; i++) {
            char c = text.charAt(i);
            plain = c != first && c != '\\';
        }
        if (plain) return text.substring(from + 1, end - 1);
        StringBuilder value = new StringBuilder(end - from);
        int i = from;
        while (i < end) {
            char quote = text.charAt(i++);
            if (quote != '\'' && quote != '"') continue;
            while (true) {
                char c = text.charAt(i++);
                if (c == quote) {
                    if (i >= end || text.charAt(i) != quote) break;
                    value.append(quote);
                    i++;
                } else if (c == '\\' && syntax.backslashEscapes()) {
                    char escaped = text.charAt(i++);
                    switch (escaped) {
                        case '0' -> value.append('\0');
                        case 'b' -> value.append('\b');
                        case 'n' -> value.append('\n');
                        case 'r' -> value.append('\r');
                        case 't' -> value.append('\t');
                        case 'Z' -> value.append('\u001a');
                        // Kept with their backslash, for LIKE.
                        case '%', '_' -> value.append('\\').append(escaped);
                        default -> value.append(escaped);
                    }
                } else {
                    value.append(c);
                }
            }
        }
        return value.toString();
    }

    private static String postgresqlString(Syntax syntax, String text, int start, int end) {
        char first = text.charAt(start);
        if (first == '$') {
            int tag = text.indexOf('$', start + 1) + 1 - start;
            return text.substring(start + tag, end - tag);
        }
        boolean unicode = first == 'U' || first == 'u';
        boolean escapes =
                first == 'E'
                        || first == 'e'
                        || !unicode && first != '\'' && syntax.backslashEscapes()
                        || first == '\'' && syntax.backslashEscapes();
        int i = unicode ? start + 2 : first == '\'' ? start : start + 1;
        StringBuilder value = new StringBuilder(end - i);
        boolean more = true;
        while (more) {
            i++;
            while (true) {
                char c = text.charAt(i++);
                if (c == '\'') {
                    if (i >= end || text.charAt(i) != '\'') break;
                    value.append(c);
                    i++;
                } else if (c == '\\' && escapes) {
                    i = escape(text, i, end, value, start);
                } else {
                    value.append(c);
                }
            }
            int next = nextSegment(text, i, end);
            more = next >= 0;
            if (more) i = next;
        }
        String plain = unicode ? unicode(text, value.toString(), i, end, start) : value.toString();
        if (unicode || escapes) checkSurrogates(plain, start);
        return plain;
    }

    /** A character outside of the basic plane is written as two escapes, or as one long one. */
    private static void checkSurrogates(String value, int start) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Character.isSurrogate(c)) continue;
            if (Character.isLowSurrogate(c)
                    || ++i == value.length()
                    || !Character.isLowSurrogate(value.charAt(i)))
                throw new SyntaxException("invalid Unicode surrogate pair", start);
        }
    }

    /** Where a continued string goes on; comments may stand between. Negative if it doesn't. */
    private static int nextSegment(String text, int from, int end) {
        int i = from;
        while (i < end) {
            char c = text.charAt(i);
            if (c == '\'') return i;
            if (c == '-') {
                while (i < end && text.charAt(i) != '\n') i++;
            } else if (c <= ' ') {
                i++;
            } else {
                return -1;
            }
        }
        return -1;
    }

    /** Reads what follows a backslash in an E string. */
    private static int escape(String text, int from, int end, StringBuilder value, int start) {
        int i = from;
        char c = text.charAt(i++);
        switch (c) {
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'v' -> value.append('\u000b');
            case 'x' -> {
                int digits = i;
                while (i < end && i - digits < 2 && Character.digit(text.charAt(i), 16) >= 0) i++;
                if (i == digits) value.append('x');
                else value.append((char) Integer.parseInt(text, digits, i, 16));
            }
            case 'u', 'U' -> {
                int count = c == 'u' ? 4 : 8;
                int code = hex(text, i, count, end);
                if (code < 0 || code > Character.MAX_CODE_POINT)
                    throw new SyntaxException("invalid Unicode escape", start);
                value.appendCodePoint(code);
                i += count;
            }
            default -> {
                if (c >= '0' && c <= '7') {
                    int code = c - '0';
                    for (int n = 0; n < 2 && text.charAt(i) >= '0' && text.charAt(i) <= '7'; n++)
                        code = code * 8 + text.charAt(i++) - '0';
                    value.append((char) (code & 0xff));
                } else {
                    value.append(c);
                }
            }
        }
        return i;
    }

    /** The number that {@code count} hex digits write; negative if they aren't there. */
    private static int hex(String text, int from, int count, int end) {
        if (from + count > end) return -1;
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0 || value > 0x7ffffff) return -1;
            value = value * 16 + digit;
        }
        return value;
    }

    /** Undoes the escapes of U&'...', whose escape character may be named by UESCAPE behind it. */
    private static String unicode(String text, String raw, int from, int end, int start) {
        char escape = '\\';
        if (from < end) escape = text.charAt(end - 2);
        if (escape == '+' || escape == '"' || escape <= ' ' || Character.digit(escape, 16) >= 0)
            throw new SyntaxException("invalid Unicode escape character", end - 3);
        if (raw.indexOf(escape) < 0) return raw;
        StringBuilder value = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c != escape) {
                value.append(c);
            } else if (i < raw.length() && raw.charAt(i) == escape) {
                value.append(c);
                i++;
            } else {
                boolean six = i < raw.length() && raw.charAt(i) == '+';
                int count = six ? 6 : 4;
                if (six) i++;
                int code = hex(raw, i, count, raw.length());
                if (code < 0 || code > Character.MAX_CODE_POINT)
                    throw new SyntaxException("invalid Unicode escape", start);
                value.appendCodePoint(code);
                i += count;
            }
        }
        return value.toString();
    }
}
