package io.shardfold.core.plan;

import io.shardfold.core.bind.Block;
import io.shardfold.core.bind.BoundColumn;
import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.bind.Source;
import io.shardfold.core.plan.Spread.Scattered;
import io.shardfold.core.plan.Spread.Sharded;
import io.shardfold.core.rule.Router;
import io.shardfold.core.rule.ShardedTable;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.ast.Assignment;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.GroupBy;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.ast.Traversal;
import io.shardfold.sql.ast.WindowSpecification;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Says for each query of a statement how its rows lie over the shards.
 *
 * <p>The safe answer is {@link Scattered}: it costs a slower way or a refusal. Any other answer is
 * a promise that running the query on each node and putting the parts together gives just the rows
 * of one unsharded database.
 */
final class Spreads {

    /**
     * What is known of one SELECT's FROM and WHERE, and whether what follows can be done on each
     * node alone.
     */
    record BlockSpread(
            Spread rows,
            Equalities equalities,
            boolean aggregated,
            boolean groupsAreLocal,
            boolean distinctIsLocal,
            Expression strayWindow) {}

    private final BoundStatement bound;
    private final Routers routers;
    private final Map<Query, Spread> known = new IdentityHashMap<>();
    private final Map<Query.Select, BlockSpread> blocks = new IdentityHashMap<>();

    Spreads(BoundStatement bound, Routers routers) {
        this.bound = bound;
        this.routers = routers;
    }

    BlockSpread block(Query.Select select) {
        spread(select);
        return blocks.get(select);
    }

    /** Of a query as a part of a larger one: with all its clauses done where it stands. */
    Spread spread(Query query) {
        Spread result = known.get(query);
        if (result == null) {
            result =
                    switch (query.kind()) {
                        case SELECT -> select((Query.Select) query);
                        case SET_OPERATION -> set((Query.SetOperation) query);
                        case VALUES -> Spread.EVERYWHERE;
                        case TABLE ->
                                limited(source(bound.source(((Query.Table) query).table())), query);
                        case NESTED -> limited(spread(((Query.Nested) query).query()), query);
                    };
            if (query.with() != null && result.kind() != Spread.Kind.SCATTERED) {
                result = withDataChanges(query, result);
            }
            known.put(query, result);
        }
        return result;
    }

    private static Spread withDataChanges(Query query, Spread result) {
        for (var table : query.with().tables()) {
            if (table.statement().kind() != Statement.Kind.QUERY) {
                return new Scattered("A WITH query that changes data", table.span().start());
            }
        }
        return result;
    }

    private static Spread limited(Spread spread, Query query) {
        return spread.kind() == Spread.Kind.SHARDED && query.limit() != null
                ? new Scattered(
                        "LIMIT over several shards inside a query", query.limit().span().start())
                : spread;
    }

    private Spread select(Query.Select select) {
        BlockSpread block = analyse(select);
        blocks.put(select, block);
        if (!(block.rows() instanceof Sharded sharded)) {
            return block.rows();
        }
        if (block.strayWindow() != null) {
            return new Scattered(
                    "A window over rows of several shards", block.strayWindow().span().start());
        }
        if (block.aggregated() && !block.groupsAreLocal()) {
            return new Scattered(
                    "An aggregate over several shards inside a query", select.listSpan().start());
        }
        if ((select.distinct() || !select.distinctOn().isEmpty()) && !block.distinctIsLocal()) {
            return new Scattered(
                    "DISTINCT over several shards inside a query", select.listSpan().start());
        }
        return limited(sharded, select);
    }

    /**
     * For UPDATE and DELETE: the rows of their tables under WHERE, with the subqueries of whatever
     * is computed for each.
     */
    Spread rows(
            List<TableExpression> tables,
            Expression where,
            List<Assignment> assignments,
            List<SelectItem> returning) {
        From from = from(tables, where);
        Spread spread = from.spread;
        List<Query> queries = new ArrayList<>();
        collect(where, queries);
        for (TableExpression table : tables) {
            collectOn(table, queries);
        }
        assignments.forEach(assignment -> collect(assignment.value(), queries));
        returning.forEach(item -> collect(item.expression(), queries));
        return withSubqueries(spread, from.equalities, queries, where);
    }

