package io.shardfold.core.config;

import java.util.Map;

/**
 * Of type LOCAL, the one that there is: each data source's transaction is committed in turn.
 *
 * @param providerType null when absent
 */
public record TransactionConfiguration(
        String providerType, Map<String, String> props, Place place) {

    public static final TransactionConfiguration LOCAL =
            new TransactionConfiguration(null, Map.of(), Place.NOWHERE);

    public TransactionConfiguration {
        props = Map.copyOf(props);
    }
}
