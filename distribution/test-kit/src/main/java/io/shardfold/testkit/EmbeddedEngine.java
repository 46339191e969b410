package io.shardfold.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A database server for tests: one per kind and JVM, started when it is first asked for and gone
 * with the JVM, its data too.
 *
 * <p>Safe for use by many threads. Databases are the unit of isolation: each test makes its own.
 */
public interface EmbeddedEngine {

    /** What can be started, and whether it needs more than Maven brings. */
    enum Kind {
        /**
         * H2 in memory, in MySQL mode. For units that need <em>a</em> database; no proof of the
         * dialect.
         */
        H2_MYSQL("h2", true),
        /**
         * H2 in memory, in PostgreSQL mode. For units that need <em>a</em> database; no proof of
         * the dialect.
         */
        H2_POSTGRESQL("h2", false),
        /** PostgreSQL 18. Collation C.UTF-8, time zone UTC; prepared transactions are allowed. */
        POSTGRESQL("postgresql", false),
        /**
         * MariaDB 11.4, spoken to by MySQL's driver. utf8mb4_general_ci, time zone UTC, packets of
         * up to 128 MiB.
         */
        MARIADB("mysql", true),
        /** MySQL 8.4 in a container: skipped where no Docker runs. */
        MYSQL_CONTAINER("mysql", true),
        /** PostgreSQL 17 in a container: skipped where no Docker runs. */
        POSTGRESQL_CONTAINER("postgresql", false);

        private final String jdbcScheme;
        private final boolean speaksMySql;

        Kind(String jdbcScheme, boolean speaksMySql) {
            this.jdbcScheme = jdbcScheme;
            this.speaksMySql = speaksMySql;
        }

        /** The driver's part of the JDBC URL: h2, mysql or postgresql. */
        public String jdbcScheme() {
            return jdbcScheme;
        }

        /** True where the dialect is MySQL's, false where it is PostgreSQL's. */
        public boolean speaksMySql() {
            return speaksMySql;
        }

        /**
         * The engine of this kind that runs in this JVM. Starts it if need be: see {@link
         * EmbeddedEngine#of}.
         */
        public EmbeddedEngine engine() {
            return EmbeddedEngine.of(this);
        }

        /** Why the kind can't be started on this machine, or null where it can. Starts nothing. */
        public String unavailableBecause() {
            return switch (this) {
                case H2_MYSQL, H2_POSTGRESQL, POSTGRESQL -> null;
                case MARIADB -> MariaDbBinaries.missingBecause();
                case MYSQL_CONTAINER, POSTGRESQL_CONTAINER -> ContainerEngine.unavailableBecause();
            };
        }
    }

    /**
     * The engine of a kind in this JVM. The first call starts it, which takes some seconds; calls
     * that come meanwhile wait.
     *
     * @throws IllegalStateException if the server doesn't start; the message holds the end of its
     *     log
     */
    static EmbeddedEngine of(Kind kind) {
        return RunningEngines.get(kind);
    }

    Kind kind();

    /**
     * Where a database is reached.
     *
     * @param options driver properties as {@code name=value}, appended in the form that the driver
     *     wants
     */
    String jdbcUrl(String database, String... options);

    /** May create and drop databases. */
    String user();

    String password();

    /**
     * Creates an empty database.
     *
     * @param name becomes part of the database's own name, which is unique in this JVM
     */
    TestDatabase createDatabase(String name);

    /**
     * Drops a database, and first cuts off whoever is still connected to it. Dropping one that
     * isn't there is no error.
     */
    void dropDatabase(TestDatabase database);

    /** A new connection, in auto-commit mode; the caller closes it. */
    default Connection connect(String database, String... options) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database, options), user(), password());
    }
}
