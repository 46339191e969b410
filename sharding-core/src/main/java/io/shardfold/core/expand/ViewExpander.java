package io.shardfold.core.expand;

import io.shardfold.core.bind.Binder;
import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.bind.Source;
import io.shardfold.core.catalog.Catalog;
import io.shardfold.core.catalog.CatalogView;
import io.shardfold.core.catalog.SystemCatalog;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.rewrite.TextEdits;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.ast.Traversal;
import io.shardfold.sql.parse.SqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts the query of a view over sharded tables in its place, as if it had been written as a derived
 * table: what routes and merges that, routes and merges the view.
 *
 * <p>Thread-safe.
 */
public final class ViewExpander extends NameExpander {

    private final Catalog catalog;

    /** Queries over logical tables by the view's name in lower case. */
    private final Map<String, String> queries = new ConcurrentHashMap<>();

    public ViewExpander(Catalog catalog, Dialect dialect) {
        super(dialect);
        this.catalog = catalog;
    }

    /**
     * @return null where no such view is named; the queries put in may name views themselves
     * @throws StatementException 0A000 / 1235 where a view is written to
     */
    public TextEdits expand(BoundStatement bound) {
        if (!catalog.hasViews()) {
            return null;
        }
        List<TableExpression.TableReference> references = new ArrayList<>();
        TextEdits edits = new TextEdits(bound.text());
        for (Source source : bound.sources()) {
            CatalogView view = source.isTable() ? view(source) : null;
            if (view != null) {
                TableExpression.TableReference reference =
                        (TableExpression.TableReference) source.node();
                refuseWrite(bound.statement(), reference);
                put("(" + query(view) + ")", reference, edits);
                references.add(reference);
            }
        }
        if (references.isEmpty()) {
            return null;
        }
        qualifiers(bound.statement(), references, edits);
        labels(bound, edits, false);
        return edits;
    }

    private CatalogView view(Source source) {
        QualifiedName name = ((TableExpression.TableReference) source.node()).name();
        return Binder.isSystemSchema(name.qualifier()) ? null : catalog.view(name.name().value());
    }

    private static void refuseWrite(Statement statement, TableExpression.TableReference reference) {
        boolean written =
                statement instanceof Statement.Insert insert && insert.table() == reference
                        || statement instanceof Statement.Update update
                                && update.tables().size() == 1
                                && update.tables().get(0) == reference
                        || statement instanceof Statement.Delete delete
                                && delete.targets().contains(reference);
        if (written) {
            throw StatementException.notSupported(
                    statement.kind()
                            + " of the view "
                            + reference.name().name().value()
                            + " on sharded tables",
                    reference.span().start(),
                    "Write to the tables themselves.");
        }
    }

    /** A view's query over logical tables. */
    public String query(CatalogView view) {
        return queries.computeIfAbsent(
                view.name().toLowerCase(Locale.ROOT), name -> overLogicalTables(view));
    }

    private String overLogicalTables(CatalogView view) {
        String text = view.definition().strip();
        if (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1);
        }
        SystemCatalog.Place place = catalog.system().places().get(view.dataSource());
        Syntax syntax = dialect == Dialect.MYSQL ? Syntax.MYSQL : Syntax.POSTGRESQL;
        TextEdits edits = new TextEdits(text);
        Traversal.walk(
                SqlParser.parse(syntax, text),
                new Traversal.Visitor() {
                    @Override
                    public boolean table(TableExpression table) {
                        if (table instanceof TableExpression.TableReference reference) {
                            table(reference, place, edits);
                        }
                        return true;
                    }

                    private void table(
                            TableExpression.TableReference reference,
                            SystemCatalog.Place names,
                            TextEdits changes) {
                        String own = reference.name().name().value();
                        String logical = names.names().getOrDefault(own, own);
                        boolean named = reference.alias() != null;
                        String alias = named || logical.equals(own) ? "" : " AS " + quoted(own);
                        changes.replace(reference.name().span(), quoted(logical) + alias);
                    }

                    @Override
                    public boolean expression(Expression expression) {
                        if (dialect == Dialect.MYSQL
                                && expression instanceof Expression.Column column
                                && column.parts().size() > 2) {
                            // The database before a table's name is the data source's.
                            List<Identifier> parts = column.parts();
                            edits.replace(
                                    new Span(
                                            parts.get(0).span().start(),
                                            parts.get(parts.size() - 2).span().start()),
                                    "");
                        }
                        return true;
                    }
                });
        return edits.applied();
    }

    private String quoted(String name) {
        return dialect == Dialect.MYSQL
                ? "`" + name.replace("`", "``") + "`"
                : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
