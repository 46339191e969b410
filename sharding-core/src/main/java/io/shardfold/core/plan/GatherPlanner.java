package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundColumn;
import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.bind.Source;
import io.shardfold.core.catalog.CatalogColumn;
import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rewrite.ShardTextBuilder;
import io.shardfold.core.rewrite.ShardTextBuilder.Replacement;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Locking;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.ast.Traversal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Plans to bring the rows that matter together on one data source, where the database itself runs
 * the statement as it stands.
 *
 * <p>What a row must fulfil to matter is pushed down as far as that is certain; columns that
 * nothing names stay behind.
 */
final class GatherPlanner {

    /** In characters, or bytes: four times as many bytes fit into every database's indexes. */
    private static final int INDEXED_LENGTH_MAX = 255;

    private final Planner planner;
    private final Planner.OfStatement statement;
    private final BoundStatement bound;

    GatherPlanner(Planner planner, Planner.OfStatement statement) {
        this.planner = planner;
        this.statement = statement;
        this.bound = statement.bound;
    }

    /** Null where rows can't be moved without changing what the statement says. */
    Gather plan(Span part) {
        String host = null;
        for (Source source : bound.sources()) {
            if (source.rule() instanceof TableRule.SingleTable single && host == null) {
                host = single.dataSource();
            }
        }
        Set<Source> moved = new LinkedHashSet<>();
        for (Source source : bound.sources()) {
            TableRule rule = source.rule();
            boolean elsewhere =
                    rule instanceof TableRule.SingleTable single
                            && !single.dataSource().equals(host);
            if (rule instanceof ShardedTable || elsewhere) {
                if (!isMovable(source)) {
                    return null;
                }
                moved.add(source);
            }
        }
        ShardTextBuilder text = statement.names.edits(statement.text, moved::contains);
        for (Source source : moved) {
            TableExpression.TableReference reference =
                    (TableExpression.TableReference) source.node();
            if (reference.suffix() != null) {
                // Index hints: a temporary table has none of these indexes. A sample is taken
                // where the rows are.
                text.replace(reference.suffix().span(), "");
            }
            if (!reference.partitions().isEmpty()) {
                int from = reference.name().span().end();
                text.replace(new Span(from, partitionsEnd(reference)), "");
            }
        }
        Map<Source, Set<String>> used = usedColumns(moved);
        Set<BoundColumn> joined = joinedColumns();
        boolean grouped = hasGroupBy();
        List<Gather.Input> inputs = new ArrayList<>();
        for (Source source : moved) {
            inputs.add(input(source, used.get(source), grouped, joined));
        }
        return Gather.ofRows(
                inputs,
                moved.stream().mapToInt(Source::index).toArray(),
                host,
                text.build(part.start(), part.end()));
    }

    private static boolean isMovable(Source source) {
        TableExpression.TableReference reference = (TableExpression.TableReference) source.node();
        return source.table() != null
                && (reference.suffix() == null
                        || reference.suffix().sampled()
                        || !reference.suffix().indexNames().isEmpty());
    }

    /** Behind the parenthesis of {@code PARTITION (p, ...)}. */
    private int partitionsEnd(TableExpression.TableReference reference) {
        List<Identifier> partitions = reference.partitions();
        int last = partitions.get(partitions.size() - 1).span().end();
        return bound.text().indexOf(')', last) + 1;
    }

    private boolean hasGroupBy() {
        boolean[] found = new boolean[1];
        Traversal.walk(
                bound.statement(),
                new Traversal.Visitor() {
                    @Override
                    public boolean query(Query query) {
                        found[0] |=
                                query instanceof Query.Select select && select.groupBy() != null;
                        return true;
                    }
                });
        return found[0];
    }

