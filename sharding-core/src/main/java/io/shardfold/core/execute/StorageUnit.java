package io.shardfold.core.execute;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.ProxyConnection;
import io.shardfold.core.config.DataSourceConfiguration;
import io.shardfold.core.error.ConfigurationException;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardException;
import io.shardfold.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
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

    /** False until the first setting. */
    private volatile boolean settingsWereMade;

    /**
     * Held while one statement takes several connections of this unit: two statements that each
     * have some and wait for more would wait for each other.
     */
    private final ReentrantLock takingSeveral = new ReentrantLock();

    /** By the connection beneath the pool's wrapper. */
    private final Map<Connection, KeptStatements> keptStatements = new ConcurrentHashMap<>();

    /** Found at the first connection. */
    private volatile Server server;

    /** See {@link #open}. */
    private final boolean serverText;

    private StorageUnit(String name, DataSource dataSource) {
        this.name = name;
        this.dataSource = dataSource;
        pool = null;
        serverText = false;
    }

    private StorageUnit(String name, HikariDataSource pool, boolean serverText) {
        this.name = name;
        this.dataSource = pool;
        this.pool = pool;
        this.serverText = serverText;
    }

    /** A data source that the user made; closing the unit doesn't close it. */
    public static StorageUnit of(String name, DataSource dataSource) {
        return new StorageUnit(name, dataSource);
    }

    /** {@link #open(DataSourceConfiguration, boolean, boolean)} with matched rows counted. */
    public static StorageUnit open(DataSourceConfiguration source, boolean serverText) {
        return open(source, serverText, false);
    }

    /**
     * A pool of our own; nothing is connected yet.
     *
     * @param serverText whether {@code Cursor.text} must be the server's own text of each value,
     *     for a front end that passes text on. Without it drivers get some values in binary form.
     * @param changedRows whether MySQL counts the rows that an UPDATE changed; else those that it
     *     matched
     * @throws io.shardfold.core.error.ConfigurationException if the pool or the driver refuses a
     *     property
     */
    public static StorageUnit open(
            DataSourceConfiguration source, boolean serverText, boolean changedRows) {
        try {
            return new StorageUnit(
                    source.name(), pool(source, serverText, changedRows), serverText);
        } catch (RuntimeException e) {
            throw new ConfigurationException(
                    source.place().file(),
                    source.place().line(),
                    source.place().key(),
                    "No pool can be made of it: " + e.getMessage(),
                    null,
                    e);
        }
    }

    private static HikariDataSource pool(
            DataSourceConfiguration source, boolean serverText, boolean changedRows) {
        Properties named = new Properties();
        named.putAll(source.poolProperties());
        HikariConfig configuration = new HikariConfig(named);
        configuration.setPoolName("shardfold-" + source.name());
        configuration.setJdbcUrl(source.url());
        configuration.setUsername(source.username());
        configuration.setPassword(source.password());
        if (source.driverClassName() != null) {
            configuration.setDriverClassName(source.driverClassName());
        }
        configuration.setConnectionTimeout(source.connectionTimeoutMillis());
        configuration.setIdleTimeout(source.idleTimeoutMillis());
        configuration.setMaxLifetime(source.maxLifetimeMillis());
        configuration.setMaximumPoolSize(source.maxPoolSize());
        configuration.setMinimumIdle(source.minPoolSize());
        configuration.setReadOnly(source.readOnly());
        // The first use connects, and says so where it can't.
        configuration.setInitializationFailTimeout(-1);
        configuration.setAutoCommit(true);
        DriverProperties.of(source, serverText, changedRows)
                .forEach(configuration::addDataSourceProperty);
        return new HikariDataSource(configuration);
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
            known = Server.of(connection, serverText);
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

    /**
     * Whether a connection may have settings of a session: until the first, nothing is looked up.
     */
    boolean settingsWereMade() {
        return settingsWereMade;
    }

    /** For whoever makes settings, or takes them back. */
    ConnectionSettings settings() {
        settingsWereMade = true;
        return settings;
    }

    /**
     * Has the pool's metrics registered, by HikariCP's own binding; those of a pool that the user
     * made are the user's.
     *
     * @param registry what {@link HikariConfig#setMetricRegistry} takes
     */
    public void meter(Object registry) {
        if (pool != null) {
            pool.setMetricRegistry(registry);
        }
    }

    ReentrantLock takingSeveral() {
        return takingSeveral;
    }

    /**
     * The statements that a connection keeps open.
     *
     * @return null for a connection of another pool than HikariCP: what is beneath it isn't known
     */
    KeptStatements keptStatements(Connection pooled) throws SQLException {
        if (!(pooled instanceof ProxyConnection)) {
            return null;
        }
        Connection connection = pooled.unwrap(Connection.class);
        KeptStatements kept = keptStatements.get(connection);
        if (kept == null) {
            // A new connection, perhaps in the place of one that the pool has retired.
            keptStatements.values().removeIf(KeptStatements::isClosed);
            kept = new KeptStatements(connection);
            keptStatements.put(connection, kept);
        }
        return kept;
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
