package io.shardfold.jdbc;

import io.shardfold.core.row.ResultColumn;
import io.shardfold.core.session.TablePlace;
import io.shardfold.sql.Dialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Answers of shards' {@code DatabaseMetaData}, told of logical tables: one physical table is asked
 * for all that a logical one has, and its names are put back.
 *
 * <p>Index and constraint names are those of the physical table.
 */
final class LogicalTables {

    /** With more tables than this on one data source, one question is asked for all of them. */
    private static final int SINGLE_QUESTIONS_MAX = 8;

    /** One question to a shard's metadata. */
    interface Question<T> {
        T ask(DatabaseMetaData shard) throws SQLException;
    }

    /**
     * One question to a shard about a table.
     *
     * <p>The catalog is the shard's own database, and the name is the physical table's: as a
     * pattern (escaped) where the method takes one.
     */
    interface TableQuestion {
        ResultSet ask(DatabaseMetaData shard, String catalog, String table) throws SQLException;
    }

    private final ShardfoldDataSource source;

    LogicalTables(ShardfoldDataSource source) {
        this.source = source;
    }

    <T> T askAny(Question<T> question) throws SQLException {
        try (Connection shard = source.connectAny()) {
            return question.ask(shard.getMetaData());
        }
    }

    /** The shard's own database: other databases of its server are none of ours. */
    static String catalog(DatabaseMetaData shard) throws SQLException {
        return shard.getConnection().getCatalog();
    }

    /** Rows that speak of no table. */
    ResultSet copyAny(Question<ResultSet> question) throws SQLException {
        try (Connection shard = source.connectAny();
                ResultSet rows = question.ask(shard.getMetaData())) {
            Answer answer = new Answer(columns(rows));
            answer.addAll(rows, null);
            return answer.resultSet();
        }
    }

    /** Types of columns; PostgreSQL has one for each table, and one for arrays of its rows. */
    ResultSet typeInfo() throws SQLException {
        try (Connection shard = source.connectAny();
                ResultSet rows = shard.getMetaData().getTypeInfo()) {
            Answer answer = new Answer(columns(rows));
            answer.addAll(rows, null);
            int name = answer.index("TYPE_NAME");
            Set<String> seen = new HashSet<>();
            answer.rows.removeIf(
                    row -> {
                        row[name] = logicalType(String.valueOf(row[name]));
                        return !seen.add((String) row[name]);
                    });
            return answer.resultSet();
        }
    }

    private String logicalType(String type) {
        boolean array = type.startsWith("_");
        String table = array ? type.substring(1) : type;
        return (array ? "_" : "") + source.logicalTable(table);
    }

    /**
     * About the tables whose logical names match a pattern.
     *
     * @param pattern as LIKE has it, escaped by a backslash; null for all
     * @param order the columns that the rows are sorted by
     */
    ResultSet matching(String catalog, String pattern, TableQuestion question, String... order)
            throws SQLException {
        Pattern names = like(pattern);
        Map<String, List<TablePlace>> places = new LinkedHashMap<>();
        if (isOurs(catalog)) {
            for (TablePlace place : source.tables()) {
                if (names.matcher(place.name()).matches()) {
                    places.computeIfAbsent(place.dataSource(), name -> new ArrayList<>())
                            .add(place);
                }
            }
        }
        if (places.isEmpty()) {
            return none(question);
        }
        Answer answer = null;
        for (Map.Entry<String, List<TablePlace>> entry : places.entrySet()) {
            Map<String, String> logicalNames = logicalNames(entry.getValue());
            try (Connection shard = source.connect(entry.getKey())) {
                List<String> patterns = new ArrayList<>();
                if (entry.getValue().size() > SINGLE_QUESTIONS_MAX) {
                    patterns.add("%");
                } else {
                    entry.getValue().forEach(place -> patterns.add(escaped(place.physicalName())));
                }
                for (String physical : patterns) {
                    try (ResultSet rows =
                            question.ask(shard.getMetaData(), shard.getCatalog(), physical)) {
                        if (answer == null) {
                            answer = new Answer(columns(rows));
                        }
                        answer.addAll(rows, logicalNames);
                    }
                }
            }
        }
        answer.sort(order);
        return answer.resultSet();
    }

    /** About one table, by its logical name. */
    ResultSet of(String catalog, String table, TableQuestion question) throws SQLException {
        TablePlace place = isOurs(catalog) ? place(table) : null;
        if (place == null) {
            return none(question);
        }
        try (Connection shard = source.connect(place.dataSource());
                ResultSet rows =
                        question.ask(
                                shard.getMetaData(), shard.getCatalog(), place.physicalName())) {
            Answer answer = new Answer(columns(rows));
            answer.addAll(rows, logicalNames(onDataSource(place.dataSource())));
            return answer.resultSet();
        }
    }

    /** The foreign keys of one table that refer to another: both are asked for where they meet. */
    ResultSet reference(String parent, String foreign, String parentSchema, String foreignSchema)
            throws SQLException {
        TablePlace to = place(parent);
        TablePlace from = place(foreign);
        boolean meet = to != null && from != null && to.dataSource().equals(from.dataSource());
        String toName = meet ? to.physicalName() : "";
        String fromName = meet ? from.physicalName() : "";
        try (Connection shard = meet ? source.connect(to.dataSource()) : source.connectAny();
                ResultSet rows =
                        shard.getMetaData()
                                .getCrossReference(
                                        shard.getCatalog(),
                                        parentSchema,
                                        toName,
                                        shard.getCatalog(),
                                        foreignSchema,
                                        fromName)) {
            Answer answer = new Answer(columns(rows));
            if (meet) {
                answer.addAll(rows, logicalNames(onDataSource(to.dataSource())));
            }
            return answer.resultSet();
        }
    }

