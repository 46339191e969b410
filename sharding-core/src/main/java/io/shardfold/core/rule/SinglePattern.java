package io.shardfold.core.rule;

import java.util.Locale;
import java.util.Objects;

/**
 * Tables that stay whole in one data source, by name or by pattern: an item of {@code !SINGLE}. The
 * catalog says which tables there are.
 *
 * @param dataSource a data source's name, or {@code *} for each
 * @param schema a schema's name, or {@code *} for each; also {@code *} for items without a schema
 * @param table a table's name in lower case, or {@code *} for every table that no other rule names
 */
public record SinglePattern(String dataSource, String schema, String table) {

    public static final String ANY = "*";

    public SinglePattern {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        table = table.toLowerCase(Locale.ROOT);
    }

    /**
     * @param schema null where the database has none
     */
    public boolean matches(String dataSource, String schema, String table) {
        return (this.dataSource.equals(ANY) || this.dataSource.equals(dataSource))
                && (this.schema.equals(ANY)
                        || schema == null
                        || this.schema.equalsIgnoreCase(schema))
                && (this.table.equals(ANY) || this.table.equals(table.toLowerCase(Locale.ROOT)));
    }

    /** Whether the item names one table of one data source. */
    public boolean isExact() {
        return !dataSource.equals(ANY) && !table.equals(ANY);
    }

    @Override
    public String toString() {
        return schema.equals(ANY)
                ? dataSource + "." + table
                : dataSource + "." + schema + "." + table;
    }
}
