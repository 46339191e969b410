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

    private final Syntax syntax;
    private final String text;
    private final byte[] kinds;
    private final int[] starts;
    private final int[] ends;

    /**
     * Word: its keyword's place among them, counted from 1. Literal: its index. Parameter: its
     * number.
     */
    private final int[] codes;

    private final int count;
    private final int parameterCount;

    private Tokens(Syntax syntax, String text) {
        this.syntax = syntax;
        this.text = text;
        Lexer lexer = new Lexer(syntax, text);
        int capacity = text.length() / 3 + 8;
        byte[] kinds = new byte[capacity];
        int[] starts = new int[capacity];
        int[] ends = new int[capacity];
        int[] codes = new int[capacity];
        int count = 0;
        int literals = 0;
        int marks = 0;
        int highest = 0;
        while (true) {
            byte kind = lexer.next();
            if (count == capacity) {
                capacity += (capacity >> 1) + 8;
                kinds = Arrays.copyOf(kinds, capacity);
                starts = Arrays.copyOf(starts, capacity);
                ends = Arrays.copyOf(ends, capacity);
                codes = Arrays.copyOf(codes, capacity);
            }
            kinds[count] = kind;
            starts[count] = lexer.start;
            ends[count] = lexer.end;
            if (kind == Token.WORD) {
                Keyword keyword = Keyword.find(text, lexer.start, lexer.end, lexer.hash);
                if (keyword != null) codes[count] = keyword.ordinal() + 1;
            } else if (Token.isLiteral(kind)) {
                codes[count] = literals++;
            } else if (kind == Token.PARAMETER) {
                if (text.charAt(lexer.start) == '$') {
                    int number = Integer.parseInt(text, lexer.start + 1, lexer.end, 10);
                    if (number == 0)
                        throw new SyntaxException("there is no parameter $0", lexer.start);
                    codes[count] = number - 1;
                    highest = Math.max(highest, number);
                } else {
                    codes[count] = marks++;
                }
            }
            count++;
            if (kind == Token.END) break;
        }
        this.kinds = kinds;
        this.starts = starts;
        this.ends = ends;
        this.codes = codes;
        this.count = count;
        this.parameterCount = Math.max(marks, highest);
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
        return starts[index];
    }

    public int end(int index) {
        return ends[index];
    }

    /** The keyword that a word is; null for other words and all other tokens. */
    public Keyword keyword(int index) {
        int code = codes[index];
        return code == 0 || kinds[index] != Token.WORD ? null : KEYWORDS[code - 1];
    }

    /** A literal's index among the literals, a parameter's zero-based number. */
    public int number(int index) {
        return codes[index];
    }

    /** How many {@code ?} there are, or the highest n of {@code $n}. */
    public int parameterCount() {
        return parameterCount;
    }

    /** The value of a literal. */
    public String value(int index) {
        return Literals.value(syntax, text, kinds[index], starts[index], ends[index]);
    }
}
