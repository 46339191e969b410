package io.shardfold.core.catalog;

/** Families of types, as far as comparing and placing values goes. */
public enum ColumnType {
    INTEGER,
    UNSIGNED,
    DECIMAL,
    FLOAT,
    BOOLEAN,
    /** VARCHAR and TEXT. */
    TEXT,
    /** CHAR(n): trailing spaces don't count in comparisons. */
    CHAR,
    BINARY,
    DATE,
    TIME,
    TIMESTAMP,
    TIMESTAMP_WITH_ZONE,
    UUID,
    ENUM,
    SET,
    BIT,
    YEAR,
    JSON,
    /** Anything else: compared by the database only. */
    OTHER;

    /** Whether values are numbers that compare as numbers. */
    public boolean isNumber() {
        return switch (this) {
            case INTEGER, UNSIGNED, DECIMAL, FLOAT, YEAR -> true;
            case BOOLEAN,
                    TEXT,
                    CHAR,
                    BINARY,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_WITH_ZONE,
                    UUID,
                    ENUM,
                    SET,
                    BIT,
                    JSON,
                    OTHER ->
                    false;
        };
    }

    public boolean isText() {
        return this == TEXT || this == CHAR;
    }

    public boolean isTemporal() {
        return this == DATE || this == TIME || this == TIMESTAMP || this == TIMESTAMP_WITH_ZONE;
    }
}
