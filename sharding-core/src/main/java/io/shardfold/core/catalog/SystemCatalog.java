package io.shardfold.core.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the databases' own catalogs, so that a question about them can be answered for
 * the logical database: which tables stand for the logical ones and what each is to be called.
 *
 * @param logicalDatabase what clients call the database
 * @param host the data source whose catalog is the one that is shown; those of the others add the
 *     tables that it doesn't have
 * @param relations the catalog's relations by schema and name in lower case, such as {@code
 *     information_schema.tables}
 * @param places by data source
 */
public record SystemCatalog(
        String logicalDatabase,
        String host,
        Map<String, List<Column>> relations,
        Map<String, Place> places) {

    /** For engines whose catalog is shown as it is. */
    public static final SystemCatalog NONE = new SystemCatalog("", null, Map.of(), Map.of());

    public SystemCatalog {
        relations = Map.copyOf(relations);
        places = Map.copyOf(places);
    }

    /**
     * @param type as SQL needs it in a cast; PostgreSQL alone
     */
    public record Column(String name, String type) {}

    /**
     * One data source's part.
     *
     * @param database what the data source calls its database
     * @param shown physical tables that stand for a logical table
     * @param hidden physical tables that don't
     * @param names logical names by physical ones, of tables and what belongs to them, where they
     *     differ
     */
    public record Place(
            String database, Set<String> shown, Set<String> hidden, Map<String, String> names) {
        public Place {
            shown = Set.copyOf(shown);
            hidden = Set.copyOf(hidden);
            names = Map.copyOf(names);
        }
    }

    /** Null where there is no such relation. */
    public List<Column> columns(String schema, String relation) {
        return relations.get((schema + "." + relation).toLowerCase(Locale.ROOT));
    }

    /** Told from MySQL by what MySQL alone has. */
    public boolean isMariaDb() {
        return relations.containsKey("information_schema.tables")
                && !relations.containsKey("information_schema.st_geometry_columns");
    }

    /** Whether another data source has tables that the host hasn't. */
    public boolean hasOthers() {
        return places.entrySet().stream()
                .anyMatch(
                        place -> !place.getKey().equals(host) && !place.getValue().shown.isEmpty());
    }
}
