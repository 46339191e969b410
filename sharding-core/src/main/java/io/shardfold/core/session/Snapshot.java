package io.shardfold.core.session;

import io.shardfold.core.catalog.Catalog;
import io.shardfold.core.plan.Backend;
import io.shardfold.core.plan.Planner;
import io.shardfold.core.plan.Routers;
import io.shardfold.core.rule.Rules;
import io.shardfold.sql.Dialect;

/**
 * Rules, catalog and what is made of them, at one moment. A change makes a new one; a statement
 * reads it once.
 */
final class Snapshot {

    final Rules rules;
    final Catalog catalog;
    final PlanCache plans = new PlanCache();
    private final Planner mysql;
    private final Planner postgresql;

    Snapshot(Rules rules, Catalog catalog, boolean nullsFirst, boolean weights, boolean h2) {
        this.rules = rules;
        this.catalog = catalog;
        Routers routers = new Routers();
        this.mysql =
                new Planner(
                        rules,
                        catalog,
                        routers,
                        new Backend(Dialect.MYSQL, nullsFirst, weights, h2));
        this.postgresql =
                new Planner(
                        rules,
                        catalog,
                        routers,
                        new Backend(Dialect.POSTGRESQL, nullsFirst, weights, h2));
    }

    Planner planner(Dialect dialect) {
        return dialect == Dialect.MYSQL ? mysql : postgresql;
    }
}
