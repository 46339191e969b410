package io.shardfold.core.session;

import io.shardfold.core.plan.Plan;
import io.shardfold.core.plan.Plan.SubqueryForm;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.sql.Dialect;
import java.sql.Types;

/**
 * Runs the subqueries of a write, and then the write with what they gave in their places; all in
 * one transaction.
 */
final class SubqueriesExecution {

    /** Values of one list; with more of them the rows are found in another way. */
    private static final int LIST_MAX = 10_000;

    private final Execution execution;
    private final Session session;
    private final boolean mysql;

    SubqueriesExecution(Execution execution) {
        this.execution = execution;
        this.session = execution.session();
        this.mysql = session.dialect() == Dialect.MYSQL;
    }

    Outcome run(Plan.SubqueriesFirst plan) {
        if (plan.otherwise() instanceof Plan.ByKeys keyed) {
            Plan direct =
                    keyed.direct(execution.literals(), execution.parameters(), execution.hint());
            if (direct != null) {
                return execution.run(direct);
            }
        }
        return session.atomically(
                () -> {
                    String[] texts = new String[plan.queries().size()];
                    for (int i = 0; i < texts.length; i++) {
                        texts[i] = text(plan.queries().get(i));
                        if (texts[i] == null && plan.otherwise() == null) {
                            throw plan.refusal();
                        }
                        if (texts[i] == null) {
                            return execution.run(plan.otherwise());
                        }
                    }
                    return execution.runPart(plan.text(), texts, execution.options());
                });
    }

    /** What stands in the subquery's place; null where nothing can. */
    private String text(Plan.Subquery subquery) {
        Outcome read = execution.runPart(subquery.query(), null, execution.forReading());
        try (Cursor rows = ((Outcome.Rows) read).cursor()) {
            ResultColumn column = rows.columns().get(0);
            if (rows.columns().size() != 1 || !isWritable(column, subquery.besideColumn())) {
                return null;
            }
            return subquery.form() == SubqueryForm.LIST ? list(rows, column) : scalar(rows, column);
        }
    }

    /**
     * Whether a text can say just this value: a number of single precision would be read as another
     * one, and a text has its column's collation where no other column gives one.
     */
    private boolean isWritable(ResultColumn column, boolean besideColumn) {
        if (!mysql) {
            return true;
        }
        return switch (column.jdbcType()) {
            case Types.REAL, Types.FLOAT, Types.BIT -> false;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR ->
                    besideColumn;
            default -> true;
        };
    }

    private String scalar(Cursor rows, ResultColumn column) {
        if (!rows.next()) {
            return mysql ? "NULL" : nothing(column);
        }
        String value = SqlLiteral.of(rows, 0, session.syntax(), false);
        // Several rows are an error, which the database words.
        return rows.next() ? null : value;
    }

    private String list(Cursor rows, ResultColumn column) {
        StringBuilder list = new StringBuilder("(");
        int count = 0;
        while (rows.next()) {
            if (++count > LIST_MAX) {
                return null;
            }
            list.append(count == 1 ? "" : ", ")
                    .append(SqlLiteral.of(rows, 0, session.syntax(), false));
        }
        if (count > 0) {
            return list.append(')').toString();
        }
        // No list is empty, but a query may be.
        return mysql
                ? "(SELECT NULL FROM DUAL WHERE 1 = 0)"
                : "(SELECT " + nothing(column) + " WHERE 1 = 0)";
    }

    private static String nothing(ResultColumn column) {
        return "CAST(NULL AS " + MovedRow.castType(column) + ")";
    }
}
