package io.shardfold.core.config;

import java.util.Map;

/**
 * @param providerType null when absent
 */
public record TransactionConfiguration(
        Type defaultType, String providerType, Map<String, String> props, Place place) {

    public enum Type {
        LOCAL,
        XA
    }

    public static final TransactionConfiguration LOCAL =
            new TransactionConfiguration(Type.LOCAL, null, Map.of(), Place.NOWHERE);

    public TransactionConfiguration {
        props = Map.copyOf(props);
    }
}
