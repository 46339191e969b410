package io.shardfold.core.session;

import io.shardfold.core.session.RandomTable.Column;
import io.shardfold.core.session.RandomTable.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The tables of the random statements in one dialect: bound and unbound, sharded by one column and
 * by several, by number, text and time, by rules of {@code tables} and {@code autoTables},
 * broadcast, and single ones in two data sources.
 */
final class RandomSchema {

    /** The rules over {@code ds_0} and {@code ds_1}. */
    static final String RULES =
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
                t_user:
                  actualDataNodes: ds_${0..1}.t_user_${0..1}
                  databaseStrategy: {standard: {shardingColumn: user_id, shardingAlgorithmName: by_user}}
                  tableStrategy: {standard: {shardingColumn: user_id, shardingAlgorithmName: user_tables}}
                t_cell:
                  actualDataNodes: ds_${0..1}.t_cell_${0..2}
                  databaseStrategy: {standard: {shardingColumn: x, shardingAlgorithmName: cell_databases}}
                  tableStrategy: {complex: {shardingColumns: 'x,y', shardingAlgorithmName: cell_tables}}
              autoTables:
                t_tag:
                  actualDataSources: ds_${0..1}
                  shardingStrategy: {standard: {shardingColumn: code, shardingAlgorithmName: by_hash}}
                t_level:
                  actualDataSources: ds_${0..1}
                  shardingStrategy: {standard: {shardingColumn: points, shardingAlgorithmName: by_range}}
                t_event:
                  actualDataSources: ds_${0..1}
                  shardingStrategy: {standard: {shardingColumn: happened, shardingAlgorithmName: by_month}}
              bindingTables:
              - t_order,t_item
              shardingAlgorithms:
                by_user: {type: INLINE, props: {algorithm-expression: 'ds_${user_id % 2}', allow-range-query-with-inline-sharding: true}}
                order_tables: {type: INLINE, props: {algorithm-expression: 't_order_${order_id % 2}', allow-range-query-with-inline-sharding: true}}
                item_tables: {type: INLINE, props: {algorithm-expression: 't_item_${order_id % 2}', allow-range-query-with-inline-sharding: true}}
                user_tables: {type: INLINE, props: {algorithm-expression: 't_user_${user_id.intdiv(2) % 2}', allow-range-query-with-inline-sharding: true}}
                cell_databases: {type: INLINE, props: {algorithm-expression: 'ds_${x % 2}', allow-range-query-with-inline-sharding: true}}
                cell_tables: {type: COMPLEX_INLINE, props: {sharding-columns: 'x,y', algorithm-expression: 't_cell_${(x + y) % 3}', allow-range-query-with-inline-sharding: true}}
                by_hash: {type: HASH_MOD, props: {sharding-count: 3}}
                by_range: {type: BOUNDARY_RANGE, props: {sharding-ranges: '0,20,40'}}
                by_month: {type: AUTO_INTERVAL, props: {datetime-lower: '2026-01-01 00:00:00', datetime-upper: '2026-06-01 00:00:00', sharding-seconds: 2592000}}
            - !BROADCAST
              tables: [t_region]
            - !SINGLE
              tables: ['*.*']
              defaultDataSource: ds_0
            """;

    private static final List<String> SMALL =
            List.of("NULL", "0", "1", "1", "2", "2", "3", "5", "7", "-1", "-4", "12");
    private static final List<String> TEXTS =
            List.of(
                    "NULL", "''", "' '", "'a'", "'A'", "'a '", "'á'", "'Á'", "'b'", "'B'", "'ab'",
                    "'AB'", "'aB '", "'ß'", "'ss'", "'z'", "'10'", "'9'", "'é'", "'o''x'", "'a-b'");

    private final boolean mysql;
    private final List<RandomTable> tables = new ArrayList<>();

    RandomSchema(boolean mysql) {
        this.mysql = mysql;
        tables.add(order());
        tables.add(item());
        tables.add(user());
        tables.add(cell());
        tables.add(tag());
        tables.add(level());
        tables.add(event());
        tables.add(region());
        tables.add(config());
    }

    boolean mysql() {
        return mysql;
    }

    List<RandomTable> tables() {
        return tables;
    }

    /** A single table that isn't in the default data source: made before the rules are read. */
    RandomTable elsewhere() {
        return new RandomTable(
                "t_note",
                List.of(
                        key("note_id"),
                        integer("user_id", false),
                        text("body", collation("utf8mb4_unicode_ci", "und-x-icu"))),
                List.of());
    }

    /** What has to be there before any table. */
    List<String> preparation() {
        return mysql
                ? List.of()
                : List.of(
                        "CREATE COLLATION fold (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                        "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')");
    }

    private RandomTable order() {
        return new RandomTable(
                "t_order",
                List.of(
                        key("order_id"),
                        integer("user_id", false),
                        integer("status", true),
                        decimal(
                                "price",
                                "10,2",
                                "NULL",
                                "0",
                                "1.10",
                                "1.1",
                                "-3.25",
                                "99999999.99"),
                        text("name", collation("utf8mb4_general_ci", "default")),
                        timestamp("created")),
                List.of("user_id", "order_id"));
    }

    private RandomTable item() {
        return new RandomTable(
                "t_item",
                List.of(
                        key("item_id"),
                        integer("order_id", false),
                        integer("user_id", false),
                        text("sku", collation("utf8mb4_bin", "C")),
                        integer("quantity", true),
                        new Column(
                                "weight",
                                Kind.FLOAT,
                                mysql ? "DOUBLE" : "double precision",
                                List.of("NULL", "0", "0.25", "-7.5", "1024", "0.5", "0.25"))),
                List.of("user_id", "order_id"));
    }

    private RandomTable user() {
        return new RandomTable(
                "t_user",
                List.of(
                        key("user_id"),
                        text("name", collation("utf8mb4_uca1400_ai_ci", "fold")),
                        integer("region_id", true),
                        new Column(
                                "big",
                                Kind.EXTREME,
                                "BIGINT",
                                List.of(
                                        "NULL",
                                        "9223372036854775807",
                                        "-9223372036854775808",
                                        "0",
                                        "9223372036854775806",
                                        "-1")),
                        new Column(
                                "huge",
                                Kind.EXTREME,
                                mysql ? "BIGINT UNSIGNED" : "numeric",
                                mysql
                                        ? List.of(
                                                "NULL",
                                                "18446744073709551615",
                                                "18446744073709551614",
                                                "0",
                                                "1")
                                        : List.of(
                                                "NULL",
                                                "123456789012345678901234567890.0000000001",
                                                "-0.00000000000000000001",
                                                "1.0",
                                                "1.00",
                                                "0")),
                        new Column(
                                "born",
                                Kind.DATE,
                                "DATE",
                                mysql
                                        ? List.of(
                                                "NULL",
                                                "'1000-01-01'",
                                                "'9999-12-31'",
                                                "'1970-01-01'",
                                                "'2024-02-29'")
                                        : List.of(
                                                "NULL",
                                                "'infinity'",
                                                "'-infinity'",
                                                "'1970-01-01'",
                                                "'0044-03-15 BC'"))),
                List.of("user_id"));
    }

    private RandomTable cell() {
        return new RandomTable(
                "t_cell",
                List.of(
                        key("cell_id"),
                        integer("x", false),
                        integer("y", false),
                        integer("v", true),
                        decimal(
                                "precise",
                                "38,12",
                                "NULL",
                                "0",
                                "12345678901234567890.000000000001",
                                "-0.000000000001",
                                "1.5"),
                        bool("flag")),
                List.of("x", "y"));
    }

    private RandomTable tag() {
        return new RandomTable(
                "t_tag",
                List.of(
                        key("tag_id"),
                        new Column(
                                "code",
                                Kind.TEXT,
                                "VARCHAR(20) " + collation("utf8mb4_general_ci", "C") + " NOT NULL",
                                TEXTS.subList(1, TEXTS.size())),
                        integer("n", true),
                        new Column(
                                "fixed",
                                Kind.TEXT,
                                "CHAR(4) " + collation("utf8mb4_general_ci", "default"),
                                List.of("NULL", "''", "'a'", "'A'", "'b'", "'z'")),
                        new Column(
                                "mood",
                                Kind.OTHER,
                                mysql ? "ENUM('sad', 'ok', 'happy')" : "mood",
                                List.of("NULL", "'sad'", "'ok'", "'happy'"))),
                List.of("code"));
    }

    private RandomTable level() {
        return new RandomTable(
                "t_level",
                List.of(
                        key("level_id"),
                        integer("points", false),
                        integer("rank_no", true),
                        text("label", collation("utf8mb4_nopad_bin", "und-x-icu")),
                        new Column(
                                "small",
                                Kind.EXTREME,
                                "SMALLINT",
                                List.of("NULL", "32767", "-32768", "0", "1")),
                        new Column(
                                "at",
                                Kind.OTHER,
                                "TIME",
                                List.of("NULL", "'00:00:00'", "'23:59:59'", "'08:00:00'"))),
                List.of("points"));
    }

    private RandomTable event() {
        return new RandomTable(
                "t_event",
                List.of(
                        key("event_id"),
                        new Column(
                                "happened",
                                Kind.TIMESTAMP,
                                (mysql ? "DATETIME" : "timestamp") + " NOT NULL",
                                List.of(
                                        "'2026-01-01 00:00:00'",
                                        "'2026-01-31 12:00:00'",
                                        "'2026-02-28 23:59:59'",
                                        "'2026-04-01 08:00:00'",
                                        "'2026-05-20 10:10:10'")),
                        integer("user_id", true),
                        text("kind", collation("utf8mb4_unicode_ci", "default")),
                        new Column(
                                "payload",
                                Kind.OTHER,
                                mysql ? "VARBINARY(10)" : "bytea",
                                mysql
                                        ? List.of("NULL", "x'00'", "x'41'", "x'61'", "x''")
                                        : List.of(
                                                "NULL", "'\\x00'", "'\\x41'", "'\\x61'", "'\\x'"))),
                List.of("happened"));
    }

    private RandomTable region() {
        return new RandomTable(
                "t_region",
                List.of(
                        key("region_id"),
                        text("title", collation("utf8mb4_general_ci", "default")),
                        integer("grade", true)),
                List.of());
    }

    private RandomTable config() {
        return new RandomTable(
                "t_config",
                List.of(
                        key("config_id"),
                        text("k", collation("latin1_swedish_ci", "C")),
                        integer("v", true)),
                List.of());
    }

    // ---- columns

    private static Column key(String name) {
        return new Column(name, Kind.INTEGER, "INT PRIMARY KEY", List.of());
    }

    private static Column integer(String name, boolean nullable) {
        List<String> literals =
                nullable
                        ? SMALL
                        : List.of(
                                "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "19",
                                "20", "21", "40", "57");
        return new Column(name, Kind.INTEGER, nullable ? "INT" : "INT NOT NULL", literals);
    }

    private static Column decimal(String name, String size, String... literals) {
        return new Column(name, Kind.DECIMAL, "DECIMAL(" + size + ")", List.of(literals));
    }

    private static Column text(String name, String collation) {
        return new Column(name, Kind.TEXT, "VARCHAR(20) " + collation, TEXTS);
    }

    private Column timestamp(String name) {
        return new Column(
                name,
                Kind.TIMESTAMP,
                mysql ? "DATETIME(3)" : "timestamp(3)",
                List.of(
                        "NULL",
                        "'2026-03-01 08:00:00.120'",
                        "'2026-03-01 08:00:00'",
                        "'2026-03-02 23:59:59.999'",
                        "'1999-12-31 00:00:00'"));
    }

    private Column bool(String name) {
        return new Column(
                name,
                mysql ? Kind.INTEGER : Kind.BOOLEAN,
                "BOOLEAN",
                List.of("NULL", "TRUE", "FALSE"));
    }

    private String collation(String mysqlName, String postgresqlName) {
        if (mysql) {
            String charset = mysqlName.substring(0, mysqlName.indexOf('_'));
            return "CHARACTER SET " + charset + " COLLATE " + mysqlName;
        }
        return "COLLATE \"" + postgresqlName + "\"";
    }

    /** The rows of a table as one INSERT. */
    String load(RandomTable table, Random random) {
        int rows = table.keys().isEmpty() ? 5 : 40;
        StringBuilder text =
                new StringBuilder("INSERT INTO ").append(table.name()).append(" VALUES ");
        for (int i = 0; i < rows; i++) {
            text.append(i == 0 ? "(" : ", (").append(row(table, i, random)).append(")");
        }
        return text.toString();
    }

    /** One row's values, whose primary key is given. */
    static String row(RandomTable table, int id, Random random) {
        StringBuilder text = new StringBuilder().append(id);
        for (Column column : table.columns().subList(1, table.columns().size())) {
            List<String> literals = column.literals();
            text.append(", ").append(literals.get(random.nextInt(literals.size())));
        }
        return text.toString();
    }
}
