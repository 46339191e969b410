package io.shardfold.sql.lex;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.SyntaxException;
import java.util.Arrays;

/**
 * Reads one token after the other, in one pass, without allocating for any of them.
 *
 * <p>The contents of executable comments are read as tokens of the text; every other comment is
 * noted and skipped. Confined to the thread that made it.
 *
 * @see "MySQL 8.4 Reference Manual, 11.1 Literal Values, 11.7 Comments; PostgreSQL 18, 4.1 Lexical
 *     Structure"
 */
final class Lexer {

    private static final byte OTHER = 0;
    private static final byte SPACE = 1;
    private static final byte LETTER = 2;
    private static final byte DIGIT = 3;
    private static final byte OPERATOR_SIGN = 4;
    private static final byte SELF = 5;

    /** What a character below 128 begins. */
    private static final byte[] CLASSES = new byte[128];

    static {
        for (char c = 'a'; c <= 'z'; c++) CLASSES[c] = CLASSES[c - 32] = LETTER;
        for (char c = '0'; c <= '9'; c++) CLASSES[c] = DIGIT;
        CLASSES['_'] = LETTER;
        for (char c : " \t\n\r\f\u000b".toCharArray()) CLASSES[c] = SPACE;
        for (char c : "~!@#^&|`?+-*/%<>=".toCharArray()) CLASSES[c] = OPERATOR_SIGN;
        for (char c : "(),;.:[]{}\\".toCharArray()) CLASSES[c] = SELF;
    }

    /** Which of them a name goes on with. */
    private static final boolean[] NAME_PARTS = new boolean[128];

    static {
        for (int c = 0; c < 128; c++)
            NAME_PARTS[c] = CLASSES[c] == LETTER || CLASSES[c] == DIGIT || c == '$';
    }

    /** Executable comments above any server's version are there to be skipped. */
    private static final int VERSION_NEVER = 99_999;

    private final String text;
    private final int length;
    private final boolean mysql;
    private final boolean ansiQuotes;
    private final boolean backslashEscapes;
    private final boolean questionMarks;

    private int position;
    private boolean inExecutableComment;
    private int executableCommentStart;

    /** MySQL: the token just read is a dot behind a name, so whatever letters follow are a name. */
    private boolean nameFollows;

    /** Where the token just read starts. */
    int start;

    /** Where it ends. */
    int end;

    /** Hash of a word, for {@link Keyword#find}. */
    int hash;

    private int[] comments;
    private int commentCount;

    Lexer(Syntax syntax, String text) {
        this.text = text;
        this.length = text.length();
        this.mysql = syntax.dialect() == Dialect.MYSQL;
        this.ansiQuotes = syntax.ansiQuotes();
        this.backslashEscapes = syntax.backslashEscapes();
        this.questionMarks = syntax.questionMarkParameters();
    }

    /**
     * Start and end of each comment, two entries each; longer than needed; null where there is
     * none.
     */
    int[] comments() {
        return comments;
    }

    int commentCount() {
        return commentCount;
    }

