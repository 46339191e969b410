package io.shardfold.core.plan;

import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.catalog.PhysicalNames;
import io.shardfold.core.error.Problem;
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
import io.shardfold.sql.lex.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plans definitions of what belongs to a table and has a name of its own: indexes, triggers,
 * sequences, statistics, policies. On a sharded table there is one per physical table.
 */
final class ObjectPlanner extends DefinitionSteps {

    private static final Pattern WORD = Pattern.compile("\\w+");

    ObjectPlanner(Planner planner, Fingerprint text) {
        super(planner, text);
    }

    // ---- indexes

    Plan createIndex(Ddl.CreateIndex create) {
        QualifiedName name = create.table().name();
        if (create.name() != null && dialect == Dialect.POSTGRESQL) {
            if (isTaken(folded(create.name()))) {
                if (create.ifNotExists()) {
                    return definition(List.of());
                }
                throw new StatementException(
                        Problem.DUPLICATE_TABLE,
                        "relation \"" + folded(create.name()) + "\" already exists",
                        create.name().span().start());
            }
        }
        ShardedTable table = sharded(name);
        if (table == null) {
            return onTable(name);
        }
        return definition(
                onNodes(
                        table,
                        name,
                        (node, edits) -> {
                            if (create.name() != null && dialect == Dialect.POSTGRESQL) {
                                edits.replace(
                                        create.name().span(),
                                        quoted(
                                                PhysicalNames.of(
                                                        folded(create.name()),
                                                        table.name(),
                                                        node.table())));
                            }
                        }));
    }

    /**
     * In PostgreSQL indexes and tables share their names. That of a sharded table's index is free
     * on every node, since it is called otherwise there.
     */
    private boolean isTaken(String name) {
        if (planner.catalog().table(name) != null || ownerOf(name) != null) {
            return true;
        }
        for (CatalogTable table : planner.catalog().tables()) {
            boolean single = !(planner.rules().table(table.name()) instanceof ShardedTable);
            if (single && table.indexes().contains(name)) {
                return true;
            }
        }
        return false;
    }

    Plan dropIndexes(Ddl.Drop drop) {
        if (drop.on() != null) {
            return onNamedTable(drop.on());
        }
        List<Step> steps = new ArrayList<>();
        for (QualifiedName index : drop.names()) {
            steps.addAll(ofIndex(index, drop.names(), drop.ifExists(), null));
        }
        return definition(steps);
    }

    Plan alterIndex(Ddl.AlterTable alter) {
        return definition(ofIndex(alter.name(), List.of(alter.name()), alter.ifExists(), alter));
    }

    /**
     * PostgreSQL names an index without its table: the catalog knows whose it is.
     *
     * @param all the names that the statement lists, of which this one is left
     * @param alter null for DROP
     */
    private List<Step> ofIndex(
            QualifiedName index, List<QualifiedName> all, boolean ifExists, Ddl.AlterTable alter) {
        String logical = folded(index.name());
        Span list = new Span(all.get(0).span().start(), all.get(all.size() - 1).span().end());
        String schema = text.text().substring(index.span().start(), index.name().span().start());
        ShardedTable table = indexOwner(logical);
        if (table != null) {
            String first = firstName(table, logical);
            return onNodes(
                    table,
                    null,
                    (node, edits) -> {
                        edits.replace(list, schema + quoted(onNode(table, logical, first, node)));
                        renameTo(alter, table, node, edits);
                    });
        }
        String own = edits().replace(list, index.span().of(text.text())).applied();
        for (CatalogTable known : planner.catalog().tables()) {
            if (known.indexes().stream().anyMatch(logical::equalsIgnoreCase)) {
                TableRule rule = planner.rules().table(known.name());
                if (!(rule instanceof ShardedTable)) {
                    return steps(places(rule), own);
                }
            }
        }
        if (ifExists) {
            return List.of(new Step(planner.defaultDataSource(), own));
        }
        throw new StatementException(
                Problem.UNKNOWN_INDEX,
                "index \"" + logical + "\" does not exist",
                index.span().start());
    }

    /** A sequence or constraint that is no index is none for DROP INDEX. */
    private ShardedTable indexOwner(String logical) {
        ShardedTable table = ownerOf(logical);
        CatalogTable known = table == null ? null : planner.catalog().table(table.name());
        return known != null && known.indexes().contains(firstName(table, logical)) ? table : null;
    }

    private void renameTo(
            Ddl.AlterTable alter, ShardedTable table, DataNode node, TextEdits edits) {
        if (alter == null) {
            return;
        }
        for (Ddl.AlterAction action : alter.actions()) {
            if (action.kind() == Ddl.AlterKind.RENAME_TO && action.table() != null) {
                Identifier to = action.table().name();
                edits.replace(
                        to.span(),
                        quoted(PhysicalNames.of(folded(to), table.name(), node.table())));
            }
        }
    }

    // ---- triggers

