package io.shardfold.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/** The methods of a call that name a parameter instead of counting it. */
interface NamedParameters extends CallableStatement {

    /**
     * Where a parameter stands, from 1.
     *
     * @throws SQLException 0A000 where parameters have no names; 42703 where there is none of this
     */
    int parameter(String name) throws SQLException;

    @Override
    default void registerOutParameter(String name, int type) throws SQLException {
        registerOutParameter(parameter(name), type);
    }

    @Override
    default void registerOutParameter(String name, int type, int scale) throws SQLException {
        registerOutParameter(parameter(name), type, scale);
    }

    @Override
    default void registerOutParameter(String name, int type, String typeName) throws SQLException {
        registerOutParameter(parameter(name), type, typeName);
    }

    @Override
    default void setURL(String name, URL value) throws SQLException {
        setURL(parameter(name), value);
    }

    @Override
    default void setNull(String name, int type) throws SQLException {
        setNull(parameter(name), type);
    }

    @Override
    default void setBoolean(String name, boolean value) throws SQLException {
        setBoolean(parameter(name), value);
    }

    @Override
    default void setByte(String name, byte value) throws SQLException {
        setByte(parameter(name), value);
    }

    @Override
    default void setShort(String name, short value) throws SQLException {
        setShort(parameter(name), value);
    }

    @Override
    default void setInt(String name, int value) throws SQLException {
        setInt(parameter(name), value);
    }

    @Override
    default void setLong(String name, long value) throws SQLException {
        setLong(parameter(name), value);
    }

    @Override
    default void setFloat(String name, float value) throws SQLException {
        setFloat(parameter(name), value);
    }

    @Override
    default void setDouble(String name, double value) throws SQLException {
        setDouble(parameter(name), value);
    }

    @Override
    default void setBigDecimal(String name, BigDecimal value) throws SQLException {
        setBigDecimal(parameter(name), value);
    }

    @Override
    default void setString(String name, String value) throws SQLException {
        setString(parameter(name), value);
    }

    @Override
    default void setBytes(String name, byte[] value) throws SQLException {
        setBytes(parameter(name), value);
    }

    @Override
    default void setDate(String name, Date value) throws SQLException {
        setDate(parameter(name), value);
    }

    @Override
    default void setTime(String name, Time value) throws SQLException {
        setTime(parameter(name), value);
    }

    @Override
    default void setTimestamp(String name, Timestamp value) throws SQLException {
        setTimestamp(parameter(name), value);
    }

    @Override
    default void setAsciiStream(String name, InputStream value, int length) throws SQLException {
        setAsciiStream(parameter(name), value, length);
    }

    @Override
    default void setBinaryStream(String name, InputStream value, int length) throws SQLException {
        setBinaryStream(parameter(name), value, length);
    }

    @Override
    default void setObject(String name, Object value, int type, int scaleOrLength)
            throws SQLException {
        setObject(parameter(name), value, type, scaleOrLength);
    }

    @Override
    default void setObject(String name, Object value, int type) throws SQLException {
        setObject(parameter(name), value, type);
    }

    @Override
    default void setObject(String name, Object value) throws SQLException {
        setObject(parameter(name), value);
    }

    @Override
    default void setCharacterStream(String name, Reader value, int length) throws SQLException {
        setCharacterStream(parameter(name), value, length);
    }

    @Override
    default void setDate(String name, Date value, Calendar calendar) throws SQLException {
        setDate(parameter(name), value, calendar);
    }

    @Override
    default void setTime(String name, Time value, Calendar calendar) throws SQLException {
        setTime(parameter(name), value, calendar);
    }

    @Override
    default void setTimestamp(String name, Timestamp value, Calendar calendar) throws SQLException {
        setTimestamp(parameter(name), value, calendar);
    }

    @Override
    default void setNull(String name, int type, String typeName) throws SQLException {
        setNull(parameter(name), type, typeName);
    }

    @Override
    default String getString(String name) throws SQLException {
        return getString(parameter(name));
    }

    @Override
    default boolean getBoolean(String name) throws SQLException {
        return getBoolean(parameter(name));
    }

    @Override
    default byte getByte(String name) throws SQLException {
        return getByte(parameter(name));
    }

    @Override
    default short getShort(String name) throws SQLException {
        return getShort(parameter(name));
    }

    @Override
    default int getInt(String name) throws SQLException {
        return getInt(parameter(name));
    }

    @Override
    default long getLong(String name) throws SQLException {
        return getLong(parameter(name));
    }

    @Override
    default float getFloat(String name) throws SQLException {
        return getFloat(parameter(name));
    }

    @Override
    default double getDouble(String name) throws SQLException {
        return getDouble(parameter(name));
    }

    @Override
    default byte[] getBytes(String name) throws SQLException {
        return getBytes(parameter(name));
    }

    @Override
    default Date getDate(String name) throws SQLException {
        return getDate(parameter(name));
    }

    @Override
    default Time getTime(String name) throws SQLException {
        return getTime(parameter(name));
    }

    @Override
    default Timestamp getTimestamp(String name) throws SQLException {
        return getTimestamp(parameter(name));
    }

    @Override
    default Object getObject(String name) throws SQLException {
        return getObject(parameter(name));
    }

    @Override
    default BigDecimal getBigDecimal(String name) throws SQLException {
        return getBigDecimal(parameter(name));
    }

