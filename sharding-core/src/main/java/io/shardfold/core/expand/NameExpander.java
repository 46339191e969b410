package io.shardfold.core.expand;

import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.rewrite.TextEdits;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.ast.Traversal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Puts a query in the place of a name in FROM, so that nobody sees it from outside. */
abstract class NameExpander {

    final Dialect dialect;

    NameExpander(Dialect dialect) {
        this.dialect = dialect;
    }

    final String folded(Identifier name) {
        return dialect == Dialect.POSTGRESQL && name.quoted()
                ? name.value()
                : name.value().toLowerCase(Locale.ROOT);
    }

    /** The alias, where none is written, is the name itself. */
    static void put(String text, TableExpression.TableReference reference, TextEdits edits) {
        QualifiedName name = reference.name();
        boolean named = reference.alias() != null && reference.alias().name() != null;
        edits.replace(name.span(), named ? text : text + " AS " + nameOf(name.name(), edits));
        if (reference.only()) {
            int only =
                    edits.text().toUpperCase(Locale.ROOT).lastIndexOf("ONLY", name.span().start());
            edits.replace(only, only + 4, "");
        }
    }

    private static String nameOf(Identifier name, TextEdits edits) {
        return name.span().of(edits.text());
    }

    static Identifier nameOf(TableExpression.TableReference reference) {
        boolean named = reference.alias() != null && reference.alias().name() != null;
        return named ? reference.alias().name() : reference.name().name();
    }

    /** The schema before a relation's name in a column's: a derived table has no schema. */
    final void qualifiers(
            Statement statement, List<TableExpression.TableReference> references, TextEdits edits) {
        Set<String> relations = new TreeSet<>();
        for (TableExpression.TableReference one : references) {
            relations.add(folded(one.name().name()));
        }
        if (relations.isEmpty()) {
            return;
        }
        Traversal.walk(
                statement,
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression expression) {
                        if (expression instanceof Expression.Column column
                                && column.parts().size() > 2) {
                            cut(column.parts(), column.parts().size() - 2);
                        } else if (expression instanceof Expression.Star star
                                && star.qualifier().size() > 1) {
                            cut(star.qualifier(), star.qualifier().size() - 1);
                        }
                        return true;
                    }

                    private void cut(List<Identifier> parts, int table) {
                        if (relations.contains(folded(parts.get(table)))) {
                            edits.replace(
                                    new Span(
                                            parts.get(0).span().start(),
                                            parts.get(table).span().start()),
                                    "");
                        }
                    }
                });
    }

    /**
     * Unnamed columns keep what they are called: in MySQL an expression its text.
     *
     * @param columnsToo whether a column is called as it is written, as in MariaDB
     */
    final void labels(BoundStatement bound, TextEdits edits, boolean columnsToo) {
        if (dialect != Dialect.MYSQL) {
            return;
        }
        Traversal.walk(
                bound.statement(),
                new Traversal.Visitor() {
                    @Override
                    public boolean query(Query query) {
                        if (query instanceof Query.Select select) {
                            select.items().stream()
                                    .filter(item -> item.alias() == null)
                                    .forEach(this::label);
                        }
                        return true;
                    }

                    private void label(SelectItem item) {
                        String label = null;
                        if (item.expression() instanceof Expression.Column column) {
                            label = columnsToo ? column.name().value() : null;
                        } else if (!(item.expression() instanceof Expression.Star)
                                && edits.isEdited(item.span())) {
                            label = item.span().of(bound.text());
                        }
                        if (label != null) {
                            edits.insert(
                                    item.span().end(), " AS `" + label.replace("`", "``") + "`");
                        }
                    }
                });
    }
}
