package io.shardfold.core.config;

import java.util.Map;

/**
 * Where configuration and state live: in the files, of a process that knows of no other.
 *
 * @param repositoryType as written, or the default's name
 */
public record ModeConfiguration(String repositoryType, Map<String, String> props, Place place) {

    public static final ModeConfiguration STANDALONE =
            new ModeConfiguration("JDBC", Map.of(), Place.NOWHERE);

    public ModeConfiguration {
        props = Map.copyOf(props);
    }
}
