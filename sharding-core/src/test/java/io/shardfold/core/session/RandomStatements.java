package io.shardfold.core.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes queries over the tables of {@link StatementsContract} from a grammar: the same seed gives
 * the same queries.
 *
 * <p>Only queries with one right answer: what is limited is ordered by all it shows.
 */
final class RandomStatements {

    private record Table(
            String name, List<String> numbers, List<String> texts, List<String> keys) {}

    private static final Table ORDERS =
            new Table(
                    "t_order",
                    List.of("order_id", "user_id", "status", "price"),
                    List.of("name"),
                    List.of("user_id", "order_id"));
    private static final Table ITEMS =
            new Table(
                    "t_order_item",
                    List.of("item_id", "order_id", "user_id", "quantity"),
                    List.of("sku"),
                    List.of("user_id", "order_id"));
    private static final Table USERS =
            new Table("t_user", List.of("id", "region_id"), List.of("name"), List.of("id"));
    private static final Table REGIONS =
            new Table("t_region", List.of("id"), List.of("title"), List.of());
    private static final Table CONFIG =
            new Table("t_config", List.of("v"), List.of("k"), List.of());
    private static final List<Table> TABLES =
            List.of(ORDERS, ORDERS, ITEMS, ITEMS, USERS, USERS, REGIONS, CONFIG);

    private final Random random;

    RandomStatements(long seed) {
        this.random = new Random(seed);
    }

