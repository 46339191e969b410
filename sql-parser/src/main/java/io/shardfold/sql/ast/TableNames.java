package io.shardfold.sql.ast;

import io.shardfold.sql.ast.Ddl.ObjectType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which tables does a statement name?
 *
 * <p>Views count as tables. Common tables of WITH don't, where they hide a table of the name; nor
 * do aliases in OF and in the targets of MySQL's DELETE of several tables. Walks over the records
 * of the tree by reflection: for tools and checks, not for every statement that passes.
 */
public final class TableNames {

    private final List<QualifiedName> names = new ArrayList<>();

    private TableNames() {}

    /** The tables in the order of the text, each as often as it is named. */
    public static List<QualifiedName> of(Statement statement) {
        TableNames tables = new TableNames();
        tables.walk(statement, Set.of());
        tables.names.sort(Comparator.comparingInt(name -> name.span().start()));
        return List.copyOf(tables.names);
    }

    private void walk(Object node, Set<String> hidden) {
        if (node instanceof List<?> list) {
            for (Object element : list) walk(element, hidden);
        } else if (node instanceof TableExpression.TableReference table) {
            QualifiedName name = table.name();
            if (name.parts().size() > 1 || !hidden.contains(key(name.name()))) names.add(name);
        } else if (node instanceof Record record
                && !(node instanceof Span || node instanceof Identifier)) {
            named(record);
            components(record, hidden);
        }
    }

    private void components(Record record, Set<String> hidden) {
        boolean aliasesOnly = record instanceof Statement.Delete delete && delete.multiTable();
        Set<String> visible = hidden;
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (aliasesOnly && component.getName().equals("targets")) continue;
            Object value = value(record, component);
            if (value instanceof With with) visible = with(with, visible);
            else if (value instanceof List || value instanceof Record) walk(value, visible);
        }
    }

    /** Walks over common tables. @return the names that are hidden behind them */
    private Set<String> with(With with, Set<String> hidden) {
        Set<String> inner = new HashSet<>(hidden);
        if (with.recursive()) with.tables().forEach(table -> inner.add(key(table.name())));
        for (With.CommonTable table : with.tables()) {
            walk(table.statement(), Set.copyOf(inner));
            inner.add(key(table.name()));
        }
        return inner;
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String key(Identifier name) {
        return name.quoted() ? name.value() : name.value().toLowerCase(Locale.ROOT);
    }

    /** Names of tables that aren't table references. */
    private void named(Record record) {
        if (record instanceof Ddl.CreateTable create) {
            add(create.name());
            add(create.like());
            add(create.parent());
            names.addAll(create.otherTables());
        } else if (record instanceof Ddl.LikeTable like) {
            add(like.table());
        } else if (record instanceof Ddl.ColumnConstraint constraint) {
            add(constraint.references());
        } else if (record instanceof Ddl.TableConstraint constraint) {
            add(constraint.references());
        } else if (record instanceof Ddl.AlterTable alter) {
            if (isTable(alter.type())) add(alter.name());
        } else if (record instanceof Ddl.AlterAction action) {
            if (action.kind() == Ddl.AlterKind.PARTITION || action.kind() == Ddl.AlterKind.INHERIT)
                add(action.table());
        } else if (record instanceof Ddl.CreateView view) {
            add(view.name());
        } else if (record instanceof Ddl.Drop drop) {
            if (isTable(drop.type())) names.addAll(drop.names());
            add(drop.on());
        } else if (record instanceof Ddl.Renaming renaming) {
            add(renaming.from());
            add(renaming.to());
        } else if (record instanceof Ddl.CreateProgram program) {
            add(program.table());
        } else if (record instanceof Ddl.CreateObject object) {
            names.addAll(object.tables());
        } else if (record instanceof Ddl.AlterObject object) {
            names.addAll(object.tables());
        } else if (record instanceof Ddl.Comment comment) {
            comment(comment);
        } else if (record instanceof Utility.Grant grant) {
            if (grant.objectType().equals("TABLE"))
                grant.objects().stream()
                        .filter(name -> !name.name().value().equals("*"))
                        .forEach(names::add);
        } else if (record instanceof Statement.Show show) {
            if (!show.subject().startsWith("CREATE ")
                    || show.subject().startsWith("CREATE TABLE")
                    || show.subject().startsWith("CREATE VIEW")) add(show.table());
        } else if (record instanceof Into into) {
            add(into.table());
        } else if (record instanceof Statement.Other other) {
            names.addAll(other.tables());
        }
    }

    private void comment(Ddl.Comment comment) {
        if (isTable(comment.type())) add(comment.name());
        add(comment.on());
        if (comment.type() == ObjectType.COLUMN && comment.name().parts().size() > 1) {
            List<Identifier> parts =
                    comment.name().parts().subList(0, comment.name().parts().size() - 1);
            Span span = new Span(parts.get(0).start(), parts.get(parts.size() - 1).end());
            add(new QualifiedName(parts, span));
        }
    }

    private static boolean isTable(ObjectType type) {
        return switch (type) {
            case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW -> true;
            default -> false;
        };
    }

    private void add(QualifiedName name) {
        if (name != null) names.add(name);
    }
}
