package io.shardfold.core.rule;

import io.shardfold.core.config.AlgorithmConfiguration;
import io.shardfold.core.config.DatabaseConfiguration;
import io.shardfold.core.config.Findings;
import io.shardfold.core.config.Place;
import io.shardfold.core.config.ShardingConfiguration;
import io.shardfold.core.config.SingleConfiguration;
import io.shardfold.core.config.StrategyConfiguration;
import io.shardfold.core.config.TableConfiguration;
import io.shardfold.core.rule.algorithm.Algorithm;
import io.shardfold.core.rule.algorithm.ComplexPlacement;
import io.shardfold.core.rule.algorithm.HintPlacement;
import io.shardfold.core.rule.algorithm.Placement;
import io.shardfold.core.rule.algorithm.PropertyException;
import io.shardfold.core.rule.algorithm.Targets;
import io.shardfold.core.rule.key.KeyServices;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes rules of a configuration, and finds everything that can be known to be wrong without a
 * database. Used once, by one thread.
 */
final class RuleBuilder {

    private final DatabaseConfiguration database;
    private final Findings findings;
    private final ConfiguredNodes nodes;

    /** Null without a sharding rule. */
    private final ConfiguredAlgorithms algorithms;

    RuleBuilder(DatabaseConfiguration database, KeyServices services, Findings findings) {
        this.database = database;
        this.findings = findings;
        this.nodes = new ConfiguredNodes(database, findings);
        this.algorithms =
                database.sharding() == null
                        ? null
                        : new ConfiguredAlgorithms(database.sharding(), services, findings);
    }

    Rules build() {
        Map<String, TableRule> tables = new LinkedHashMap<>();
        if (database.dataSources().isEmpty()) {
            findings.error(
                    database.place(), "The database " + database.name() + " has no data source.");
        }
        if (database.sharding() != null) {
            addSharded(database.sharding(), tables);
        }
        addBroadcast(tables);
        List<SinglePattern> singles = new ArrayList<>();
        String defaultDataSource = null;
        if (database.single() != null) {
            singles(database.single(), singles);
            defaultDataSource = database.single().defaultDataSource();
            if (defaultDataSource != null) {
                nodes.checkDataSource(
                        defaultDataSource, database.single().defaultDataSourcePlace());
            }
        }
        return new Rules(
                List.copyOf(database.dataSources().keySet()),
                Collections.unmodifiableMap(tables),
                singles,
                defaultDataSource);
    }

    // ---- broadcast and single tables

    private void addBroadcast(Map<String, TableRule> tables) {
        if (database.broadcast() == null) {
            return;
        }
        List<String> everywhere = List.copyOf(database.dataSources().keySet());
        for (String name : database.broadcast().names()) {
            TableRule other =
                    tables.putIfAbsent(
                            name.toLowerCase(Locale.ROOT),
                            new TableRule.BroadcastTable(name, everywhere));
            if (other != null && other.kind() == TableRule.Kind.SHARDED) {
                findings.error(
                        database.broadcast().place(),
                        "The table " + name + " is sharded; it can't be broadcast too.");
            } else if (other != null) {
                findings.warn(
                        database.broadcast().place(), "The table " + name + " stands here twice.");
            }
        }
    }

    private void singles(SingleConfiguration single, List<SinglePattern> patterns) {
        Place place = single.tablesPlace();
        for (String item : single.tables()) {
            String[] parts = item.split("\\.", -1);
            if (parts.length < 2
                    || parts.length > 3
                    || List.of(parts).stream().anyMatch(String::isBlank)) {
                findings.error(
                        place,
                        "'"
                                + item
                                + "' must be of the form dataSource.table or dataSource.schema.table; '*' stands for all.");
                continue;
            }
            if (parts[0].equals(SinglePattern.ANY) || nodes.checkDataSource(parts[0], place)) {
                patterns.add(
                        new SinglePattern(
                                parts[0],
                                parts.length == 3 ? parts[1] : SinglePattern.ANY,
                                parts[parts.length - 1]));
            }
        }
    }

    // ---- sharded tables