    private BlockSpread analyse(Query.Select select) {
        From from = from(select.from(), select.where());
        List<Query> queries = new ArrayList<>();
        for (SelectItem item : select.items()) {
            collect(item.expression(), queries);
        }
        for (TableExpression table : select.from()) {
            collectOn(table, queries);
        }
        collect(select.where(), queries);
        collect(select.having(), queries);
        select.orderBy().forEach(item -> collect(item.expression(), queries));
        if (select.groupBy() != null) {
            select.groupBy().elements().forEach(element -> collectGroup(element, queries));
        }
        Spread rows = withSubqueries(from.spread, from.equalities, queries, select.where());
        boolean aggregated =
                select.groupBy() != null || select.having() != null || Aggregates.anyIn(select);
        if (!(rows instanceof Sharded sharded)) {
            return new BlockSpread(rows, from.equalities, aggregated, true, true, null);
        }
        boolean groupsAreLocal =
                aggregated
                        && select.groupBy() != null
                        && groupsAreLocal(select, sharded, from.equalities);
        boolean distinctIsLocal =
                select.distinctOn().isEmpty()
                        ? holdsKeys(output(select), sharded, from.equalities)
                        : holdsKeys(boundColumns(select.distinctOn()), sharded, from.equalities);
        Expression strayWindow = strayWindow(select, sharded, from.equalities);
        return new BlockSpread(
                rows, from.equalities, aggregated, groupsAreLocal, distinctIsLocal, strayWindow);
    }

    // ---- FROM

    private static final class From {
        Spread spread;
        Equalities equalities;
    }

    private From from(List<TableExpression> tables, Expression where) {
        Equalities fromWhere = new Equalities();
        fromWhere.addFrom(where, bound, column -> true);
        From result = new From();
        result.spread = Spread.EVERYWHERE;
        result.equalities = fromWhere;
        for (TableExpression table : tables) {
            From next = table(table, fromWhere);
            if (result.spread == Spread.EVERYWHERE && table == tables.get(0)) {
                result = next;
            } else {
                result =
                        join(
                                result,
                                next,
                                TableExpression.JoinType.CROSS,
                                new Equalities(),
                                null,
                                table.span().start());
            }
        }
        // WHERE is true of every row that is left, so it bounds every table's keys, those of an
        // outer join's inner side, too.
        if (result.spread instanceof Sharded sharded && where != null) {
            result.spread = narrowed(sharded, where);
        }
        return result;
    }

    private Sharded narrowed(Sharded sharded, Expression condition) {
        NodeCondition nodes = sharded.condition();
        for (KeyTuple key : sharded.keys()) {
            nodes =
                    NodeCondition.and(
                            nodes, new KeyConditions(bound, key, sharded.router()).of(condition));
        }
        return new Sharded(sharded.router(), nodes, sharded.keys());
    }

    private From table(TableExpression table, Equalities outside) {
        From result = new From();
        result.equalities = outside;
        switch (table.kind()) {
            case TABLE, DERIVED -> result.spread = source(bound.source(table));
            case FUNCTION -> {
                List<Query> queries = new ArrayList<>();
                ((TableExpression.FunctionTable) table)
                        .functions()
                        .forEach(function -> collect(function, queries));
                result.spread = withSubqueries(Spread.EVERYWHERE, outside, queries, null);
            }
            case NESTED -> {
                List<TableExpression> inner = ((TableExpression.Nested) table).tables();
                result = table(inner.get(0), outside);
                for (TableExpression next : inner.subList(1, inner.size())) {
                    result =
                            join(
                                    result,
                                    table(next, outside),
                                    TableExpression.JoinType.CROSS,
                                    new Equalities(),
                                    null,
                                    next.span().start());
                }
            }
            case JOIN -> {
                TableExpression.Join join = (TableExpression.Join) table;
                From left = table(join.left(), outside);
                From right = table(join.right(), outside);
                result =
                        join(
                                left,
                                right,
                                join.type(),
                                onEqualities(join),
                                join.on(),
                                join.span().start());
            }
        }
        return result;
    }

