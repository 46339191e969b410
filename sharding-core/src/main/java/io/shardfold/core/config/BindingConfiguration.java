package io.shardfold.core.config;

import java.util.List;

/** Tables that are joined shard by shard. */
public record BindingConfiguration(List<String> tables, Place place) {
    public BindingConfiguration {
        tables = List.copyOf(tables);
    }
}
