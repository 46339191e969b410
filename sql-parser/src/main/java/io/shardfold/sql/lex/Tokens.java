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

    private final Syntax syntax;
    private final String text;
    private final byte[] kinds;
    private final int[] starts;
    private final int[] ends;
    private final Keyword[] keywords;

    /** Literal: its index. Parameter: its zero-based number. */
    private final int[] numbers;

    private final int count;
    private final int parameterCount;

    private Tokens(Syntax syntax, String text) {
        this.syntax = syntax;
        this.text = text;
        Lexer lexer = new Lexer(syntax, text);
        int capacity = text.length() / 5 + 8;
        byte[] kinds = new byte[capacity];
        int[] starts = new int[capacity];
        int[] ends = new int[capacity];
        Keyword[] keywords = new Keyword[capacity];
        int[] numbers = null;
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
                keywords = Arrays.copyOf(keywords, capacity);
                if (numbers != null) numbers = Arrays.copyOf(numbers, capacity);
            }
            kinds[count] = kind;
            starts[count] = lexer.start;
            ends[count] = lexer.end;
            if (kind == Token.WORD) {
                keywords[count] = Keyword.find(text, lexer.start, lexer.end, lexer.hash);
            } else if (Token.isLiteral(kind)) {
                if (numbers == null) numbers = new int[capacity];
                numbers[count] = literals++;
            } else if (kind == Token.PARAMETER) {
                if (numbers == null) numbers = new int[capacity];
                if (text.charAt(lexer.start) == '$') {
                    int number = Integer.parseInt(text, lexer.start + 1, lexer.end, 10);
                    if (number == 0)
                        throw new SyntaxException("there is no parameter $0", lexer.start);
                    numbers[count] = number - 1;
                    highest = Math.max(highest, number);
                } else {
                    numbers[count] = marks++;
                }
            }
            count++;
            if (kind == Token.END) break;
        }
        this.kinds = kinds;
        this.starts = starts;
        this.ends = ends;
        this.keywords = keywords;
        this.numbers = numbers;
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
        return keywords[index];
    }

    /** A literal's index among the literals, a parameter's zero-based number. */
    public int number(int index) {
        return numbers[index];
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
