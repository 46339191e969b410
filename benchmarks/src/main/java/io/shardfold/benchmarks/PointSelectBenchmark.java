package io.shardfold.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.shardfold.jdbc.ShardfoldDataSource;
import io.shardfold.testkit.ConnectionSource;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import io.shardfold.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One row by its key, through Shardfold's driver and through the backend's own behind HikariCP.
 *
 * <p>On H2 in memory the database costs nothing, so that the difference is what Shardfold costs;
 * one thread, so that time is CPU time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class PointSelectBenchmark {

    /** Rows per shard; small, so that an index look-up stays cheap. */
    private static final int ROWS = 1_000;

    private static final String SELECT = "SELECT id, name, amount FROM t_point WHERE id = ";

    private static final String RULES =
            """
            databaseName: bench
            rules:
            - !SHARDING
              tables:
                t_point:
                  actualDataNodes: ds_${0..1}.t_point
                  databaseStrategy:
                    standard: {shardingColumn: id, shardingAlgorithmName: by_id}
              shardingAlgorithms:
                by_id: {type: INLINE, props: {algorithm-expression: 'ds_${id % 2}'}}
            """;

    @Param({"H2_MYSQL"})
    Kind engine;

    /** Also {@code shardingsphere}, where a profile of the build brings its driver. */
    @Param({"bare", "shardfold"})
    String through;

    private ShardSet databases;
    private final Map<String, DataSource> pools = new LinkedHashMap<>();
    private ConnectionSource connections;
    private ShardfoldDataSource shardfold;
    private Connection keptConnection;
    private PreparedStatement kept;
    private int next;

    @Setup
    public void open() throws SQLException {
        databases = ShardSet.of(engine, 2).open("bench");
        for (TestDatabase shard : databases.shards()) {
            shard.execute(
                    "CREATE TABLE t_point (id BIGINT PRIMARY KEY, name VARCHAR(40),"
                            + " amount DECIMAL(10,2))");
            try (Connection connection = shard.connect();
                    PreparedStatement insert =
                            connection.prepareStatement("INSERT INTO t_point VALUES (?, ?, 1.5)")) {
                for (int id = 0; id < ROWS; id++) {
                    insert.setLong(1, id);
                    insert.setString(2, "name " + id);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            HikariConfig pool = new HikariConfig();
            pool.setJdbcUrl(shard.jdbcUrl());
            pool.setUsername(shard.user());
            pool.setPassword(shard.password());
            pool.setMaximumPoolSize(4);
            pools.put("ds_" + pools.size(), new HikariDataSource(pool));
        }
        connections =
                switch (through) {
                    case "bare" -> pools.get("ds_0")::getConnection;
                    case "shardfold" -> {
                        shardfold =
                                ShardfoldDataSource.ofYaml(
                                        RULES.getBytes(StandardCharsets.UTF_8), pools);
                        yield shardfold::getConnection;
                    }
                    case "shardingsphere" -> shardingSphere();
                    default -> throw new IllegalArgumentException(through);
                };
        keptConnection = connections.connect();
        kept = keptConnection.prepareStatement(SELECT + "?");
    }

    /** The same rules and pools of the same size, in a file: its driver reads no other. */
    private ConnectionSource shardingSphere() {
        StringBuilder yaml = new StringBuilder("databaseName: bench\ndataSources:\n");
        for (int i = 0; i < databases.shards().size(); i++) {
            TestDatabase shard = databases.shard(i);
            yaml.append("  ds_").append(i).append(":\n");
            yaml.append("    dataSourceClassName: com.zaxxer.hikari.HikariDataSource\n");
            yaml.append("    jdbcUrl: '").append(shard.jdbcUrl()).append("'\n");
            yaml.append("    username: '").append(shard.user()).append("'\n");
            yaml.append("    password: '").append(shard.password()).append("'\n");
            yaml.append("    maximumPoolSize: 4\n");
        }
        yaml.append(RULES.substring(RULES.indexOf("rules:")));
        try {
            Path file = Files.createTempFile("bench", ".yaml");
            Files.writeString(file, yaml);
            String url = "jdbc:shardingsphere:absolutepath:" + file;
            return () -> DriverManager.getConnection(url);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @TearDown
    public void close() throws Exception {
        keptConnection.close();
        if (shardfold != null) {
            shardfold.close();
        }
        for (DataSource pool : pools.values()) {
            ((HikariDataSource) pool).close();
        }
        databases.close();
    }

    /** Even: the bare driver has one of the two shards, and both ways shall ask the same server. */
    private long id() {
        next = next + 2 >= ROWS ? 0 : next + 2;
        return next;
    }

    private static long read(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            throw new IllegalStateException("The row is missing");
        }
        return rows.getLong(1) + rows.getString(2).length();
    }

    /** What an application without a statement cache does: all of it each time. */
    @Benchmark
    public long connectPrepareExecute() throws SQLException {
        try (Connection connection = connections.connect();
                PreparedStatement statement = connection.prepareStatement(SELECT + "?")) {
            statement.setLong(1, id());
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows);
            }
        }
    }

    @Benchmark
    public long keptStatement() throws SQLException {
        kept.setLong(1, id());
        try (ResultSet rows = kept.executeQuery()) {
            return read(rows);
        }
    }

    /** The key in the text: a text that was never seen before, of a shape that was. */
    @Benchmark
    public long freshText() throws SQLException {
        try (Connection connection = connections.connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                SELECT
                                        + id()
                                        + " AND amount < "
                                        + (1_000_000 + System.nanoTime()))) {
            return read(rows);
        }
    }
}
