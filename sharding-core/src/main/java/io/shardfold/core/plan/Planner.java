package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.bind.Source;
import io.shardfold.core.catalog.Catalog;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rewrite.ShardTextBuilder;
import io.shardfold.core.rule.Rules;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.GroupBy;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.ast.Traversal;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.lex.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Makes the plan of a statement. Holds what is the same for all statements of a catalog;
 * thread-safe.
 */
public final class Planner {

    private final Rules rules;
    private final Catalog catalog;
    private final Routers routers;
    private final Backend backend;

    public Planner(Rules rules, Catalog catalog, Routers routers, Backend backend) {
        this.rules = rules;
        this.catalog = catalog;
        this.routers = routers;
        this.backend = backend;
    }

    /**
     * @return null for an EXPLAIN that is answered by the plan of the statement inside it
     * @throws StatementException 0A000 / 1235 for what no plan answers, with its position
     */
    public Plan plan(BoundStatement bound, Fingerprint text) {
        Statement statement = bound.statement();
        ConnectionState.refuse(bound);
        if (statement instanceof Statement.QueryStatement query
                && query.query() instanceof Query.Select select
                && select.into() != null) {
            // Into variables, which are the session's.
            return new Plan.SessionCommand(allLiterals(text));
        }
        return switch (statement.kind()) {
            case QUERY ->
                    new OfStatement(bound, text)
                            .query(((Statement.QueryStatement) statement).query(), whole(text));
            case INSERT -> new InsertPlanner(this, bound, text).plan((Statement.Insert) statement);
            case UPDATE ->
                    new WritePlanner(this, new OfStatement(bound, text))
                            .update((Statement.Update) statement);
            case DELETE ->
                    new WritePlanner(this, new OfStatement(bound, text))
                            .delete((Statement.Delete) statement);
            case EXPLAIN -> new OfStatement(bound, text).explain((Statement.Explain) statement);
            case BEGIN,
                    COMMIT,
                    ROLLBACK,
                    SAVEPOINT,
                    RELEASE_SAVEPOINT,
                    SET_TRANSACTION,
                    SET,
                    RESET,
                    SHOW,
                    USE,
                    EMPTY ->
                    new Plan.SessionCommand(allLiterals(text));
            case DDL -> new DefinitionPlanner(this, text).plan((Ddl) statement);
            case UTILITY -> utility((Utility) statement, bound, text);
            case MERGE, OTHER -> new OfStatement(bound, text).other(statement);
        };
    }

    private Plan utility(Utility utility, BoundStatement bound, Fingerprint text) {
        return switch (utility.utilityKind()) {
            case TRUNCATE -> new DefinitionPlanner(this, text).truncate((Utility.Truncate) utility);
            case MAINTENANCE ->
                    new DefinitionPlanner(this, text).maintenance((Utility.Maintenance) utility);
            case CALL, DO -> new OfStatement(bound, text).other(utility);
            case PREPARE, EXECUTE, DEALLOCATE -> new Plan.SessionCommand(allLiterals(text));
            default ->
                    throw StatementException.notSupported(
                            utility.utilityKind().name().replace('_', ' '),
                            utility.span().start(),
                            "It concerns one connection of one server.");
        };
    }

    static Span whole(Fingerprint text) {
        return new Span(0, text.text().length());
    }

