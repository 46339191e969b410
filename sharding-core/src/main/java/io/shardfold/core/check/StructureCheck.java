package io.shardfold.core.check;

import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.config.DatabaseConfiguration;
import io.shardfold.core.config.Findings;
import io.shardfold.core.config.Place;
import io.shardfold.core.execute.CatalogReader;
import io.shardfold.core.execute.Storage;
import io.shardfold.core.rule.DataNode;
import io.shardfold.core.rule.Rules;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether the physical tables of each logical table are alike. Used by one thread. */
public final class StructureCheck {

    /** Names of nodes that a message lists. */
    private static final int LISTED_MAX = 3;

    private final FoundTables found;
    private final Findings findings;

    StructureCheck(FoundTables found, Findings findings) {
        this.found = found;
        this.findings = findings;
    }

    /**
     * Compares all tables of a database that is being opened ({@code
     * check-table-metadata-enabled}). Blocks.
     *
     * @throws io.shardfold.core.error.ConfigurationException where tables differ
     * @throws io.shardfold.core.error.ShardException where a data source can't be read
     */
    public static void requireAlike(Storage storage, DatabaseConfiguration database, Rules rules) {
        FoundTables found = new FoundTables();
        for (String dataSource : rules.dataSources()) {
            found.put(dataSource, CatalogReader.physicalTables(storage.unit(dataSource)));
        }
        Findings findings = new Findings();
        StructureCheck check = new StructureCheck(found, findings);
        for (TableRule rule : rules.tables()) {
            if (rule instanceof ShardedTable table) {
                check.compare(
                        table.name(),
                        table.nodes(),
                        database.sharding()
                                .tables()
                                .get(table.name().toLowerCase(Locale.ROOT))
                                .nodesPlace());
            } else if (rule instanceof TableRule.BroadcastTable table) {
                check.compare(table, database.broadcast().place());
            }
        }
        findings.throwIfError();
    }

    /** The copies of a broadcast table. */
    void compare(TableRule.BroadcastTable table, Place place) {
        List<DataNode> copies = new ArrayList<>();
        for (String dataSource : table.dataSources()) {
            copies.add(new DataNode(dataSource, table.name()));
        }
        compare(table.name(), copies, place);
    }

    /** Nodes that differ from the first in the same way are told together. */
    void compare(String table, List<DataNode> nodes, Place place) {
        DataNode first = null;
        Map<String, List<DataNode>> nodesByDifference = new LinkedHashMap<>();
        for (DataNode node : nodes) {
            CatalogTable columns = found.table(node);
            if (columns == null) {
                continue;
            }
            if (first == null) {
                first = node;
                continue;
            }
            for (String difference :
                    TableStructure.differences(columns, found.table(first), first.toString())) {
                nodesByDifference
                        .computeIfAbsent(difference, missing -> new ArrayList<>())
                        .add(node);
            }
        }
        nodesByDifference.forEach(
                (difference, differing) ->
                        findings.error(
                                place,
                                "In "
                                        + listed(differing)
                                        + " "
                                        + difference
                                        + "; the physical tables of "
                                        + table
                                        + " must be alike."));
    }

    /** The first names, and how many there are. */
    static String listed(List<DataNode> nodes) {
        List<String> names = nodes.stream().limit(LISTED_MAX).map(DataNode::toString).toList();
        return String.join(", ", names)
                + (nodes.size() > LISTED_MAX ? ", ... (" + nodes.size() + " in all)" : "");
    }
}
