package io.shardfold.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/** The methods of a result set that write: they go to a driver's own result set, or are refused. */
interface WritingResultSet extends ResultSet {

    /**
     * The driver's result set on the same row.
     *
     * @throws SQLException 0A000 where there is none that can be written
     */
    ResultSet writable() throws SQLException;

    @Override
    default void updateNull(int column) throws SQLException {
        writable().updateNull(column);
    }

    @Override
    default void updateBoolean(int column, boolean value) throws SQLException {
        writable().updateBoolean(column, value);
    }

    @Override
    default void updateByte(int column, byte value) throws SQLException {
        writable().updateByte(column, value);
    }

    @Override
    default void updateShort(int column, short value) throws SQLException {
        writable().updateShort(column, value);
    }

    @Override
    default void updateInt(int column, int value) throws SQLException {
        writable().updateInt(column, value);
    }

    @Override
    default void updateLong(int column, long value) throws SQLException {
        writable().updateLong(column, value);
    }

    @Override
    default void updateFloat(int column, float value) throws SQLException {
        writable().updateFloat(column, value);
    }

    @Override
    default void updateDouble(int column, double value) throws SQLException {
        writable().updateDouble(column, value);
    }

    @Override
    default void updateBigDecimal(int column, BigDecimal value) throws SQLException {
        writable().updateBigDecimal(column, value);
    }

    @Override
    default void updateString(int column, String value) throws SQLException {
        writable().updateString(column, value);
    }

    @Override
    default void updateBytes(int column, byte[] value) throws SQLException {
        writable().updateBytes(column, value);
    }

    @Override
    default void updateDate(int column, Date value) throws SQLException {
        writable().updateDate(column, value);
    }

    @Override
    default void updateTime(int column, Time value) throws SQLException {
        writable().updateTime(column, value);
    }

    @Override
    default void updateTimestamp(int column, Timestamp value) throws SQLException {
        writable().updateTimestamp(column, value);
    }

    @Override
    default void updateAsciiStream(int column, InputStream value, int length) throws SQLException {
        writable().updateAsciiStream(column, value, length);
    }

    @Override
    default void updateBinaryStream(int column, InputStream value, int length) throws SQLException {
        writable().updateBinaryStream(column, value, length);
    }

    @Override
    default void updateCharacterStream(int column, Reader value, int length) throws SQLException {
        writable().updateCharacterStream(column, value, length);
    }

    @Override
    default void updateObject(int column, Object value, int length) throws SQLException {
        writable().updateObject(column, value, length);
    }

    @Override
    default void updateObject(int column, Object value) throws SQLException {
        writable().updateObject(column, value);
    }

    @Override
    default void updateNull(String label) throws SQLException {
        writable().updateNull(label);
    }

    @Override
    default void updateBoolean(String label, boolean value) throws SQLException {
        writable().updateBoolean(label, value);
    }

    @Override
    default void updateByte(String label, byte value) throws SQLException {
        writable().updateByte(label, value);
    }

    @Override
    default void updateShort(String label, short value) throws SQLException {
        writable().updateShort(label, value);
    }

    @Override
    default void updateInt(String label, int value) throws SQLException {
        writable().updateInt(label, value);
    }

    @Override
    default void updateLong(String label, long value) throws SQLException {
        writable().updateLong(label, value);
    }

    @Override
    default void updateFloat(String label, float value) throws SQLException {
        writable().updateFloat(label, value);
    }

    @Override
    default void updateDouble(String label, double value) throws SQLException {
        writable().updateDouble(label, value);
    }

    @Override
    default void updateBigDecimal(String label, BigDecimal value) throws SQLException {
        writable().updateBigDecimal(label, value);
    }

    @Override
    default void updateString(String label, String value) throws SQLException {
        writable().updateString(label, value);
    }

    @Override
    default void updateBytes(String label, byte[] value) throws SQLException {
        writable().updateBytes(label, value);
    }

    @Override
    default void updateDate(String label, Date value) throws SQLException {
        writable().updateDate(label, value);
    }