    /**
     * The equalities of a join's condition that hold in every row where both columns aren't NULL.
     */
    private Equalities onEqualities(TableExpression.Join join) {
        Equalities result = new Equalities();
        List<Source> left = sourcesOf(join.left());
        List<Source> right = sourcesOf(join.right());
        switch (join.type()) {
            case INNER, CROSS, STRAIGHT -> result.addFrom(join.on(), bound, column -> true);
            // A pair of two kept columns says nothing about rows that found no partner.
            case LEFT ->
                    result.addFrom(join.on(), bound, column -> right.contains(column.source()));
            case RIGHT ->
                    result.addFrom(join.on(), bound, column -> left.contains(column.source()));
            case FULL -> addCrossing(join.on(), left, right, result);
        }
        for (Identifier column : join.using()) {
            addUsing(column.value().toLowerCase(Locale.ROOT), left, right, result);
        }
        if (join.natural()) {
            for (Source source : left) {
                if (source.columns() != null) {
                    for (String column : source.columns()) {
                        addUsing(column.toLowerCase(Locale.ROOT), left, right, result);
                    }
                }
            }
        }
        return result;
    }

    private void addCrossing(
            Expression condition, List<Source> left, List<Source> right, Equalities result) {
        if (condition instanceof Expression.And and) {
            and.terms().forEach(term -> addCrossing(term, left, right, result));
        } else if (condition instanceof Expression.Compare compare
                && compare.operator() == Expression.CompareOperator.EQUAL) {
            BoundColumn a = bound.column(compare.left());
            BoundColumn b = bound.column(compare.right());
            if (a != null
                    && b != null
                    && (left.contains(a.source()) && right.contains(b.source())
                            || left.contains(b.source()) && right.contains(a.source()))) {
                result.add(a, b);
            }
        }
    }

    /**
     * A USING column that several sources of one side have is ambiguous, or itself joined by USING:
     * left alone.
     */
    private void addUsing(String column, List<Source> left, List<Source> right, Equalities result) {
        BoundColumn a = only(column, left);
        BoundColumn b = only(column, right);
        if (a != null && b != null) {
            result.add(a, b);
        }
    }

    private static BoundColumn only(String column, List<Source> sources) {
        BoundColumn found = null;
        for (Source source : sources) {
            if (source.columns() == null) {
                return null;
            }
            for (String name : source.columns()) {
                if (name.equalsIgnoreCase(column)) {
                    if (found != null) {
                        return null;
                    }
                    found =
                            new BoundColumn(
                                    source,
                                    column,
                                    source.table() == null ? null : source.table().column(column));
                }
            }
        }
        return found;
    }

    private List<Source> sourcesOf(TableExpression table) {
        List<Source> result = new ArrayList<>();
        Traversal.walk(
                table,
                new Traversal.Visitor() {
                    @Override
                    public boolean table(TableExpression inner) {
                        Source source = bound.source(inner);
                        if (source != null) {
                            result.add(source);
                        }
                        return true;
                    }

                    @Override
                    public boolean query(Query query) {
                        return false;
                    }

                    @Override
                    public boolean expression(Expression expression) {
                        return false;
                    }
                });
        return result;
    }

    private From join(
            From left,
            From right,
            TableExpression.JoinType type,
            Equalities on,
            Expression condition,
            int position) {
        From result = new From();
        result.equalities = new Equalities(new Equalities(left.equalities, right.equalities), on);
        result.spread =
                joined(left.spread, right.spread, type, result.equalities, condition, position);
        return result;
    }

