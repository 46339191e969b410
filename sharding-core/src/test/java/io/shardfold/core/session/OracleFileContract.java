package io.shardfold.core.session;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Statements of an oracle file over tables {@code a} and {@code b}, sharded 2x2, {@code bc},
 * broadcast, and single ones, on shards and on one database.
 *
 * <p>A line {@code everywhere ...} is run on every database first; in the answer of a line {@code
 * any ...} values that are equal to the database may stand for one another.
 */
abstract class OracleFileContract {

    private static final String RULES =
            """
            rules:
            - !SHARDING
              tables:
                a:
                  actualDataNodes: ds_${0..1}.a_${0..1}
                  databaseStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: databases}}
                  tableStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: a_tables}}
                b:
                  actualDataNodes: ds_${0..1}.b_${0..1}
                  databaseStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: databases}}
                  tableStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: b_tables}}
              shardingAlgorithms:
                databases: {type: INLINE, props: {algorithm-expression: 'ds_${id % 2}', allow-range-query-with-inline-sharding: true}}
                a_tables: {type: INLINE, props: {algorithm-expression: 'a_${id.intdiv(2) % 2}', allow-range-query-with-inline-sharding: true}}
                b_tables: {type: INLINE, props: {algorithm-expression: 'b_${id.intdiv(2) % 2}', allow-range-query-with-inline-sharding: true}}
            - !BROADCAST
              tables: [bc]
            - !SINGLE
              tables: ['*.*']
              defaultDataSource: ds_1
            """;

    abstract ShardSet shards();

    /** The file's name without its dialect: {@code types} for {@code types-mysql.sql}. */
    abstract String file();

    @TestFactory
    Stream<DynamicTest> sameAsOneDatabase() throws SQLException, IOException {
        String dialect = shards().kind() == Kind.POSTGRESQL ? "postgresql" : "mysql";
        List<String> statements = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                OracleFileContract.class.getResourceAsStream(
                                        "/oracle/" + file() + "-" + dialect + ".sql"),
                                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("everywhere ")) {
                    shards().onEveryDatabase(line.substring("everywhere ".length()));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    statements.add(line);
                }
            }
        }
        SessionOracle oracle = new SessionOracle(shards(), RULES);
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : statements) {
            boolean any = line.startsWith("any ");
            String sql = any ? line.substring("any ".length()) : line;
            RandomStatement statement =
                    new RandomStatement(sql, List.of(), sql.contains("ORDER BY"), any, null);
            tests.add(DynamicTest.dynamicTest(sql, () -> oracle.same(statement)));
        }
        tests.add(DynamicTest.dynamicTest("close", oracle::close));
        return tests.stream();
    }
}
