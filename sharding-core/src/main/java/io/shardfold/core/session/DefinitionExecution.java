package io.shardfold.core.session;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardException;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.execute.ShardConnections;
import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.plan.Plan;
import io.shardfold.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs a definition everywhere it belongs, and then reads the catalog anew.
 *
 * <p>PostgreSQL takes definitions back with their transaction: all or none. MySQL commits each by
 * itself: what fails half-way is told with the places that have it, and running the statement again
 * passes over these.
 */
final class DefinitionExecution {

    private final Execution execution;

    DefinitionExecution(Execution execution) {
        this.execution = execution;
    }

    Outcome run(Plan.Definition plan) {
        Session session = execution.session();
        boolean takesBack =
                session.database().dialect() == Dialect.POSTGRESQL
                        && !session.database().engine().isH2();
        try {
            if (takesBack && !isApart(plan)) {
                session.atomically(
                        () -> {
                            for (Plan.Definition.Step step : plan.steps()) {
                                run(step);
                            }
                            return null;
                        });
            } else {
                if (session.connections().inTransaction()) {
                    // A definition commits what is open, as in MySQL.
                    session.commit();
                }
                oneByOne(plan.steps());
            }
        } finally {
            if (!session.connections().inTransaction()) {
                session.database().refresh();
            } else {
                session.refreshAtEnd();
            }
        }
        return new Outcome.Command();
    }

    /** What PostgreSQL refuses inside a transaction. */
    private static boolean isApart(Plan.Definition plan) {
        String text = plan.steps().get(0).sql().toUpperCase(Locale.ROOT);
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
            if (result instanceof io.shardfold.core.execute.ShardResult.Rows rows) {
                rows.cursor().close();
            }
        }
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
     * Source: MySQL "Server Error Message Reference": the object is there already, or is gone
     * already.
     */
    private static boolean isDoneAlready(ShardException failure) {
        return switch (failure.vendorCode()) {
            case 1050, 1051, 1060, 1061, 1091, 1826, 3822 -> true;
            default -> false;
        };
    }
}
