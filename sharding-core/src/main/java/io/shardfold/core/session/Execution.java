package io.shardfold.core.session;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.execute.ShardConnections;
import io.shardfold.core.execute.ShardResult;
import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.execute.ShardUpdate;
import io.shardfold.core.execute.StatementOptions;
import io.shardfold.core.execute.Storage;
import io.shardfold.core.merge.Concatenation;
import io.shardfold.core.merge.FixedRows;
import io.shardfold.core.merge.LimitCursor;
import io.shardfold.core.merge.TurnByTurn;
import io.shardfold.core.plan.KeyAfter;
import io.shardfold.core.plan.Literals;
import io.shardfold.core.plan.Merge;
import io.shardfold.core.plan.Plan;
import io.shardfold.core.plan.Preview;
import io.shardfold.core.plan.SessionValues;
import io.shardfold.core.plan.Targets;
import io.shardfold.core.plan.ValueSource;
import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rewrite.TableNames;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.core.rule.Hint;
import io.shardfold.core.rule.NodeSet;
import io.shardfold.sql.ast.Statement;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * One plan with its values: which shards, which texts, and what becomes of their rows and counts.
 * Confined to one statement.
 */
final class Execution {

    private final Session session;
    private final Prepared prepared;
    private final Parameters parameters;
    private final StatementOptions options;
    private final ShardConnections connections;
    private final Hint hint;

    Execution(
            Session session,
            Prepared prepared,
            Parameters parameters,
            StatementOptions options,
            Hint hint) {
        this.session = session;
        this.prepared = prepared;
        this.parameters = parameters;
        this.options = options;
        this.connections = session.connections();
        this.hint = hint;
    }

    Outcome run(Plan plan) {
        return switch (plan.kind()) {
            case PASS_THROUGH -> passThrough((Plan.PassThrough) plan);
            case SCATTER -> scatter((Plan.Scatter) plan);
            case APART -> apart((Plan.Apart) plan);
            case BY_KEYS -> byKeys((Plan.ByKeys) plan);
            case INSERT -> new InsertExecution(this).run((Plan.Insert) plan);
            case INSERT_QUERY -> new InsertQueryExecution(this, (Plan.InsertQuery) plan).run();
            case VALUES_FIRST -> valuesFirst((Plan.ValuesFirst) plan);
            case SUBQUERIES_FIRST -> new SubqueriesExecution(this).run((Plan.SubqueriesFirst) plan);
            case EVERYWHERE -> everywhere((Plan.Everywhere) plan);
            case DEFINITION -> new DefinitionExecution(this).run((Plan.Definition) plan);
            case CATALOG_QUERY -> new CatalogExecution(this).run((Plan.CatalogQuery) plan);
            case EXPLAIN -> explain((Plan.Explain) plan);
            case SHOW -> preview((Plan.Show) plan);
            case SESSION -> throw new IllegalStateException("a session's own command");
        };
    }

    Session session() {
        return session;
    }

    Parameters parameters() {
        return parameters;
    }

    Prepared prepared() {
        return prepared;
    }

    StatementOptions options() {
        return options;
    }

    Hint hint() {
        return hint;
    }

    Literals literals() {
        return prepared.literals();
    }

    ShardConnections connections() {
        return connections;
    }

    Storage storage() {
        return session.storage();
    }

    /**
     * Runs writes with RETURNING.
     *
     * @param counted of each text, whether its rows are the client's: each copy of a broadcast
     *     table gives the same ones
     */
    Outcome returned(List<ShardStatement> texts, List<Boolean> counted) {
        Cursor[] cursors = connections.updateReturning(texts, options);
        List<Cursor> shown = new ArrayList<>();
        for (int i = 0; i < cursors.length; i++) {
            if (counted.get(i)) {
                shown.add(cursors[i]);
            } else {
                cursors[i].close();
            }
        }
        return new Outcome.Rows(Concatenation.of(shown.toArray(new Cursor[0])));
    }

    private List<Object> madeKeys = List.of();

    /** The keys that the last {@link #writes} made or found. */
    List<Object> madeKeys() {
        return madeKeys;
    }

