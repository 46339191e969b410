package io.shardfold.core.row;

import java.util.Arrays;

/**
 * The values of a statement's placeholders. Placeholders are counted from 0.
 *
 * <p>A value is what the front end got: a Java object as {@code PreparedStatement.setObject} takes
 * it, null for SQL NULL, or a {@link DriverValue} that knows how to hand itself over. The arrays
 * are the caller's: it must not change them before the statement has run.
 */
public final class Parameters {

    /** No type was given: the driver chooses by the value's class. */
    public static final int UNTYPED = Integer.MIN_VALUE;

    public static final Parameters NONE = new Parameters(new Object[0], new int[0]);

    private final Object[] values;
    private final int[] types;

    /**
     * @param types constants of {@code java.sql.Types}, or {@link #UNTYPED}
     */
    public Parameters(Object[] values, int[] types) {
        assert values.length == types.length;
        this.values = values;
        this.types = types;
    }

    /** Values alone. */
    public static Parameters of(Object... values) {
        int[] types = new int[values.length];
        Arrays.fill(types, UNTYPED);
        return new Parameters(values, types);
    }

    public int count() {
        return values.length;
    }

    /** As it was given; may be a {@link DriverValue}. */
    public Object raw(int index) {
        return values[index];
    }

    /** The plain value, for routing; null for SQL NULL. */
    public Object value(int index) {
        Object value = values[index];
        return value instanceof DriverValue special ? special.plainValue() : value;
    }

    public int type(int index) {
        return types[index];
    }
}
