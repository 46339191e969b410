package io.shardfold.core.rule.key;

/** Makes keys. Safe for use by many threads. */
public interface KeyGenerator {

    /** The type's name, such as {@code SNOWFLAKE}. */
    String type();

    /**
     * A key that no earlier call has given: a {@code Long} or a {@code String}. May wait some
     * milliseconds.
     */
    Comparable<?> next();
}
