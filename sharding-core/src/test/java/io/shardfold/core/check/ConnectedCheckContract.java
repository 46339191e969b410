package io.shardfold.core.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.core.check.ConfigurationCheck.Depth;
import io.shardfold.core.config.Finding;
import io.shardfold.core.config.Placeholders;
import io.shardfold.testkit.ShardSet;
import io.shardfold.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --connect} tells of tables that don't fit their rules. Two data sources. */
abstract class ConnectedCheckContract {

    private static final String ALGORITHMS =
            """
              shardingAlgorithms:
                sources: {type: INLINE, props: {algorithm-expression: 'ds_${Math.floorMod(user_id, 2)}'}}
              keyGenerators:
                snowflake: {type: SNOWFLAKE}
                uuid: {type: UUID}
            """;

    private static final String BY_USER =
            "databaseStrategy: {standard: {shardingColumn: user_id, shardingAlgorithmName: sources}}";

    @TempDir Path directory;

    abstract ShardSet shards();

    private List<String> check(String rules) throws IOException {
        StringBuilder text = new StringBuilder("dataSources:\n");
        int index = 0;
        for (TestDatabase shard : shards().shards()) {
            text.append("  ds_")
                    .append(index++)
                    .append(
                            ": {dataSourceClassName: com.zaxxer.hikari.HikariDataSource, jdbcUrl: '")
                    .append(shard.jdbcUrl())
                    .append("', username: '")
                    .append(shard.user())
                    .append("', password: '")
                    .append(shard.password())
                    .append("'}\n");
        }
        return run(text.append("rules:\n").append(rules).toString());
    }

