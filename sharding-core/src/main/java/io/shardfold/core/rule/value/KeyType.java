package io.shardfold.core.rule.value;

/**
 * What kind of value a key column holds, as far as placement is concerned. Widths don't matter,
 * kinds of equality do.
 */
public enum KeyType {
    /** Whole numbers of any width, signed or unsigned; MySQL's BOOLEAN among them. */
    INTEGER,
    /** MySQL's YEAR: numbers of four digits. One of two digits means a year of four. */
    YEAR,
    /** MySQL's BIT(n): numbers. What a text or octets mean for it isn't known here. */
    BITS,
    /** Exact numbers with a fraction: DECIMAL, NUMERIC. */
    DECIMAL,
    /** Binary floating point of 4 bytes. */
    REAL,
    /** Binary floating point of 8 bytes. */
    DOUBLE,
    /** PostgreSQL's boolean. */
    BOOLEAN,
    /** CHAR, VARCHAR, TEXT; which texts are equal says {@link TextEquality}. */
    TEXT,
    /** MySQL's ENUM: texts. A number, or a text that looks like one, may mean a member's index. */
    ENUM,
    DATE,
    TIME,
    /** Date and time without a zone: DATETIME, timestamp. */
    TIMESTAMP,
    /**
     * A moment: PostgreSQL's timestamptz, MySQL's TIMESTAMP. What a text of it means depends on the
     * session's zone.
     */
    MOMENT,
    UUID,
    /** BINARY, VARBINARY, BLOB, bytea. */
    BYTES,
    /**
     * The catalog doesn't know: values are taken as what their class says, and reads look wherever
     * an equal value could be.
     */
    UNKNOWN
}
