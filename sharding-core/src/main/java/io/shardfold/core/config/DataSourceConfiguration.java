package io.shardfold.core.config;

import java.util.Map;

/**
 * A data source: where it is and how its pool is set. Times are milliseconds.
 *
 * @param url a JDBC URL; null when the application brings the data source itself
 * @param username null when absent
 * @param password null when absent
 * @param driverClassName null when the URL chooses the driver
 * @param poolClassName the pool's class as written, or HikariCP's
 * @param driverProperties given to the driver, the defaults for MySQL included
 * @param poolProperties other properties of the pool by its own names, such as {@code
 *     keepaliveTime}
 */
public record DataSourceConfiguration(
        String name,
        String url,
        String username,
        String password,
        String driverClassName,
        String poolClassName,
        long connectionTimeoutMillis,
        long idleTimeoutMillis,
        long maxLifetimeMillis,
        int maxPoolSize,
        int minPoolSize,
        boolean readOnly,
        Map<String, String> driverProperties,
        Map<String, String> poolProperties,
        Place place) {

    public static final String HIKARI = "com.zaxxer.hikari.HikariDataSource";
    public static final long CONNECTION_TIMEOUT_MILLIS = 30_000;
    public static final long IDLE_TIMEOUT_MILLIS = 60_000;
    public static final long MAX_LIFETIME_MILLIS = 2_100_000;
    public static final int MAX_POOL_SIZE = 50;
    public static final int MIN_POOL_SIZE = 1;

    public DataSourceConfiguration {
        driverProperties = Map.copyOf(driverProperties);
        poolProperties = Map.copyOf(poolProperties);
    }

    /** A data source with the default pool, for configurations made by code. */
    public static DataSourceConfiguration of(
            String name, String url, String username, String password) {
        return new DataSourceConfiguration(
                name,
                url,
                username,
                password,
                null,
                HIKARI,
                CONNECTION_TIMEOUT_MILLIS,
                IDLE_TIMEOUT_MILLIS,
                MAX_LIFETIME_MILLIS,
                MAX_POOL_SIZE,
                MIN_POOL_SIZE,
                false,
                Map.of(),
                Map.of(),
                Place.NOWHERE);
    }

    /** Without the password: it may come to a log. */
    @Override
    public String toString() {
        return "DataSourceConfiguration[" + name + ", " + url + ", " + username + "]";
    }
}