    private Spread joined(
            Spread left,
            Spread right,
            TableExpression.JoinType type,
            Equalities equalities,
            Expression condition,
            int position) {
        if (left instanceof Scattered) {
            return left;
        }
        if (right instanceof Scattered) {
            return right;
        }
        if (left instanceof Sharded one && right instanceof Sharded other) {
            if (!one.router().isAlike(other.router())
                    || !equalities.anyAreEqual(one.keys(), other.keys())) {
                return new Scattered(
                        "A join of tables that aren't joined on their sharding keys", position);
            }
            return together(one, other, type, condition);
        }
        if (left instanceof Spread.One one && right instanceof Spread.One other) {
            return one.dataSource().equals(other.dataSource())
                    ? one
                    : new Scattered(
                            "A join of single tables of "
                                    + one.dataSource()
                                    + " and "
                                    + other.dataSource(),
                            position);
        }
        if (left.kind() == Spread.Kind.EVERYWHERE && right.kind() == Spread.Kind.EVERYWHERE) {
            return left;
        }
        boolean leftIsPart = left.kind() != Spread.Kind.EVERYWHERE;
        if (left.kind() != Spread.Kind.EVERYWHERE && right.kind() != Spread.Kind.EVERYWHERE) {
            return new Scattered("A join of a sharded table and a single table", position);
        }
        Spread part = leftIsPart ? left : right;
        if (!(part instanceof Sharded sharded)) {
            return part;
        }
        // A whole copy on the kept side of an outer join gives its unmatched rows once per shard.
        boolean copyIsKept =
                switch (type) {
                    case INNER, CROSS, STRAIGHT -> false;
                    case LEFT -> !leftIsPart;
                    case RIGHT -> leftIsPart;
                    case FULL -> true;
                };
        if (copyIsKept) {
            return new Scattered(
                    "An outer join that keeps the rows of a broadcast table", position);
        }
        boolean inner =
                type == TableExpression.JoinType.INNER || type == TableExpression.JoinType.STRAIGHT;
        return inner && condition != null ? narrowed(sharded, condition) : sharded;
    }

    private Sharded together(
            Sharded left, Sharded right, TableExpression.JoinType type, Expression condition) {
        List<KeyTuple> keys = new ArrayList<>();
        boolean leftIsKept =
                type != TableExpression.JoinType.RIGHT && type != TableExpression.JoinType.FULL;
        boolean rightIsKept =
                type != TableExpression.JoinType.LEFT && type != TableExpression.JoinType.FULL;
        left.keys().forEach(key -> keys.add(leftIsKept ? key : key.filledIn()));
        right.keys().forEach(key -> keys.add(rightIsKept ? key : key.filledIn()));
        NodeCondition nodes =
                switch (type) {
                    case INNER, CROSS, STRAIGHT ->
                            NodeCondition.and(left.condition(), right.condition());
                    case LEFT -> left.condition();
                    case RIGHT -> right.condition();
                    case FULL -> NodeCondition.or(left.condition(), right.condition());
                };
        Sharded result = new Sharded(left.router(), nodes, keys);
        return leftIsKept && rightIsKept && condition != null
                ? narrowed(result, condition)
                : result;
    }

    /** Of one occurrence in FROM. */
    private Spread source(Source source) {
        if (source.recursive()) {
            return Spread.EVERYWHERE;
        }
        if (source.query() != null) {
            Spread inner = spread(source.query());
            if (!(inner instanceof Sharded sharded)) {
                return inner;
            }
            if (isRecursive(source.query())) {
                return new Scattered(
                        "A recursive query over several shards", source.node().span().start());
            }
            return outside(sharded, source);
        }
        TableRule rule = source.rule();
        if (rule == null) {
            return Spread.EVERYWHERE;
        }
        return switch (rule.kind()) {
            case SHARDED -> {
                Router router = routers.of((ShardedTable) rule, source.table());
                KeyTuple key = keyOf(source, (ShardedTable) rule);
                yield new Sharded(
                        router, NodeCondition.ALL, key == null ? List.of() : List.of(key));
            }
            case BROADCAST -> Spread.EVERYWHERE;
            case SINGLE -> new Spread.One(((TableRule.SingleTable) rule).dataSource());
        };
    }

    private boolean isRecursive(Query query) {
        boolean[] found = new boolean[1];
        Traversal.walk(
                query,
                new Traversal.Visitor() {
                    @Override
                    public boolean table(TableExpression table) {
                        Source source = bound.source(table);
                        found[0] |= source != null && source.recursive();
                        return true;
                    }
                });
        return found[0];
    }

    static KeyTuple keyOf(Source source, ShardedTable table) {
        List<BoundColumn> columns = new ArrayList<>();
        for (String column : table.keyColumns()) {
            String name = column.toLowerCase(Locale.ROOT);
            columns.add(
                    new BoundColumn(
                            source,
                            name,
                            source.table() == null ? null : source.table().column(name)));
        }
        return new KeyTuple(columns, true);
    }

