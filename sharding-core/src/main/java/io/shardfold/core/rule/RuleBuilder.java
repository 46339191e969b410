package io.shardfold.core.rule;

import io.shardfold.core.config.AlgorithmConfiguration;
import io.shardfold.core.config.AuditConfiguration;
import io.shardfold.core.config.BindingConfiguration;
import io.shardfold.core.config.DatabaseConfiguration;
import io.shardfold.core.config.Findings;
import io.shardfold.core.config.KeyGenerateConfiguration;
import io.shardfold.core.config.NearestName;
import io.shardfold.core.config.Place;
import io.shardfold.core.config.ShardingConfiguration;
import io.shardfold.core.config.SingleConfiguration;
import io.shardfold.core.config.StrategyConfiguration;
import io.shardfold.core.config.TableConfiguration;
import io.shardfold.core.rule.algorithm.Algorithm;
import io.shardfold.core.rule.algorithm.AlgorithmProperties;
import io.shardfold.core.rule.algorithm.Algorithms;
import io.shardfold.core.rule.algorithm.Placement;
import io.shardfold.core.rule.algorithm.PropertyException;
import io.shardfold.core.rule.algorithm.Targets;
import io.shardfold.core.rule.inline.InlineException;
import io.shardfold.core.rule.inline.InlineList;
import io.shardfold.core.rule.key.KeyGenerator;
import io.shardfold.core.rule.key.KeyGenerators;
import io.shardfold.core.rule.key.KeyServices;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes rules of a configuration, and finds everything that can be known to be wrong without a
 * database. Used once, by one thread.
 */
final class RuleBuilder {

    private static final String AUDITOR_TYPE = "DML_SHARDING_CONDITIONS";

