package io.shardfold.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.Oracle.Verdict;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An oracle that sees no difference where there is one would make every other test worthless. */
class OracleTest {

    @Nested
    class OnPostgresql extends Comparisons {
        @Override
        ShardSet databases() {
            return POSTGRESQL;
        }
    }

    @Nested
    class OnMariaDb extends Comparisons {
        @Override
        ShardSet databases() {
            return MARIADB;
        }
    }

    @RegisterExtension static final ShardSet POSTGRESQL = ShardSet.of(Kind.POSTGRESQL, 1);
    @RegisterExtension static final ShardSet MARIADB = ShardSet.of(Kind.MARIADB, 1);

    abstract static class Comparisons {

        abstract ShardSet databases();

        /**
         * The one shard plays what is tested: it holds what the unsharded database holds, but for
         * what a test changes.
         */
        @BeforeEach
        void sameRowsOnBothSides() throws SQLException {
            databases()
                    .onEveryDatabase(
                            "DROP TABLE IF EXISTS t",
                            "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20), price NUMERIC(10,2), ratio DOUBLE PRECISION)",
                            "INSERT INTO t VALUES (1,'a',1.50,0.1),(2,'b',2.50,0.2),(3,'a',3.50,0.3),(4,NULL,NULL,NULL)");
        }

        private Oracle oracle() throws SQLException {
            return databases().oracle(() -> databases().shard(0).connect());
        }

        private Verdict verdict(String sql, Object... parameters) throws SQLException {
            try (Oracle oracle = oracle()) {
                return oracle.compare(sql, parameters).verdict();
            }
        }

        private void onShard(String sql) throws SQLException {
            databases().onEveryShard(sql);
        }

        @Test
        void sameDataIsTheSame() throws SQLException {
            try (Oracle oracle = oracle()) {
                oracle.sameAsUnsharded("SELECT id, name, price, ratio FROM t");
                oracle.sameAsUnshardedInBothForms(
                        "SELECT id FROM t WHERE name = ? AND price > ? ORDER BY id", "a", 1);
                oracle.sameAsUnsharded("UPDATE t SET price = price + 1 WHERE id < ?", 3);
                oracle.sameAsUnsharded("SELECT COUNT(*), SUM(price), AVG(ratio) FROM t");
            }
        }

        @Test
        void seesAnotherValue() throws SQLException {
            onShard("UPDATE t SET name = 'A' WHERE id = 3");
            assertEquals(Verdict.DIFFERENT, verdict("SELECT id, name FROM t"));
        }

        @Test
        void seesAMissingRow() throws SQLException {
            onShard("DELETE FROM t WHERE id = 4");
            assertEquals(Verdict.DIFFERENT, verdict("SELECT id FROM t"));
        }

        @Test
        void countsEqualRows() throws SQLException {
            onShard("UPDATE t SET name = 'b' WHERE id = 1");
            assertEquals(Verdict.DIFFERENT, verdict("SELECT name FROM t"));
        }

        @Test
        void tellsNullFromAnEmptyString() throws SQLException {
            onShard("UPDATE t SET name = '' WHERE id = 4");
            assertEquals(Verdict.DIFFERENT, verdict("SELECT name FROM t WHERE id = 4"));
        }

        @Test
        void letsTheLastDigitsOfADoubleDiffer() throws SQLException {
            onShard("UPDATE t SET ratio = ratio * (1 + 1e-12)");
            assertEquals(Verdict.SAME_RESULT, verdict("SELECT ratio FROM t"));
            onShard("UPDATE t SET ratio = ratio * (1 + 1e-6)");
            assertEquals(Verdict.DIFFERENT, verdict("SELECT ratio FROM t"));
        }

        @Test
        void seesAnotherScaleOfANumber() throws SQLException {
            onShard("ALTER TABLE t DROP COLUMN price");
            onShard("ALTER TABLE t ADD COLUMN price NUMERIC(10,1)");
            onShard("UPDATE t SET price = id + 0.5 WHERE id < 4");
            assertEquals(Verdict.DIFFERENT, verdict("SELECT price FROM t"));
        }

        @Test
        void seesAnotherTypeOfAColumn() throws SQLException {
            onShard("DROP TABLE t");
            onShard("CREATE TABLE t (id BIGINT)");
            assertEquals(Verdict.DIFFERENT, verdict("SELECT id FROM t WHERE id < 0"));
        }

        @Test
        void comparesOrderOnlyWhereTheStatementOrders() throws SQLException {
            onShard("UPDATE t SET id = 9 WHERE id = 1");
            onShard("UPDATE t SET id = 1 WHERE id = 3");
            onShard("UPDATE t SET id = 3 WHERE id = 9");
            onShard("UPDATE t SET price = 5 - price WHERE id <> 2");
            // The bag of names is the same, and the order by id is a, b, a on both sides.
            assertEquals(Verdict.SAME_RESULT, verdict("SELECT name FROM t WHERE id < 4"));
            assertEquals(
                    Verdict.SAME_RESULT,
                    verdict("SELECT id, name FROM t WHERE id < 4 ORDER BY id"));
            onShard("UPDATE t SET name = CASE id WHEN 1 THEN 'b' WHEN 2 THEN 'a' ELSE name END");
            assertEquals(Verdict.SAME_RESULT, verdict("SELECT name FROM t WHERE id < 4"));
            assertEquals(Verdict.DIFFERENT, verdict("SELECT name FROM t WHERE id < 4 ORDER BY id"));
        }

