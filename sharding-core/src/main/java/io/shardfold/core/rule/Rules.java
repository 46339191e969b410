package io.shardfold.core.rule;

import io.shardfold.core.config.DatabaseConfiguration;
import io.shardfold.core.config.Findings;
import io.shardfold.core.rule.key.KeyServices;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The rules of one logical database. Immutable: a change makes new rules, and a statement reads
 * them once.
 */
public final class Rules {

    private final List<String> dataSources;

    /** By name in lower case. */
    private final Map<String, TableRule> tables;

    private final List<SinglePattern> singlePatterns;
    private final String defaultDataSource;

    Rules(
            List<String> dataSources,
            Map<String, TableRule> tables,
            List<SinglePattern> singlePatterns,
            String defaultDataSource) {
        this.dataSources = List.copyOf(dataSources);
        this.tables = tables;
        this.singlePatterns = List.copyOf(singlePatterns);
        this.defaultDataSource = defaultDataSource;
    }

    /**
     * Makes the rules of a database.
     *
     * @throws io.shardfold.core.error.ConfigurationException the first error with file, line and
     *     key; the others are its suppressed exceptions
     */
    public static Rules of(DatabaseConfiguration database, KeyServices services) {
        Findings findings = new Findings();
        Rules rules = of(database, services, findings);
        findings.throwIfError();
        return rules;
    }

    /**
     * As above, with what is found in {@code findings}; the rules are of use only when there is no
     * error in it.
     */
    public static Rules of(
            DatabaseConfiguration database, KeyServices services, Findings findings) {
        return new RuleBuilder(database, services, findings).build();
    }

    /** Rules without any table of their own: every table is single. */
    public static Rules withoutTables(List<String> dataSources) {
        return new Rules(dataSources, Map.of(), List.of(), null);
    }

    /** Every data source's name, in the order of the configuration. */
    public List<String> dataSources() {
        return dataSources;
    }

    /**
     * What the rules say about a logic table.
     *
     * @param name in any case
     * @return null when no rule names it
     */
    public TableRule table(String name) {
        TableRule exact = tables.get(name);
        return exact != null ? exact : tables.get(name.toLowerCase(Locale.ROOT));
    }

    /** Every table that the rules name, in the order of the configuration. */
    public List<TableRule> tables() {
        return List.copyOf(tables.values());
    }

    public List<ShardedTable> shardedTables() {
        List<ShardedTable> sharded = new ArrayList<>();
        for (TableRule table : tables.values()) {
            if (table instanceof ShardedTable one) {
                sharded.add(one);
            }
        }
        return sharded;
    }

    /** The items of {@code !SINGLE}, for the catalog to find their tables by. */
    public List<SinglePattern> singlePatterns() {
        return singlePatterns;
    }

    /**
     * Whether {@code !SINGLE} lets in a table that no other rule names. Without such a rule every
     * table is let in.
     */
    public boolean letsInSingle(String dataSource, String table) {
        if (singlePatterns.isEmpty()) {
            return true;
        }
        for (SinglePattern pattern : singlePatterns) {
            if (pattern.matches(dataSource, null, table)) {
                return true;
            }
        }
        return false;
    }

    /** The names of all data nodes' tables, in lower case. */
    public Set<String> physicalNames() {
        Set<String> names = new HashSet<>();
        for (ShardedTable table : shardedTables()) {
            for (String name : table.layout().tables()) {
                names.add(name.toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    /**
     * Where CREATE TABLE of a table goes that no rule names; null when the configuration doesn't
     * say.
     */
    public String defaultDataSource() {
        return defaultDataSource;
    }

    /**
     * The same rules with tables that the catalog has found.
     *
     * @param found data source by table name; a table that a rule names already keeps its rule
     */
    public Rules withSingleTables(Map<String, String> found) {
        Map<String, TableRule> more = new LinkedHashMap<>(tables);
        found.forEach(
                (table, dataSource) ->
                        more.putIfAbsent(
                                table.toLowerCase(Locale.ROOT),
                                new TableRule.SingleTable(table, dataSource)));
        return new Rules(
                dataSources, Collections.unmodifiableMap(more), singlePatterns, defaultDataSource);
    }
}
