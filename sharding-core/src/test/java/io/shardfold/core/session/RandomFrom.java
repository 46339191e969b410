package io.shardfold.core.session;

import io.shardfold.core.session.RandomExpressions.Source;
import java.util.ArrayList;
import java.util.List;

/** A FROM clause of one table or more, joined in every way that SQL has. */
final class RandomFrom {

    private final RandomChoice choice;
    private final RandomExpressions expressions;
    private final List<RandomTable> tables;
    private final List<Source> sources = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    RandomFrom(
            RandomChoice choice,
            RandomExpressions expressions,
            List<RandomTable> tables,
            int tablesMax) {
        this.choice = choice;
        this.expressions = expressions;
        this.tables = tables;
        Source first = add(choice.any(tables));
        text.append(named(first));
        for (int i = 1; i < tablesMax && choice.chance(55); i++) {
            join();
        }
    }

    List<Source> sources() {
        return sources;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private Source add(RandomTable table) {
        boolean isNew = sources.stream().noneMatch(source -> source.table() == table);
        boolean bare = isNew && choice.chance(35);
        Source source = new Source(table, bare ? table.name() : "q" + sources.size());
        sources.add(source);
        return source;
    }

    private void join() {
        Source left = choice.any(sources);
        Source right = add(partner(left.table()));
        if (choice.chance(6)) {
            text.append(choice.any(", ", " CROSS JOIN ")).append(named(right));
            return;
        }
        List<String> shared = shared(left.table(), right.table());
        if (sources.size() == 2 && !shared.isEmpty() && choice.chance(12)) {
            text.append(choice.any(" JOIN ", " LEFT JOIN ", " RIGHT JOIN "))
                    .append(named(right))
                    .append(" USING (")
                    .append(String.join(", ", shared))
                    .append(")");
            return;
        }
        String type =
                choice.any(" JOIN ", " JOIN ", " INNER JOIN ", " LEFT JOIN ", " RIGHT OUTER JOIN ");
        if (!choice.mysql() && choice.chance(12)) {
            type = " FULL JOIN ";
        }
        text.append(type).append(named(right)).append(" ON ");
        boolean full = type.equals(" FULL JOIN ");
        text.append(
                full && !choice.chance(50)
                        ? expressions.integer(List.of(left))
                                + " = "
                                + expressions.integer(List.of(right))
                        : expressions.correlation(List.of(left), right));
        if (!full && choice.chance(30)) {
            // A condition on either side, which may not prune what an outer join keeps.
            text.append(choice.chance(85) ? " AND " : " OR ")
                    .append(expressions.condition(List.of(choice.chance(50) ? left : right), 0));
        }
    }

    private static String named(Source source) {
        String name = source.table().name();
        return source.alias().equals(name) ? name : name + " " + source.alias();
    }

    /** Often one that is sharded alike. */
    private RandomTable partner(RandomTable table) {
        if (choice.chance(45)) {
            List<RandomTable> alike = new ArrayList<>();
            for (RandomTable other : tables) {
                if (other.keys().equals(table.keys())) {
                    alike.add(other);
                }
            }
            return choice.any(alike);
        }
        return choice.any(tables);
    }

    private static List<String> shared(RandomTable left, RandomTable right) {
        List<String> result = new ArrayList<>();
        for (RandomTable.Column column : left.columns(RandomTable.Kind.INTEGER)) {
            for (RandomTable.Column other : right.columns(RandomTable.Kind.INTEGER)) {
                if (column.name().equals(other.name())) {
                    result.add(column.name());
                }
            }
        }
        return result;
    }
}
