package io.shardfold.core.config;

import java.util.List;

/**
 * A list of names or patterns with its place: the tables of {@code !BROADCAST} or {@code !SINGLE}.
 */
public record NamesConfiguration(List<String> names, Place place) {
    public NamesConfiguration {
        names = List.copyOf(names);
    }
}
