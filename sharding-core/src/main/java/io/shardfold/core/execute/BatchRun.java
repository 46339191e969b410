package io.shardfold.core.execute;

import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.row.Parameters;
import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs one text with many sets of values on one connection. */
final class BatchRun {

    private BatchRun() {}

    /**
     * @return what the sets gave; the failure of one is in it, not thrown
     * @throws SQLException where the batch couldn't be sent
     */
    static ShardBatchResult of(
            ShardConnections owner,
            ShardConnection connection,
            ShardBatch batch,
            StatementOptions options,
            Running running)
            throws SQLException {
        PreparedStatement statement = connection.prepare(batch.sql(), options);
        Throwable failure = null;
        try {
            running.add(statement);
            for (Parameters set : batch.sets()) {
                Binder.bind(statement, set);
                statement.addBatch();
            }
            long[] counts;
            ShardfoldException failed = null;
            try {
                counts = statement.executeLargeBatch();
            } catch (BatchUpdateException e) {
                counts = e.getLargeUpdateCounts();
                failed = owner.failure(connection, running, cause(e));
            }
            List<Object> keys = new ArrayList<>();
            String keyColumn = null;
            if (options.generatedKeys() && failed == null) {
                try (ResultSet rows = statement.getGeneratedKeys()) {
                    while (rows.next()) {
                        if (keyColumn == null) {
                            keyColumn = rows.getMetaData().getColumnLabel(1);
                        }
                        keys.add(rows.getObject(1));
                    }
                }
            }
            return new ShardBatchResult(counts, keys, keyColumn, failed);
        } catch (Throwable e) {
            failure = e;
            throw e;
        } finally {
            running.remove(statement);
            ShardConnection.close(statement, failure);
        }
    }

    /** PostgreSQL's driver wraps the server's error, whose text is the one to tell. */
    private static SQLException cause(BatchUpdateException e) {
        return e.getNextException() != null
                ? e.getNextException()
                : e.getCause() instanceof SQLException cause ? cause : e;
    }
}
