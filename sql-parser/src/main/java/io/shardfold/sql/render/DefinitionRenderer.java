package io.shardfold.sql.render;

import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Ddl.ColumnConstraint;
import io.shardfold.sql.ast.Ddl.ColumnDefinition;
import io.shardfold.sql.ast.Ddl.KeyPart;
import io.shardfold.sql.ast.Ddl.LikeTable;
import io.shardfold.sql.ast.Ddl.TableConstraint;
import io.shardfold.sql.ast.Ddl.TableElement;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Statement;
import java.util.List;
import java.util.TreeMap;

/**
 * Writes definitions of tables, indexes and views: names, columns, expressions and queries from the
 * tree, each at its place in the text, and the words between them as they were read.
 *
 * <p>So a node that was put in another's place is written; one that has no place in the text isn't.
 */
final class DefinitionRenderer {

    /** A node of the tree and where its text ends. */
    private record Part(int end, Runnable written) {}

    private final QueryRenderer queries;
    private final ExpressionRenderer expressions;
    private final StringBuilder out;

    /** By the place where the text of each begins. */
    private final TreeMap<Integer, Part> parts = new TreeMap<>();

    DefinitionRenderer(QueryRenderer queries) {
        this.queries = queries;
        this.expressions = queries.expressions;
        this.out = queries.out;
    }

    void definition(Ddl ddl) {
        String text = ddl.text();
        int start = ddl.span().start();
        // Without the marks of executable comments the places aren't the text's.
        if (text.length() == ddl.span().end() - start) collect(ddl);
        int from = start;
        for (var entry : parts.entrySet()) {
            int at = entry.getKey();
            Part part = entry.getValue();
            if (at < from) continue;
            out.append(text, from - start, at - start);
            part.written.run();
            from = part.end;
        }
        out.append(text, from - start, text.length());
    }

    private void collect(Ddl ddl) {
        switch (ddl.ddlKind()) {
            case CREATE_TABLE -> createTable((Ddl.CreateTable) ddl);
            case ALTER_TABLE -> {
                Ddl.AlterTable alter = (Ddl.AlterTable) ddl;
                name(alter.name());
                alter.actions().forEach(this::action);
            }
            case RENAME_TABLES -> {
                for (Ddl.Renaming renaming : ((Ddl.RenameTables) ddl).renamings()) {
                    name(renaming.from());
                    name(renaming.to());
                }
            }
            case CREATE_INDEX -> {
                Ddl.CreateIndex index = (Ddl.CreateIndex) ddl;
                name(index.name());
                name(index.table().name());
                index.parts().forEach(this::keyPart);
                expression(index.where());
            }
            case CREATE_VIEW -> {
                Ddl.CreateView view = (Ddl.CreateView) ddl;
                name(view.name());
                view.columns().forEach(this::name);
                query(view.query());
            }
            case DROP -> drop((Ddl.Drop) ddl);
            case CREATE_PROGRAM, CREATE_OBJECT, ALTER_OBJECT, COMMENT -> {}
        }
    }

    private void createTable(Ddl.CreateTable create) {
        name(create.name());
        create.elements().forEach(this::element);
        name(create.like());
        name(create.parent());
        create.otherTables().forEach(this::name);
        if (create.query() instanceof Statement.QueryStatement statement) query(statement.query());
    }

    private void drop(Ddl.Drop drop) {
        switch (drop.type()) {
            case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, INDEX, SEQUENCE -> {
                drop.names().forEach(this::name);
                name(drop.on());
            }
            default -> {}
        }
    }

    private void action(Ddl.AlterAction action) {
        action.elements().forEach(this::element);
        action.names().forEach(this::name);
        name(action.table());
    }

    private void element(TableElement element) {
        if (element instanceof ColumnDefinition column) {
            name(column.name());
            column.constraints().forEach(this::columnConstraint);
        } else if (element instanceof TableConstraint constraint) {
            name(constraint.name());
            name(constraint.indexName());
            constraint.parts().forEach(this::keyPart);
            expression(constraint.check());
            name(constraint.references());
            constraint.referencedColumns().forEach(this::name);
        } else {
            name(((LikeTable) element).table());
        }
    }

    private void columnConstraint(ColumnConstraint constraint) {
        name(constraint.name());
        expression(constraint.expression());
        name(constraint.references());
        constraint.referencedColumns().forEach(this::name);
    }

    private void keyPart(KeyPart part) {
        expression(part.expression());
    }

    // ---- parts

    private void name(Identifier name) {
        if (name != null)
            parts.put(name.start(), new Part(name.end(), () -> expressions.name(name)));
    }

    private void name(QualifiedName name) {
        if (name == null) return;
        List<Identifier> names = name.parts();
        parts.put(
                name.span().start(), new Part(name.span().end(), () -> expressions.dotted(names)));
    }

    private void expression(Expression expression) {
        if (expression == null) return;
        parts.put(
                expression.span().start(),
                new Part(expression.span().end(), () -> expressions.expression(expression)));
    }

    private void query(Query query) {
        parts.put(query.span().start(), new Part(query.span().end(), () -> queries.query(query)));
    }
}
