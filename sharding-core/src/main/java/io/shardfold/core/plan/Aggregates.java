package io.shardfold.core.plan;

import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Traversal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which calls are aggregates, and which of them can be put together from the shards' own. */
final class Aggregates {

    /**
     * The aggregates of PostgreSQL 18, MySQL 8.4 and MariaDB 11.4. Sources: their manuals' chapters
     * on aggregate functions.
     */
    private static final Set<String> NAMES =
            Set.of(
                    "count",
                    "sum",
                    "avg",
                    "min",
                    "max",
                    "any_value",
                    "bit_and",
                    "bit_or",
                    "bit_xor",
                    "bool_and",
                    "bool_or",
                    "every",
                    "group_concat",
                    "string_agg",
                    "array_agg",
                    "json_agg",
                    "jsonb_agg",
                    "json_agg_strict",
                    "jsonb_agg_strict",
                    "json_arrayagg",
                    "json_objectagg",
                    "json_object_agg",
                    "jsonb_object_agg",
                    "json_object_agg_strict",
                    "jsonb_object_agg_strict",
                    "json_object_agg_unique",
                    "jsonb_object_agg_unique",
                    "json_object_agg_unique_strict",
                    "jsonb_object_agg_unique_strict",
                    "std",
                    "stddev",
                    "stddev_pop",
                    "stddev_samp",
                    "variance",
                    "var_pop",
                    "var_samp",
                    "corr",
                    "covar_pop",
                    "covar_samp",
                    "regr_avgx",
                    "regr_avgy",
                    "regr_count",
                    "regr_intercept",
                    "regr_r2",
                    "regr_slope",
                    "regr_sxx",
                    "regr_sxy",
                    "regr_syy",
                    "percentile_cont",
                    "percentile_disc",
                    "mode",
                    "median",
                    "range_agg",
                    "range_intersect_agg",
                    "xmlagg",
                    "st_collect",
                    "st_union",
                    "rank",
                    "dense_rank",
                    "percent_rank",
                    "cume_dist",
                    "grouping");

    private Aggregates() {}

    static String name(Expression expression) {
        if (expression instanceof Expression.FunctionCall call) {
            return call.name().name().value().toLowerCase(Locale.ROOT);
        }
        return expression instanceof Expression.KeywordCall call
                ? call.name().toLowerCase(Locale.ROOT)
                : "";
    }

    /** An aggregate of the block that it stands in: no window function, not inside a subquery. */
    static boolean isAggregate(Expression expression) {
        if (expression instanceof Expression.FunctionCall call) {
            return call.over() == null
                    && (NAMES.contains(name(call))
                            || call.filter() != null
                            || !call.withinGroup().isEmpty());
        }
        return expression instanceof Expression.KeywordCall call
                && call.over() == null
                && NAMES.contains(name(call));
    }

    static boolean anyIn(Query.Select select) {
        return !in(select).isEmpty();
    }

    /** The aggregates of a SELECT's list, HAVING and ORDER BY, outermost first. */
    static List<Expression> in(Query.Select select) {
        List<Expression> result = new ArrayList<>();
        select.items().forEach(item -> collect(item.expression(), result));
        collect(select.having(), result);
        select.orderBy().forEach(item -> collect(item.expression(), result));
        return result;
    }

    static List<Expression> in(Expression expression) {
        List<Expression> result = new ArrayList<>();
        collect(expression, result);
        return result;
    }

    private static void collect(Expression expression, List<Expression> result) {
        Traversal.walk(
                expression,
                new Traversal.Visitor() {
                    @Override
                    public boolean expression(Expression inner) {
                        if (isAggregate(inner)) {
                            result.add(inner);
                            return false;
                        }
                        return true;
                    }

                    @Override
                    public boolean query(Query query) {
                        return false;
                    }
                });
    }
}