    @Override
    default Object getObject(String name, Map<String, Class<?>> types) throws SQLException {
        return getObject(parameter(name), types);
    }

    @Override
    default Ref getRef(String name) throws SQLException {
        return getRef(parameter(name));
    }

    @Override
    default Blob getBlob(String name) throws SQLException {
        return getBlob(parameter(name));
    }

    @Override
    default Clob getClob(String name) throws SQLException {
        return getClob(parameter(name));
    }

    @Override
    default Array getArray(String name) throws SQLException {
        return getArray(parameter(name));
    }

    @Override
    default Date getDate(String name, Calendar calendar) throws SQLException {
        return getDate(parameter(name), calendar);
    }

    @Override
    default Time getTime(String name, Calendar calendar) throws SQLException {
        return getTime(parameter(name), calendar);
    }

    @Override
    default Timestamp getTimestamp(String name, Calendar calendar) throws SQLException {
        return getTimestamp(parameter(name), calendar);
    }

    @Override
    default URL getURL(String name) throws SQLException {
        return getURL(parameter(name));
    }

    @Override
    default RowId getRowId(String name) throws SQLException {
        return getRowId(parameter(name));
    }

    @Override
    default void setRowId(String name, RowId value) throws SQLException {
        setRowId(parameter(name), value);
    }

    @Override
    default void setNString(String name, String value) throws SQLException {
        setNString(parameter(name), value);
    }

    @Override
    default void setNCharacterStream(String name, Reader value, long length) throws SQLException {
        setNCharacterStream(parameter(name), value, length);
    }

    @Override
    default void setNClob(String name, NClob value) throws SQLException {
        setNClob(parameter(name), value);
    }

    @Override
    default void setClob(String name, Reader value, long length) throws SQLException {
        setClob(parameter(name), value, length);
    }

    @Override
    default void setBlob(String name, InputStream value, long length) throws SQLException {
        setBlob(parameter(name), value, length);
    }

    @Override
    default void setNClob(String name, Reader value, long length) throws SQLException {
        setNClob(parameter(name), value, length);
    }

    @Override
    default NClob getNClob(String name) throws SQLException {
        return getNClob(parameter(name));
    }

    @Override
    default void setSQLXML(String name, SQLXML value) throws SQLException {
        setSQLXML(parameter(name), value);
    }

    @Override
    default SQLXML getSQLXML(String name) throws SQLException {
        return getSQLXML(parameter(name));
    }

    @Override
    default String getNString(String name) throws SQLException {
        return getNString(parameter(name));
    }

    @Override
    default Reader getNCharacterStream(String name) throws SQLException {
        return getNCharacterStream(parameter(name));
    }

    @Override
    default Reader getCharacterStream(String name) throws SQLException {
        return getCharacterStream(parameter(name));
    }

    @Override
    default void setBlob(String name, Blob value) throws SQLException {
        setBlob(parameter(name), value);
    }

    @Override
    default void setClob(String name, Clob value) throws SQLException {
        setClob(parameter(name), value);
    }

    @Override
    default void setAsciiStream(String name, InputStream value, long length) throws SQLException {
        setAsciiStream(parameter(name), value, length);
    }

    @Override
    default void setBinaryStream(String name, InputStream value, long length) throws SQLException {
        setBinaryStream(parameter(name), value, length);
    }

    @Override
    default void setCharacterStream(String name, Reader value, long length) throws SQLException {
        setCharacterStream(parameter(name), value, length);
    }

    @Override
    default void setAsciiStream(String name, InputStream value) throws SQLException {
        setAsciiStream(parameter(name), value);
    }

    @Override
    default void setBinaryStream(String name, InputStream value) throws SQLException {
        setBinaryStream(parameter(name), value);
    }

    @Override
    default void setCharacterStream(String name, Reader value) throws SQLException {
        setCharacterStream(parameter(name), value);
    }

    @Override
    default void setNCharacterStream(String name, Reader value) throws SQLException {
        setNCharacterStream(parameter(name), value);
    }

    @Override
    default void setClob(String name, Reader value) throws SQLException {
        setClob(parameter(name), value);
    }

    @Override
    default void setBlob(String name, InputStream value) throws SQLException {
        setBlob(parameter(name), value);
    }

    @Override
    default void setNClob(String name, Reader value) throws SQLException {
        setNClob(parameter(name), value);
    }

    @Override
    default <T> T getObject(String name, Class<T> type) throws SQLException {
        return getObject(parameter(name), type);
    }

    @Override
    default void setObject(String name, Object value, SQLType type, int scaleOrLength)
            throws SQLException {
        setObject(parameter(name), value, type, scaleOrLength);
    }

    @Override
    default void setObject(String name, Object value, SQLType type) throws SQLException {
        setObject(parameter(name), value, type);
    }

    @Override
    default void registerOutParameter(String name, SQLType type) throws SQLException {
        registerOutParameter(parameter(name), type);
    }

    @Override
    default void registerOutParameter(String name, SQLType type, int scale) throws SQLException {
        registerOutParameter(parameter(name), type, scale);
    }

    @Override
    default void registerOutParameter(String name, SQLType type, String typeName)
            throws SQLException {
        registerOutParameter(parameter(name), type, typeName);
    }
}
