package io.shardfold.sql.lex;

/**
 * Kinds of tokens. A punctuation mark of one character is its own kind: {@code '('} has the kind
 * 40.
 *
 * <p>Plain bytes, because tokens live in arrays: a text of ten megabytes has millions of them.
 */
public final class Token {

    public static final byte END = 0;

    /** A name without quotes, or a keyword. */
    public static final byte WORD = 1;

    /** A name in quotes. */
    public static final byte QUOTED_NAME = 2;

    public static final byte INTEGER = 3;
    public static final byte DECIMAL = 4;
    public static final byte FLOAT = 5;
    public static final byte STRING = 6;
    public static final byte NATIONAL_STRING = 7;
    public static final byte BIT = 8;
    public static final byte HEX = 9;

    /** {@code ?} or {@code $1}. */
    public static final byte PARAMETER = 10;

    /** MySQL's {@code @name}. */
    public static final byte VARIABLE = 11;

    /** MySQL's {@code @@name}, with its scope. */
    public static final byte SYSTEM_VARIABLE = 12;

    /** An operator that has no kind of its own. */
    public static final byte OPERATOR = 13;

    public static final byte LESS_OR_EQUAL = 14;
    public static final byte GREATER_OR_EQUAL = 15;
    public static final byte NOT_EQUAL = 16;
    public static final byte NULL_SAFE_EQUAL = 17;

    /** {@code ::} */
    public static final byte DOUBLE_COLON = 18;

    /** {@code :=} */
    public static final byte COLON_EQUAL = 19;

    /** {@code =>} */
    public static final byte NAMED_ARROW = 20;

    /** {@code ||} */
    public static final byte DOUBLE_PIPE = 21;

    /** {@code &&} */
    public static final byte DOUBLE_AMPERSAND = 22;

    public static final byte SHIFT_LEFT = 23;
    public static final byte SHIFT_RIGHT = 24;

    /** MySQL's {@code ->} */
    public static final byte JSON_ARROW = 25;

    /** MySQL's {@code ->>} */
    public static final byte JSON_TEXT_ARROW = 26;

    /** MySQL's {@code \N} */
    public static final byte NULL_SIGN = 27;

    private Token() {}

    /** Whether the kind is a literal, that is, replaced by its type in a fingerprint. */
    public static boolean isLiteral(byte kind) {
        return kind >= INTEGER && kind <= HEX;
    }
}
