package io.shardfold.core.config;

import io.shardfold.core.config.YamlTree.Empty;
import io.shardfold.core.config.YamlTree.Mapping;
import io.shardfold.core.config.YamlTree.Scalar;
import io.shardfold.core.config.YamlTree.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the list {@code rules} of a database. */
final class RuleReader {

    private static final List<String> TAGS = List.of("!SHARDING", "!BROADCAST", "!SINGLE");

    private static final List<String> LATER_TAGS =
            List.of("!READWRITE_SPLITTING", "!ENCRYPT", "!MASK", "!SHADOW");

    private static final Map<String, String> GLOBAL_TAGS =
            Map.of(
                    "!AUTHORITY", "authority",
                    "!TRANSACTION", "transaction",
                    "!SQL_PARSER", "sqlParser",
                    "!SQL_TRANSLATOR", "sqlTranslator",
                    "!SQL_FEDERATION", "sqlFederation",
                    "!LOGGING", "logging",
                    "!GLOBAL_CLOCK", "globalClock");

    private final Findings findings;
    private final Set<String> seen = new HashSet<>();
    private ShardingConfiguration sharding;
    private NamesConfiguration broadcast;
    private SingleConfiguration single;

    RuleReader(Findings findings) {
        this.findings = findings;
    }

    ShardingConfiguration sharding() {
        return sharding;
    }

    NamesConfiguration broadcast() {
        return broadcast;
    }

    SingleConfiguration single() {
        return single;
    }

    /** Global rules stand at the root, not in a list of rules. */
    static boolean refuseGlobalTag(YamlTree rule, Place rules, Findings findings) {
        String tag = tag(rule);
        String block = tag == null ? null : GLOBAL_TAGS.get(tag);
        if (block != null) {
            findings.error(
                    new Place(rules.file(), rule.line(), rules.key() + "." + tag),
                    "A rule "
                            + tag
                            + " has no effect in 'rules'; write its keys under '"
                            + block
                            + ":' at the root of the file.");
        }
        return block != null;
    }

    private static String tag(YamlTree rule) {
        return rule instanceof Mapping mapping
                ? mapping.tag()
                : rule instanceof Empty empty
                        ? empty.tag()
                        : rule instanceof Scalar scalar ? scalar.tag() : null;
    }

    void read(YamlTree rules, Place place) {
        if (rules instanceof Empty) {
            return;
        }
        if (!(rules instanceof Sequence sequence)) {
            findings.error(
                    place,
                    "'rules' is a list of rules with tags, and this is "
                            + rules.what()
                            + "; begin each rule with a line such as '- !SHARDING'.");
            return;
        }
        for (YamlTree rule : sequence.elements()) {
            read(rule, tag(rule), new Place(place.file(), rule.line(), place.key()));
        }
    }

    private void read(YamlTree rule, String tag, Place place) {
        if (tag == null) {
            findings.error(
                    place,
                    "A rule needs a tag: begin it with '- !SHARDING', '- !BROADCAST' or '- !SINGLE'.",
                    meantTag(rule));
            return;
        }
        if (refuseGlobalTag(rule, place, findings)) {
            return;
        }
        Place at = new Place(place.file(), place.line(), place.key() + "." + tag);
        if (LATER_TAGS.contains(tag)) {
            findings.error(at, "Rules " + tag + " aren't supported.");
            return;
        }
        if (!TAGS.contains(tag)) {
            findings.error(
                    at,
                    "There is no rule " + tag + "; the rules are " + String.join(", ", TAGS) + ".",
                    NearestName.of(tag, TAGS));
            return;
        }
        if (!seen.add(tag)) {
            findings.error(at, "There is a rule " + tag + " already; join the two.");
            return;
        }
        Section section = Section.of(rule, at, findings);
        switch (tag) {
            case "!SHARDING" -> sharding = sharding(section);
            case "!BROADCAST" ->
                    broadcast =
                            new NamesConfiguration(
                                    names(section.texts("tables")), section.place("tables"));
            default ->
                    single =
                            new SingleConfiguration(
                                    names(section.texts("tables")),
                                    section.place("tables"),
                                    section.text("defaultDataSource"),
                                    section.place("defaultDataSource"));
        }
        section.close();
    }

    /** The tag of a rule that was written as a key, without its exclamation mark. */
    private static String meantTag(YamlTree rule) {
        if (rule instanceof Mapping mapping) {
            for (String key : mapping.entries().keySet()) {
                String near = NearestName.of("!" + key, TAGS);
                if (near != null) {
                    return near;
                }
            }
        }
        return null;
    }

    /** Items of a list, which may hold several between commas. */
    private static List<String> names(List<String> items) {
        List<String> names = new ArrayList<>();
        for (String item : items) {
            for (String name : item.split(",")) {
                if (!name.isBlank()) {
                    names.add(name.strip());
                }
            }
        }
        return names;
    }

    private ShardingConfiguration sharding(Section section) {
        Map<String, TableConfiguration> tables = new LinkedHashMap<>();
        tables(section.section("tables"), false, tables);
        tables(section.section("autoTables"), true, tables);
        List<BindingConfiguration> bindings = new ArrayList<>();
        for (YamlTree element : section.elements("bindingTables")) {
            Place place =
                    new Place(
                            section.place().file(),
                            element.line(),
                            section.place("bindingTables").key());
            if (element instanceof Scalar scalar) {
                int colon = scalar.source().indexOf(':');
                bindings.add(
                        new BindingConfiguration(
                                names(List.of(scalar.source().substring(colon + 1))), place));
            } else {
                findings.error(
                        place,
                        "A binding group is a text of table names with commas between them, not "
                                + element.what()
                                + ".");
            }
        }
        cache(section.section("shardingCache"));
        return new ShardingConfiguration(
                tables,
                bindings,
                strategy(section, "defaultDatabaseStrategy"),
                strategy(section, "defaultTableStrategy"),
                keyGenerate(section, "defaultKeyGenerateStrategy"),
                audit(section, "defaultAuditStrategy"),
                section.text("defaultShardingColumn"),
                algorithms(section, "shardingAlgorithms"),
                algorithms(section, "keyGenerators"),
                algorithms(section, "auditors"),
                section.place());
    }

