package io.shardfold.core.session;

import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.plan.Plan;
import io.shardfold.core.plan.Targets;
import io.shardfold.core.plan.ValueSource;
import io.shardfold.core.rewrite.TableNames;
import io.shardfold.core.row.Parameters;
import java.util.ArrayList;
import java.util.List;

/** Sends the rows of an INSERT to their nodes. */
final class InsertExecution {

    private final Execution execution;

    InsertExecution(Execution execution) {
        this.execution = execution;
    }

    Outcome run(Plan.Insert plan) {
        Split split = split(plan);
        if (plan.returning()) {
            return execution.returning(split.statements, split.turns());
        }
        Outcome.Update update = (Outcome.Update) execution.all(split.statements, false);
        return withKeys(plan, update, split.made);
    }

    /**
     * The rows by node, as texts; and the keys that were made for them.
     *
     * @param rowsByStatement the rows' places in the INSERT, for each text
     */
    record Split(
            List<ShardStatement> statements,
            Comparable<?>[] made,
            List<List<Integer>> rowsByStatement) {

        /** The text that each row of the INSERT went into. */
        int[] turns() {
            int[] turns = new int[rowsByStatement.stream().mapToInt(List::size).sum()];
            for (int i = 0; i < rowsByStatement.size(); i++) {
                for (int row : rowsByStatement.get(i)) {
                    turns[row] = i;
                }
            }
            return turns;
        }
    }

    Split split(Plan.Insert plan) {
        Comparable<?>[] made = plan.makeKeys();
        List<ShardStatement> statements = new ArrayList<>();
        List<List<Integer>> rowsByStatement = new ArrayList<>();
        plan.rowsByNode(execution.literals(), execution.parameters(), execution.hint(), made)
                .forEach(
                        (node, rows) -> {
                            statements.add(statement(plan, plan.targets(), node, rows, made));
                            rowsByStatement.add(rows);
                        });
        return new Split(statements, made, rowsByStatement);
    }

    private ShardStatement statement(
            Plan.Insert plan, Targets targets, int node, List<Integer> rows, Comparable<?>[] made) {
        TableNames names = targets.names(node);
        // With placeholders a generated key is one more value: the text stays the same for every
        // set of values.
        boolean bound = execution.prepared().parameterCount() > 0;
        BoundText text = new BoundText(execution, names);
        text.append(plan.head(), null);
        for (int i = 0; i < rows.size(); i++) {
            Comparable<?> key = made == null ? null : made[rows.get(i)];
            text.append(i == 0 ? "" : ", ");
            text.append(
                    plan.rows().get(rows.get(i)), key == null ? null : bound ? "?" : literal(key));
            if (key != null && bound) {
                text.value(key, Parameters.UNTYPED);
            }
        }
        text.append(plan.tail(), null);
        return text.statement(targets.dataSource(node));
    }

    /** A generated key in SQL: a number, or text. */
    private static String literal(Comparable<?> key) {
        return key instanceof Number
                ? key.toString()
                : "'" + key.toString().replace("'", "''") + "'";
    }

    /** The keys that we made, or that the statement gave for the column for which we would have. */
    private Outcome withKeys(Plan.Insert plan, Outcome.Update update, Comparable<?>[] made) {
        Plan.GeneratedKey generated = plan.generated();
        if (generated == null) {
            return update;
        }
        List<Object> keys = keys(generated, made);
        long first =
                made != null && made[0] instanceof Number number
                        ? number.longValue()
                        : update.lastInsertId();
        execution.session().lastInsertId(first);
        return new Outcome.Update(update.count(), keys, generated.column(), first);
    }

    List<Object> keys(Plan.GeneratedKey generated, Comparable<?>[] made) {
        List<Object> keys = new ArrayList<>();
        if (made != null) {
            keys.addAll(List.of(made));
        } else {
            for (ValueSource source : generated.values()) {
                Object value = source.value(execution.literals(), execution.parameters());
                if (value != null && value != ValueSource.UNKNOWN) {
                    keys.add(value);
                }
            }
        }
        return keys;
    }
}
