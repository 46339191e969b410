package io.shardfold.core.config;

import java.util.List;

/**
 * How data sources or tables are chosen.
 *
 * @param columns of STANDARD one, or none where the default column serves; of COMPLEX those listed;
 *     of others none
 * @param algorithm the name of a sharding algorithm; null for NONE
 */
public record StrategyConfiguration(
        Kind kind, List<String> columns, String algorithm, Place place) {

    public enum Kind {
        STANDARD,
        COMPLEX,
        HINT,
        NONE
    }

    public StrategyConfiguration {
        columns = List.copyOf(columns);
    }
}
