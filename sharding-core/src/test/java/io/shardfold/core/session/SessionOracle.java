package io.shardfold.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.shardfold.core.config.ConfigurationLoader;
import io.shardfold.core.config.Placeholders;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.sql.Dialect;
import io.shardfold.testkit.ShardSet;
import io.shardfold.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs statements on a session over shards and on one database, and compares what they give. */
final class SessionOracle implements AutoCloseable {

    /** What a statement gave: rows, or a count, or an error. */
    private record Answer(
            List<String> labels,
            List<Integer> types,
            List<List<String>> rows,
            long count,
            Exception error) {}

    private final Database database;
    private final Session session;
    private final Connection unsharded;

    SessionOracle(ShardSet shards, String rules) throws SQLException {
        StringBuilder yaml = new StringBuilder("databaseName: shop\ndataSources:\n");
        for (int i = 0; i < shards.shards().size(); i++) {
            TestDatabase shard = shards.shard(i);
            yaml.append("  ds_")
                    .append(i)
                    .append(
                            ":\n    dataSourceClassName: com.zaxxer.hikari.HikariDataSource\n    jdbcUrl: '")
                    .append(shard.jdbcUrl())
                    .append("'\n    username: '")
                    .append(shard.user())
                    .append("'\n    password: '")
                    .append(shard.password())
                    .append("'\n    maximumPoolSize: 8\n    minimumIdle: 0\n");
        }
        yaml.append(rules);
        database =
                Database.open(
                        ConfigurationLoader.jdbc("test.yaml", yaml.toString(), Placeholders.NONE)
                                .database(),
                        Map.of(),
                        false);
        session = database.openSession(database.dialect());
        unsharded = shards.unsharded().connect();
    }

    Session session() {
        return session;
    }

    Database database() {
        return database;
    }

    /** The same statement on both sides gives the same. */
    void same(String sql, Object... parameters) {
        Answer got = onShards(sql, parameters);
        Answer want = onOne(sql, parameters);
        if (got.error != null && want.error == null) {
            throw new AssertionError(sql + "\n  failed: " + got.error.getMessage(), got.error);
        }
        compare(sql, got, want);
    }

    /** The same, or a refusal that says so. */
    boolean sameOrRefused(String sql, Object... parameters) {
        Answer got = onShards(sql, parameters);
        if (got.error instanceof ShardfoldException refusal
                && refusal.problem() == Problem.NOT_SUPPORTED) {
            return false;
        }
        Answer want = onOne(sql, parameters);
        if (got.error != null && want.error == null) {
            throw new AssertionError(sql + "\n  failed: " + got.error.getMessage(), got.error);
        }
        compare(sql, got, want);
        return true;
    }

    private void compare(String sql, Answer got, Answer want) {
        if (want.error != null) {
            if (got.error == null) {
                fail(
                        sql
                                + "\n  gave "
                                + got.rows
                                + " but the database says "
                                + want.error.getMessage());
            }
            return;
        }
        boolean ordered = sql.toUpperCase().contains("ORDER BY");
        List<List<String>> gotRows = ordered || got.rows == null ? got.rows : sorted(got.rows);
        List<List<String>> wantRows = ordered || want.rows == null ? want.rows : sorted(want.rows);
        // MySQL's collations take some texts for equal: which of them is shown, and their order, is
        // open.
        boolean folds = database.dialect() == Dialect.MYSQL;
        String wantText = String.valueOf(wantRows);
        String gotText = String.valueOf(gotRows);
        assertEquals(
                folds ? wantText.toLowerCase(Locale.ROOT) : wantText,
                folds ? gotText.toLowerCase(Locale.ROOT) : gotText,
                sql);
        assertEquals(want.labels, got.labels, "labels of " + sql);
        assertEquals(want.types, got.types, "types of " + sql);
        assertEquals(want.count, got.count, "count of " + sql);
    }

    private static List<List<String>> sorted(List<List<String>> rows) {
        List<List<String>> result = new ArrayList<>(rows);
        result.sort((a, b) -> a.toString().compareTo(b.toString()));
        return result;
    }

    private Answer onShards(String sql, Object... parameters) {
        try {
            Outcome outcome =
                    session.execute(
                            session.prepare(sql),
                            Parameters.of(parameters),
                            ExecuteOptions.DEFAULT);
            if (outcome instanceof Outcome.Rows rows) {
                try (Cursor cursor = rows.cursor()) {
                    List<String> labels = new ArrayList<>();
                    List<Integer> types = new ArrayList<>();
                    for (ResultColumn column : cursor.columns()) {
                        labels.add(column.label());
                        types.add(column.jdbcType());
                    }
                    List<List<String>> all = new ArrayList<>();
                    while (cursor.next()) {
                        List<String> row = new ArrayList<>();
                        for (int i = 0; i < labels.size(); i++) {
                            row.add(shown(cursor.text(i), types.get(i)));
                        }
                        all.add(row);
                    }
                    return new Answer(labels, types, all, -1, null);
                }
            }
            return new Answer(
                    null,
                    null,
                    null,
                    outcome instanceof Outcome.Update update ? update.count() : 0,
                    null);
        } catch (ShardfoldException error) {
            return new Answer(null, null, null, -1, error);
        }
    }

    /** Sums of binary floating point depend on the order of the additions. */
    private static String shown(String text, int type) {
        return text != null && (type == Types.DOUBLE || type == Types.REAL || type == Types.FLOAT)
                ? String.format(Locale.ROOT, "%.9g", Double.parseDouble(text))
                : text;
    }

    private Answer onOne(String sql, Object... parameters) {
        try (PreparedStatement statement = unsharded.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            if (!statement.execute()) {
                return new Answer(null, null, null, statement.getUpdateCount(), null);
            }
            try (ResultSet rows = statement.getResultSet()) {
                ResultSetMetaData meta = rows.getMetaData();
                List<String> labels = new ArrayList<>();
                List<Integer> types = new ArrayList<>();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    labels.add(meta.getColumnLabel(i));
                    types.add(meta.getColumnType(i));
                }
                List<List<String>> all = new ArrayList<>();
                while (rows.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= labels.size(); i++) {
                        row.add(shown(rows.getString(i), types.get(i - 1)));
                    }
                    all.add(row);
                }
                return new Answer(labels, types, all, -1, null);
            }
        } catch (SQLException error) {
            return new Answer(null, null, null, -1, error);
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
        database.close();
        unsharded.close();
    }
}
