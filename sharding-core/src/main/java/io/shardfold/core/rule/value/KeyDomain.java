package io.shardfold.core.rule.value;

import java.util.Objects;

/**
 * What the catalog knows about a key column: enough to say which values are equal and what the
 * database will store.
 *
 * @param type the kind of value
 * @param scale digits after the decimal point of a DECIMAL, or of the seconds of a TIME, TIMESTAMP
 *     or MOMENT; -1 when unlimited or unknown
 * @param equality which texts are equal; of no meaning for other types
 */
public record KeyDomain(KeyType type, int scale, TextEquality equality) {

    public static final KeyDomain INTEGER = new KeyDomain(KeyType.INTEGER, 0, TextEquality.EXACT);
    public static final KeyDomain EXACT_TEXT = new KeyDomain(KeyType.TEXT, -1, TextEquality.EXACT);
    public static final KeyDomain UNKNOWN =
            new KeyDomain(KeyType.UNKNOWN, -1, TextEquality.UNKNOWN);

    public KeyDomain {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(equality, "equality");
    }

    public static KeyDomain of(KeyType type) {
        return new KeyDomain(type, type == KeyType.INTEGER ? 0 : -1, TextEquality.EXACT);
    }

    public static KeyDomain text(TextEquality equality) {
        return new KeyDomain(KeyType.TEXT, -1, equality);
    }

    /**
     * Whether equal values of both columns are placed alike by one algorithm, so that a join on
     * them stays on its shard.
     */
    public boolean isAlike(KeyDomain other) {
        return type == other.type
                && type != KeyType.UNKNOWN
                && (type != KeyType.TEXT && type != KeyType.ENUM || equality == other.equality);
    }
}
