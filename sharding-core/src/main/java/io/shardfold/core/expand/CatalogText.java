package io.shardfold.core.expand;

import io.shardfold.core.catalog.SystemCatalog;
import io.shardfold.core.catalog.SystemCatalog.Place;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The queries that show a relation of the catalog for the logical database; one dialect each. */
abstract class CatalogText {

    final SystemCatalog system;

    CatalogText(SystemCatalog system) {
        this.system = system;
    }

    /**
     * A relation as one data source has it, with the rows of the tables that are shown from there.
     *
     * @param more columns that every table has and {@code *} doesn't show
     * @return null where the relation says nothing of tables or databases, or where the data source
     *     adds nothing to the host's
     */
    abstract String query(
            String schema, String relation, String dataSource, Collection<String> more);

    boolean isHost(String dataSource) {
        return dataSource.equals(system.host());
    }

    Place place(String dataSource) {
        return system.places().get(dataSource);
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** In one order, so that the same catalog gives the same text. */
    static String list(Collection<String> names) {
        StringBuilder result = new StringBuilder("(");
        for (String name : new TreeSet<>(names)) {
            result.append(result.length() == 1 ? "" : ", ").append(literal(name));
        }
        return result.append(')').toString();
    }

    /** The logical name for a physical one, any other as it is. */
    static String mapped(String expression, Map<String, String> names) {
        if (names.isEmpty()) {
            return expression;
        }
        StringBuilder result = new StringBuilder("CASE ").append(expression);
        new TreeMap<>(names)
                .forEach(
                        (physical, logical) ->
                                result.append(" WHEN ")
                                        .append(literal(physical))
                                        .append(" THEN ")
                                        .append(literal(logical)));
        return result.append(" ELSE ").append(expression).append(" END").toString();
    }
}