    /** The columns of an answer without rows. */
    private ResultSet none(TableQuestion question) throws SQLException {
        try (Connection shard = source.connectAny();
                ResultSet rows =
                        question.ask(
                                shard.getMetaData(), shard.getCatalog(), "no\\_such\\_table")) {
            return new Answer(columns(rows)).resultSet();
        }
    }

    private boolean isOurs(String catalog) {
        return catalog == null
                || catalog.isEmpty()
                || catalog.equals("%")
                || catalog.equalsIgnoreCase(source.databaseName());
    }

    private TablePlace place(String table) {
        TablePlace near = null;
        for (TablePlace place : source.tables()) {
            if (place.name().equals(table)) {
                return place;
            }
            if (place.name().equalsIgnoreCase(table)) {
                near = place;
            }
        }
        return near;
    }

    private List<TablePlace> onDataSource(String dataSource) {
        List<TablePlace> places = new ArrayList<>();
        for (TablePlace place : source.tables()) {
            if (place.dataSource().equals(dataSource)) {
                places.add(place);
            }
        }
        return places;
    }

    private static Map<String, String> logicalNames(List<TablePlace> places) {
        Map<String, String> names = new HashMap<>();
        for (TablePlace place : places) {
            names.put(place.physicalName().toLowerCase(Locale.ROOT), place.name());
        }
        return names;
    }

    private Pattern like(String pattern) {
        StringBuilder regex = new StringBuilder();
        String text = pattern == null ? "%" : pattern;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                regex.append(".*");
            } else if (c == '_') {
                regex.append('.');
            } else {
                if (c == '\\' && i + 1 < text.length()) {
                    c = text.charAt(++i);
                }
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        int flags = Pattern.DOTALL;
        if (source.dialect() == Dialect.MYSQL) {
            flags |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        }
        return Pattern.compile(regex.toString(), flags);
    }

    /** A name as a pattern that matches it alone. */
    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
    }

    private static List<ResultColumn> columns(ResultSet rows) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            columns.add(
                    new ResultColumn(
                            metaData.getColumnLabel(i),
                            metaData.getColumnLabel(i),
                            "",
                            "",
                            "",
                            "",
                            metaData.getColumnType(i),
                            metaData.getColumnTypeName(i),
                            0,
                            metaData.getPrecision(i),
                            metaData.getScale(i),
                            metaData.getColumnDisplaySize(i),
                            metaData.isNullable(i),
                            metaData.isSigned(i),
                            false,
                            metaData.isCaseSensitive(i),
                            metaData.getColumnClassName(i)));
        }
        return columns;
    }

    /** Rows that are gathered. */
    private final class Answer {

        private final List<ResultColumn> columns;
        private final List<Object[]> rows = new ArrayList<>();

        Answer(List<ResultColumn> columns) {
            this.columns = columns;
        }

        private int index(String label) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).label().equalsIgnoreCase(label)) {
                    return i;
                }
            }
            return -1;
        }

        /**
         * @param logicalNames by physical name in lower case; rows of other tables are left out.
         *     Null where rows speak of no table.
         */
        void addAll(ResultSet source, Map<String, String> logicalNames) throws SQLException {
            int[] catalogs = {
                index("PROCEDURE_CAT"),
                index("FUNCTION_CAT"),
                index("TYPE_CAT"),
                index("TABLE_CATALOG")
            };
            while (source.next()) {
                Object[] row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    Object value = source.getObject(i + 1);
                    // PostgreSQL writes it as t and f.
                    row[i] =
                            value instanceof Boolean
                                    ? MemoryCursor.texted(value, source.getString(i + 1))
                                    : value;
                }
                for (int catalog : catalogs) {
                    if (catalog >= 0 && row[catalog] != null) {
                        row[catalog] = LogicalTables.this.source.databaseName();
                    }
                }
                if (logicalNames == null || rename(row, logicalNames)) {
                    rows.add(row);
                }
            }
        }

        private boolean rename(Object[] row, Map<String, String> logicalNames) {
            for (String prefix : new String[] {"", "PK", "FK"}) {
                int table = index(prefix + "TABLE_NAME");
                if (table >= 0 && row[table] != null) {
                    String logical =
                            logicalNames.get(row[table].toString().toLowerCase(Locale.ROOT));
                    if (logical == null) {
                        return false;
                    }
                    row[table] = logical;
                }
                int catalog = index(prefix + "TABLE_CAT");
                if (catalog >= 0 && row[catalog] != null) {
                    row[catalog] = LogicalTables.this.source.databaseName();
                }
            }
            return true;
        }

        void sort(String... labels) {
            Comparator<Object[]> order = (left, right) -> 0;
            for (String label : labels) {
                int index = index(label);
                if (index >= 0) {
                    order = order.thenComparing(row -> row[index], Answer::compare);
                }
            }
            rows.sort(order);
        }

        private static int compare(Object left, Object right) {
            if (left instanceof Number a && right instanceof Number b) {
                return Long.compare(a.longValue(), b.longValue());
            }
            return String.valueOf(left).compareTo(String.valueOf(right));
        }

        ResultSet resultSet() {
            return new CursorResultSet(null, new MemoryCursor(columns, rows));
        }
    }
}
