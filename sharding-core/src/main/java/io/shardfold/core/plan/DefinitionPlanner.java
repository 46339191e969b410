package io.shardfold.core.plan;

import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.catalog.PhysicalNames;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.plan.Plan.Definition.Step;
import io.shardfold.core.rule.DataNode;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.lex.Fingerprint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Plans definitions: the same for every physical table, under that table's names.
 *
 * <p>Where a name must be unique among all tables of a schema (PostgreSQL's indexes and the
 * constraints that are indexes, MySQL's foreign keys and checks), each physical table gets its own,
 * made of the logical one and the table's.
 */
final class DefinitionPlanner {

    private record Edit(int start, int end, String text) {}

    private final Planner planner;
    private final Fingerprint text;
    private final Dialect dialect;

    DefinitionPlanner(Planner planner, Fingerprint text) {
        this.planner = planner;
        this.text = text;
        this.dialect = planner.backend().dialect();
    }

    Plan plan(Ddl ddl) {
        return switch (ddl.ddlKind()) {
            case CREATE_TABLE -> createTable((Ddl.CreateTable) ddl);
            case ALTER_TABLE -> alterTable((Ddl.AlterTable) ddl);
            case RENAME_TABLES -> renameTables((Ddl.RenameTables) ddl);
            case CREATE_INDEX -> createIndex((Ddl.CreateIndex) ddl);
            case CREATE_VIEW -> new ViewPlanner(planner, text).create((Ddl.CreateView) ddl);
            case DROP -> drop((Ddl.Drop) ddl);
            case COMMENT -> comment((Ddl.Comment) ddl);
            case CREATE_PROGRAM -> {
                Ddl.CreateProgram program = (Ddl.CreateProgram) ddl;
                refuseSharded(program.table(), "A trigger");
                yield program.table() == null ? onAll() : onTable(program.table());
            }
            case CREATE_OBJECT -> {
                Ddl.CreateObject object = (Ddl.CreateObject) ddl;
                object.tables().forEach(table -> refuseSharded(table, "CREATE " + object.type()));
                yield object.tables().isEmpty() ? onAll() : onTable(object.tables().get(0));
            }
            case ALTER_OBJECT -> {
                Ddl.AlterObject object = (Ddl.AlterObject) ddl;
                object.tables().forEach(table -> refuseSharded(table, "ALTER " + object.type()));
                yield object.tables().isEmpty() ? onAll() : onTable(object.tables().get(0));
            }
        };
    }

    Plan truncate(Utility.Truncate truncate) {
        return tables(
                truncate.tables().stream().map(TableExpression.TableReference::name).toList(),
                "TRUNCATE",
                truncate.span());
    }

    Plan maintenance(Utility.Maintenance maintenance) {
        if (maintenance.tables().isEmpty()) {
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
        for (TableExpression.TableReference table : maintenance.tables()) {
            refuseSharded(table.name(), maintenance.verb());
        }
        return onTable(maintenance.tables().get(0).name());
    }

    // ---- places

    private TableRule rule(QualifiedName name) {
        return planner.rules().table(name.name().value());
    }

    private ShardedTable sharded(QualifiedName name) {
        return name != null && rule(name) instanceof ShardedTable table ? table : null;
    }

    private void refuseSharded(QualifiedName name, String what) {
        if (sharded(name) != null) {
            throw StatementException.notSupported(
                    what + " on the sharded table " + name.name().value(),
                    name.span().start(),
                    null);
        }
    }

    /** Every data source: what is no table's own. */
    private Plan onAll() {
        List<Step> steps = new ArrayList<>();
        for (String dataSource : planner.rules().dataSources()) {
            steps.add(new Step(dataSource, text.text()));
        }
        return definition(steps);
    }

    /** Where a table that isn't sharded is, or will be. */
    private Plan onTable(QualifiedName name) {
        List<Edit> edits = new ArrayList<>();
        unqualify(name, edits);
        TableRule rule = rule(name);
        String sql = edited(edits);
        if (rule instanceof TableRule.BroadcastTable broadcast) {
            return definition(
                    broadcast.dataSources().stream()
                            .map(dataSource -> new Step(dataSource, sql))
                            .toList());
        }
        String dataSource =
                rule instanceof TableRule.SingleTable single
                        ? single.dataSource()
                        : planner.defaultDataSource();
        return definition(List.of(new Step(dataSource, sql)));
    }

    private Plan definition(List<Step> steps) {
        return new Plan.Definition(steps, Planner.allLiterals(text));
    }

    /** In MySQL the qualifier is the logical database's name. */
    private void unqualify(QualifiedName name, List<Edit> edits) {
        if (dialect == Dialect.MYSQL && name.parts().size() > 1) {
            edits.add(new Edit(name.span().start(), name.name().span().start(), ""));
        }
    }

    private void rename(QualifiedName name, String physical, List<Edit> edits) {
        unqualify(name, edits);
        edits.add(new Edit(name.name().span().start(), name.name().span().end(), quoted(physical)));
    }

    private String quoted(String name) {
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

    private String edited(List<Edit> edits) {
        List<Edit> sorted = new ArrayList<>(edits);
        sorted.sort((a, b) -> Integer.compare(b.start, a.start));
        StringBuilder sql = new StringBuilder(text.text());
        for (Edit edit : sorted) {
            sql.replace(edit.start, edit.end, edit.text);
        }
        return sql.toString();
    }

    // ---- names of indexes and constraints

    private void renameConstraint(
            Identifier name, boolean shared, String table, String physical, List<Edit> edits) {
        if (name != null && shared) {
            edits.add(
                    new Edit(
                            name.span().start(),
                            name.span().end(),
                            quoted(PhysicalNames.of(folded(name), table, physical))));
        }
    }

    private String folded(Identifier name) {
        return dialect == Dialect.POSTGRESQL && !name.quoted()
                ? name.value().toLowerCase(Locale.ROOT)
                : name.value();
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
            List<Edit> edits) {
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
                reference(like.table(), table, node, edits);
            }
        }
    }

    /** A table that another one refers to must have its rows on the same node. */
    private void reference(QualifiedName other, ShardedTable table, int node, List<Edit> edits) {
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

    // ---- tables

    private Plan createTable(Ddl.CreateTable create) {
        if (create.modifiers().contains("TEMPORARY") || create.modifiers().contains("TEMP")) {
            throw StatementException.notSupported(
                    "CREATE TEMPORARY TABLE",
                    create.name().span().start(),
                    "A temporary table lives on one connection of one shard: use a table.");
        }
        ShardedTable table = sharded(create.name());
        if (table == null) {
            if (create.query() != null
                    && !(create.query() instanceof Statement.QueryStatement query
                            && query.query() instanceof io.shardfold.sql.ast.Query.Values)) {
                refuseQueriesOnShards(create.query(), "CREATE TABLE ... AS");
            }
            refuseSharded(create.like(), "CREATE TABLE ... LIKE");
            return onTable(create.name());
        }
        if (create.query() != null || create.parent() != null || !create.otherTables().isEmpty()) {
            throw StatementException.notSupported(
                    "CREATE TABLE of the sharded table "
                            + table.name()
                            + " by a query or from another table",
                    create.name().span().start(),
                    null);
        }
        List<Step> steps = new ArrayList<>();
        for (int node = 0; node < table.nodeCount(); node++) {
            List<Edit> edits = new ArrayList<>();
            rename(create.name(), table.nodes().get(node).table(), edits);
            elements(create.elements(), table, node, edits);
            if (create.like() != null) {
                reference(create.like(), table, node, edits);
            }
            steps.add(new Step(table.nodes().get(node).dataSource(), edited(edits)));
        }
        return definition(steps);
    }

    private void refuseQueriesOnShards(Statement query, String what) {
        io.shardfold.sql.ast.Traversal.walk(
                query,
                new io.shardfold.sql.ast.Traversal.Visitor() {
                    @Override
                    public boolean table(TableExpression table) {
                        if (table instanceof TableExpression.TableReference reference) {
                            refuseSharded(reference.name(), what);
                        }
                        return true;
                    }
                });
    }

    private Plan alterTable(Ddl.AlterTable alter) {
        if (alter.type() == Ddl.ObjectType.INDEX) {
            return ofIndex(alter.name(), alter.ifExists(), alter);
        }
        if (alter.type() == Ddl.ObjectType.VIEW) {
            return new ViewPlanner(planner, text).alter(alter);
        }
        ShardedTable table = sharded(alter.name());
        if (table == null) {
            return onTable(alter.name());
        }
        List<Step> steps = new ArrayList<>();
        for (int node = 0; node < table.nodeCount(); node++) {
            List<Edit> edits = new ArrayList<>();
            String physical = table.nodes().get(node).table();
            rename(alter.name(), physical, edits);
            for (Ddl.AlterAction action : alter.actions()) {
                action(action, table, node, edits);
            }
            steps.add(new Step(table.nodes().get(node).dataSource(), edited(edits)));
        }
        return definition(steps);
    }

    private void action(Ddl.AlterAction action, ShardedTable table, int node, List<Edit> edits) {
        String physical = table.nodes().get(node).table();
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
            case DROP_CONSTRAINT, RENAME_CONSTRAINT, ALTER_CONSTRAINT -> {
                for (Identifier name : action.names()) {
                    boolean known =
                            isIndexOf(
                                    table,
                                    PhysicalNames.of(
                                            folded(name),
                                            table.name(),
                                            table.nodes().get(0).table()));
                    renameConstraint(
                            name, dialect == Dialect.MYSQL || known, table.name(), physical, edits);
                }
            }
            case ADD_COLUMN,
                    ALTER_COLUMN,
                    MODIFY_COLUMN,
                    ADD_CONSTRAINT,
                    DROP_INDEX,
                    RENAME_INDEX,
                    ALTER_INDEX,
                    OPTION -> {}
        }
    }

    private boolean isIndexOf(ShardedTable table, String physicalIndex) {
        CatalogTable known = planner.catalog().table(table.name());
        return known != null && known.indexes().stream().anyMatch(physicalIndex::equalsIgnoreCase);
    }

    private Plan renameTables(Ddl.RenameTables rename) {
        for (Ddl.Renaming one : rename.renamings()) {
            refuseSharded(one.from(), "RENAME TABLE");
            refuseSharded(one.to(), "RENAME TABLE");
        }
        List<Edit> edits = new ArrayList<>();
        Set<TableRule> rules = new LinkedHashSet<>();
        for (Ddl.Renaming one : rename.renamings()) {
            unqualify(one.from(), edits);
            unqualify(one.to(), edits);
            rules.add(rule(one.from()));
        }
        TableRule first = rules.iterator().next();
        if (first instanceof TableRule.BroadcastTable) {
            throw StatementException.notSupported(
                    "RENAME TABLE of a broadcast table", rename.span().start(), null);
        }
        String dataSource =
                first instanceof TableRule.SingleTable single
                        ? single.dataSource()
                        : planner.defaultDataSource();
        return definition(List.of(new Step(dataSource, edited(edits))));
    }

    /** DROP TABLE and TRUNCATE: each table on all its nodes, tables of one data source together. */
    private Plan tables(List<QualifiedName> names, String verb, Span span) {
        boolean anySharded = names.stream().anyMatch(name -> sharded(name) != null);
        if (!anySharded && names.size() == 1) {
            return onTable(names.get(0));
        }
        List<Step> steps = new ArrayList<>();
        Span first = names.get(0).span();
        Span last = names.get(names.size() - 1).span();
        for (QualifiedName name : names) {
            TableRule rule = rule(name);
            if (rule instanceof ShardedTable table) {
                for (DataNode node : table.nodes()) {
                    String qualifier =
                            dialect == Dialect.POSTGRESQL && name.parts().size() > 1
                                    ? text.text()
                                            .substring(
                                                    name.span().start(), name.name().span().start())
                                    : "";
                    steps.add(
                            new Step(
                                    node.dataSource(),
                                    text.text().substring(0, first.start())
                                            + qualifier
                                            + quoted(node.table())
                                            + text.text().substring(last.end())));
                }
            } else {
                String own =
                        text.text().substring(name.name().span().start(), name.name().span().end());
                String sql =
                        text.text().substring(0, first.start())
                                + own
                                + text.text().substring(last.end());
                if (rule instanceof TableRule.BroadcastTable broadcast) {
                    broadcast
                            .dataSources()
                            .forEach(dataSource -> steps.add(new Step(dataSource, sql)));
                } else {
                    steps.add(
                            new Step(
                                    rule instanceof TableRule.SingleTable single
                                            ? single.dataSource()
                                            : planner.defaultDataSource(),
                                    sql));
                }
            }
        }
        if (steps.isEmpty()) {
            throw StatementException.notSupported(verb, span.start(), null);
        }
        return definition(steps);
    }

    // ---- indexes

    private Plan createIndex(Ddl.CreateIndex create) {
        QualifiedName name = create.table().name();
        ShardedTable table = sharded(name);
        if (table == null) {
            return onTable(name);
        }
        List<Step> steps = new ArrayList<>();
        for (DataNode node : table.nodes()) {
            List<Edit> edits = new ArrayList<>();
            rename(name, node.table(), edits);
            if (create.name() != null && dialect == Dialect.POSTGRESQL) {
                Span span = create.name().span();
                edits.add(
                        new Edit(
                                span.start(),
                                span.end(),
                                quoted(
                                        PhysicalNames.of(
                                                folded(create.name()),
                                                table.name(),
                                                node.table()))));
            }
            steps.add(new Step(node.dataSource(), edited(edits)));
        }
        return definition(steps);
    }

    private Plan drop(Ddl.Drop drop) {
        return switch (drop.type()) {
            case TABLE, FOREIGN_TABLE -> tables(drop.names(), "DROP TABLE", drop.span());
            case INDEX -> {
                if (drop.on() == null && drop.names().size() == 1) {
                    yield ofIndex(drop.names().get(0), drop.ifExists(), drop);
                }
                if (drop.on() == null) {
                    throw StatementException.notSupported(
                            "DROP INDEX of several indexes",
                            drop.span().start(),
                            "Drop them one by one.");
                }
                ShardedTable table = sharded(drop.on());
                if (table == null) {
                    yield onTable(drop.on());
                }
                List<Step> steps = new ArrayList<>();
                for (DataNode node : table.nodes()) {
                    List<Edit> edits = new ArrayList<>();
                    rename(drop.on(), node.table(), edits);
                    steps.add(new Step(node.dataSource(), edited(edits)));
                }
                yield definition(steps);
            }
            case VIEW, MATERIALIZED_VIEW -> new ViewPlanner(planner, text).drop(drop);
            default -> {
                refuseSharded(drop.on(), "DROP " + drop.type());
                yield drop.on() == null ? onAll() : onTable(drop.on());
            }
        };
    }

    /** PostgreSQL names an index without its table: the catalog knows whose it is. */
    private Plan ofIndex(QualifiedName index, boolean ifExists, Ddl ddl) {
        String logical = folded(index.name());
        for (ShardedTable table : planner.rules().shardedTables()) {
            if (!isIndexOf(
                    table, PhysicalNames.of(logical, table.name(), table.nodes().get(0).table()))) {
                continue;
            }
            List<Step> steps = new ArrayList<>();
            for (DataNode node : table.nodes()) {
                List<Edit> edits = new ArrayList<>();
                Span span = index.name().span();
                edits.add(
                        new Edit(
                                span.start(),
                                span.end(),
                                quoted(PhysicalNames.of(logical, table.name(), node.table()))));
                if (ddl instanceof Ddl.AlterTable alter) {
                    for (Ddl.AlterAction action : alter.actions()) {
                        if (action.kind() == Ddl.AlterKind.RENAME_TO && action.table() != null) {
                            Span to = action.table().name().span();
                            edits.add(
                                    new Edit(
                                            to.start(),
                                            to.end(),
                                            quoted(
                                                    PhysicalNames.of(
                                                            folded(action.table().name()),
                                                            table.name(),
                                                            node.table()))));
                        }
                    }
                }
                steps.add(new Step(node.dataSource(), edited(edits)));
            }
            return definition(steps);
        }
        for (CatalogTable table : planner.catalog().tables()) {
            if (table.indexes().stream().anyMatch(logical::equalsIgnoreCase)) {
                TableRule rule = planner.rules().table(table.name());
                if (rule instanceof TableRule.SingleTable single) {
                    return definition(List.of(new Step(single.dataSource(), text.text())));
                }
                if (rule instanceof TableRule.BroadcastTable broadcast) {
                    return definition(
                            broadcast.dataSources().stream()
                                    .map(dataSource -> new Step(dataSource, text.text()))
                                    .toList());
                }
            }
        }
        if (ifExists) {
            return definition(List.of(new Step(planner.defaultDataSource(), text.text())));
        }
        throw new StatementException(
                Problem.UNKNOWN_INDEX,
                "index \"" + logical + "\" does not exist",
                index.span().start());
    }

    private Plan comment(Ddl.Comment comment) {
        QualifiedName table =
                comment.on() != null
                        ? comment.on()
                        : comment.type() == Ddl.ObjectType.TABLE ? comment.name() : null;
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
            return onAll();
        }
        ShardedTable sharded = sharded(table);
        if (sharded == null) {
            return onTable(table);
        }
        List<Step> steps = new ArrayList<>();
        for (DataNode node : sharded.nodes()) {
            List<Edit> edits = new ArrayList<>();
            rename(table, node.table(), edits);
            steps.add(new Step(node.dataSource(), edited(edits)));
        }
        return definition(steps);
    }
}
