package io.shardfold.core.rule.value;

/**
 * Which texts the key column's collation takes for equal: equal texts may have been placed apart,
 * so reads must know.
 */
public enum TextEquality {
    /**
     * Byte for byte: a PostgreSQL deterministic collation, a MySQL {@code _bin} collation that
     * doesn't pad.
     */
    EXACT,
    /**
     * But for trailing spaces: a MySQL {@code _bin} collation that pads, PostgreSQL's {@code
     * char(n)}.
     */
    PADDED,
    /**
     * Case, accents or width are ignored, and trailing spaces may be: every other MySQL collation.
     */
    FOLDED,
    /**
     * Nothing is known, such as with a PostgreSQL nondeterministic collation: no text condition
     * narrows the shards.
     */
    UNKNOWN
}
