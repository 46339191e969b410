package io.shardfold.core.rule;

import io.shardfold.core.config.DatabaseConfiguration;
import io.shardfold.core.config.Findings;
import io.shardfold.core.config.NearestName;
import io.shardfold.core.config.Place;
import io.shardfold.core.config.ShardingConfiguration;
import io.shardfold.core.config.StrategyConfiguration;
import io.shardfold.core.config.TableConfiguration;
import io.shardfold.core.rule.inline.InlineException;
import io.shardfold.core.rule.inline.InlineList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the list expressions of tables: data nodes and data sources. Used by one thread. */
final class ConfiguredNodes {

    private final DatabaseConfiguration database;
    private final Findings findings;

    ConfiguredNodes(DatabaseConfiguration database, Findings findings) {
        this.database = database;
        this.findings = findings;
    }

    boolean checkDataSource(String name, Place place) {
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

    List<DataNode> nodes(TableConfiguration table) {
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

    NodeLayout layout(TableConfiguration table, List<DataNode> nodes) {
        try {
            return new NodeLayout(nodes);
        } catch (IllegalArgumentException twice) {
            findings.error(
                    table.nodesPlace(), "The data node " + twice.getMessage() + " stands twice.");
            return null;
        }
    }

    List<String> automaticSources(ShardingConfiguration sharding, TableConfiguration table) {
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
}
