package io.shardfold.core.execute;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardException;
import io.shardfold.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * A named data source with its pool. Shared by all sessions; thread-safe.
 *
 * <p>Nothing is connected before it is asked for.
 */
public final class StorageUnit implements AutoCloseable {

    private final String name;
    private final DataSource dataSource;

    /** Ours to close; null where the data source is the user's. */
    private final HikariDataSource pool;

    private final ConnectionSettings settings = new ConnectionSettings();

    /**
     * Held while one statement takes several connections of this unit: two statements that each
     * have some and wait for more would wait for each other.
     */
    private final ReentrantLock takingSeveral = new ReentrantLock();

    /** Found at the first connection. */
    private volatile Server server;

    private StorageUnit(String name, DataSource dataSource, HikariDataSource pool) {
        this.name = name;
        this.dataSource = dataSource;
        this.pool = pool;
    }

    /** A data source that the user made; closing the unit doesn't close it. */
    public static StorageUnit of(String name, DataSource dataSource) {
        return new StorageUnit(name, dataSource, null);
    }

    /**
     * A pool of our own; nothing is connected yet.
     *
     * @param driverProperties win over what is set here; what the URL says wins over both
     * @param serverText whether {@code Cursor.text} must be the server's own text of each value,
     *     for a front end that passes text on. Without it PostgreSQL's driver gets some values in
     *     binary form, which is faster to read as numbers.
     */
    public static StorageUnit open(
            String name,
            String url,
            String user,
            String password,
            Map<String, String> driverProperties,
            PoolLimits limits,
            boolean serverText) {
        HikariConfig configuration = new HikariConfig();
        configuration.setJdbcUrl(url);
        configuration.setUsername(user);
        configuration.setPassword(password);
        configuration.setMaximumPoolSize(limits.sizeMax());
        configuration.setMinimumIdle(limits.idleMin());
        configuration.setConnectionTimeout(limits.connectionTimeoutMillis());
        configuration.setIdleTimeout(limits.idleTimeoutMillis());
        configuration.setMaxLifetime(limits.lifetimeMillisMax());
        configuration.setKeepaliveTime(limits.keepaliveMillis());
        configuration.setReadOnly(limits.readOnly());
        for (var property : DriverProperties.defaults(url, serverText).entrySet()) {
            if (!driverProperties.containsKey(property.getKey())) {
                configuration.addDataSourceProperty(property.getKey(), property.getValue());
            }
        }
        for (var property : driverProperties.entrySet()) {
            configuration.addDataSourceProperty(property.getKey(), property.getValue());
        }
        return of(name, configuration);
    }

    private static StorageUnit of(String name, HikariConfig configuration) {
        configuration.setPoolName("shardfold-" + name);
        // The first use connects, and says so where it can't.
        configuration.setInitializationFailTimeout(-1);
        configuration.setAutoCommit(true);
        HikariDataSource pool = new HikariDataSource(configuration);
        return new StorageUnit(name, pool, pool);
    }

    public String name() {
        return name;
    }

    /**
     * Which server it is. Asks it when it isn't known yet.
     *
     * @throws io.shardfold.core.error.ShardException 08006 where it can't be reached
     */
    public Engine engine() {
        Server known = server;
        if (known == null) {
            try (Connection connection = connection()) {
                known = server(connection);
            } catch (SQLException e) {
                throw new ShardException(name, e);
            }
        }
        return known.engine();
    }

    /** From the URL where that says it; else as {@link #engine}. */
    public Dialect dialect() {
        if (server == null && pool != null && pool.getJdbcUrl() != null) {
            String url = pool.getJdbcUrl().toLowerCase(Locale.ROOT);
            if (url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:")) {
                return Dialect.MYSQL;
            }
            if (url.startsWith("jdbc:postgresql:")) {
                return Dialect.POSTGRESQL;
            }
        }
        return engine().dialect();
    }

    /** What the connection is to; asks it the first time. */
    Server server(Connection connection) throws SQLException {
        Server known = server;
        if (known == null) {
            known = Server.of(connection);
            server = known;
        }
        return known;
    }

    /**
     * Waits for a connection, at most the pool's own time.
     *
     * @throws ShardException 08006 where the server can't be reached or refuses, 53300 where all
     *     connections were in use for too long
     */
    Connection connection() {
        try {
            return dataSource.getConnection();
        } catch (SQLTransientConnectionException e) {
            throw e.getCause() instanceof SQLException cause
                    ? unreachable(cause)
                    : new ShardException(Problem.TOO_MANY_CONNECTIONS, name, exhausted(), e);
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private ShardException unreachable(SQLException cause) {
        return new ShardException(
                Problem.DATA_SOURCE_UNREACHABLE,
                name,
                "Data source " + name + " can't be reached: " + cause.getMessage(),
                cause);
    }

    private String exhausted() {
        String all = pool == null ? "All" : "All " + pool.getMaximumPoolSize();
        String waited = pool == null ? "" : " for " + pool.getConnectionTimeout() + " ms";
        return all
                + " connections of data source "
                + name
                + " were in use"
                + waited
                + ". Raise maxPoolSize, or run fewer transactions at once.";
    }

    /**
     * A connection for questions about the server, outside of any session. The caller closes it.
     *
     * @return a {@code java.sql.Connection}
     */
    public Object connect() {
        return connection();
    }

    /** Closes a connection for good instead of giving it back. */
    void evict(Connection connection) {
        if (pool != null) {
            pool.evictConnection(connection);
            return;
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            // It is broken: there is nothing to end.
        }
    }

    ConnectionSettings settings() {
        return settings;
    }

    ReentrantLock takingSeveral() {
        return takingSeveral;
    }

    /** Closes the pool, and with it the connections that are in use. */
    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
