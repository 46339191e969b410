package io.shardfold.core.execute;

import io.shardfold.sql.Dialect;

/** The kind of server behind a data source. */
public enum Engine {
    MYSQL(Dialect.MYSQL),
    MARIADB(Dialect.MYSQL),
    POSTGRESQL(Dialect.POSTGRESQL),
    /** H2 in MySQL mode. For trying out; no proof of the dialect. */
    H2_MYSQL(Dialect.MYSQL),
    /** H2 in any other mode. For trying out; no proof of the dialect. */
    H2_POSTGRESQL(Dialect.POSTGRESQL);

    private final Dialect dialect;

    Engine(Dialect dialect) {
        this.dialect = dialect;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** MySQL or MariaDB, not H2 in MySQL mode. */
    public boolean isMySqlServer() {
        return this == MYSQL || this == MARIADB;
    }

    public boolean isH2() {
        return this == H2_MYSQL || this == H2_POSTGRESQL;
    }
}
