package io.shardfold.proxy.postgresql;

import io.shardfold.core.config.ConfigurationLoader;
import io.shardfold.core.config.Placeholders;
import io.shardfold.core.session.Database;
import io.shardfold.proxy.Endpoint;
import io.shardfold.proxy.ProxyServer;
import io.shardfold.proxy.ProxySettings;
import io.shardfold.proxy.client.Limits;
import io.shardfold.proxy.client.User;
import io.shardfold.proxy.client.Users;
import io.shardfold.testkit.ShardSet;
import io.shardfold.testkit.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A proxy over the shards of a test, with the user {@code app} and the database {@code shop}. */
final class PostgresqlProxy implements AutoCloseable {

    static final String USER = "app";
    static final String PASSWORD = "s\u00e9cret";
    static final String DATABASE = "shop";

    private final Database database;
    private final ProxyServer server;

    /**
     * @param tables whose rows lie where {@code id} modulo the number of shards says. Beside them
     *     {@code t_hash} lies where its {@code id}'s hash says, as t_hash_0, t_hash_1...
     */
    static PostgresqlProxy over(ShardSet shards, String... tables) {
        return over(Limits.DEFAULT, shards, tables);
    }

    static PostgresqlProxy over(Limits limits, ShardSet shards, String... tables) {
        var yaml = new StringBuilder("databaseName: shop\ndataSources:\n");
        for (int i = 0; i < shards.shards().size(); i++) {
            TestDatabase shard = shards.shard(i);
            yaml.append("  ds_").append(i).append(":\n");
            yaml.append("    dataSourceClassName: com.zaxxer.hikari.HikariDataSource\n");
            yaml.append("    jdbcUrl: '").append(shard.jdbcUrl()).append("'\n");
            yaml.append("    username: '").append(shard.user()).append("'\n");
            yaml.append("    password: '").append(shard.password()).append("'\n");
            yaml.append("    maximumPoolSize: 8\n    minimumIdle: 0\n");
        }
        int count = shards.shards().size();
        String nodes = "ds_${0.." + (count - 1) + "}";
        yaml.append("rules:\n- !SHARDING\n  tables:\n");
        for (String table : tables) {
            yaml.append("    ").append(table).append(":\n");
            yaml.append("      actualDataNodes: ").append(nodes).append('.').append(table);
            yaml.append("\n      databaseStrategy:\n        standard:\n");
            yaml.append("          shardingColumn: id\n          shardingAlgorithmName: inline\n");
        }
        yaml.append("  autoTables:\n    t_hash:\n      actualDataSources: ").append(nodes);
        yaml.append("\n      shardingStrategy:\n        standard:\n");
        yaml.append("          shardingColumn: id\n          shardingAlgorithmName: hash\n");
        yaml.append("  shardingAlgorithms:\n    inline:\n      type: INLINE\n      props:\n");
        yaml.append("        algorithm-expression: ds_${id % ").append(count).append("}\n");
        yaml.append("    hash:\n      type: HASH_MOD\n      props:\n");
        yaml.append("        sharding-count: ").append(count).append('\n');
        return new PostgresqlProxy(yaml.toString(), limits);
    }

    private PostgresqlProxy(String yaml, Limits limits) {
        database =
                Database.open(
                        ConfigurationLoader.jdbc("test.yaml", yaml, Placeholders.NONE).database(),
                        Map.of(),
                        true);
        server =
                ProxyServer.start(
                        new ProxySettings(
                                new Users(List.of(User.of(USER, PASSWORD))),
                                limits,
                                null,
                                false,
                                1,
                                64),
                        List.of(new Endpoint(Endpoint.Protocol.POSTGRESQL, "127.0.0.1", 0)),
                        List.of(database));
    }

    int port() {
        return server.port(Endpoint.Protocol.POSTGRESQL);
    }

    RawClient raw() throws IOException {
        return RawClient.login(port(), USER, PASSWORD, DATABASE);
    }

    /**
     * By the driver.
     *
     * @param options such as {@code binaryTransfer=false}
     */
    Connection connect(String... options) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port() + "/shop?" + String.join("&", options),
                USER,
                PASSWORD);
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
