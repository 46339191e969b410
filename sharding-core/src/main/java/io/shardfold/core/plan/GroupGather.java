package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundColumn;
import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rewrite.ShardTextBuilder;
import io.shardfold.core.rewrite.ShardTextBuilder.Replacement;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.GroupBy;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SameText;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.SortItem;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.ast.Traversal;
import java.util.ArrayList;
import java.util.List;

/**
 * Plans a SELECT of groups in two steps: the shards' parts of each group are merged, and HAVING,
 * the expressions over aggregates, windows and ORDER BY are computed by the database over a
 * temporary table that has one row per group.
 *
 * <p>Null is the safe answer: the rows themselves are then brought together. Used once.
 */
final class GroupGather {

    private final BoundStatement bound;
    private final Query.Select select;
    private final Backend backend;
    private final ShardTextBuilder shards;
    private final ShardTextBuilder host;
    private final DerivedColumns derived = new DerivedColumns();
    private final GroupParts parts;
    private final List<Expression> keys = new ArrayList<>();

    /** The columns of the temporary table, as a shard computes its part. */
    private final List<Replacement> columns = new ArrayList<>();

    private final List<Merge.Call> calls = new ArrayList<>();

    /** Columns outside of aggregates that aren't keys, and where they are. */
    private final List<BoundColumn> others = new ArrayList<>();

    private final List<Integer> otherPlaces = new ArrayList<>();
    private boolean possible = true;

    /**
     * @param shards with the tables' names as edits
     * @param host without any
     */
    GroupGather(
            BoundStatement bound,
            Query.Select select,
            TextOrder textOrder,
            Backend backend,
            ShardTextBuilder shards,
            ShardTextBuilder host) {
        this.bound = bound;
        this.select = select;
        this.backend = backend;
        this.shards = shards;
        this.host = host;
        this.parts = new GroupParts(bound, select, textOrder, backend, derived);
    }

    Gather plan(Targets targets) {
        if (!isPlain()) {
            return null;
        }
        if (select.groupBy() != null) {
            for (GroupBy.Element element : select.groupBy().elements()) {
                Expression key = element.expression().expression();
                SelectItem shown = GroupKeys.itemOf(select, key, bound);
                Expression meant = shown == null ? key : shown.expression();
                if (meant instanceof Expression.Literal
                        || GroupKeys.position(key) > 0 && shown == null) {
                    return null;
                }
                keys.add(meant);
                columns.add(new Replacement().copy(meant.span()));
            }
        }
        select.items().forEach(item -> rewrite(item.expression(), true));
        if (select.having() != null) {
            rewrite(select.having(), false);
        }
        for (SortItem item : select.orderBy()) {
            if (!isOfList(item.expression())) {
                rewrite(item.expression(), false);
            }
        }
        if (!possible) {
            return null;
        }
        Replacement orderKeys = new Replacement();
        List<SortKey> order = parts.order(orderKeys, item -> null);
        Replacement list = order == null ? null : list();
        if (list == null) {
            return null;
        }
        Merge merge =
                new Merge(
                        derived.count(),
                        order,
                        new Merge.Grouping(calls),
                        false,
                        null,
                        null,
                        null,
                        false,
                        List.of());
        ShardText rows = shards.copy().build(ofShard(orderKeys));
        return Gather.ofGroups(
                new Gather.Groups(targets, rows, merge, columns.size()),
                host.copy().build(ofHost(list)));
    }

    private boolean isPlain() {
        boolean[] plain = {
            select.with() == null
                    && select.into() == null
                    && select.options().isEmpty()
                    && select.distinctOn().isEmpty()
                    && select.windows().isEmpty()
                    && select.locking().isEmpty()
                    && !select.from().isEmpty()
                    && GroupParts.arePlain(select)
        };
        Traversal.Visitor visitor =
                new Traversal.Visitor() {
                    @Override
                    public boolean query(Query query) {
                        plain[0] = false;
                        return false;
                    }
                };
        select.items().forEach(item -> Traversal.walk(item.expression(), visitor));
        Traversal.walk(select.having(), visitor);
        select.orderBy().forEach(item -> Traversal.walk(item.expression(), visitor));
        return plain[0];
    }

    /** A key of ORDER BY that is an item of the list by its alias or position. */
    private boolean isOfList(Expression key) {
        return bound.alias(key) != null || key instanceof Expression.Literal;
    }

    // ---- what stands for an expression over groups