    /** The key columns of a derived table's rows, under the names by which it gives them. */
    private Sharded outside(Sharded inner, Source source) {
        List<BoundColumn> output = output(source.query());
        List<KeyTuple> keys = new ArrayList<>();
        if (output != null
                && source.columns() != null
                && source.columns().size() == output.size()) {
            for (KeyTuple key : inner.keys()) {
                List<BoundColumn> columns = new ArrayList<>();
                for (BoundColumn column : key.columns()) {
                    int position = position(output, column);
                    if (position >= 0) {
                        columns.add(
                                new BoundColumn(
                                        source,
                                        source.columns().get(position).toLowerCase(Locale.ROOT),
                                        null));
                    }
                }
                if (columns.size() == key.columns().size()) {
                    keys.add(new KeyTuple(columns, key.preserved()));
                }
            }
        }
        return new Sharded(inner.router(), inner.condition(), keys);
    }

    private static int position(List<BoundColumn> output, BoundColumn column) {
        for (int i = 0; i < output.size(); i++) {
            if (column.equals(output.get(i))) {
                return i;
            }
        }
        return -1;
    }

    // ---- set operations

    private Spread set(Query.SetOperation set) {
        Spread left = spread(set.left());
        Spread right = spread(set.right());
        if (left instanceof Scattered) {
            return left;
        }
        if (right instanceof Scattered) {
            return right;
        }
        if (left.kind() == Spread.Kind.EVERYWHERE && right.kind() == Spread.Kind.EVERYWHERE) {
            return left;
        }
        if (left instanceof Spread.One one) {
            return right.kind() == Spread.Kind.EVERYWHERE || one.equals(right)
                    ? one
                    : scattered(set);
        }
        if (right instanceof Spread.One one) {
            return left.kind() == Spread.Kind.EVERYWHERE ? one : scattered(set);
        }
        if (!(left instanceof Sharded one && right instanceof Sharded other)
                || !one.router().isAlike(other.router())) {
            return scattered(set);
        }
        List<KeyTuple> common = commonKeys(set, one, other);
        boolean unionAll = set.operator() == Query.SetOperator.UNION && set.all();
        if (!unionAll && common.isEmpty()) {
            return scattered(set);
        }
        NodeCondition nodes =
                switch (set.operator()) {
                    case UNION -> NodeCondition.or(one.condition(), other.condition());
                    case INTERSECT -> NodeCondition.and(one.condition(), other.condition());
                    case EXCEPT -> one.condition();
                };
        return limited(new Sharded(one.router(), nodes, common), set);
    }

    private static Scattered scattered(Query.SetOperation set) {
        return new Scattered(
                "A " + set.operator() + " of rows of several shards", set.span().start());
    }

    /**
     * Keys that both sides give at the same positions: rows that are equal are then on one node.
     */
    private List<KeyTuple> commonKeys(Query.SetOperation set, Sharded left, Sharded right) {
        List<BoundColumn> leftOutput = output(set.left());
        List<BoundColumn> rightOutput = output(set.right());
        List<KeyTuple> result = new ArrayList<>();
        if (leftOutput == null || rightOutput == null || leftOutput.size() != rightOutput.size()) {
            return result;
        }
        for (KeyTuple one : left.keys()) {
            for (KeyTuple other : right.keys()) {
                boolean same = one.preserved() && other.preserved();
                for (int i = 0; same && i < one.columns().size(); i++) {
                    int position = leftOutput.indexOf(one.columns().get(i));
                    same =
                            position >= 0
                                    && other.columns().get(i).equals(rightOutput.get(position));
                }
                if (same) {
                    result.add(one);
                }
            }
        }
        return result;
    }

    // ---- subqueries

    private void collect(Expression expression, List<Query> queries) {
        Traversal.walk(
                expression,
                new Traversal.Visitor() {
                    @Override
                    public boolean query(Query query) {
                        queries.add(query);
                        return false;
                    }
                });
    }

    private void collectGroup(GroupBy.Element element, List<Query> queries) {
        if (element.expression() != null) {
            collect(element.expression().expression(), queries);
        }
        element.parts().forEach(part -> collectGroup(part, queries));
    }

    private void collectOn(TableExpression table, List<Query> queries) {
        if (table instanceof TableExpression.Join join) {
            collectOn(join.left(), queries);
            collectOn(join.right(), queries);
            collect(join.on(), queries);
        } else if (table instanceof TableExpression.Nested nested) {
            nested.tables().forEach(inner -> collectOn(inner, queries));
        }
    }

