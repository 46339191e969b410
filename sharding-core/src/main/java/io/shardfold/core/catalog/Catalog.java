package io.shardfold.core.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All tables of one logical database. Immutable: DDL makes a new one. */
public final class Catalog {

    private final Map<String, CatalogTable> tables;
    private final Map<String, String> singleTables;

    private final Collation defaultCollation;

    /**
     * @param tables the tables by name
     * @param singleTables data source of each table that no rule names, by table
     * @param defaultCollation of text that comes from no column; null where it isn't known
     */
    public Catalog(
            List<CatalogTable> tables,
            Map<String, String> singleTables,
            Collation defaultCollation) {
        this.defaultCollation = defaultCollation;
        this.tables = new HashMap<>(tables.size() * 2);
        for (CatalogTable table : tables) {
            this.tables.put(key(table.name()), table);
        }
        this.singleTables = new HashMap<>(singleTables.size() * 2);
        singleTables.forEach((table, dataSource) -> this.singleTables.put(key(table), dataSource));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Without regard to case. Null where it isn't known. */
    public CatalogTable table(String name) {
        return tables.get(key(name));
    }

    public Iterable<CatalogTable> tables() {
        return tables.values();
    }

    /**
     * Of text that comes from no column: PostgreSQL's database default; null where it isn't known.
     */
    public Collation defaultCollation() {
        return defaultCollation;
    }

    /** Where a single table lies; null where the name is none's. */
    public String dataSourceOfSingle(String table) {
        return singleTables.get(key(table));
    }
}