    /**
     * @param shown whether it is a whole item of the list
     */
    private void rewrite(Expression expression, boolean shown) {
        Traversal.walk(
                expression,
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression inner) {
                        return !replaced(inner, shown && inner == expression);
                    }
                });
    }

    private boolean replaced(Expression expression, boolean shown) {
        if (Aggregates.isAggregate(expression)) {
            aggregate(expression, shown);
            return true;
        }
        boolean open =
                expression instanceof Expression.Column column
                        && bound.alias(column) == null
                        && isNameOfItem(column);
        for (int i = 0; i < keys.size() && !open; i++) {
            if (isSame(keys.get(i), expression)) {
                host.replace(expression.span(), Gather.Groups.column(i));
                return true;
            }
        }
        if (expression instanceof Expression.Column) {
            SelectItem alias = bound.alias(expression);
            if (open) {
                // MySQL chooses between the item and the column by rules of its own.
                possible = false;
            } else if (alias != null) {
                host.replace(
                        expression.span(),
                        new Replacement().text("(").copy(alias.expression().span()).text(")"));
            } else {
                other(expression);
            }
            return true;
        }
        possible &= !(expression instanceof Expression.Star);
        return false;
    }

    /** Whether a name without a table could mean an item of the list, too. */
    private boolean isNameOfItem(Expression.Column column) {
        if (backend.dialect() != Dialect.MYSQL || column.qualifier() != null) {
            return false;
        }
        for (SelectItem item : select.items()) {
            if (item.alias() != null
                    && item.alias().value().equalsIgnoreCase(column.name().value())) {
                return true;
            }
        }
        return false;
    }

    private boolean isSame(Expression key, Expression expression) {
        BoundColumn column = bound.column(key);
        return column != null
                ? column.equals(bound.column(expression))
                : SameText.same(bound.text(), key.span(), expression.span());
    }

    private void aggregate(Expression aggregate, boolean shown) {
        boolean average =
                Aggregates.name(aggregate).equals("avg")
                        && aggregate instanceof Expression.FunctionCall call
                        && call.quantifier() != Expression.Quantifier.DISTINCT
                        && call.arguments().size() == 1;
        if (average && !shown && backend.dialect() == Dialect.MYSQL) {
            // MySQL computes on with more digits than it shows.
            Expression.FunctionCall call = (Expression.FunctionCall) aggregate;
            int sum = add(parts.partOf(call, "SUM("));
            calls.add(
                    new Merge.Call(
                            Merge.Function.SUM, new Merge.Place(false, sum), null, null, null));
            int count = add(parts.partOf(call, "COUNT("));
            calls.add(
                    new Merge.Call(
                            Merge.Function.COUNT, new Merge.Place(false, count), null, null, null));
            host.replace(
                    aggregate.span(),
                    "(" + Gather.Groups.column(sum) + " / " + Gather.Groups.column(count) + ")");
            return;
        }
        int place = add(new Replacement().copy(aggregate.span()));
        Merge.Call call = parts.call(aggregate, new Merge.Place(false, place));
        possible &= call != null;
        calls.add(call);
        host.replace(aggregate.span(), Gather.Groups.column(place));
    }

    /** A column whose value is that of any row of the group. */
    private void other(Expression column) {
        BoundColumn meaning = bound.column(column);
        // Without keys a shard that has no rows gives NULL, which is no row's value.
        if (meaning == null || keys.isEmpty()) {
            possible = false;
            return;
        }
        int known = others.indexOf(meaning);
        if (known < 0) {
            known = others.size();
            others.add(meaning);
            otherPlaces.add(add(new Replacement().copy(column.span())));
        }
        host.replace(column.span(), Gather.Groups.column(otherPlaces.get(known)));
    }

    private int add(Replacement column) {
        columns.add(column);
        return columns.size() - 1;
    }

    // ---- the two texts

    private Replacement ofShard(Replacement orderKeys) {
        Replacement text = new Replacement().text("SELECT ");
        for (int i = 0; i < columns.size(); i++) {
            text.text(i == 0 ? "" : ", ")
                    .append(columns.get(i))
                    .text(" AS " + Gather.Groups.column(i));
        }
        if (!derived.isEmpty()) {
            text.text(", ");
            derived.appendTo(text);
        }
        String word = " FROM ";
        for (TableExpression table : select.from()) {
            text.text(word).copy(table.span());
            // An alias that a table gets at its end isn't a part of the copy.
            TableExpression.TableReference last = last(table);
            if (last != null && last.alias() == null && last.suffix() == null) {
                text.text(" AS ").copy(last.name().name().span(), false);
            }
            word = ", ";
        }
        if (select.where() != null) {
            text.text(" WHERE ").copy(select.where().span());
        }
        word = " GROUP BY ";
        for (Expression key : keys) {
            text.text(word).copy(key.span());
            word = ", ";
        }
        return orderKeys.isEmpty() ? text : text.text(" ORDER BY ").append(orderKeys);
    }

    /** The table with which the text ends; null where something else is behind it. */
    private static TableExpression.TableReference last(TableExpression table) {
        if (table instanceof TableExpression.Join join) {
            return join.on() == null && join.using().isEmpty() ? last(join.right()) : null;
        }
        return table instanceof TableExpression.TableReference reference ? reference : null;
    }

    /** The select list over the temporary table; null where a label can't be kept. */
    private Replacement list() {
        Replacement list = new Replacement();
        for (SelectItem item : select.items()) {
            list.text(list.isEmpty() ? "" : ", ").copy(item.span());
            if (item.alias() == null && host.isEdited(item.span())) {
                String label = Labels.of(item, bound.text(), backend.dialect());
                if (label == null) {
                    return null;
                }
                list.text(" AS " + backend.quote(label));
            }
        }
        return list;
    }

    private Replacement ofHost(Replacement list) {
        Replacement text =
                new Replacement().text(select.distinct() ? "SELECT DISTINCT " : "SELECT ");
        text.append(list).text(" FROM ").table(Gather.GROUPS_SOURCE);
        if (select.having() != null) {
            text.text(" WHERE ").copy(select.having().span());
        }
        String word = " ORDER BY ";
        for (SortItem item : select.orderBy()) {
            text.text(word).copy(item.span());
            word = ", ";
        }
        return select.limit() == null ? text : text.text(" ").copy(select.limit().span());
    }
}
