package io.shardfold.core.session;

import io.shardfold.core.catalog.SystemCatalog;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardException;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.execute.ShardConnections;
import io.shardfold.core.execute.ShardResult;
import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.merge.FixedRows;
import io.shardfold.core.plan.Plan;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.core.rule.TableRule;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs a definition everywhere it belongs, and then reads the catalog anew.
 *
 * <p>PostgreSQL takes definitions back with their transaction: all or none. MySQL commits each by
 * itself: what fails half-way is told with the places that have it, and running the statement again
 * passes over these.
 */
final class DefinitionExecution {

    private final Execution execution;

    /** What the shards said, in rows; null where they said nothing. */
    private List<ResultColumn> columns;

    private final Map<String, Object[]> told = new LinkedHashMap<>();

    /** Rows that were copied: CREATE TABLE ... AS, and MySQL's ALTER TABLE. */
    private long count;

    DefinitionExecution(Execution execution) {
        this.execution = execution;
    }

    Outcome run(Plan.Definition plan) {
        Session session = execution.session();
        if (plan.filling() != null && session.connections().inTransaction()) {
            throw StatementException.notSupported(
                    "CREATE TABLE ... AS over shards in a transaction block",
                    StatementException.NO_POSITION,
                    "Create the table outside of it.");
        }
        try {
            make(plan.steps());
        } finally {
            refresh();
        }
        if (plan.filling() != null) {
            return fill(plan.filling());
        }
        if (columns == null) {
            return count > 0
                    ? new Outcome.Update(count, List.of(), null, 0)
                    : new Outcome.Command();
        }
        return new Outcome.Rows(FixedRows.of(columns, List.copyOf(told.values())));
    }

    private void refresh() {
        Session session = execution.session();
        if (session.connections().inTransaction()) {
            session.refreshAtEnd();
        } else {
            session.database().refresh();
        }
    }

    private void make(List<Plan.Definition.Step> steps) {
        Session session = execution.session();
        boolean takesBack =
                session.database().dialect() == Dialect.POSTGRESQL
                        && !session.database().engine().isH2();
        if (takesBack && !isApart(steps)) {
            session.atomically(
                    () -> {
                        for (Plan.Definition.Step step : steps) {
                            run(step);
                        }
                        return null;
                    });
        } else {
            if (session.connections().inTransaction()) {
                // A definition commits what is open, as in MySQL.
                session.commit();
            }
            oneByOne(steps);
        }
    }

    /** The new table's rows; without them there is no table. */
    private Outcome fill(Plan.Definition.Filling filling) {
        try {
            Session session = execution.session();
            StringBuilder list = new StringBuilder();
            String query = "SELECT * FROM (" + filling.query() + ") AS shardfold_made WHERE 1 = 0";
            Prepared shape = session.prepare(query);
            Outcome none = outcome(shape);
            try (Cursor rows = ((Outcome.Rows) none).cursor()) {
                for (ResultColumn column : rows.columns()) {
                    list.append(list.length() == 0 ? "" : ", ").append(quoted(column.label()));
                }
            }
            Prepared insert =
                    session.prepare(
                            "INSERT INTO "
                                    + filling.table()
                                    + " ("
                                    + list
                                    + ") "
                                    + filling.query());
            return outcome(insert);
        } catch (ShardfoldException failure) {
            try {
                make(filling.undo());
            } catch (ShardfoldException second) {
                failure.addSuppressed(second);
            } finally {
                refresh();
            }
            throw failure;
        }
    }

    private Outcome outcome(Prepared prepared) {
        return new Execution(
                        execution.session(),
                        prepared,
                        Parameters.NONE,
                        execution.options(),
                        execution.hint())
                .run(prepared.plan());
    }

