package io.shardfold.core.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A logical table: what its physical tables have in common. */
public final class CatalogTable {

    private final String name;
    private final List<CatalogColumn> columns;
    private final List<String> primaryKey;
    private final Map<String, CatalogColumn> byName;
    private final List<String> indexes;

    /**
     * @param primaryKey empty where there is none
     * @param indexes the names of its indexes, as its first physical table has them
     */
    public CatalogTable(
            String name,
            List<CatalogColumn> columns,
            List<String> primaryKey,
            List<String> indexes) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.primaryKey = List.copyOf(primaryKey);
        this.indexes = List.copyOf(indexes);
        this.byName = new HashMap<>(columns.size() * 2);
        for (CatalogColumn column : columns) {
            byName.put(column.name().toLowerCase(Locale.ROOT), column);
        }
    }

    public String name() {
        return name;
    }

    public List<CatalogColumn> columns() {
        return columns;
    }

    public List<String> primaryKey() {
        return primaryKey;
    }

    /** The names of its indexes, as its first physical table has them. */
    public List<String> indexes() {
        return indexes;
    }

    /** Without regard to case. Null where there is none. */
    public CatalogColumn column(String column) {
        return byName.get(column.toLowerCase(Locale.ROOT));
    }

    /** The column for which the database makes values; null where there is none. */
    public CatalogColumn autoIncrementColumn() {
        for (CatalogColumn column : columns) {
            if (column.autoIncrement()) {
                return column;
            }
        }
        return null;
    }
}
