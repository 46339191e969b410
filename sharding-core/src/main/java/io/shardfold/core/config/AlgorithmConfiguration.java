package io.shardfold.core.config;

import java.util.Map;

/**
 * A named block of {@code type} and {@code props}: a sharding algorithm, a key generator or an
 * auditor.
 *
 * @param type as written
 * @param props values as YAML 1.1 types them, as texts
 */
public record AlgorithmConfiguration(
        String name, String type, Map<String, String> props, Place place) {
    public AlgorithmConfiguration {
        props = Map.copyOf(props);
    }
}
