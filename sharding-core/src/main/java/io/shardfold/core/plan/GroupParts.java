package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.merge.RowOrder.Comparison;
import io.shardfold.core.rewrite.ShardTextBuilder.Replacement;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.GroupBy;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.Traversal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * How the groups of a SELECT are put together of the shards' parts: by which keys, and what becomes
 * of each aggregate.
 *
 * <p>Null is the safe answer: the groups are then computed over the rows themselves.
 */
final class GroupParts {

    /**
     * Source: PostgreSQL documentation, "Set Returning Functions" and the sections on their types.
     */
    private static final Set<String> ROW_FUNCTIONS =
            Set.of(
                    "unnest",
                    "generate_series",
                    "generate_subscripts",
                    "regexp_matches",
                    "regexp_split_to_table",
                    "string_to_table",
                    "json_array_elements",
                    "json_array_elements_text",
                    "json_each",
                    "json_each_text",
                    "json_object_keys",
                    "json_populate_recordset",
                    "json_to_recordset",
                    "jsonb_array_elements",
                    "jsonb_array_elements_text",
                    "jsonb_each",
                    "jsonb_each_text",
                    "jsonb_object_keys",
                    "jsonb_path_query",
                    "jsonb_populate_recordset",
                    "jsonb_to_recordset",
                    "ts_stat",
                    "xpath_table");

    private final BoundStatement bound;
    private final Query.Select select;
    private final TextOrder textOrder;
    private final Backend backend;
    private final DerivedColumns derived;
    private final NumberTypes numbers;

    GroupParts(
            BoundStatement bound,
            Query.Select select,
            TextOrder textOrder,
            Backend backend,
            DerivedColumns derived) {
        this.bound = bound;
        this.select = select;
        this.textOrder = textOrder;
        this.backend = backend;
        this.derived = derived;
        this.numbers = new NumberTypes(textOrder, backend);
    }

    /** No ROLLUP, no sets, and one row of each group. */
    static boolean arePlain(Query.Select select) {
        for (SelectItem item : select.items()) {
            if (givesRows(item.expression())) {
                return false;
            }
        }
        return select.groupBy() == null
                || !select.groupBy().withRollup()
                        && select.groupBy().elements().stream()
                                .allMatch(
                                        element ->
                                                element.kind() == GroupBy.ElementKind.EXPRESSION);
    }

