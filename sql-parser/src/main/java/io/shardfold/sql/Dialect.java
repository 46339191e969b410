package io.shardfold.sql;

/** The SQL dialects that are read and written. MariaDB is read as MySQL. */
public enum Dialect {
    MYSQL,
    POSTGRESQL
}
