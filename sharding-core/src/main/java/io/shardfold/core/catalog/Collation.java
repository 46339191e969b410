package io.shardfold.core.catalog;

/**
 * How a column's text compares.
 *
 * @param name as the database calls it; {@code default} for PostgreSQL's database default
 * @param order how two texts can be ordered outside the database
 * @param exact whether only texts of the same bytes are equal (trailing spaces aside for CHAR)
 * @param spaceWeight for {@link Order#WEIGHT_PADDED}: the sort key of a space; null otherwise
 */
public record Collation(String name, Order order, boolean exact, byte[] spaceWeight) {

    /** Measured ways to order text outside the database. */
    public enum Order {
        /** By the bytes of its UTF-8 form: PostgreSQL's C, POSIX, C.UTF-8. */
        BYTES,
        /** By WEIGHT_STRING(x), unsigned: MySQL's NO PAD collations. */
        WEIGHT,
        /**
         * By WEIGHT_STRING(x), the shorter extended with the weight of a space: PAD SPACE
         * collations of one level.
         */
        WEIGHT_PADDED,
        /** Only the database can. */
        DATABASE
    }
}