        @Test
        void rowsThatAreEqualInTheOrderMayComeInAnyOrder() throws SQLException {
            onShard("DELETE FROM t");
            onShard(
                    "INSERT INTO t VALUES (3,'a',3.50,0.3),(1,'a',1.50,0.1),(2,'b',2.50,0.2),(4,NULL,NULL,NULL)");
            assertEquals(Verdict.SAME_RESULT, verdict("SELECT id, name FROM t ORDER BY name DESC"));
            assertEquals(Verdict.SAME_RESULT, verdict("SELECT id, name FROM t ORDER BY t.name, 1"));
        }

        @Test
        void seesAnotherUpdateCount() throws SQLException {
            onShard("DELETE FROM t WHERE id = 4");
            assertEquals(Verdict.DIFFERENT, verdict("UPDATE t SET name = 'z'"));
        }

        @Test
        void seesAnotherLabel() throws SQLException {
            onShard("ALTER TABLE t RENAME COLUMN name TO label");
            assertEquals(Verdict.DIFFERENT, verdict("SELECT * FROM t"));
        }

        @Test
        void comparesErrors() throws SQLException {
            try (Oracle oracle = oracle()) {
                SQLException error = oracle.sameErrorAsUnsharded("SELECT nothing FROM t");
                assertTrue(error.getMessage().contains("nothing"), error::getMessage);
                assertThrows(
                        AssertionError.class,
                        () -> oracle.sameAsUnsharded("SELECT nothing FROM t"));
            }
            onShard("DROP TABLE t");
            assertEquals(Verdict.DIFFERENT, verdict("SELECT id FROM t"));
            assertEquals(Verdict.DIFFERENT, verdict("SELECT nothing FROM t"));
        }

        @Test
        void aRefusalIsAVerdictOfItsOwn() throws SQLException {
            onShard("DROP TABLE t");
            if (databases().kind().speaksMySql()) {
                onShard("DROP PROCEDURE IF EXISTS refuse");
                onShard(
                        "CREATE PROCEDURE refuse() SIGNAL SQLSTATE '42000' SET MYSQL_ERRNO = 1235, MESSAGE_TEXT = 'no'");
                databases()
                        .unsharded()
                        .execute(
                                "DROP PROCEDURE IF EXISTS refuse",
                                "CREATE PROCEDURE refuse() SELECT 1");
            } else {
                onShard(
                        "CREATE OR REPLACE PROCEDURE refuse() AS $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '0A000'; END $$"
                                + " LANGUAGE plpgsql");
                databases()
                        .unsharded()
                        .execute(
                                "CREATE OR REPLACE PROCEDURE refuse() AS $$ BEGIN END $$ LANGUAGE plpgsql");
            }
            try (Oracle oracle = oracle()) {
                assertTrue(oracle.refused("CALL refuse()").getMessage().contains("no"));
                assertThrows(AssertionError.class, () -> oracle.sameAsUnsharded("CALL refuse()"));
                assertNotNull(oracle.sameAsUnshardedOrRefused("CALL refuse()"));
                assertNull(oracle.sameAsUnshardedOrRefused("SELECT 1"));
                assertThrows(
                        AssertionError.class,
                        () -> oracle.sameAsUnshardedOrRefused("SELECT id FROM t"));
            }
        }

        @Test
        void aRefusedWriteChangesNeitherSide() throws SQLException {
            if (databases().kind().speaksMySql()) {
                onShard(
                        "CREATE TRIGGER refuse BEFORE DELETE ON t FOR EACH ROW SIGNAL SQLSTATE '42000'"
                                + " SET MYSQL_ERRNO = 1235, MESSAGE_TEXT = 'no'");
            } else {
                onShard(
                        "CREATE OR REPLACE FUNCTION refuse_row() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'no'"
                                + " USING ERRCODE = '0A000'; END $$ LANGUAGE plpgsql");
                onShard(
                        "CREATE TRIGGER refuse BEFORE DELETE ON t FOR EACH ROW EXECUTE FUNCTION refuse_row()");
            }
            try (Oracle oracle = oracle()) {
                oracle.refused("DELETE FROM t");
                oracle.sameAsUnsharded("SELECT COUNT(*) FROM t");
            }
        }

        @Test
        void keepsOneSessionOnEachSide() throws SQLException {
            try (Oracle oracle = oracle()) {
                oracle.sameAsUnsharded("BEGIN");
                oracle.sameAsUnsharded("DELETE FROM t");
                oracle.sameAsUnsharded("SELECT COUNT(*) FROM t");
                oracle.sameAsUnsharded("ROLLBACK");
            }
            assertEquals(Verdict.SAME_RESULT, verdict("SELECT COUNT(*) FROM t WHERE id = 4"));
        }
    }
}
