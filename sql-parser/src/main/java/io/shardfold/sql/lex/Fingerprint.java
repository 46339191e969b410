package io.shardfold.sql.lex;

import io.shardfold.sql.Syntax;
import io.shardfold.sql.SyntaxException;
import io.shardfold.sql.ast.Expression.LiteralType;
import io.shardfold.sql.ast.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text with its literals taken out: the key under which statements that differ in their literals
 * alone share a plan.
 *
 * <p>Equal fingerprints have the same syntax settings, as many literals of the same types, and the
 * same characters between them, comments and white space included. So a span of one text that ends
 * outside literals has its like in the other, and both texts parse to trees of the same shape.
 *
 * <p>Not every literal is a mere value: a number in ORDER BY or GROUP BY is a column's position, a
 * string can be an alias, an INTERVAL's or a type's argument. What depends on such a literal must
 * not be shared by fingerprint alone.
 *
 * <p>Immutable. Holds the text, literals included: not for logs.
 */
public final class Fingerprint {

    private static final int[] NONE = {};
    private static final LiteralType[] TYPES = {
        LiteralType.INTEGER,
        LiteralType.DECIMAL,
        LiteralType.FLOAT,
        LiteralType.STRING,
        LiteralType.NATIONAL_STRING,
        LiteralType.BIT,
        LiteralType.HEX
    };

    private final Syntax syntax;
    private final String text;
    private final int hash;

    /** Start and end of each literal, two entries each. */
    private final int[] literals;

    private final byte[] literalKinds;
    private final int literalCount;
    private final int parameterCount;
    private final int[] comments;
    private final int commentCount;
    private final Keyword firstKeyword;

    private Fingerprint(Syntax syntax, String text) {
        this.syntax = syntax;
        this.text = text;
        Lexer lexer = new Lexer(syntax, text);
        int[] spans = NONE;
        byte[] kinds = null;
        int count = 0;
        int marks = 0;
        int highest = 0;
        int h = 0;
        Keyword first = null;
        boolean atStart = true;
        for (byte kind = lexer.next(); kind != Token.END; kind = lexer.next()) {
            // The lexer has hashed the word; white space and a word's case are left to equals.
            h = h * 31 + (kind == Token.WORD ? lexer.hash : kind);
            if (kind == Token.QUOTED_NAME) h = hash(h, text, lexer.start, lexer.end);
            if (atStart) {
                if (kind == Token.WORD)
                    first = Keyword.find(text, lexer.start, lexer.end, lexer.hash);
                atStart = kind == '(' || kind == ';';
            }
            if (Token.isLiteral(kind)) {
                if (spans.length == count * 2) {
                    int capacity = count == 0 ? 4 : count * 2;
                    spans = Arrays.copyOf(spans, capacity * 2);
                    kinds = kinds == null ? new byte[capacity] : Arrays.copyOf(kinds, capacity);
                }
                spans[count * 2] = lexer.start;
                spans[count * 2 + 1] = lexer.end;
                kinds[count++] = kind;
            } else if (kind == Token.PARAMETER) {
                if (text.charAt(lexer.start) == '$') {
                    highest =
                            Math.max(
                                    highest,
                                    Integer.parseInt(text, lexer.start + 1, lexer.end, 10));
                } else {
                    marks++;
                }
            }
        }
        this.comments = lexer.comments();
        this.commentCount = lexer.commentCount();
        // Programs tell statements apart, and trace them, by comments.
        for (int i = 0; i < commentCount; i++)
            h = hash(h, text, comments[i * 2], comments[i * 2 + 1]);
        this.hash = h;
        this.literals = spans;
        this.literalKinds = kinds;
        this.literalCount = count;
        this.parameterCount = Math.max(marks, highest);
        this.firstKeyword = first;
    }

    private static int hash(int seed, String text, int from, int to) {
        int h = seed;
        for (int i = from; i < to; i++) h = h * 31 + text.charAt(i);
        return h;
    }

