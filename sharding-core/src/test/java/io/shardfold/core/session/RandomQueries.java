package io.shardfold.core.session;

import io.shardfold.core.session.RandomExpressions.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Queries with one right answer: what is limited is ordered by columns that tell any two rows
 * apart.
 */
final class RandomQueries {

    private final RandomChoice choice;
    private final RandomExpressions expressions;
    private final List<RandomTable> tables;
    private final boolean mysql;

    RandomQueries(RandomChoice choice, List<RandomTable> tables) {
        this.choice = choice;
        this.tables = tables;
        this.expressions = new RandomExpressions(choice, tables);
        this.mysql = choice.mysql();
    }

    /** One query, begun by {@link RandomChoice#begin}. */
    RandomStatement next() {
        return switch (choice.below(20)) {
            case 0, 1, 2, 3, 4 -> grouped();
            case 5, 6 -> distinct();
            case 7, 8 -> sets();
            case 9, 10 -> nested();
            case 11, 12 -> window();
            case 13 -> star();
            case 14 -> subtotals();
            default -> plain();
        };
    }

    private RandomFrom from(int tablesMax) {
        return new RandomFrom(choice, expressions, tables, tablesMax);
    }

    private String where(RandomFrom from, boolean subqueries) {
        if (choice.chance(25)) {
            return "";
        }
        String condition = expressions.condition(from.sources(), 2);
        if (subqueries && choice.chance(25)) {
            condition =
                    choice.chance(80)
                            ? "(" + condition + ") AND " + expressions.subquery(from.sources(), 1)
                            : expressions.subquery(from.sources(), 1);
        }
        return " WHERE " + condition;
    }

    // ---- ORDER BY and LIMIT

    private String direction() {
        String text = choice.any("", "", " ASC", " DESC", " DESC");
        return !mysql && choice.chance(15)
                ? text + choice.any(" NULLS FIRST", " NULLS LAST")
                : text;
    }

    private String limit() {
        int count = choice.below(12);
        int offset = choice.below(6);
        if (choice.chance(40)) {
            return "";
        }
        return switch (choice.below(mysql ? 5 : 7)) {
            case 0 -> " LIMIT " + choice.count(count);
            case 1 -> " LIMIT " + choice.count(count) + " OFFSET " + choice.count(offset);
            case 2 ->
                    mysql
                            ? " LIMIT " + choice.count(offset) + ", " + choice.count(count)
                            : " OFFSET " + choice.count(offset) + " LIMIT " + choice.count(count);
            case 3 -> " OFFSET " + offset + " ROWS FETCH NEXT " + count + " ROWS ONLY";
            case 4 -> " FETCH FIRST " + (count + 1) + " ROWS ONLY";
            case 5 -> " LIMIT ALL OFFSET " + choice.count(offset);
            default -> " OFFSET " + offset;
        };
    }

    /** Some keys, and then all columns by position: nothing is left open. */
    private String orderByPositions(int columns, List<String> keys) {
        StringBuilder text = new StringBuilder(" ORDER BY ");
        if (!keys.isEmpty() && choice.chance(50)) {
            text.append(choice.any(keys)).append(direction()).append(", ");
        }
        int first = choice.below(columns);
        for (int i = 0; i < columns; i++) {
            text.append(i == 0 ? "" : ", ").append((first + i) % columns + 1).append(direction());
        }
        return text.toString();
    }

    // ---- rows