    /**
     * Reads the next token.
     *
     * @return its kind; {@link Token#END} at the end of the text, as often as asked
     * @throws SyntaxException where a quote or comment isn't closed, or a character can begin no
     *     token
     */
    byte next() {
        while (true) {
            if (position >= length) {
                if (inExecutableComment) throw unterminated("comment", executableCommentStart);
                start = end = length;
                return Token.END;
            }
            char c = text.charAt(position);
            byte sort = c < 128 ? CLASSES[c] : LETTER;
            if (sort == SPACE) {
                position++;
                nameFollows = false;
                continue;
            }
            start = position;
            if (nameFollows) {
                nameFollows = false;
                if (sort == LETTER || sort == DIGIT || c == '$') return word();
            }
            switch (sort) {
                case LETTER -> {
                    if (position + 1 < length) {
                        char following = text.charAt(position + 1);
                        if (following == '\'' || following == '&') {
                            byte kind = prefixedString(c, following);
                            if (kind >= 0) return kind;
                        }
                    }
                    return word();
                }
                case DIGIT -> {
                    return number();
                }
                case SELF -> {
                    if (c == '.') {
                        if (position + 1 < length
                                && isDigit(text.charAt(position + 1))
                                && !behindName()) {
                            return number();
                        }
                        position++;
                        if (mysql
                                && position < length
                                && isNamePart(text.charAt(position))
                                && behindName()) {
                            nameFollows = true;
                        }
                        return single();
                    }
                    position++;
                    if (c == ':' && position < length) {
                        char following = text.charAt(position);
                        if (following == '=') return twoSigns(Token.COLON_EQUAL);
                        if (following == ':' && !mysql) return twoSigns(Token.DOUBLE_COLON);
                    }
                    if (c == '\\') {
                        if (mysql && position < length && text.charAt(position) == 'N')
                            return twoSigns(Token.NULL_SIGN);
                        throw unexpected();
                    }
                    return single();
                }
                case OPERATOR_SIGN -> {
                    if (skipComment(c)) continue;
                    return mysql ? mysqlOperator(c) : postgresqlOperator(c);
                }
                default -> {
                    return quoteOrSign(c);
                }
            }
        }
    }

    private byte quoteOrSign(char c) {
        switch (c) {
            case '\'':
                return string(position + 1, backslashEscapes, Token.STRING);
            case '"':
                if (ansiQuotes) return quotedName('"', position + 1);
                return mysqlDoubleQuoted();
            case '$':
                if (mysql) return word();
                return dollar();
            default:
                throw unexpected();
        }
    }

    private byte single() {
        end = start + 1;
        return (byte) text.charAt(start);
    }

    private byte twoSigns(byte kind) {
        end = position = start + 2;
        return kind;
    }

    private byte threeSigns(byte kind) {
        end = position = start + 3;
        return kind;
    }

