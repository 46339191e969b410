package io.shardfold.endtoend;

import io.shardfold.core.config.ConfigurationLoader;
import io.shardfold.core.config.Placeholders;
import io.shardfold.core.session.Database;
import io.shardfold.proxy.Endpoint;
import io.shardfold.proxy.Endpoint.Protocol;
import io.shardfold.proxy.ProxyServer;
import io.shardfold.proxy.ProxySettings;
import io.shardfold.proxy.client.User;
import io.shardfold.proxy.client.Users;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A proxy over the shop, on free ports, with one user. */
record ShopProxy(Database database, ProxyServer server) implements AutoCloseable {

    static final String USER = "tester";
    static final String PASSWORD = "tested";

    static ShopProxy start(Path configuration) {
        Database database =
                Database.open(
                        ConfigurationLoader.jdbc(configuration, Placeholders.NONE).database(),
                        Map.of(),
                        true);
        try {
            ProxyServer server =
                    ProxyServer.start(
                            ProxySettings.of(new Users(List.of(User.of(USER, PASSWORD)))),
                            List.of(
                                    new Endpoint(Protocol.MYSQL, "127.0.0.1", 0),
                                    new Endpoint(Protocol.POSTGRESQL, "127.0.0.1", 0)),
                            List.of(database));
            return new ShopProxy(database, server);
        } catch (RuntimeException | Error failure) {
            database.close();
            throw failure;
        }
    }

    /**
     * Connects with the driver that the engine itself is reached with.
     *
     * @param prepares whether the driver prepares at the server (the extended protocol,
     *     COM_STMT_PREPARE) or sends text
     */
    Connection connect(Kind kind, boolean prepares) throws SQLException {
        String url =
                kind.speaksMySql()
                        ? "jdbc:mysql://127.0.0.1:"
                                + server.port(Protocol.MYSQL)
                                + "/shop?sslMode=DISABLED&allowPublicKeyRetrieval=true&useServerPrepStmts="
                                + prepares
                        : "jdbc:postgresql://127.0.0.1:"
                                + server.port(Protocol.POSTGRESQL)
                                + "/shop?preferQueryMode="
                                + (prepares ? "extended" : "simple");
        return DriverManager.getConnection(url, USER, PASSWORD);
    }

    /** Where clients of an engine's protocol connect, on 127.0.0.1. */
    int port(Kind kind) {
        return server.port(kind.speaksMySql() ? Protocol.MYSQL : Protocol.POSTGRESQL);
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
