package io.shardfold.core.plan;

import io.shardfold.core.bind.Binder;
import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.bind.Source;
import io.shardfold.core.catalog.CatalogView;
import io.shardfold.core.catalog.ViewTable;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.plan.Plan.Definition.Step;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rewrite.ShardTextBuilder;
import io.shardfold.core.rule.DataNode;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
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
final class ViewPlanner {

    private final Planner planner;
    private final Fingerprint text;
    private final Dialect dialect;

    ViewPlanner(Planner planner, Fingerprint text) {
        this.planner = planner;
        this.text = text;
        this.dialect = planner.backend().dialect();
    }

    Plan create(Ddl.CreateView view) {
        if (view.query() == null) {
            throw StatementException.notSupported("This view", view.span().start(), null);
        }
        refuseTemporary(view);
        BoundStatement bound =
                Binder.bind(
                        new Statement.QueryStatement(view.query(), view.query().span()),
                        text.text(),
                        dialect,
                        planner.catalog(),
                        planner.rules());
        String name = folded(view.name().name());
        boolean sharded = bound.sources().stream().anyMatch(this::isSharded);
        Map<String, int[]> places = places(bound);
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
        String sql = physical(view, bound, places.get(place));
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

    private Plan definition(List<Step> steps) {
        return new Plan.Definition(steps, Planner.allLiterals(text));
    }

    private String folded(Identifier name) {
        return dialect == Dialect.POSTGRESQL && !name.quoted()
                ? name.value().toLowerCase(Locale.ROOT)
                : name.value();
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

    private boolean isSharded(Source source) {
        return source.rule() instanceof ShardedTable || source.isTable() && viewOf(source) != null;
    }

    private CatalogView viewOf(Source source) {
        return source.rule() == null ? null : planner.catalog().view(source.rule().name());
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

    /** By data source that has them all: for each occurrence the node of its table, or -1. */
    private Map<String, int[]> places(BoundStatement bound) {
        Map<String, int[]> places = new LinkedHashMap<>();
        for (String dataSource : planner.rules().dataSources()) {
            int[] nodes = new int[bound.sources().size()];
            boolean all = true;
            for (Source source : bound.sources()) {
                nodes[source.index()] = -1;
                TableRule rule = source.rule();
                if (rule instanceof ShardedTable table && source.isTable()) {
                    nodes[source.index()] = firstNode(table, dataSource);
                    all &= nodes[source.index()] >= 0;
                } else if (rule instanceof TableRule.BroadcastTable broadcast) {
                    all &= broadcast.dataSources().contains(dataSource);
                } else if (rule instanceof TableRule.SingleTable single) {
                    all &= single.dataSource().equals(dataSource);
                }
            }
            if (all) {
                places.put(dataSource, nodes);
            }
        }
        return places;
    }

    private static int firstNode(ShardedTable table, String dataSource) {
        List<DataNode> nodes = table.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).dataSource().equals(dataSource)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * @param there where a view of the name is already; null where there is none
     */
    private String place(
            Map<String, int[]> places, String there, Ddl.CreateView view, boolean sharded) {
        if (places.isEmpty()) {
            throw StatementException.notSupported(
                    "A view of tables that have no data source in common",
                    view.name().span().start(),
                    "Write its query as a derived table.");
        }
        if (there != null && places.containsKey(there)) {
            return there;
        }
        String usual = planner.defaultDataSource();
        return !sharded && places.containsKey(usual) ? usual : places.keySet().iterator().next();
    }

    private String physical(Ddl.CreateView view, BoundStatement bound, int[] nodes) {
        SourceNames names = new SourceNames(bound, planner.backend());
        String[][] all = names.all();
        ShardTextBuilder builder = names.edits(text);
        QualifiedName name = view.name();
        if (dialect == Dialect.MYSQL && name.parts().size() > 1) {
            builder.replace(new Span(name.span().start(), name.name().span().start()), "");
        }
        ShardText sql = builder.build();
        if (!sql.isFixed()) {
            throw StatementException.notSupported(
                    "A view with values of the session",
                    view.query().span().start(),
                    "Leave them to the query on the view.");
        }
        return sql.render(text, source -> all[source][nodes[source]], null);
    }
}
