package io.shardfold.testkit;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * All that a client sees of one statement: its results in order, or the error that ended it.
 *
 * @param error null where the statement succeeded; else the results are empty
 */
record Outcome(List<Result> results, SQLException error) {

    /** Of a statement that wasn't run. */
    static final Outcome NOT_RUN = new Outcome(List.of(), null);

    /** One result of a statement. */
    sealed interface Result {}

    /**
     * @param types one of java.sql.Types per column
     */
    record Rows(List<String> labels, List<Integer> types, List<List<Object>> rows)
            implements Result {}

    record UpdateCount(long count) implements Result {}

    /** Runs a statement: as it is without parameters, else prepared with them. */
    static Outcome of(Connection connection, String sql, Object... parameters) {
        try {
            if (parameters.length == 0) {
                try (Statement statement = connection.createStatement()) {
                    return new Outcome(results(statement, statement.execute(sql)), null);
                }
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                return new Outcome(results(statement, statement.execute()), null);
            }
        } catch (SQLException error) {
            return new Outcome(List.of(), error);
        }
    }

    private static List<Result> results(Statement statement, boolean isRows) throws SQLException {
        List<Result> results = new ArrayList<>();
        boolean rowsNext = isRows;
        while (true) {
            if (rowsNext) {
                try (ResultSet rows = statement.getResultSet()) {
                    results.add(rows(rows));
                }
            } else {
                long count = statement.getLargeUpdateCount();
                if (count < 0) {
                    return results;
                }
                results.add(new UpdateCount(count));
            }
            rowsNext = statement.getMoreResults();
        }
    }

    private static Rows rows(ResultSet resultSet) throws SQLException {
        ResultSetMetaData metaData = resultSet.getMetaData();
        int columnCount = metaData.getColumnCount();
        List<String> labels = new ArrayList<>();
        List<Integer> types = new ArrayList<>();
        for (int column = 1; column <= columnCount; column++) {
            labels.add(metaData.getColumnLabel(column));
            types.add(metaData.getColumnType(column));
        }
        List<List<Object>> rows = new ArrayList<>();
        while (resultSet.next()) {
            List<Object> row = new ArrayList<>();
            for (int column = 1; column <= columnCount; column++) {
                row.add(comparable(resultSet.getObject(column)));
            }
            rows.add(row);
        }
        return new Rows(labels, types, rows);
    }

    /** Bytes, kept apart from text that happens to read alike. */
    record Bytes(String hex) {}

    /** A value whose equals compares content. */
    private static Object comparable(Object value) throws SQLException {
        if (value instanceof byte[] bytes) {
            return new Bytes(HexFormat.of().formatHex(bytes));
        }
        if (value instanceof Blob blob) {
            return new Bytes(HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length())));
        }
        if (value instanceof Clob clob) {
            return clob.getSubString(1, (int) clob.length());
        }
        if (value instanceof SQLXML xml) {
            return xml.getString();
        }
        if (value instanceof Array array) {
            List<Object> elements = new ArrayList<>();
            for (Object element : (Object[]) array.getArray()) {
                elements.add(comparable(element));
            }
            return elements;
        }
        if (value instanceof Object[] nested) {
            List<Object> elements = new ArrayList<>();
            for (Object element : nested) {
                elements.add(comparable(element));
            }
            return elements;
        }
        return value;
    }

    /** As a person reads it: the error, or the results with at most {@code rowsMax} rows each. */
    String describe(int rowsMax) {
        if (error != null) {
            return "error "
                    + error.getSQLState()
                    + " ("
                    + error.getErrorCode()
                    + "): "
                    + error.getMessage();
        }
        if (results.isEmpty()) {
            return "not run";
        }
        StringBuilder text = new StringBuilder();
        for (Result result : results) {
            if (result instanceof UpdateCount update) {
                text.append("update count ").append(update.count()).append('\n');
            } else if (result instanceof Rows rows) {
                text.append(rows.rows().size())
                        .append(" rows of ")
                        .append(rows.labels())
                        .append('\n');
                for (List<Object> row :
                        rows.rows().subList(0, Math.min(rowsMax, rows.rows().size()))) {
                    text.append("    ");
                    for (Object value : row) {
                        text.append(describe(value)).append("  ");
                    }
                    text.append('\n');
                }
            }
        }
        return text.toString();
    }

    /** With the Java type, since 1 and 1L are different answers. */
    private static String describe(Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof String || value instanceof Bytes || value instanceof BigDecimal) {
            return value.toString();
        }
        return value + ":" + value.getClass().getSimpleName();
    }
}
