package io.shardfold.core.rule.algorithm;

import java.util.List;
import java.util.Locale;

/** The types of algorithms there are, and how each is read. */
public final class Algorithms {

    /** The types' names, as they are written in a configuration. */
    public static final List<String> TYPES =
            List.of(
                    "MOD",
                    "HASH_MOD",
                    "VOLUME_RANGE",
                    "BOUNDARY_RANGE",
                    "AUTO_INTERVAL",
                    "INTERVAL",
                    "INLINE",
                    "COMPLEX_INLINE",
                    "HINT_INLINE",
                    "CLASS_BASED",
                    "COSID_MOD",
                    "COSID_INTERVAL",
                    "COSID_INTERVAL_SNOWFLAKE");

    private Algorithms() {}

    /**
     * Reads an algorithm.
     *
     * @param type in any case; a type that isn't built in is looked for among the application's
     *     services
     * @return null when there is no such type
     * @throws PropertyException when a property is missing or wrong
     */
    public static Algorithm read(String type, AlgorithmProperties properties) {
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "MOD" -> Mod.of(properties);
            case "HASH_MOD" -> HashMod.of(properties);
            case "VOLUME_RANGE" -> VolumeRange.of(properties);
            case "BOUNDARY_RANGE" -> BoundaryRange.of(properties);
            case "AUTO_INTERVAL" -> AutoInterval.of(properties);
            case "INTERVAL" -> Interval.of(properties);
            case "INLINE" -> Inline.of(properties);
            case "COMPLEX_INLINE" -> ComplexInline.of(properties);
            case "HINT_INLINE" -> HintInline.of(properties);
            case "CLASS_BASED" -> ClassBased.named(properties);
            case "COSID_MOD" -> CosidMod.of(properties);
            case "COSID_INTERVAL" -> CosidInterval.of(properties, false);
            case "COSID_INTERVAL_SNOWFLAKE" -> CosidInterval.of(properties, true);
            default -> ClassBased.byType(type, properties);
        };
    }
}