    private char at(int index) {
        return index < length ? text.charAt(index) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNamePart(char c) {
        return c >= 128 || NAME_PARTS[c];
    }

    /** Whether a name ends just before the token that starts here. */
    private boolean behindName() {
        if (start == 0) return false;
        char before = text.charAt(start - 1);
        if (before == '`') return true;
        return mysql && end == start && isNamePart(before);
    }

    // word: letter { letter | digit | '$' }
    private byte word() {
        int i = position;
        int h = 0;
        while (i < length) {
            char c = text.charAt(i);
            if (c < 128 && !NAME_PARTS[c]) break;
            h = h * 31 + (c | 0x20);
            i++;
        }
        hash = h;
        end = position = i;
        return Token.WORD;
    }

    /**
     * A string with a letter in front: {@code N'x'}, {@code X'0f'}, {@code b'01'}, {@code E'x'},
     * {@code U&'x'}. Negative if it is none.
     */
    private byte prefixedString(char letter, char following) {
        if (following == '&') {
            if (mysql || (letter | 0x20) != 'u') return -1;
            char quote = at(position + 2);
            if (quote == '\'') return unicodeEscape(string(position + 3, false, Token.STRING));
            if (quote == '"') return unicodeEscape(quotedName('"', position + 3));
            return -1;
        }
        switch (letter | 0x20) {
            case 'n':
                return string(position + 2, backslashEscapes, Token.NATIONAL_STRING);
            case 'e':
                return mysql ? -1 : string(position + 2, true, Token.STRING);
            case 'x':
                return digits(Token.HEX);
            case 'b':
                return digits(Token.BIT);
            default:
                return -1;
        }
    }

    /**
     * X'...' or B'...': the digits are checked in MySQL only, where they are part of the syntax.
     */
    private byte digits(byte kind) {
        byte read = string(position + 2, false, kind);
        if (mysql) {
            int count = 0;
            for (int i = start + 2; i < end - 1; i++, count++) {
                char c = text.charAt(i);
                boolean right =
                        kind == Token.BIT
                                ? c == '0' || c == '1'
                                : Character.digit(c, 16) >= 0 && c < 128;
                if (!right) throw unexpected();
            }
            if (kind == Token.HEX && count % 2 != 0) throw unexpected();
        }
        return read;
    }

    /** PostgreSQL: UESCAPE belongs to the literal or name in front of it. */
    private byte unicodeEscape(byte kind) {
        int i = skipSpace(end);
        if (text.regionMatches(true, i, "uescape", 0, 7)) {
            int quote = skipSpace(i + 7);
            if (at(quote) == '\'' && at(quote + 2) == '\'') end = position = quote + 3;
        }
        return kind;
    }

    private int skipSpace(int from) {
        int i = from;
        while (i < length && text.charAt(i) < 128 && CLASSES[text.charAt(i)] == SPACE) i++;
        return i;
    }

    /**
     * A string in single quotes, and those that continue it: PostgreSQL joins strings that a line
     * break separates, MySQL all that follow each other.
     *
     * @param from after the opening quote
     */
    private byte string(int from, boolean escapes, byte kind) {
        end = position = closingQuote(from, '\'', escapes);
        while (true) {
            int next = continuation();
            if (next < 0) return kind;
            end = position = closingQuote(next + 1, text.charAt(next), escapes);
        }
    }

    private byte mysqlDoubleQuoted() {
        end = position = closingQuote(position + 1, '"', backslashEscapes);
        while (true) {
            int next = continuation();
            if (next < 0) return Token.STRING;
            end = position = closingQuote(next + 1, text.charAt(next), backslashEscapes);
        }
    }

    /** Where the string that continues the one just read starts; negative if none does. */
    private int continuation() {
        int i = end;
        boolean newline = false;
        while (i < length) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                newline = true;
                i++;
            } else if (c < 128 && CLASSES[c] == SPACE) {
                i++;
            } else if (!mysql && c == '-' && at(i + 1) == '-') {
                while (i < length && text.charAt(i) != '\n') i++;
            } else {
                boolean quote = c == '\'' || (mysql && !ansiQuotes && c == '"');
                return quote && (mysql ? i > end : newline) ? i : -1;
            }
        }
        return -1;
    }

    /** The index after the quote that closes a string. A doubled quote doesn't. */
    private int closingQuote(int from, char quote, boolean escapes) {
        for (int i = from; i < length; i++) {
            char c = text.charAt(i);
            if (c == quote) {
                if (at(i + 1) != quote) return i + 1;
                i++;
            } else if (c == '\\' && escapes) {
                i++;
            }
        }
        throw unterminated("quoted string", start);
    }

    private byte quotedName(char quote, int from) {
        int i = from;
        while (true) {
            int close = text.indexOf(quote, i);
            if (close < 0) throw unterminated("quoted identifier", start);
            if (at(close + 1) != quote) {
                if (close == from && !mysql) {
                    throw new SyntaxException(
                            "zero-length delimited identifier at or near \"\"\"\"", start);
                }
                end = position = close + 1;
                return Token.QUOTED_NAME;
            }
            i = close + 2;
        }
    }

    /** PostgreSQL: {@code $1}, or a string in dollar quotes. */
    private byte dollar() {
        int i = position + 1;
        if (isDigit(at(i))) {
            while (isDigit(at(i))) i++;
            end = position = i;
            if (i < length && (text.charAt(i) >= 128 || CLASSES[text.charAt(i)] == LETTER)) {
                throw new SyntaxException(
                        "trailing junk after parameter at or near \""
                                + text.substring(start, i + 1)
                                + "\"",
                        start);
            }
            if (i - start > 6)
                throw new SyntaxException(
                        "parameter number too large at or near \""
                                + text.substring(start, i)
                                + "\"",
                        start);
            return Token.PARAMETER;
        }
        while (i < length && text.charAt(i) != '$' && isNamePart(text.charAt(i))) i++;
        if (at(i) != '$') throw unexpected();
        String tag = text.substring(position, i + 1);
        int close = text.indexOf(tag, i + 1);
        if (close < 0) throw unterminated("dollar-quoted string", start);
        end = position = close + tag.length();
        return Token.STRING;
    }

    // number: digits [ '.' digits ] [ 'e' [sign] digits ] | '0x' hex digits | '0b' bits | '0o'
    // octal digits
    private byte number() {
        int i = position;
        char first = text.charAt(i);
        char following = at(i + 1);
        if (first == '0'
                && (following == 'x'
                        || following == 'b'
                        || !mysql
                                && (following == 'X'
                                        || following == 'B'
                                        || (following | 0x20) == 'o'))) {
            int radix = (following | 0x20) == 'x' ? 16 : (following | 0x20) == 'b' ? 2 : 8;
            int j = i + 2;
            while (j < length
                    && (text.charAt(j) < 128 && Character.digit(text.charAt(j), radix) >= 0
                            || !mysql && text.charAt(j) == '_')) j++;
            if (mysql) {
                if (j > i + 2 && !isNamePart(at(j))) {
                    end = position = j;
                    return radix == 16 ? Token.HEX : Token.BIT;
                }
                return word();
            }
            if (j == i + 2 || text.charAt(j - 1) == '_')
                throw junk(
                        "invalid "
                                + (radix == 16 ? "hexadecimal" : radix == 2 ? "binary" : "octal")
                                + " integer",
                        j);
            return numberEnd(j, Token.INTEGER);
        }
        byte kind = Token.INTEGER;
        i = decimalDigits(i);
        if (mysql && i < length && first != '.' && isNamePart(text.charAt(i))) {
            // 1e5 and 1e+5 are numbers, 1a and 1e are names.
            int exponent = exponent(i);
            if (exponent < 0 || isNamePart(at(exponent))) return word();
            end = position = exponent;
            return Token.FLOAT;
        }
        if (at(i) == '.' && !(at(i + 1) == '.' && !mysql)) {
            kind = Token.DECIMAL;
            i = decimalDigits(i + 1);
        }
        int exponent = exponent(i);
        if (exponent >= 0) {
            kind = Token.FLOAT;
            i = exponent;
        }
        return numberEnd(i, kind);
    }

    private byte numberEnd(int i, byte kind) {
        end = position = i;
        if (!mysql && i < length) {
            char c = text.charAt(i);
            if (c >= 128 || CLASSES[c] == LETTER)
                throw junk("trailing junk after numeric literal", i + 1);
        }
        return kind;
    }

    private SyntaxException junk(String what, int to) {
        return new SyntaxException(
                what + " at or near \"" + text.substring(start, Math.min(to, length)) + "\"",
                start);
    }

    /** The index after digits; PostgreSQL takes single underscores between them. */
    private int decimalDigits(int from) {
        int i = from;
        while (i < length
                && (isDigit(text.charAt(i))
                        || !mysql && text.charAt(i) == '_' && i > from && isDigit(at(i + 1)))) i++;
        return i;
    }

    /** The index after an exponent at {@code i}; negative if there is none. */
    private int exponent(int i) {
        if ((at(i) | 0x20) != 'e') return -1;
        int j = i + 1;
        if (at(j) == '+' || at(j) == '-') j++;
        if (!isDigit(at(j))) return -1;
        return decimalDigits(j);
    }

    /**
     * Skips a comment, or the opening or closing mark of an executable one. False if none starts
     * here.
     */
    private boolean skipComment(char c) {
        char following = at(position + 1);
        if (c == '/' && following == '*') {
            if (mysql && openExecutableComment()) return true;
            int close = mysql ? text.indexOf("*/", position + 2) : closingComment();
            if (close < 0) throw unterminated("/* comment", position);
            noteComment(position, close + 2);
            position = close + 2;
            return true;
        }
        if (c == '*' && following == '/' && inExecutableComment) {
            inExecutableComment = false;
            position += 2;
            return true;
        }
        boolean line =
                c == '-' && following == '-' && (!mysql || at(position + 2) <= ' ')
                        || mysql && c == '#';
        if (!line) return false;
        int close = text.indexOf('\n', position);
        if (close < 0) close = length;
        noteComment(position, close);
        position = close;
        return true;
    }

    /**
     * MySQL: {@code /*!50100 ...} and MariaDB's {@code /*M!100100 ...}, whose contents are part of
     * the statement.
     */
    private boolean openExecutableComment() {
        int i = position + 2;
        if (at(i) == 'M' && at(i + 1) == '!') i++;
        if (at(i) != '!' || inExecutableComment) return false;
        int digits = ++i;
        while (isDigit(at(i)) && i - digits < 6) i++;
        int count = i - digits;
        if (count == 6 && text.startsWith("99", digits)) return false;
        int version = count >= 5 ? Integer.parseInt(text, digits, i, 10) : 0;
        if (count == 6 && text.charAt(digits) != '0' && text.charAt(digits) != '1') {
            // Five digits are a version; a sixth that can't belong to it begins the contents.
            version /= 10;
            i--;
        }
        if (version >= VERSION_NEVER && count < 6) return false;
        if (count < 5) i = digits;
        inExecutableComment = true;
        executableCommentStart = position;
        position = i;
        return true;
    }

    /**
     * PostgreSQL: where the nested comments that start here are closed; negative if they aren't.
     */
    private int closingComment() {
        int depth = 1;
        int i = position + 2;
        while (i + 1 < length) {
            char c = text.charAt(i);
            char following = text.charAt(i + 1);
            if (c == '*' && following == '/') {
                if (--depth == 0) return i;
                i += 2;
            } else if (c == '/' && following == '*') {
                depth++;
                i += 2;
            } else {
                i++;
            }
        }
        return -1;
    }

    private void noteComment(int from, int to) {
        if (comments == null) comments = new int[4];
        else if (comments.length == commentCount * 2)
            comments = Arrays.copyOf(comments, comments.length * 2);
        comments[commentCount * 2] = from;
        comments[commentCount * 2 + 1] = to;
        commentCount++;
    }

    private byte mysqlOperator(char c) {
        char following = at(position + 1);
        switch (c) {
            case '<':
                if (following == '=')
                    return at(position + 2) == '>'
                            ? threeSigns(Token.NULL_SAFE_EQUAL)
                            : twoSigns(Token.LESS_OR_EQUAL);
                if (following == '>') return twoSigns(Token.NOT_EQUAL);
                if (following == '<') return twoSigns(Token.SHIFT_LEFT);
                break;
            case '>':
                if (following == '=') return twoSigns(Token.GREATER_OR_EQUAL);
                if (following == '>') return twoSigns(Token.SHIFT_RIGHT);
                break;
            case '!':
                if (following == '=') return twoSigns(Token.NOT_EQUAL);
                break;
            case '=':
                if (following == '>') return twoSigns(Token.NAMED_ARROW);
                break;
            case '|':
                if (following == '|') return twoSigns(Token.DOUBLE_PIPE);
                break;
            case '&':
                if (following == '&') return twoSigns(Token.DOUBLE_AMPERSAND);
                break;
            case '-':
                if (following == '>')
                    return at(position + 2) == '>'
                            ? threeSigns(Token.JSON_TEXT_ARROW)
                            : twoSigns(Token.JSON_ARROW);
                break;
            case '?':
                end = ++position;
                return Token.PARAMETER;
            case '`':
                return quotedName('`', position + 1);
            case '@':
                return variable(following);
            default:
                break;
        }
        position++;
        return single();
    }

    /** {@code @name}, {@code @'name'}, {@code @@[scope.]name}. */
    private byte variable(char following) {
        int i = position + 1;
        if (following == '@') {
            i++;
            while (i < length) {
                char c = text.charAt(i);
                if (c == '`') {
                    int close = text.indexOf('`', i + 1);
                    if (close < 0) throw unterminated("quoted identifier", i);
                    i = close + 1;
                } else if (isNamePart(c) || c == '.') {
                    i++;
                } else if ((c == '\'' || c == '"') && text.charAt(i - 1) == '.') {
                    i = closingQuote(i + 1, c, backslashEscapes);
                } else {
                    break;
                }
            }
            if (i == position + 2) throw unexpected();
            end = position = i;
            return Token.SYSTEM_VARIABLE;
        }
        if (following == '\'' || following == '"' || following == '`') {
            end = position = closingQuote(i + 1, following, backslashEscapes && following != '`');
            return Token.VARIABLE;
        }
        while (i < length && (isNamePart(text.charAt(i)) || text.charAt(i) == '.')) i++;
        if (i == position + 1) {
            position++;
            return single();
        }
        end = position = i;
        return Token.VARIABLE;
    }

    private byte postgresqlOperator(char c) {
        int i = position + 1;
        if (c == '?' && questionMarks) {
            if (at(i) != '?') {
                end = position = i;
                return Token.PARAMETER;
            }
            // ?? stands for the operator ?, also in ??| and ??&.
            i++;
            if (at(i) == '|' || at(i) == '&') i++;
            end = position = i;
            return Token.OPERATOR;
        }
        boolean special = isSpecial(c);
        while (i < length) {
            char d = text.charAt(i);
            if (d >= 128 || CLASSES[d] != OPERATOR_SIGN) break;
            char following = at(i + 1);
            if (d == '-' && following == '-' || d == '/' && following == '*') break;
            if (d == '?' && questionMarks && following != '?') break;
            special |= isSpecial(d);
            i++;
        }
        if (!special) {
            while (i > position + 1 && (text.charAt(i - 1) == '+' || text.charAt(i - 1) == '-'))
                i--;
        }
        int count = i - position;
        end = i;
        position = i;
        if (count == 1) {
            return switch (c) {
                case '+', '-', '*', '/', '%', '^', '<', '>', '=', '|' -> (byte) c;
                default -> Token.OPERATOR;
            };
        }
        if (count == 2) {
            char d = text.charAt(start + 1);
            switch (c) {
                case '<':
                    if (d == '=') return Token.LESS_OR_EQUAL;
                    if (d == '>') return Token.NOT_EQUAL;
                    break;
                case '>':
                    if (d == '=') return Token.GREATER_OR_EQUAL;
                    break;
                case '!':
                    if (d == '=') return Token.NOT_EQUAL;
                    break;
                case '=':
                    if (d == '>') return Token.NAMED_ARROW;
                    break;
                case '|':
                    if (d == '|') return Token.DOUBLE_PIPE;
                    break;
                default:
                    break;
            }
        }
        return Token.OPERATOR;
    }

    /** Signs that let an operator end in + or -. */
    private static boolean isSpecial(char c) {
        return switch (c) {
            case '~', '!', '@', '#', '%', '^', '&', '|', '`', '?' -> true;
            default -> false;
        };
    }

    private SyntaxException unexpected() {
        int to = Math.min(length, Math.max(start + 1, end));
        return SyntaxErrors.near(mysql ? Dialect.MYSQL : Dialect.POSTGRESQL, text, start, to, null);
    }

    private SyntaxException unterminated(String what, int at) {
        if (mysql)
            return SyntaxErrors.near(Dialect.MYSQL, text, at, length, "the end of a " + what);
        return new SyntaxException(
                "unterminated "
                        + what
                        + " at or near \""
                        + SyntaxErrors.shortened(text.substring(at))
                        + "\"",
                at);
    }
}