    private final DatabaseConfiguration database;
    private final KeyServices services;
    private final Findings findings;
    private final Map<String, Algorithm> algorithms = new HashMap<>();
    private final Map<String, KeyGenerator> generators = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    RuleBuilder(DatabaseConfiguration database, KeyServices services, Findings findings) {
        this.database = database;
        this.services = services;
        this.findings = findings;
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
                checkDataSource(defaultDataSource, database.single().defaultDataSourcePlace());
            }
        }
        return new Rules(
                List.copyOf(database.dataSources().keySet()),
                Collections.unmodifiableMap(tables),
                singles,
                defaultDataSource);
    }

    private boolean checkDataSource(String name, Place place) {
        if (database.dataSources().containsKey(name)) {
            return true;
        }
        findings.error(
                place,
                "There is no data source '"
                        + name
                        + "'; the data sources are "
                        + String.join(", ", database.dataSources().keySet())
                        + ".",
                NearestName.of(name, database.dataSources().keySet()));
        return false;
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
            if (parts[0].equals(SinglePattern.ANY) || checkDataSource(parts[0], place)) {
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
        readAlgorithms(sharding);
        readGenerators(sharding);
        checkAuditors(sharding);
        checkDefault(sharding.defaultDatabaseStrategy());
        checkDefault(sharding.defaultTableStrategy());
        Map<String, Integer> groups = groups(sharding, findings);
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
        checkBindings(sharding, tables);
        warnOfUnused(sharding);
    }

    private void readAlgorithms(ShardingConfiguration sharding) {
        for (AlgorithmConfiguration configuration : sharding.algorithms().values()) {
            if (configuration.type().isEmpty()) {
                continue;
            }
            AlgorithmProperties properties = new AlgorithmProperties(configuration.props());
            try {
                Algorithm algorithm = Algorithms.read(configuration.type(), properties);
                if (algorithm == null) {
                    findings.error(
                            configuration.place().at("type", configuration.place().line()),
                            "There is no sharding algorithm of type '"
                                    + configuration.type()
                                    + "'; the types are "
                                    + String.join(", ", Algorithms.TYPES)
                                    + ".",
                            NearestName.of(configuration.type(), Algorithms.TYPES));
                    continue;
                }
                algorithms.put(configuration.name(), algorithm);
                warnOfUnknown(configuration, properties);
            } catch (PropertyException wrong) {
                wrongProperty(configuration, properties, wrong);
            }
        }
    }

    private void readGenerators(ShardingConfiguration sharding) {
        for (AlgorithmConfiguration configuration : sharding.keyGenerators().values()) {
            if (configuration.type().isEmpty()) {
                continue;
            }
            AlgorithmProperties properties = new AlgorithmProperties(configuration.props());
            try {
                KeyGenerator generator =
                        KeyGenerators.read(configuration.type(), properties, services);
                if (generator == null) {
                    findings.error(
                            configuration.place().at("type", configuration.place().line()),
                            "There is no key generator of type '"
                                    + configuration.type()
                                    + "'; the types are "
                                    + String.join(", ", KeyGenerators.TYPES)
                                    + ".",
                            NearestName.of(configuration.type(), KeyGenerators.TYPES));
                    continue;
                }
                generators.put(configuration.name(), generator);
                if (services.workerId() != null && configuration.props().containsKey("worker-id")) {
                    findings.warn(
                            configuration.place("worker-id"),
                            "In a cluster the registry gives the worker's number; this one is ignored.");
                }
                warnOfUnknown(configuration, properties);
            } catch (PropertyException wrong) {
                wrongProperty(configuration, properties, wrong);
            }
        }
    }

    private void wrongProperty(
            AlgorithmConfiguration configuration,
            AlgorithmProperties properties,
            PropertyException wrong) {
        if (wrong.key() == null || configuration.props().containsKey(wrong.key())) {
            findings.error(configuration.place(wrong.key()), wrong.getMessage());
            return;
        }
        // A required property that is absent may be there under a misspelt name.
        String misspelt = NearestName.of(wrong.key(), properties.unused());
        findings.error(
                configuration.place(misspelt),
                wrong.getMessage(),
                misspelt == null ? null : wrong.key());
    }

    private void warnOfUnknown(
            AlgorithmConfiguration configuration, AlgorithmProperties properties) {
        for (String key : properties.unused()) {
            findings.warn(
                    configuration.place(key),
                    configuration.type() + " has no property '" + key + "'.",
                    NearestName.of(key, properties.known()));
        }
    }

    private void checkAuditors(ShardingConfiguration sharding) {
        for (AlgorithmConfiguration auditor : sharding.auditors().values()) {
            if (!auditor.type().equalsIgnoreCase(AUDITOR_TYPE)) {
                findings.error(
                        auditor.place().at("type", auditor.place().line()),
                        "There is no auditor of type '"
                                + auditor.type()
                                + "'; the only type is "
                                + AUDITOR_TYPE
                                + ".",
                        NearestName.of(auditor.type(), List.of(AUDITOR_TYPE)));
            }
        }
    }

    /** A default strategy serves ordinary tables alone. */
    private void checkDefault(StrategyConfiguration strategy) {
        if (strategy != null) {
            algorithm(strategy, false);
        }
    }

    /** The algorithm of a strategy, or null, which was told. */
    private Algorithm algorithm(StrategyConfiguration strategy, boolean isAutomatic) {
        String name = strategy.algorithm();
        if (name == null) {
            return null;
        }
        used.add(name);
        Place place = strategy.place().at("shardingAlgorithmName", strategy.place().line());
        if (!database.sharding().algorithms().containsKey(name)) {
            findings.error(
                    place,
                    "There is no sharding algorithm named '" + name + "' (case matters).",
                    NearestName.of(name, database.sharding().algorithms().keySet()));
            return null;
        }
        Algorithm algorithm = algorithms.get(name);
        if (algorithm == null) {
            return null;
        }
        if (!algorithm.kind().name().equals(strategy.kind().name())) {
            findings.error(
                    place,
                    "The algorithm '"
                            + name
                            + "' of type "
                            + algorithm.type()
                            + " stands under a "
                            + lower(strategy.kind())
                            + " strategy, and belongs under a "
                            + algorithm.kind().name().toLowerCase(Locale.ROOT)
                            + " one.");
            return null;
        }
        if (isAutomatic && algorithm.autoTableCount() == 0) {
            findings.error(
                    place,
                    "The algorithm '"
                            + name
                            + "' of type "
                            + algorithm.type()
                            + " can't make tables of its own; under autoTables stands MOD, HASH_MOD, "
                            + "VOLUME_RANGE, BOUNDARY_RANGE or AUTO_INTERVAL.");
            return null;
        }
        if (!isAutomatic && algorithm.autoTableCount() > 0) {
            findings.error(
                    place,
                    "The algorithm '"
                            + name
                            + "' of type "
                            + algorithm.type()
                            + " makes its own tables; move the table to autoTables, or use INLINE or INTERVAL here.");
            return null;
        }
        return algorithm;
    }

    private static String lower(StrategyConfiguration.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
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
        List<DataNode> nodes = nodes(table);
        NodeLayout layout = nodes == null ? null : layout(table, nodes);
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
        return new ShardedTable(
                table.name(),
                layout,
                keys,
                database,
                tables,
                keyGeneration(sharding, table),
                audit(sharding, table),
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

    private List<DataNode> nodes(TableConfiguration table) {
        Place place = table.nodesPlace();
        List<DataNode> nodes = new ArrayList<>();
        if (table.actualDataNodes() == null || table.actualDataNodes().isBlank()) {
            if (table.tableStrategy() != null
                    && table.tableStrategy().kind() != StrategyConfiguration.Kind.NONE) {
                findings.error(
                        table.place(),
                        "'actualDataNodes' is required for a table with a table strategy, such as ds_${0..1}."
                                + table.name()
                                + "_${0..3}.");
                return null;
            }
            for (String dataSource : database.dataSources().keySet()) {
                nodes.add(new DataNode(dataSource, table.name()));
            }
            return nodes;
        }
        boolean isRight = true;
        Set<String> unknown = new LinkedHashSet<>();
        for (String item : names(table.actualDataNodes(), place)) {
            int dot = item.lastIndexOf('.');
            if (dot <= 0 || dot == item.length() - 1 || item.indexOf('.') == 0) {
                findings.error(place, "'" + item + "' isn't of the form dataSource.table.");
                return null;
            }
            String dataSource = item.substring(0, dot).strip();
            if (unknown.add(dataSource)) {
                isRight &= checkDataSource(dataSource, place);
            }
            nodes.add(new DataNode(dataSource, item.substring(dot + 1).strip()));
        }
        return isRight && !nodes.isEmpty() ? nodes : null;
    }

    private List<String> names(String expression, Place place) {
        try {
            List<String> names = InlineList.names(expression);
            if (names.isEmpty()) {
                findings.error(place, "'" + expression + "' gives no names.");
            }
            return names;
        } catch (InlineException unreadable) {
            findings.error(place, "'" + expression + "': " + unreadable.getMessage());
            return List.of();
        }
    }

    private NodeLayout layout(TableConfiguration table, List<DataNode> nodes) {
        try {
            return new NodeLayout(nodes);
        } catch (IllegalArgumentException twice) {
            findings.error(
                    table.nodesPlace(), "The data node " + twice.getMessage() + " stands twice.");
            return null;
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
        Algorithm algorithm = algorithm(configuration, isAutomatic);
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
                        Place place =
                                sharding.algorithms()
                                        .get(configuration.algorithm())
                                        .place("algorithm-expression");
                        InlineProbe.probe(
                                placement, column.strip(), names, table.name(), place, findings);
                    }
                    return new Strategy.Standard(keyIndex(column.strip(), keys), placement);
                }
                case COMPLEX -> {
                    int[] indexes =
                            configuration.columns().stream()
                                    .mapToInt(column -> keyIndex(column, keys))
                                    .toArray();
                    return new Strategy.Complex(
                            indexes, algorithm.placeComplex(targets, configuration.columns()));
                }
                default -> {
                    return new Strategy.Hinted(algorithm.placeHint(targets));
                }
            }
        } catch (PropertyException wrong) {
            AlgorithmConfiguration owner = sharding.algorithms().get(configuration.algorithm());
            findings.error(
                    owner.place(wrong.key()),
                    "For the table " + table.name() + ": " + wrong.getMessage());
            return null;
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

    private KeyGeneration keyGeneration(ShardingConfiguration sharding, TableConfiguration table) {
        KeyGenerateConfiguration configuration =
                table.keyGenerate() == null ? sharding.defaultKeyGenerate() : table.keyGenerate();
        if (configuration == null) {
            return null;
        }
        used.add(configuration.generator());
        if (!sharding.keyGenerators().containsKey(configuration.generator())) {
            findings.error(
                    configuration.place().at("keyGeneratorName", configuration.place().line()),
                    "There is no key generator named '"
                            + configuration.generator()
                            + "' (case matters).",
                    NearestName.of(configuration.generator(), sharding.keyGenerators().keySet()));
            return null;
        }
        KeyGenerator generator = generators.get(configuration.generator());
        return generator == null ? null : new KeyGeneration(configuration.column(), generator);
    }

    private Audit audit(ShardingConfiguration sharding, TableConfiguration table) {
        AuditConfiguration configuration =
                table.audit() == null ? sharding.defaultAudit() : table.audit();
        if (configuration == null || configuration.auditors().isEmpty()) {
            return null;
        }
        for (String auditor : configuration.auditors()) {
            used.add(auditor);
            if (!sharding.auditors().containsKey(auditor)) {
                findings.error(
                        configuration.place().at("auditorNames", configuration.place().line()),
                        "There is no auditor named '" + auditor + "' (case matters).",
                        NearestName.of(auditor, sharding.auditors().keySet()));
            }
        }
        return new Audit(configuration.auditors(), configuration.allowHintDisable());
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
        Algorithm algorithm = algorithm(configuration, true);
        List<String> dataSources = automaticSources(sharding, table);
        if (algorithm == null || dataSources.isEmpty()) {
            return null;
        }
        AlgorithmConfiguration owner = sharding.algorithms().get(configuration.algorithm());
        if ("true".equalsIgnoreCase(owner.props().get("zero-padding"))
                && algorithm.autoTableCount() > 10) {
            findings.error(
                    owner.place("zero-padding"),
                    "The tables of autoTables aren't padded, so that padded numbers would find none; leave zero-padding out.");
            return null;
        }
        List<DataNode> nodes = new ArrayList<>();
        for (int i = 0; i < algorithm.autoTableCount(); i++) {
            nodes.add(
                    new DataNode(dataSources.get(i % dataSources.size()), table.name() + "_" + i));
        }
        NodeLayout layout = layout(table, nodes);
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
                keyGeneration(sharding, table),
                audit(sharding, table),
                group);
    }

    private List<String> automaticSources(
            ShardingConfiguration sharding, TableConfiguration table) {
        if (table.actualDataNodes() == null || table.actualDataNodes().isBlank()) {
            return List.copyOf(sourcesOfTables(sharding));
        }
        Place place = table.nodesPlace();
        List<String> names = names(table.actualDataNodes(), place);
        boolean isRight = true;
        for (String name : new LinkedHashSet<>(names)) {
            isRight &= checkDataSource(name, place);
        }
        if (new HashSet<>(names).size() < names.size()) {
            findings.error(
                    place, "A data source stands twice in '" + table.actualDataNodes() + "'.");
            return List.of();
        }
        return isRight ? names : List.of();
    }

    /**
     * The data sources of automatic tables that name none: those of the tables that have nodes, in
     * order of first appearance; and where a table has none, or there is no such table, all of them
     * in the order of a hash map, in which the data lies.
     */
    private Set<String> sourcesOfTables(ShardingConfiguration sharding) {
        Set<String> sources = new LinkedHashSet<>();
        boolean allHaveNodes = false;
        for (boolean automatic : new boolean[] {false, true}) {
            for (TableConfiguration table : sharding.tables().values()) {
                if (table.isAutomatic() != automatic) {
                    continue;
                }
                if (table.actualDataNodes() == null || table.actualDataNodes().isBlank()) {
                    if (!automatic) {
                        return inHashOrder();
                    }
                    continue;
                }
                allHaveNodes |= !automatic;
                try {
                    for (String name : InlineList.names(table.actualDataNodes())) {
                        int dot = name.lastIndexOf('.');
                        sources.add(automatic || dot < 0 ? name : name.substring(0, dot).strip());
                    }
                } catch (InlineException toldElsewhere) {
                    return inHashOrder();
                }
            }
        }
        return allHaveNodes ? sources : inHashOrder();
    }

    private Set<String> inHashOrder() {
        Map<String, Boolean> order = new HashMap<>();
        database.dataSources().keySet().forEach(name -> order.put(name, true));
        return new LinkedHashSet<>(order.keySet());
    }

    // ---- binding

    /** The number of the group of each bound table, by name in lower case. */
    private static Map<String, Integer> groups(ShardingConfiguration sharding, Findings findings) {
        Map<String, Integer> groups = new HashMap<>();
        for (int group = 0; group < sharding.bindings().size(); group++) {
            BindingConfiguration binding = sharding.bindings().get(group);
            for (String table : binding.tables()) {
                Integer other = groups.put(table.toLowerCase(Locale.ROOT), group);
                if (other != null) {
                    findings.error(
                            binding.place(),
                            "The table " + table + " stands in two places of bindingTables.");
                }
            }
        }
        return groups;
    }

    private void checkBindings(ShardingConfiguration sharding, Map<String, TableRule> tables) {
        for (BindingConfiguration binding : sharding.bindings()) {
            ShardedTable first = null;
            for (String name : binding.tables()) {
                if (!sharding.tables().containsKey(name.toLowerCase(Locale.ROOT))) {
                    List<String> known =
                            sharding.tables().values().stream()
                                    .map(TableConfiguration::name)
                                    .toList();
                    findings.error(
                            binding.place(),
                            "The table "
                                    + name
                                    + " isn't sharded; a binding group is made of sharded tables.",
                            NearestName.of(name, known));
                } else if (tables.get(name.toLowerCase(Locale.ROOT))
                        instanceof ShardedTable table) {
                    if (first == null) {
                        first = table;
                    } else {
                        checkBound(first, table, binding.place());
                    }
                }
            }
        }
    }

    private void checkBound(ShardedTable first, ShardedTable table, Place place) {
        String both = first.name() + " and " + table.name();
        if (!first.layout().isAlike(table.layout())) {
            findings.error(
                    place,
                    both
                            + " can't be bound: their data nodes must lie in the same data sources with tables of the same numbers, and "
                            + first.nodes().get(0)
                            + ".. ("
                            + first.nodeCount()
                            + ") and "
                            + table.nodes().get(0)
                            + ".. ("
                            + table.nodeCount()
                            + ") don't.");
            return;
        }
        String database = difference(first.databaseStrategy(), table.databaseStrategy());
        String tables = difference(first.tableStrategy(), table.tableStrategy());
        if (database != null || tables != null) {
            findings.error(
                    place,
                    both
                            + " can't be bound: their "
                            + (database == null ? "table" : "database")
                            + " strategies "
                            + (database == null ? tables : database)
                            + ".");
        }
    }

    /**
     * Why two strategies don't place equal keys alike, or null. What an application's own algorithm
     * does isn't known, and is taken on trust.
     */
    private static String difference(Strategy first, Strategy second) {
        if (first.kind() != second.kind()) {
            return "are of different kinds";
        }
        if (first.isAlike(second) || first.kind() == Strategy.Kind.HINTED) {
            return null;
        }
        boolean isUnknown =
                first instanceof Strategy.Standard standard
                                && standard.placement().likeness() == null
                        || first instanceof Strategy.Complex complex
                                && complex.placement().likeness() == null;
        return isUnknown ? null : "place equal keys differently";
    }

    // ---- what nobody uses

    private void warnOfUnused(ShardingConfiguration sharding) {
        if (sharding.defaultKeyGenerate() != null) {
            used.add(sharding.defaultKeyGenerate().generator());
        }
        if (sharding.defaultAudit() != null) {
            used.addAll(sharding.defaultAudit().auditors());
        }
        warnOfUnused(sharding.algorithms(), "sharding algorithm");
        warnOfUnused(sharding.keyGenerators(), "key generator");
        warnOfUnused(sharding.auditors(), "auditor");
    }

    private void warnOfUnused(Map<String, AlgorithmConfiguration> configurations, String what) {
        for (AlgorithmConfiguration configuration : configurations.values()) {
            if (!used.contains(configuration.name())) {
                findings.warn(
                        configuration.place(),
                        "Nothing uses the " + what + " '" + configuration.name() + "'.");
            }
        }
    }
}
