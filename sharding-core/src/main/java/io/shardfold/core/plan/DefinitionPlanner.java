package io.shardfold.core.plan;

import io.shardfold.core.catalog.PhysicalNames;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.plan.Plan.Definition.Step;
import io.shardfold.core.rewrite.TextEdits;
import io.shardfold.core.rule.DataNode;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.lex.Fingerprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plans definitions: the same for every physical table, under that table's names.
 *
 * <p>Where a name must be unique among all tables of a schema (PostgreSQL's indexes and the
 * constraints that are indexes, MySQL's foreign keys and checks), each physical table gets its own,
 * made of the logical one and the table's.
 */
final class DefinitionPlanner extends DefinitionSteps {

    DefinitionPlanner(Planner planner, Fingerprint text) {
        super(planner, text);
    }

    Plan plan(Ddl ddl) {
        return switch (ddl.ddlKind()) {
            case CREATE_TABLE -> createTable((Ddl.CreateTable) ddl);
            case ALTER_TABLE -> alterTable((Ddl.AlterTable) ddl);
            case RENAME_TABLES -> renameTables((Ddl.RenameTables) ddl);
            case CREATE_INDEX -> objects().createIndex((Ddl.CreateIndex) ddl);
            case CREATE_VIEW -> views().create((Ddl.CreateView) ddl);
            case DROP -> drop((Ddl.Drop) ddl);
            case COMMENT -> comment((Ddl.Comment) ddl);
            case CREATE_PROGRAM -> {
                Ddl.CreateProgram program = (Ddl.CreateProgram) ddl;
                yield program.table() == null ? onAll() : objects().createTrigger(program);
            }
            case CREATE_OBJECT -> objects().create((Ddl.CreateObject) ddl);
            case ALTER_OBJECT -> objects().alter((Ddl.AlterObject) ddl);
        };
    }

    private ObjectPlanner objects() {
        return new ObjectPlanner(planner, text);
    }

    private ViewPlanner views() {
        return new ViewPlanner(planner, text);
    }

    Plan truncate(Utility.Truncate truncate) {
        return tables(
                truncate.tables().stream().map(TableExpression.TableReference::name).toList(),
                dialect == Dialect.POSTGRESQL);
    }

    /** ANALYZE, OPTIMIZE and the like: of every physical table. */
    Plan maintenance(Utility.Maintenance maintenance) {
        List<QualifiedName> tables =
                maintenance.tables().stream().map(TableExpression.TableReference::name).toList();
        if (tables.size() > 1) {
            return tables(tables, false);
        }
        if (tables.size() == 1) {
            ShardedTable table = sharded(tables.get(0));
            return table == null
                    ? onTable(tables.get(0))
                    : definition(
                            onNodes(
                                    table,
                                    tables.get(0),
                                    (node, edits) ->
                                            indexes(maintenance.objects(), table, node, edits)));
        }
        Plan own =
                maintenance.objects().isEmpty()
                        ? null
                        : objects().ofOwned(maintenance.objects(), Ddl.ObjectType.INDEX);
        if (own != null) {
            return own;
        }
        // One after the other they wait for each other's locks where data sources share a
        // server; VACUUM takes no transaction.
        if (planner.rules().dataSources().size() > 1) {
            throw StatementException.notSupported(
                    maintenance.verb() + " of several data sources",
                    maintenance.span().start(),
                    "Run it on each of them.");
        }
        return onAll();
    }

    private void indexes(
            List<QualifiedName> names, ShardedTable table, DataNode node, TextEdits edits) {
        for (QualifiedName name : names) {
            String first = firstName(table, folded(name.name()));
            if (first != null) {
                rename(name, onNode(table, folded(name.name()), first, node), edits);
            }
        }
    }

    // ---- names of constraints

    private void renameConstraint(
            Identifier name, boolean shared, String table, String physical, TextEdits edits) {
        if (name != null && shared) {
            edits.replace(name.span(), quoted(PhysicalNames.of(folded(name), table, physical)));
        }
    }

    /** Whether constraints of a kind share one space of names over the tables of a schema. */
    private boolean isShared(Ddl.TableConstraintKind kind) {
        return switch (kind) {
            case PRIMARY_KEY, UNIQUE, EXCLUDE -> dialect == Dialect.POSTGRESQL;
            case FOREIGN_KEY, CHECK -> dialect == Dialect.MYSQL;
            case INDEX, FULLTEXT, SPATIAL, NOT_NULL, PERIOD -> false;
        };
    }

    private boolean isShared(Ddl.ColumnConstraintKind kind) {
        return switch (kind) {
            case PRIMARY_KEY, UNIQUE -> dialect == Dialect.POSTGRESQL;
            case REFERENCES, CHECK -> dialect == Dialect.MYSQL;
            case NOT_NULL,
                    NULL,
                    DEFAULT,
                    GENERATED,
                    IDENTITY,
                    AUTO_INCREMENT,
                    ON_UPDATE,
                    COMMENT,
                    OTHER ->
                    false;
        };
    }

    private void elements(
            List<? extends Ddl.TableElement> elements,
            ShardedTable table,
            int node,
            TextEdits edits) {
        String physical = table.nodes().get(node).table();
        for (Ddl.TableElement element : elements) {
            if (element instanceof Ddl.ColumnDefinition column) {
                for (Ddl.ColumnConstraint constraint : column.constraints()) {
                    renameConstraint(
                            constraint.name(),
                            isShared(constraint.kind()),
                            table.name(),
                            physical,
                            edits);
                    reference(constraint.references(), table, node, edits);
                }
            } else if (element instanceof Ddl.TableConstraint constraint) {
                renameConstraint(
                        constraint.name(),
                        isShared(constraint.kind()),
                        table.name(),
                        physical,
                        edits);
                reference(constraint.references(), table, node, edits);
            } else if (element instanceof Ddl.LikeTable like) {
                template(like.table(), table.nodes().get(node), edits);
            }
        }
    }

    /** A table that another one refers to must have its rows on the same node. */
    private void reference(QualifiedName other, ShardedTable table, int node, TextEdits edits) {
        if (other == null) {
            return;
        }
        ShardedTable target = sharded(other);
        if (target != null) {
            if (target != table
                    && (target.bindingGroup() == ShardedTable.NOT_BOUND
                            || target.bindingGroup() != table.bindingGroup())) {
                throw StatementException.notSupported(
                        "A reference of "
                                + table.name()
                                + " to the sharded table "
                                + target.name()
                                + " to which it isn't bound",
                        other.span().start(),
                        "Bind the tables (bindingTables), or leave the reference out.");
            }
            rename(other, target.nodes().get(node).table(), edits);
        } else if (rule(other) instanceof TableRule.SingleTable single) {
            throw StatementException.notSupported(
                    "A reference of the sharded table "
                            + table.name()
                            + " to the single table "
                            + single.name(),
                    other.span().start(),
                    "Make it a broadcast table, or leave the reference out.");
        } else {
            unqualify(other, edits);
        }
    }

    /** LIKE wants a table's columns alone: any physical table beside the new one will do. */
    private void template(QualifiedName other, DataNode place, TextEdits edits) {
        TableRule rule = rule(other);
        if (rule instanceof ShardedTable table) {
            int node = QueryPlaces.firstNode(table, place.dataSource());
            if (node < 0) {
                throw elsewhere(other, place);
            }
            rename(other, table.nodes().get(node).table(), edits);
            return;
        }
        if (rule != null && !places(rule).contains(place.dataSource())) {
            throw elsewhere(other, place);
        }
        unqualify(other, edits);
    }

    private static StatementException elsewhere(QualifiedName other, DataNode place) {
        return StatementException.notSupported(
                "CREATE TABLE ... LIKE a table that isn't on the data source " + place.dataSource(),
                other.span().start(),
                "Write its columns out.");
    }

    // ---- tables

    private Plan createTable(Ddl.CreateTable create) {
        if (create.modifiers().contains("TEMPORARY") || create.modifiers().contains("TEMP")) {
            throw StatementException.notSupported(
                    "CREATE TEMPORARY TABLE",
                    create.name().span().start(),
                    "A temporary table lives on one connection of one shard: use a table.");
        }
        if (create.query() != null) {
            Plan filled = new TableFromQuery(planner, text, create).plan(this);
            if (filled != null) {
                return filled;
            }
        }
        ShardedTable table = sharded(create.name());
        if (table == null) {
            return definition(
                    places(rule(create.name())).stream()
                            .map(
                                    dataSource ->
                                            new Step(
                                                    dataSource,
                                                    create(create, null, 0, dataSource).applied()))
                            .toList());
        }
        if (create.parent() != null || !create.otherTables().isEmpty()) {
            throw StatementException.notSupported(
                    "CREATE TABLE of the sharded table "
                            + table.name()
                            + " as a partition or heir of another table",
                    create.name().span().start(),
                    null);
        }
        List<Step> steps = new ArrayList<>();
        for (int node = 0; node < table.nodeCount(); node++) {
            String dataSource = table.nodes().get(node).dataSource();
            steps.add(new Step(dataSource, create(create, table, node, dataSource).applied()));
        }
        return definition(steps);
    }

    /**
     * The names of one place.
     *
     * @param table null for one that isn't sharded
     */
    TextEdits create(Ddl.CreateTable create, ShardedTable table, int node, String dataSource) {
        TextEdits edits = edits();
        DataNode place =
                table == null
                        ? new DataNode(dataSource, create.name().name().value())
                        : table.nodes().get(node);
        if (table == null) {
            unqualify(create.name(), edits);
            for (Ddl.TableElement element : create.elements()) {
                if (element instanceof Ddl.LikeTable like) {
                    template(like.table(), place, edits);
                }
            }
        } else {
            rename(create.name(), place.table(), edits);
            elements(create.elements(), table, node, edits);
        }
        if (create.like() != null) {
            template(create.like(), place, edits);
        }
        return edits;
    }

    private Plan alterTable(Ddl.AlterTable alter) {
        if (alter.type() == Ddl.ObjectType.INDEX) {
            return objects().alterIndex(alter);
        }
        if (alter.type() == Ddl.ObjectType.VIEW) {
            return views().alter(alter);
        }
        if (alter.type() == Ddl.ObjectType.SEQUENCE) {
            Plan own = objects().ofOwned(List.of(alter.name()), alter.type());
            return own == null ? onAll() : own;
        }
        ShardedTable table = sharded(alter.name());
        if (table == null) {
            return onTable(alter.name());
        }
        List<Step> steps = new ArrayList<>();
        for (int node = 0; node < table.nodeCount(); node++) {
            TextEdits edits = edits();
            rename(alter.name(), table.nodes().get(node).table(), edits);
            for (Ddl.AlterAction action : alter.actions()) {
                action(action, table, node, edits);
            }
            steps.add(new Step(table.nodes().get(node).dataSource(), edits.applied()));
        }
        return definition(steps);
    }

    private void action(Ddl.AlterAction action, ShardedTable table, int node, TextEdits edits) {
        elements(action.elements(), table, node, edits);
        switch (action.kind()) {
            case RENAME_TO, SET_SCHEMA, PARTITION, INHERIT ->
                    throw StatementException.notSupported(
                            "ALTER TABLE ... "
                                    + action.kind().name().replace('_', ' ')
                                    + " of the sharded table "
                                    + table.name(),
                            action.span().start(),
                            "Its name and place stand in the configuration.");
            case DROP_COLUMN, RENAME_COLUMN, CHANGE_COLUMN -> {
                for (Identifier column : action.names()) {
                    if (table.keyIndex(column.value()) >= 0
                            && !(action.names().size() > 1 && column == action.names().get(1))) {
                        throw StatementException.notSupported(
                                "Dropping or renaming the sharding key "
                                        + table.name()
                                        + "."
                                        + column.value(),
                                column.span().start(),
                                null);
                    }
                }
            }
            case DROP_CONSTRAINT, RENAME_CONSTRAINT, ALTER_CONSTRAINT, DROP_INDEX ->
                    constraint(action, table, table.nodes().get(node), edits);
            case ADD_COLUMN,
                    ALTER_COLUMN,
                    MODIFY_COLUMN,
                    ADD_CONSTRAINT,
                    RENAME_INDEX,
                    ALTER_INDEX,
                    OPTION -> {}
        }
    }

    /** What has another name on each node goes by that; a new name is made in the same way. */
    private void constraint(
            Ddl.AlterAction action, ShardedTable table, DataNode node, TextEdits edits) {
        boolean renamed = action.kind() == Ddl.AlterKind.RENAME_CONSTRAINT;
        String old = firstName(table, folded(action.names().get(0)));
        if (old == null) {
            return;
        }
        for (int i = 0; i < action.names().size(); i++) {
            Identifier name = action.names().get(i);
            String first = firstName(table, folded(name));
            if (first != null) {
                edits.replace(name.span(), quoted(onNode(table, folded(name), first, node)));
            } else if (renamed && i == 1) {
                renameConstraint(name, true, table.name(), node.table(), edits);
            }
        }
    }

    private Plan renameTables(Ddl.RenameTables rename) {
        TextEdits edits = edits();
        List<String> places = null;
        for (Ddl.Renaming one : rename.renamings()) {
            refuseSharded(one.from(), "RENAME TABLE");
            refuseSharded(one.to(), "RENAME TABLE");
            for (QualifiedName name : List.of(one.from(), one.to())) {
                if (rule(name) instanceof TableRule.BroadcastTable) {
                    throw StatementException.notSupported(
                            "RENAME TABLE of a broadcast table",
                            name.span().start(),
                            "Its name stands in the configuration.");
                }
                unqualify(name, edits);
            }
            // A name that an earlier renaming gives is none that the rules know.
            if (rule(one.from()) != null) {
                List<String> own = places(rule(one.from()));
                if (places != null && !places.equals(own)) {
                    throw StatementException.notSupported(
                            "RENAME TABLE of tables of several data sources",
                            one.from().span().start(),
                            "Rename them one by one.");
                }
                places = own;
            }
        }
        return definition(steps(places == null ? places(null) : places, edits.applied()));
    }

    /**
     * DROP TABLE, TRUNCATE and the like: each table on all its nodes.
     *
     * @param together whether the tables of one data source go into one statement, as they must
     *     where they refer to each other
     */
    private Plan tables(List<QualifiedName> names, boolean together) {
        if (names.size() == 1 && sharded(names.get(0)) == null) {
            return onTable(names.get(0));
        }
        Map<String, List<String>> byPlace = new LinkedHashMap<>();
        for (QualifiedName name : names) {
            String schema =
                    dialect == Dialect.POSTGRESQL
                            ? text.text().substring(name.span().start(), name.name().span().start())
                            : "";
            if (rule(name) instanceof ShardedTable table) {
                for (DataNode node : table.nodes()) {
                    add(byPlace, node.dataSource(), schema + quoted(node.table()));
                }
            } else {
                for (String place : places(rule(name))) {
                    add(byPlace, place, schema + name.name().span().of(text.text()));
                }
            }
        }
        Span list = new Span(names.get(0).span().start(), names.get(names.size() - 1).span().end());
        List<Step> steps = new ArrayList<>();
        byPlace.forEach(
                (place, tables) -> {
                    List<String> lists = together ? List.of(String.join(", ", tables)) : tables;
                    for (String own : lists) {
                        steps.add(new Step(place, edits().replace(list, own).applied()));
                    }
                });
        return definition(steps);
    }

    private static void add(Map<String, List<String>> byPlace, String place, String table) {
        byPlace.computeIfAbsent(place, missing -> new ArrayList<>()).add(table);
    }

    private Plan drop(Ddl.Drop drop) {
        return switch (drop.type()) {
            case TABLE, FOREIGN_TABLE -> tables(drop.names(), true);
            case INDEX -> objects().dropIndexes(drop);
            case VIEW -> views().drop(drop);
            case MATERIALIZED_VIEW -> onTable(drop.names().get(0));
            default -> objects().drop(drop);
        };
    }

    private static boolean isTable(Ddl.ObjectType type) {
        return switch (type) {
            case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW -> true;
            default -> false;
        };
    }

    private Plan comment(Ddl.Comment comment) {
        QualifiedName table =
                comment.on() != null
                        ? comment.on()
                        : isTable(comment.type()) ? comment.name() : null;
        if (comment.type() == Ddl.ObjectType.COLUMN && comment.name().parts().size() > 1) {
            List<Identifier> parts =
                    comment.name().parts().subList(0, comment.name().parts().size() - 1);
            table =
                    new QualifiedName(
                            parts,
                            new Span(
                                    parts.get(0).span().start(),
                                    parts.get(parts.size() - 1).span().end()));
        }
        if (table == null) {
            Plan own = objects().ofOwned(List.of(comment.name()), comment.type());
            return own == null ? onAll() : own;
        }
        ShardedTable sharded = sharded(table);
        if (sharded == null) {
            return onTable(table);
        }
        boolean constraint = comment.type() == Ddl.ObjectType.CONSTRAINT;
        return definition(
                onNodes(
                        sharded,
                        table,
                        (node, edits) -> {
                            if (constraint) {
                                indexes(List.of(comment.name()), sharded, node, edits);
                            }
                        }));
    }
}
