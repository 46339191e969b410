package io.shardfold.endtoend;

import io.shardfold.testkit.ShardSet;
import io.shardfold.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Statements like those of an {@link OracleFile}, with tables of their own above them:
 *
 * <pre>
 * sharded   t_user | id INT PRIMARY KEY | ds_${id % 2} | t_user_${id.intdiv(2) % 2}
 * broadcast t_city | id INT PRIMARY KEY
 * single    t_plan | id INT PRIMARY KEY
 * bound     t_order,t_item
 * </pre>
 *
 * <p>A sharded table lies in two data sources, by the first expression; with a second one, in two
 * tables of each.
 */
record CaseFile(
        String name, List<Table> tables, List<String> boundTables, List<OracleFile.Step> steps) {

    enum Spread {
        SHARDED,
        BROADCAST,
        SINGLE
    }

    /**
     * @param databaseExpression null unless sharded
     * @param tableExpression null where each data source has one table
     */
    record Table(
            Spread spread,
            String name,
            String columns,
            String databaseExpression,
            String tableExpression) {}

    private static final int SHARD_COUNT = 2;
    private static final Pattern FIRST_NAME = Pattern.compile("\\$\\{\\W*([A-Za-z_]\\w*)");

    static List<CaseFile> all(String folder) {
        Path path = Path.of("src/test/resources", folder);
        try (Stream<Path> files = Files.list(path)) {
            return files.sorted().map(CaseFile::read).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("No cases in " + path.toAbsolutePath(), failure);
        }
    }

    private static CaseFile read(Path file) {
        List<Table> tables = new ArrayList<>();
        List<String> boundTables = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split("\\s+", 2);
                switch (words[0]) {
                    case "sharded" -> tables.add(table(Spread.SHARDED, words[1]));
                    case "broadcast" -> tables.add(table(Spread.BROADCAST, words[1]));
                    case "single" -> tables.add(table(Spread.SINGLE, words[1]));
                    case "bound" -> boundTables.add(words[1]);
                    default -> {
                        statements.add(line);
                        continue;
                    }
                }
                // So that the statements' line numbers stay those of the file.
                statements.add("");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new CaseFile(
                file.getFileName().toString(), tables, boundTables, OracleFile.steps(statements));
    }

    private static Table table(Spread spread, String text) {
        String[] parts = text.split("\\s+\\|\\s+");
        return new Table(
                spread,
                parts[0].strip(),
                parts[1],
                parts.length > 2 ? parts[2] : null,
                parts.length > 3 ? parts[3] : null);
    }

    private static List<String> physicalNames(Table table) {
        return table.tableExpression() == null
                ? List.of(table.name())
                : List.of(table.name() + "_0", table.name() + "_1");
    }

    void createTables(ShardSet databases) throws SQLException {
        dropTables(databases);
        for (Table table : tables) {
            databases
                    .unsharded()
                    .execute("CREATE TABLE " + table.name() + " (" + table.columns() + ")");
            for (TestDatabase shard : shardsOf(table, databases)) {
                for (String name : physicalNames(table)) {
                    shard.execute("CREATE TABLE " + name + " (" + table.columns() + ")");
                }
            }
        }
    }

    void dropTables(ShardSet databases) throws SQLException {
        for (Table table : tables) {
            databases.unsharded().execute("DROP TABLE IF EXISTS " + table.name());
            for (TestDatabase shard : shardsOf(table, databases)) {
                for (String name : physicalNames(table)) {
                    shard.execute("DROP TABLE IF EXISTS " + name);
                }
            }
        }
    }

    private static List<TestDatabase> shardsOf(Table table, ShardSet databases) {
        return table.spread() == Spread.SINGLE ? List.of(databases.shard(0)) : databases.shards();
    }

    /** Writes the rules of these tables into a file of this folder. */
    Path configuration(ShardSet databases, Path folder) throws IOException {
        StringBuilder yaml = new StringBuilder("databaseName: shop\ndataSources:\n");
        for (int i = 0; i < SHARD_COUNT; i++) {
            TestDatabase shard = databases.shard(i);
            yaml.append("  ds_").append(i).append(":\n");
            yaml.append("    dataSourceClassName: com.zaxxer.hikari.HikariDataSource\n");
            yaml.append("    jdbcUrl: \"").append(shard.jdbcUrl()).append("\"\n");
            yaml.append("    username: \"").append(shard.user()).append("\"\n");
            yaml.append("    password: \"").append(shard.password()).append("\"\n");
            yaml.append("    maximumPoolSize: 5\n");
        }
        yaml.append("rules:\n");
        appendSharding(yaml);
        appendNames(yaml, Spread.BROADCAST, "- !BROADCAST\n  tables:\n", "  - ");
        appendNames(yaml, Spread.SINGLE, "- !SINGLE\n  tables:\n", "  - ds_0.");
        return Files.writeString(folder.resolve(name.replace(".txt", ".yaml")), yaml);
    }

    private void appendSharding(StringBuilder yaml) {
        Map<String, String> algorithms = new TreeMap<>();
        StringBuilder rules = new StringBuilder();
        for (Table table : tables) {
            if (table.spread() == Spread.SHARDED) {
                rules.append("    ").append(table.name()).append(":\n");
                rules.append("      actualDataNodes: ds_${0..1}.").append(table.name());
                rules.append(table.tableExpression() == null ? "\n" : "_${0..1}\n");
                appendStrategy(
                        rules,
                        "databaseStrategy",
                        table.databaseExpression(),
                        table.name() + "_db",
                        algorithms);
                if (table.tableExpression() != null) {
                    appendStrategy(
                            rules,
                            "tableStrategy",
                            table.tableExpression(),
                            table.name() + "_table",
                            algorithms);
                }
            }
        }
        if (rules.length() == 0) {
            return;
        }
        yaml.append("- !SHARDING\n  tables:\n").append(rules);
        if (!boundTables.isEmpty()) {
            yaml.append("  bindingTables:\n");
            boundTables.forEach(group -> yaml.append("  - ").append(group).append('\n'));
        }
        yaml.append("  shardingAlgorithms:\n");
        algorithms.forEach(
                (algorithm, expression) ->
                        yaml.append("    ")
                                .append(algorithm)
                                .append(
                                        ":\n      type: INLINE\n      props:\n        algorithm-expression: ")
                                .append(expression)
                                .append(
                                        "\n        allow-range-query-with-inline-sharding: true\n"));
    }

    private static void appendStrategy(
            StringBuilder rules,
            String strategy,
            String expression,
            String algorithm,
            Map<String, String> algorithms) {
        Matcher column = FIRST_NAME.matcher(expression);
        if (!column.find()) {
            throw new IllegalArgumentException("No column in " + expression);
        }
        rules.append("      ")
                .append(strategy)
                .append(":\n        standard:\n          shardingColumn: ")
                .append(column.group(1));
        rules.append("\n          shardingAlgorithmName: ").append(algorithm).append('\n');
        algorithms.put(algorithm, expression);
    }

    private void appendNames(StringBuilder yaml, Spread spread, String heading, String prefix) {
        List<Table> alike = tables.stream().filter(table -> table.spread() == spread).toList();
        if (!alike.isEmpty()) {
            yaml.append(heading);
            alike.forEach(table -> yaml.append(prefix).append(table.name()).append('\n'));
        }
    }
}