    private void addSharded(ShardingConfiguration sharding, Map<String, TableRule> tables) {
        checkDefault(sharding.defaultDatabaseStrategy());
        checkDefault(sharding.defaultTableStrategy());
        BindingGroups bindings = new BindingGroups(sharding, findings);
        Map<String, Integer> groups = bindings.groups();
        NodeOwners owners = new NodeOwners();
        for (TableConfiguration table : sharding.tables().values()) {
            int group =
                    groups.getOrDefault(
                            table.name().toLowerCase(Locale.ROOT), ShardedTable.NOT_BOUND);
            ShardedTable made =
                    table.isAutomatic()
                            ? automatic(sharding, table, group)
                            : ordinary(sharding, table, group);
            if (made == null) {
                continue;
            }
            tables.put(table.name().toLowerCase(Locale.ROOT), made);
            String conflict = owners.add(made);
            if (conflict != null) {
                findings.error(table.place(), conflict);
            }
        }
        bindings.check(tables);
        algorithms.warnOfUnused();
    }

    /** A default strategy serves ordinary tables alone. */
    private void checkDefault(StrategyConfiguration strategy) {
        if (strategy != null) {
            algorithms.algorithm(strategy, false);
        }
    }

    // ---- one table

    private ShardedTable ordinary(
            ShardingConfiguration sharding, TableConfiguration table, int group) {
        StrategyConfiguration databaseStrategy =
                table.databaseStrategy() == null
                        ? sharding.defaultDatabaseStrategy()
                        : table.databaseStrategy();
        StrategyConfiguration tableStrategy =
                table.tableStrategy() == null
                        ? sharding.defaultTableStrategy()
                        : table.tableStrategy();
        List<DataNode> listed = nodes.nodes(table);
        NodeLayout layout = listed == null ? null : nodes.layout(table, listed);
        if (layout == null) {
            return null;
        }
        List<String> keys = new ArrayList<>();
        Strategy database =
                strategy(
                        sharding,
                        table,
                        databaseStrategy,
                        layout.dataSources(),
                        false,
                        keys,
                        false);
        Strategy tables =
                strategy(sharding, table, tableStrategy, layout.tables(), true, keys, false);
        if (database == null || tables == null) {
            return null;
        }
        warnOfAmbiguousNodes(table, layout, database, tables);
        NodeProbe.probe(table.name(), layout, keys, database, tables, table.nodesPlace(), findings);
        return new ShardedTable(
                table.name(),
                layout,
                keys,
                database,
                tables,
                algorithms.keyGeneration(table),
                algorithms.audit(table),
                group);
    }

    /** Reads are right without a strategy, but a new row has no place of its own. */
    private void warnOfAmbiguousNodes(
            TableConfiguration table, NodeLayout layout, Strategy database, Strategy tables) {
        boolean choosesTable = tables.kind() != Strategy.Kind.NONE || layout.tables().length == 1;
        boolean choosesDataSource =
                database.kind() != Strategy.Kind.NONE || layout.dataSources().length == 1;
        if (!choosesTable) {
            for (int d = 0; d < layout.dataSources().length; d++) {
                choosesTable = layout.tablesIn(d).size() == 1;
                if (!choosesTable) {
                    break;
                }
            }
        }
        if (!choosesDataSource && tables.kind() != Strategy.Kind.NONE) {
            choosesDataSource = true;
            for (int t = 0; t < layout.tables().length; t++) {
                choosesDataSource &= layout.nodeOfTable(t) != NodeLayout.MANY;
            }
        }
        if (!choosesTable || !choosesDataSource) {
            findings.warn(
                    table.place(),
                    "No strategy chooses among the "
                            + (choosesTable ? "data sources" : "tables")
                            + " of "
                            + table.name()
                            + ": every statement goes to all of them, and INSERT is refused.");
        }
    }

