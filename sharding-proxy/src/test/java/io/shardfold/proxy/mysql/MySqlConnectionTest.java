package io.shardfold.proxy.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.shardfold.proxy.Endpoint;
import io.shardfold.proxy.Endpoint.Protocol;
import io.shardfold.proxy.ProxyServer;
import io.shardfold.proxy.ProxySettings;
import io.shardfold.proxy.Tls;
import io.shardfold.proxy.client.Limits;
import io.shardfold.proxy.client.Password;
import io.shardfold.proxy.client.User;
import io.shardfold.proxy.client.Users;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no database: connecting, logging in, and answers to nonsense. */
class MySqlConnectionTest {

    private static final Users USERS =
            new Users(
                    List.of(
                            User.of("app", "secret"),
                            User.of("open", ""),
                            new User("far", "192.0.2.1", Password.parse("secret"), false, null),
                            new User("other", "%", Password.parse("secret"), false, Set.of())));

    private static ProxyServer server;

    private static ProxyServer start(Limits limits) {
        return ProxyServer.start(
                new ProxySettings(USERS, limits, Tls.selfSigned(), false, 1, 64),
                List.of(new Endpoint(Protocol.MYSQL, "127.0.0.1", 0)),
                List.of());
    }

    @BeforeAll
    static void start() {
        server = start(Limits.DEFAULT.withPacketBytesMax(1 << 20));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawClient connect() throws Exception {
        return new RawClient(server.port(Protocol.MYSQL));
    }

    private static RawClient login() throws Exception {
        RawClient client = connect();
        assertTrue(client.login("app", "secret", "").isOk());
        return client;
    }

    @Test
    void logsInAndAnswersPing() throws Exception {
        try (RawClient client = connect()) {
            assertEquals(0, client.greeting.sequence());
            RawClient.Answer ok = client.login("app", "secret", "");
            assertEquals(2, ok.sequence());
            assertEquals(
                    "00000002000000",
                    Hex.written(out -> out.writeBytes(ok.payload())).replace(" ", ""));
            RawClient.Answer pong = client.command(0x0e, "");
            assertEquals(1, pong.sequence());
            assertTrue(pong.isOk());
        }
    }

    @Test
    void anEmptyPasswordIsTakenWhereItIsTheUsers() throws Exception {
        try (RawClient client = connect()) {
            assertTrue(client.login("open", "", "").isOk());
        }
        try (RawClient client = connect()) {
            RawClient.Answer denied = client.login("app", "", "");
            assertEquals(
                    "\u0015\u0004#28000Access denied for user 'app'@'localhost' (using password: NO)",
                    denied.text().substring(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"app wrong", "nobody secret", "far secret"})
    void refusesWrongPasswordUnknownUserAndOtherHostAlike(String login) throws Exception {
        String[] parts = login.split(" ");
        try (RawClient client = connect()) {
            RawClient.Answer denied = client.login(parts[0], parts[1], "");
            assertEquals(1045, denied.errorNumber());
            assertTrue(
                    denied.text().contains("'" + parts[0] + "'@'localhost' (using password: YES)"));
            assertTrue(client.isClosed());
        }
        login().close();
    }

    @Test
    void tellsOfAnUnknownDatabaseOnlyAfterThePassword() throws Exception {
        try (RawClient client = connect()) {
            assertEquals(1049, client.login("app", "secret", "nowhere").errorNumber());
            assertTrue(client.isClosed());
        }
        try (RawClient client = connect()) {
            assertEquals(1045, client.login("app", "wrong", "nowhere").errorNumber());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // No 4.1.
                "09 00 00 01 85 a6 03 00 00 00 00 01 00",
                // Cut in the capabilities.
                "01 00 00 01 ff",
                // A PostgreSQL client's request for TLS.
                "00 00 00 08 04 d2 16 2f",
                // More than any login has.
                "ff ff ff 01",
                "00 00 02 01 00",
                // A user without an end.
                "22 00 00 01 08 a2 00 00 00 00 00 01 2d 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
                        + " 00 00 00 00 61 61",
                "ff ff ff ff ff ff ff ff ff ff"
            })
    void answersGarbageInsteadOfALoginWithAnErrorAndGoesOn(String hex) throws Exception {
        try (RawClient client = connect()) {
            client.raw(hex);
            RawClient.Answer refused = client.read();
            assertTrue(refused.isError());
            assertTrue(
                    refused.errorNumber() == 1043 || refused.errorNumber() == 1156,
                    () -> refused.text());
            assertTrue(client.isClosed());
        }
        login().close();
    }

    @Test
    void doesNotTakeALoginThatComesInClearBehindTheRequestForTls() throws Exception {
        try (RawClient client = connect()) {
            ByteBuf request = Unpooled.buffer();
            request.writeIntLE(RawClient.CAPABILITIES | Capabilities.SSL).writeIntLE(1 << 24);
            request.writeByte(45).writeZero(23);
            byte[] login =
                    client.response("app", RawClient.nativeAnswer("secret", client.nonce), "");
            client.raw(
                    RawClient.join(
                            Hex.bytes("20 00 00 01"),
                            Wire.rest(request),
                            new byte[] {(byte) login.length, 0, 0, 2},
                            login));
            // TLS answers with an alert, if at all, and never with an OK.
            byte[] answer = client.socket.getInputStream().readAllBytes();
            assertTrue(answer.length == 0 || answer[0] == 0x15, Arrays.toString(answer));
        }
    }

    @Test
    void skipsAnOversizedPacketAndGoesOn() throws Exception {
        try (RawClient client = login()) {
            byte[] large = new byte[(1 << 20) + 1];
            client.send(0, large);
            RawClient.Answer refused = client.read();
            assertEquals(1153, refused.errorNumber());
            assertEquals(1, refused.sequence());
            assertTrue(client.command(0x0e, "").isOk());
        }
    }

    @Test
    void closesAfterAPacketOutOfOrder() throws Exception {
        try (RawClient client = login()) {
            client.send(3, new byte[] {0x0e});
            RawClient.Answer refused = client.read();
            assertEquals(1156, refused.errorNumber());
            assertEquals(0, refused.sequence());
            assertTrue(client.isClosed());
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0x00, 0x05, 0x06, 0x07, 0x08, 0x0b, 0x0d, 0x12, 0x1d, 0x20, 0xfa, 0xfe, 0x55})
    void refusesCommandsThatAProxyDoesNotHave(int code) throws Exception {
        try (RawClient client = login()) {
            RawClient.Answer refused = client.command(code, "");
            assertEquals("\u0017\u0004#08S01Unknown command", refused.text().substring(1));
            assertTrue(client.command(0x0e, "").isOk());
        }
    }

    @Test
    void anEmptyPacketIsAnUnknownCommand() throws Exception {
        try (RawClient client = login()) {
            client.send(0, new byte[0]);
            assertEquals(1047, client.read().errorNumber());
        }
    }

    @Test
    void answersMalformedCommandsAndGoesOn() throws Exception {
        try (RawClient client = login()) {
            // COM_STMT_EXECUTE that is cut, COM_FIELD_LIST without an end, COM_PROCESS_KILL without
            // id.
            for (String hex : List.of("17 01 00", "04 61 62", "0c 01", "1c 00 00 00 00 00")) {
                client.send(0, Hex.bytes(hex));
                assertEquals(1835, client.read().errorNumber());
            }
            client.send(0, Hex.bytes("1b 07 00"));
            assertEquals(1047, client.read().errorNumber());
            client.send(0, Hex.bytes("1a e7 03 00 00"));
            assertTrue(
                    client.read()
                            .text()
                            .endsWith(
                                    "Unknown prepared statement handler (999) given to"
                                            + " mysqld_stmt_reset"));
            assertTrue(client.command(0x0e, "").isOk());
        }
    }

    @Test
    void answersPipelinedCommandsInOrder() throws Exception {
        try (RawClient client = login()) {
            client.raw(
                    RawClient.join(
                            Hex.bytes("01 00 00 00 0e"),
                            // No answer at all.
                            Hex.bytes("05 00 00 00 19 01 00 00 00"),
                            Hex.bytes("07 00 00 00 18 01 00 00 00 00 00"),
                            Hex.bytes("01 00 00 00 08"),
                            Hex.bytes("01 00 00 00 0e")));
            assertTrue(client.read().isOk());
            assertEquals(1047, client.read().errorNumber());
            RawClient.Answer last = client.read();
            assertTrue(last.isOk());
            assertEquals(1, last.sequence());
        }
    }

    @Test
    void saysThatNoDatabaseIsSelected() throws Exception {
        try (RawClient client = login()) {
            assertEquals(1046, client.query("SELECT * FROM t").errorNumber());
            assertEquals(1046, client.command(0x02, "").errorNumber());
            assertEquals(1049, client.command(0x02, "nowhere").errorNumber());
            assertEquals(1049, client.query("USE nowhere").errorNumber());
            assertEquals(1065, client.query("  ").errorNumber());
            assertEquals(1049, client.query("use `no where`;").errorNumber());
        }
    }

    @Test
    void answersStatistics() throws Exception {
        try (RawClient client = login()) {
            assertTrue(
                    client.command(0x09, "")
                            .text()
                            .matches(
                                    "Uptime: \\d+  Threads: \\d+  Questions: \\d+  Slow queries: 0"
                                            + "  Opens: 0  Open tables: 0  Queries per second avg:"
                                            + " \\d+\\.\\d{3}"));
        }
    }

    @Test
    void quitClosesWithoutAnAnswer() throws Exception {
        try (RawClient client = login()) {
            client.send(0, new byte[] {1});
            assertTrue(client.isClosed());
        }
    }

    @Test
    void killEndsAnotherConnectionAndItself() throws Exception {
        try (RawClient client = login();
                RawClient victim = login()) {
            assertEquals(1094, client.query("KILL 0").errorNumber());
            assertTrue(client.query("KILL QUERY " + victim.connectionId()).isOk());
            assertTrue(victim.command(0x0e, "").isOk());
            assertTrue(client.query("kill /* this one */ " + victim.connectionId() + ";").isOk());
            assertTrue(victim.isClosed());
            RawClient.Answer killed = client.query("KILL " + client.connectionId());
            assertEquals(1927, killed.errorNumber());
            assertTrue(client.isClosed());
        }
    }

    @Test
    void killOfAnotherUsersConnectionIsRefused() throws Exception {
        try (RawClient victim = login();
                RawClient client = connect()) {
            assertTrue(client.login("other", "secret", "").isOk());
            assertEquals(1227, client.query("KILL " + victim.connectionId()).errorNumber());
            assertTrue(victim.command(0x0e, "").isOk());
        }
    }

    @Test
    void changeUserAsksAgain() throws Exception {
        try (RawClient client = login()) {
            for (String password : List.of("secret", "wrong")) {
                client.send(
                        0,
                        RawClient.join(
                                Hex.bytes("11 6f 74 68 65 72 00 00 00 2d 00"),
                                "mysql_native_password\0".getBytes()));
                RawClient.Answer asked = client.read();
                assertEquals((byte) 0xfe, asked.payload()[0]);
                byte[] nonce = new byte[20];
                System.arraycopy(asked.payload(), asked.payload().length - 21, nonce, 0, 20);
                client.send(2, RawClient.nativeAnswer(password, nonce));
                RawClient.Answer answer = client.read();
                assertEquals(3, answer.sequence());
                if (password.equals("secret")) {
                    assertTrue(answer.isOk());
                    assertTrue(client.command(0x0e, "").isOk());
                } else {
                    assertEquals(1045, answer.errorNumber());
                    assertTrue(client.isClosed());
                }
            }
        }
    }

    @Test
    void aClientThatDoesNotLogInIsClosed() throws Exception {
        try (ProxyServer impatient = start(Limits.DEFAULT.withTimes(50, 0, 1000, 0));
                RawClient client = new RawClient(impatient.port(Protocol.MYSQL))) {
            assertTrue(client.isClosed());
        }
    }

    @Test
    void anIdleClientIsToldAndClosed() throws Exception {
        try (ProxyServer impatient = start(Limits.DEFAULT.withTimes(10_000, 100, 1000, 0));
                RawClient client = new RawClient(impatient.port(Protocol.MYSQL))) {
            assertTrue(client.login("app", "secret", "").isOk());
            RawClient.Answer told = client.read();
            assertEquals(4031, told.errorNumber());
            assertEquals(0, told.sequence());
            assertTrue(client.isClosed());
        }
    }

    @Test
    void oneClientTooManyIsToldInsteadOfGreeted() throws Exception {
        try (ProxyServer small = start(Limits.DEFAULT.withConnectionsMax(1));
                RawClient first = new RawClient(small.port(Protocol.MYSQL))) {
            assertTrue(first.login("app", "secret", "").isOk());
            try (RawClient second = new RawClient(small.port(Protocol.MYSQL))) {
                assertEquals(0, second.greeting.sequence());
                assertEquals(
                        "\u0010\u0004Too many connections", second.greeting.text().substring(1));
                assertTrue(second.isClosed());
            }
            assertTrue(first.command(0x0e, "").isOk());
        }
    }

    @Test
    void closingTheServerTellsItsClients() throws Exception {
        ProxyServer closing = start(Limits.DEFAULT);
        RawClient client = new RawClient(closing.port(Protocol.MYSQL));
        assertTrue(client.login("app", "secret", "").isOk());
        closing.close();
        assertEquals(1053, client.read().errorNumber());
        assertTrue(client.isClosed());
        client.close();
        assertEquals(0, closing.clientCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql", "jdbc:mariadb"})
    void driversReportAWrongPassword(String scheme) {
        String url = scheme + "://127.0.0.1:" + server.port(Protocol.MYSQL) + "/";
        for (String options :
                List.of(
                        "?sslMode=DISABLED",
                        scheme.endsWith("mysql") ? "?sslMode=REQUIRED" : "?sslMode=trust")) {
            SQLException denied =
                    assertThrows(
                            SQLException.class,
                            () -> DriverManager.getConnection(url + options, "app", "wrong"));
            assertEquals(1045, denied.getErrorCode(), denied::getMessage);
            assertEquals("28000", denied.getSQLState());
            assertFalse(denied.getMessage().isEmpty());
        }
    }
}
