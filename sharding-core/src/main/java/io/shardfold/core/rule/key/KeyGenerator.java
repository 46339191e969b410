package io.shardfold.core.rule.key;

/** Makes keys. Safe for use by many threads. */
public interface KeyGenerator {

    /** The type's name, such as {@code SNOWFLAKE}. */
    String type();

    /** What keys are: {@code Long.class} or {@code String.class}. */
    Class<? extends Comparable<?>> valueClass();

    /** The characters of a key that is a text; 0 for numbers. */
    default int textLength() {
        return 0;
    }

    /**
     * A key that no earlier call has given: a {@code Long} or a {@code String}. May wait some
     * milliseconds.
     */
    Comparable<?> next();
}
