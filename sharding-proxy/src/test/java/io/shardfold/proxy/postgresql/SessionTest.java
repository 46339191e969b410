package io.shardfold.proxy.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.proxy.client.Limits;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions beyond what statements say: cancel, limits, slow clients. */
class SessionTest {

    @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.POSTGRESQL, 2);

    private static final int PACKET_BYTES_MAX = 100_000;

    private static PostgresqlProxy proxy;

    @BeforeAll
    static void start() throws SQLException {
        DATABASES.onEveryShard("CREATE TABLE t_s(id int primary key, pad text)");
        proxy =
                PostgresqlProxy.over(
                        Limits.DEFAULT.withPacketBytesMax(PACKET_BYTES_MAX), DATABASES, "t_s");
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    private static void cancel(RawClient client, byte[] key) throws IOException {
        try (RawClient canceller = new RawClient(proxy.port())) {
            canceller
                    .raw(RawClient.int4(12 + key.length))
                    .raw(RawClient.int4(80_877_102))
                    .raw(RawClient.int4(client.processId()))
                    .raw(key)
                    .flush();
            assertNull(canceller.read(), "a cancel request is answered by the end alone");
        }
    }

    @Test
    void aCancelReachesTheShards() throws Exception {
        try (RawClient client = proxy.raw()) {
            CompletableFuture<String> answer =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return client.query(
                                                    "SELECT id, pg_sleep(25) FROM t_s, pg_sleep(25)")
                                            .answer();
                                } catch (IOException failure) {
                                    throw new IllegalStateException(failure);
                                }
                            });
            // A cancel that comes before the statement does nothing, so that one may not do.
            while (!answer.isDone()) {
                cancel(client, client.key());
            }
            assertEquals("E(57014) Z(I)", answer.join());
            assertEquals("T(?column?:23) D(1) C(SELECT 1) Z(I)", client.query("SELECT 1").answer());
        }
    }

    @Test
    void aCancelNeedsTheKey() throws Exception {
        try (RawClient client = proxy.raw()) {
            byte[] wrong = client.key().clone();
            wrong[3] ^= 1;
            client.query("SELECT 1 AS x FROM pg_sleep(0.3)").flush();
            for (int i = 0; i < 5; i++) {
                cancel(client, wrong);
            }
            assertEquals("T(x:23) D(1) C(SELECT 1) Z(I)", client.answer());
        }
    }

    @Test
    void aMessageThatIsTooLargeIsRefusedAlone() throws Exception {
        String large = "SELECT '" + "x".repeat(PACKET_BYTES_MAX) + "'";
        try (RawClient client = proxy.raw()) {
            assertEquals("E(54000) Z(I)", client.query(large).answer());
            assertTrue(client.lastError().get('M').contains("limit of " + PACKET_BYTES_MAX));
            assertEquals(
                    "E(54000) Z(I)",
                    client.parse("", large).bind("", "", 0).execute("", 0).sync().answer());
            assertEquals("T(?column?:23) D(1) C(SELECT 1) Z(I)", client.query("SELECT 1").answer());
        }
    }

    @Test
    void whatIsNotSupportedIsSaidSo() throws Exception {
        try (RawClient client = proxy.raw()) {
            assertEquals("E(0A000) Z(I)", client.query("LISTEN c").answer());
            assertEquals("E(0A000) Z(I)", client.query("COPY t_s FROM STDIN").answer());
            assertEquals("E(0A000) Z(I)", client.message('F', new byte[10]).answer());
            assertEquals("C(UNLISTEN) Z(I)", client.query("UNLISTEN *").answer());
            assertEquals("I Z(I)", client.query("").answer());
        }
    }

    /** A client that doesn't read holds up nobody, and loses nothing. */
    @Test
    void aSlowClient() throws Exception {
        int rowCount = 20_000;
        try (RawClient slow = proxy.raw()) {
            slow.query("SELECT g, repeat('x', 1000) FROM generate_series(1, " + rowCount + ") g")
                    .flush();
            for (int i = 0; i < 20; i++) {
                try (RawClient other = proxy.raw()) {
                    assertEquals(
                            "C(INSERT 0 1) Z(I)",
                            other.query("INSERT INTO t_s VALUES (" + i + ", 'x')").answer());
                }
            }
            assertEquals("T(g:23,repeat:25)", slow.read());
            for (int i = 1; i <= rowCount; i++) {
                assertTrue(slow.read().startsWith("D(" + i + ","));
            }
            assertEquals("C(SELECT " + rowCount + ") Z(I)", slow.answer());
        }
    }

    /** Whoever leaves in the middle of everything leaves nothing behind. */
    @Test
    void aClientThatIsGone() throws Exception {
        for (int i = 0; i < 12; i++) {
            RawClient client = proxy.raw();
            client.query("BEGIN").answer();
            client.query("INSERT INTO t_s VALUES (" + (1000 + i) + ", 'x')").answer();
            client.query("SELECT repeat('x', 1000) FROM generate_series(1, 20000)").flush();
            client.close();
        }
        // More transactions than a pool has connections: those that were left were rolled back.
        try (RawClient client = proxy.raw()) {
            assertEquals(
                    "T(count:20) D(0) C(SELECT 1) Z(I)",
                    client.query("SELECT count(*) FROM t_s WHERE id >= 1000").answer());
        }
    }
}
