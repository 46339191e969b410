package io.shardfold.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hints of the application and of comments, for a table that is placed by nothing else. */
class ShardingHintsTest {

    @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.MARIADB, 2);

    private static final String RULES =
            """
            rules:
            - !SHARDING
              tables:
                t_hinted:
                  actualDataNodes: ds_${0..1}.t_hinted_${0..1}
                  databaseStrategy: {hint: {shardingAlgorithmName: sources}}
                  tableStrategy: {hint: {shardingAlgorithmName: tables}}
              shardingAlgorithms:
                sources: {type: HINT_INLINE, props: {algorithm-expression: 'ds_${value % 2}'}}
                tables: {type: HINT_INLINE, props: {algorithm-expression: 't_hinted_${value % 2}'}}
            """;

    @BeforeEach
    void emptyTables() throws SQLException {
        for (int table = 0; table < 2; table++) {
            DATABASES.onEveryShard(
                    "CREATE TABLE IF NOT EXISTS t_hinted_" + table + " (id int, v int)",
                    "DELETE FROM t_hinted_" + table);
        }
    }

    private static int count(int shard, int table) throws SQLException {
        try (Connection connection = DATABASES.shard(shard).connect();
                Statement statement = connection.createStatement()) {
            return number(statement, "SELECT count(*) FROM t_hinted_" + table);
        }
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void valuesOfTheThreadPlaceRowsAndFindThem() throws SQLException {
        try (TestedDatabase database = TestedDatabase.open(DATABASES, RULES);
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            try (ShardingHints hints = ShardingHints.open()) {
                hints.addDatabaseShardingValue("T_HINTED", 1);
                hints.addTableShardingValue("t_hinted", 0);
                statement.executeUpdate("INSERT INTO t_hinted VALUES (1, 10)");
                assertEquals(1, number(statement, "SELECT count(*) FROM t_hinted"));
                hints.clearShardingValues();
                hints.setDatabaseShardingValue(0);
                assertEquals(0, number(statement, "SELECT count(*) FROM t_hinted"));
                assertThrows(IllegalStateException.class, ShardingHints::open);
            }
            assertNull(ShardingHints.current());
            assertEquals(1, count(1, 0));
            assertEquals(1, number(statement, "SELECT count(*) FROM t_hinted"));
        }
    }

    @Test
    void aBatchIsPlacedByThem() throws SQLException {
        try (TestedDatabase database = TestedDatabase.open(DATABASES, RULES);
                Connection connection = database.connect();
                ShardingHints hints = ShardingHints.open();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO t_hinted VALUES (?, ?)")) {
            hints.addDatabaseShardingValue("t_hinted", 1);
            hints.addTableShardingValue("t_hinted", 1);
            for (int id = 0; id < 3; id++) {
                insert.setInt(1, id);
                insert.setInt(2, id);
                insert.addBatch();
            }
            insert.executeBatch();
            assertEquals(3, count(1, 1));
        }
    }

    @Test
    void valuesInACommentGoBeforeThoseOfTheThread() throws SQLException {
        try (TestedDatabase database = TestedDatabase.open(DATABASES, RULES);
                Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ShardingHints hints = ShardingHints.open()) {
            hints.addDatabaseShardingValue("t_hinted", 0);
            hints.addTableShardingValue("t_hinted", 0);
            statement.executeUpdate(
                    "/* SHARDINGSPHERE_HINT: t_hinted.SHARDING_DATABASE_VALUE=1, t_hinted.SHARDING_TABLE_VALUE=1 */"
                            + " INSERT INTO t_hinted VALUES (1, 1)");
            statement.executeUpdate(
                    "INSERT INTO t_hinted /* SHARDFOLD_HINT: shardingDatabaseValue=1, shardingTableValue=0 */ VALUES (2, 2)");
            assertEquals(1, count(1, 1));
            assertEquals(1, count(1, 0));
        }
    }

    @Test
    void theDataSourceOfTheThreadGoesBeforeThatOfAComment() throws SQLException {
        DATABASES.shard(1).execute("INSERT INTO t_hinted_0 VALUES (7, 7)");
        try (TestedDatabase database = TestedDatabase.open(DATABASES, RULES);
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            String sql =
                    "/* SHARDFOLD_HINT: DATA_SOURCE_NAME=ds_0 */ SELECT count(*) FROM t_hinted_0";
            assertEquals(0, number(statement, sql));
            try (ShardingHints hints = ShardingHints.open()) {
                hints.setDataSourceName("ds_1");
                assertEquals(1, number(statement, sql));
            }
            SQLException unknown =
                    assertThrows(
                            SQLException.class,
                            () -> number(statement, sql.replace("ds_0", "ds_9")));
            assertTrue(unknown.getMessage().contains("ds_9"), unknown.getMessage());
        }
    }

    @Test
    void aRowWithoutAPlaceIsRefused() throws SQLException {
        try (TestedDatabase database = TestedDatabase.open(DATABASES, RULES);
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            SQLException refused =
                    assertThrows(
                            SQLException.class,
                            () -> statement.executeUpdate("INSERT INTO t_hinted VALUES (1, 1)"));
            assertTrue(refused.getMessage().contains("without a hint"), refused.getMessage());
            for (String broken :
                    new String[] {
                        "/* SHARDFOLD_HINT: SHARDING_DATABASE_VALUE */ SELECT 1",
                        "/* SHARDFOLD_HINT: SHARDING_DATABASE_VALUES=1 */ SELECT 1",
                        "/* SHARDFOLD_HINT WRITE_ROUTE_ONLY=true */ SELECT 1",
                        "/* SHARDFOLD_HINT: WRITE_ROUTE_ONLY=maybe */ SELECT 1",
                        "/* SHARDFOLD_HINT: SKIP_SQL_REWRITE=true */ SELECT count(*) FROM t_hinted"
                    }) {
                assertThrows(SQLException.class, () -> number(statement, broken), broken);
            }
            assertEquals(
                    1,
                    number(statement, "SELECT length('/* SHARDFOLD_HINT: NONSENSE=1 */') > 20"),
                    "a literal is no comment");
        }
    }
}
