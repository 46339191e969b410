package io.shardfold.core.rule.algorithm;

import java.util.Map;

/**
 * A sharding algorithm that an application writes. One of {@link StandardSharding}, {@link
 * ComplexSharding} and {@link HintSharding} is implemented, with a public constructor without
 * arguments, and either named in the configuration ({@code CLASS_BASED}) or announced to {@code
 * java.util.ServiceLoader} under this interface, when its {@link #type()} is the type to write.
 *
 * <p>Implementations must be safe for many threads and must give the same answer for the same value
 * at all times and in every process: rows are found by it.
 */
public interface CustomSharding {

    /** The type to write in the configuration. */
    default String type() {
        return getClass().getName();
    }

    /** Takes the properties of the configuration, once, before anything else. */
    default void init(Map<String, String> properties) {}
}
