package io.shardfold.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKey;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** JDBC's sharding keys choose the database of tables whose strategy is a hint. */
class ShardingKeyTest {

    @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.H2_MYSQL, 2);

    private static final String RULES =
            """
            rules:
            - !SHARDING
              tables:
                t_note:
                  actualDataNodes: ds_${0..1}.t_note
                  databaseStrategy:
                    hint: {shardingAlgorithmName: by_key}
              shardingAlgorithms:
                by_key: {type: HINT_INLINE, props: {algorithm-expression: 'ds_${value % 2}'}}
            """;

    @Test
    void aShardingKeyChoosesTheDatabase() throws Exception {
        DATABASES.onEveryShard("CREATE TABLE t_note (id INT PRIMARY KEY, note VARCHAR(10))");
        DATABASES.shard(0).execute("INSERT INTO t_note VALUES (1, 'zero')");
        DATABASES.shard(1).execute("INSERT INTO t_note VALUES (1, 'one')");
        try (TestedDatabase tested = TestedDatabase.open(DATABASES, RULES)) {
            ShardfoldDataSource source = tested.dataSource();
            ShardingKey zero =
                    source.createShardingKeyBuilder().subkey(4, JDBCType.INTEGER).build();
            ShardingKey one = source.createShardingKeyBuilder().subkey(7, JDBCType.INTEGER).build();
            try (Connection connection = source.createConnectionBuilder().shardingKey(one).build();
                    Statement statement = connection.createStatement()) {
                assertEquals("one", note(statement));
                connection.setShardingKey(zero);
                assertEquals("zero", note(statement));
                assertTrue(connection.setShardingKeyIfValid(one, 1));
                assertEquals("one", note(statement));
                try (ShardingHints hints = ShardingHints.open()) {
                    hints.setDatabaseShardingValue(0);
                    assertEquals("zero", note(statement));
                }
                assertEquals("one", note(statement));
                connection.setShardingKey(null);
                try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM t_note")) {
                    assertTrue(rows.next());
                    assertEquals(2, rows.getInt(1));
                }
                assertThrows(
                        SQLFeatureNotSupportedException.class,
                        () -> connection.setShardingKey(one, zero));
                assertThrows(SQLException.class, () -> source.createShardingKeyBuilder().build());
                assertThrows(
                        UnsupportedOperationException.class,
                        () ->
                                source.createShardingKeyBuilder()
                                        .subkey(1, JDBCType.INTEGER)
                                        .subkey(2, JDBCType.INTEGER));
                assertTrue(connection.getMetaData().supportsSharding());
            }
            tested.assertNothingIsOut();
        }
    }

    private static String note(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT note FROM t_note WHERE id = 1")) {
            assertTrue(rows.next());
            String note = rows.getString(1);
            assertFalse(rows.next());
            return note;
        }
    }
}
