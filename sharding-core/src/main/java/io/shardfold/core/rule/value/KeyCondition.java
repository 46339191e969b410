package io.shardfold.core.rule.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The values that a condition allows for one key column. It may be too wide, never too narrow.
 *
 * <p>Values are what drivers and literals give: boxed numbers, {@code BigInteger}, {@code
 * BigDecimal}, {@code Boolean}, {@code String}, {@code byte[]}, {@code UUID}, {@code java.time} and
 * {@code java.sql} dates. Their class doesn't matter, their value does.
 */
public sealed interface KeyCondition {

    /** No restriction. */
    KeyCondition ANY = new Any();

    /** No value at all: the condition is never true. */
    KeyCondition NEVER = new Points(List.of());

    /** For switches. */
    enum Kind {
        ANY,
        POINTS,
        RANGE
    }

    Kind kind();

    static KeyCondition point(Object value) {
        return new Points(Collections.singletonList(value));
    }

    /** No restriction. */
    record Any() implements KeyCondition {
        @Override
        public Kind kind() {
            return Kind.ANY;
        }
    }

    /**
     * One of some values; with no values, never.
     *
     * @param values null stands for IS NULL. A condition {@code column = NULL} is never true and is
     *     no point
     */
    record Points(List<Object> values) implements KeyCondition {
        public Points {
            values = Collections.unmodifiableList(Arrays.asList(values.toArray()));
        }

        @Override
        public Kind kind() {
            return Kind.POINTS;
        }
    }

    /**
     * Values between two bounds.
     *
     * @param low null when there is no lower bound
     * @param high null when there is no upper bound
     */
    record Range(Object low, boolean lowInclusive, Object high, boolean highInclusive)
            implements KeyCondition {
        @Override
        public Kind kind() {
            return Kind.RANGE;
        }
    }
}
