package io.shardfold.core.rule;

import io.shardfold.core.config.BindingConfiguration;
import io.shardfold.core.config.Findings;
import io.shardfold.core.config.NearestName;
import io.shardfold.core.config.Place;
import io.shardfold.core.config.ShardingConfiguration;
import io.shardfold.core.config.TableConfiguration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The groups of {@code bindingTables}: read, and checked when the tables are there. */
final class BindingGroups {

    private final ShardingConfiguration sharding;
    private final Findings findings;

    BindingGroups(ShardingConfiguration sharding, Findings findings) {
        this.sharding = sharding;
        this.findings = findings;
    }

    /** The number of the group of each bound table, by name in lower case. */
    Map<String, Integer> groups() {
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

    void check(Map<String, TableRule> tables) {
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
}
