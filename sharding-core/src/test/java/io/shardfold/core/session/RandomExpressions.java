package io.shardfold.core.session;

import io.shardfold.core.session.RandomTable.Column;
import io.shardfold.core.session.RandomTable.Kind;
import java.util.List;

/** Values and conditions over the tables of a FROM clause. */
final class RandomExpressions {

    /** A table of FROM under its alias. */
    record Source(RandomTable table, String alias) {
        String column(String name) {
            return alias + "." + name;
        }

        String primaryKey() {
            return column(table.primaryKey());
        }
    }

    private final RandomChoice choice;
    private final List<RandomTable> tables;

    RandomExpressions(RandomChoice choice, List<RandomTable> tables) {
        this.choice = choice;
        this.tables = tables;
    }

    // ---- columns

    /** A column of one of the kinds; null where no source has one. */
    String column(List<Source> sources, Kind... kinds) {
        for (int attempt = 0; attempt < 4; attempt++) {
            Source source = choice.any(sources);
            List<Column> columns = source.table().columns(kinds);
            if (!columns.isEmpty()) {
                return source.column(choice.any(columns).name());
            }
        }
        return null;
    }

    /** Every table has an INTEGER column. */
    String integer(List<Source> sources) {
        return column(sources, Kind.INTEGER);
    }

    String anyColumn(List<Source> sources) {
        Source source = choice.any(sources);
        return source.column(choice.any(source.table().columns()).name());
    }

    // ---- values

    /** A number that can be computed with. */
    String number(List<Source> sources, int depth) {
        String column =
                choice.chance(25)
                        ? column(sources, Kind.DECIMAL, Kind.FLOAT, Kind.INTEGER)
                        : integer(sources);
        String plain = column == null ? integer(sources) : column;
        if (depth == 0) {
            return plain;
        }
        return switch (choice.below(13)) {
            case 0 -> "(" + plain + " + " + choice.number() + ")";
            case 1 -> "(" + plain + " - " + number(sources, depth - 1) + ")";
            case 2 -> "- " + plain;
            case 3 -> "ABS(" + number(sources, depth - 1) + ")";
            case 4 -> "COALESCE(" + plain + ", " + choice.number() + ")";
            case 5 ->
                    "CASE WHEN "
                            + condition(sources, 0)
                            + " THEN "
                            + plain
                            + " ELSE "
                            + integer(sources)
                            + " END";
            case 6 -> "NULLIF(" + integer(sources) + ", " + choice.number() + ")";
            case 7 -> {
                String text = column(sources, Kind.TEXT);
                yield text == null ? plain : "CHAR_LENGTH(" + text + ")";
            }
            case 8 -> "MOD(" + integer(sources) + ", " + (2 + choice.below(5)) + ")";
            case 9 -> "(" + plain + " * " + (choice.below(5) - 1) + ")";
            default -> plain;
        };
    }

    String text(List<Source> sources, int depth) {
        String column = column(sources, Kind.TEXT);
        if (column == null) {
            return null;
        }
        return switch (depth == 0 ? 9 : choice.below(10)) {
            case 0 -> "UPPER(" + column + ")";
            case 1 -> "LOWER(" + column + ")";
            case 2 -> "CONCAT(" + column + ", '-')";
            case 3 -> "COALESCE(" + column + ", 'none')";
            case 4 -> "SUBSTRING(" + column + ", 1, 1)";
            default -> column;
        };
    }

    /** Anything that a select list can show. */
    String value(List<Source> sources) {
        int way = choice.below(10);
        if (way < 5) {
            return number(sources, 2);
        }
        String text = way < 8 ? text(sources, 1) : null;
        return text == null ? anyColumn(sources) : text;
    }

    // ---- conditions

    String condition(List<Source> sources, int depth) {
        StringBuilder text = new StringBuilder(predicate(sources));
        while (depth > 0 && choice.chance(40)) {
            String more =
                    choice.chance(25)
                            ? "(" + condition(sources, depth - 1) + ")"
                            : predicate(sources);
            text.append(choice.chance(60) ? " AND " : " OR ")
                    .append(choice.chance(8) ? "NOT (" + more + ")" : more);
        }
        return text.toString();
    }

    private String predicate(List<Source> sources) {
        return switch (choice.below(12)) {
            case 0, 1 -> textual(sources);
            case 2 -> temporal(sources);
            case 3 -> row(sources);
            case 4 -> extreme(sources);
            case 5 -> ofKey(sources);
            default -> numeric(sources);
        };
    }

