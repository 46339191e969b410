package io.shardfold.core.rule.algorithm;

/**
 * A property of an algorithm or a key generator that is missing or wrong. Whoever knows the file
 * and the line adds them.
 */
public final class PropertyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * @param key the property, or null when the whole is meant
     */
    public PropertyException(String key, String message) {
        super(message);
        this.key = key;
    }

    /** The property, or null. */
    public String key() {
        return key;
    }
}
