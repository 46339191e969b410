package io.shardfold.core.plan;

import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.catalog.PhysicalNames;
import io.shardfold.core.catalog.SystemCatalog;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.plan.Plan.Definition.Step;
import io.shardfold.core.rewrite.TextEdits;
import io.shardfold.core.rule.DataNode;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.lex.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** What the planners of definitions have in common: places, and names put into the text. */
abstract class DefinitionSteps {

    final Planner planner;
    final Fingerprint text;
    final Dialect dialect;

    DefinitionSteps(Planner planner, Fingerprint text) {
        this.planner = planner;
        this.text = text;
        this.dialect = planner.backend().dialect();
    }

    // ---- places

    final TableRule rule(QualifiedName name) {
        return planner.rules().table(name.name().value());
    }

    /** Null for a table that isn't sharded, and for null. */
    final ShardedTable sharded(QualifiedName name) {
        return name != null && rule(name) instanceof ShardedTable table ? table : null;
    }

    final void refuseSharded(QualifiedName name, String what) {
        if (sharded(name) != null) {
            throw StatementException.notSupported(
                    what + " on the sharded table " + name.name().value(),
                    name.span().start(),
                    null);
        }
    }

    final Plan definition(List<Step> steps) {
        return new Plan.Definition(steps, Planner.allLiterals(text));
    }

    /** Every data source: what is no table's own. */
    final Plan onAll() {
        return definition(
                planner.rules().dataSources().stream()
                        .map(dataSource -> new Step(dataSource, text.text()))
                        .toList());
    }

    /** Where a table that isn't sharded is, or will be. */
    final Plan onTable(QualifiedName name) {
        TextEdits edits = edits();
        unqualify(name, edits);
        return definition(steps(places(rule(name)), edits.applied()));
    }

    /** The data sources of a table that isn't sharded. */
    final List<String> places(TableRule rule) {
        if (rule instanceof TableRule.BroadcastTable broadcast) {
            return broadcast.dataSources();
        }
        return List.of(
                rule instanceof TableRule.SingleTable single
                        ? single.dataSource()
                        : planner.defaultDataSource());
    }

    static List<Step> steps(List<String> dataSources, String sql) {
        return dataSources.stream().map(dataSource -> new Step(dataSource, sql)).toList();
    }

    /**
     * The text once per node.
     *
     * @param change is given each node, and edits that have the table's name already
     */
    final List<Step> onNodes(
            ShardedTable table, QualifiedName name, BiConsumer<DataNode, TextEdits> change) {
        List<Step> steps = new ArrayList<>();
        for (DataNode node : table.nodes()) {
            TextEdits edits = edits();
            if (name != null) {
                rename(name, node.table(), edits);
            }
            change.accept(node, edits);
            steps.add(new Step(node.dataSource(), edits.applied()));
        }
        return steps;
    }

    // ---- names

    final TextEdits edits() {
        return new TextEdits(text.text());
    }

    /** In MySQL the qualifier is the logical database's name. */
    final void unqualify(QualifiedName name, TextEdits edits) {
        if (dialect == Dialect.MYSQL && name.parts().size() > 1) {
            edits.replace(name.span().start(), name.name().span().start(), "");
        }
    }

    final void rename(QualifiedName name, String physical, TextEdits edits) {
        unqualify(name, edits);
        edits.replace(name.name().span(), quoted(physical));
    }

    final String quoted(String name) {
        boolean plain =
                name.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_');
        if (plain && !Character.isDigit(name.charAt(0))) {
            return name;
        }
        return dialect == Dialect.MYSQL
                ? "`" + name.replace("`", "``") + "`"
                : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    final String folded(Identifier name) {
        return dialect == Dialect.POSTGRESQL && !name.quoted()
                ? name.value().toLowerCase(Locale.ROOT)
                : name.value();
    }

    /**
     * What an object of a sharded table is called on its first node: an index, or a constraint,
     * sequence, trigger or the like whose name differs between the nodes.
     *
     * @return null where the table has none of the name
     */
    final String firstName(ShardedTable table, String logical) {
        DataNode first = table.nodes().get(0);
        CatalogTable known = planner.catalog().table(table.name());
        String made = PhysicalNames.of(logical, table.name(), first.table());
        if (known != null) {
            for (String index : known.indexes()) {
                if (index.equalsIgnoreCase(made)
                        || PhysicalNames.logical(index, table.name(), first.table())
                                .equalsIgnoreCase(logical)) {
                    return index;
                }
            }
        }
        SystemCatalog.Place place = planner.catalog().system().places().get(first.dataSource());
        if (place == null || place.names().containsKey(made)) {
            return place == null ? null : made;
        }
        for (String name : place.names().keySet()) {
            String own = PhysicalNames.logical(name, table.name(), first.table());
            if (!own.equals(name)
                    && own.equalsIgnoreCase(logical)
                    && !name.equalsIgnoreCase(first.table())) {
                return name;
            }
        }
        return null;
    }

    /** What is called {@code firstName} on the first node is called this on another. */
    static String onNode(ShardedTable table, String logical, String firstName, DataNode node) {
        String first = table.nodes().get(0).table();
        if (firstName.equalsIgnoreCase(PhysicalNames.of(logical, table.name(), first))) {
            return PhysicalNames.of(logical, table.name(), node.table());
        }
        return PhysicalNames.onOther(firstName, table.name(), first, node.table());
    }

    /** The sharded table that has an object of this name; null where none has. */
    final ShardedTable ownerOf(String logical) {
        for (ShardedTable table : planner.rules().shardedTables()) {
            if (firstName(table, logical) != null) {
                return table;
            }
        }
        return null;
    }
}