    @Override
    default void updateTime(String label, Time value) throws SQLException {
        writable().updateTime(label, value);
    }

    @Override
    default void updateTimestamp(String label, Timestamp value) throws SQLException {
        writable().updateTimestamp(label, value);
    }

    @Override
    default void updateAsciiStream(String label, InputStream value, int length)
            throws SQLException {
        writable().updateAsciiStream(label, value, length);
    }

    @Override
    default void updateBinaryStream(String label, InputStream value, int length)
            throws SQLException {
        writable().updateBinaryStream(label, value, length);
    }

    @Override
    default void updateCharacterStream(String label, Reader value, int length) throws SQLException {
        writable().updateCharacterStream(label, value, length);
    }

    @Override
    default void updateObject(String label, Object value, int length) throws SQLException {
        writable().updateObject(label, value, length);
    }

    @Override
    default void updateObject(String label, Object value) throws SQLException {
        writable().updateObject(label, value);
    }

    @Override
    default void insertRow() throws SQLException {
        writable().insertRow();
    }

    @Override
    default void updateRow() throws SQLException {
        writable().updateRow();
    }

    @Override
    default void deleteRow() throws SQLException {
        writable().deleteRow();
    }

    @Override
    default void cancelRowUpdates() throws SQLException {
        writable().cancelRowUpdates();
    }

    @Override
    default void moveToInsertRow() throws SQLException {
        writable().moveToInsertRow();
    }

    @Override
    default void updateRef(int column, Ref value) throws SQLException {
        writable().updateRef(column, value);
    }

    @Override
    default void updateRef(String label, Ref value) throws SQLException {
        writable().updateRef(label, value);
    }

    @Override
    default void updateBlob(int column, Blob value) throws SQLException {
        writable().updateBlob(column, value);
    }

    @Override
    default void updateBlob(String label, Blob value) throws SQLException {
        writable().updateBlob(label, value);
    }

    @Override
    default void updateClob(int column, Clob value) throws SQLException {
        writable().updateClob(column, value);
    }

    @Override
    default void updateClob(String label, Clob value) throws SQLException {
        writable().updateClob(label, value);
    }

    @Override
    default void updateArray(int column, Array value) throws SQLException {
        writable().updateArray(column, value);
    }

    @Override
    default void updateArray(String label, Array value) throws SQLException {
        writable().updateArray(label, value);
    }

    @Override
    default void updateRowId(int column, RowId value) throws SQLException {
        writable().updateRowId(column, value);
    }

    @Override
    default void updateRowId(String label, RowId value) throws SQLException {
        writable().updateRowId(label, value);
    }

    @Override
    default void updateNString(int column, String value) throws SQLException {
        writable().updateNString(column, value);
    }

    @Override
    default void updateNString(String label, String value) throws SQLException {
        writable().updateNString(label, value);
    }

    @Override
    default void updateNClob(int column, NClob value) throws SQLException {
        writable().updateNClob(column, value);
    }

    @Override
    default void updateNClob(String label, NClob value) throws SQLException {
        writable().updateNClob(label, value);
    }

    @Override
    default void updateSQLXML(int column, SQLXML value) throws SQLException {
        writable().updateSQLXML(column, value);
    }

    @Override
    default void updateSQLXML(String label, SQLXML value) throws SQLException {
        writable().updateSQLXML(label, value);
    }

    @Override
    default void updateNCharacterStream(int column, Reader value, long length) throws SQLException {
        writable().updateNCharacterStream(column, value, length);
    }

    @Override
    default void updateNCharacterStream(String label, Reader value, long length)
            throws SQLException {
        writable().updateNCharacterStream(label, value, length);
    }

    @Override
    default void updateAsciiStream(int column, InputStream value, long length) throws SQLException {
        writable().updateAsciiStream(column, value, length);
    }

    @Override
    default void updateBinaryStream(int column, InputStream value, long length)
            throws SQLException {
        writable().updateBinaryStream(column, value, length);
    }

