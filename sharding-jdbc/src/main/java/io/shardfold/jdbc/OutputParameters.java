package io.shardfold.jdbc;

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
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/** The methods of a call that read its output parameters: each is a column of one row. */
interface OutputParameters extends CallableStatement {

    /** The row, on which it stands, once a parameter may be read. */
    ResultSet output(int parameter) throws SQLException;

    @Override
    default String getString(int parameter) throws SQLException {
        return output(parameter).getString(parameter);
    }

    @Override
    default boolean getBoolean(int parameter) throws SQLException {
        return output(parameter).getBoolean(parameter);
    }

    @Override
    default byte getByte(int parameter) throws SQLException {
        return output(parameter).getByte(parameter);
    }

    @Override
    default short getShort(int parameter) throws SQLException {
        return output(parameter).getShort(parameter);
    }

    @Override
    default int getInt(int parameter) throws SQLException {
        return output(parameter).getInt(parameter);
    }

    @Override
    default long getLong(int parameter) throws SQLException {
        return output(parameter).getLong(parameter);
    }

    @Override
    default float getFloat(int parameter) throws SQLException {
        return output(parameter).getFloat(parameter);
    }

    @Override
    default double getDouble(int parameter) throws SQLException {
        return output(parameter).getDouble(parameter);
    }

    @Override
    @Deprecated
    default BigDecimal getBigDecimal(int parameter, int scale) throws SQLException {
        return output(parameter).getBigDecimal(parameter, scale);
    }

    @Override
    default byte[] getBytes(int parameter) throws SQLException {
        return output(parameter).getBytes(parameter);
    }

    @Override
    default Date getDate(int parameter) throws SQLException {
        return output(parameter).getDate(parameter);
    }

    @Override
    default Time getTime(int parameter) throws SQLException {
        return output(parameter).getTime(parameter);
    }

    @Override
    default Timestamp getTimestamp(int parameter) throws SQLException {
        return output(parameter).getTimestamp(parameter);
    }

    @Override
    default Object getObject(int parameter) throws SQLException {
        return output(parameter).getObject(parameter);
    }

    @Override
    default BigDecimal getBigDecimal(int parameter) throws SQLException {
        return output(parameter).getBigDecimal(parameter);
    }

    @Override
    default Object getObject(int parameter, Map<String, Class<?>> types) throws SQLException {
        return output(parameter).getObject(parameter, types);
    }

    @Override
    default Ref getRef(int parameter) throws SQLException {
        return output(parameter).getRef(parameter);
    }

    @Override
    default Blob getBlob(int parameter) throws SQLException {
        return output(parameter).getBlob(parameter);
    }

    @Override
    default Clob getClob(int parameter) throws SQLException {
        return output(parameter).getClob(parameter);
    }

    @Override
    default Array getArray(int parameter) throws SQLException {
        return output(parameter).getArray(parameter);
    }

    @Override
    default Date getDate(int parameter, Calendar calendar) throws SQLException {
        return output(parameter).getDate(parameter, calendar);
    }

    @Override
    default Time getTime(int parameter, Calendar calendar) throws SQLException {
        return output(parameter).getTime(parameter, calendar);
    }

    @Override
    default Timestamp getTimestamp(int parameter, Calendar calendar) throws SQLException {
        return output(parameter).getTimestamp(parameter, calendar);
    }

    @Override
    default URL getURL(int parameter) throws SQLException {
        return output(parameter).getURL(parameter);
    }

    @Override
    default RowId getRowId(int parameter) throws SQLException {
        return output(parameter).getRowId(parameter);
    }

    @Override
    default NClob getNClob(int parameter) throws SQLException {
        return output(parameter).getNClob(parameter);
    }

    @Override
    default SQLXML getSQLXML(int parameter) throws SQLException {
        return output(parameter).getSQLXML(parameter);
    }

    @Override
    default String getNString(int parameter) throws SQLException {
        return output(parameter).getNString(parameter);
    }

    @Override
    default Reader getNCharacterStream(int parameter) throws SQLException {
        return output(parameter).getNCharacterStream(parameter);
    }

    @Override
    default Reader getCharacterStream(int parameter) throws SQLException {
        return output(parameter).getCharacterStream(parameter);
    }

    @Override
    default <T> T getObject(int parameter, Class<T> type) throws SQLException {
        return output(parameter).getObject(parameter, type);
    }
}
