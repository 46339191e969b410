package io.shardfold.core.plan;

import io.shardfold.core.bind.Block;
import io.shardfold.core.bind.BoundColumn;
import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.bind.Source;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rewrite.ShardTextBuilder;
import io.shardfold.core.rewrite.ShardTextBuilder.Replacement;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Limit;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.SortItem;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Traversal;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a SELECT over co-located rows into what each shard computes and what is left for the
 * merge.
 *
 * <p>Null is the safe answer: a SELECT whose merge isn't exact in every case is answered in another
 * way, or refused. Used once.
 */
final class SelectScatter {

    /** What comes of it. */
    record Result(ShardText many, Merge merge) {}

    /** Where in the shard's text slot 0 stands: how many rows a shard has to give. */
    private static final int LIMIT_SLOT = 0;

    private final BoundStatement bound;
    private final Query.Select select;
    private final Spreads.BlockSpread block;
    private final Spreads spreads;
    private final TextOrder textOrder;
    private final Backend backend;
    private final ShardTextBuilder text;
    private final DerivedColumns derived = new DerivedColumns();
    private final GroupParts groups;
    private final List<String> steps = new ArrayList<>();

    SelectScatter(
            BoundStatement bound,
            Query.Select select,
            Spreads spreads,
            TextOrder textOrder,
            Backend backend,
            ShardTextBuilder base) {
        this.bound = bound;
        this.select = select;
        this.block = spreads.block(select);
        this.spreads = spreads;
        this.textOrder = textOrder;
        this.backend = backend;
        this.text = base.copy();
        this.groups = new GroupParts(bound, select, textOrder, backend, derived);
    }

    /**
     * Null where the merge wouldn't be exact.
     *
     * @param whole the part of the text that is the statement
     */
    Result split(Span whole) {
        boolean grouped = block.aggregated() && !block.groupsAreLocal();
        boolean distinct =
                (select.distinct() || !select.distinctOn().isEmpty()) && !block.distinctIsLocal();
        if (block.strayWindow() != null
                || select.into() != null
                || select.options().contains("SQL_CALC_FOUND_ROWS")
                || assignsVariables()) {
            return null;
        }
        Merge merge = grouped ? grouped(distinct) : distinct ? distinct() : plain();
        if (merge == null) {
            return null;
        }
        if (!derived.isEmpty()) {
            Replacement more = new Replacement().text(", ");
            derived.appendTo(more);
            text.insert(select.listSpan().end(), more);
        }
        return new Result(text.build(whole.start(), whole.end()), merge);
    }