    @Override
    default void updateCharacterStream(int column, Reader value, long length) throws SQLException {
        writable().updateCharacterStream(column, value, length);
    }

    @Override
    default void updateAsciiStream(String label, InputStream value, long length)
            throws SQLException {
        writable().updateAsciiStream(label, value, length);
    }

    @Override
    default void updateBinaryStream(String label, InputStream value, long length)
            throws SQLException {
        writable().updateBinaryStream(label, value, length);
    }

    @Override
    default void updateCharacterStream(String label, Reader value, long length)
            throws SQLException {
        writable().updateCharacterStream(label, value, length);
    }

    @Override
    default void updateBlob(int column, InputStream value, long length) throws SQLException {
        writable().updateBlob(column, value, length);
    }

    @Override
    default void updateBlob(String label, InputStream value, long length) throws SQLException {
        writable().updateBlob(label, value, length);
    }

    @Override
    default void updateClob(int column, Reader value, long length) throws SQLException {
        writable().updateClob(column, value, length);
    }

    @Override
    default void updateClob(String label, Reader value, long length) throws SQLException {
        writable().updateClob(label, value, length);
    }

    @Override
    default void updateNClob(int column, Reader value, long length) throws SQLException {
        writable().updateNClob(column, value, length);
    }

    @Override
    default void updateNClob(String label, Reader value, long length) throws SQLException {
        writable().updateNClob(label, value, length);
    }

    @Override
    default void updateNCharacterStream(int column, Reader value) throws SQLException {
        writable().updateNCharacterStream(column, value);
    }

    @Override
    default void updateNCharacterStream(String label, Reader value) throws SQLException {
        writable().updateNCharacterStream(label, value);
    }

    @Override
    default void updateAsciiStream(int column, InputStream value) throws SQLException {
        writable().updateAsciiStream(column, value);
    }

    @Override
    default void updateBinaryStream(int column, InputStream value) throws SQLException {
        writable().updateBinaryStream(column, value);
    }

    @Override
    default void updateCharacterStream(int column, Reader value) throws SQLException {
        writable().updateCharacterStream(column, value);
    }

    @Override
    default void updateAsciiStream(String label, InputStream value) throws SQLException {
        writable().updateAsciiStream(label, value);
    }

    @Override
    default void updateBinaryStream(String label, InputStream value) throws SQLException {
        writable().updateBinaryStream(label, value);
    }

    @Override
    default void updateCharacterStream(String label, Reader value) throws SQLException {
        writable().updateCharacterStream(label, value);
    }

    @Override
    default void updateBlob(int column, InputStream value) throws SQLException {
        writable().updateBlob(column, value);
    }

    @Override
    default void updateBlob(String label, InputStream value) throws SQLException {
        writable().updateBlob(label, value);
    }

    @Override
    default void updateClob(int column, Reader value) throws SQLException {
        writable().updateClob(column, value);
    }

    @Override
    default void updateClob(String label, Reader value) throws SQLException {
        writable().updateClob(label, value);
    }

    @Override
    default void updateNClob(int column, Reader value) throws SQLException {
        writable().updateNClob(column, value);
    }

    @Override
    default void updateNClob(String label, Reader value) throws SQLException {
        writable().updateNClob(label, value);
    }

    @Override
    default void updateObject(int column, Object value, SQLType type, int scaleOrLength)
            throws SQLException {
        writable().updateObject(column, value, type, scaleOrLength);
    }

    @Override
    default void updateObject(String label, Object value, SQLType type, int scaleOrLength)
            throws SQLException {
        writable().updateObject(label, value, type, scaleOrLength);
    }

    @Override
    default void updateObject(int column, Object value, SQLType type) throws SQLException {
        writable().updateObject(column, value, type);
    }

    @Override
    default void updateObject(String label, Object value, SQLType type) throws SQLException {
        writable().updateObject(label, value, type);
    }

    @Override
    default void moveToCurrentRow() throws SQLException {
        writable().moveToCurrentRow();
    }
}
