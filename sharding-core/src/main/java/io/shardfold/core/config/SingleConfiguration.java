package io.shardfold.core.config;

import java.util.List;

/**
 * A {@code !SINGLE} rule.
 *
 * @param tables items as written, split at commas
 * @param defaultDataSource null when absent
 */
public record SingleConfiguration(
        List<String> tables,
        Place tablesPlace,
        String defaultDataSource,
        Place defaultDataSourcePlace) {
    public SingleConfiguration {
        tables = List.copyOf(tables);
    }
}