    /**
     * The texts of a write, without running them; null for a plan that can't tell them beforehand.
     */
    List<ShardStatement> writes(Plan plan) {
        if (plan instanceof Plan.ByKeys keyed) {
            Plan direct = keyed.direct(literals(), parameters, hint);
            return direct == null ? null : writes(direct);
        }
        if (plan instanceof Plan.PassThrough through && !prepared.isQuery() && !isReturning()) {
            String dataSource =
                    through.dataSource() == null ? session.anyDataSource() : through.dataSource();
            String text =
                    through.text()
                            .render(prepared.fingerprint(), TableNames.NONE, fills(through.text()));
            return List.of(new ShardStatement(dataSource, text, through.text().select(parameters)));
        }
        if (plan instanceof Plan.Everywhere everywhere) {
            String text =
                    everywhere
                            .text()
                            .render(
                                    prepared.fingerprint(),
                                    TableNames.NONE,
                                    fills(everywhere.text()));
            return List.of(
                    new ShardStatement(
                            everywhere.dataSources().get(0),
                            text,
                            everywhere.text().select(parameters)));
        }
        if (plan instanceof Plan.Scatter scatter
                && scatter.write()
                && !scatter.returning()
                && scatter.keyAfter().isEmpty()
                && scatter.merge() == null) {
            NodeSet nodes = scatter.targets().nodes(literals(), parameters, hint);
            return nodes.size() == 1 ? List.of(statement(scatter, nodes.get(0))) : null;
        }
        if (plan instanceof Plan.Insert insert && !insert.returning()) {
            InsertExecution rows = new InsertExecution(this);
            InsertExecution.Split split = rows.split(insert);
            if (insert.generated() != null) {
                madeKeys = rows.keys(insert.generated(), split.made());
            }
            return split.statements();
        }
        return null;
    }

    /**
     * The texts that the shards would get, one a row; what the plan does stands in the last column.
     */
    private Outcome preview(Plan.Show plan) {
        Preview preview = Preview.of(plan.plan(), plan.text(), parameters);
        List<Object[]> rows = new ArrayList<>();
        for (Preview.Text text : preview.texts()) {
            rows.add(
                    new Object[] {
                        text.dataSource() == null ? "" : text.dataSource(),
                        text.sql(),
                        preview.plan()
                    });
        }
        return new Outcome.Rows(
                FixedRows.of(
                        List.of(
                                SessionCommands.textColumn("data_source_name"),
                                SessionCommands.textColumn("actual_sql"),
                                SessionCommands.textColumn("plan")),
                        rows));
    }

