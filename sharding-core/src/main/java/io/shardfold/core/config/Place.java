package io.shardfold.core.config;

import io.shardfold.core.error.ConfigurationException;

/**
 * Where something stands in a configuration.
 *
 * @param file the file's name, or null when the configuration was made by code
 * @param line one-based, or 0 when unknown
 * @param key the path of keys, such as {@code rules.!SHARDING.tables.t_order}
 */
public record Place(String file, int line, String key) {

    public static final Place NOWHERE = new Place(null, 0, "");

    public Place at(String child, int childLine) {
        return new Place(file, childLine, key.isEmpty() ? child : key + "." + child);
    }

    public ConfigurationException error(String reason, String suggestion) {
        return new ConfigurationException(file, line, key, reason, suggestion);
    }
}
