package io.shardfold.core.session;

import io.shardfold.core.execute.ShardBatch;
import io.shardfold.core.execute.ShardBatchResult;
import io.shardfold.core.execute.ShardConnections;
import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.execute.StatementOptions;
import io.shardfold.core.expand.SystemExpansion;
import io.shardfold.core.plan.Plan;
import io.shardfold.core.plan.SessionValues;
import io.shardfold.core.rewrite.TableNames;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.Parameters;
import io.shardfold.sql.Dialect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Brings the catalogs of the data sources together in temporary tables of the host, and asks there.
 */
final class CatalogExecution {

    private static final int BATCH_ROWS = 500;

    private final Execution execution;
    private final boolean mysql;
    private final StatementOptions options;

    CatalogExecution(Execution execution) {
        this.execution = execution;
        this.mysql = execution.session().database().dialect() == Dialect.MYSQL;
        this.options =
                new StatementOptions(
                        0, 0, execution.options().deadlineNanos(), false, List.of(), true);
    }

    Outcome run(Plan.CatalogQuery plan) {
        Session session = execution.session();
        boolean own = !session.connections().inTransaction();
        ShardConnections connections = own ? session.separateConnections() : session.connections();
        try {
            for (SystemExpansion.Relation relation : plan.relations()) {
                fill(relation, plan.host(), connections);
            }
            String[] fills = session.fills(new String[SessionValues.SLOT_COUNT]);
            Cursor rows =
                    connections.query(
                            new ShardStatement(
                                    plan.host(),
                                    plan.together().render(plan.text(), TableNames.NONE, fills),
                                    plan.together().select(execution.parameters())),
                            execution.options());
            return new Outcome.Rows(
                    new GatheredRows(
                            rows,
                            () -> {
                                drop(plan, connections);
                                if (own) {
                                    session.giveBack(connections);
                                }
                            }));
        } catch (RuntimeException | Error failure) {
            if (own) {
                session.giveBack(connections);
            }
            throw failure;
        }
    }

    private void fill(
            SystemExpansion.Relation relation, String host, ShardConnections connections) {
        SystemExpansion.Part first = relation.parts().get(0);
        execute(
                host,
                "CREATE TEMPORARY TABLE " + relation.table() + " AS " + first.sql(),
                connections);
        for (SystemExpansion.Part part : relation.parts()) {
            if (part != first) {
                move(relation.table(), part, host, connections);
            }
        }
    }

    private void move(
            String table, SystemExpansion.Part part, String host, ShardConnections connections) {
        List<Parameters> moved = new ArrayList<>();
        int width;
        try (Cursor rows =
                connections.query(
                        new ShardStatement(part.dataSource(), part.sql(), null), options)) {
            width = rows.columns().size();
            while (rows.next()) {
                moved.add(MovedRow.parameters(MovedRow.values(rows, mysql), mysql));
            }
        }
        String insert =
                "INSERT INTO "
                        + table
                        + " VALUES ("
                        + String.join(", ", Collections.nCopies(width, "?"))
                        + ")";
        for (int from = 0; from < moved.size(); from += BATCH_ROWS) {
            List<Parameters> batch = moved.subList(from, Math.min(moved.size(), from + BATCH_ROWS));
            for (ShardBatchResult result :
                    connections.batch(List.of(new ShardBatch(host, insert, batch)), options)) {
                if (result.failure() != null) {
                    throw result.failure();
                }
            }
        }
    }

    private void drop(Plan.CatalogQuery plan, ShardConnections connections) {
        if (!connections.inTransaction() || connections.transactionFailed()) {
            return;
        }
        for (SystemExpansion.Relation relation : plan.relations()) {
            execute(
                    plan.host(),
                    (mysql ? "DROP TEMPORARY TABLE " : "DROP TABLE ") + relation.table(),
                    connections);
        }
    }

    private void execute(String host, String sql, ShardConnections connections) {
        connections.execute(new ShardStatement(host, sql, null), options);
    }
}
