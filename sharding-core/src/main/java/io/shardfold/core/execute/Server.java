package io.shardfold.core.execute;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * What is behind a connection: the server's kind, and the driver's, whose ways of streaming differ.
 *
 * @param rawText whether the driver's {@code getBytes} gives each value's text as the server sent
 *     it, in UTF-8 (binary strings as they are)
 */
record Server(Engine engine, Driver driver, boolean rawText) {

    /** Whose driver it is. */
    enum Driver {
        CONNECTOR_J,
        MARIADB,
        PGJDBC,
        H2,
        OTHER
    }

    /** Asks a connection. */
    static Server of(Connection connection, boolean serverText) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        Driver driver = driver(metaData.getDriverName());
        boolean rawText = serverText && (driver == Driver.CONNECTOR_J || driver == Driver.PGJDBC);
        return new Server(engine(connection, metaData), driver, rawText);
    }

    private static Driver driver(String name) {
        String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
        if (lower.contains("mariadb")) return Driver.MARIADB;
        if (lower.contains("mysql")) return Driver.CONNECTOR_J;
        if (lower.contains("postgresql")) return Driver.PGJDBC;
        if (lower.contains("h2")) return Driver.H2;
        return Driver.OTHER;
    }

    private static Engine engine(Connection connection, DatabaseMetaData metaData)
            throws SQLException {
        String product = metaData.getDatabaseProductName().toLowerCase(Locale.ROOT);
        if (product.contains("h2")) {
            return isH2InMySqlMode(connection) ? Engine.H2_MYSQL : Engine.H2_POSTGRESQL;
        }
        // MySQL's driver calls a MariaDB server MySQL; its version tells.
        String version = metaData.getDatabaseProductVersion().toLowerCase(Locale.ROOT);
        if (product.contains("mariadb") || version.contains("mariadb")) return Engine.MARIADB;
        if (product.contains("mysql")) return Engine.MYSQL;
        if (product.contains("postgresql")) return Engine.POSTGRESQL;
        throw new SQLException(
                metaData.getDatabaseProductName()
                        + " is none of MySQL, MariaDB, PostgreSQL and H2.",
                "0A000");
    }

    private static boolean isH2InMySqlMode(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE"
                                        + " SETTING_NAME = 'MODE'")) {
            String mode = rows.next() ? rows.getString(1) : "";
            return mode.equalsIgnoreCase("MySQL") || mode.equalsIgnoreCase("MariaDB");
        }
    }
}