    /** Of a sharding key, where a source has one that is a number: what routing reads. */
    private String ofKey(List<Source> sources) {
        Source source = choice.any(sources);
        for (String key : source.table().keys()) {
            for (Column column : source.table().columns(Kind.INTEGER)) {
                if (column.name().equals(key) && choice.chance(70)) {
                    return compared(source.column(key), integer(sources));
                }
            }
        }
        return numeric(sources);
    }

    private String numeric(List<Source> sources) {
        return compared(number(sources, choice.chance(25) ? 1 : 0), integer(sources));
    }

    private String compared(String value, String other) {
        return switch (choice.below(15)) {
            case 0 -> value + " = " + choice.number();
            case 1 -> choice.number() + " = " + value;
            case 2 ->
                    value
                            + not()
                            + " IN ("
                            + choice.number()
                            + ", "
                            + choice.number()
                            + ", "
                            + choice.number()
                            + (choice.chance(15) ? ", NULL)" : ")");
            case 3 -> value + not() + " BETWEEN " + choice.number() + " AND " + choice.number();
            case 4 -> value + " IS" + not() + " NULL";
            case 5 -> "NOT " + value + " = " + choice.number();
            case 6 -> choice.number() + choice.any(" > ", " >= ", " < ", " <= ", " <> ") + value;
            case 7 -> value + choice.any(" <> ", " = ", " < ") + other;
            case 8 ->
                    choice.mysql()
                            ? value + " <=> " + choice.number()
                            : value + " IS" + not() + " DISTINCT FROM " + other;
            case 9 -> value + " = " + choice.number(choice.below(9)) + " + 1";
            case 10 -> "(" + value + " > " + choice.number() + ") IS" + not() + " TRUE";
            case 11 -> choice.number() + " BETWEEN " + value + " AND " + other;
            default -> value + choice.any(" >= ", " > ", " < ", " <= ") + choice.number();
        };
    }

    private String not() {
        return choice.chance(35) ? " NOT" : "";
    }

    private String textual(List<Source> sources) {
        String text = text(sources, choice.chance(20) ? 1 : 0);
        if (text == null) {
            return numeric(sources);
        }
        return switch (choice.below(8)) {
            case 0 -> text + not() + " LIKE " + choice.any("'a%'", "'%b'", "'_'", "'A_'", "'%'");
            case 1 -> text + not() + " IN (" + choice.text() + ", " + choice.text() + ")";
            case 2 -> text + not() + " BETWEEN " + choice.text() + " AND " + choice.text();
            case 3 -> choice.text() + " = " + text;
            case 4 -> text + " IS" + not() + " NULL";
            case 5 -> text + " <> " + choice.text();
            case 6 -> text + choice.any(" < ", " >= ") + choice.text();
            default -> text + " = " + choice.text();
        };
    }

    private String temporal(List<Source> sources) {
        String column = column(sources, Kind.TIMESTAMP);
        if (column == null) {
            return numeric(sources);
        }
        return choice.literally(
                () ->
                        switch (choice.below(5)) {
                            case 0 -> column + " = '2026-03-01 08:00:00'";
                            case 1 ->
                                    column
                                            + not()
                                            + " BETWEEN '2026-01-15 00:00:00' AND '2026-03-31 00:00:00'";
                            case 2 -> "'2026-02-01' <= " + column;
                            case 3 -> column + " IS" + not() + " NULL";
                            default -> column + " < '2026-03-02 00:00:00'";
                        });
    }

    private String row(List<Source> sources) {
        Source source = choice.any(sources);
        String a =
                source.table().keys().size() == 2
                        ? source.column(source.table().keys().get(0))
                        : integer(sources);
        String b =
                source.table().keys().size() == 2
                        ? source.column(source.table().keys().get(1))
                        : integer(sources);
        return switch (choice.below(4)) {
            case 0 -> "(" + a + ", " + b + ") = (" + choice.number() + ", " + choice.number() + ")";
            case 1 ->
                    "("
                            + a
                            + ", "
                            + b
                            + ")"
                            + not()
                            + " IN (("
                            + choice.number()
                            + ", "
                            + choice.number()
                            + "), ("
                            + choice.number()
                            + ", "
                            + choice.number()
                            + "))";
            case 2 -> "(" + a + ", " + b + ") < (" + choice.number() + ", " + choice.number() + ")";
            default ->
                    "(" + choice.number() + ", " + choice.number() + ") <= (" + a + ", " + b + ")";
        };
    }

