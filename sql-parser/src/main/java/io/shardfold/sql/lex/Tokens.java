package io.shardfold.sql.lex;

import io.shardfold.sql.Syntax;
import io.shardfold.sql.SyntaxException;
import java.util.Arrays;

/**
 * A text's tokens, in arrays: none is an object. The last one is {@link Token#END}.
 *
 * <p>Immutable; the arrays aren't handed out.
 */
public final class Tokens {

    private static final Keyword[] KEYWORDS = Keyword.values();

    /** What 16 bits hold. */
    private static final int NARROW_MAX = 1 << 16;

    private final Syntax syntax;
    private final String text;
    private final byte[] kinds;

    /**
     * Start, end and code of each token; null where the text is too long for 16 bits. Code of a
     * word: its keyword's place among them, counted from 1. Of a literal: its index. Of a
     * parameter: its number.
     */
    private final char[] narrow;

    /** The same for long texts, else null. */
    private final int[] wide;

    private final int count;
    private final int parameterCount;

    private Tokens(Syntax syntax, String text) {
        this.syntax = syntax;
        this.text = text;
        Lexer lexer = new Lexer(syntax, text);
        boolean isNarrow = text.length() < NARROW_MAX;
        int capacity = text.length() / 3 + 8;
        byte[] kinds = new byte[capacity];
        char[] narrow = isNarrow ? new char[capacity * 3] : null;
        int[] wide = isNarrow ? null : new int[capacity * 3];
        int count = 0;
        int literals = 0;
        int marks = 0;
        int highest = 0;
        while (true) {
            byte kind = lexer.next();
            if (count == capacity) {
                capacity += (capacity >> 1) + 8;
                kinds = Arrays.copyOf(kinds, capacity);
                if (isNarrow) narrow = Arrays.copyOf(narrow, capacity * 3);
                else wide = Arrays.copyOf(wide, capacity * 3);
            }
            kinds[count] = kind;
            int code = 0;
            if (kind == Token.WORD) {
                Keyword keyword = Keyword.find(text, lexer.start, lexer.end, lexer.hash);
                if (keyword != null) code = keyword.ordinal() + 1;
            } else if (Token.isLiteral(kind)) {
                code = literals++;
            } else if (kind == Token.PARAMETER) {
                if (text.charAt(lexer.start) == '$') {
                    int number = Integer.parseInt(text, lexer.start + 1, lexer.end, 10);
                    if (number == 0)
                        throw new SyntaxException("there is no parameter $0", lexer.start);
                    code = number - 1;
                    highest = Math.max(highest, number);
                } else {
                    code = marks++;
                }
            }
            int at = count++ * 3;
            if (isNarrow && code < NARROW_MAX) {
                narrow[at] = (char) lexer.start;
                narrow[at + 1] = (char) lexer.end;
                narrow[at + 2] = (char) code;
            } else {
                if (isNarrow) {
                    // Only a parameter's number can be greater than the text is long.
                    isNarrow = false;
                    wide = widened(narrow);
                    narrow = null;
                }
                wide[at] = lexer.start;
                wide[at + 1] = lexer.end;
                wide[at + 2] = code;
            }
            if (kind == Token.END) break;
        }
        this.kinds = kinds;
        this.narrow = narrow;
        this.wide = wide;
        this.count = count;
        this.parameterCount = Math.max(marks, highest);
    }

    private static int[] widened(char[] narrow) {
        int[] wide = new int[narrow.length];
        for (int i = 0; i < narrow.length; i++) wide[i] = narrow[i];
        return wide;
    }

    /**
     * @throws SyntaxException where the text can't be divided into tokens
     */
    public static Tokens of(Syntax syntax, String text) {
        return new Tokens(syntax, text);
    }

    public Syntax syntax() {
        return syntax;
    }

    public String text() {
        return text;
    }

    /** How many there are, END included. */
    public int count() {
        return count;
    }

    public byte kind(int index) {
        return kinds[index];
    }

    public int start(int index) {
        return narrow != null ? narrow[index * 3] : wide[index * 3];
    }

    public int end(int index) {
        return narrow != null ? narrow[index * 3 + 1] : wide[index * 3 + 1];
    }

    /** The keyword that a word is; null for other words and all other tokens. */
    public Keyword keyword(int index) {
        if (kinds[index] != Token.WORD) return null;
        int code = number(index);
        return code == 0 ? null : KEYWORDS[code - 1];
    }

    /** A literal's index among the literals, a parameter's zero-based number. */
    public int number(int index) {
        return narrow != null ? narrow[index * 3 + 2] : wide[index * 3 + 2];
    }

    /** How many {@code ?} there are, or the highest n of {@code $n}. */
    public int parameterCount() {
        return parameterCount;
    }

    /** The value of a literal. */
    public String value(int index) {
        return Literals.value(syntax, text, kinds[index], start(index), end(index));
    }
}
