package io.shardfold.core.merge;

import java.util.List;

/**
 * How rows compare: the keys of ORDER BY or GROUP BY, most significant first. Immutable; made once
 * per plan.
 */
public final class RowOrder {

    /** How two values of a key compare. Named for what the values are, not for their Java class. */
    public enum Comparison {
        /** Whole numbers that fit a long: all of PostgreSQL's, MySQL's but for BIGINT UNSIGNED. */
        INTEGER,
        /** Exact numbers of any size; PostgreSQL's NaN and infinities too. */
        DECIMAL,
        /** NaN is greater than all and equal to itself; -0 equals 0. */
        FLOAT,
        /** Text by Unicode code point, which is the order of its UTF-8 bytes. */
        TEXT,
        /**
         * PostgreSQL's {@code character(n)} under a byte-order collation: trailing spaces don't
         * count.
         */
        TEXT_TRIMMED,
        /** MySQL's PAD SPACE under a binary collation: the shorter text is extended with spaces. */
        TEXT_PADDED,
        /** A binary sort key (WEIGHT_STRING), by unsigned bytes; a prefix comes first. */
        WEIGHT,
        /** A binary sort key whose shorter side is extended with the weight of a space. */
        WEIGHT_PADDED,
        DATE,
        /** Time of day, and MySQL's TIME, which may be negative. */
        TIME,
        TIMESTAMP,
        /** By instant. */
        TIMESTAMP_WITH_ZONE,
        /** By instant, then by zone. */
        TIME_WITH_ZONE,
        /** PostgreSQL: by normalised length, 30 days to a month. */
        INTERVAL,
        /** False before true. */
        BOOLEAN,
        UUID,
        /** Binary strings, by unsigned bytes; a prefix comes first. */
        BYTES,
        /** Text that only a shard can compare: see {@link TextRanking}. */
        RANKED
    }

    /**
     * One key.
     *
     * @param column zero-based, in the rows that are compared
     * @param nullsFirst where NULLs stand in the result, whatever the direction
     * @param pad for {@link Comparison#WEIGHT_PADDED}: the weight of one space; null otherwise
     * @param ranking for {@link Comparison#RANKED}; null otherwise
     */
    public record Key(
            int column,
            Comparison comparison,
            boolean descending,
            boolean nullsFirst,
            byte[] pad,
            TextRanking ranking) {

        public Key(int column, Comparison comparison, boolean descending, boolean nullsFirst) {
            this(column, comparison, descending, nullsFirst, null, null);
        }

        public Key {
            assert (pad != null) == (comparison == Comparison.WEIGHT_PADDED);
            assert (ranking != null) == (comparison == Comparison.RANKED);
        }
    }

    private final Key[] keys;

    private RowOrder(Key[] keys) {
        this.keys = keys;
    }

    /** No keys: all rows are equal. */
    public static RowOrder of(List<Key> keys) {
        return new RowOrder(keys.toArray(new Key[0]));
    }

    public static RowOrder of(Key... keys) {
        return new RowOrder(keys.clone());
    }

    public int keyCount() {
        return keys.length;
    }
}