    private List<String> run(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("shop.yaml"), text);
        return ConfigurationCheck.check(file, Placeholders.NONE, Depth.CONNECT).findings().stream()
                .map(Finding::toLine)
                .toList();
    }

    /** A table per test, since tests may run at the same time, and the rule for it alone. */
    private List<String> checkTable(String table, String more) throws IOException {
        return check(
                "- !SHARDING\n  tables:\n    "
                        + table
                        + ": {actualDataNodes: 'ds_${0..1}."
                        + table
                        + "', "
                        + BY_USER
                        + more
                        + "}\n"
                        + ALGORITHMS
                        + "- !SINGLE\n  tables: ['*.*']\n");
    }

    private static void assertTold(List<String> lines, String severity, String... words) {
        for (String line : lines) {
            boolean fits = line.contains(": " + severity + ": ");
            for (String word : words) {
                fits &= line.contains(word);
            }
            if (fits) {
                return;
            }
        }
        assertTrue(
                false,
                "no " + severity + " with " + List.of(words) + " in\n" + String.join("\n", lines));
    }

    private static List<String> about(List<String> lines, String table) {
        return lines.stream()
                .filter(line -> line.contains(table) && !line.contains("uses the key generator"))
                .toList();
    }

    @Test
    void tablesThatFitAreNotToldOf() throws Exception {
        shards().onEveryShard(
                        "CREATE TABLE c_good (order_id bigint NOT NULL PRIMARY KEY, user_id bigint NOT NULL)");
        List<String> lines =
                checkTable(
                        "c_good",
                        ", keyGenerateStrategy: {column: order_id, keyGeneratorName: snowflake}");
        assertEquals(List.of(), about(lines, "c_good"));
    }

    @Test
    void aDataNodeThatIsMissingIsNamed() throws Exception {
        shards().shard(0).execute("CREATE TABLE c_half (user_id bigint NOT NULL PRIMARY KEY)");
        assertTold(
                checkTable("c_half", ""),
                "error",
                "c_half.actualDataNodes: ",
                "The data node ds_1.c_half doesn't exist (1 of 2)");
        assertTold(
                checkTable("c_halff", ""),
                "error",
                "None of the 2 data nodes of c_halff exists",
                "Did you mean 'c_half'?");
    }

    @Test
    void shardsOfOtherStructureAreToldWithWhatDiffers() throws Exception {
        shards().shard(0)
                .execute(
                        "CREATE TABLE c_apart (user_id bigint NOT NULL PRIMARY KEY, a int NOT NULL, b varchar(20), c int)");
        shards().shard(1)
                .execute(
                        "CREATE TABLE c_apart (user_id bigint NOT NULL PRIMARY KEY, a int, b varchar(30), d int)");
        List<String> lines = checkTable("c_apart", "");
        assertTold(lines, "error", "column 'a' may be NULL, and is NOT NULL in ds_0.c_apart");
        assertTold(lines, "error", "column 'b' is varchar(30), and varchar(20) in ds_0.c_apart");
        assertTold(lines, "error", "it has no column 'c'");
        assertTold(lines, "error", "it has a column 'd'");
    }

    @Test
    void anotherOrderOfColumnsIsTold() throws Exception {
        shards().shard(0).execute("CREATE TABLE c_turned (user_id bigint NOT NULL, a int)");
        shards().shard(1).execute("CREATE TABLE c_turned (a int, user_id bigint NOT NULL)");
        assertTold(checkTable("c_turned", ""), "error", "stand in the order [a, user_id]");
    }

    @Test
    void aShardingColumnThatTheTableLacksIsToldWithTheNearest() throws Exception {
        shards().onEveryShard(
                        "CREATE TABLE c_column (order_id bigint PRIMARY KEY, user_ids bigint)");
        assertTold(
                checkTable("c_column", ""),
                "error",
                "The table c_column has no column user_id",
                "Did you mean 'user_ids'?");
    }

    @Test
    void aShardingColumnThatMayBeNullIsAWarning() throws Exception {
        shards().onEveryShard("CREATE TABLE c_null (order_id bigint PRIMARY KEY, user_id bigint)");
        List<String> lines = checkTable("c_null", "");
        assertTold(lines, "warning", "c_null.user_id may be NULL");
        assertTold(lines, "warning", "The primary key [order_id] of c_null doesn't hold");
    }

    @Test
    void aKeyIsGeneratedForAColumnThatIsThereAndHoldsIt() throws Exception {
        shards().onEveryShard(
                        "CREATE TABLE c_key (order_id int NOT NULL PRIMARY KEY, user_id bigint NOT NULL, short_text varchar(20))");
        assertTold(
                checkTable(
                        "c_key",
                        ", keyGenerateStrategy: {column: order_ids, keyGeneratorName: snowflake}"),
                "error",
                "has no column order_ids, for which keys",
                "Did you mean 'order_id'?");
        assertTold(
                checkTable(
                        "c_key",
                        ", keyGenerateStrategy: {column: order_id, keyGeneratorName: snowflake}"),
                "error",
                "SNOWFLAKE makes numbers of 64 bits, which c_key.order_id (int");
        List<String> lines =
                checkTable(
                        "c_key",
                        ", keyGenerateStrategy: {column: short_text, keyGeneratorName: uuid}");
        assertTold(lines, "error", "UUID makes texts of 32 characters");
        assertTold(lines, "warning", "isn't part of its primary key [order_id]");
    }

    @Test
    void aKeyThatTheAlgorithmCantReadIsAnError() throws Exception {
        shards().onEveryShard("CREATE TABLE c_date (user_id date NOT NULL)");
        assertTold(
                checkTable("c_date", ""),
                "error",
                "c_date.user_id (date) can't be placed by its rule");
    }

    @Test
    void boundTablesWhoseKeysDifferInTypeAreAnError() throws Exception {
        shards().onEveryShard(
                        "CREATE TABLE c_bound (user_id bigint NOT NULL PRIMARY KEY)",
                        "CREATE TABLE c_bound_item (user_id decimal(20,0) NOT NULL PRIMARY KEY)");
        List<String> lines =
                check(
                        """
                        - !SHARDING
                          tables:
                            c_bound: {actualDataNodes: 'ds_${0..1}.c_bound', STRATEGY}
                            c_bound_item: {actualDataNodes: 'ds_${0..1}.c_bound_item', STRATEGY}
                          bindingTables: ['c_bound,c_bound_item']
                        """
                                        .replace("STRATEGY", BY_USER)
                                + ALGORITHMS);
        assertTold(lines, "error", "bindingTables: c_bound.user_id", "are of different types");
    }

    @Test
    void broadcastTablesAreEverywhereAndAlike() throws Exception {
        shards().shard(0)
                .execute(
                        "CREATE TABLE c_region (id int NOT NULL PRIMARY KEY, name varchar(10))",
                        "CREATE TABLE c_country (id int NOT NULL PRIMARY KEY, name varchar(10))");
        shards().shard(1)
                .execute("CREATE TABLE c_country (id int NOT NULL PRIMARY KEY, name varchar(12))");
        List<String> lines = check("- !BROADCAST\n  tables: [c_region, c_country, c_planet]\n");
        assertTold(lines, "error", "c_region doesn't exist in ds_1");
        assertTold(lines, "error", "In ds_1.c_country column 'name' is varchar(12)");
        assertTold(lines, "error", "c_planet doesn't exist in ds_0, ds_1");
    }

    @Test
    void singleTablesAreWhereTheyAreSaidToBe() throws Exception {
        shards().shard(1)
                .execute("CREATE TABLE c_config (id int)", "CREATE TABLE c_hidden (id int)");
        List<String> lines =
                check("- !SINGLE\n  tables: [ds_0.c_config, ds_1.c_confg, ds_1.c_config]\n");
        assertTold(lines, "error", "There is no table c_config in ds_0; it is in ds_1.");
        assertTold(lines, "error", "There is no table c_confg in ds_1", "Did you mean 'c_config'?");
        assertTold(lines, "warning", "Clients don't see these tables of ds_1");
    }

    @Test
    void tablesThatLookLikeShardsAndAreNoneAreTold() throws Exception {
        shards().shard(0)
                .execute(
                        "CREATE TABLE c_part_0 (user_id bigint NOT NULL)",
                        "CREATE TABLE c_part_1 (user_id bigint NOT NULL)",
                        "CREATE TABLE c_part_2 (user_id bigint NOT NULL)");
        List<String> lines =
                check(
                        """
                        - !SHARDING
                          tables:
                            c_part:
                              actualDataNodes: ds_0.c_part_${0..1}
                              tableStrategy: {standard: {shardingColumn: user_id, shardingAlgorithmName: tables}}
                          shardingAlgorithms:
                            tables: {type: INLINE, props: {algorithm-expression: 'c_part_${Math.floorMod(user_id, 2)}'}}
                        """);
        assertTold(lines, "warning", "ds_0 has c_part_2, named like a data node of c_part");
    }

    @Test
    void aDataSourceThatCantBeReachedIsTold() throws Exception {
        List<String> lines =
                run(
                        """
                        dataSources:
                          ds_0:
                            dataSourceClassName: com.zaxxer.hikari.HikariDataSource
                            jdbcUrl: 'URL'
                            connectionTimeout: 500
                            username: nobody
                            password: wrong
                        """
                                .replace(
                                        "URL",
                                        shards().shard(0).jdbcUrl().replaceAll(":\\d+/", ":1/")));
        assertTold(lines, "error", "shop.yaml:2", "dataSources.ds_0", "can't be reached");
    }
}
