package io.shardfold.core.check;

import io.shardfold.core.catalog.CatalogColumn;
import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.config.Findings;
import io.shardfold.core.config.KeyGenerateConfiguration;
import io.shardfold.core.config.NearestName;
import io.shardfold.core.config.ShardingConfiguration;
import io.shardfold.core.config.TableConfiguration;
import io.shardfold.core.plan.Routers;
import io.shardfold.core.rule.DataNode;
import io.shardfold.core.rule.Router;
import io.shardfold.core.rule.ShardedTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Compares a sharded table with its data nodes. Used once, by one thread. */
final class ShardedTableCheck {

    /** Names of nodes that a message lists. */
    private static final int LISTED_MAX = 3;

    private final TableConfiguration configuration;
    private final KeyGenerateConfiguration keyGenerate;
    private final ShardedTable table;
    private final FoundTables found;
    private final Routers routers;
    private final Findings findings;
    private final Set<String> physicalNames;

    /**
     * @param physicalNames of all data nodes, in lower case
     */
    ShardedTableCheck(
            ShardingConfiguration sharding,
            ShardedTable table,
            Set<String> physicalNames,
            FoundTables found,
            Routers routers,
            Findings findings) {
        this.configuration = sharding.tables().get(table.name().toLowerCase(Locale.ROOT));
        this.keyGenerate =
                configuration.keyGenerate() == null
                        ? sharding.defaultKeyGenerate()
                        : configuration.keyGenerate();
        this.table = table;
        this.found = found;
        this.routers = routers;
        this.findings = findings;
        this.physicalNames = physicalNames;
    }

    void run() {
        DataNode first = nodes();
        if (first == null) {
            return;
        }
        CatalogTable columns = found.table(first);
        new StructureCheck(found, findings)
                .compare(table.name(), table.nodes(), configuration.nodesPlace());
        strangers();
        if (keyColumns(columns)) {
            keyTypes(columns);
        }
        if (table.keyGeneration() != null) {
            new GeneratedKeyCheck(table, keyGenerate.place(), columns, findings).run();
        } else if (columns.autoIncrementColumn() != null && table.nodeCount() > 1) {
            findings.warn(
                    configuration.place(),
                    "The database counts "
                            + table.name()
                            + "."
                            + columns.autoIncrementColumn().name()
                            + " on each data node alone, so that rows of two nodes may have the same; give the table a keyGenerateStrategy.");
        }
    }

    /** Tells the nodes that don't exist; the first that does, or null. */
    private DataNode nodes() {
        DataNode first = null;
        List<DataNode> missing = new ArrayList<>();
        for (DataNode node : table.nodes()) {
            if (found.table(node) == null) {
                missing.add(node);
            } else if (first == null) {
                first = node;
            }
        }
        if (first == null) {
            DataNode one = missing.get(0);
            findings.error(
                    configuration.nodesPlace(),
                    "None of the "
                            + missing.size()
                            + " data nodes of "
                            + table.name()
                            + " exists, such as "
                            + one
                            + "; CREATE TABLE "
                            + table.name()
                            + " through Shardfold makes them all.",
                    NearestName.of(one.table(), found.names(one.dataSource())));
        } else if (!missing.isEmpty()) {
            findings.error(
                    configuration.nodesPlace(),
                    (missing.size() == 1 ? "The data node " : "The data nodes ")
                            + StructureCheck.listed(missing)
                            + (missing.size() == 1 ? " doesn't" : " don't")
                            + " exist ("
                            + missing.size()
                            + " of "
                            + table.nodeCount()
                            + "); create what is missing like "
                            + first
                            + ", or leave it out here.");
        }
        return first;
    }

