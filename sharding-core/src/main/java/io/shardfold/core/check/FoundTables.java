package io.shardfold.core.check;

import io.shardfold.core.catalog.CatalogTable;
import io.shardfold.core.rule.DataNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The physical tables that the data sources have. */
final class FoundTables {

    /** Tables by name, by data source; in the order of the configuration. */
    private final Map<String, Map<String, CatalogTable>> byDataSource = new LinkedHashMap<>();

    void put(String dataSource, Map<String, CatalogTable> tables) {
        byDataSource.put(dataSource, tables);
    }

    Set<String> dataSources() {
        return byDataSource.keySet();
    }

    /** The names as the data source spells them. */
    Set<String> names(String dataSource) {
        return byDataSource.getOrDefault(dataSource, Map.of()).keySet();
    }

    /** The table as statements find it: by its name, or that in lower case; null where none is. */
    CatalogTable table(String dataSource, String name) {
        Map<String, CatalogTable> tables = byDataSource.getOrDefault(dataSource, Map.of());
        CatalogTable exact = tables.get(name);
        return exact != null ? exact : tables.get(name.toLowerCase(Locale.ROOT));
    }

    CatalogTable table(DataNode node) {
        return table(node.dataSource(), node.table());
    }
}