    private void cache(Section section) {
        if (!section.keys().isEmpty()) {
            findings.warn(
                    section.place(), "This has no effect: plans are cached whatever stands here.");
        }
        section.wholeNumber("allowedMaxSqlLength");
        Section route = section.section("routeCache");
        route.wholeNumber("initialCapacity");
        route.wholeNumber("maximumSize");
        route.flag("softValues", true);
        route.close();
        section.close();
    }

    private void tables(
            Section section, boolean isAutomatic, Map<String, TableConfiguration> tables) {
        for (String name : List.copyOf(section.keys())) {
            Section table = section.section(name);
            table.know("logicTable");
            String nodesKey = isAutomatic ? "actualDataSources" : "actualDataNodes";
            String nodes = table.text(nodesKey);
            StrategyConfiguration databaseStrategy = null;
            StrategyConfiguration tableStrategy;
            if (isAutomatic) {
                tableStrategy = strategy(table, "shardingStrategy");
            } else {
                databaseStrategy = strategy(table, "databaseStrategy");
                tableStrategy = strategy(table, "tableStrategy");
            }
            KeyGenerateConfiguration keyGenerate = keyGenerate(table, "keyGenerateStrategy");
            AuditConfiguration audit = audit(table, "auditStrategy");
            table.close();
            String lower = name.toLowerCase(Locale.ROOT);
            TableConfiguration other =
                    tables.put(
                            lower,
                            new TableConfiguration(
                                    name,
                                    nodes,
                                    table.place(nodesKey),
                                    isAutomatic,
                                    databaseStrategy,
                                    tableStrategy,
                                    keyGenerate,
                                    audit,
                                    table.place()));
            if (other != null) {
                findings.error(
                        table.place(),
                        "The table " + name + " stands twice among 'tables' and 'autoTables'.");
            }
        }
    }

    /**
     * @return null when absent or empty
     */
    private StrategyConfiguration strategy(Section parent, String key) {
        YamlTree value = parent.value(key);
        if (value == null || value instanceof Empty) {
            return null;
        }
        Section section = parent.section(key);
        List<String> present =
                section.keys().stream()
                        .filter(List.of("standard", "complex", "hint", "none")::contains)
                        .toList();
        section.know("standard", "complex", "hint", "none");
        section.close();
        if (present.isEmpty()) {
            return null;
        }
        if (present.size() > 1) {
            findings.error(
                    section.place(),
                    "A strategy is one of standard, complex, hint and none, and this one is "
                            + String.join(" and ", present)
                            + ".");
            return null;
        }
        Place place = section.place(present.get(0));
        switch (present.get(0)) {
            case "standard" -> {
                Section inner = section.section("standard");
                String column = inner.text("shardingColumn");
                String algorithm = inner.requiredText("shardingAlgorithmName");
                inner.close();
                return new StrategyConfiguration(
                        StrategyConfiguration.Kind.STANDARD,
                        column == null ? List.of() : List.of(column.strip()),
                        algorithm,
                        place);
            }
            case "complex" -> {
                Section inner = section.section("complex");
                String columns = inner.requiredText("shardingColumns");
                String algorithm = inner.requiredText("shardingAlgorithmName");
                inner.close();
                return new StrategyConfiguration(
                        StrategyConfiguration.Kind.COMPLEX,
                        columns == null ? List.of() : names(List.of(columns)),
                        algorithm,
                        place);
            }
            case "hint" -> {
                Section inner = section.section("hint");
                String algorithm = inner.requiredText("shardingAlgorithmName");
                inner.close();
                return new StrategyConfiguration(
                        StrategyConfiguration.Kind.HINT, List.of(), algorithm, place);
            }
            default -> {
                return new StrategyConfiguration(
                        StrategyConfiguration.Kind.NONE, List.of(), null, place);
            }
        }
    }

    private static KeyGenerateConfiguration keyGenerate(Section parent, String key) {
        YamlTree value = parent.value(key);
        if (value == null || value instanceof Empty) {
            return null;
        }
        Section section = parent.section(key);
        String column = section.requiredText("column");
        String generator = section.requiredText("keyGeneratorName");
        section.close();
        return column == null || generator == null
                ? null
                : new KeyGenerateConfiguration(column.strip(), generator, section.place());
    }

    private static AuditConfiguration audit(Section parent, String key) {
        YamlTree value = parent.value(key);
        if (value == null || value instanceof Empty) {
            return null;
        }
        Section section = parent.section(key);
        AuditConfiguration audit =
                new AuditConfiguration(
                        section.texts("auditorNames"),
                        section.flag("allowHintDisable", true),
                        section.place());
        section.close();
        return audit;
    }

    private static Map<String, AlgorithmConfiguration> algorithms(Section parent, String key) {
        Map<String, AlgorithmConfiguration> algorithms = new LinkedHashMap<>();
        Section section = parent.section(key);
        for (String name : List.copyOf(section.keys())) {
            Section algorithm = section.section(name);
            String type = algorithm.requiredText("type");
            Map<String, String> props = algorithm.props("props");
            algorithm.close();
            algorithms.put(
                    name,
                    new AlgorithmConfiguration(
                            name,
                            type == null ? "" : type.strip(),
                            props,
                            algorithm.propPlaces("props"),
                            algorithm.place()));
        }
        return algorithms;
    }
}