    static int[] allLiterals(Fingerprint text) {
        int[] all = new int[text.literalCount()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return all;
    }

    Routers routers() {
        return routers;
    }

    Catalog catalog() {
        return catalog;
    }

    Backend backend() {
        return backend;
    }

    Rules rules() {
        return rules;
    }

    /** Where a table goes that no rule names. */
    String defaultDataSource() {
        String name = rules.defaultDataSource();
        return name == null ? rules.dataSources().get(0) : name;
    }

    /** One statement on its way to a plan. */
    final class OfStatement {
        final BoundStatement bound;
        final Fingerprint text;
        final Spreads spreads;
        final SourceNames names;
        final ShardTextBuilder base;
        final TextOrder textOrder;

        OfStatement(BoundStatement bound, Fingerprint text) {
            this.bound = bound;
            this.text = text;
            this.spreads = new Spreads(bound, routers);
            this.names = new SourceNames(bound, backend);
            this.base = names.edits(text);
            this.textOrder = new TextOrder(bound, catalog, backend);
        }

        // ---- queries

        Plan query(Query query, Span part) {
            Query inner = query;
            while (inner instanceof Query.Nested nested
                    && nested.orderBy().isEmpty()
                    && nested.limit() == null
                    && nested.with() == null) {
                inner = nested.query();
            }
            boolean write = writes(query);
            ShardText one = base.build(part.start(), part.end());
            Spread rows =
                    inner instanceof Query.Select select
                            ? spreads.block(select).rows()
                            : spreads.spread(inner);
            Expression userAggregate = userAggregate(query);
            if (userAggregate != null && rows instanceof Spread.Sharded) {
                // Only the database knows how its parts would be put together.
                rows =
                        new Spread.Scattered(
                                "A user-defined aggregate over several shards",
                                userAggregate.span().start());
            }
            if (changesData(query)) {
                rows = new Spread.Scattered("A WITH query that changes data", query.span().start());
            }
            return switch (rows.kind()) {
                case EVERYWHERE ->
                        new Plan.PassThrough(one, placeOfSequences(query), write, NO_LITERALS);
                case ONE ->
                        new Plan.PassThrough(
                                one, ((Spread.One) rows).dataSource(), write, NO_LITERALS);
                case SHARDED -> scatter(inner, (Spread.Sharded) rows, one, part, write);
                case SCATTERED ->
                        apart(
                                (Spread.Scattered) rows,
                                one,
                                part,
                                write,
                                !write || locksOnly(query),
                                false);
            };
        }

        /**
         * A sequence counts on one data source: always on the same, so that no number comes twice.
         *
         * @return null where the query asks none
         */
        private String placeOfSequences(Query query) {
            boolean[] asked = new boolean[1];
            Traversal.walk(
                    query,
                    new Traversal.Visitor() {
                        @Override
                        public boolean expression(Expression expression) {
                            asked[0] |=
                                    expression instanceof Expression.FunctionCall call
                                            && Volatile.countsOnOneServer(call);
                            return true;
                        }
                    });
            if (!asked[0]) {
                return null;
            }
            return rules.defaultDataSource() != null
                    ? rules.defaultDataSource()
                    : rules.dataSources().get(0);
        }

        private Plan scatter(
                Query query, Spread.Sharded rows, ShardText one, Span part, boolean write) {
            Targets targets = targets(rows);
            SelectScatter.Result result = null;
            if (query instanceof Query.Select select) {
                result =
                        new SelectScatter(bound, select, spreads, textOrder, backend, base)
                                .split(part);
            } else if (query.orderBy().isEmpty() && query.limit() == null) {
                Merge merge =
                        new Merge(
                                0,
                                List.of(),
                                null,
                                false,
                                null,
                                null,
                                null,
                                false,
                                List.of("rows of the shards one after the other"));
                result = new SelectScatter.Result(one, merge);
            }
            int[] fixed = fixedLiterals();
            if (result != null) {
                return new Plan.Scatter(
                        targets,
                        one,
                        result.many(),
                        result.merge(),
                        null,
                        write,
                        false,
                        List.of(),
                        null,
                        fixed);
            }
            Gather gather =
                    !write
                            ? gather(query, targets, part)
                            : locksOnly(query)
                                    ? new GatherPlanner(Planner.this, this).plan(part)
                                    : null;
            StatementException refusal =
                    gather != null
                            ? null
                            : StatementException.notSupported(
                                    "This query over several shards",
                                    query.span().start(),
                                    "Restrict the sharding key to one shard.");
            return new Plan.Scatter(
                    targets,
                    one,
                    null,
                    null,
                    gather,
                    write,
                    false,
                    List.of(),
                    refusal,
                    allLiterals(text));
        }

        /** Groups where they can be merged, else the rows themselves. */
        private Gather gather(Query query, Targets targets, Span part) {
            Gather groups = null;
            if (query instanceof Query.Select select) {
                Spreads.BlockSpread block = spreads.block(select);
                if (block.aggregated() && !block.groupsAreLocal()) {
                    groups =
                            new GroupGather(
                                            bound,
                                            select,
                                            textOrder,
                                            backend,
                                            base,
                                            names.edits(text, source -> false))
                                    .plan(targets);
                }
            }
            return groups != null ? groups : new GatherPlanner(Planner.this, this).plan(part);
        }

        /** Tables that aren't placed alike. */
        Plan apart(
                Spread.Scattered scattered,
                ShardText one,
                Span part,
                boolean write,
                boolean mayGather,
                boolean returning) {
            List<Targets> targets = new ArrayList<>();
            List<Integer> sources = new ArrayList<>();
            String dataSource = null;
            boolean onePlace = true;
            for (Source source : bound.sources()) {
                TableRule rule = source.rule();
                if (rule instanceof ShardedTable sharded) {
                    NodeCondition condition = new OccurrenceConditions(bound, routers).of(source);
                    targets.add(
                            new Targets(
                                    routers.of(sharded, source.table()),
                                    condition,
                                    names.of(source)));
                    sources.add(source.index());
                } else if (rule instanceof TableRule.SingleTable single) {
                    onePlace =
                            onePlace
                                    && (dataSource == null
                                            || dataSource.equals(single.dataSource()));
                    dataSource = single.dataSource();
                }
            }
            Gather gather = mayGather ? new GatherPlanner(Planner.this, this).plan(part) : null;
            StatementException refusal =
                    gather != null
                            ? null
                            : StatementException.notSupported(
                                    scattered.reason(), scattered.position(), ADVICE);
            if (!onePlace) {
                if (gather == null) {
                    throw refusal;
                }
                // No value brings the single tables together.
                targets = List.of();
                sources = List.of();
                one = null;
            }
            return new Plan.Apart(
                    targets,
                    sources.stream().mapToInt(Integer::intValue).toArray(),
                    dataSource,
                    one,
                    write,
                    returning,
                    gather,
                    refusal,
                    allLiterals(text));
        }

        Targets targets(Spread.Sharded rows) {
            return new Targets(rows.router(), rows.condition(), names.all());
        }

        // ---- the rest

        /**
         * @return null where the shards can't be asked for their plans of the statement as it
         *     stands: its own plan says what they are asked
         */
        Plan explain(Statement.Explain explain) {
            Statement inner = explain.statement();
            boolean runs =
                    (explain.verb() + " " + explain.options())
                                    .toUpperCase(Locale.ROOT)
                                    .contains("ANALYZE")
                            && !(inner instanceof Statement.QueryStatement);
            if (runs && bound.sources().stream().anyMatch(source -> isManifold(source.rule()))) {
                throw StatementException.notSupported(
                        "EXPLAIN ANALYZE of a write to shards or copies",
                        explain.span().start(),
                        "It would be run on each by itself: use EXPLAIN.");
            }
            Spread rows = Spread.EVERYWHERE;
            if (inner instanceof Statement.QueryStatement query) {
                rows =
                        query.query() instanceof Query.Select select
                                ? spreads.block(select).rows()
                                : spreads.spread(query.query());
            } else if (inner instanceof Statement.Update update) {
                List<TableExpression> tables = new ArrayList<>(update.tables());
                tables.addAll(update.from());
                rows = spreads.rows(tables, update.where(), update.assignments(), List.of());
            } else if (inner instanceof Statement.Delete delete && !delete.multiTable()) {
                rows =
                        spreads.rows(
                                new ArrayList<>(delete.targets()),
                                delete.where(),
                                List.of(),
                                List.of());
            } else if (inner instanceof Statement.Insert) {
                boolean manifold =
                        bound.sources().stream().anyMatch(source -> isManifold(source.rule()));
                return manifold ? null : other(explain);
            } else {
                return other(explain);
            }
            ShardText one = base.build();
            return switch (rows.kind()) {
                case EVERYWHERE -> new Plan.PassThrough(one, null, false, NO_LITERALS);
                case ONE ->
                        new Plan.PassThrough(
                                one, ((Spread.One) rows).dataSource(), false, NO_LITERALS);
                case SHARDED -> {
                    Merge merge =
                            new Merge(
                                    0,
                                    List.of(),
                                    null,
                                    false,
                                    null,
                                    null,
                                    null,
                                    false,
                                    List.of("each shard's plan"));
                    yield new Plan.Scatter(
                            targets((Spread.Sharded) rows),
                            one,
                            one,
                            merge,
                            null,
                            false,
                            false,
                            List.of(),
                            null,
                            NO_LITERALS);
                }
                case SCATTERED -> null;
            };
        }

        private static boolean isManifold(TableRule rule) {
            return rule instanceof ShardedTable || rule instanceof TableRule.BroadcastTable;
        }

        /** A statement that isn't modelled: to the one data source that its tables are in. */
        Plan other(Statement statement) {
            String dataSource = null;
            for (Source source : bound.sources()) {
                dataSource = place(source.rule(), source.node().span().start(), dataSource);
            }
            if (statement instanceof Statement.Merge merge) {
                // Its tables aren't bound: none of them may be sharded.
                List<TableExpression> tables = List.of(merge.target(), merge.source());
                for (TableExpression table : tables) {
                    if (table instanceof TableExpression.TableReference reference) {
                        dataSource =
                                place(
                                        rules.table(reference.name().name().value()),
                                        reference.span().start(),
                                        dataSource);
                    } else {
                        throw StatementException.notSupported(
                                "MERGE from a query", table.span().start(), null);
                    }
                }
            }
            if (statement instanceof Statement.Other other) {
                for (var name : other.tables()) {
                    dataSource =
                            place(
                                    rules.table(name.name().value()),
                                    name.span().start(),
                                    dataSource);
                }
            }
            return new Plan.PassThrough(base.build(), dataSource, true, allLiterals(text));
        }

        private String place(TableRule rule, int position, String dataSource) {
            if (rule == null) {
                return dataSource;
            }
            String verb = text.text().strip().split("\\s+", 2)[0].toUpperCase(Locale.ROOT);
            return switch (rule.kind()) {
                case SHARDED ->
                        throw StatementException.notSupported(
                                verb + " of the sharded table " + rule.name(), position, null);
                case BROADCAST ->
                        throw StatementException.notSupported(
                                verb + " of the broadcast table " + rule.name(), position, null);
                case SINGLE -> {
                    String place = ((TableRule.SingleTable) rule).dataSource();
                    if (dataSource != null && !dataSource.equals(place)) {
                        throw StatementException.notSupported(
                                verb + " of single tables of " + dataSource + " and " + place,
                                position,
                                null);
                    }
                    yield place;
                }
            };
        }

        // ---- literals

        /**
         * The literals on which a plan depends: those in select lists, GROUP BY, ORDER BY and
         * HAVING, at any depth. A position there names a column, and two expressions are one if
         * they read the same.
         */
        int[] fixedLiterals() {
            TreeSet<Integer> fixed = new TreeSet<>();
            boolean[] joined = new boolean[1];
            Traversal.Visitor collecting =
                    new Traversal.Visitor() {
                        @Override
                        public boolean expression(Expression expression) {
                            if (expression instanceof Expression.Literal literal
                                    && literal.index() >= 0) {
                                fixed.add(literal.index());
                            }
                            return true;
                        }
                    };
            Traversal.walk(
                    bound.statement(),
                    new Traversal.Visitor() {
                        @Override
                        public boolean query(Query query) {
                            query.orderBy()
                                    .forEach(item -> Traversal.walk(item.expression(), collecting));
                            if (query instanceof Query.Select select) {
                                select.items()
                                        .forEach(
                                                item ->
                                                        Traversal.walk(
                                                                item.expression(), collecting));
                                select.distinctOn()
                                        .forEach(
                                                expression ->
                                                        Traversal.walk(expression, collecting));
                                Traversal.walk(select.having(), collecting);
                                if (select.groupBy() != null) {
                                    select.groupBy().elements().forEach(this::group);
                                }
                            }
                            return true;
                        }

                        private void group(GroupBy.Element element) {
                            if (element.expression() != null) {
                                Traversal.walk(element.expression().expression(), collecting);
                            }
                            element.parts().forEach(this::group);
                        }

                        @Override
                        public boolean expression(Expression expression) {
                            // A string of several tokens has a value in the plan, not in the text.
                            joined[0] |=
                                    expression instanceof Expression.Literal literal
                                            && literal.index() < 0
                                            && literal.type() == Expression.LiteralType.STRING;
                            return true;
                        }
                    });
            return joined[0]
                    ? allLiterals(text)
                    : fixed.stream().mapToInt(Integer::intValue).toArray();
        }

        /** A call of an aggregate that users have made; null where there is none. */
        private Expression userAggregate(Query query) {
            Expression[] found = new Expression[1];
            Traversal.walk(
                    query,
                    new Traversal.Visitor() {
                        @Override
                        public boolean expression(Expression expression) {
                            if (expression instanceof Expression.FunctionCall call
                                    && catalog.isUserAggregate(call.name().name().value())) {
                                found[0] = expression;
                            }
                            return true;
                        }
                    });
            return found[0];
        }
    }

    static final int[] NO_LITERALS = new int[0];

    static final String ADVICE = "Join on the sharding keys, or restrict each table to one shard.";

    /** Whether a query locks or changes rows, so that it must not run on a copy. */
    static boolean writes(Query query) {
        boolean[] found = new boolean[] {changesData(query)};
        Traversal.walk(
                query,
                new Traversal.Visitor() {
                    @Override
                    public boolean query(Query inner) {
                        found[0] |= !inner.locking().isEmpty();
                        return true;
                    }
                });
        return found[0];
    }

    /**
     * Whether all that a query writes are the locks of its outermost FOR UPDATE, so that the rows
     * can be locked where they are read.
     */
    private static boolean locksOnly(Query query) {
        int[] locking = new int[1];
        Traversal.walk(
                query,
                new Traversal.Visitor() {
                    @Override
                    public boolean query(Query inner) {
                        locking[0] += inner.locking().size();
                        return true;
                    }
                });
        return !changesData(query)
                && locking[0] == 1
                && query instanceof Query.Select select
                && select.locking().size() == 1;
    }

    private static boolean changesData(Query query) {
        return query.with() != null
                && query.with().tables().stream()
                        .anyMatch(table -> table.statement().kind() != Statement.Kind.QUERY);
    }
}
