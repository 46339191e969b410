package io.shardfold.core.check;

import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.config.BindingConfiguration;
import io.shardfold.core.config.Findings;
import io.shardfold.core.config.ShardingConfiguration;
import io.shardfold.core.plan.Routers;
import io.shardfold.core.rule.Router;
import io.shardfold.core.rule.Rules;
import io.shardfold.core.rule.ShardedTable;

/** Whether bound tables have equal keys on one shard, given the types of their key columns. */
final class BindingCheck {

    private final ShardingConfiguration sharding;
    private final Rules rules;
    private final FoundTables found;
    private final Routers routers;
    private final Findings findings;

    BindingCheck(
            ShardingConfiguration sharding,
            Rules rules,
            FoundTables found,
            Routers routers,
            Findings findings) {
        this.sharding = sharding;
        this.rules = rules;
        this.found = found;
        this.routers = routers;
        this.findings = findings;
    }

    void run() {
        for (BindingConfiguration binding : sharding.bindings()) {
            ShardedTable first = null;
            for (String name : binding.tables()) {
                if (rules.table(name) instanceof ShardedTable table && columns(table) != null) {
                    if (first == null) {
                        first = table;
                    } else {
                        compare(binding, first, table);
                    }
                }
            }
        }
    }

    private CatalogTable columns(ShardedTable table) {
        CatalogTable columns = found.table(table.nodes().get(0));
        return columns == null
                        || table.keyColumns().stream().anyMatch(key -> columns.column(key) == null)
                ? null
                : columns;
    }

    private void compare(BindingConfiguration binding, ShardedTable first, ShardedTable second) {
        Router one = routers.of(first, columns(first));
        Router other = routers.of(second, columns(second));
        if (first.keyColumns().size() != second.keyColumns().size() || one.isAlike(other)) {
            return;
        }
        for (int key = 0; key < first.keyColumns().size(); key++) {
            if (one.domain(key).isAlike(other.domain(key))) {
                continue;
            }
            findings.error(
                    binding.place(),
                    column(first, key)
                            + " and "
                            + column(second, key)
                            + " are of different types: equal keys may lie apart, so that these tables can't be joined shard by shard.");
            return;
        }
        findings.warn(
                binding.place(),
                first.name()
                        + " and "
                        + second.name()
                        + " can't be joined shard by shard: "
                        + column(first, 0)
                        + " is of a type whose equal values may lie apart.");
    }

    private String column(ShardedTable table, int key) {
        String name = table.keyColumns().get(key);
        return table.name()
                + "."
                + name
                + " ("
                + TableStructure.type(columns(table).column(name))
                + ")";
    }
}
