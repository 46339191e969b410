package io.shardfold.core.session;

import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.execute.ShardBatch;
import io.shardfold.core.execute.ShardBatchResult;
import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.execute.StatementOptions;
import io.shardfold.core.plan.Plan;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.rule.Hint;
import io.shardfold.sql.Dialect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs one write with many sets of values. Where each set goes to one shard, the sets of a shard
 * are sent as its own batch, in their order; else one set follows the other.
 */
final class BatchExecution {

    private record Key(String dataSource, String sql) {}

    private final Session session;
    private final Prepared prepared;
    private final List<Parameters> sets;
    private final StatementOptions options;
    private final Hint hint;

    BatchExecution(
            Session session, Prepared prepared, List<Parameters> sets, StatementOptions options) {
        this.session = session;
        this.prepared = prepared;
        this.sets = sets;
        this.options = options;
        this.hint = session.asked(prepared);
    }

    BatchOutcome run() {
        Plan plan = prepared.plan();
        if (hint.dataSource() != null) {
            return inSeries();
        }
        if (plan instanceof Plan.Everywhere everywhere) {
            return everywhere(everywhere);
        }
        Map<Key, List<Parameters>> batches = new LinkedHashMap<>();
        Map<Key, List<Integer>> places = new LinkedHashMap<>();
        List<Object> keys = new ArrayList<>();
        String keyColumn = null;
        for (int i = 0; i < sets.size(); i++) {
            Execution execution = new Execution(session, prepared, sets.get(i), options, hint);
            List<ShardStatement> texts = execution.writes(plan);
            if (texts == null || texts.size() != 1 || texts.get(0).parameters() == null) {
                return inSeries();
            }
            if (plan instanceof Plan.Insert insert && insert.generated() != null) {
                keys.addAll(execution.madeKeys());
                keyColumn = insert.generated().column();
            }
            Key key = new Key(texts.get(0).dataSource(), texts.get(0).sql());
            batches.computeIfAbsent(key, missing -> new ArrayList<>())
                    .add(texts.get(0).parameters());
            places.computeIfAbsent(key, missing -> new ArrayList<>()).add(i);
        }
        List<ShardBatch> shardBatches = new ArrayList<>();
        batches.forEach(
                (key, values) -> shardBatches.add(new ShardBatch(key.dataSource, key.sql, values)));
        List<ShardBatchResult> results = session.connections().batch(shardBatches, options);
        long[] counts = new long[sets.size()];
        Object[] databaseKeys = new Object[sets.size()];
        Arrays.fill(counts, -3);
        ShardfoldException failure = null;
        int at = 0;
        for (List<Integer> rows : places.values()) {
            ShardBatchResult result = results.get(at++);
            failure = failure == null ? result.failure() : failure;
            for (int i = 0; i < rows.size() && i < result.counts().length; i++) {
                counts[rows.get(i)] = result.counts()[i];
            }
            if (keyColumn == null || keys.isEmpty()) {
                keyColumn = result.keyColumn() == null ? keyColumn : result.keyColumn();
                for (int i = 0; i < rows.size() && i < result.generatedKeys().size(); i++) {
                    databaseKeys[rows.get(i)] = result.generatedKeys().get(i);
                }
            }
        }
        if (keys.isEmpty()) {
            for (Object key : databaseKeys) {
                if (key != null) {
                    keys.add(key);
                }
            }
        }
        return new BatchOutcome(counts, keys, keyColumn, failure);
    }

    private BatchOutcome everywhere(Plan.Everywhere plan) {
        List<ShardBatch> batches = new ArrayList<>();
        String sql =
                new Execution(session, prepared, sets.get(0), options, hint)
                        .writes(plan)
                        .get(0)
                        .sql();
        for (String dataSource : plan.dataSources()) {
            List<Parameters> values = new ArrayList<>();
            for (Parameters set : sets) {
                Parameters own = plan.text().select(set);
                values.add(own == null ? Parameters.NONE : own);
            }
            batches.add(new ShardBatch(dataSource, sql, values));
        }
        List<ShardBatchResult> results = session.connections().batch(batches, options);
        ShardfoldException failure = null;
        for (ShardBatchResult result : results) {
            failure = failure == null ? result.failure() : failure;
        }
        ShardBatchResult first = results.get(0);
        long[] counts = Arrays.copyOf(first.counts(), sets.size());
        if (failure != null) {
            Arrays.fill(counts, -3);
        }
        return new BatchOutcome(counts, first.generatedKeys(), first.keyColumn(), failure);
    }

    /** In PostgreSQL a batch is one transaction: all of it or nothing. */
    private BatchOutcome inSeries() {
        if (session.dialect() != Dialect.POSTGRESQL) {
            return oneByOne();
        }
        try {
            return session.atomically(
                    () -> {
                        BatchOutcome outcome = oneByOne();
                        if (outcome.failure() != null) {
                            throw outcome.failure();
                        }
                        return outcome;
                    });
        } catch (ShardfoldException failure) {
            long[] counts = new long[sets.size()];
            Arrays.fill(counts, -3);
            return new BatchOutcome(counts, List.of(), null, failure);
        }
    }

    private BatchOutcome oneByOne() {
        long[] counts = new long[sets.size()];
        Arrays.fill(counts, -3);
        List<Object> keys = new ArrayList<>();
        String keyColumn = null;
        for (int i = 0; i < sets.size(); i++) {
            try {
                Outcome outcome = session.run(prepared, sets.get(i), options, hint);
                if (outcome instanceof Outcome.Update update) {
                    counts[i] = update.count();
                    keys.addAll(update.generatedKeys());
                    keyColumn = update.keyColumn() == null ? keyColumn : update.keyColumn();
                } else if (outcome instanceof Outcome.Rows rows) {
                    rows.cursor().close();
                    counts[i] = -2;
                } else {
                    counts[i] = 0;
                }
            } catch (ShardfoldException failure) {
                return new BatchOutcome(Arrays.copyOf(counts, i), keys, keyColumn, failure);
            }
        }
        return new BatchOutcome(counts, keys, keyColumn, null);
    }
}
