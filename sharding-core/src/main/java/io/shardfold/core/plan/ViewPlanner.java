package io.shardfold.core.plan;

import io.shardfold.core.catalog.CatalogView;
import io.shardfold.core.catalog.ViewTable;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.plan.Plan.Definition.Step;
import io.shardfold.core.rewrite.ShardTextBuilder;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.lex.Fingerprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Plans definitions of views.
 *
 * <p>A view over tables of one data source is that data source's. One over sharded tables is made
 * where all its tables have a physical one, over these: the database then knows its columns, keeps
 * its text and what depends on it; {@link ViewTable} says that its rows aren't to be read there.
 */
final class ViewPlanner extends DefinitionSteps {

    ViewPlanner(Planner planner, Fingerprint text) {
        super(planner, text);
    }

    Plan create(Ddl.CreateView view) {
        if (view.query() == null) {
            throw StatementException.notSupported("This view", view.span().start(), null);
        }
        refuseTemporary(view);
        QueryPlaces places = new QueryPlaces(planner, text, view.query());
        String name = folded(view.name().name());
        boolean sharded = places.isSharded();
        if (sharded) {
            refuseOnShards(view);
        }
        CatalogView known = planner.catalog().view(name);
        String there = placeOf(name);
        String place = place(places, there, view, sharded);
        if (there != null && !there.equals(place)) {
            // OR REPLACE would leave two of them.
            throw new StatementException(
                    Problem.DUPLICATE_TABLE,
                    "\""
                            + name
                            + "\" already exists on the data source "
                            + there
                            + ": drop it first.",
                    view.name().span().start());
        }
        String sql = physical(view, places, place);
        if (!sharded && known == null) {
            return definition(List.of(new Step(place, sql)));
        }
        List<Step> steps = new ArrayList<>();
        if (sharded) {
            steps.add(Step.auxiliary(place, ViewTable.create()));
            steps.add(new Step(place, sql));
            steps.add(Step.auxiliary(place, ViewTable.add(name, dialect)));
        } else {
            steps.add(new Step(place, sql));
            steps.add(Step.auxiliary(place, ViewTable.remove(name)));
        }
        return definition(steps);
    }

    /** DROP VIEW of several: each where it is. */
    Plan drop(Ddl.Drop drop) {
        Span first = drop.names().get(0).span();
        Span last = drop.names().get(drop.names().size() - 1).span();
        Map<String, List<QualifiedName>> byPlace = new LinkedHashMap<>();
        for (QualifiedName name : drop.names()) {
            String place = placeOf(folded(name.name()));
            byPlace.computeIfAbsent(
                            place == null ? planner.defaultDataSource() : place,
                            missing -> new ArrayList<>())
                    .add(name);
        }
        List<Step> steps = new ArrayList<>();
        byPlace.forEach(
                (place, names) -> {
                    StringBuilder list = new StringBuilder();
                    for (QualifiedName name : names) {
                        list.append(list.length() == 0 ? "" : ", ").append(own(name));
                    }
                    steps.add(
                            new Step(
                                    place,
                                    text.text().substring(0, first.start())
                                            + list
                                            + text.text().substring(last.end())));
                    for (QualifiedName name : names) {
                        String view = folded(name.name());
                        if (planner.catalog().view(view) != null) {
                            steps.add(Step.auxiliary(place, ViewTable.remove(view)));
                        }
                    }
                });
        return definition(steps);
    }

    /** PostgreSQL's ALTER VIEW, which changes no query. */
    Plan alter(Ddl.AlterTable alter) {
        String name = folded(alter.name().name());
        String place = placeOf(name);
        List<Step> steps = new ArrayList<>();
        String at = place == null ? planner.defaultDataSource() : place;
        steps.add(new Step(at, text.text()));
        if (planner.catalog().view(name) != null) {
            for (Ddl.AlterAction action : alter.actions()) {
                if (action.kind() == Ddl.AlterKind.RENAME_TO && action.table() != null) {
                    steps.add(Step.auxiliary(at, ViewTable.remove(name)));
                    steps.add(
                            Step.auxiliary(
                                    at, ViewTable.add(folded(action.table().name()), dialect)));
                }
            }
        }
        return definition(steps);
    }

    /** Without the logical database's name, which no data source knows. */
    private String own(QualifiedName name) {
        return (dialect == Dialect.MYSQL ? name.name().span() : name.span()).of(text.text());
    }

    private String placeOf(String name) {
        TableRule rule = planner.rules().table(name);
        if (rule instanceof TableRule.SingleTable single) {
            return single.dataSource();
        }
        return null;
    }

    private void refuseTemporary(Ddl.CreateView view) {
        String head = text.text().substring(view.span().start(), view.name().span().start());
        if (head.toUpperCase(Locale.ROOT).matches("(?s).*\\bTEMP(ORARY)?\\b.*")) {
            throw StatementException.notSupported(
                    "CREATE TEMPORARY VIEW",
                    view.name().span().start(),
                    "A temporary view lives on one connection of one shard: use a view.");
        }
    }

    private void refuseOnShards(Ddl.CreateView view) {
        if (planner.backend().h2()) {
            throw StatementException.notSupported(
                    "A view on sharded tables of H2", view.name().span().start(), null);
        }
        if (view.materialized()) {
            throw StatementException.notSupported(
                    "A materialized view on sharded tables",
                    view.name().span().start(),
                    "Make a table, and fill it by INSERT ... SELECT.");
        }
        String tail = text.text().substring(view.query().span().end());
        if (tail.toUpperCase(Locale.ROOT).contains("CHECK")) {
            throw StatementException.notSupported(
                    "WITH CHECK OPTION of a view on sharded tables",
                    view.query().span().end(),
                    "Nothing is written through such a view.");
        }
        if (planner.rules().table(folded(view.name().name())) instanceof ShardedTable) {
            throw new StatementException(
                    Problem.DUPLICATE_TABLE,
                    "\"" + view.name().name().value() + "\" is a sharded table.",
                    view.name().span().start());
        }
    }

    /**
     * @param there where a view of the name is already; null where there is none
     */
    private String place(QueryPlaces query, String there, Ddl.CreateView view, boolean sharded) {
        List<String> places = query.dataSources();
        if (places.isEmpty()) {
            throw StatementException.notSupported(
                    "A view of tables that have no data source in common",
                    view.name().span().start(),
                    "Write its query as a derived table.");
        }
        if (there != null && places.contains(there)) {
            return there;
        }
        String usual = planner.defaultDataSource();
        return !sharded && places.contains(usual) ? usual : places.get(0);
    }

    private String physical(Ddl.CreateView view, QueryPlaces places, String place) {
        ShardTextBuilder builder = places.edits();
        QualifiedName name = view.name();
        if (dialect == Dialect.MYSQL && name.parts().size() > 1) {
            builder.replace(new Span(name.span().start(), name.name().span().start()), "");
        }
        return places.on(place, builder, Planner.whole(text));
    }
}
