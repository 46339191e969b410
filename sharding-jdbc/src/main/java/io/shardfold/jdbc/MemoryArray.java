package io.shardfold.jdbc;

import io.shardfold.core.row.DriverValue;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;

/**
 * An array that the application made. It has no connection of its own: the shard that it is bound
 * on makes it the driver's.
 */
final class MemoryArray implements Array, DriverValue {

    private final String typeName;

    /** Null once freed. */
    private Object[] elements;

    MemoryArray(String typeName, Object[] elements) {
        this.typeName = typeName;
        this.elements = elements.clone();
    }

    private Object[] elements() throws SQLException {
        if (elements == null) {
            throw SqlErrors.closed("The Array");
        }
        return elements;
    }

    @Override
    public Object plainValue() {
        return null;
    }

    @Override
    public void bind(Object target, int index) throws SQLException {
        PreparedStatement statement = (PreparedStatement) target;
        Connection connection = statement.getConnection();
        statement.setArray(index, connection.createArrayOf(typeName, elements()));
    }

    @Override
    public String getBaseTypeName() throws SQLException {
        elements();
        return typeName;
    }

    @Override
    public int getBaseType() throws SQLException {
        throw SqlErrors.notSupported("The base type of an array that isn't in a database yet");
    }

    @Override
    public Object getArray() throws SQLException {
        return elements().clone();
    }

    @Override
    public Object getArray(Map<String, Class<?>> types) throws SQLException {
        if (types != null && !types.isEmpty()) {
            throw SqlErrors.notSupported("A type map");
        }
        return getArray();
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        if (index < 1 || count < 0 || index - 1 + count > elements().length) {
            throw SqlErrors.misuse(
                    "The array has elements 1 to "
                            + elements().length
                            + ", not "
                            + count
                            + " from "
                            + index
                            + " on.");
        }
        return Arrays.copyOfRange(elements, (int) index - 1, (int) index - 1 + count);
    }

    @Override
    public Object getArray(long index, int count, Map<String, Class<?>> types) throws SQLException {
        if (types != null && !types.isEmpty()) {
            throw SqlErrors.notSupported("A type map");
        }
        return getArray(index, count);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        throw noRows();
    }

    @Override
    public ResultSet getResultSet(Map<String, Class<?>> types) throws SQLException {
        throw noRows();
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        throw noRows();
    }

    @Override
    public ResultSet getResultSet(long index, int count, Map<String, Class<?>> types)
            throws SQLException {
        throw noRows();
    }

    private static SQLException noRows() {
        return SqlErrors.notSupported("A result set of an array that isn't in a database yet");
    }

    @Override
    public void free() {
        elements = null;
    }
}
