package io.shardfold.core.plan;

import io.shardfold.core.bind.Binder;
import io.shardfold.core.catalog.Catalog;
import io.shardfold.core.catalog.CatalogColumn;
import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.catalog.Collation;
import io.shardfold.core.catalog.ColumnType;
import io.shardfold.core.config.ConfigurationLoader;
import io.shardfold.core.config.Placeholders;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.rule.GoldenFile;
import io.shardfold.core.rule.Rules;
import io.shardfold.core.rule.key.KeyServices;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.lex.Fingerprint;
import io.shardfold.sql.parse.SqlParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * SQL in, plan and shard SQL out. Each file of {@code golden/plan} is for one dialect, by its name;
 * its blocks are a sentence, the statement, and what becomes of it.
 */
class PlanGoldenTest {

    private static final String RULES =
            """
            databaseName: shop
            dataSources:
              ds_0: {dataSourceClassName: com.zaxxer.hikari.HikariDataSource, jdbcUrl: 'jdbc:h2:mem:a'}
              ds_1: {dataSourceClassName: com.zaxxer.hikari.HikariDataSource, jdbcUrl: 'jdbc:h2:mem:b'}
            rules:
            - !SHARDING
              tables:
                orders:
                  actualDataNodes: ds_${0..1}.orders_${0..1}
                  databaseStrategy: {standard: {shardingColumn: user_id, shardingAlgorithmName: databases}}
                  tableStrategy: {standard: {shardingColumn: order_id, shardingAlgorithmName: order_tables}}
                items:
                  actualDataNodes: ds_${0..1}.items_${0..1}
                  databaseStrategy: {standard: {shardingColumn: user_id, shardingAlgorithmName: databases}}
                  tableStrategy: {standard: {shardingColumn: order_id, shardingAlgorithmName: item_tables}}
                users:
                  actualDataNodes: ds_${0..1}.users
                  databaseStrategy: {standard: {shardingColumn: id, shardingAlgorithmName: user_databases}}
              bindingTables: ['orders,items']
              shardingAlgorithms:
                databases: {type: INLINE, props: {algorithm-expression: 'ds_${user_id % 2}', allow-range-query-with-inline-sharding: true}}
                user_databases: {type: INLINE, props: {algorithm-expression: 'ds_${id % 2}', allow-range-query-with-inline-sharding: true}}
                order_tables: {type: INLINE, props: {algorithm-expression: 'orders_${order_id % 2}', allow-range-query-with-inline-sharding: true}}
                item_tables: {type: INLINE, props: {algorithm-expression: 'items_${order_id % 2}', allow-range-query-with-inline-sharding: true}}
            - !BROADCAST
              tables: [regions]
            - !SINGLE
              tables: ['ds_0.settings']
            """;

    private static CatalogTable table(String name, String... columns) {
        List<CatalogColumn> result = new ArrayList<>();
        for (String column : columns) {
            String[] parts = column.split(" ");
            ColumnType type = ColumnType.valueOf(parts[1]);
            Collation collation = type.isText() ? TEXT : null;
            result.add(
                    new CatalogColumn(
                            parts[0],
                            result.size(),
                            type,
                            parts[1].equals("TEXT") ? "varchar" : "int",
                            parts[1].equals("TEXT") ? "varchar(20)" : "int",
                            20,
                            0,
                            collation,
                            true,
                            false,
                            false,
                            false));
        }
        return new CatalogTable(name, result, List.of(columns[0].split(" ")[0]), List.of());
    }

    private static Collation TEXT = new Collation("C", Collation.Order.BYTES, true, null);

    @TestFactory
    Stream<DynamicTest> plans() {
        return GoldenFile.in("plan").stream()
                .map(
                        file ->
                                DynamicTest.dynamicTest(
                                        file.getFileName().toString(),
                                        () ->
                                                GoldenFile.check(
                                                        file, block -> planned(file, block))));
    }

    private List<String> planned(Path file, List<String> block) {
        Dialect dialect =
                file.getFileName().toString().startsWith("mysql")
                        ? Dialect.MYSQL
                        : Dialect.POSTGRESQL;
        Dialect shardDialect =
                file.getFileName().toString().endsWith("on-mysql.txt") ? Dialect.MYSQL : dialect;
        List<String> result = new ArrayList<>();
        String sql = null;
        for (String line : block) {
            if (line.startsWith("#")) {
                result.add(line);
            } else if (line.startsWith("sql ")) {
                sql = line.substring(4).strip();
            }
        }
        if (sql == null) {
            return block;
        }
        result.add("sql      " + sql);
        Rules rules =
                Rules.of(
                                ConfigurationLoader.jdbc("golden.yaml", RULES, Placeholders.NONE)
                                        .database(),
                                KeyServices.NONE)
                        .withSingleTables(Map.of("settings", "ds_0"));
        Collation collation =
                dialect == Dialect.MYSQL
                        ? new Collation(
                                "utf8mb4_general_ci",
                                Collation.Order.WEIGHT_PADDED,
                                false,
                                new byte[] {0, 32})
                        : TEXT;
        Catalog catalog = catalog(collation);
        Planner planner =
                new Planner(
                        rules,
                        catalog,
                        new Routers(),
                        new Backend(
                                dialect,
                                shardDialect,
                                dialect == Dialect.MYSQL,
                                dialect == Dialect.MYSQL,
                                false));
        try {
            Syntax syntax = Syntax.of(dialect);
            Fingerprint text = Fingerprint.of(syntax, sql);
            Statement statement = SqlParser.parse(syntax, sql);
            Plan plan = planner.plan(Binder.bind(statement, sql, dialect, catalog, rules), text);
            Preview preview = Preview.of(plan, text, Parameters.of(7, 8, 9));
            result.add("plan     " + preview.plan());
            for (Preview.Text one : preview.texts()) {
                result.add(
                        String.format(
                                "%-8s %s",
                                one.dataSource() == null ? "any" : one.dataSource(), one.sql()));
            }
        } catch (StatementException refusal) {
            result.add(
                    "refused  "
                            + refusal.problem().postgresqlState()
                            + " at "
                            + refusal.position()
                            + ": "
                            + refusal.getMessage());
        }
        return result;
    }

    private static Catalog catalog(Collation collation) {
        TEXT = collation;
        return new Catalog(
                List.of(
                        table(
                                "orders",
                                "order_id INTEGER",
                                "user_id INTEGER",
                                "status INTEGER",
                                "total DECIMAL",
                                "note TEXT"),
                        table(
                                "items",
                                "item_id INTEGER",
                                "order_id INTEGER",
                                "user_id INTEGER",
                                "quantity INTEGER"),
                        table("users", "id INTEGER", "name TEXT", "region_id INTEGER"),
                        table("regions", "id INTEGER", "title TEXT"),
                        table("settings", "k TEXT", "v INTEGER")),
                Map.of("settings", "ds_0"),
                collation);
    }
}
