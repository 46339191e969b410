package io.shardfold.proxy.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.proxy.Endpoint;
import io.shardfold.proxy.ProxyServer;
import io.shardfold.proxy.ProxySettings;
import io.shardfold.proxy.Tls;
import io.shardfold.proxy.client.Limits;
import io.shardfold.proxy.client.Password;
import io.shardfold.proxy.client.User;
import io.shardfold.proxy.client.Users;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no database: connecting, logging in, and answers to nonsense. */
class PostgresqlConnectionTest {

    private static final int VERSION_3_0 = 3 << 16;
    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;

    private static final Users USERS =
            new Users(
                    List.of(
                            User.of("app", "secret"),
                            new User("far", "192.0.2.1", Password.parse("secret"), false, null)));

    private static ProxyServer server;

    private static ProxyServer start(Limits limits, Tls tls, boolean tlsRequired) {
        return ProxyServer.start(
                new ProxySettings(USERS, limits, tls, tlsRequired, 1, 64),
                List.of(new Endpoint(Endpoint.Protocol.POSTGRESQL, "127.0.0.1", 0)),
                List.of());
    }

    private static int port(ProxyServer of) {
        return of.port(Endpoint.Protocol.POSTGRESQL);
    }

    @BeforeAll
    static void start() {
        server = start(Limits.DEFAULT, null, false);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /**
     * Whatever came before, the server goes on: the password is right, the database isn't there.
     */
    @AfterEach
    void goesOn() throws IOException {
        try (RawClient client = new RawClient(port(server))) {
            assertEquals("E(FATAL 3D000) EOF", login(client, "app", "secret"));
            assertEquals("database \"shop\" does not exist", client.lastError().get('M'));
        }
    }

    private static String login(RawClient client, String user, String password) throws IOException {
        return client.startup(VERSION_3_0, "user", user, "database", "shop")
                .scram(password)
                .answer();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "nobody", "far"})
    void aWrongPasswordAndAnUnknownUserLookAlike(String user) throws IOException {
        try (RawClient client = new RawClient(port(server))) {
            assertEquals(
                    "E(FATAL 28P01) EOF",
                    login(client, user, user.equals("app") ? "wrong" : "secret"));
            assertEquals(
                    "password authentication failed for user \"" + user + "\"",
                    client.lastError().get('M'));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.0\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                "\u0000\u0000\u0000\u0001",
                "\u007f\u007f\u007f\u007f"
            })
    void otherProtocolsAreClosed(String garbage) throws IOException {
        try (RawClient client = new RawClient(port(server))) {
            client.raw(garbage.getBytes(StandardCharsets.ISO_8859_1)).flush();
            assertNull(client.read());
        }
    }

    @Test
    void noEncryptionIsSaidByOneByte() throws IOException {
        try (RawClient client = new RawClient(port(server))) {
            assertEquals('N', request(client, SSL_REQUEST).readByte());
            assertEquals('N', request(client, GSS_REQUEST).readByte());
            assertEquals("E(FATAL 3D000) EOF", login(client, "app", "secret"));
        }
        try (RawClient client = new RawClient(port(server))) {
            assertEquals('N', request(client, SSL_REQUEST).readByte());
            request(client, SSL_REQUEST).flush();
            assertEquals("E(FATAL 0A000)", client.read());
        }
    }

    private static RawClient request(RawClient client, int code) {
        return client.raw(RawClient.int4(8)).raw(RawClient.int4(code));
    }

    @Test
    void otherVersions() throws IOException {
        try (RawClient client = new RawClient(port(server))) {
            client.startup(4 << 16, "user", "app");
            assertEquals("E(FATAL 0A000)", client.read());
            assertNull(client.read());
        }
        try (RawClient client = new RawClient(port(server))) {
            client.startup(VERSION_3_0 + 9999, "user", "app", "_pq_.test", "x");
            assertEquals("v(30002,1)", client.read());
            assertEquals("R(10)", client.read());
        }
        try (RawClient client = new RawClient(port(server))) {
            client.startup(VERSION_3_0 + 2, "user", "app");
            assertEquals("R(10)", client.read());
        }
    }