    /** Tables that look like one of the nodes, and are none: a range in the rule may be short. */
    private void strangers() {
        Set<String> shapes = new HashSet<>();
        for (DataNode node : table.nodes()) {
            shapes.add(shape(node.table().toLowerCase(Locale.ROOT)));
        }
        shapes.removeIf(shape -> shape.indexOf('#') < 0);
        for (String dataSource : table.dataSources()) {
            List<String> strangers = new ArrayList<>();
            for (String name : found.names(dataSource)) {
                String lower = name.toLowerCase(Locale.ROOT);
                if (!physicalNames.contains(lower) && shapes.contains(shape(lower))) {
                    strangers.add(name);
                }
            }
            if (!strangers.isEmpty()) {
                findings.warn(
                        configuration.nodesPlace(),
                        dataSource
                                + " has "
                                + String.join(
                                        ", ",
                                        strangers.subList(
                                                0, Math.min(LISTED_MAX, strangers.size())))
                                + (strangers.size() > LISTED_MAX
                                        ? ", ... (" + strangers.size() + " tables)"
                                        : "")
                                + ", named like a data node of "
                                + table.name()
                                + " and none of them: their rows aren't found.");
            }
        }
    }

    /** A name whose trailing number is a sign: {@code t_order_#}. */
    private static String shape(String name) {
        int end = name.length();
        while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        return end == name.length() ? name : name.substring(0, end) + "#";
    }

    /** Whether every key column is there. */
    private boolean keyColumns(CatalogTable columns) {
        boolean isComplete = true;
        for (String key : table.keyColumns()) {
            CatalogColumn column = columns.column(key);
            if (column == null) {
                findings.error(
                        configuration.place(),
                        "The table "
                                + table.name()
                                + " has no column "
                                + key
                                + ", which is its sharding column; its columns are "
                                + String.join(
                                        ", ",
                                        columns.columns().stream()
                                                .map(CatalogColumn::name)
                                                .toList())
                                + ".",
                        NearestName.of(
                                key, columns.columns().stream().map(CatalogColumn::name).toList()));
                isComplete = false;
                continue;
            }
            if (column.nullable()) {
                findings.warn(
                        configuration.place(),
                        "The sharding column "
                                + table.name()
                                + "."
                                + key
                                + " may be NULL: such rows all lie in the first data node, "
                                + table.nodes().get(0)
                                + "; declare it NOT NULL.");
            }
            if (column.generated()) {
                findings.error(
                        configuration.place(),
                        "The sharding column "
                                + table.name()
                                + "."
                                + key
                                + " is computed by the database, so that nobody knows it before the row is stored.");
            }
        }
        return isComplete;
    }

    private void keyTypes(CatalogTable columns) {
        Router router = routers.of(table, columns);
        for (int key = 0; key < table.keyColumns().size(); key++) {
            CatalogColumn column = columns.column(table.keyColumns().get(key));
            String what =
                    "The sharding column "
                            + table.name()
                            + "."
                            + column.name()
                            + " ("
                            + TableStructure.type(column)
                            + ") ";
            String unplaceable = router.unplaceable(key);
            if (unplaceable != null) {
                findings.error(
                        configuration.place(),
                        what + "can't be placed by its rule, " + unplaceable + ".");
            }
            String doubt = router.doubt(key);
            if (doubt != null) {
                findings.warn(configuration.place(), what + doubt);
            }
        }
        primaryKey(columns);
    }

    /** A primary key without the sharding columns is unique on each node alone. */
    private void primaryKey(CatalogTable columns) {
        List<String> key = columns.primaryKey();
        boolean holdsKeys =
                table.keyColumns().stream()
                        .allMatch(column -> key.stream().anyMatch(column::equalsIgnoreCase));
        boolean isGenerated =
                table.keyGeneration() != null
                        && key.stream().anyMatch(table.keyGeneration().column()::equalsIgnoreCase);
        if (!key.isEmpty() && !holdsKeys && !isGenerated && table.nodeCount() > 1) {
            findings.warn(
                    configuration.place(),
                    "The primary key "
                            + key
                            + " of "
                            + table.name()
                            + " doesn't hold the sharding columns "
                            + table.keyColumns()
                            + ": it is unique on each data node alone; generate it (keyGenerateStrategy), or add them to it.");
        }
    }
}