    private String extreme(List<Source> sources) {
        for (Source source : sources) {
            for (Column column : source.table().columns(Kind.EXTREME, Kind.DATE, Kind.OTHER)) {
                if (choice.chance(50)) {
                    String literal = choice.any(column.literals());
                    return literal.equals("NULL")
                            ? source.column(column.name()) + " IS" + not() + " NULL"
                            : source.column(column.name())
                                    + choice.any(" = ", " <= ", " > ", " <> ")
                                    + literal;
                }
            }
        }
        return numeric(sources);
    }

    // ---- subqueries

    /** A condition that looks into another table. */
    String subquery(List<Source> outer, int depth) {
        RandomTable table = choice.any(tables);
        Source inner = new Source(table, "z" + depth);
        List<Source> own = List.of(inner);
        String from = " FROM " + table.name() + " " + inner.alias() + " WHERE ";
        String more = depth > 0 && choice.chance(20) ? " AND " + subquery(own, depth - 1) : "";
        return switch (choice.below(9)) {
            case 0, 1 ->
                    (choice.chance(35) ? "NOT " : "")
                            + "EXISTS (SELECT "
                            + choice.any("1", "*", inner.primaryKey())
                            + from
                            + correlation(outer, inner)
                            + (choice.chance(50) ? " AND " + condition(own, 0) : "")
                            + more
                            + ")";
            case 2 ->
                    integer(outer)
                            + not()
                            + " IN (SELECT "
                            + integer(own)
                            + from
                            + condition(own, 1)
                            + more
                            + ")";
            case 3 ->
                    integer(outer)
                            + " > (SELECT "
                            + choice.any("MIN", "MAX", "COUNT", "AVG")
                            + "("
                            + integer(own)
                            + ")"
                            + from
                            + condition(own, 1)
                            + ")";
            case 4 ->
                    integer(outer)
                            + " <= (SELECT COUNT(*)"
                            + from
                            + correlation(outer, inner)
                            + ")";
            case 5 ->
                    integer(outer)
                            + choice.any(" > ALL ", " = ANY ", " <= SOME ", " <> ALL ")
                            + "(SELECT "
                            + integer(own)
                            + from
                            + condition(own, 1)
                            + ")";
            case 6 ->
                    keyOf(outer)
                            + not()
                            + " IN (SELECT "
                            + keyOf(own)
                            + from
                            + condition(own, 1)
                            + more
                            + ")";
            case 7 ->
                    "("
                            + integer(outer)
                            + ", "
                            + integer(outer)
                            + ") IN (SELECT "
                            + integer(own)
                            + ", "
                            + integer(own)
                            + from
                            + condition(own, 1)
                            + ")";
            default ->
                    "(SELECT SUM("
                            + integer(own)
                            + ")"
                            + from
                            + correlation(outer, inner)
                            + ") IS"
                            + not()
                            + " NULL";
        };
    }

    /** A key column that is a number, where there is one. */
    private String keyOf(List<Source> sources) {
        Source source = choice.any(sources);
        for (Column column : source.table().columns(Kind.INTEGER)) {
            if (source.table().keys().contains(column.name())) {
                return source.column(column.name());
            }
        }
        return integer(sources);
    }

    /** What ties an inner row to an outer one: the sharding keys, often. */
    String correlation(List<Source> outer, Source inner) {
        Source partner = choice.any(outer);
        List<String> keys = partner.table().keys();
        if (keys.equals(inner.table().keys()) && !keys.isEmpty() && choice.chance(70)) {
            StringBuilder text = new StringBuilder();
            for (String key : keys) {
                text.append(text.isEmpty() ? "" : " AND ")
                        .append(inner.column(key))
                        .append(" = ")
                        .append(partner.column(key));
            }
            return text.toString();
        }
        return integer(List.of(inner)) + " = " + integer(outer);
    }

    // ---- aggregates

    /** A scalar made of aggregates over the sources' rows. */
    String aggregate(List<Source> sources) {
        return switch (choice.below(10)) {
            case 0 -> simple(sources, true) + choice.any(" - ", " + ") + simple(sources, true);
            case 1 -> "- " + simple(sources, true);
            case 2 -> "COALESCE(" + simple(sources, true) + ", 0)";
            case 3 ->
                    "CASE WHEN COUNT(*) > "
                            + choice.below(4)
                            + " THEN "
                            + simple(sources, true)
                            + " END";
            default -> simple(sources, choice.chance(60));
        };
    }

