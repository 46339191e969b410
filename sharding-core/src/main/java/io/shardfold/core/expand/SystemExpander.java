package io.shardfold.core.expand;

import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.bind.Source;
import io.shardfold.core.catalog.SystemCatalog;
import io.shardfold.core.rewrite.TextEdits;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.ast.Traversal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes a statement on {@code information_schema} or {@code pg_catalog} show logical tables: each
 * of its relations gives way to a query that leaves the physical tables out, but for one that
 * stands for the logical table under its name.
 *
 * <p>Thread-safe.
 */
public final class SystemExpander extends NameExpander {

    /** Columns that every table of PostgreSQL has and {@code *} doesn't show. */
    private static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "xmin", "xmax", "ctid");

    /** A derived table has no such columns, and a temporary one others: they go by other names. */
    static final String SYSTEM_PREFIX = "shardfold_";

    /** Temporary tables are each statement's own. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final SystemCatalog system;
    private final CatalogText texts;

    public SystemExpander(SystemCatalog system, Dialect dialect) {
        super(dialect);
        this.system = system;
        this.texts =
                dialect == Dialect.MYSQL
                        ? new MySqlCatalogText(system)
                        : new PostgresqlCatalogText(system);
    }

    /** An occurrence of a relation, and the queries that take its place by data source. */
    private record Occurrence(
            TableExpression.TableReference reference, Map<String, String> queries) {}

    /** Null where the statement doesn't ask the catalog. */
    public SystemExpansion expand(BoundStatement bound) {
        if (system.host() == null) {
            return null;
        }
        List<Occurrence> occurrences = new ArrayList<>();
        for (Source source : bound.sources()) {
            if (source.isTable()) {
                Occurrence one = occurrence((TableExpression.TableReference) source.node(), bound);
                if (one != null) {
                    occurrences.add(one);
                }
            }
        }
        TextEdits onHost = new TextEdits(bound.text());
        for (Occurrence one : occurrences) {
            put("(" + one.queries.get(system.host()) + ")", one.reference, onHost);
        }
        columns(bound, occurrences, onHost);
        boolean calls = calls(bound.statement(), onHost, null);
        if (occurrences.isEmpty() && !calls) {
            return null;
        }
        labels(bound, onHost, system.isMariaDb());
        return system.hasOthers()
                ? together(bound, occurrences, onHost)
                : new SystemExpansion(system.host(), onHost, null, List.of());
    }

    private SystemExpansion together(
            BoundStatement bound, List<Occurrence> occurrences, TextEdits onHost) {
        String prefix = "shardfold_catalog_" + NUMBERS.incrementAndGet() + "_";
        List<SystemExpansion.Relation> relations = new ArrayList<>();
        TextEdits together = new TextEdits(bound.text());
        for (Occurrence one : occurrences) {
            if (one.queries.size() == 1) {
                put("(" + one.queries.get(system.host()) + ")", one.reference, together);
            } else {
                String table = prefix + relations.size();
                relations.add(relation(table, one.queries));
                put(table, one.reference, together);
            }
        }
        columns(bound, occurrences, together);
        calls(
                bound.statement(),
                together,
                new PostgresqlCalls.Others() {
                    private String definitions;
                    private String classes;

                    @Override
                    public String definitions() {
                        if (definitions == null) {
                            definitions = prefix + relations.size();
                            relations.add(
                                    relation(
                                            definitions,
                                            ((PostgresqlCatalogText) texts).definitions()));
                        }
                        return definitions;
                    }

                    @Override
                    public String classes() {
                        if (classes == null) {
                            classes = prefix + relations.size();
                            relations.add(
                                    relation(classes, queries("pg_catalog", "pg_class", Set.of())));
                        }
                        return classes;
                    }
                });
        labels(bound, together, system.isMariaDb());
        return relations.isEmpty()
                ? new SystemExpansion(system.host(), onHost, null, List.of())
                : new SystemExpansion(system.host(), onHost, together, relations);
    }

    private SystemExpansion.Relation relation(String table, Map<String, String> queries) {
        List<SystemExpansion.Part> parts = new ArrayList<>();
        parts.add(new SystemExpansion.Part(system.host(), queries.get(system.host())));
        queries.forEach(
                (dataSource, sql) -> {
                    if (!dataSource.equals(system.host())) {
                        parts.add(new SystemExpansion.Part(dataSource, sql));
                    }
                });
        return new SystemExpansion.Relation(table, parts);
    }

    private Occurrence occurrence(TableExpression.TableReference reference, BoundStatement bound) {
        String relation = folded(reference.name().name());
        Identifier qualifier = reference.name().qualifier();
        String schema = qualifier == null ? null : folded(qualifier);
        if (dialect == Dialect.POSTGRESQL && schema == null) {
            schema = "pg_catalog";
        }
        boolean known =
                "information_schema".equals(schema)
                        || dialect == Dialect.POSTGRESQL && "pg_catalog".equals(schema);
        if (!known || system.columns(schema, relation) == null) {
            return null;
        }
        Map<String, String> queries = queries(schema, relation, systemColumns(bound));
        return queries.isEmpty() ? null : new Occurrence(reference, queries);
    }

    /** By data source; empty for a relation that is the same everywhere. */
    private Map<String, String> queries(String schema, String relation, Set<String> more) {
        Map<String, String> queries = new TreeMap<>();
        for (String dataSource : system.places().keySet()) {
            boolean asked =
                    dataSource.equals(system.host())
                            || !system.places().get(dataSource).shown().isEmpty();
            String sql = asked ? texts.query(schema, relation, dataSource, more) : null;
            if (sql != null) {
                queries.put(dataSource, sql);
            }
        }
        return queries.containsKey(system.host()) ? queries : Map.of();
    }

    private Set<String> systemColumns(BoundStatement bound) {
        Set<String> found = new TreeSet<>();
        if (dialect == Dialect.POSTGRESQL) {
            Traversal.walk(
                    bound.statement(),
                    new Traversal.Visitor() {
                        @Override
                        public boolean expression(Expression expression) {
                            if (expression instanceof Expression.Column column
                                    && SYSTEM_COLUMNS.contains(folded(column.name()))) {
                                found.add(folded(column.name()));
                            }
                            return true;
                        }
                    });
        }
        return found;
    }

    private void columns(BoundStatement bound, List<Occurrence> occurrences, TextEdits edits) {
        qualifiers(
                bound.statement(), occurrences.stream().map(Occurrence::reference).toList(), edits);
        if (occurrences.isEmpty() || dialect == Dialect.MYSQL) {
            return;
        }
        Set<String> named = new TreeSet<>();
        occurrences.forEach(one -> named.add(folded(nameOf(one.reference))));
        boolean all = bound.sources().size() == occurrences.size();
        Traversal.walk(
                bound.statement(),
                new Traversal.Visitor() {
                    private boolean isOfCatalog(Expression.Column column) {
                        return SYSTEM_COLUMNS.contains(folded(column.name()))
                                && (column.qualifier() == null
                                        ? all
                                        : named.contains(folded(column.qualifier())));
                    }

                    @Override
                    public boolean expression(Expression expression) {
                        if (expression instanceof Expression.Column column && isOfCatalog(column)) {
                            edits.replace(
                                    column.name().span(), SYSTEM_PREFIX + folded(column.name()));
                        }
                        return true;
                    }

                    @Override
                    public boolean query(Query query) {
                        if (query instanceof Query.Select select) {
                            for (SelectItem item : select.items()) {
                                if (item.alias() == null
                                        && item.expression() instanceof Expression.Column column
                                        && isOfCatalog(column)) {
                                    edits.insert(item.span().end(), " AS " + folded(column.name()));
                                }
                            }
                        }
                        return true;
                    }
                });
    }

    private boolean calls(Statement statement, TextEdits edits, PostgresqlCalls.Others others) {
        return dialect == Dialect.POSTGRESQL
                && new PostgresqlCalls((PostgresqlCatalogText) texts)
                        .edit(statement, edits, others);
    }
}
