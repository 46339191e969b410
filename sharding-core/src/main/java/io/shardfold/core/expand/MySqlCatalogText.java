package io.shardfold.core.expand;

import io.shardfold.core.catalog.SystemCatalog;
import io.shardfold.core.catalog.SystemCatalog.Column;
import io.shardfold.core.catalog.SystemCatalog.Place;
import io.shardfold.core.error.StatementException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code information_schema} of MySQL and MariaDB.
 *
 * <p>Rows of the database's own schemas are the host's. Of the others only the data source's own
 * database is shown, under the logical name: a server may have several shards.
 */
final class MySqlCatalogText extends CatalogText {

    /** Schemas that every server has. */
    private static final String SYSTEM =
            "('information_schema', 'mysql', 'performance_schema', 'sys')";

    /** Columns that name a schema and a table of it: what a row is about. */
    private static final List<List<String>> ABOUT_TABLE =
            List.of(
                    List.of("TABLE_SCHEMA", "TABLE_NAME"),
                    List.of("EVENT_OBJECT_SCHEMA", "EVENT_OBJECT_TABLE"),
                    List.of("CONSTRAINT_SCHEMA", "TABLE_NAME"));

    private static final List<String> ABOUT_SCHEMA =
            List.of(
                    "TABLE_SCHEMA",
                    "SCHEMA_NAME",
                    "ROUTINE_SCHEMA",
                    "SPECIFIC_SCHEMA",
                    "EVENT_SCHEMA",
                    "CONSTRAINT_SCHEMA");

    private static final Set<String> TEXTS =
            Set.of("VIEW_DEFINITION", "ACTION_STATEMENT", "CHECK_CLAUSE", "GENERATION_EXPRESSION");

    MySqlCatalogText(SystemCatalog system) {
        super(system);
    }

    @Override
    String query(String schema, String relation, String dataSource, Collection<String> more) {
        List<Column> columns = system.columns(schema, relation);
        if (columns == null) {
            return null;
        }
        String name = relation.toUpperCase(Locale.ROOT);
        if (name.startsWith("INNODB_") && has(columns, "NAME", "TABLE_NAME", "TABLE_ID", "PATH")) {
            throw StatementException.notSupported(
                    "information_schema." + name,
                    StatementException.NO_POSITION,
                    "It shows the storage of one server: ask the server itself.");
        }
        String from = "information_schema." + name + " x";
        if (name.equals("CHECK_CONSTRAINTS") && !has(columns, "TABLE_NAME")) {
            from =
                    "(SELECT c.*, t.TABLE_NAME FROM information_schema.CHECK_CONSTRAINTS c JOIN information_schema.TABLE_CONSTRAINTS t"
                            + " ON t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND t.CONSTRAINT_NAME = c.CONSTRAINT_NAME) x";
            return selected(
                    columns,
                    from,
                    where("CONSTRAINT_SCHEMA", "TABLE_NAME", dataSource),
                    dataSource);
        }
        for (List<String> pair : ABOUT_TABLE) {
            if (has(columns, pair.get(0)) && has(columns, pair.get(1))) {
                return selected(
                        columns, from, where(pair.get(0), pair.get(1), dataSource), dataSource);
            }
        }
        for (String column : ABOUT_SCHEMA) {
            if (has(columns, column)) {
                return isHost(dataSource)
                        ? selected(columns, from, where(column, null, dataSource), dataSource)
                        : null;
            }
        }
        return null;
    }

    private static boolean has(List<Column> columns, String... names) {
        for (Column column : columns) {
            for (String name : names) {
                if (column.name().equalsIgnoreCase(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private String where(String schema, String table, String dataSource) {
        Place place = place(dataSource);
        String own = "x." + schema + " = " + literal(place.database());
        if (!isHost(dataSource)) {
            return own + " AND x." + table + " IN " + list(place.shown());
        }
        if (table != null && !place.hidden().isEmpty()) {
            own += " AND x." + table + " NOT IN " + list(place.hidden());
        }
        return "x." + schema + " IN " + SYSTEM + " OR " + own;
    }

    private String selected(List<Column> columns, String from, String where, String dataSource) {
        Place place = place(dataSource);
        StringBuilder sql = new StringBuilder("SELECT ");
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i).name();
            sql.append(i == 0 ? "" : ", ")
                    .append(shown(column.toUpperCase(Locale.ROOT), place))
                    .append(" AS `")
                    .append(column)
                    .append('`');
        }
        return sql.append(" FROM ").append(from).append(" WHERE ").append(where).toString();
    }

    private String shown(String column, Place place) {
        String value = "x.`" + column + "`";
        if (column.endsWith("_SCHEMA") || column.equals("SCHEMA_NAME")) {
            return mapped(value, Map.of(place.database(), system.logicalDatabase()));
        }
        if (column.endsWith("TABLE_NAME")
                || column.equals("EVENT_OBJECT_TABLE")
                || column.equals("INDEX_NAME")
                || column.equals("TRIGGER_NAME")
                || column.endsWith("CONSTRAINT_NAME")) {
            return mapped(value, place.names());
        }
        return TEXTS.contains(column) ? text(value, place) : value;
    }

    /** In a definition's text names stand in quotes. */
    private String text(String value, Place place) {
        String result = replaced(value, place.database(), system.logicalDatabase());
        for (Map.Entry<String, String> name : new TreeMap<>(place.names()).entrySet()) {
            result = replaced(result, name.getKey(), name.getValue());
        }
        return result;
    }

    private static String replaced(String value, String from, String to) {
        return "REPLACE("
                + value
                + ", "
                + literal("`" + from + "`")
                + ", "
                + literal("`" + to + "`")
                + ")";
    }
}