    private RandomStatement plain() {
        RandomFrom from = from(3);
        List<Source> sources = from.sources();
        int columns = 1 + choice.below(4);
        StringBuilder text = new StringBuilder("SELECT ");
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            text.append(i == 0 ? "" : ", ").append(expressions.value(sources));
            if (choice.chance(75)) {
                text.append(choice.any(" AS ", " ")).append("c").append(i);
                keys.add("c" + i);
            }
        }
        text.append(" FROM ").append(from).append(where(from, true));
        if (choice.chance(35)) {
            return choice.statement(text.toString(), false, false, null);
        }
        if (choice.chance(8)) {
            String key = expressions.integer(sources);
            text.append(" ORDER BY ").append(key).append(direction());
            text.append(" FETCH FIRST ").append(1 + choice.below(9)).append(" ROWS WITH TIES");
            return choice.statement(text.toString(), false, false, null);
        }
        text.append(" ORDER BY ");
        int ordered = choice.below(3);
        for (int i = 0; i < ordered; i++) {
            text.append(
                            choice.chance(40) && !keys.isEmpty()
                                    ? choice.any(keys)
                                    : choice.literally(() -> key(sources)))
                    .append(direction())
                    .append(", ");
        }
        text.append(RandomExpressions.allKeys(sources)).append(direction()).append(limit());
        return choice.statement(text.toString(), true, false, null);
    }

    /** What rows are ordered by. */
    private String key(List<Source> sources) {
        return switch (choice.below(6)) {
            case 0 -> expressions.number(sources, 1);
            case 1, 2 -> {
                String text = expressions.text(sources, choice.below(2));
                yield text == null ? expressions.integer(sources) : text;
            }
            default -> expressions.anyColumn(sources);
        };
    }

    private RandomStatement star() {
        RandomFrom from = from(2);
        String shown =
                choice.chance(60)
                        ? "*"
                        : choice.any(from.sources()).alias()
                                + ".*, "
                                + expressions.number(from.sources(), 1)
                                + " AS c0";
        String text = "SELECT " + shown + " FROM " + from + where(from, true);
        if (choice.chance(40)) {
            return choice.statement(text, false, false, null);
        }
        text += " ORDER BY " + RandomExpressions.allKeys(from.sources()) + limit();
        return choice.statement(text, true, false, null);
    }

    private RandomStatement distinct() {
        RandomFrom from = from(2);
        if (!mysql && choice.chance(25)) {
            return distinctOn(from);
        }
        int columns = 1 + choice.below(3);
        StringBuilder text = new StringBuilder("SELECT DISTINCT ");
        for (int i = 0; i < columns; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(choice.literally(() -> key(from.sources())))
                    .append(" AS c")
                    .append(i);
        }
        text.append(" FROM ").append(from).append(where(from, true));
        boolean ordered = choice.chance(60);
        if (ordered) {
            text.append(orderByPositions(columns, List.of()));
            // MariaDB 11.4 itself skips too few rows where a joined table has one row by its key.
            text.append(mysql && from.sources().size() > 1 ? "" : limit());
        }
        return choice.statement(text.toString(), ordered, true, null);
    }

    private RandomStatement distinctOn(RandomFrom from) {
        List<Source> sources = from.sources();
        String on = expressions.integer(sources);
        String text =
                "SELECT DISTINCT ON ("
                        + on
                        + ") "
                        + on
                        + " AS c0, "
                        + RandomExpressions.allKeys(sources)
                        + " FROM "
                        + from
                        + where(from, false)
                        + " ORDER BY "
                        + on
                        + direction()
                        + ", "
                        + RandomExpressions.allKeys(sources)
                        + limit();
        return choice.statement(text, true, false, null);
    }

    // ---- groups

    private RandomStatement grouped() {
        RandomFrom from = from(3);
        List<Source> sources = from.sources();
        List<String> group = groupKeys(sources, choice.below(3));
        List<String> items = new ArrayList<>();
        List<String> shownKeys = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            if (choice.chance(85)) {
                items.add(group.get(i) + " AS g" + i);
                shownKeys.add("g" + i);
            }
        }
        List<String> keys = new ArrayList<>(shownKeys);
        int aggregates = 1 + choice.below(3);
        String first = null;
        for (int i = 0; i < aggregates; i++) {
            String name = choice.chance(70) ? aggregateName(sources, i) : null;
            first = i == 0 ? name : first;
            String named = name == null ? "" : " AS " + name;
            items.add(choice.below(items.size() + 1), expressions.aggregate(sources) + named);
        }
        String text = "SELECT " + String.join(", ", items) + " FROM " + from + where(from, true);
        if (!group.isEmpty()) {
            text += " GROUP BY " + String.join(", ", group);
        }
        if (choice.chance(25)) {
            boolean byName = mysql && first != null && choice.chance(30);
            text += " HAVING " + (byName ? first + " > 1" : having(sources, group));
        }
        boolean ordered = choice.chance(60);
        if (!ordered) {
            return choice.statement(text, false, true, null);
        }
        StringBuilder order = new StringBuilder(" ORDER BY ");
        if (choice.chance(50)) {
            order.append(choice.literally(() -> orderAggregate(sources)))
                    .append(direction())
                    .append(group.isEmpty() ? "" : ", ");
        } else if (group.isEmpty()) {
            order.append("1");
        }
        for (int i = 0; i < group.size(); i++) {
            order.append(i == 0 ? "" : ", ").append(group.get(i)).append(direction());
        }
        return choice.statement(text + order + limit(), true, true, null);
    }

    /** Sometimes the name of a column, too, in whose place it may be meant. */
    private String aggregateName(List<Source> sources, int index) {
        return choice.chance(15) && index == 0
                ? choice.any(choice.any(sources).table().columns()).name()
                : "a" + index;
    }

    private String orderAggregate(List<Source> sources) {
        return choice.any(
                "COUNT(*)",
                "SUM(" + expressions.integer(sources) + ")",
                "MAX(" + expressions.integer(sources) + ")",
                "MIN(" + expressions.integer(sources) + ")",
                "AVG(" + expressions.integer(sources) + ")",
                "COUNT(DISTINCT " + expressions.integer(sources) + ")",
                "- COUNT(*)",
                "MAX(" + expressions.integer(sources) + ") - COUNT(*)");
    }

    private List<String> groupKeys(List<Source> sources, int count) {
        List<String> group = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String key =
                    choice.chance(60)
                            ? expressions.integer(sources)
                            : choice.literally(() -> key(sources));
            if (!group.contains(key)) {
                group.add(key);
            }
        }
        return group;
    }

    private String having(List<Source> sources, List<String> group) {
        String text =
                switch (choice.below(5)) {
                    case 0 -> "COUNT(*)" + choice.any(" > ", " = ", " <= ") + choice.below(5);
                    case 1 ->
                            "MAX("
                                    + expressions.integer(sources)
                                    + ") > MIN("
                                    + expressions.integer(sources)
                                    + ")";
                    case 2 ->
                            group.isEmpty()
                                    ? "COUNT(*) > 0"
                                    : group.get(0) + " IS NOT NULL AND COUNT(*) < 9";
                    case 3 ->
                            "SUM("
                                    + expressions.integer(sources)
                                    + ") BETWEEN "
                                    + choice.number()
                                    + " AND 1000";
                    default ->
                            "COUNT(DISTINCT "
                                    + expressions.integer(sources)
                                    + ") "
                                    + choice.any("> 1", "= 1", "<> 0");
                };
        return choice.chance(20) ? "NOT (" + text + ")" : text;
    }

    private RandomStatement subtotals() {
        RandomFrom from = from(2);
        List<Source> sources = from.sources();
        List<String> group = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String key = expressions.integer(sources);
            if (!group.contains(key)) {
                group.add(key);
            }
        }
        String list = String.join(", ", group);
        StringBuilder text = new StringBuilder("SELECT ").append(list);
        text.append(", COUNT(*) AS n, SUM(").append(expressions.integer(sources)).append(") AS s");
        text.append(" FROM ").append(from).append(where(from, false)).append(" GROUP BY ");
        text.append(
                mysql
                        ? list + " WITH ROLLUP"
                        : choice.any("ROLLUP (", "CUBE (", "GROUPING SETS ((), ") + list + ")");
        return choice.statement(text.toString(), false, true, null);
    }

    // ---- windows

    private RandomStatement window() {
        RandomFrom from = from(2);
        List<Source> sources = from.sources();
        String unique = RandomExpressions.allKeys(sources);
        StringBuilder text = new StringBuilder("SELECT ").append(unique);
        int functions = 1 + choice.below(2);
        for (int i = 0; i < functions; i++) {
            text.append(", ").append(over(sources, unique)).append(" AS w").append(i);
        }
        text.append(" FROM ").append(from).append(where(from, true));
        text.append(" ORDER BY ").append(unique).append(limit());
        return choice.statement(text.toString(), true, false, null);
    }

    private String over(List<Source> sources, String unique) {
        String partition = "";
        if (choice.chance(60)) {
            Source source = choice.any(sources);
            partition =
                    "PARTITION BY "
                            + (choice.chance(50) && !source.table().keys().isEmpty()
                                    ? qualified(source)
                                    : expressions.integer(sources))
                            + " ";
        }
        String number = expressions.integer(sources);
        String total = partition + "ORDER BY " + expressions.integer(sources) + ", " + unique;
        return switch (choice.below(9)) {
            case 0 -> "ROW_NUMBER() OVER (" + total + ")";
            case 1 -> "RANK() OVER (" + partition + "ORDER BY " + number + ")";
            case 2 -> "DENSE_RANK() OVER (" + partition + "ORDER BY " + number + " DESC)";
            case 3 -> "SUM(" + number + ") OVER (" + total + ")";
            case 4 -> "COUNT(*) OVER (" + partition + ")";
            case 5 -> "LAG(" + number + ") OVER (" + total + ")";
            case 6 -> "FIRST_VALUE(" + number + ") OVER (" + total + ")";
            case 7 ->
                    "MAX("
                            + number
                            + ") OVER ("
                            + total
                            + " ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)";
            default -> "NTILE(3) OVER (" + total + ")";
        };
    }

    private static String qualified(Source source) {
        List<String> keys = new ArrayList<>();
        source.table().keys().forEach(key -> keys.add(source.column(key)));
        return String.join(", ", keys);
    }

    // ---- queries of queries

    private RandomStatement sets() {
        String text = part();
        int parts = 1 + choice.below(3);
        for (int i = 0; i < parts; i++) {
            String operator =
                    choice.any(
                            " UNION ALL ",
                            " UNION ",
                            " UNION ",
                            " INTERSECT ",
                            " EXCEPT ",
                            " UNION DISTINCT ",
                            " INTERSECT ALL ",
                            " EXCEPT ALL ");
            text =
                    choice.chance(30)
                            ? "(" + text + ")" + operator + part()
                            : choice.chance(30)
                                    ? text + operator + "(" + part() + ")"
                                    : text + operator + part();
        }
        boolean ordered = choice.chance(60);
        if (ordered) {
            text += orderByPositions(2, List.of("c0")) + limit();
        }
        return choice.statement(text, ordered, true, null);
    }

    private String part() {
        RandomFrom from = from(2);
        List<Source> sources = from.sources();
        if (choice.chance(15)) {
            String key = expressions.integer(sources);
            return "SELECT "
                    + key
                    + " AS c0, COUNT(*) AS c1 FROM "
                    + from
                    + where(from, false)
                    + " GROUP BY "
                    + key;
        }
        return "SELECT "
                + expressions.integer(sources)
                + " AS c0, "
                + expressions.integer(sources)
                + " AS c1 FROM "
                + from
                + where(from, true);
    }

    private RandomStatement nested() {
        String query =
                switch (choice.below(4)) {
                    case 0 -> part();
                    case 1 -> part() + choice.any(" UNION ", " UNION ALL ") + part();
                    case 2 -> limitedPart();
                    default -> "SELECT DISTINCT " + part().substring("SELECT ".length());
                };
        String inner = choice.chance(50) ? "(" + query + ") x" : "x";
        String with = inner.equals("x") ? "WITH x AS (" + query + ") " : "";
        RandomTable table = choice.any(tables);
        Source other = new Source(table, "t");
        String key = expressions.integer(List.of(other));
        String text =
                switch (choice.below(mysql ? 4 : 5)) {
                    case 0 ->
                            "SELECT COUNT(*) AS c, SUM(x.c0) AS s FROM "
                                    + inner
                                    + " WHERE x.c1 >= "
                                    + choice.number();
                    case 1 ->
                            "SELECT x.c0, x.c1, t."
                                    + table.primaryKey()
                                    + " FROM "
                                    + inner
                                    + choice.any(" JOIN ", " LEFT JOIN ")
                                    + table.name()
                                    + " t ON x.c0 = "
                                    + key;
                    case 2 ->
                            "SELECT x.c0, COUNT(*) AS n, MAX(x.c1) AS m FROM "
                                    + inner
                                    + " GROUP BY x.c0";
                    case 3 ->
                            "SELECT t."
                                    + table.primaryKey()
                                    + " FROM "
                                    + table.name()
                                    + " t WHERE "
                                    + key
                                    + choice.any(" IN (", " NOT IN (")
                                    + "SELECT c0 FROM "
                                    + inner
                                    + ")";
                    default -> lateral(other);
                };
        return choice.statement(text.contains("LATERAL") ? text : with + text, false, true, null);
    }

    private String limitedPart() {
        RandomFrom from = from(2);
        List<Source> sources = from.sources();
        return "SELECT "
                + expressions.integer(sources)
                + " AS c0, "
                + expressions.integer(sources)
                + " AS c1 FROM "
                + from
                + where(from, false)
                + " ORDER BY "
                + RandomExpressions.allKeys(sources)
                + " LIMIT "
                + choice.below(9);
    }

    private String lateral(Source outer) {
        RandomTable table = choice.any(tables);
        Source inner = new Source(table, "z");
        boolean left = choice.chance(50);
        return "SELECT t."
                + outer.table().primaryKey()
                + ", l.k FROM "
                + outer.table().name()
                + " t "
                + (left ? "LEFT JOIN" : "CROSS JOIN")
                + " LATERAL (SELECT "
                + inner.primaryKey()
                + " AS k FROM "
                + table.name()
                + " z WHERE "
                + expressions.correlation(List.of(outer), inner)
                + " ORDER BY 1 LIMIT 2) l"
                + (left ? " ON TRUE" : "");
    }
}