    /**
     * @return null when it is wrong, which was told
     */
    private Strategy strategy(
            ShardingConfiguration sharding,
            TableConfiguration table,
            StrategyConfiguration configuration,
            String[] names,
            boolean areTables,
            List<String> keys,
            boolean isAutomatic) {
        if (configuration == null || configuration.kind() == StrategyConfiguration.Kind.NONE) {
            return Strategy.NONE;
        }
        Algorithm algorithm = algorithms.algorithm(configuration, isAutomatic);
        if (algorithm == null) {
            return null;
        }
        Targets targets = new Targets(table.name(), List.of(names), areTables);
        try {
            switch (configuration.kind()) {
                case STANDARD -> {
                    String column =
                            configuration.columns().isEmpty()
                                    ? sharding.defaultShardingColumn()
                                    : configuration.columns().get(0);
                    if (column == null || column.isBlank()) {
                        findings.error(
                                configuration.place(),
                                "'shardingColumn' is required here, or 'defaultShardingColumn' in the rule.");
                        return null;
                    }
                    Placement placement = algorithm.place(targets, column.strip());
                    if (algorithm.type().equals("INLINE")) {
                        InlineProbe.probe(
                                placement,
                                column.strip(),
                                names,
                                table.name(),
                                expressionPlace(configuration),
                                findings);
                    }
                    doubts(placement, table, configuration);
                    return new Strategy.Standard(keyIndex(column.strip(), keys), placement);
                }
                case COMPLEX -> {
                    int[] indexes =
                            configuration.columns().stream()
                                    .mapToInt(column -> keyIndex(column, keys))
                                    .toArray();
                    ComplexPlacement placement =
                            algorithm.placeComplex(targets, configuration.columns());
                    if (algorithm.type().equals("COMPLEX_INLINE")) {
                        InlineProbe.probe(
                                placement,
                                configuration.columns(),
                                names,
                                table.name(),
                                expressionPlace(configuration),
                                findings);
                    }
                    return new Strategy.Complex(indexes, placement);
                }
                default -> {
                    HintPlacement placement = algorithm.placeHint(targets);
                    if (algorithm.type().equals("HINT_INLINE")) {
                        InlineProbe.probe(
                                placement,
                                names,
                                table.name(),
                                expressionPlace(configuration),
                                findings);
                    }
                    return new Strategy.Hinted(placement);
                }
            }
        } catch (PropertyException wrong) {
            AlgorithmConfiguration owner = algorithms.configuration(configuration.algorithm());
            findings.error(
                    owner.place(wrong.key()),
                    "For the table " + table.name() + ": " + wrong.getMessage());
            return null;
        }
    }

    private Place expressionPlace(StrategyConfiguration strategy) {
        return algorithms.configuration(strategy.algorithm()).place("algorithm-expression");
    }

    private void doubts(
            Placement placement, TableConfiguration table, StrategyConfiguration strategy) {
        for (String doubt : placement.doubts()) {
            findings.warn(
                    algorithms.configuration(strategy.algorithm()).place(),
                    "For the table " + table.name() + ": " + doubt);
        }
    }

    private static int keyIndex(String column, List<String> keys) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        keys.add(column);
        return keys.size() - 1;
    }

    // ---- automatic tables

    private ShardedTable automatic(
            ShardingConfiguration sharding, TableConfiguration table, int group) {
        StrategyConfiguration configuration = table.tableStrategy();
        if (configuration == null || configuration.kind() != StrategyConfiguration.Kind.STANDARD) {
            findings.error(
                    table.place(),
                    "'shardingStrategy' is required under autoTables, and of kind standard.");
            return null;
        }
        Algorithm algorithm = algorithms.algorithm(configuration, true);
        List<String> dataSources = nodes.automaticSources(sharding, table);
        if (algorithm == null || dataSources.isEmpty()) {
            return null;
        }
        AlgorithmConfiguration owner = algorithms.configuration(configuration.algorithm());
        if ("true".equalsIgnoreCase(owner.props().get("zero-padding"))
                && algorithm.autoTableCount() > 10) {
            findings.error(
                    owner.place("zero-padding"),
                    "The tables of autoTables aren't padded, so that padded numbers would find none; leave zero-padding out.");
            return null;
        }
        List<DataNode> made = new ArrayList<>();
        for (int i = 0; i < algorithm.autoTableCount(); i++) {
            made.add(new DataNode(dataSources.get(i % dataSources.size()), table.name() + "_" + i));
        }
        NodeLayout layout = nodes.layout(table, made);
        if (layout == null) {
            return null;
        }
        List<String> keys = new ArrayList<>();
        Strategy tables =
                strategy(sharding, table, configuration, layout.tables(), true, keys, true);
        if (tables == null) {
            return null;
        }
        return new ShardedTable(
                table.name(),
                layout,
                keys,
                Strategy.NONE,
                tables,
                algorithms.keyGeneration(table),
                algorithms.audit(table),
                group);
    }
}
