package io.shardfold.benchmarks.compatibility;

import io.shardfold.jdbc.ShardfoldDataSource;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.Oracle;
import io.shardfold.testkit.ShardSet;
import io.shardfold.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs sqllogictest scripts with every table sharded over 2 databases x 2 tables, and compares each
 * statement with one unsharded database of the same engine.
 *
 * <p>A table is sharded by its first column if that is an INTEGER, else it is a single table.
 * Usage: {@code --engine mysql|postgresql [--show N] FILE...}. The exit status is 0 if no statement
 * gave another answer than the unsharded database.
 */
public final class SqlLogicCommand {

    private static final Pattern TABLE =
            Pattern.compile("(?is)^\\s*CREATE\\s+TABLE\\s+(\\w+)\\s*\\(\\s*(\\w+)\\s+(\\w+)");

    private static final Pattern MADE =
            Pattern.compile("(?is)^\\s*CREATE\\s+(TABLE|VIEW)\\s+(\\w+)");

    private final Kind kind;
    private final int show;
    private final Map<Oracle.Verdict, Integer> totals = new TreeMap<>();
    private final Map<String, Integer> reasons = new TreeMap<>();

    private SqlLogicCommand(Kind kind, int show) {
        this.kind = kind;
        this.show = show;
    }

    public static void main(String[] args) throws Exception {
        Kind kind = null;
        int show = 10;
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--engine" ->
                        kind =
                                args[++i].toLowerCase(Locale.ROOT).equals("postgresql")
                                        ? Kind.POSTGRESQL
                                        : Kind.MARIADB;
                case "--show" -> show = Integer.parseInt(args[++i]);
                default -> files.add(Path.of(args[i]));
            }
        }
        if (kind == null || files.isEmpty()) {
            System.err.println("usage: --engine mysql|postgresql [--show N] FILE...");
            System.exit(2);
        }
        SqlLogicCommand command = new SqlLogicCommand(kind, show);
        for (Path file : files) {
            command.run(file);
        }
        System.out.println("TOTAL " + command.totals);
        command.reasons.entrySet().stream()
                .sorted((a, b) -> b.getValue() - a.getValue())
                .limit(20)
                .forEach(
                        each -> System.out.println("  " + each.getValue() + " x " + each.getKey()));
        System.exit(command.totals.containsKey(Oracle.Verdict.DIFFERENT) ? 1 : 0);
    }

    private void run(Path file) throws Exception {
        long start = System.nanoTime();
        SqlLogicScript script =
                SqlLogicScript.read(file, kind == Kind.POSTGRESQL ? "postgresql" : "mysql");
        Map<Oracle.Verdict, Integer> counts = new TreeMap<>();
        try (ShardSet shards = ShardSet.of(kind, 2).open("sqllogic");
                ShardfoldDataSource sharded =
                        ShardfoldDataSource.ofYaml(
                                rules(script, shards).getBytes(StandardCharsets.UTF_8));
                Oracle oracle = shards.oracle(sharded::getConnection)) {
            List<String> made = new ArrayList<>();
            int shown = 0;
            for (SqlLogicScript.Statement statement : script.statements()) {
                Matcher creates = MADE.matcher(statement.sql());
                if (creates.find()) {
                    made.add("DROP " + creates.group(1) + " " + creates.group(2));
                }
                Oracle.Comparison comparison = oracle.compare(statement.sql());
                boolean bothFail =
                        comparison.testedError() != null && comparison.unshardedError() != null;
                Oracle.Verdict verdict =
                        bothFail && comparison.verdict() == Oracle.Verdict.DIFFERENT
                                ? Oracle.Verdict.SAME_ERROR
                                : comparison.verdict();
                counts.merge(verdict, 1, Integer::sum);
                totals.merge(verdict, 1, Integer::sum);
                if (verdict == Oracle.Verdict.REFUSED) {
                    reasons.merge(reason(comparison.testedError().getMessage()), 1, Integer::sum);
                }
                if (verdict == Oracle.Verdict.DIFFERENT && shown++ < show) {
                    System.out.println(
                            file + ":" + statement.line() + " " + comparison.explanation());
                }
            }
            Collections.reverse(made);
            made.forEach(oracle::compare);
        }
        System.out.printf(
                Locale.ROOT, "%s %s %.1f s%n", file, counts, (System.nanoTime() - start) / 1e9);
    }

    private static String reason(String message) {
        return message.lines().findFirst().orElse("").replaceAll("\\d+", "N");
    }

    private static String rules(SqlLogicScript script, ShardSet shards) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (SqlLogicScript.Statement statement : script.statements()) {
            Matcher table = TABLE.matcher(statement.sql());
            if (table.find() && table.group(3).toUpperCase(Locale.ROOT).startsWith("INT")) {
                keys.put(table.group(1), table.group(2));
            }
        }
        StringBuilder yaml = new StringBuilder("databaseName: sqllogic\ndataSources:\n");
        for (int i = 0; i < shards.shards().size(); i++) {
            TestDatabase shard = shards.shard(i);
            yaml.append("  ds_")
                    .append(i)
                    .append(
                            ": {dataSourceClassName: com.zaxxer.hikari.HikariDataSource, jdbcUrl: '")
                    .append(shard.jdbcUrl())
                    .append("', username: '")
                    .append(shard.user())
                    .append("', password: '")
                    .append(shard.password())
                    .append("'}\n");
        }
        yaml.append("rules:\n- !SINGLE\n  tables: ['*.*']\n  defaultDataSource: ds_0\n");
        if (keys.isEmpty()) {
            return yaml.toString();
        }
        yaml.append("- !SHARDING\n  tables:\n");
        StringBuilder algorithms = new StringBuilder("  shardingAlgorithms:\n");
        keys.forEach(
                (table, key) -> {
                    yaml.append("    ")
                            .append(table)
                            .append(":\n      actualDataNodes: ds_${0..1}.")
                            .append(table)
                            .append("_${0..1}\n");
                    strategy(yaml, "databaseStrategy", key, table + "_databases");
                    strategy(yaml, "tableStrategy", key, table + "_tables");
                    algorithm(
                            algorithms,
                            table + "_databases",
                            "ds_${Math.floorMod(" + key + ", 2)}");
                    algorithm(
                            algorithms,
                            table + "_tables",
                            table + "_${Math.floorMod(" + key + ".intdiv(2), 2)}");
                });
        return yaml.append(algorithms).toString();
    }

    private static void strategy(StringBuilder yaml, String name, String key, String algorithm) {
        yaml.append("      ")
                .append(name)
                .append(": {standard: {shardingColumn: ")
                .append(key)
                .append(", shardingAlgorithmName: ")
                .append(algorithm)
                .append("}}\n");
    }

    private static void algorithm(StringBuilder yaml, String name, String expression) {
        yaml.append("    ")
                .append(name)
                .append(": {type: INLINE, props: {algorithm-expression: '")
                .append(expression)
                .append("', allow-range-query-with-inline-sharding: true}}\n");
    }
}
