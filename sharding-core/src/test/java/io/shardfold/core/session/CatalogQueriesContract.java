package io.shardfold.core.session;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Questions of {@code oracle/catalog-*.sql} about the catalog: the answer is one database's, and no
 * physical table is named in it.
 *
 * <p>Lines begin with {@code same}; with {@code shown} where only the latter can hold, since the
 * answer has OIDs or names of databases in it; or with {@code fails} where both sides refuse.
 */
abstract class CatalogQueriesContract {

    private static final String RULES =
            """
            rules:
            - !SHARDING
              tables:
                t_order:
                  actualDataNodes: ds_${0..1}.t_order_${0..1}
                  databaseStrategy: {standard: {shardingColumn: user_id, shardingAlgorithmName: by_user}}
                  tableStrategy: {standard: {shardingColumn: order_id, shardingAlgorithmName: order_tables}}
                t_item:
                  actualDataNodes: ds_${0..1}.t_item_${0..1}
                  databaseStrategy: {standard: {shardingColumn: user_id, shardingAlgorithmName: by_user}}
                  tableStrategy: {standard: {shardingColumn: order_id, shardingAlgorithmName: item_tables}}
              bindingTables:
              - t_order,t_item
              shardingAlgorithms:
                by_user: {type: INLINE, props: {algorithm-expression: 'ds_${user_id % 2}'}}
                order_tables: {type: INLINE, props: {algorithm-expression: 't_order_${order_id % 2}'}}
                item_tables: {type: INLINE, props: {algorithm-expression: 't_item_${order_id % 2}'}}
            - !BROADCAST
              tables: [t_region]
            - !SINGLE
              tables: ['*.*']
              defaultDataSource: ds_0
            """;

    private static final Pattern PHYSICAL = Pattern.compile("(t_order|t_item)_[01]");

    abstract ShardSet shards();

    @TestFactory
    Stream<DynamicTest> withAllTablesOnTheHost() throws SQLException, IOException {
        return questions(false);
    }

    @TestFactory
    Stream<DynamicTest> withSingleTablesElsewhere() throws SQLException, IOException {
        return questions(true);
    }

    private Stream<DynamicTest> questions(boolean elsewhere) throws SQLException, IOException {
        boolean postgresql = shards().kind() == Kind.POSTGRESQL;
        String far =
                "CREATE TABLE t_far (id int PRIMARY KEY, note varchar(40) DEFAULT 'none', CONSTRAINT t_far_note UNIQUE (note))";
        for (var database : shards().shards()) {
            database.execute("DROP TABLE IF EXISTS t_far");
        }
        if (elsewhere) {
            shards().shard(1).execute(far);
        } else {
            shards().shard(0).execute(far);
        }
        shards().unsharded().execute("DROP TABLE IF EXISTS t_far", far);
        SessionOracle oracle = new SessionOracle(shards(), RULES);
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : lines(postgresql ? "catalog-postgresql.sql" : "catalog-mysql.sql")) {
            String sql = line.substring(6);
            tests.add(DynamicTest.dynamicTest(line, () -> ask(oracle, line.substring(0, 5), sql)));
        }
        tests.add(DynamicTest.dynamicTest("close", oracle::close));
        return tests.stream();
    }

    private static void ask(SessionOracle oracle, String word, String sql) {
        if (!word.equals("shown")) {
            oracle.same(sql);
        }
        boolean asks = sql.startsWith("SELECT") || sql.startsWith("SHOW") || sql.startsWith("DESC");
        if (asks && !word.equals("fails")) {
            String rows = oracle.rows(sql).toString();
            assertFalse(PHYSICAL.matcher(rows).find(), sql + " gave " + rows);
        }
    }

    private static List<String> lines(String file) throws IOException {
        List<String> result = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                CatalogQueriesContract.class.getResourceAsStream("/oracle/" + file),
                                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    result.add(line);
                }
            }
        }
        return result;
    }
}