    private String quoted(String name) {
        return execution.session().database().dialect() == Dialect.MYSQL
                ? "`" + name.replace("`", "``") + "`"
                : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** What PostgreSQL refuses inside a transaction. */
    private static boolean isApart(List<Plan.Definition.Step> steps) {
        String text = steps.isEmpty() ? "" : steps.get(0).sql().toUpperCase(Locale.ROOT);
        return text.contains("CONCURRENTLY")
                || text.startsWith("VACUUM")
                || text.startsWith("CREATE DATABASE")
                || text.startsWith("DROP DATABASE");
    }

    private void run(Plan.Definition.Step step) {
        ShardConnections connections = execution.connections();
        for (var result :
                connections.execute(
                        new ShardStatement(step.dataSource(), step.sql(), null),
                        execution.options())) {
            if (result instanceof ShardResult.Rows rows) {
                tell(step.dataSource(), rows.cursor());
            } else if (result instanceof ShardResult.Count rows
                    && !step.auxiliary()
                    && rows.count() > 0
                    && execution.prepared().kind() == Statement.Kind.DDL) {
                // The copies of a broadcast table have the same rows.
                count = isOfCopies() ? rows.count() : count + rows.count();
            }
        }
    }

    private boolean isOfCopies() {
        QualifiedName table =
                switch (((Ddl) execution.prepared().statement()).ddlKind()) {
                    case CREATE_TABLE ->
                            ((Ddl.CreateTable) execution.prepared().statement()).name();
                    case ALTER_TABLE -> ((Ddl.AlterTable) execution.prepared().statement()).name();
                    case CREATE_INDEX ->
                            ((Ddl.CreateIndex) execution.prepared().statement()).table().name();
                    default -> null;
                };
        return table != null
                && execution.session().database().snapshot().rules.table(table.name().value())
                        instanceof TableRule.BroadcastTable;
    }

    /** What ANALYZE TABLE and the like say: once for all physical tables that say the same. */
    private void tell(String dataSource, Cursor rows) {
        SystemCatalog system = execution.session().database().snapshot().catalog.system();
        SystemCatalog.Place place = system.places().get(dataSource);
        try (rows) {
            columns = rows.columns();
            while (rows.next()) {
                Object[] row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    String text = rows.text(i);
                    row[i] =
                            text != null && place != null && columns.get(i).label().equals("Table")
                                    ? logical(text, place)
                                    : text;
                }
                told.putIfAbsent(Arrays.toString(row), row);
            }
        }
    }

    private String logical(String table, SystemCatalog.Place place) {
        String prefix = place.database() + ".";
        if (!table.startsWith(prefix)) {
            return table;
        }
        Database database = execution.session().database();
        return database.name() + "." + database.logicalTable(table.substring(prefix.length()));
    }

    private void oneByOne(List<Plan.Definition.Step> steps) {
        List<String> done = new ArrayList<>();
        ShardException already = null;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).auxiliary() && already != null && done.isEmpty()) {
                continue;
            }
            try {
                run(steps.get(i));
                if (!steps.get(i).auxiliary()) {
                    done.add(steps.get(i).dataSource());
                }
            } catch (ShardException failure) {
                if (isDoneAlready(failure)) {
                    already = already == null ? failure : already;
                    continue;
                }
                if (done.isEmpty()) {
                    throw failure;
                }
                throw halfWay(steps, i, failure);
            }
        }
        if (done.isEmpty() && already != null) {
            throw already;
        }
    }

    private static StatementException halfWay(
            List<Plan.Definition.Step> steps, int failed, ShardfoldException failure) {
        StringBuilder message = new StringBuilder("The definition was made by ");
        message.append(failed)
                .append(" of ")
                .append(steps.size())
                .append(" statements, and failed on ")
                .append(steps.get(failed).dataSource())
                .append(" (")
                .append(steps.get(failed).sql())
                .append("): ")
                .append(failure.getMessage())
                .append(
                        " Remove the cause and run the statement again: it passes over what is done.");
        return new StatementException(
                Problem.DATA_SOURCE_FAILED,
                message.toString(),
                StatementException.NO_POSITION,
                failure);
    }

    /**
     * Source: MySQL "Server Error Message Reference", PostgreSQL appendix A: the object is there
     * already, or is gone already.
     */
    private static boolean isDoneAlready(ShardException failure) {
        boolean mysql =
                switch (failure.vendorCode()) {
                    case 1050, 1051, 1060, 1061, 1091, 1359, 1360, 1826, 3822 -> true;
                    default -> false;
                };
        // PostgreSQL alone has these: duplicate and undefined tables, indexes and objects.
        String state = String.valueOf(failure.sqlState());
        return mysql
                || state.equals("42P07")
                || state.equals("42710")
                || state.equals("42P01")
                || state.equals("42704");
    }
}