    /**
     * One aggregate.
     *
     * @param numeric whether its value must be a number
     */
    private String simple(List<Source> sources, boolean numeric) {
        String distinct = choice.chance(20) ? "DISTINCT " : "";
        String filter =
                !choice.mysql() && choice.chance(15)
                        ? " FILTER (WHERE " + condition(sources, 0) + ")"
                        : "";
        if (!numeric && choice.chance(60)) {
            return special(sources, filter);
        }
        return switch (choice.below(12)) {
            case 0, 1 -> "COUNT(*)" + filter;
            case 2 -> "COUNT(" + distinct + anyColumn(sources) + ")" + filter;
            case 3, 4 -> "SUM(" + distinct + number(sources, 1) + ")" + filter;
            case 5 -> "AVG(" + distinct + number(sources, 0) + ")" + filter;
            case 6 -> "MIN(" + number(sources, 1) + ")" + filter;
            case 7 -> "MAX(" + number(sources, 1) + ")" + filter;
            case 8 ->
                    "SUM("
                            + choice.any("1", "2", "NULL" + (choice.mysql() ? "" : "::int"))
                            + ")"
                            + filter;
            case 9 ->
                    choice.mysql()
                            ? "COUNT(DISTINCT " + integer(sources) + ", " + integer(sources) + ")"
                            : "COUNT(DISTINCT ("
                                    + integer(sources)
                                    + ", "
                                    + integer(sources)
                                    + "))";
            case 10 -> "SUM(CASE WHEN " + condition(sources, 0) + " THEN 1 ELSE 0 END)" + filter;
            default -> "COUNT(" + number(sources, 1) + ")" + filter;
        };
    }

    private String special(List<Source> sources, String filter) {
        String extreme = column(sources, Kind.EXTREME, Kind.DATE, Kind.TIMESTAMP, Kind.TEXT);
        String value = extreme == null ? integer(sources) : extreme;
        String key = sources.get(0).primaryKey();
        String order = " ORDER BY " + integer(sources) + ", " + allKeys(sources) + ")";
        String huge = column(sources, Kind.EXTREME, Kind.DECIMAL);
        return switch (choice.below(11)) {
            case 0, 1 -> "MIN(" + value + ")" + filter;
            case 2, 3 -> "MAX(" + value + ")" + filter;
            case 4 ->
                    "ROUND("
                            + choice.any("STDDEV_POP", "VAR_SAMP", "VARIANCE", "STDDEV_SAMP")
                            + "("
                            + integer(sources)
                            + ")"
                            + filter
                            + ", 3)";
            case 5 ->
                    choice.any("BIT_AND", "BIT_OR", "BIT_XOR")
                            + "("
                            + integer(sources)
                            + ")"
                            + filter;
            case 6 ->
                    choice.mysql()
                            ? "GROUP_CONCAT(" + integer(sources) + order
                            : "STRING_AGG(" + integer(sources) + "::text, ','" + order + filter;
            case 7 ->
                    choice.mysql()
                            ? "GROUP_CONCAT(DISTINCT "
                                    + key
                                    + " ORDER BY "
                                    + key
                                    + " DESC SEPARATOR '|')"
                            : "ARRAY_AGG(" + integer(sources) + order + filter;
            case 8 -> (huge == null ? "MAX(" + key : "SUM(" + huge) + ")" + filter;
            case 9 -> (huge == null ? "MIN(" + key : "AVG(" + huge) + ")" + filter;
            default -> {
                if (choice.mysql()) {
                    yield "JSON_ARRAYAGG(" + integer(sources) + order;
                }
                String flag = column(sources, Kind.BOOLEAN);
                yield flag == null
                        ? "JSON_AGG(" + integer(sources) + order + filter
                        : choice.any("BOOL_AND", "BOOL_OR", "EVERY") + "(" + flag + ")" + filter;
            }
        };
    }

    /** Columns that tell any two rows of the sources apart. */
    static String allKeys(List<Source> sources) {
        StringBuilder text = new StringBuilder();
        for (Source source : sources) {
            text.append(text.isEmpty() ? "" : ", ").append(source.primaryKey());
        }
        return text.toString();
    }
}