    @Test
    void whatTheStartupMustSay() throws IOException {
        try (RawClient client = new RawClient(port(server))) {
            client.startup(VERSION_3_0, "database", "shop");
            assertEquals("E(FATAL 28000)", client.read());
        }
        try (RawClient client = new RawClient(port(server))) {
            client.startup(VERSION_3_0, "user", "app", "replication", "database");
            assertEquals("E(FATAL 0A000)", client.read());
        }
    }

    @Test
    void otherMessagesDuringTheLogin() throws IOException {
        try (RawClient client = new RawClient(port(server))) {
            client.startup(VERSION_3_0, "user", "app");
            assertEquals("R(10)", client.read());
            assertEquals("E(FATAL 08P01) EOF", client.query("select 1").answer());
        }
        try (RawClient client = new RawClient(port(server))) {
            client.startup(VERSION_3_0, "user", "app");
            assertEquals("R(10)", client.read());
            byte[] other = "PLAIN\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);
            assertEquals("E(FATAL 08P01) EOF", client.message('p', other).answer());
        }
    }

    @Test
    void aCancelOfNobodyIsOnlyClosed() throws IOException {
        try (RawClient client = new RawClient(port(server))) {
            client.raw(RawClient.int4(16))
                    .raw(RawClient.int4(80_877_102))
                    .raw(RawClient.int4(1))
                    .raw(RawClient.int4(2))
                    .flush();
            assertNull(client.read());
        }
    }

    @Test
    void tlsIsSpokenAndCanBeRequired() throws Exception {
        try (ProxyServer withTls = start(Limits.DEFAULT, Tls.selfSigned(), true)) {
            SQLException failure =
                    loginByDriver(
                            "jdbc:postgresql://127.0.0.1:"
                                    + port(withTls)
                                    + "/shop?sslmode=require");
            assertEquals("3D000", failure.getSQLState(), failure.getMessage());
            failure =
                    loginByDriver(
                            "jdbc:postgresql://127.0.0.1:"
                                    + port(withTls)
                                    + "/shop?sslmode=disable");
            assertEquals("28000", failure.getSQLState());
            assertTrue(failure.getMessage().contains("sslmode=require"), failure.getMessage());
            try (RawClient client = new RawClient(port(withTls))) {
                request(client, SSL_REQUEST).raw((byte) 0).flush();
                assertEquals("E(FATAL 08P01)", client.read());
            }
        }
    }

    private static SQLException loginByDriver(String url) {
        try {
            DriverManager.getConnection(url, "app", "secret").close();
        } catch (SQLException failure) {
            return failure;
        }
        throw new AssertionError("there is no database to connect to");
    }

    @Test
    void whoIsTooManyIsToldSo() throws IOException {
        try (ProxyServer small = start(Limits.DEFAULT.withConnectionsMax(1), null, false);
                RawClient first = new RawClient(port(small))) {
            first.startup(VERSION_3_0, "user", "app");
            assertEquals("R(10)", first.read());
            try (RawClient second = new RawClient(port(small))) {
                assertEquals('N', request(second, SSL_REQUEST).readByte());
                second.startup(VERSION_3_0, "user", "app");
                assertEquals("E(FATAL 53300)", second.read());
                assertNull(second.read());
            }
        }
    }

    /** A client of MySQL's waits for a greeting: it is told in its own protocol what this is. */
    @Test
    void aClientOfTheOtherProtocolIsTold() throws IOException {
        try (ProxyServer quick =
                        start(Limits.DEFAULT.withTimes(400, 0, 60_000, 1_000), null, false);
                RawClient client = new RawClient(port(quick))) {
            var heard = new StringBuilder();
            for (int b = client.readByte(); b >= 0; b = client.readByte()) {
                heard.append((char) b);
            }
            assertEquals(0xff, heard.charAt(4), "an ERR packet");
            assertTrue(heard.toString().endsWith("speaks PostgreSQL's protocol, not MySQL's."));
        }
    }

    @Test
    void whoDoesNotLogInIsClosed() throws IOException {
        try (ProxyServer quick =
                        start(Limits.DEFAULT.withTimes(400, 0, 60_000, 1_000), null, false);
                RawClient client = new RawClient(port(quick))) {
            client.startup(VERSION_3_0, "user", "app");
            assertEquals("R(10)", client.read());
            assertNull(client.read());
        }
    }
}
