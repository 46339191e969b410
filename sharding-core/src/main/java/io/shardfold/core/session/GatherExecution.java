package io.shardfold.core.session;

import io.shardfold.core.error.LimitException;
import io.shardfold.core.error.Problem;
import io.shardfold.core.execute.ShardBatch;
import io.shardfold.core.execute.ShardBatchResult;
import io.shardfold.core.execute.ShardConnections;
import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.execute.StatementOptions;
import io.shardfold.core.execute.StorageUnit;
import io.shardfold.core.plan.Gather;
import io.shardfold.core.plan.Targets;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rewrite.TableNames;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.HeldRow;
import io.shardfold.core.row.HeldRows;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.rule.NodeSet;
import io.shardfold.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Brings rows together in temporary tables of one data source and runs the statement there.
 *
 * <p>Inside a transaction the session's own connections are used, so that the rows are those that
 * the transaction sees. Outside of one it has connections of its own, which go home when the result
 * is closed.
 */
final class GatherExecution {

    private static final int BATCH_ROWS = 500;

    /** Of fewer rows, looking through all is as fast as making an index. */
    private static final int INDEXED_ROWS_MIN = 1_000;

    private final Execution execution;

    /** Rows that were brought together so far, of all tables. */
    private long rowCount;

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
        return gather.groups() == null
                ? ofRows(gather, connections)
                : ofGroups(gather, connections);
    }

    /** The merged groups become a table where the first shard is. */
    private Cursor ofGroups(Gather gather, ShardConnections connections) {
        Gather.Groups groups = gather.groups();
        List<ShardStatement> parts = reads(groups.targets(), groups.rows());
        ShardStatement first = parts.get(0);
        String name = "shardfold_" + execution.session().nextNumber() + "_0";
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < groups.columnCount(); i++) {
            columns.append(i == 0 ? "" : ", ").append(Gather.Groups.column(i));
        }
        String create =
                "CREATE TEMPORARY TABLE "
                        + name
                        + " AS SELECT "
                        + columns
                        + " FROM ("
                        + first.sql()
                        + ") AS x WHERE 1 = 0";
        StatementOptions options = options();
        String host = first.dataSource();
        connections.execute(new ShardStatement(host, create, first.parameters()), options);
        Arrival arrival = new Arrival(name, groups.columnCount(), host, connections, options);
        arrival.addHeld(merged(groups, parts, connections, options));
        return answer(gather, host, source -> name, new String[] {name}, connections);
    }

    /** Read to their end: the table is filled on one of the connections that they come from. */
    private Cursor merged(
            Gather.Groups groups,
            List<ShardStatement> parts,
            ShardConnections connections,
            StatementOptions options) {
        Database database = execution.session().database();
        MemoryBudget memory = new MemoryBudget(database.mergeMemoryMax());
        StorageUnit unit = execution.session().storage().unit(parts.get(0).dataSource());
        try (Cursor rows =
                RowMerge.over(
                        connections.query(parts, options),
                        groups.merge(),
                        0,
                        Long.MAX_VALUE,
                        unit,
                        memory)) {
            return held(rows, memory);
        }
    }

    /** The values as they will be written. */
    private Cursor held(Cursor rows, MemoryBudget memory) {
        boolean mysql = isMySql();
        HeldRows held = new HeldRows(rows.columns(), memory, "Bringing rows together");
        try {
            while (rows.next()) {
                held.add(HeldRow.of(rows.columns(), MovedRow.values(rows, mysql)));
            }
            return held.cursor();
        } catch (Throwable failure) {
            held.discard();
            throw failure;
        }
    }

    private StatementOptions options() {
        return new StatementOptions(
                0, 0, execution.options().deadlineNanos(), false, List.of(), true);
    }

    private Cursor ofRows(Gather gather, ShardConnections connections) {
        String host =
                gather.dataSource() == null
                        ? execution.session().anyDataSource()
                        : gather.dataSource();
        String prefix = "shardfold_" + execution.session().nextNumber() + "_";
        String[] names = new String[gather.inputs().size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = prefix + i;
            fill(gather.inputs().get(i), names[i], host, connections);
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
        return answer(gather, host, tables, names, connections);
    }

    private Cursor answer(
            Gather gather,
            String host,
            TableNames tables,
            String[] names,
            ShardConnections connections) {
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

    private void drop(String[] names, String host, ShardConnections connections) {
        if (!connections.inTransaction() || connections.transactionFailed()) {
            return;
        }
        Database database = execution.session().database();
        // MySQL commits the open transaction at DROP TABLE, unless it says TEMPORARY.
        boolean temporary = database.dialect() == Dialect.MYSQL && !database.engine().isH2();
        String drop = temporary ? "DROP TEMPORARY TABLE " : "DROP TABLE ";
        for (String name : names) {
            connections.execute(
                    new ShardStatement(host, drop + name, null), StatementOptions.DEFAULT);
        }
    }

    private void fill(Gather.Input input, String name, String host, ShardConnections connections) {
        StatementOptions options = options();
        String create = "CREATE TEMPORARY TABLE " + name + " (" + input.definition() + ")";
        connections.execute(new ShardStatement(host, create, null), options);
        Arrival arrival = new Arrival(name, input.columnCount(), host, connections, options);
        long before = rowCount;
        for (ShardStatement read : reads(input)) {
            if (!read.dataSource().equals(host)) {
                try (Cursor rows = connections.query(read, options)) {
                    arrival.addAll(rows);
                }
            } else if (isMySql()) {
                // INSERT ... SELECT would lock the rows that it reads.
                try (Cursor rows = connections.query(read, options)) {
                    long memory = execution.session().database().mergeMemoryMax();
                    arrival.addHeld(held(rows, new MemoryBudget(memory)));
                }
            } else {
                String copy = "INSERT INTO " + name + " " + read.sql();
                arrival.count(
                        connections
                                .update(new ShardStatement(host, copy, read.parameters()), options)
                                .count());
            }
        }
        if (rowCount - before >= INDEXED_ROWS_MIN) {
            index(input, name, host, connections, options);
        }
    }

    /**
     * Lets the database look rows up, and know how many there are: nothing else tells it of a
     * temporary table.
     */
    private void index(
            Gather.Input input,
            String name,
            String host,
            ShardConnections connections,
            StatementOptions options) {
        for (String column : input.joined()) {
            connections.execute(
                    new ShardStatement(host, "CREATE INDEX ON " + name + " (" + column + ")", null),
                    options);
        }
        if (!input.joined().isEmpty()) {
            connections.execute(new ShardStatement(host, "ANALYZE " + name, null), options);
        }
    }

    private boolean isMySql() {
        return execution.session().database().dialect() == Dialect.MYSQL;
    }

    /** Writes the rows that come to one temporary table, in batches. */
    private final class Arrival {
        private final String insert;
        private final String host;
        private final ShardConnections connections;
        private final StatementOptions options;

        Arrival(
                String table,
                int columnCount,
                String host,
                ShardConnections connections,
                StatementOptions options) {
            String marks = "?, ".repeat(columnCount);
            this.insert =
                    "INSERT INTO "
                            + table
                            + " VALUES ("
                            + marks.substring(0, marks.length() - 2)
                            + ")";
            this.host = host;
            this.connections = connections;
            this.options = options;
        }

        /** Rows as a shard gives them. */
        void addAll(Cursor rows) {
            boolean mysql = isMySql();
            add(rows, () -> MovedRow.values(rows, mysql));
        }

        /** Rows that were held. */
        void addHeld(Cursor rows) {
            add(
                    rows,
                    () -> {
                        Object[] values = new Object[rows.columns().size()];
                        for (int i = 0; i < values.length; i++) {
                            values[i] = rows.value(i);
                        }
                        return values;
                    });
        }

        private void add(Cursor rows, Supplier<Object[]> values) {
            try (rows) {
                boolean mysql = isMySql();
                List<Parameters> batch = new ArrayList<>(BATCH_ROWS);
                while (rows.next()) {
                    count(1);
                    batch.add(MovedRow.parameters(values.get(), mysql));
                    if (batch.size() == BATCH_ROWS) {
                        write(batch);
                        batch = new ArrayList<>(BATCH_ROWS);
                    }
                }
                write(batch);
            }
        }

        void count(long more) {
            rowCount += more;
            long limit = execution.session().database().gatherRowsMax();
            if (rowCount > limit) {
                throw new LimitException(
                        Problem.LIMIT_EXCEEDED,
                        "shardfold-gather-rows-max",
                        limit,
                        rowCount,
                        "The statement would bring together more than "
                                + limit
                                + " rows of several shards. Restrict the rows that it reads, or raise shardfold-gather-rows-max.");
            }
        }

        private void write(List<Parameters> batch) {
            if (batch.isEmpty()) {
                return;
            }
            for (ShardBatchResult result :
                    connections.batch(List.of(new ShardBatch(host, insert, batch)), options)) {
                if (result.failure() != null) {
                    throw result.failure();
                }
            }
        }
    }

    private List<ShardStatement> reads(Gather.Input input) {
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
        return reads(input.targets(), input.rows());
    }

    /** At least one. */
    private List<ShardStatement> reads(Targets targets, ShardText text) {
        List<ShardStatement> reads = new ArrayList<>();
        Parameters values = text.select(execution.parameters());
        NodeSet nodes =
                targets.nodes(execution.literals(), execution.parameters(), execution.hint());
        if (nodes.isEmpty()) {
            nodes = NodeSet.of(0);
        }
        for (int i = 0; i < nodes.size(); i++) {
            String sql =
                    text.render(
                            execution.prepared().fingerprint(),
                            targets.names(nodes.get(i)),
                            execution.fills(text));
            reads.add(new ShardStatement(targets.dataSource(nodes.get(i)), sql, values));
        }
        return reads;
    }
}
