package io.shardfold.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import io.shardfold.testkit.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Starting with very many tables asks the server no more questions than with a few.
 *
 * <p>{@code -Dshardfold.tables=10000} for as many as that; a build makes fewer.
 */
class ManyTablesTest {

    private static final int TABLES = Integer.getInteger("shardfold.tables", 200);
    private static final int UNRELATED = TABLES / 20;

    /** Questions of a start, whatever the number of tables. */
    private static final int QUESTIONS_MAX = 60;

    @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.MARIADB, 1);

    private final AtomicInteger questions = new AtomicInteger();

    @Test
    void aStartAsksFewQuestionsHoweverManyTablesThereAre() throws Exception {
        TestDatabase shard = DATABASES.shard(0);
        String columns = " (id INT PRIMARY KEY, a INT, b VARCHAR(20), c DATE, d DECIMAL(10,2))";
        try (Connection connection = shard.connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < TABLES; i++) {
                statement.addBatch("CREATE TABLE t_day_%05d".formatted(i) + columns);
            }
            for (int i = 0; i < UNRELATED; i++) {
                statement.addBatch("CREATE TABLE u_%05d".formatted(i) + columns);
            }
            statement.executeBatch();
            statement.executeUpdate("INSERT INTO t_day_00001 VALUES (1, 7, 'x', NULL, NULL)");
        }
        String rules =
                """
                databaseName: days
                rules:
                - !SHARDING
                  tables:
                    t_day:
                      actualDataNodes: ds_0.t_day_${(0..%d).collect { it.toString().padLeft(5, '0') }}
                      tableStrategy:
                        standard: {shardingColumn: id, shardingAlgorithmName: by_day}
                  shardingAlgorithms:
                    by_day:
                      type: INLINE
                      props:
                        algorithm-expression: t_day_${(id %% %d).toString().padLeft(5, '0')}
                """
                        .formatted(TABLES - 1, TABLES);
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(shard.jdbcUrl());
        pool.setUsername(shard.user());
        pool.setPassword(shard.password());
        try (pool;
                ShardfoldDataSource source =
                        ShardfoldDataSource.ofYaml(
                                rules.getBytes(StandardCharsets.UTF_8),
                                Map.of("ds_0", counting(pool)));
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT a FROM t_day WHERE id = 1")) {
            assertTrue(rows.next());
            assertEquals(7, rows.getInt(1));
            assertTrue(questions.get() <= QUESTIONS_MAX, questions + " questions");
        }
    }

    private DataSource counting(DataSource pool) {
        return (DataSource) counting(DataSource.class, pool);
    }

    /** Counts what is executed through it. */
    private Object counting(Class<?> type, Object real) {
        return Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> {
                    if (method.getName().startsWith("execute")) {
                        questions.incrementAndGet();
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        Class<?> returned = method.getReturnType();
                        boolean counted =
                                Connection.class.isAssignableFrom(returned)
                                        || Statement.class.isAssignableFrom(returned);
                        return counted && result != null ? counting(returned, result) : result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
