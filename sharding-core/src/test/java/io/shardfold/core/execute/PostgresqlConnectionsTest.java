package io.shardfold.core.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardException;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.execute.SessionSettings.Setting;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlConnectionsTest extends ShardConnectionsContract {

    @RegisterExtension static final ShardSet SET = ShardSet.of(Kind.POSTGRESQL, 2);

    @Override
    ShardSet set() {
        return SET;
    }

    @Override
    String sleep(int seconds) {
        return "SELECT pg_sleep(" + seconds + ")";
    }

    @Override
    boolean failureEndsTransaction() {
        return true;
    }

    @Override
    void killConnections(int shard) throws Exception {
        SET.shard(shard)
                .execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
                                + " current_database() AND pid <> pg_backend_pid()");
    }

    private static final SessionSettings TOKYO =
            new SessionSettings(List.of(new Setting("TimeZone", "SET TIME ZONE 'Asia/Tokyo'")));

    private static final ShardStatement ZONE = new ShardStatement("ds_0", "SHOW TimeZone", null, 1);

    @Test
    void settingsFollowTheSessionAndNobodyElse() {
        String before = text(session, ZONE);
        session.settings(TOKYO);
        try (ShardConnections other = new ShardConnections(storage)) {
            for (int i = 0; i < 3; i++) {
                assertEquals("Asia/Tokyo", text(session, ZONE));
                assertEquals(before, text(other, ZONE));
            }
        }
        session.settings(SessionSettings.NONE);
        assertEquals(before, text(session, ZONE));
    }

    @Test
    void aRollbackThatTakesSettingsBackIsMadeUpFor() {
        session.begin(TransactionOptions.DEFAULT);
        String before = text(session, ZONE);
        session.savepoint("a");
        session.settings(TOKYO);
        assertEquals("Asia/Tokyo", text(session, ZONE));
        session.rollbackTo("a");
        assertEquals("Asia/Tokyo", text(session, ZONE));
        session.rollback();
        assertEquals("Asia/Tokyo", text(session, ZONE));
        session.settings(SessionSettings.NONE);
        assertEquals(before, text(session, ZONE));
    }

    @Test
    void aTextForTheTransactionReachesShardsThatJoinLater() {
        session.begin(new TransactionOptions(Connection.TRANSACTION_SERIALIZABLE, true, false));
        session.forTransaction("SET LOCAL work_mem = '7MB'");
        for (String unit : List.of("ds_0", "ds_1")) {
            assertEquals("7MB", text(session, new ShardStatement(unit, "SHOW work_mem", null, 1)));
            assertEquals(
                    "serializable",
                    text(session, new ShardStatement(unit, "SHOW transaction_isolation", null, 1)));
        }
        ShardException readOnly =
                assertThrows(
                        ShardException.class,
                        () -> session.update(on(1, "DELETE FROM t"), DEFAULT));
        assertEquals("25006", readOnly.sqlState());
        session.rollback();
    }

    /** A deferred constraint fails at COMMIT: the shard before has committed by then. */
    @Test
    void aCommitThatFailsHalfwaySaysWhoHasCommitted() throws Exception {
        SET.shard(1)
                .execute(
                        "DROP TABLE IF EXISTS c",
                        "CREATE TABLE c (p int REFERENCES t DEFERRABLE INITIALLY DEFERRED)");
        session.begin(TransactionOptions.DEFAULT);
        session.update(on(0, "INSERT INTO t (id) VALUES (1)"), DEFAULT);
        session.update(on(1, "INSERT INTO c VALUES (99)"), DEFAULT);
        StatementException half = assertThrows(StatementException.class, session::commit);
        assertEquals(Problem.TRANSACTION_OUTCOME_UNKNOWN, half.problem());
        assertTrue(half.getMessage().contains("Committed: ds_0."), half.getMessage());
        assertTrue(half.getMessage().contains("ds_1 ("), half.getMessage());
        assertEquals(1, countOutside(0));
        SET.shard(1).execute("DROP TABLE c");
    }
}