    /**
     * Reads a text's tokens.
     *
     * @throws SyntaxException where the text can't be divided into tokens
     */
    public static Fingerprint of(Syntax syntax, String text) {
        return new Fingerprint(syntax, text);
    }

    public Syntax syntax() {
        return syntax;
    }

    /** The whole text, literals included. */
    public String text() {
        return text;
    }

    public int literalCount() {
        return literalCount;
    }

    /** Zero-based UTF-16 index of the literal's first character, its quote or prefix included. */
    public int literalStart(int index) {
        return literals[checked(index) * 2];
    }

    /** The index after its last character. */
    public int literalEnd(int index) {
        return literals[checked(index) * 2 + 1];
    }

    public LiteralType literalType(int index) {
        return TYPES[literalKinds[checked(index)] - Token.INTEGER];
    }

    /**
     * The literal's value as {@code Expression.Literal} holds it: escapes undone, digits without
     * sign.
     */
    public String literalValue(int index) {
        return Literals.value(
                syntax,
                text,
                literalKinds[checked(index)],
                literals[index * 2],
                literals[index * 2 + 1]);
    }

    /** Whether {@link #literalLong} has an answer: a plain decimal INTEGER of at most 18 digits. */
    public boolean isLong(int index) {
        if (literalKinds[checked(index)] != Token.INTEGER) return false;
        int start = literals[index * 2];
        int end = literals[index * 2 + 1];
        if (end - start > 18) return false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') return false;
        }
        return true;
    }

    /**
     * The value of a literal for which {@link #isLong} holds; never negative, since a sign isn't
     * part of the literal.
     */
    public long literalLong(int index) {
        assert isLong(index);
        long value = 0;
        for (int i = literals[index * 2]; i < literals[index * 2 + 1]; i++)
            value = value * 10 + (text.charAt(i) - '0');
        return value;
    }

    /** How many {@code ?} there are, or the highest n of {@code $n}. */
    public int parameterCount() {
        return parameterCount;
    }

    /**
     * The comments with their marks, in order. Text inside strings and the contents of executable
     * comments are none.
     */
    public List<Span> comments() {
        if (commentCount == 0) return List.of();
        List<Span> spans = new ArrayList<>(commentCount);
        for (int i = 0; i < commentCount; i++)
            spans.add(new Span(comments[i * 2], comments[i * 2 + 1]));
        return spans;
    }

    /**
     * The first word behind any opening parentheses; null if it is no keyword, or if there is none.
     */
    public Keyword firstKeyword() {
        return firstKeyword;
    }

    private int checked(int index) {
        if (index < 0 || index >= literalCount) throw new IndexOutOfBoundsException(index);
        return index;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) return true;
        if (!(other instanceof Fingerprint that)
                || hash != that.hash
                || literalCount != that.literalCount) return false;
        if (!syntax.equals(that.syntax)) return false;
        int from = 0;
        int thatFrom = 0;
        for (int i = 0; i < literalCount; i++) {
            int count = literals[i * 2] - from;
            if (literalKinds[i] != that.literalKinds[i] || that.literals[i * 2] - thatFrom != count)
                return false;
            if (!text.regionMatches(from, that.text, thatFrom, count)) return false;
            from = literals[i * 2 + 1];
            thatFrom = that.literals[i * 2 + 1];
        }
        int count = text.length() - from;
        return that.text.length() - thatFrom == count
                && text.regionMatches(from, that.text, thatFrom, count);
    }

    /** The text with each literal shown by its type: fit for logs. */
    @Override
    public String toString() {
        StringBuilder shown = new StringBuilder(text.length());
        int from = 0;
        for (int i = 0; i < literalCount; i++) {
            shown.append(text, from, literals[i * 2])
                    .append('<')
                    .append(literalType(i))
                    .append('>');
            from = literals[i * 2 + 1];
        }
        return shown.append(text, from, text.length()).toString();
    }
}
