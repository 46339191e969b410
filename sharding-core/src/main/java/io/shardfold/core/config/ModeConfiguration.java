package io.shardfold.core.config;

import java.util.Map;

/**
 * Where configuration and state live.
 *
 * @param isCluster whether several processes share them
 * @param repositoryType as written, or the default's name
 */
public record ModeConfiguration(
        boolean isCluster, String repositoryType, Map<String, String> props, Place place) {

    public static final ModeConfiguration STANDALONE =
            new ModeConfiguration(false, "JDBC", Map.of(), Place.NOWHERE);

    public ModeConfiguration {
        props = Map.copyOf(props);
    }
}
