package io.shardfold.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.shardfold.testkit.Oracle;
import io.shardfold.testkit.ShardSet;
import io.shardfold.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A Shardfold data source over the shards of a set, named {@code ds_0}, {@code ds_1}, …, whose
 * pools the test can look into.
 */
final class TestedDatabase implements AutoCloseable {

    private final ShardSet databases;
    private final Map<String, DataSource> pools;
    private final ShardfoldDataSource dataSource;

    private TestedDatabase(
            ShardSet databases, Map<String, DataSource> pools, ShardfoldDataSource dataSource) {
        this.databases = databases;
        this.pools = pools;
        this.dataSource = dataSource;
    }

    /**
     * @param rules the configuration without its data sources, from {@code rules:} on
     */
    static TestedDatabase open(ShardSet databases, String rules) throws SQLException {
        Map<String, DataSource> pools = new LinkedHashMap<>();
        for (TestDatabase shard : databases.shards()) {
            HikariConfig pool = new HikariConfig();
            pool.setJdbcUrl(shard.jdbcUrl());
            pool.setUsername(shard.user());
            pool.setPassword(shard.password());
            pool.setMaximumPoolSize(6);
            pool.setMinimumIdle(0);
            pools.put("ds_" + pools.size(), new HikariDataSource(pool));
        }
        try {
            return new TestedDatabase(
                    databases,
                    pools,
                    ShardfoldDataSource.ofYaml(
                            ("databaseName: shop\n" + rules).getBytes(StandardCharsets.UTF_8),
                            pools));
        } catch (SQLException | RuntimeException failure) {
            closePools(pools);
            throw failure;
        }
    }

    ShardfoldDataSource dataSource() {
        return dataSource;
    }

    Connection connect() throws SQLException {
        return dataSource.getConnection();
    }

    Oracle oracle() throws SQLException {
        return databases.oracle(this::connect);
    }

    /** How many connections of shards are out of their pools now. */
    int connectionsInUse() {
        int inUse = 0;
        for (DataSource pool : pools.values()) {
            inUse += ((HikariDataSource) pool).getHikariPoolMXBean().getActiveConnections();
        }
        return inUse;
    }

    /** Every connection of a shard is home: call it when all of the test's own are closed. */
    void assertNothingIsOut() {
        assertEquals(0, connectionsInUse(), "connections that didn't go home");
    }

    private static void closePools(Map<String, DataSource> pools) {
        pools.values().forEach(pool -> ((HikariDataSource) pool).close());
    }

    @Override
    public void close() {
        dataSource.close();
        closePools(pools);
    }
}
