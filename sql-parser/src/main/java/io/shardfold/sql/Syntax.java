package io.shardfold.sql;

/**
 * How a session's text is read: the dialect and those session settings that change what a token
 * means.
 *
 * @param ansiQuotes MySQL {@code sql_mode} ANSI_QUOTES: double quotes hold an identifier; always
 *     true for PostgreSQL
 * @param pipesAsConcat MySQL {@code sql_mode} PIPES_AS_CONCAT: {@code ||} concatenates; always true
 *     for PostgreSQL
 * @param backslashEscapes a backslash escapes in an ordinary string: MySQL without
 *     NO_BACKSLASH_ESCAPES, PostgreSQL with {@code standard_conforming_strings = off}
 * @param questionMarkParameters {@code ?} is a placeholder: always true for MySQL; in PostgreSQL
 *     true for texts that come by JDBC, where the operator {@code ?} is written {@code ??}
 */
public record Syntax(
        Dialect dialect,
        boolean ansiQuotes,
        boolean pipesAsConcat,
        boolean backslashEscapes,
        boolean questionMarkParameters) {

    public static final Syntax MYSQL = new Syntax(Dialect.MYSQL, false, false, true);
    public static final Syntax POSTGRESQL = new Syntax(Dialect.POSTGRESQL, true, true, false);

    /** PostgreSQL's default settings for texts that come by JDBC. */
    public static final Syntax POSTGRESQL_JDBC =
            new Syntax(Dialect.POSTGRESQL, true, true, false, true);

    /** With the placeholders of the dialect's own protocol. */
    public Syntax(
            Dialect dialect, boolean ansiQuotes, boolean pipesAsConcat, boolean backslashEscapes) {
        this(dialect, ansiQuotes, pipesAsConcat, backslashEscapes, dialect == Dialect.MYSQL);
    }

    /** The dialect's default settings. */
    public static Syntax of(Dialect dialect) {
        return dialect == Dialect.MYSQL ? MYSQL : POSTGRESQL;
    }
}
