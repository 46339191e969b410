package io.shardfold.core.expand;

import io.shardfold.core.rewrite.TextEdits;
import java.util.List;

/**
 * A statement on the catalog, as it can be asked of the host's database.
 *
 * @param onHost over the host's catalog alone
 * @param together over the relations below, where other data sources have tables that the host
 *     hasn't; null where none has
 * @param relations what must be brought together first; empty where nothing must
 */
public record SystemExpansion(
        String host, TextEdits onHost, TextEdits together, List<Relation> relations) {

    public SystemExpansion {
        relations = List.copyOf(relations);
    }

    /**
     * A temporary table.
     *
     * @param parts one per data source, the host's first: it gives the table its columns
     */
    public record Relation(String table, List<Part> parts) {
        public Relation {
            parts = List.copyOf(parts);
        }
    }

    public record Part(String dataSource, String sql) {}
}
