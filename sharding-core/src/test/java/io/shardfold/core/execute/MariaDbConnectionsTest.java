package io.shardfold.core.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.core.error.ShardException;
import io.shardfold.core.execute.SessionSettings.Setting;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbConnectionsTest extends ShardConnectionsContract {

    @RegisterExtension static final ShardSet SET = ShardSet.of(Kind.MARIADB, 2);

    @Override
    ShardSet set() {
        return SET;
    }

    @Override
    String sleep(int seconds) {
        return "SELECT SLEEP(" + seconds + ")";
    }

    @Override
    boolean failureEndsTransaction() {
        return false;
    }

    @Override
    void killConnections(int shard) throws Exception {
        try (Connection connection = SET.shard(shard).connect();
                Statement statement = connection.createStatement()) {
            List<Long> others = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT id FROM information_schema.processlist WHERE db = DATABASE()"
                                    + " AND id <> CONNECTION_ID()")) {
                while (rows.next()) {
                    others.add(rows.getLong(1));
                }
            }
            for (long id : others) {
                statement.execute("KILL " + id);
            }
        }
    }

    private static final ShardStatement MODE =
            new ShardStatement("ds_0", "SELECT @@SESSION.sql_mode", null, 1);

    @Test
    void settingsFollowTheSessionAndNobodyElse() {
        String before = text(session, MODE);
        session.settings(
                new SessionSettings(
                        List.of(new Setting("sql_mode", "SET sql_mode = 'ANSI_QUOTES'"))));
        try (ShardConnections other = new ShardConnections(storage)) {
            for (int i = 0; i < 3; i++) {
                assertEquals("ANSI_QUOTES", text(session, MODE));
                assertEquals(before, text(other, MODE));
            }
        }
    }

    /** The server rolls back one shard's part by itself; the other's must not live on alone. */
    @Test
    void aDeadlockRollsBackEveryShard() throws Exception {
        SET.shard(0).execute("INSERT INTO t (id, amount) VALUES (1, 0), (2, 0)");
        try (ShardConnections other = new ShardConnections(storage)) {
            session.begin(TransactionOptions.DEFAULT);
            other.begin(TransactionOptions.DEFAULT);
            session.update(on(1, "INSERT INTO t (id) VALUES (10)"), DEFAULT);
            other.update(on(1, "INSERT INTO t (id) VALUES (20)"), DEFAULT);
            session.update(on(0, "UPDATE t SET amount = 1 WHERE id = 1"), DEFAULT);
            other.update(on(0, "UPDATE t SET amount = 2 WHERE id = 2"), DEFAULT);
            CompletableFuture<ShardException> second =
                    CompletableFuture.supplyAsync(
                            () -> victim(other, "UPDATE t SET amount = 2 WHERE id = 1"));
            ShardException first = victim(session, "UPDATE t SET amount = 1 WHERE id = 2");
            ShardException failure = first == null ? second.get(60, TimeUnit.SECONDS) : first;
            ShardConnections victim = first == null ? other : session;
            ShardConnections survivor = first == null ? session : other;
            assertEquals(1213, failure.vendorCode());
            // As on one server: the transaction goes on, and nothing of it is left.
            assertTrue(victim.inTransaction());
            assertFalse(victim.transactionFailed());
            assertEquals(List.of(), victim.pinned());
            victim.update(on(1, "INSERT INTO t (id) VALUES (30)"), DEFAULT);
            victim.commit();
            second.get(60, TimeUnit.SECONDS);
            assertTrue(survivor.inTransaction());
            survivor.commit();
            assertEquals(2, countOutside(1));
        }
    }

    private static ShardException victim(ShardConnections session, String sql) {
        try {
            session.update(on(0, sql), DEFAULT);
            return null;
        } catch (ShardException e) {
            return e;
        }
    }
}
