package io.shardfold.jdbc;

import io.shardfold.core.config.ConfigurationLoader;
import io.shardfold.core.config.ConfigurationUrl;
import io.shardfold.core.config.DataSourceConfiguration;
import io.shardfold.core.config.DatabaseConfiguration;
import io.shardfold.core.config.Placeholders;
import io.shardfold.core.config.ServerConfiguration;
import io.shardfold.core.session.Database;
import io.shardfold.core.session.TablePlace;
import io.shardfold.sql.Dialect;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A logical database as a data source. Thread-safe; made once, and closed with the application.
 *
 * <pre>{@code
 * try (ShardfoldDataSource shop = ShardfoldDataSource.ofFile(Path.of("shop.yaml"));
 *         Connection connection = shop.getConnection()) {
 *     ...
 * }
 * }</pre>
 *
 * <p>It pools the shards' connections itself: a connection of this data source is cheap, holds none
 * of theirs between statements, and needs no pool in front.
 */
public final class ShardfoldDataSource implements DataSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShardfoldDataSource.class);

    private final Database database;
    private final String url;
    private volatile boolean closed;

    /** Null until it was asked for. */
    private volatile Integer defaultIsolation;

    /** Null for none. */
    private volatile StatementObserver observer;

    private ShardfoldDataSource(Database database, String url) {
        this.database = database;
        this.url = url;
    }

    /**
     * Reads a configuration file and opens its data sources.
     *
     * @throws SQLException F0000 with the file, the line and the key when the file can't be read or
     *     the configuration is wrong; a shard's own error when it can't be reached
     */
    public static ShardfoldDataSource ofFile(Path file) throws SQLException {
        return ofFile(file, Map.of());
    }

    /** As {@link #ofFile(Path)}, with data sources that the application made. */
    public static ShardfoldDataSource ofFile(Path file, Map<String, DataSource> dataSources)
            throws SQLException {
        return open(
                () -> ConfigurationLoader.jdbc(file, Placeholders.NONE),
                dataSources,
                ConfigurationUrl.PREFIX + "file:" + file);
    }

    /** As {@link #ofFile(Path)}, from a configuration in memory. UTF-8. */
    public static ShardfoldDataSource ofYaml(byte[] yaml) throws SQLException {
        return ofYaml(yaml, Map.of());
    }

    /**
     * As {@link #ofYaml(byte[])}, with data sources that the application made.
     *
     * @param dataSources by the names that the rules use; they take the place of the
     *     configuration's {@code dataSources} and aren't closed with this data source. Empty for
     *     those of the configuration.
     */
    public static ShardfoldDataSource ofYaml(byte[] yaml, Map<String, DataSource> dataSources)
            throws SQLException {
        String text = new String(yaml, StandardCharsets.UTF_8);
        return open(
                () -> ConfigurationLoader.jdbc("(in memory)", text, Placeholders.NONE),
                dataSources,
                ConfigurationUrl.PREFIX);
    }

    /**
     * @param url as {@link ShardfoldDriver} takes it
     */
    public static ShardfoldDataSource ofUrl(String url) throws SQLException {
        return open(() -> ConfigurationLoader.load(ConfigurationUrl.parse(url)), Map.of(), url);
    }

    private static ShardfoldDataSource open(
            Supplier<ServerConfiguration> loader, Map<String, DataSource> own, String url)
            throws SQLException {
        try {
            ServerConfiguration configuration = loader.get();
            configuration.warnings().forEach(warning -> LOG.warn("{}", warning));
            return new ShardfoldDataSource(
                    Database.open(withOwn(configuration.database(), own), own, false), url);
        } catch (RuntimeException failure) {
            // Which dialect it is isn't known yet.
            throw SqlErrors.of(failure, Dialect.POSTGRESQL, null);
        }
    }

    private static DatabaseConfiguration withOwn(
            DatabaseConfiguration configuration, Map<String, DataSource> own) {
        if (own.isEmpty()) {
            return configuration;
        }
        Map<String, DataSourceConfiguration> named = new LinkedHashMap<>();
        for (String name : own.keySet()) {
            named.put(name, DataSourceConfiguration.of(name, null, null, null));
        }
        return configuration.withDataSources(named);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (closed) {
            throw SqlErrors.closed("The data source");
        }
        return new ShardfoldConnection(this, database.openJdbcSession());
    }

    /** The configuration has the shards' users: these are ignored. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    /** One subkey: the value that the strategies of kind hint are given for databases. */
    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() {
        return new SingleShardingKey.Builder();
    }

    /** The configuration has the shards' users: these are ignored. */
    @Override
    public ConnectionBuilder createConnectionBuilder() {
        return new BuiltConnection(this);
    }

    // For metrics.

    /** Null for none. */
    StatementObserver observer() {
        return observer;
    }

    synchronized void observe(StatementObserver newObserver) {
        if (observer != null) {
            throw new IllegalStateException("The data source's meters are registered already.");
        }
        observer = newObserver;
    }

    void meterPools(Object registry) {
        database.meterPools(registry);
    }

    // For metadata.

    String url() {
        return url;
    }

    String databaseName() {
        return database.name();
    }

    Dialect dialect() {
        return database.dialect();
    }

    /** The logical table that a physical one is a part of; the name itself of any other. */
    String logicalTable(String physicalName) {
        return database.logicalTable(physicalName);
    }

    List<TablePlace> tables() {
        return database.tables();
    }

    /** A shard's own connection. The caller closes it. */
    Connection connect(String dataSource) throws SQLException {
        try {
            return database.connect(dataSource, Connection.class);
        } catch (RuntimeException failure) {
            throw SqlErrors.of(failure, database.dialect(), null);
        }
    }

    /** A connection of some shard, where it doesn't matter which. The caller closes it. */
    Connection connectAny() throws SQLException {
        return connect(database.dataSources().get(0));
    }

    /** What a new connection of the shards has: a constant of {@code java.sql.Connection}. */
    int defaultIsolation() throws SQLException {
        Integer known = defaultIsolation;
        if (known == null) {
            try (Connection shard = connectAny()) {
                known = shard.getTransactionIsolation();
            }
            defaultIsolation = known;
        }
        return known;
    }

    boolean isClosed() {
        return closed;
    }

    /** Closes the pools that the configuration made. Open connections fail at their next use. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            database.close();
        }
    }

    // javax.sql.CommonDataSource.

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw SqlErrors.notSupported("A log writer: Shardfold logs by SLF4J, and it");
    }

    /** How long a shard's connection may be waited for stands in the configuration. */
    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw SqlErrors.notSupported(
                "A login timeout other than the configuration's connectionTimeout");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public java.util.logging.Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw SqlErrors.notSupported("java.util.logging: Shardfold logs by SLF4J, and it");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Wrapping.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
