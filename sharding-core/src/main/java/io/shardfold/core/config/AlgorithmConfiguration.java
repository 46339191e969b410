package io.shardfold.core.config;

import java.util.Map;

/**
 * A named block of {@code type} and {@code props}: a sharding algorithm, a key generator or an
 * auditor.
 *
 * @param type as written
 * @param props values as YAML 1.1 types them, as texts
 * @param propPlaces where each of them stands
 */
public record AlgorithmConfiguration(
        String name,
        String type,
        Map<String, String> props,
        Map<String, Place> propPlaces,
        Place place) {

    public AlgorithmConfiguration {
        props = Map.copyOf(props);
        propPlaces = Map.copyOf(propPlaces);
    }

    /**
     * Where a property stands, or the block where it is absent.
     *
     * @param prop null for the block
     */
    public Place place(String prop) {
        if (prop == null) {
            return place;
        }
        Place of = propPlaces.get(prop);
        return of == null ? place.at("props", place.line()) : of;
    }
}