    private Spread withSubqueries(
            Spread rows, Equalities equalities, List<Query> queries, Expression where) {
        Spread result = rows;
        for (Query query : queries) {
            if (result instanceof Scattered) {
                return result;
            }
            result = withSubquery(result, equalities, query, where);
        }
        return result;
    }

    private Spread withSubquery(Spread rows, Equalities equalities, Query query, Expression where) {
        Spread inner = correlated(query);
        Spread.Kind kind = inner.kind();
        if (kind == Spread.Kind.EVERYWHERE) {
            return rows;
        }
        if (inner instanceof Spread.One one) {
            if (rows.kind() == Spread.Kind.EVERYWHERE || rows.equals(one)) {
                return one;
            }
            return new Scattered(
                    "A subquery on a single table of "
                            + one.dataSource()
                            + " beside tables elsewhere",
                    query.span().start());
        }
        if (inner instanceof Sharded sharded
                && rows instanceof Sharded outer
                && outer.router().isAlike(sharded.router())) {
            Equalities all = new Equalities(equalities, innerEqualities(query));
            InTerm in = inTerm(where, query);
            if (in != null) {
                // Only a match matters, and rows that match have the key of the outer row.
                all.add(in.operand, in.output);
            }
            if (all.anyAreEqual(outer.keys(), keysInside(query, sharded))) {
                return rows;
            }
        }
        return new Scattered(
                "A subquery over rows of several shards that isn't tied to the outer rows by the sharding key",
                query.span().start());
    }

    /**
     * The spread of a subquery's rows before its own grouping, LIMIT and the like: all rows that
     * belong to one outer row are on its node, so that whatever is done with them there is right.
     */
    private Spread correlated(Query query) {
        if (query instanceof Query.Select select) {
            spread(select);
            return blocks.get(select).rows();
        }
        return spread(query);
    }

    private Equalities innerEqualities(Query query) {
        return query instanceof Query.Select select
                ? blocks.get(select).equalities()
                : new Equalities();
    }

    private List<KeyTuple> keysInside(Query query, Sharded sharded) {
        return query instanceof Query.Select ? sharded.keys() : List.of();
    }

    private record InTerm(BoundColumn operand, BoundColumn output) {}