    Plan createTrigger(Ddl.CreateProgram trigger) {
        ShardedTable table = sharded(trigger.table());
        if (table == null) {
            return onTable(trigger.table());
        }
        if (dialect == Dialect.POSTGRESQL) {
            refuseStatementLevel(trigger, table);
        } else if (trigger.body() != null) {
            refuseOtherTables(trigger.body(), "A trigger", table);
        }
        return definition(
                onNodes(
                        table,
                        trigger.table(),
                        (node, edits) -> {
                            if (dialect == Dialect.MYSQL) {
                                rename(
                                        trigger.name(),
                                        PhysicalNames.of(
                                                folded(trigger.name().name()),
                                                table.name(),
                                                node.table()),
                                        edits);
                            }
                        }));
    }

    /** It would fire once for each physical table. */
    private void refuseStatementLevel(Ddl.CreateProgram trigger, ShardedTable table) {
        String words = text.text().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        boolean forRows = words.contains("FOR EACH ROW") || words.contains("FOR ROW");
        if (!forRows || words.contains(" REFERENCING ")) {
            throw StatementException.notSupported(
                    "A trigger for each statement on the sharded table " + table.name(),
                    trigger.span().start(),
                    "Make it one FOR EACH ROW.");
        }
    }

    /** On a shard it would see that shard's part of another table, or none. */
    private void refuseOtherTables(Span body, String what, ShardedTable table) {
        Matcher words = WORD.matcher(body.of(text.text()));
        while (words.find()) {
            TableRule other = planner.rules().table(words.group());
            if (other != null) {
                throw StatementException.notSupported(
                        what
                                + " on the sharded table "
                                + table.name()
                                + " that names the table "
                                + other.name(),
                        body.start() + words.start(),
                        "It runs on one shard and sees that shard's tables alone.");
            }
        }
    }

    // ---- the rest

    /** CREATE of what is about tables. */
    Plan create(Ddl.CreateObject object) {
        if (object.tables().isEmpty()) {
            return onAll();
        }
        ShardedTable table = sharded(object.tables().get(0));
        if (table == null) {
            object.tables().forEach(other -> refuseSharded(other, "CREATE " + object.type()));
            return onTable(object.tables().get(0));
        }
        boolean supported =
                object.type() == Ddl.ObjectType.STATISTICS
                        || object.type() == Ddl.ObjectType.POLICY;
        if (!supported || object.tables().size() > 1) {
            refuseSharded(object.tables().get(0), "CREATE " + object.type());
        }
        if (object.type() == Ddl.ObjectType.POLICY) {
            refuseOtherTables(
                    new Span(object.tables().get(0).span().end(), object.span().end()),
                    "A policy",
                    table);
        }
        boolean named = object.type() == Ddl.ObjectType.STATISTICS && object.name() != null;
        return definition(
                onNodes(
                        table,
                        object.tables().get(0),
                        (node, edits) -> {
                            if (named) {
                                Identifier name = object.name().name();
                                edits.replace(
                                        name.span(),
                                        quoted(
                                                PhysicalNames.of(
                                                        folded(name), table.name(), node.table())));
                            }
                        }));
    }

    /** ALTER of what is about tables, or of a sequence that belongs to one. */
    Plan alter(Ddl.AlterObject object) {
        if (!object.tables().isEmpty()) {
            boolean supported =
                    object.type() == Ddl.ObjectType.TRIGGER
                            || object.type() == Ddl.ObjectType.POLICY;
            if (!supported) {
                object.tables().forEach(table -> refuseSharded(table, "ALTER " + object.type()));
            }
            return onNamedTable(object.tables().get(0));
        }
        Plan own = object.name() == null ? null : ofOwned(List.of(object.name()), object.type());
        return own == null ? onAll() : own;
    }

    /** DROP of what isn't a table, view or index. */
    Plan drop(Ddl.Drop drop) {
        if (drop.on() != null) {
            return onNamedTable(drop.on());
        }
        Plan own = ofOwned(drop.names(), drop.type());
        return own == null ? onAll() : own;
    }

    /**
     * Sequences, statistics and MySQL's triggers, when they are a sharded table's.
     *
     * @return null where none is
     */
    Plan ofOwned(List<QualifiedName> names, Ddl.ObjectType type) {
        boolean owned =
                switch (type) {
                    case SEQUENCE, STATISTICS, TRIGGER, INDEX -> true;
                    default -> false;
                };
        ShardedTable table = owned ? ownerOf(folded(names.get(0).name())) : null;
        if (table == null) {
            return null;
        }
        for (QualifiedName name : names) {
            if (firstName(table, folded(name.name())) == null) {
                throw StatementException.notSupported(
                        "One statement about " + type + " of several tables",
                        name.span().start(),
                        "Write one statement for each.");
            }
        }
        return definition(
                onNodes(
                        table,
                        null,
                        (node, edits) -> {
                            for (QualifiedName name : names) {
                                String first = firstName(table, folded(name.name()));
                                String own = onNode(table, folded(name.name()), first, node);
                                rename(name, own, edits);
                            }
                        }));
    }

    /** A statement that names the table it is about. */
    Plan onNamedTable(QualifiedName name) {
        ShardedTable table = sharded(name);
        return table == null
                ? onTable(name)
                : definition(onNodes(table, name, (node, edits) -> {}));
    }
}