    String next() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> grouped();
            case 2 -> union();
            case 3 -> derived();
            case 4 -> distinct();
            case 5 -> window();
            default -> plain();
        };
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private int number() {
        return chance(10) ? random.nextInt(3) - 1 : random.nextInt(62);
    }

    // ---- FROM

    private record Source(Table table, String alias) {
        String column(String name) {
            return alias + "." + name;
        }
    }

    private final class From {
        final List<Source> sources = new ArrayList<>();
        final StringBuilder text = new StringBuilder();

        From(int tablesMax) {
            add(any(TABLES));
            text.append(sources.get(0).table.name).append(" ").append(sources.get(0).alias);
            for (int i = 1; i < tablesMax && chance(60); i++) {
                join();
            }
        }

        private Source add(Table table) {
            Source source = new Source(table, "q" + sources.size());
            sources.add(source);
            return source;
        }

        private void join() {
            Source left = any(sources);
            Source right = add(any(TABLES));
            String type = any(List.of("JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN"));
            text.append(' ')
                    .append(type)
                    .append(' ')
                    .append(right.table.name)
                    .append(' ')
                    .append(right.alias)
                    .append(" ON ");
            boolean alike = left.table.keys.equals(right.table.keys) && !left.table.keys.isEmpty();
            if (alike && chance(75)) {
                for (int i = 0; i < left.table.keys.size(); i++) {
                    text.append(i == 0 ? "" : " AND ")
                            .append(left.column(left.table.keys.get(i)))
                            .append(" = ")
                            .append(right.column(right.table.keys.get(i)));
                }
            } else {
                text.append(left.column(any(left.table.numbers)))
                        .append(" = ")
                        .append(right.column(any(right.table.numbers)));
            }
            if (chance(25)) {
                text.append(" AND ").append(predicate(chance(50) ? left : right));
            }
        }
    }

    // ---- conditions

    private String number(Source source) {
        return source.column(any(source.table.numbers));
    }

    private String predicate(Source source) {
        String column = number(source);
        return switch (random.nextInt(11)) {
            case 0 -> column + " = " + number();
            case 1 -> number() + " = " + column;
            case 2 -> column + " IN (" + number() + ", " + number() + ", " + number() + ")";
            case 3 -> column + " BETWEEN " + number() + " AND " + number();
            case 4 -> column + " NOT BETWEEN " + number() + " AND " + number();
            case 5 -> column + " IS " + (chance(50) ? "NOT " : "") + "NULL";
            case 6 -> "NOT (" + column + " = " + number() + ")";
            case 7 -> number() + " > " + column;
            case 8 -> column + " NOT IN (" + number() + ", " + number() + ")";
            case 9 -> column + " <> " + number(source);
            default -> column + " >= " + number();
        };
    }

    private String condition(From from, boolean subqueries) {
        StringBuilder text = new StringBuilder(predicate(any(from.sources)));
        while (chance(45)) {
            text.append(chance(60) ? " AND " : " OR ");
            String more = predicate(any(from.sources));
            text.append(
                    chance(20) ? "(" + more + " OR " + predicate(any(from.sources)) + ")" : more);
        }
        if (subqueries && chance(30)) {
            text.insert(0, "(").append(") AND ").append(subquery(any(from.sources)));
        }
        return text.toString();
    }

    private String subquery(Source outer) {
        Table table = any(TABLES);
        Source inner = new Source(table, "z");
        String from = " FROM " + table.name + " z WHERE ";
        String not = chance(30) ? "NOT " : "";
        return switch (random.nextInt(4)) {
            case 0 ->
                    not
                            + "EXISTS (SELECT 1"
                            + from
                            + correlation(outer, inner)
                            + (chance(50) ? " AND " + predicate(inner) : "")
                            + ")";
            case 1 ->
                    number(outer)
                            + " "
                            + not
                            + "IN (SELECT "
                            + number(inner)
                            + from
                            + predicate(inner)
                            + ")";
            case 2 ->
                    number(outer)
                            + " > (SELECT "
                            + any(List.of("MIN", "MAX", "COUNT"))
                            + "("
                            + number(inner)
                            + ")"
                            + from
                            + predicate(inner)
                            + ")";
            default ->
                    number(outer) + " <= (SELECT COUNT(*)" + from + correlation(outer, inner) + ")";
        };
    }

    private String correlation(Source outer, Source inner) {
        if (outer.table.keys.equals(inner.table.keys)
                && !outer.table.keys.isEmpty()
                && chance(70)) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < outer.table.keys.size(); i++) {
                text.append(i == 0 ? "" : " AND ")
                        .append(inner.column(inner.table.keys.get(i)))
                        .append(" = ")
                        .append(outer.column(outer.table.keys.get(i)));
            }
            return text.toString();
        }
        return number(inner) + " = " + number(outer);
    }

    private String where(From from) {
        return chance(75) ? " WHERE " + condition(from, true) : "";
    }

    // ---- queries

    private String value(From from) {
        Source source = any(from.sources);
        return switch (random.nextInt(6)) {
            case 0 -> source.column(any(source.table.texts));
            case 1 -> number(source) + " + " + number();
            case 2 -> "- " + number(source);
            case 3 -> "ABS(" + number(source) + " - " + number() + ")";
            case 4 -> "CASE WHEN " + predicate(source) + " THEN 1 ELSE " + number(source) + " END";
            default -> number(source);
        };
    }

    private String orderByAll(int columns) {
        StringBuilder text = new StringBuilder(" ORDER BY ");
        for (int i = 1; i <= columns; i++) {
            text.append(i == 1 ? "" : ", ").append(i).append(chance(30) ? " DESC" : "");
        }
        if (chance(50)) {
            text.append(" LIMIT ").append(random.nextInt(12));
            if (chance(50)) {
                text.append(" OFFSET ").append(random.nextInt(6));
            }
        }
        return text.toString();
    }

    private String plain() {
        From from = new From(3);
        int columns = 1 + random.nextInt(3);
        StringBuilder text = new StringBuilder("SELECT ");
        for (int i = 0; i < columns; i++) {
            text.append(i == 0 ? "" : ", ").append(value(from)).append(" AS c").append(i);
        }
        text.append(" FROM ").append(from.text).append(where(from));
        return chance(60) ? text + orderByAll(columns) : text.toString();
    }

    private String distinct() {
        From from = new From(2);
        int columns = 1 + random.nextInt(3);
        StringBuilder text = new StringBuilder("SELECT DISTINCT ");
        for (int i = 0; i < columns; i++) {
            Source source = any(from.sources);
            text.append(i == 0 ? "" : ", ").append(number(source)).append(" AS c").append(i);
        }
        text.append(" FROM ").append(from.text).append(where(from));
        return chance(60) ? text + orderByAll(columns) : text.toString();
    }

    private String aggregate(From from) {
        Source source = any(from.sources);
        String column = number(source);
        return switch (random.nextInt(9)) {
            case 0 -> "COUNT(*)";
            case 1 -> "COUNT(" + column + ")";
            case 2 -> "SUM(" + column + ")";
            case 3 -> "AVG(" + column + ")";
            case 4 -> "MIN(" + column + ")";
            case 5 -> "MAX(" + column + ")";
            case 6 -> "COUNT(DISTINCT " + column + ")";
            case 7 -> "MAX(" + column + ") - MIN(" + column + ")";
            default -> "- SUM(" + column + ") * 2";
        };
    }

    private String grouped() {
        From from = new From(2);
        int keys = random.nextInt(3);
        List<String> group = new ArrayList<>();
        StringBuilder text = new StringBuilder("SELECT ");
        int columns = 0;
        for (int i = 0; i < keys; i++) {
            String key = number(any(from.sources));
            if (!group.contains(key)) {
                group.add(key);
                text.append(columns++ == 0 ? "" : ", ").append(key).append(" AS g").append(i);
            }
        }
        int aggregates = 1 + random.nextInt(3);
        for (int i = 0; i < aggregates; i++) {
            text.append(columns++ == 0 ? "" : ", ")
                    .append(aggregate(from))
                    .append(" AS a")
                    .append(i);
        }
        text.append(" FROM ").append(from.text).append(where(from));
        if (!group.isEmpty()) {
            text.append(" GROUP BY ").append(String.join(", ", group));
            if (chance(25)) {
                text.append(" HAVING ").append(aggregate(from)).append(" > ").append(number());
            }
        }
        return chance(60) ? text + orderByAll(columns) : text.toString();
    }

    private String union() {
        String operator = any(List.of("UNION ALL", "UNION", "UNION", "INTERSECT", "EXCEPT"));
        From left = new From(2);
        From right = new From(2);
        String text =
                "SELECT "
                        + number(left.sources.get(0))
                        + " AS c0, "
                        + number(any(left.sources))
                        + " AS c1 FROM "
                        + left.text
                        + where(left)
                        + " "
                        + operator
                        + " SELECT "
                        + number(right.sources.get(0))
                        + ", "
                        + number(any(right.sources))
                        + " FROM "
                        + right.text
                        + where(right);
        return chance(60) ? text + orderByAll(2) : text;
    }

    private String derived() {
        From inner = new From(2);
        Source source = any(inner.sources);
        String key = number(source);
        boolean grouped = chance(50);
        String query =
                grouped
                        ? "SELECT "
                                + key
                                + " AS k, "
                                + aggregate(inner)
                                + " AS n FROM "
                                + inner.text
                                + where(inner)
                                + " GROUP BY "
                                + key
                        : "SELECT "
                                + key
                                + " AS k, "
                                + number(any(inner.sources))
                                + " AS n FROM "
                                + inner.text
                                + where(inner);
        return chance(50)
                ? "SELECT COUNT(*) AS c, SUM(x.k) AS s FROM ("
                        + query
                        + ") x WHERE x.k >= "
                        + number()
                : "SELECT x.k, x.n FROM ("
                        + query
                        + ") x WHERE x.k "
                        + any(List.of("=", ">", "<="))
                        + " "
                        + number()
                        + orderByAll(2);
    }

    private String window() {
        From from = new From(1);
        Source source = from.sources.get(0);
        Table table = source.table;
        String unique =
                table.numbers.get(0).endsWith("id") ? table.numbers.get(0) : table.texts.get(0);
        String partition =
                chance(60)
                        ? "PARTITION BY "
                                + (chance(50) && !table.keys.isEmpty()
                                        ? String.join(", ", table.keys)
                                        : any(table.numbers))
                                + " "
                        : "";
        String function =
                any(
                        List.of(
                                "ROW_NUMBER()",
                                "SUM(" + any(table.numbers) + ")",
                                "COUNT(*)",
                                "RANK()"));
        String text =
                "SELECT "
                        + unique
                        + " AS u, "
                        + function
                        + " OVER ("
                        + partition
                        + "ORDER BY "
                        + unique
                        + ") AS w FROM "
                        + from.text
                        + where(from);
        return text + " ORDER BY 1, 2";
    }
}
