package io.shardfold.core.session;

import io.shardfold.core.session.RandomExpressions.Source;
import io.shardfold.core.session.RandomTable.Column;
import io.shardfold.core.session.RandomTable.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes of rows. A key is only given twice where the primary key is the sharding key: otherwise
 * each node would take one, which no database can see.
 */
final class RandomWrites {

    private final RandomChoice choice;
    private final RandomExpressions expressions;
    private final List<RandomTable> tables;
    private final boolean mysql;
    private int nextId = 1000;

    RandomWrites(RandomChoice choice, List<RandomTable> tables) {
        this.choice = choice;
        this.tables = tables;
        this.expressions = new RandomExpressions(choice, tables);
        this.mysql = choice.mysql();
    }

    RandomStatement next() {
        RandomTable table = choice.any(tables);
        String text =
                switch (choice.below(9)) {
                    case 0, 1, 2 -> insert(table);
                    case 3 -> insertQuery(table);
                    case 4, 5 -> update(table);
                    case 6 -> delete(table);
                    case 7 -> upsert(table);
                    default -> updateFrom(table);
                };
        return choice.statement(text, false, false, table.name());
    }

    // ---- INSERT

    private String insert(RandomTable table) {
        int rows = 1 + choice.below(3);
        StringBuilder text = new StringBuilder("INSERT INTO ").append(table.name());
        List<String> names = new ArrayList<>();
        table.columns().forEach(column -> names.add(column.name()));
        boolean named = choice.chance(60);
        if (named) {
            text.append(" (").append(String.join(", ", names)).append(")");
        }
        text.append(" VALUES ");
        for (int i = 0; i < rows; i++) {
            text.append(i == 0 ? "(" : ", (").append(row(table, nextId++)).append(")");
        }
        return text.toString();
    }

    private String row(RandomTable table, int id) {
        StringBuilder text = new StringBuilder(choice.number(id));
        for (Column column : table.columns().subList(1, table.columns().size())) {
            String literal = choice.any(column.literals());
            boolean number = column.kind() == Kind.INTEGER && literal.matches("-?\\d+");
            text.append(", ").append(number ? choice.number(Integer.parseInt(literal)) : literal);
        }
        return text.toString();
    }

    private String insertQuery(RandomTable table) {
        Source source = new Source(table, "q0");
        StringBuilder names = new StringBuilder();
        StringBuilder values = new StringBuilder();
        int more = nextId;
        nextId += 100000;
        for (Column column : table.columns()) {
            boolean first = names.isEmpty();
            names.append(first ? "" : ", ").append(column.name());
            values.append(first ? "" : ", ").append(source.column(column.name()));
            values.append(first ? " + " + more : "");
        }
        return "INSERT INTO "
                + table.name()
                + " ("
                + names
                + ") SELECT "
                + values
                + " FROM "
                + table.name()
                + " q0 WHERE "
                + expressions.condition(List.of(source), 1)
                + " AND q0."
                + table.primaryKey()
                + " < 10";
    }

    /** A row that may be there: by its key, on the node where it would be. */
    private String upsert(RandomTable table) {
        boolean whole = table.keys().isEmpty() || table.keys().equals(List.of(table.primaryKey()));
        if (!whole) {
            return insert(table);
        }
        String set = assignment(table, null);
        String head =
                "INSERT INTO " + table.name() + " VALUES (" + row(table, choice.below(45)) + ")";
        return switch (choice.below(3)) {
            case 0 -> head;
            case 1 ->
                    mysql
                            ? head.replaceFirst("INSERT", "INSERT IGNORE")
                            : head + " ON CONFLICT DO NOTHING";
            default ->
                    mysql
                            ? head + " ON DUPLICATE KEY UPDATE " + set
                            : head
                                    + " ON CONFLICT ("
                                    + table.primaryKey()
                                    + ") DO UPDATE SET "
                                    + set;
        };
    }

    // ---- UPDATE and DELETE

    /** Of columns that place no row; {@code source} is null where no other column may be read. */
    private String assignment(RandomTable table, Source source) {
        List<Column> columns = new ArrayList<>(table.columns());
        columns.remove(0);
        columns.removeIf(column -> table.keys().contains(column.name()));
        Column column = choice.any(columns);
        if (source != null && column.kind() == Kind.INTEGER && choice.chance(60)) {
            return column.name()
                    + " = "
                    + choice.any(
                            choice.number(),
                            source.column(column.name()) + " + 1",
                            "- " + source.column(column.name()),
                            "COALESCE("
                                    + source.column(column.name())
                                    + ", "
                                    + choice.number()
                                    + ")");
        }
        return column.name() + " = " + choice.any(column.literals());
    }

    private String condition(Source source) {
        String condition = expressions.condition(List.of(source), 1);
        return choice.chance(15)
                ? "(" + condition + ") AND " + expressions.subquery(List.of(source), 0)
                : condition;
    }

    private String update(RandomTable table) {
        Source source = new Source(table, "q0");
        String text =
                "UPDATE "
                        + table.name()
                        + " q0 SET "
                        + assignment(table, source)
                        + " WHERE "
                        + condition(source);
        return mysql && choice.chance(15)
                ? text + " ORDER BY " + source.primaryKey() + " LIMIT " + choice.below(4)
                : text;
    }

    private String delete(RandomTable table) {
        Source source = new Source(table, "q0");
        String few = " AND q0." + table.primaryKey() + " > " + choice.below(60);
        return (mysql ? "DELETE q0 FROM " : "DELETE FROM ")
                + table.name()
                + " q0 WHERE ("
                + condition(source)
                + ")"
                + few;
    }

    private String updateFrom(RandomTable table) {
        Source source = new Source(table, "q0");
        Source other = new Source(choice.any(tables), "q1");
        String joined = expressions.correlation(List.of(source), other);
        String set = assignment(table, source);
        // Of several partners any one may give its value: only the row's own values are used.
        return mysql
                ? "UPDATE "
                        + table.name()
                        + " q0 JOIN "
                        + other.table().name()
                        + " q1 ON "
                        + joined
                        + " SET q0."
                        + set
                        + " WHERE "
                        + condition(source)
                : "UPDATE "
                        + table.name()
                        + " q0 SET "
                        + set
                        + " FROM "
                        + other.table().name()
                        + " q1 WHERE "
                        + joined
                        + " AND ("
                        + condition(source)
                        + ")";
    }
}