    private boolean assignsVariables() {
        boolean[] found = new boolean[1];
        Traversal.walk(
                select,
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression expression) {
                        found[0] |=
                                expression instanceof Expression.Binary binary
                                        && binary.operator().equals(":=");
                        return true;
                    }
                });
        return found[0];
    }

    // ---- rows as they are

    private Merge plain() {
        List<SortKey> order = new ArrayList<>();
        boolean distinct = select.distinct() || !select.distinctOn().isEmpty();
        for (SortItem item : orderItems()) {
            SortKey key = sortKey(item, distinct);
            if (key == null) {
                return null;
            }
            order.add(key);
        }
        steps.add(order.isEmpty() ? "rows of the shards one after the other" : "merge by ORDER BY");
        return limited(order, null, false, null, true);
    }

    /** The keys of ORDER BY that order anything: MySQL's ORDER BY NULL doesn't. */
    private List<SortItem> orderItems() {
        List<SortItem> result = new ArrayList<>();
        for (SortItem item : select.orderBy()) {
            if (!(item.expression() instanceof Expression.Literal)
                    || GroupKeys.position(item.expression()) > 0) {
                result.add(item);
            }
        }
        return result;
    }

    /**
     * @param pushed whether each shard needs to give only the first rows
     */
    private Merge limited(
            List<SortKey> order,
            Merge.Grouping grouping,
            boolean distinct,
            List<SortKey> finalOrder,
            boolean pushed) {
        Limit limit = select.limit();
        ValueSource count = null;
        ValueSource offset = null;
        if (limit != null) {
            count = limit.count() == null ? null : Constants.source(limit.count());
            offset = limit.offset() == null ? null : Constants.source(limit.offset());
            if (limit.count() != null && count == null
                    || limit.offset() != null && offset == null) {
                return null;
            }
            if (pushed && count != null) {
                Replacement number = new Replacement();
                if (limit.withTies()) {
                    number.text("FETCH FIRST ").fill(LIMIT_SLOT).text(" ROWS WITH TIES");
                } else {
                    number.text("LIMIT ").fill(LIMIT_SLOT);
                }
                text.replace(limit.span(), number);
                steps.add("each shard gives the first LIMIT + OFFSET rows");
            } else {
                text.replace(limit.span(), "");
            }
            steps.add("skip OFFSET rows, end after LIMIT rows");
        }
        return new Merge(
                derived.count(),
                order,
                grouping,
                distinct,
                finalOrder,
                count,
                offset,
                limit != null && limit.withTies(),
                steps);
    }

    /** Null where the key can't be compared here, or can't be added to a DISTINCT list. */
    private SortKey sortKey(SortItem item, boolean distinct) {
        if (item.using() != null) {
            return null;
        }
        Expression expression = item.expression();
        int position = GroupKeys.position(expression);
        SelectItem shown = GroupKeys.itemOf(select, expression, bound);
        Expression meant = shown != null ? shown.expression() : expression;
        if (position > 0 && shown == null) {
            // A position behind a star: which column it is only the whole list of columns tells.
            List<BoundColumn> output = spreads.output(select);
            BoundColumn column =
                    output == null || position > output.size() ? null : output.get(position - 1);
            TextOrder.Way way =
                    column == null || column.column() == null
                            ? null
                            : textOrder.wayOfColumn(column.column());
            return way == null || way.keyPrefix() != null
                    ? null
                    : key(way, new Merge.Place(false, position - 1), item);
        }
        if (position == 0 && expression instanceof Expression.Literal) {
            return null;
        }
        TextOrder.Way way = textOrder.way(meant);
        if (way == null) {
            return null;
        }
        Merge.Place place = null;
        if (way.keyPrefix() == null && shown != null) {
            place = place(shown);
        }
        if (place == null) {
            if (distinct && shown == null) {
                return null;
            }
            if (GroupParts.hasParameters(meant)
                    && backend.dialect() == Dialect.POSTGRESQL
                    && block.aggregated()) {
                return null;
            }
            place =
                    derived.add(
                            meant,
                            way.keyPrefix() == null ? "" : way.keyPrefix(),
                            way.keySuffix() == null ? "" : way.keySuffix());
        }
        return key(way, place, item);
    }

    private SortKey key(TextOrder.Way way, Merge.Place place, SortItem item) {
        boolean descending = item.descending();
        boolean nullsFirst =
                switch (item.nulls()) {
                    case NONE -> backend.nullsFirst() != descending;
                    case FIRST -> true;
                    case LAST -> false;
                };
        return new SortKey(
                place.derived(),
                place.index(),
                way.comparison(),
                way.pad(),
                way.rankType(),
                way.rankCollation(),
                descending,
                nullsFirst);
    }

    /** Where an item's column is; null where stars on both sides leave that open. */
    private Merge.Place place(SelectItem wanted) {
        int index = select.items().indexOf(wanted);
        boolean starBefore = false;
        boolean starBehind = false;
        for (int i = 0; i < select.items().size(); i++) {
            if (select.items().get(i).expression() instanceof Expression.Star) {
                starBefore |= i < index;
                starBehind |= i > index;
            }
        }
        if (!starBefore) {
            return new Merge.Place(false, index);
        }
        return starBehind ? null : new Merge.Place(false, index - select.items().size());
    }

    // ---- DISTINCT

    private Merge distinct() {
        if (!select.distinctOn().isEmpty() || block.aggregated()) {
            return null;
        }
        List<SortKey> order = new ArrayList<>();
        List<SelectItem> ordered = new ArrayList<>();
        List<BoundColumn> orderedColumns = new ArrayList<>();
        for (SortItem item : orderItems()) {
            SelectItem shown = GroupKeys.itemOf(select, item.expression(), bound);
            BoundColumn column =
                    bound.column(shown == null ? item.expression() : shown.expression());
            if (shown == null
                    && (GroupKeys.position(item.expression()) > 0 || !isShownByStar(column))) {
                return null;
            }
            SortKey key = sortKey(item, shown != null);
            if (key == null) {
                return null;
            }
            order.add(key);
            if (shown != null) {
                ordered.add(shown);
            }
            if (column != null) {
                orderedColumns.add(column);
            }
        }
        // What the user's keys leave open is settled by the other columns, in the shards and here
        // alike.
        Replacement more = new Replacement();
        boolean first = select.orderBy().isEmpty();
        int position = 0;
        for (SelectItem item : select.items()) {
            if (item.expression() instanceof Expression.Star star) {
                for (BoundColumn column : starColumns(star)) {
                    if (column == null || column.column() == null) {
                        return null;
                    }
                    position++;
                    if (!orderedColumns.contains(column)) {
                        TextOrder.Way way = textOrder.wayOfColumn(column.column());
                        if (way == null
                                || way.keyPrefix() != null && column.source().name() == null) {
                            return null;
                        }
                        Merge.Place place =
                                way.keyPrefix() == null
                                        ? new Merge.Place(false, position - 1)
                                        : derived.add(
                                                new Replacement()
                                                        .text(
                                                                way.keyPrefix()
                                                                        + qualified(column)
                                                                        + way.keySuffix()));
                        order.add(
                                SortKey.ascending(
                                        way, way.comparison(), place, backend.nullsFirst()));
                        more.text((first ? "" : ", ") + position);
                        first = false;
                    }
                }
                if (starColumns(star).isEmpty()) {
                    return null;
                }
            } else {
                position++;
                if (!ordered.contains(item)) {
                    TextOrder.Way way = textOrder.way(item.expression());
                    if (way == null) {
                        return null;
                    }
                    Merge.Place place =
                            way.keyPrefix() == null
                                    ? new Merge.Place(false, position - 1)
                                    : derived.add(
                                            item.expression(), way.keyPrefix(), way.keySuffix());
                    order.add(
                            SortKey.ascending(way, way.comparison(), place, backend.nullsFirst()));
                    more.text((first ? "" : ", ") + position);
                    first = false;
                }
            }
        }
        orderBy(more, false);
        steps.add("merge in the order of all columns, equal rows once");
        return limited(order, null, true, null, true);
    }

    /** What isn't shown would tell rows apart that look the same. */
    private boolean isShownByStar(BoundColumn column) {
        List<BoundColumn> output = spreads.output(select);
        return column != null && output != null && output.contains(column);
    }

    private List<BoundColumn> starColumns(Expression.Star star) {
        List<BoundColumn> result = new ArrayList<>();
        Block scope = bound.block(select);
        List<BoundColumn> all = spreads.output(select);
        if (all == null) {
            return List.of();
        }
        for (Source source : scope.sources()) {
            boolean meant =
                    star.qualifier().isEmpty()
                            || source.name() != null
                                    && source.name()
                                            .equalsIgnoreCase(
                                                    star.qualifier()
                                                            .get(star.qualifier().size() - 1)
                                                            .value());
            if (meant) {
                for (BoundColumn column : all) {
                    if (column != null && column.source() == source && !result.contains(column)) {
                        result.add(column);
                    }
                }
            }
        }
        return result;
    }

    private String qualified(BoundColumn column) {
        String name = column.column() == null ? column.name() : column.column().name();
        return backend.quote(column.source().name()) + "." + backend.quote(name);
    }

    /** Puts keys into the shard's ORDER BY: behind the user's own, or in their place. */
    private void orderBy(Replacement keys, boolean instead) {
        if (keys.isEmpty() && !instead) {
            return;
        }
        if (!select.orderBy().isEmpty()) {
            List<SortItem> items = select.orderBy();
            Span span =
                    new Span(items.get(0).span().start(), items.get(items.size() - 1).span().end());
            if (!instead) {
                text.insert(span.end(), keys);
            } else if (!keys.isEmpty()) {
                text.replace(span, keys);
            }
        } else if (!keys.isEmpty()) {
            int end = select.span().end();
            if (select.limit() != null) {
                end = Math.min(end, select.limit().span().start());
            }
            if (!select.locking().isEmpty()) {
                end = Math.min(end, select.locking().get(0).span().start());
            }
            text.insert(end, new Replacement().text(" ORDER BY ").append(keys).text(" "));
        }
    }

    // ---- groups

    private Merge grouped(boolean distinct) {
        if (distinct
                || select.distinct()
                || select.having() != null
                || !GroupParts.arePlain(select)
                || hasWindows()) {
            return null;
        }
        List<Merge.Call> calls = new ArrayList<>();
        for (SelectItem item : select.items()) {
            List<Expression> aggregates = Aggregates.in(item.expression());
            if (aggregates.isEmpty()) {
                continue;
            }
            Merge.Place place = place(item);
            if (aggregates.get(0) != item.expression() || place == null) {
                return null;
            }
            Merge.Call call = groups.call(item.expression(), place);
            if (call == null) {
                return null;
            }
            calls.add(call);
        }
        List<SortKey> wanted = new ArrayList<>();
        for (SortItem item : orderItems()) {
            SortKey key = groupSortKey(item, calls);
            if (key == null) {
                return null;
            }
            wanted.add(key);
        }
        Replacement keys = new Replacement();
        List<SortKey> order = groups.order(keys, this::place);
        if (order == null) {
            return null;
        }
        orderBy(keys, true);
        steps.add(order.isEmpty() ? "one row of all shards' parts" : "merge groups by their keys");
        if (!wanted.isEmpty() && !order.isEmpty()) {
            steps.add("sort by ORDER BY");
        }
        return limited(
                order,
                new Merge.Grouping(calls),
                false,
                wanted.isEmpty() || order.isEmpty() ? null : wanted,
                false);
    }

    private boolean hasWindows() {
        boolean[] found = new boolean[1];
        Traversal.Visitor visitor =
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression expression) {
                        found[0] |=
                                expression instanceof Expression.FunctionCall call
                                                && call.over() != null
                                        || expression instanceof Expression.KeywordCall keyword
                                                && keyword.over() != null;
                        return true;
                    }

                    @Override
                    public boolean query(Query query) {
                        return false;
                    }
                };
        select.items().forEach(item -> Traversal.walk(item.expression(), visitor));
        select.orderBy().forEach(item -> Traversal.walk(item.expression(), visitor));
        return found[0];
    }

    private SortKey groupSortKey(SortItem item, List<Merge.Call> calls) {
        SelectItem shown = GroupKeys.itemOf(select, item.expression(), bound);
        Expression meant = shown == null ? item.expression() : shown.expression();
        List<Expression> aggregates = Aggregates.in(meant);
        if (aggregates.isEmpty()) {
            return sortKey(item, false);
        }
        if (aggregates.get(0) != meant || item.using() != null) {
            return null;
        }
        if (shown != null) {
            TextOrder.Way way = textOrder.way(meant);
            // The value that the merge computes is the key: a weight of each shard's own part
            // wouldn't be its.
            return way == null || way.keyPrefix() != null ? null : key(way, place(shown), item);
        }
        TextOrder.Way way = textOrder.way(meant);
        if (way == null || way.keyPrefix() != null) {
            return null;
        }
        Merge.Place place = derived.add(meant, "", "");
        Merge.Call call = groups.call(meant, place);
        if (call == null) {
            return null;
        }
        calls.add(call);
        return key(way, place, item);
    }
}
