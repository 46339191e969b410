package io.shardfold.core.plan;

import io.shardfold.core.bind.Binder;
import io.shardfold.core.bind.BoundColumn;
import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.bind.Source;
import io.shardfold.core.rewrite.ShardTextBuilder;
import io.shardfold.core.rewrite.ShardTextBuilder.Replacement;
import io.shardfold.core.rule.DataNode;
import io.shardfold.core.rule.ShardedTable;
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
import io.shardfold.sql.lex.Fingerprint;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the tables of a statement are called on each node, and the edits that put these names into
 * the text.
 */
final class SourceNames {

    private final BoundStatement bound;
    private final Backend backend;
    private final Dialect dialect;
    private final String[][] names;

    SourceNames(BoundStatement bound, Backend backend) {
        this.bound = bound;
        this.backend = backend;
        this.dialect = backend.dialect();
        this.names = new String[bound.sources().size()][];
        for (Source source : bound.sources()) {
            if (source.rule() instanceof ShardedTable table && source.isTable()) {
                names[source.index()] = physical(source, table);
            }
        }
    }

    /** By source and node. */
    String[][] all() {
        return names;
    }

    /** Of one source alone: the others keep theirs. */
    String[][] of(Source source) {
        String[][] result = new String[names.length][];
        result[source.index()] = names[source.index()];
        return result;
    }

    private String[] physical(Source source, ShardedTable table) {
        List<DataNode> nodes = table.nodes();
        Identifier written = ((TableExpression.TableReference) source.node()).name().name();
        String[] result = new String[nodes.size()];
        boolean renamed = false;
        for (int i = 0; i < result.length; i++) {
            String name = nodes.get(i).table();
            renamed |= !name.equals(written.value());
            result[i] = written.quoted() || !isPlain(name) ? quote(name) : name;
        }
        return renamed ? result : null;
    }

    private boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter =
                    c >= 'a' && c <= 'z'
                            || c == '_'
                            || backend.shardDialect() == Dialect.MYSQL && c >= 'A' && c <= 'Z';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    String quote(String name) {
        return backend.quote(name);
    }

    /**
     * The physical names of a source's table, whether it is called differently on its nodes or not.
     */
    String[][] everyNameOf(Source source) {
        String[][] result = new String[names.length][];
        List<DataNode> nodes = ((ShardedTable) source.rule()).nodes();
        result[source.index()] =
                nodes.stream()
                        .map(node -> isPlain(node.table()) ? node.table() : quote(node.table()))
                        .toArray(String[]::new);
        return result;
    }

    /** The edits that every text of the statement needs. */
    ShardTextBuilder edits(Fingerprint text) {
        return edits(text, source -> names[source.index()] != null);
    }

    /**
     * No edits: for a text that is read again as the client's own. Placeholders that are written
     * {@code $n} stay, and take the values of the whole statement.
     */
    ShardTextBuilder unedited(Fingerprint text) {
        return new ShardTextBuilder(text, isNumbered(text) ? List.of() : bound.parameters(), false);
    }

    private boolean isNumbered(Fingerprint text) {
        return dialect == Dialect.POSTGRESQL
                && !bound.parameters().isEmpty()
                && text.text().charAt(bound.parameters().get(0).span().start()) == '$';
    }

    /**
     * @param renamed the sources whose name a run puts in
     */
    ShardTextBuilder edits(Fingerprint text, Predicate<Source> renamed) {
        ShardTextBuilder builder = new ShardTextBuilder(text, bound.parameters(), isNumbered(text));
        // MySQL's DELETE and INSERT take no alias everywhere: there the qualifiers of columns
        // change with the table's name.
        Statement statement =
                bound.statement() instanceof Statement.Explain explain
                        ? explain.statement()
                        : bound.statement();
        boolean qualifiers =
                dialect == Dialect.MYSQL
                        && (statement instanceof Statement.Insert
                                || statement instanceof Statement.Delete delete
                                        && !delete.multiTable());
        for (Source source : bound.sources()) {
            if (source.isTable()) {
                rename(
                        (TableExpression.TableReference) source.node(),
                        source,
                        builder,
                        qualifiers,
                        renamed);
            }
        }
        tableQueries(builder, renamed);
        for (var entry : bound.columns().entrySet()) {
            column(entry.getKey(), entry.getValue(), builder, qualifiers, renamed);
        }
        SessionValues.addEdits(bound, builder);
        if (dialect == Dialect.MYSQL) {
            keepLabels(builder);
        }
        return builder;
    }

