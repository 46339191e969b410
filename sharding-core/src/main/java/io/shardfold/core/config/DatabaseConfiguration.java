package io.shardfold.core.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One logical database.
 *
 * @param dataSources by name, in the order of the file
 * @param sharding null when there is no {@code !SHARDING} rule
 * @param broadcast null when there is no {@code !BROADCAST} rule
 * @param single null when there is no {@code !SINGLE} rule
 * @param props the properties of the whole file or server
 */
public record DatabaseConfiguration(
        String name,
        Map<String, DataSourceConfiguration> dataSources,
        ShardingConfiguration sharding,
        NamesConfiguration broadcast,
        SingleConfiguration single,
        Props props,
        Place place) {

    public static final String DEFAULT_NAME = "logic_db";

    public DatabaseConfiguration {
        dataSources = Collections.unmodifiableMap(new LinkedHashMap<>(dataSources));
    }

    /** The same with other data sources, such as those that an application brings. */
    public DatabaseConfiguration withDataSources(Map<String, DataSourceConfiguration> others) {
        return new DatabaseConfiguration(name, others, sharding, broadcast, single, props, place);
    }
}
