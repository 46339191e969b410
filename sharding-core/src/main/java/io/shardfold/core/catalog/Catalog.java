package io.shardfold.core.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** All tables of one logical database. Immutable: DDL makes a new one. */
public final class Catalog {

    private final Map<String, CatalogTable> tables;
    private final Map<String, String> singleTables;

    private final Collation defaultCollation;
    private final Set<String> userAggregates;
    private final SystemCatalog system;
    private final Map<String, CatalogView> views = new HashMap<>();

    /**
     * @param tables the tables by name
     * @param singleTables data source of each table that no rule names, by table
     * @param defaultCollation of text that comes from no column; null where it isn't known
     */
    public Catalog(
            List<CatalogTable> tables,
            Map<String, String> singleTables,
            Collation defaultCollation) {
        this(tables, singleTables, defaultCollation, Set.of(), SystemCatalog.NONE, List.of());
    }

    /**
     * @param userAggregates names, in lower case, of aggregates that users have made
     * @param system of the databases' own catalogs
     * @param views those over sharded tables
     */
    public Catalog(
            List<CatalogTable> tables,
            Map<String, String> singleTables,
            Collation defaultCollation,
            Set<String> userAggregates,
            SystemCatalog system,
            List<CatalogView> views) {
        this.system = system;
        views.forEach(view -> this.views.put(key(view.name()), view));
        this.userAggregates = Set.copyOf(userAggregates);
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

    /** A view over sharded tables, without regard to case; null where there is none. */
    public CatalogView view(String name) {
        return views.get(key(name));
    }

    public boolean hasViews() {
        return !views.isEmpty();
    }

    /** What is known of the databases' own catalogs. */
    public SystemCatalog system() {
        return system;
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

    /**
     * Whether users have made an aggregate of this name: nothing tells a call of it from that of an
     * ordinary function.
     */
    public boolean isUserAggregate(String name) {
        return userAggregates.contains(key(name));
    }
}