    /** {@code TABLE t} takes no alias. */
    private void tableQueries(ShardTextBuilder builder, Predicate<Source> isRenamed) {
        Traversal.walk(
                bound.statement(),
                new Traversal.Visitor() {
                    @Override
                    public boolean query(Query query) {
                        if (query instanceof Query.Table table) {
                            Source source = bound.source(table.table());
                            if (source != null && source.isTable() && isRenamed.test(source)) {
                                int start =
                                        table.with() == null
                                                ? table.span().start()
                                                : table.with().span().end();
                                builder.replace(
                                        new Span(start, table.table().span().start()),
                                        " SELECT * FROM ");
                            }
                        }
                        return true;
                    }
                });
    }

    /**
     * In MySQL an unnamed expression is called by its text: where that changes, it gets its old
     * text for a name.
     */
    private void keepLabels(ShardTextBuilder builder) {
        Traversal.walk(
                bound.statement(),
                new Traversal.Visitor() {
                    @Override
                    public boolean query(Query query) {
                        if (query instanceof Query.Select select) {
                            for (SelectItem item : select.items()) {
                                boolean named =
                                        item.alias() != null
                                                || item.expression() instanceof Expression.Column
                                                || item.expression() instanceof Expression.Star;
                                if (!named
                                        && !SessionValues.isValue(item.expression(), dialect)
                                        && builder.isEdited(item.span())) {
                                    builder.insert(
                                            item.span().end(),
                                            " AS " + quote(item.span().of(bound.text())));
                                }
                            }
                        }
                        return true;
                    }
                });
    }

    private void rename(
            TableExpression.TableReference reference,
            Source source,
            ShardTextBuilder builder,
            boolean qualifiers,
            Predicate<Source> isRenamed) {
        QualifiedName name = reference.name();
        Identifier last = name.name();
        if (isRenamed.test(source)) {
            boolean target = isTarget(source);
            builder.table(last.span(), source.index());
            if (reference.alias() == null && !(qualifiers && target)) {
                int end =
                        reference.suffix() != null
                                ? reference.suffix().span().start()
                                : reference.span().end();
                String space = reference.suffix() != null ? " " : "";
                builder.insert(
                        end, new Replacement().text(" AS ").copy(last.span(), false).text(space));
            }
        }
        boolean system = Binder.isSystemSchema(name.qualifier());
        if (dialect == Dialect.MYSQL && name.parts().size() > 1 && !system) {
            // The logical database's name: the shards' databases have others.
            builder.replace(new Span(name.span().start(), last.span().start()), "");
        }
    }

    private boolean isTarget(Source source) {
        return bound.outermost() != null
                && !bound.outermost().sources().isEmpty()
                && bound.outermost().sources().get(0) == source;
    }

    private void column(
            Expression.Column column,
            BoundColumn meaning,
            ShardTextBuilder builder,
            boolean qualifiers,
            Predicate<Source> isRenamed) {
        List<Identifier> parts = column.parts();
        Source source = meaning.source();
        if (parts.size() < 2 || !source.isTable()) {
            return;
        }
        boolean renamed = isRenamed.test(source);
        Identifier table = parts.get(parts.size() - 2);
        if (parts.size() > 2 && (renamed || dialect == Dialect.MYSQL)) {
            builder.replace(new Span(parts.get(0).span().start(), table.span().start()), "");
        }
        boolean hasAlias = ((TableExpression.TableReference) source.node()).alias() != null;
        if (renamed && qualifiers && !hasAlias && isTarget(source)) {
            builder.table(table.span(), source.index());
        }
    }
}
