package io.shardfold.jdbc;

import io.shardfold.core.config.ConfigurationUrl;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

/**
 * The driver of {@code jdbc:shardfold:} URLs; {@link java.util.ServiceLoader} finds it.
 *
 * <p>A URL's data source is opened with its first connection and lives as long as the driver: the
 * same text gives the same data source. User and password of the call are ignored, since the
 * configuration has those of the shards.
 */
public final class ShardfoldDriver implements Driver {

    private static final ShardfoldDriver INSTANCE = new ShardfoldDriver();

    static {
        try {
            DriverManager.registerDriver(INSTANCE);
        } catch (SQLException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    /** The data source of each URL that was asked for. */
    private static final Map<String, Slot> DATA_SOURCES = new ConcurrentHashMap<>();

    /** One URL's data source, which is opened once while others may be opened too. */
    private static final class Slot {

        private ShardfoldDataSource dataSource;

        synchronized ShardfoldDataSource open(String url) throws SQLException {
            if (dataSource == null || dataSource.isClosed()) {
                dataSource = ShardfoldDataSource.ofUrl(url);
            }
            return dataSource;
        }
    }

    /** For {@link java.util.ServiceLoader}. All drivers share their data sources. */
    public ShardfoldDriver() {}

    /**
     * @return null for a URL of another driver
     * @throws SQLException F0000 when the URL is wrong, its file can't be read or the configuration
     *     is wrong; a shard's own error when it can't be reached
     */
    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        return acceptsURL(url)
                ? DATA_SOURCES.computeIfAbsent(url, text -> new Slot()).open(url).getConnection()
                : null;
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        if (url == null) {
            throw SqlErrors.misuse("A URL is needed.");
        }
        return ConfigurationUrl.isOurs(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return DriverVersion.MAJOR;
    }

    @Override
    public int getMinorVersion() {
        return DriverVersion.MINOR;
    }

    /** No: this needs all of SQL-92 by JDBC's definition, over shards too. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw SqlErrors.notSupported("java.util.logging: Shardfold logs by SLF4J, and it");
    }
}