    /** Whether PostgreSQL makes several rows of one where this is shown. */
    private static boolean givesRows(Expression expression) {
        boolean[] found = new boolean[1];
        Traversal.walk(
                expression,
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression inner) {
                        found[0] |= ROW_FUNCTIONS.contains(Aggregates.name(inner));
                        return true;
                    }

                    @Override
                    public boolean query(Query query) {
                        return false;
                    }
                });
        return found[0];
    }

    /** Null where the group's value can't be made of the shards' parts. */
    Merge.Call call(Expression aggregate, Merge.Place place) {
        if (!(aggregate instanceof Expression.FunctionCall call)
                || call.variadic()
                || !call.orderBy().isEmpty()
                || !call.withinGroup().isEmpty()
                || call.name().parts().size() > 1) {
            return null;
        }
        boolean distinct = call.quantifier() == Expression.Quantifier.DISTINCT;
        String name = Aggregates.name(call);
        if (name.equals("min") || name.equals("max")) {
            return extreme(call, name, place);
        }
        if (distinct) {
            return null;
        }
        return switch (name) {
            case "count" -> new Merge.Call(Merge.Function.COUNT, place, null, null, null);
            case "sum" ->
                    isOfNumbers(call)
                            ? new Merge.Call(Merge.Function.SUM, place, null, null, null)
                            : null;
            case "avg" -> isOfNumbers(call) ? average(call, place) : null;
            case "bit_and" -> bits(call, Merge.Function.BIT_AND, place);
            case "bit_or" -> bits(call, Merge.Function.BIT_OR, place);
            case "bit_xor" -> bits(call, Merge.Function.BIT_XOR, place);
            case "bool_and", "every" ->
                    new Merge.Call(Merge.Function.BOOL_AND, place, null, null, null);
            case "bool_or" -> new Merge.Call(Merge.Function.BOOL_OR, place, null, null, null);
            case "any_value" -> new Merge.Call(Merge.Function.ANY_VALUE, place, null, null, null);
            default -> null;
        };
    }

    private boolean isOfNumbers(Expression.FunctionCall call) {
        return call.arguments().size() == 1 && numbers.isNumber(call.arguments().get(0));
    }

    private Merge.Call bits(
            Expression.FunctionCall call, Merge.Function function, Merge.Place place) {
        return call.arguments().size() == 1 && numbers.isInteger(call.arguments().get(0))
                ? new Merge.Call(function, place, null, null, null)
                : null;
    }

    private Merge.Call average(Expression.FunctionCall call, Merge.Place place) {
        boolean single =
                backend.dialect() == Dialect.POSTGRESQL
                        && numbers.hasSinglePrecision(call.arguments().get(0));
        // A sum of four-byte floats has four bytes, too; their average is made of eight.
        Merge.Place sum =
                derived.add(
                        single
                                ? partOf(call, "SUM(CAST(", " AS double precision))")
                                : partOf(call, "SUM("));
        Merge.Place count = derived.add(partOf(call, "COUNT("));
        return new Merge.Call(Merge.Function.AVG, place, sum, count, null);
    }

    /** Another aggregate of the same values. @param open its name and parenthesis */
    Replacement partOf(Expression.FunctionCall call, String open) {
        return partOf(call, open, ")");
    }

    private static Replacement partOf(Expression.FunctionCall call, String open, String close) {
        Replacement part =
                new Replacement().text(open).copy(call.arguments().get(0).span()).text(close);
        if (call.filter() != null) {
            part.text(" FILTER (WHERE ").copy(call.filter().span()).text(")");
        }
        return part;
    }

    private Merge.Call extreme(Expression.FunctionCall call, String name, Merge.Place place) {
        TextOrder.Way way =
                call.arguments().size() == 1
                        ? textOrder.wayOfExtremes(call.arguments().get(0))
                        : null;
        if (way == null) {
            return null;
        }
        Merge.Place key =
                way.keyPrefix() == null
                        ? place
                        : derived.add(call, way.keyPrefix(), way.keySuffix());
        SortKey order = SortKey.ascending(way, way.comparison(), key, false);
        return new Merge.Call(
                name.equals("min") ? Merge.Function.MIN : Merge.Function.MAX,
                place,
                null,
                null,
                order);
    }

    /**
     * An order of the group keys in which the shards and the merge agree, and which finds equal
     * what the database does; null where there is none.
     *
     * @param keys gets it as the shards' ORDER BY
     * @param places where an item's column is; null where it isn't shown
     */
    List<SortKey> order(Replacement keys, Function<SelectItem, Merge.Place> places) {
        List<SortKey> order = new ArrayList<>();
        if (select.groupBy() == null) {
            return order;
        }
        for (GroupBy.Element element : select.groupBy().elements()) {
            Expression expression = element.expression().expression();
            SelectItem shown = GroupKeys.itemOf(select, expression, bound);
            if (GroupKeys.position(expression) > 0 && shown == null) {
                return null;
            }
            Expression meant = shown == null ? expression : shown.expression();
            TextOrder.Way way = textOrder.way(meant);
            if (way == null
                    || hasParameters(meant)
                    || way.comparison() == Comparison.RANKED && !way.exact()) {
                return null;
            }
            // Which column a key's text would mean in ORDER BY depends on the select list's
            // aliases; a position or a name of ours doesn't.
            keys.text(keys.isEmpty() ? "" : ", ");
            boolean isText = way.exact() && !backend.h2() && isText(way);
            if (isText) {
                boolean enumerated =
                        way.comparison() == Comparison.RANKED
                                && !"text".equals(way.rankType())
                                && !"bpchar".equals(way.rankType());
                // Equal texts are equal bytes: any order of bytes will do. An enum has no
                // collation; its text has.
                Merge.Place place =
                        enumerated
                                ? derived.add(meant, "CAST(", " AS text) COLLATE \"C\"")
                                : derived.add(meant, "", " COLLATE \"C\"");
                boolean trimmed =
                        way.comparison() == Comparison.TEXT_TRIMMED
                                || "bpchar".equals(way.rankType());
                keys.text(DerivedColumns.name(place.index()));
                order.add(
                        new SortKey(
                                true,
                                place.index(),
                                trimmed ? Comparison.TEXT_TRIMMED : Comparison.TEXT,
                                null,
                                null,
                                null,
                                false,
                                backend.nullsFirst()));
                continue;
            }
            Merge.Place shownPlace = shown == null ? null : places.apply(shown);
            boolean hasPosition = shownPlace != null && shownPlace.index() >= 0;
            Merge.Place value = hasPosition ? shownPlace : derived.add(meant, "", "");
            keys.text(
                    hasPosition
                            ? Integer.toString(value.index() + 1)
                            : DerivedColumns.name(value.index()));
            Merge.Place compared =
                    way.keyPrefix() == null
                            ? value
                            : derived.add(meant, way.keyPrefix(), way.keySuffix());
            order.add(SortKey.ascending(way, way.comparison(), compared, backend.nullsFirst()));
        }
        return order;
    }

    private static boolean isText(TextOrder.Way way) {
        return way.comparison() == Comparison.TEXT
                || way.comparison() == Comparison.TEXT_TRIMMED
                || way.comparison() == Comparison.RANKED;
    }

    static boolean hasParameters(Expression expression) {
        return Traversal.any(expression, Expression.Parameter.class::isInstance);
    }
}
