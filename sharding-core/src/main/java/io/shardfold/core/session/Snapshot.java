package io.shardfold.core.session;

import io.shardfold.core.catalog.Catalog;
import io.shardfold.core.expand.SystemExpander;
import io.shardfold.core.expand.ViewExpander;
import io.shardfold.core.plan.Backend;
import io.shardfold.core.plan.Planner;
import io.shardfold.core.plan.Routers;
import io.shardfold.core.rule.DataNode;
import io.shardfold.core.rule.Rules;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.Dialect;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Rules, catalog and what is made of them, at one moment. A change makes a new one; a statement
 * reads it once.
 */
final class Snapshot {

    final Rules rules;
    final Catalog catalog;
    final PlanCache plans = new PlanCache();

    /** Logical tables by the names of their physical tables, as far as those are of one alone. */
    final Map<String, String> logicalTables;

    /** Null where no sharding key is a moment. */
    final ShardClock clock;

    private final Planner mysql;
    private final Planner postgresql;
    private final SystemExpander systemExpander;
    private final ViewExpander viewExpander;

    Snapshot(
            Rules rules,
            Catalog catalog,
            Dialect shardDialect,
            boolean nullsFirst,
            boolean weights,
            boolean h2,
            ShardClock clock) {
        this.clock = clock;
        this.rules = rules;
        this.catalog = catalog;
        this.logicalTables = logicalTables(rules);
        this.systemExpander = new SystemExpander(catalog.system(), shardDialect);
        this.viewExpander = new ViewExpander(catalog, shardDialect);
        Routers routers = new Routers();
        this.mysql =
                new Planner(
                        rules,
                        catalog,
                        routers,
                        new Backend(Dialect.MYSQL, shardDialect, nullsFirst, weights, h2));
        this.postgresql =
                new Planner(
                        rules,
                        catalog,
                        routers,
                        new Backend(Dialect.POSTGRESQL, shardDialect, nullsFirst, weights, h2));
    }

    private static Map<String, String> logicalTables(Rules rules) {
        Map<String, String> logical = new HashMap<>();
        Set<String> shared = new HashSet<>();
        for (TableRule rule : rules.tables()) {
            if (rule instanceof ShardedTable table) {
                for (DataNode node : table.nodes()) {
                    String before = logical.put(node.table(), table.name());
                    if (before != null && !before.equals(table.name())) {
                        shared.add(node.table());
                    }
                }
            }
        }
        logical.keySet().removeAll(shared);
        return Map.copyOf(logical);
    }

    Planner planner(Dialect dialect) {
        return dialect == Dialect.MYSQL ? mysql : postgresql;
    }

    ViewExpander viewExpander() {
        return viewExpander;
    }

    SystemExpander systemExpander() {
        return systemExpander;
    }
}
