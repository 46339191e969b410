package io.shardfold.jdbc;

import io.shardfold.core.row.DriverValue;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A parameter that is handed to the shard's driver by another call than setObject.
 *
 * <p>It may be bound more than once: a row of a broadcast table goes to every shard.
 *
 * @param plainValue for routing; null for SQL NULL or where it has no plain form
 */
record BoundValue(Object plainValue, Setter setter) implements DriverValue {

    /** One call of a setter, such as {@code target.setTimestamp(index, value, calendar)}. */
    interface Setter {
        void set(PreparedStatement target, int index) throws SQLException;
    }

    @Override
    public void bind(Object target, int index) throws SQLException {
        setter.set((PreparedStatement) target, index);
    }
}
