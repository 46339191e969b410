package io.shardfold.core.session;

import io.shardfold.core.error.LimitException;
import io.shardfold.core.error.Problem;
import io.shardfold.core.execute.ShardBatch;
import io.shardfold.core.execute.ShardBatchResult;
import io.shardfold.core.execute.ShardConnections;
import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.execute.StatementOptions;
import io.shardfold.core.plan.Gather;
import io.shardfold.core.rewrite.TableNames;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.rule.NodeSet;
import io.shardfold.sql.Dialect;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings rows together in temporary tables of one data source and runs the statement there.
 *
 * <p>Inside a transaction the session's own connections are used, so that the rows are those that
 * the transaction sees. Outside of one it has connections of its own, which go home when the result
 * is closed.
 */
final class GatherExecution {

    private static final int BATCH_ROWS = 500;

    private final Execution execution;

    GatherExecution(Execution execution) {
        this.execution = execution;
    }

    Outcome run(Gather gather) {
        Session session = execution.session();
        boolean own = !session.connections().inTransaction();
        ShardConnections connections = own ? session.separateConnections() : session.connections();
        try {
            Cursor rows = run(gather, connections);
            return new Outcome.Rows(
                    own ? new GatheredRows(rows, () -> session.giveBack(connections)) : rows);
        } catch (RuntimeException | Error failure) {
            if (own) {
                session.giveBack(connections);
            }
            throw failure;
        }
    }

    private Cursor run(Gather gather, ShardConnections connections) {
        String host =
                gather.dataSource() == null
                        ? execution.session().anyDataSource()
                        : gather.dataSource();
        String prefix = "shardfold_" + execution.session().nextNumber() + "_";
        String[] names = new String[gather.inputs().size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = prefix + i;
            fill(gather.inputs().get(i), gather.sources()[i], names[i], host, connections);
        }
        TableNames tables =
                source -> {
                    for (int i = 0; i < names.length; i++) {
                        if (gather.sources()[i] == source) {
                            return names[i];
                        }
                    }
                    throw new IllegalStateException("no table at " + source);
                };
        String sql =
                gather.text()
                        .render(
                                execution.prepared().fingerprint(),
                                tables,
                                execution.fills(gather.text()));
        ShardStatement statement =
                new ShardStatement(host, sql, gather.text().select(execution.parameters()));
        Cursor rows = connections.query(statement, execution.options());
        return new GatheredRows(rows, () -> drop(names, host, connections));
    }

    private static void drop(String[] names, String host, ShardConnections connections) {
        if (!connections.inTransaction() || connections.transactionFailed()) {
            return;
        }
        for (String name : names) {
            connections.execute(
                    new ShardStatement(host, "DROP TABLE " + name, null), StatementOptions.DEFAULT);
        }
    }

    private void fill(
            Gather.Input input,
            int source,
            String name,
            String host,
            ShardConnections connections) {
        List<ShardStatement> reads = reads(input, source);
        boolean mysql = execution.session().database().dialect() == Dialect.MYSQL;
        String create = "CREATE TEMPORARY TABLE " + name + " (" + input.definition() + ")";
        StatementOptions options =
                new StatementOptions(
                        0, 0, execution.options().deadlineNanos(), false, List.of(), true);
        connections.execute(new ShardStatement(host, create, null), options);
        StringBuilder insert = new StringBuilder("INSERT INTO ").append(name).append(" VALUES (");
        for (int i = 0; i < input.columnCount(); i++) {
            insert.append(i == 0 ? "?" : ", ?");
        }
        insert.append(')');
        long limit = execution.session().database().gatherRowsMax();
        long count = 0;
        for (ShardStatement read : reads) {
            List<Parameters> batch = new ArrayList<>(BATCH_ROWS);
            try (Cursor rows = connections.query(read, options)) {
                List<Parameters> all = new ArrayList<>();
                while (rows.next()) {
                    if (++count > limit) {
                        throw new LimitException(
                                Problem.LIMIT_EXCEEDED,
                                "shardfold-gather-rows-max",
                                limit,
                                count,
                                "The statement would bring together more than "
                                        + limit
                                        + " rows of several shards. Restrict the rows that it reads, or raise shardfold-gather-rows-max.");
                    }
                    all.add(MovedRow.parameters(MovedRow.values(rows, mysql), mysql));
                    boolean samePlace = read.dataSource().equals(host);
                    if (all.size() >= BATCH_ROWS && !samePlace) {
                        insert(insert.toString(), host, all, connections, options);
                        all = new ArrayList<>();
                    }
                }
                batch = all;
            }
            for (int from = 0; from < batch.size(); from += BATCH_ROWS) {
                insert(
                        insert.toString(),
                        host,
                        batch.subList(from, Math.min(batch.size(), from + BATCH_ROWS)),
                        connections,
                        options);
            }
        }
    }

    private List<ShardStatement> reads(Gather.Input input, int source) {
        List<ShardStatement> reads = new ArrayList<>();
        Parameters values = input.rows().select(execution.parameters());
        if (input.targets() == null) {
            String sql =
                    input.rows()
                            .render(
                                    execution.prepared().fingerprint(),
                                    any -> input.ownName(),
                                    execution.fills(input.rows()));
            reads.add(new ShardStatement(input.dataSource(), sql, values));
            return reads;
        }
        NodeSet nodes =
                input.targets()
                        .nodes(execution.literals(), execution.parameters(), execution.hint());
        if (nodes.isEmpty()) {
            nodes = NodeSet.of(0);
        }
        for (int i = 0; i < nodes.size(); i++) {
            String sql =
                    input.rows()
                            .render(
                                    execution.prepared().fingerprint(),
                                    input.targets().names(nodes.get(i)),
                                    execution.fills(input.rows()));
            reads.add(new ShardStatement(input.targets().dataSource(nodes.get(i)), sql, values));
        }
        return reads;
    }

    private static void insert(
            String sql,
            String host,
            List<Parameters> rows,
            ShardConnections connections,
            StatementOptions options) {
        if (rows.isEmpty()) {
            return;
        }
        for (ShardBatchResult result :
                connections.batch(List.of(new ShardBatch(host, sql, rows)), options)) {
            if (result.failure() != null) {
                throw result.failure();
            }
        }
    }
}