    /** {@code key IN (SELECT key ...)} as a term of WHERE, whose subquery picks rows one by one. */
    private InTerm inTerm(Expression where, Query query) {
        if (where instanceof Expression.And and) {
            for (Expression term : and.terms()) {
                InTerm found = inTerm(term, query);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        if (!(where instanceof Expression.InQuery in)
                || in.negated()
                || in.query() != query
                || !(query instanceof Query.Select select)) {
            return null;
        }
        BlockSpread block = blocks.get(select);
        if (select.limit() != null
                || block.aggregated() && !block.groupsAreLocal()
                || block.strayWindow() != null
                || !select.distinctOn().isEmpty()) {
            return null;
        }
        List<BoundColumn> output = output(select);
        BoundColumn operand = bound.column(in.operand());
        return output != null && output.size() == 1 && output.get(0) != null && operand != null
                ? new InTerm(operand, output.get(0))
                : null;
    }

    // ---- what a SELECT's list and clauses say about keys

    /**
     * What each output column is where it is a plain column, else null; null where not even their
     * number is known.
     */
    List<BoundColumn> output(Query query) {
        return switch (query.kind()) {
            case SELECT -> output((Query.Select) query);
            case SET_OPERATION -> output(((Query.SetOperation) query).left());
            case NESTED -> output(((Query.Nested) query).query());
            case TABLE -> columnsOf(bound.source(((Query.Table) query).table()));
            case VALUES -> null;
        };
    }

    private List<BoundColumn> output(Query.Select select) {
        List<BoundColumn> result = new ArrayList<>();
        Block block = bound.block(select);
        for (SelectItem item : select.items()) {
            if (item.expression() instanceof Expression.Star star) {
                for (Source source : block.sources()) {
                    if (star.qualifier().isEmpty()
                            || source.name() != null
                                    && source.name()
                                            .equalsIgnoreCase(
                                                    star.qualifier()
                                                            .get(star.qualifier().size() - 1)
                                                            .value())) {
                        List<BoundColumn> columns = columnsOf(source);
                        if (columns == null) {
                            return null;
                        }
                        result.addAll(columns);
                    }
                }
            } else {
                result.add(bound.column(item.expression()));
            }
        }
        return hasMergedColumns(select) ? null : result;
    }

    /** USING and NATURAL make {@code *} shorter than its tables. */
    private static boolean hasMergedColumns(Query.Select select) {
        boolean star =
                select.items().stream()
                        .anyMatch(item -> item.expression() instanceof Expression.Star);
        boolean[] merged = new boolean[1];
        for (TableExpression table : select.from()) {
            Traversal.walk(
                    table,
                    new Traversal.Visitor() {
                        @Override
                        public boolean table(TableExpression inner) {
                            merged[0] |=
                                    inner instanceof TableExpression.Join join
                                            && (join.natural() || !join.using().isEmpty());
                            return true;
                        }

                        @Override
                        public boolean query(Query query) {
                            return false;
                        }
                    });
        }
        return star && merged[0];
    }

    private static List<BoundColumn> columnsOf(Source source) {
        if (source == null || source.columns() == null) {
            return null;
        }
        List<BoundColumn> result = new ArrayList<>();
        for (String column : source.columns()) {
            String name = column.toLowerCase(Locale.ROOT);
            result.add(
                    new BoundColumn(
                            source,
                            name,
                            source.table() == null ? null : source.table().column(name)));
        }
        return result;
    }

    private List<BoundColumn> boundColumns(List<Expression> expressions) {
        List<BoundColumn> result = new ArrayList<>();
        expressions.forEach(expression -> result.add(bound.column(expression)));
        return result;
    }

    private boolean groupsAreLocal(Query.Select select, Sharded sharded, Equalities equalities) {
        if (select.groupBy().withRollup()) {
            return false;
        }
        List<BoundColumn> columns = new ArrayList<>();
        for (GroupBy.Element element : select.groupBy().elements()) {
            if (element.kind() != GroupBy.ElementKind.EXPRESSION) {
                return false;
            }
            Expression expression = element.expression().expression();
            SelectItem item = GroupKeys.itemOf(select, expression, bound);
            columns.add(bound.column(item == null ? expression : item.expression()));
        }
        return holdsKeys(columns, sharded, equalities);
    }

    /** Whether rows that agree in these columns are on one node. */
    private static boolean holdsKeys(
            List<BoundColumn> columns, Sharded sharded, Equalities equalities) {
        if (columns == null || !sharded.router().keepsEqualKeysTogether()) {
            return false;
        }
        for (KeyTuple key : sharded.keys()) {
            boolean all = key.preserved();
            for (BoundColumn column : key.columns()) {
                all = all && columns.contains(column);
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    /**
     * A window function whose partitions may reach over several nodes; null where there is none.
     */
    private Expression strayWindow(Query.Select select, Sharded sharded, Equalities equalities) {
        Expression[] stray = new Expression[1];
        Traversal.Visitor visitor =
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression expression) {
                        WindowSpecification over =
                                expression instanceof Expression.FunctionCall call
                                        ? call.over()
                                        : expression instanceof Expression.KeywordCall keyword
                                                ? keyword.over()
                                                : null;
                        if (over != null
                                && stray[0] == null
                                && !holdsKeys(
                                        boundColumns(partition(over, select)),
                                        sharded,
                                        equalities)) {
                            stray[0] = expression;
                        }
                        return true;
                    }

                    @Override
                    public boolean query(Query query) {
                        return false;
                    }
                };
        select.items().forEach(item -> Traversal.walk(item.expression(), visitor));
        select.orderBy().forEach(item -> Traversal.walk(item.expression(), visitor));
        return stray[0];
    }

    private static List<Expression> partition(WindowSpecification over, Query.Select select) {
        if (!over.partitionBy().isEmpty() || over.name() == null) {
            return over.partitionBy();
        }
        Map<String, WindowSpecification> named = new LinkedHashMap<>();
        select.windows()
                .forEach(
                        window ->
                                named.put(
                                        window.name().value().toLowerCase(Locale.ROOT),
                                        window.window()));
        WindowSpecification base = named.get(over.name().value().toLowerCase(Locale.ROOT));
        return base == null || base == over ? List.of() : base.partitionBy();
    }
}
