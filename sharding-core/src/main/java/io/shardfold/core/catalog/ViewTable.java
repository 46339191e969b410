package io.shardfold.core.catalog;

import io.shardfold.sql.Dialect;

/**
 * The table {@code shardfold_view} of a data source, which says which of its views are over sharded
 * tables. The views themselves are the data source's: with them it keeps the definition, the
 * columns, and what depends on what.
 */
public final class ViewTable {

    /** Made with the first such view. */
    public static final String NAME = "shardfold_view";

    private ViewTable() {}

    public static String create() {
        return "CREATE TABLE IF NOT EXISTS " + NAME + " (name VARCHAR(128) NOT NULL PRIMARY KEY)";
    }

    public static String add(String view, Dialect dialect) {
        return dialect == Dialect.MYSQL
                ? "REPLACE INTO " + NAME + " (name) VALUES (" + literal(view) + ")"
                : "INSERT INTO "
                        + NAME
                        + " (name) VALUES ("
                        + literal(view)
                        + ") ON CONFLICT DO NOTHING";
    }

    public static String remove(String view) {
        return "DELETE FROM " + NAME + " WHERE name = " + literal(view);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