    /** The databases' plans, one after the other. */
    private Outcome explain(Plan.Explain plan) {
        if (parameters.count() > 0) {
            throw StatementException.notSupported(
                    "EXPLAIN with parameters over several shards",
                    StatementException.NO_POSITION,
                    "Write the values into the statement.");
        }
        List<ResultColumn> columns = List.of();
        List<Object[]> rows = new ArrayList<>();
        for (Preview.Text text : Preview.of(plan.plan(), plan.text(), Parameters.NONE).texts()) {
            if (text.onTemporaryTables()) {
                continue;
            }
            String place = text.dataSource() == null ? session.anyDataSource() : text.dataSource();
            try (Cursor cursor =
                    connections.query(
                            new ShardStatement(place, plan.prefix() + " " + text.sql(), null),
                            options)) {
                columns = cursor.columns();
                while (cursor.next()) {
                    Object[] row = new Object[columns.size()];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = cursor.value(i) instanceof Number number ? number : cursor.text(i);
                    }
                    rows.add(row);
                }
            }
        }
        return new Outcome.Rows(FixedRows.of(columns, rows));
    }

    // ---- one data source

    private Outcome passThrough(Plan.PassThrough plan) {
        String dataSource = plan.dataSource() == null ? session.anyDataSource() : plan.dataSource();
        String text =
                plan.text().render(prepared.fingerprint(), TableNames.NONE, fills(plan.text()));
        return one(
                new ShardStatement(
                        dataSource,
                        text,
                        plan.text().select(parameters),
                        prepared.isSingleRow() ? 1 : ShardStatement.UNBOUNDED),
                prepared.isQuery(),
                prepared.kind());
    }

    private Outcome one(ShardStatement statement, boolean rows, Statement.Kind kind) {
        if (rows) {
            return new Outcome.Rows(connections.query(statement, options));
        }
        return switch (kind) {
            case INSERT, UPDATE, DELETE ->
                    isReturning()
                            ? new Outcome.Rows(
                                    connections.updateReturning(List.of(statement), options)[0])
                            : outcome(connections.update(statement, options));
            default -> unknown(statement);
        };
    }

    private Outcome unknown(ShardStatement statement) {
        var results = connections.execute(statement, options);
        for (int i = 1; i < results.size(); i++) {
            if (results.get(i) instanceof ShardResult.Rows rows) {
                rows.cursor().close();
            }
        }
        if (results.get(0) instanceof ShardResult.Rows rows) {
            return new Outcome.Rows(rows.cursor());
        }
        long count = ((ShardResult.Count) results.get(0)).count();
        return count > 0 ? new Outcome.Update(count, List.of(), null, 0) : new Outcome.Command();
    }

    private boolean isReturning() {
        return prepared.statement() instanceof Statement.Insert insert
                        && !insert.returning().isEmpty()
                || prepared.statement() instanceof Statement.Update update
                        && !update.returning().isEmpty()
                || prepared.statement() instanceof Statement.Delete delete
                        && !delete.returning().isEmpty();
    }

    private Outcome outcome(ShardUpdate update) {
        session.lastInsertId(update.lastInsertId());
        return new Outcome.Update(
                update.count(), update.generatedKeys(), update.keyColumn(), update.lastInsertId());
    }

    /** What the session fills in; null where the text has no such places. */
    String[] fills(ShardText text) {
        return text.isFixed() ? null : session.fills(new String[SessionValues.SLOT_COUNT]);
    }

    // ---- tables that are placed alike

    private Outcome scatter(Plan.Scatter plan) {
        Targets targets = plan.targets();
        if (hint == Hint.NONE && plan.keyAfter().isEmpty()) {
            int node = targets.onlyNode(literals(), parameters);
            if (node >= 0) {
                return one(statement(plan, node), prepared.isQuery(), prepared.kind());
            }
        }
        NodeSet nodes = targets.nodes(literals(), parameters, hint);
        if (!plan.keyAfter().isEmpty() && !nodes.isEmpty()) {
            checkKeyStays(plan, nodes);
        }
        session.audit(targets, plan, nodes, hint);
        if (nodes.size() <= 1) {
            // No node can hold a row: any one gives the right empty result, or the aggregate's one
            // row.
            return one(
                    statement(plan, nodes.isEmpty() ? 0 : nodes.get(0)),
                    prepared.isQuery(),
                    prepared.kind());
        }
        if (plan.refusal() != null) {
            throw moved(plan.refusal());
        }
        if (plan.gather() != null) {
            return new GatherExecution(this).run(plan.gather());
        }
        return plan.write() && plan.merge() == null ? write(plan, nodes) : read(plan, nodes);
    }

    /** The refusal's place in the text at hand: literals of other lengths may stand before it. */
    private StatementException moved(StatementException refusal) {
        StatementException fresh = refusal.at(refusal.position());
        fresh.setStackTrace(Thread.currentThread().getStackTrace());
        return fresh;
    }

    private ShardStatement statement(Plan.Scatter plan, int node) {
        ShardText text = plan.one();
        String[] cache = prepared.nodeTexts();
        String sql = cache == null ? null : cache[node];
        if (sql == null) {
            sql = text.render(prepared.fingerprint(), plan.targets().names(node), fills(text));
            if (cache != null) {
                cache[node] = sql;
            }
        }
        return new ShardStatement(
                plan.targets().dataSource(node),
                sql,
                prepared.passesAllParameters() ? parameters : text.select(parameters),
                rowCountMax(plan));
    }

    /** The most rows that one node gives. */
    private long rowCountMax(Plan.Scatter plan) {
        if (prepared.isSingleRow()) {
            return 1;
        }
        Merge merge = plan.merge();
        return merge == null || merge.count() == null || merge.withTies()
                ? ShardStatement.UNBOUNDED
                : rowCount(merge.count(), "LIMIT");
    }

    private void checkKeyStays(Plan.Scatter plan, NodeSet nodes) {
        for (KeyAfter after : plan.keyAfter()) {
            if (!after.stays(plan.targets().condition(), nodes, literals(), parameters, hint)) {
                throw StatementException.notSupported(
                        "UPDATE of a sharding key of "
                                + after.router().table().name()
                                + " to a value of another shard",
                        StatementException.NO_POSITION,
                        "Delete the row and insert it with the new value in one transaction.");
            }
        }
    }

    private Outcome read(Plan.Scatter plan, NodeSet nodes) {
        Merge merge = plan.merge();
        long count = merge.count() == null ? Long.MAX_VALUE : rowCount(merge.count(), "LIMIT");
        long offset = merge.offset() == null ? 0 : rowCount(merge.offset(), "OFFSET");
        long each = RowMerge.saturated(offset, count);
        String[] fills = session.fills(new String[SessionValues.SLOT_COUNT]);
        fills[0] = Long.toString(each);
        List<ShardStatement> statements = new ArrayList<>(nodes.size());
        Parameters values = plan.many().select(parameters);
        for (int i = 0; i < nodes.size(); i++) {
            int node = nodes.get(i);
            String sql =
                    plan.many().render(prepared.fingerprint(), plan.targets().names(node), fills);
            boolean bounded = merge.count() != null && merge.grouping() == null;
            statements.add(
                    new ShardStatement(
                            plan.targets().dataSource(node),
                            sql,
                            values,
                            bounded ? each : ShardStatement.UNBOUNDED));
        }
        boolean inSeries = merge.inputOrder().isEmpty() && merge.grouping() == null;
        StatementOptions own =
                new StatementOptions(
                        options.fetchSize(),
                        merge.grouping() == null && merge.finalOrder() == null && !merge.distinct()
                                ? options.maxRows()
                                : 0,
                        options.deadlineNanos(),
                        false,
                        List.of(),
                        inSeries);
        Cursor[] cursors = connections.query(statements, own);
        Cursor merged =
                RowMerge.over(
                        cursors,
                        merge,
                        offset,
                        count,
                        storage().unit(statements.get(0).dataSource()),
                        new MemoryBudget(session.database().mergeMemoryMax()));
        return new Outcome.Rows(
                options.maxRows() > 0 ? LimitCursor.of(merged, 0, options.maxRows()) : merged);
    }

    private long rowCount(ValueSource source, String clause) {
        Object value = source.value(literals(), parameters);
        if (value == null) {
            // PostgreSQL: LIMIT NULL is no limit, OFFSET NULL is no offset.
            return clause.equals("LIMIT") ? Long.MAX_VALUE : 0;
        }
        Object number = value instanceof CharSequence text ? number(text.toString().trim()) : value;
        long rows;
        if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte) {
            rows = ((Number) number).longValue();
        } else if (number instanceof BigInteger big) {
            rows = big.bitLength() < 64 ? big.longValue() : big.signum() < 0 ? -1 : Long.MAX_VALUE;
        } else if (number instanceof BigDecimal decimal) {
            rows = decimal.setScale(0, RoundingMode.HALF_UP).longValue();
        } else {
            throw new StatementException(
                    Problem.INVALID_LIMIT,
                    clause + " must be a number.",
                    StatementException.NO_POSITION);
        }
        if (rows < 0) {
            throw new StatementException(
                    Problem.INVALID_LIMIT,
                    clause + " must not be negative.",
                    StatementException.NO_POSITION);
        }
        return rows;
    }

    private static Object number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException none) {
            return text;
        }
    }

    private Outcome write(Plan.Scatter plan, NodeSet nodes) {
        List<ShardStatement> statements = new ArrayList<>(nodes.size());
        Parameters values = plan.many().select(parameters);
        for (int i = 0; i < nodes.size(); i++) {
            int node = nodes.get(i);
            String sql =
                    plan.many()
                            .render(
                                    prepared.fingerprint(),
                                    plan.targets().names(node),
                                    fills(plan.many()));
            statements.add(new ShardStatement(plan.targets().dataSource(node), sql, values));
        }
        return all(statements, plan.returning());
    }

    /**
     * Runs texts that write and give rows.
     *
     * @param turns the index of the text that each row is expected from
     */
    Outcome returning(List<ShardStatement> statements, int[] turns) {
        return new Outcome.Rows(
                TurnByTurn.of(connections.updateReturning(statements, options), turns));
    }

    /** Runs texts that each do their part. */
    Outcome all(List<ShardStatement> statements, boolean returning) {
        if (returning) {
            return new Outcome.Rows(
                    Concatenation.of(connections.updateReturning(statements, options)));
        }
        long count = 0;
        List<Object> keys = new ArrayList<>();
        String keyColumn = null;
        long lastInsertId = 0;
        for (ShardUpdate update :
                statements.size() == 1
                        ? List.of(connections.update(statements.get(0), options))
                        : connections.update(statements, options)) {
            count += update.count();
            keys.addAll(update.generatedKeys());
            keyColumn = update.keyColumn() == null ? keyColumn : update.keyColumn();
            lastInsertId = lastInsertId == 0 ? update.lastInsertId() : lastInsertId;
        }
        session.lastInsertId(lastInsertId);
        return new Outcome.Update(count, keys, keyColumn, lastInsertId);
    }

    // ---- tables that aren't placed alike

    private Outcome apart(Plan.Apart plan) {
        Plan.Meeting meeting = plan.meeting(literals(), parameters, hint);
        if (meeting != null) {
            String sql =
                    plan.one().render(prepared.fingerprint(), meeting.names(), fills(plan.one()));
            return one(
                    new ShardStatement(meeting.dataSource(), sql, plan.one().select(parameters)),
                    prepared.isQuery(),
                    prepared.kind());
        }
        if (plan.gather() == null) {
            throw moved(plan.refusal());
        }
        return new GatherExecution(this).run(plan.gather());
    }

    private Outcome byKeys(Plan.ByKeys plan) {
        Plan direct = plan.direct(literals(), parameters, hint);
        return direct == null ? new KeyedWriteExecution(this).run(plan) : run(direct);
    }

    /** Runs a text in the client's words that is a part of this statement, with its values. */
    Outcome runPart(ShardText part, String[] fills, StatementOptions how) {
        Prepared own =
                session.preparePart(part.render(prepared.fingerprint(), TableNames.NONE, fills));
        if (own.plan() instanceof Plan.ValuesFirst && prepared.plan() instanceof Plan.ValuesFirst) {
            throw StatementException.notSupported(
                    "A sharding key of a type that can't be written as a constant",
                    StatementException.NO_POSITION,
                    "Give the value as a parameter.");
        }
        Parameters values =
                part.parameters().length > 0
                        ? part.select(parameters)
                        : own.parameterCount() > 0 ? parameters : Parameters.NONE;
        return new Execution(session, own, values, how, hint).run(own.plan());
    }

    /** For a query whose rows all are needed before the statement goes on. */
    StatementOptions forReading() {
        return new StatementOptions(0, 0, options.deadlineNanos(), false, List.of(), false);
    }

    private Outcome valuesFirst(Plan.ValuesFirst plan) {
        return session.atomically(
                () -> {
                    String[] values = new String[plan.asColumn().length];
                    Outcome read = runPart(plan.query(), null, forReading());
                    try (Cursor cursor = ((Outcome.Rows) read).cursor()) {
                        cursor.next();
                        for (int i = 0; i < values.length; i++) {
                            values[i] =
                                    SqlLiteral.of(cursor, i, session.syntax(), plan.asColumn()[i]);
                        }
                    }
                    return runPart(plan.text(), values, options);
                });
    }

    // ---- broadcast tables

    private Outcome everywhere(Plan.Everywhere plan) {
        String sql =
                plan.text().render(prepared.fingerprint(), TableNames.NONE, fills(plan.text()));
        Parameters values = plan.text().select(parameters);
        List<ShardStatement> statements = new ArrayList<>(plan.dataSources().size());
        for (String dataSource : plan.dataSources()) {
            statements.add(new ShardStatement(dataSource, sql, values));
        }
        if (plan.returning()) {
            Cursor[] cursors = connections.updateReturning(statements, options);
            for (int i = 1; i < cursors.length; i++) {
                cursors[i].close();
            }
            return new Outcome.Rows(cursors[0]);
        }
        // Each copy tells the same: one of them is what the client is told.
        return outcome(connections.update(statements, options).get(0));
    }
}
