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
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

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
    private final ShardSet shards;

    /**
     * What the database said to the last statement of {@link #sameWithState}; null for no error.
     */
    private SQLException lastError;

    SessionOracle(ShardSet shards, String rules) throws SQLException {
        this(shards, rules, false);
    }

    /**
     * @param jdbc whether statements come by JDBC: placeholders are {@code ?} on PostgreSQL, too
     */
    SessionOracle(ShardSet shards, String rules, boolean jdbc) throws SQLException {
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
        session = jdbc ? database.openJdbcSession() : database.openSession(database.dialect());
        // As the shards are asked: other types come of placeholders that the driver fills in.
        unsharded =
                shards.kind().speaksMySql()
                        ? shards.unsharded()
                                .connect("useServerPrepStmts=true", "tinyInt1isBit=false")
                        : shards.unsharded().connect("binaryTransfer=false");
        this.shards = shards;
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

    /** As {@link #same}, and an error has the database's own SQLSTATE. */
    void sameWithState(String sql, Object... parameters) {
        Answer got = onShards(sessionText(sql), parameters);
        Answer want = onOne(sql, parameters);
        lastError = (SQLException) want.error;
        if (got.error != null && want.error == null) {
            throw new AssertionError(sql + "\n  failed: " + got.error.getMessage(), got.error);
        }
        compare(sql, got, want);
        if (want.error != null) {
            ShardfoldException error = (ShardfoldException) got.error;
            assertEquals(
                    lastError.getSQLState(),
                    database.dialect() == Dialect.MYSQL
                            ? error.mysqlState()
                            : error.postgresqlState(),
                    sql + "\n  " + error.getMessage());
        }
    }

    /** Whether the database refused the last statement of {@link #sameWithState}. */
    boolean lastFailed() {
        return lastError != null;
    }

    /** Whether the shards refuse what they don't support. */
    boolean isRefused(String sql) {
        return onShards(sql).error instanceof ShardfoldException refusal
                && refusal.problem() == Problem.NOT_SUPPORTED;
    }

    /** Each data source has the same rows of a broadcast table. */
    void sameCopies(String sql) throws SQLException {
        String first = null;
        for (TestDatabase shard : shards.shards()) {
            StringBuilder rows = new StringBuilder();
            try (Connection connection = shard.connect();
                    ResultSet all = connection.createStatement().executeQuery(sql)) {
                while (all.next()) {
                    for (int i = 1; i <= all.getMetaData().getColumnCount(); i++) {
                        rows.append(all.getString(i)).append('|');
                    }
                    rows.append('\n');
                }
            }
            first = first == null ? rows.toString() : first;
            assertEquals(first, rows.toString(), sql);
        }
    }

    /** What the shards give, as text. */
    List<List<String>> rows(String sql, Object... parameters) {
        Answer got = onShards(sql, parameters);
        if (got.error != null) {
            throw new AssertionError(sql + "\n  failed: " + got.error.getMessage(), got.error);
        }
        return got.rows;
    }

    /** {@link #compare}, which must find no difference. */
    void same(RandomStatement statement) {
        Comparison comparison = compare(statement);
        assertEquals(Verdict.SAME, comparison.verdict(), comparison.explanation());
    }

    /** What a comparison found. */
    enum Verdict {
        SAME,
        /** Both failed. */
        SAME_ERROR,
        REFUSED,
        DIFFERENT
    }

    /**
     * @param explanation the statement, its parameters and what differs
     */
    record Comparison(Verdict verdict, String explanation) {}

    /** Runs a random statement on both sides; after a write its table's rows are compared too. */
    Comparison compare(RandomStatement statement) {
        Object[] parameters = statement.parameters().toArray();
        Answer got = onShards(sessionText(statement.sql()), parameters);
        boolean refused =
                got.error instanceof ShardfoldException refusal
                        && refusal.problem() == Problem.NOT_SUPPORTED;
        Answer want =
                refused
                        ? onOneForNothing(statement.sql(), parameters)
                        : onOne(statement.sql(), parameters);
        String shown =
                statement.sql() + (parameters.length == 0 ? "" : "\n  with " + typed(parameters));
        if (refused && want.error == null) {
            return new Comparison(Verdict.REFUSED, shown + "\n  " + got.error.getMessage());
        }
        if (got.error != null && want.error != null) {
            return new Comparison(Verdict.SAME_ERROR, shown);
        }
        if (got.error != null) {
            return new Comparison(Verdict.DIFFERENT, shown + "\n  failed: " + got.error);
        }
        if (want.error != null) {
            return new Comparison(
                    Verdict.DIFFERENT,
                    shown + "\n  gave " + got.rows + " but the database says " + want.error);
        }
        String difference = difference(got, want, statement.ordered(), statement.representative());
        if (difference == null && statement.written() != null) {
            String rows = "SELECT * FROM " + statement.written() + " ORDER BY 1";
            difference = difference(onShards(rows), onOne(rows), true, false);
            difference = difference == null ? null : "the rows afterwards: " + difference;
        }
        return difference == null
                ? new Comparison(Verdict.SAME, shown)
                : new Comparison(Verdict.DIFFERENT, shown + "\n  " + difference);
    }

    /** A session on PostgreSQL takes the server's own placeholders, as its front ends give them. */
    private String sessionText(String sql) {
        if (database.dialect() == Dialect.MYSQL || sql.indexOf('?') < 0) {
            return sql;
        }
        StringBuilder text = new StringBuilder();
        int next = 1;
        for (int i = 0; i < sql.length(); i++) {
            text.append(sql.charAt(i) == '?' ? "$" + next++ : sql.charAt(i));
        }
        return text.toString();
    }

    private static String typed(Object[] parameters) {
        StringBuilder text = new StringBuilder();
        for (Object parameter : parameters) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(parameter.getClass().getSimpleName())
                    .append(' ')
                    .append(parameter);
        }
        return text.toString();
    }

    /** Null where a client can't tell the two apart. */
    private static String difference(
            Answer got, Answer want, boolean ordered, boolean representative) {
        if (!Objects.equals(got.labels, want.labels)) {
            return "labels " + got.labels + " instead of " + want.labels;
        }
        if (!Objects.equals(got.types, want.types)) {
            return "types " + got.types + " instead of " + want.types;
        }
        if (got.count != want.count) {
            return "count " + got.count + " instead of " + want.count;
        }
        if (want.rows == null) {
            return null;
        }
        List<List<String>> gotRows = representative ? folded(got.rows) : got.rows;
        List<List<String>> wantRows = representative ? folded(want.rows) : want.rows;
        if (!ordered) {
            gotRows = sorted(gotRows);
            wantRows = sorted(wantRows);
        }
        return gotRows.equals(wantRows) ? null : "gave " + gotRows + "\n  right " + wantRows;
    }

    /**
     * Values that are equal to the database read the same: 1.0 and 1.00, and texts to some
     * collation.
     */
    private static List<List<String>> folded(List<List<String>> rows) {
        List<List<String>> result = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> one = new ArrayList<>();
            for (String value : row) {
                one.add(value == null ? null : folded(value));
            }
            result.add(one);
        }
        return result;
    }

    private static String folded(String value) {
        if (value.matches("-?\\d+\\.\\d+")) {
            return new BigDecimal(value).stripTrailingZeros().toPlainString();
        }
        return Normalizer.normalize(value, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replace("\u00df", "s")
                .replace("ss", "s")
                .stripTrailing();
    }

    /** Runs a statement on both sides that must succeed. */
    void onBoth(String sql) {
        Answer got = onShards(sql);
        Answer want = onOne(sql);
        if (got.error != null || want.error != null) {
            throw new IllegalStateException(sql, got.error != null ? got.error : want.error);
        }
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
        String upper = sql.toUpperCase(Locale.ROOT);
        boolean ordered = upper.contains("ORDER BY") && !upper.contains("RETURNING");
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
        boolean isFloat = type == Types.DOUBLE || type == Types.REAL || type == Types.FLOAT;
        // PostgreSQL's driver calls money a DOUBLE, too.
        return text != null && isFloat && text.indexOf('$') < 0
                ? String.format(
                        Locale.ROOT, type == Types.REAL ? "%.6g" : "%.9g", Double.parseDouble(text))
                : text;
    }

    /** What the database would say: nothing stays of it. */
    private Answer onOneForNothing(String sql, Object... parameters) {
        try {
            unsharded.setAutoCommit(false);
            try {
                return onOne(sql, parameters);
            } finally {
                unsharded.rollback();
                unsharded.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
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
