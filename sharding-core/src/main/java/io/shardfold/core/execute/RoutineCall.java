package io.shardfold.core.execute;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.Parameters;
import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a call of a stored routine is given, and what is taken from it.
 *
 * @param <T> the values of its output parameters
 */
public interface RoutineCall<T> {

    /** Copies rows that an output parameter holds. */
    @FunctionalInterface
    interface RowsCopy {
        Cursor of(ResultSet rows) throws SQLException;
    }

    /**
     * Hands one value to the driver's statement.
     *
     * @param index from 0
     */
    static void bind(CallableStatement statement, int index, Parameters values)
            throws SQLException {
        Binder.bind(statement, index, values);
    }

    /** Sets the inputs and registers the outputs. */
    void bind(CallableStatement statement) throws SQLException;

    /** Reads the outputs, when the routine has ended and its results are copied. */
    T outputs(CallableStatement statement, RowsCopy copy) throws SQLException;
}
