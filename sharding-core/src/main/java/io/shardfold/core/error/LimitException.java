package io.shardfold.core.error;

import java.util.Objects;

/**
 * A configured limit was reached: the property that sets it, its value, and what was asked for. The
 * session goes on.
 */
public final class LimitException extends ShardfoldException {

    private static final long serialVersionUID = 1L;

    private final String property;
    private final long limit;
    private final long asked;

    /**
     * @param property the property's name as a user writes it, such as {@code
     *     shardfold-merge-memory-max}
     * @param limit its value, in its own unit
     * @param asked what was needed, in the same unit; the least that is known when the whole isn't
     * @param message names the thing and says what to do
     */
    public LimitException(
            Problem problem, String property, long limit, long asked, String message) {
        super(problem, message, null);
        this.property = Objects.requireNonNull(property, "property");
        this.limit = limit;
        this.asked = asked;
    }

    @Override
    public Kind kind() {
        return Kind.LIMIT;
    }

    public String property() {
        return property;
    }

    public long limit() {
        return limit;
    }

    public long asked() {
        return asked;
    }
}
