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

    /**
     * @param primaryKey empty where there is none
     */
    public CatalogTable(String name, List<CatalogColumn> columns, List<String> primaryKey) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.primaryKey = List.copyOf(primaryKey);
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
