package io.shardfold.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.core.config.ConfigurationLoader;
import io.shardfold.core.config.Findings;
import io.shardfold.core.session.Database;
import io.shardfold.proxy.Endpoint.Protocol;
import io.shardfold.proxy.client.User;
import io.shardfold.proxy.client.Users;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import io.shardfold.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hints in comments, through both protocols. */
class HintCommentsTest {

    @RegisterExtension static final ShardSet MARIADB = ShardSet.of(Kind.MARIADB, 2);
    @RegisterExtension static final ShardSet POSTGRESQL = ShardSet.of(Kind.POSTGRESQL, 2);

    private static final String RULES =
            """
            rules:
            - !SHARDING
              tables:
                t_hinted:
                  actualDataNodes: ds_${0..1}.t_hinted
                  databaseStrategy: {hint: {shardingAlgorithmName: sources}}
              shardingAlgorithms:
                sources: {type: HINT_INLINE, props: {algorithm-expression: 'ds_${value % 2}'}}
            """;

    private static Database open(ShardSet shards) throws SQLException {
        shards.onEveryShard("CREATE TABLE t_hinted (id int, v int)");
        StringBuilder text = new StringBuilder("databaseName: shop\ndataSources:\n");
        int index = 0;
        for (TestDatabase shard : shards.shards()) {
            text.append("  ds_" + index++ + ": {url: '" + shard.jdbcUrl() + "', username: '")
                    .append(
                            shard.user()
                                    + "', password: '"
                                    + shard.password()
                                    + "', minPoolSize: 0}\n");
        }
        Findings findings = new Findings();
        var configuration =
                ConfigurationLoader.proxy(
                        "global.yaml", "", Map.of("database-shop.yaml", text + RULES), findings);
        findings.throwIfError();
        return Database.open(configuration.databases().get(0), Map.of(), true);
    }

    private static final Users USERS = new Users(List.of(user("app", false), user("root", true)));

    private static User user(String name, boolean admin) {
        User any = User.of(name, "secret");
        return new User(any.name(), any.host(), any.password(), admin, any.databases());
    }

    @Test
    void placeAndFindRowsOverMySql() throws SQLException {
        check(
                MARIADB,
                Protocol.MYSQL,
                "jdbc:mysql://127.0.0.1:%d/shop?allowPublicKeyRetrieval=true");
    }

    @Test
    void placeAndFindRowsOverPostgresql() throws SQLException {
        check(POSTGRESQL, Protocol.POSTGRESQL, "jdbc:postgresql://127.0.0.1:%d/shop");
    }

    private static void check(ShardSet shards, Protocol protocol, String url) throws SQLException {
        try (Database database = open(shards);
                ProxyServer server =
                        ProxyServer.start(
                                ProxySettings.of(USERS),
                                List.of(Endpoint.of(protocol, 0)),
                                List.of(database))) {
            String address = url.formatted(server.port(protocol));
            try (Connection connection = DriverManager.getConnection(address, "app", "secret");
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate(
                        "/* SHARDINGSPHERE_HINT: t_hinted.SHARDING_DATABASE_VALUE=1 */ INSERT INTO t_hinted VALUES (1, 1)");
                try (PreparedStatement insert =
                        connection.prepareStatement(
                                "/* SHARDFOLD_HINT: SHARDING_DATABASE_VALUE=-1 */ INSERT INTO t_hinted VALUES (?, ?)")) {
                    insert.setInt(1, 2);
                    insert.setInt(2, 2);
                    insert.executeUpdate();
                }
                assertEquals(2, number(statement, "SELECT count(*) FROM t_hinted"));
                assertEquals(
                        0,
                        number(
                                statement,
                                "SELECT count(*) FROM t_hinted /* SHARDFOLD_HINT: SHARDING_DATABASE_VALUE=0 */"));
                SQLException refused =
                        assertThrows(
                                SQLException.class,
                                () ->
                                        number(
                                                statement,
                                                "/* SHARDFOLD_HINT: DATA_SOURCE_NAME=ds_1 */ SELECT count(*) FROM t_hinted"));
                assertTrue(refused.getMessage().contains("admin"), refused.getMessage());
            }
            try (Connection connection = DriverManager.getConnection(address, "root", "secret");
                    Statement statement = connection.createStatement()) {
                assertEquals(
                        2,
                        number(
                                statement,
                                "/* SHARDFOLD_HINT: DATA_SOURCE_NAME=ds_1 */ SELECT count(*) FROM t_hinted"));
            }
        }
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