    /** By source the names of the columns that something names; null for all of them. */
    private Map<Source, Set<String>> usedColumns(Set<Source> moved) {
        Map<Source, Set<String>> used = new HashMap<>();
        moved.forEach(source -> used.put(source, new HashSet<>()));
        boolean[] all = new boolean[1];
        Traversal.walk(
                bound.statement(),
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression expression) {
                        if (expression instanceof Expression.Column column) {
                            BoundColumn meaning = bound.column(column);
                            if (meaning == null) {
                                // An alias is made of columns that are seen elsewhere; anything
                                // else may be any column.
                                all[0] |= bound.alias(column) == null && !isIn(outputs, column);
                            } else if (used.containsKey(meaning.source())) {
                                used.get(meaning.source()).add(meaning.name());
                            }
                        } else if (expression instanceof Expression.Star) {
                            all[0] |= !isIn(counted, expression);
                        }
                        return true;
                    }

                    @Override
                    public boolean query(Query query) {
                        all[0] |= query instanceof Query.Table;
                        if (query instanceof Query.SetOperation set) {
                            set.orderBy().forEach(item -> outputs.add(item.expression()));
                        }
                        if (query instanceof Query.Select select) {
                            for (Expression aggregate : Aggregates.in(select)) {
                                if (aggregate instanceof Expression.FunctionCall call) {
                                    call.arguments().stream()
                                            .filter(Expression.Star.class::isInstance)
                                            .forEach(counted::add);
                                }
                            }
                        }
                        return true;
                    }

                    @Override
                    public boolean table(TableExpression table) {
                        all[0] |=
                                table instanceof TableExpression.Join join
                                        && (join.natural() || !join.using().isEmpty());
                        return true;
                    }
                });
        if (all[0]) {
            moved.forEach(source -> used.put(source, null));
        }
        return used;
    }

    /** The stars of COUNT(*), by identity: they name no column. */
    private final List<Expression> counted = new ArrayList<>();

    /** What set operations are ordered by, by identity: columns of their results. */
    private final List<Expression> outputs = new ArrayList<>();

    private static boolean isIn(List<Expression> expressions, Expression wanted) {
        for (Expression one : expressions) {
            if (one == wanted) {
                return true;
            }
        }
        return false;
    }

    /** The outermost FOR UPDATE, where it is of this source: copies of rows lock nothing. */
    private String lock(Source source) {
        if (!(bound.statement() instanceof Statement.QueryStatement query)
                || query.query().locking().isEmpty()
                || !bound.outermost().sources().contains(source)) {
            return "";
        }
        Locking locking = query.query().locking().get(0);
        boolean named =
                locking.of().isEmpty()
                        || locking.of().stream()
                                .map(name -> name.name().value())
                                .anyMatch(source.name()::equalsIgnoreCase);
        if (!named) {
            return "";
        }
        return (locking.strength().startsWith("LOCK") ? " " : " FOR ")
                + locking.strength()
                + (locking.waiting() == null ? "" : " " + locking.waiting());
    }

    private Gather.Input input(
            Source source, Set<String> used, boolean grouped, Set<BoundColumn> joined) {
        List<String> primaryKey = grouped ? primaryKey(source.table()) : List.of();
        List<CatalogColumn> columns = new ArrayList<>();
        for (CatalogColumn column : source.table().columns()) {
            String name = column.name().toLowerCase(Locale.ROOT);
            boolean key = primaryKey.stream().anyMatch(name::equalsIgnoreCase);
            if (used == null || used.contains(name) || key) {
                columns.add(column);
            }
        }
        if (columns.isEmpty()) {
            columns.add(source.table().columns().get(0));
        }
        ShardTextBuilder base = statement.names.edits(statement.text, one -> one == source);
        Replacement rows = new Replacement().text("SELECT ");
        for (int i = 0; i < columns.size(); i++) {
            rows.text((i == 0 ? "" : ", ") + statement.names.quote(columns.get(i).name()));
        }
        boolean sharded = source.rule() instanceof ShardedTable;
        rows.text(" FROM ").table(source.index());
        TableExpression.TableReference reference = (TableExpression.TableReference) source.node();
        if (!reference.partitions().isEmpty()) {
            rows.copy(new Span(reference.name().span().end(), partitionsEnd(reference)));
        }
        rows.text(" AS " + statement.names.quote(source.name()));
        if (reference.suffix() != null && reference.suffix().sampled()) {
            rows.text(" ").copy(reference.suffix().span());
        }
        String word = " WHERE ";
        for (Expression term : pushed(source)) {
            rows.text(word + "(").copy(term.span()).text(")");
            word = " AND ";
        }
        ShardText text = base.build(rows.text(lock(source)));
        Targets targets = null;
        String dataSource = null;
        String own = null;
        if (sharded) {
            NodeCondition condition = new OccurrenceConditions(bound, planner.routers()).of(source);
            targets =
                    new Targets(
                            planner.routers().of((ShardedTable) source.rule(), source.table()),
                            condition,
                            statement.names.everyNameOf(source));
        } else {
            dataSource = ((TableRule.SingleTable) source.rule()).dataSource();
            own = statement.names.quote(source.rule().name());
        }
        boolean mysql = isMySql();
        List<String> indexes =
                planner.backend().h2() ? List.of() : indexes(source, columns, joined);
        return new Gather.Input(
                targets,
                dataSource,
                own,
                text,
                columns.size(),
                definition(columns, primaryKey, mysql ? indexes : List.of()),
                mysql ? List.of() : indexes);
    }

    /**
     * The columns that are compared with one of another table. A database without an index on them
     * looks through all rows of the one for each of the other.
     */
    private Set<BoundColumn> joinedColumns() {
        Set<BoundColumn> joined = new HashSet<>();
        Traversal.walk(
                bound.statement(),
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression expression) {
                        if (expression instanceof Expression.Compare compare
                                && compare.operator() == Expression.CompareOperator.EQUAL) {
                            BoundColumn left = bound.column(compare.left());
                            BoundColumn right = bound.column(compare.right());
                            if (left != null && right != null && left.source() != right.source()) {
                                joined.add(left);
                                joined.add(right);
                            }
                        }
                        return true;
                    }
                });
        return joined;
    }

    private List<String> indexes(
            Source source, List<CatalogColumn> columns, Set<BoundColumn> joined) {
        List<String> indexes = new ArrayList<>();
        for (BoundColumn column : joined) {
            for (CatalogColumn held : columns) {
                if (column.source() == source
                        && held.name().equalsIgnoreCase(column.name())
                        && isIndexable(held)) {
                    indexes.add(statement.names.quote(held.name()));
                }
            }
        }
        Collections.sort(indexes);
        return indexes;
    }

    /** Whether an index holds its values whole, in any database. */
    private static boolean isIndexable(CatalogColumn column) {
        return switch (column.type()) {
            case INTEGER, UNSIGNED, DECIMAL, BOOLEAN, DATE, TIME, TIMESTAMP, YEAR, UUID -> true;
            case TIMESTAMP_WITH_ZONE -> true;
            case TEXT, CHAR, BINARY -> column.length() > 0 && column.length() <= INDEXED_LENGTH_MAX;
            case FLOAT, ENUM, SET, BIT, JSON, OTHER -> false;
        };
    }

    private String definition(
            List<CatalogColumn> columns, List<String> primaryKey, List<String> indexes) {
        StringJoiner parts = new StringJoiner(", ");
        for (CatalogColumn column : columns) {
            parts.add(statement.names.quote(column.name()) + " " + column.declaration());
        }
        if (!primaryKey.isEmpty()) {
            StringJoiner key = new StringJoiner(", ", "PRIMARY KEY (", ")");
            primaryKey.forEach(name -> key.add(statement.names.quote(name)));
            parts.add(key.toString());
        }
        indexes.forEach(column -> parts.add("INDEX (" + column + ")"));
        return parts.toString();
    }

    private boolean isMySql() {
        return planner.backend().shardDialect() == Dialect.MYSQL;
    }

    /** Empty where a column of it is only indexed by its beginning, as MySQL's TEXT must be. */
    private List<String> primaryKey(CatalogTable table) {
        if (isMySql()) {
            for (String name : table.primaryKey()) {
                String type = table.column(name).typeName();
                if (type.endsWith("text") || type.endsWith("blob")) {
                    return List.of();
                }
            }
        }
        return table.primaryKey();
    }

    /** The terms that name this source alone, and mean the same wherever they stand. */
    private List<Expression> pushed(Source source) {
        List<Expression> result = new ArrayList<>();
        for (Expression condition :
                new OccurrenceConditions(bound, planner.routers()).conditions(source)) {
            List<Expression> terms =
                    condition instanceof Expression.And and ? and.terms() : List.of(condition);
            for (Expression term : terms) {
                if (isOwn(term, source)) {
                    result.add(term);
                }
            }
        }
        return result;
    }

    private boolean isOwn(Expression term, Source source) {
        boolean[] own = {true};
        Traversal.walk(
                term,
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression expression) {
                        if (expression instanceof Expression.Column column) {
                            BoundColumn meaning = bound.column(column);
                            own[0] &= meaning != null && meaning.source() == source;
                        } else if (expression instanceof Expression.Variable
                                || expression instanceof Expression.Star) {
                            own[0] = false;
                        } else if (expression instanceof Expression.FunctionCall call) {
                            own[0] &= call.over() == null && !Volatile.isVolatile(call);
                        }
                        return true;
                    }

                    @Override
                    public boolean query(Query query) {
                        own[0] = false;
                        return false;
                    }
                });
        return own[0];
    }
}
