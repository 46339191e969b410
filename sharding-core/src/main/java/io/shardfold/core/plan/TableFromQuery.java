package io.shardfold.core.plan;

import io.shardfold.core.error.StatementException;
import io.shardfold.core.plan.Plan.Definition.Filling;
import io.shardfold.core.plan.Plan.Definition.Step;
import io.shardfold.core.rewrite.TextEdits;
import io.shardfold.core.rule.DataNode;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.lex.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * CREATE TABLE ... AS: the tables are made empty, in the shape that the database gives the query
 * over physical tables; then the query's rows are placed by rule.
 */
final class TableFromQuery {

    private final Planner planner;
    private final Fingerprint text;
    private final Ddl.CreateTable create;

    TableFromQuery(Planner planner, Fingerprint text, Ddl.CreateTable create) {
        this.planner = planner;
        this.text = text;
        this.create = create;
    }

    /** Null where one data source can do it by itself. */
    Plan plan(DefinitionPlanner names) {
        ShardedTable table = names.sharded(create.name());
        TableRule rule = names.rule(create.name());
        Query query = create.query() instanceof Statement.QueryStatement one ? one.query() : null;
        if (query == null) {
            if (table != null) {
                throw StatementException.notSupported(
                        "CREATE TABLE ... AS EXECUTE of a sharded table",
                        create.name().span().start(),
                        "Write the query out.");
            }
            return null;
        }
        QueryPlaces places = new QueryPlaces(planner, text, query);
        List<String> wanted = table == null ? names.places(rule) : table.dataSources();
        if (table == null && wanted.size() == 1 && !places.isSharded()) {
            return ofOneDataSource(names, rule, places, wanted.get(0));
        }
        if (text.parameterCount() > 0) {
            throw StatementException.notSupported(
                    "CREATE TABLE ... AS with parameters",
                    query.span().start(),
                    "Write the values into the query.");
        }
        List<Step> steps = new ArrayList<>();
        List<Step> undo = new ArrayList<>();
        if (table != null) {
            for (int node = 0; node < table.nodeCount(); node++) {
                DataNode place = table.nodes().get(node);
                TextEdits edits = names.create(create, table, node, place.dataSource());
                steps.add(empty(edits, query, places, place.dataSource()));
                undo.add(new Step(place.dataSource(), "DROP TABLE " + names.quoted(place.table())));
            }
        } else {
            for (String place : wanted) {
                TextEdits edits = names.create(create, null, 0, place);
                steps.add(empty(edits, query, places, place));
                undo.add(new Step(place, "DROP TABLE " + name()));
            }
        }
        boolean there =
                create.ifNotExists()
                        && planner.catalog().table(create.name().name().value()) != null;
        String tail = text.text().substring(query.span().end()).toUpperCase(Locale.ROOT);
        boolean noData = tail.replaceAll("\\s+", " ").contains("WITH NO DATA");
        Filling filling =
                there || noData
                        ? null
                        : new Filling(
                                create.name().span().of(text.text()),
                                query.span().of(text.text()),
                                undo);
        return new Plan.Definition(steps, filling, Planner.allLiterals(text));
    }

    private String name() {
        return create.name().name().span().of(text.text());
    }

    /** A new table that no rule names is made where the query's tables are. */
    private Plan ofOneDataSource(
            DefinitionPlanner names, TableRule rule, QueryPlaces places, String usual) {
        List<String> there = places.dataSources();
        if (rule != null || there.isEmpty() || there.contains(usual)) {
            return null;
        }
        TextEdits edits = names.create(create, null, 0, there.get(0));
        return names.definition(List.of(new Step(there.get(0), edits.applied())));
    }

    private Step empty(TextEdits edits, Query query, QueryPlaces places, String dataSource) {
        Span part = query.span();
        if (!places.dataSources().contains(dataSource)) {
            throw StatementException.notSupported(
                    "CREATE TABLE ... AS a query whose tables aren't all on the data source "
                            + dataSource,
                    part.start(),
                    "Create the table first, then INSERT ... SELECT.");
        }
        edits.replace(
                part,
                "SELECT * FROM ("
                        + places.on(dataSource, places.edits(), part)
                        + ") AS shardfold_made WHERE 1 = 0");
        return new Step(dataSource, edits.applied());
    }
}
