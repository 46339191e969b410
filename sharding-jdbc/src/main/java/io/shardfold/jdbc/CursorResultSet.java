package io.shardfold.jdbc;

import io.shardfold.core.row.Cursor;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Map;

/**
 * Rows that are read forward.
 *
 * <p>A value that stands in some shard's row is read from there by the shard's own driver, so that
 * every conversion is the driver's. What the engine computed (a sum, a count, a key), and rows that
 * were copied since their connection was needed, are converted here.
 */
class CursorResultSet extends ShardfoldResultSet {

    // Of the last column that a getter asked for.
    private ResultSet origin;
    private int originColumn;
    private Object value;

    /** The most characters or bytes that a getter gives of text or a binary string; 0 for all. */
    private final int fieldSizeMax;

    CursorResultSet(ShardfoldStatement statement, Cursor cursor) {
        super(statement, cursor);
        fieldSizeMax = statement == null ? 0 : statement.fieldSizeMax();
    }

    private boolean isCut(int column) throws SQLException {
        return switch (columns().get(column - 1).jdbcType()) {
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.BINARY,
                    Types.VARBINARY,
                    Types.LONGVARBINARY ->
                    true;
            default -> false;
        };
    }

    private String cut(int column, String text) throws SQLException {
        return fieldSizeMax > 0 && text != null && text.length() > fieldSizeMax && isCut(column)
                ? text.substring(0, fieldSizeMax)
                : text;
    }

    private byte[] cut(int column, byte[] bytes) throws SQLException {
        return fieldSizeMax > 0 && bytes != null && bytes.length > fieldSizeMax && isCut(column)
                ? Arrays.copyOf(bytes, fieldSizeMax)
                : bytes;
    }

    private <T> T cut(int column, T object) throws SQLException {
        if (fieldSizeMax > 0) {
            Object cut =
                    object instanceof String text
                            ? cut(column, text)
                            : object instanceof byte[] bytes ? cut(column, bytes) : object;
            @SuppressWarnings("unchecked")
            T same = (T) cut;
            return same;
        }
        return object;
    }

    /** Whether a stream must come from a value that is cut. */
    private boolean isStreamCut(int column) throws SQLException {
        return fieldSizeMax > 0 && isCut(column);
    }

    /**
     * Finds where a column of the current row stands.
     *
     * @return false where no driver's row has it: then {@link #value} is what it is
     */
    private boolean fromOrigin(int column) throws SQLException {
        try {
            origin = cursor.origin(column - 1, ResultSet.class);
            if (origin != null) {
                originColumn = cursor.originColumn(column - 1) + 1;
                return true;
            }
            requireRow();
            value = cursor.value(column - 1);
            return false;
        } catch (IndexOutOfBoundsException noSuchColumn) {
            throw SqlErrors.misuse(
                    "The result has columns 1 to " + columns().size() + ", not " + column + ".");
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
    }

    private String text(int column) throws SQLException {
        try {
            return cursor.text(column - 1);
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
    }

    @Override
    public boolean wasNull() throws SQLException {
        requireOpen();
        return origin != null ? origin.wasNull() : value == null;
    }

    @Override
    public int findColumn(String label) throws SQLException {
        // Spares a pass-through the metadata of its columns.
        ResultSet whole = cursor.origin(ResultSet.class);
        return whole == null ? super.findColumn(label) : whole.findColumn(label);
    }

    @Override
    boolean rowAhead() throws SQLException {
        ResultSet whole = cursor.origin(ResultSet.class);
        return whole == null ? super.rowAhead() : whole.isBeforeFirst();
    }

    @Override
    public boolean isLast() throws SQLException {
        ResultSet whole = cursor.origin(ResultSet.class);
        return whole == null ? super.isLast() : whole.isLast();
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        ResultSet whole = cursor.origin(ResultSet.class);
        return whole == null ? super.getWarnings() : whole.getWarnings();
    }

    @Override
    public void clearWarnings() throws SQLException {
        ResultSet whole = cursor.origin(ResultSet.class);
        if (whole == null) {
            super.clearWarnings();
        } else {
            whole.clearWarnings();
        }
    }

    @Override
    public String getString(int column) throws SQLException {
        if (fromOrigin(column)) {
            return cut(column, origin.getString(originColumn));
        }
        return cut(column, text(column));
    }

    @Override
    public boolean getBoolean(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getBoolean(originColumn);
        }
        return Conversion.toBoolean(value);
    }

    @Override
    public byte getByte(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getByte(originColumn);
        }
        return (byte) Conversion.toLong(value, Byte.MIN_VALUE, Byte.MAX_VALUE, "a byte");
    }

    @Override
    public short getShort(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getShort(originColumn);
        }
        return (short) Conversion.toLong(value, Short.MIN_VALUE, Short.MAX_VALUE, "a short");
    }

    @Override
    public int getInt(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getInt(originColumn);
        }
        return (int) Conversion.toLong(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "an int");
    }

    @Override
    public long getLong(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getLong(originColumn);
        }
        return Conversion.toLong(value, Long.MIN_VALUE, Long.MAX_VALUE, "a long");
    }

    @Override
    public float getFloat(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getFloat(originColumn);
        }
        return Conversion.toFloat(value);
    }

    @Override
    public double getDouble(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getDouble(originColumn);
        }
        return Conversion.toDouble(value);
    }

    @Override
    @Deprecated
    public BigDecimal getBigDecimal(int column, int scale) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getBigDecimal(originColumn, scale);
        }
        return Conversion.toBigDecimal(value, scale);
    }

    @Override
    public byte[] getBytes(int column) throws SQLException {
        if (fromOrigin(column)) {
            return cut(column, origin.getBytes(originColumn));
        }
        return cut(column, Conversion.toBytes(value, text(column)));
    }

    @Override
    public Date getDate(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getDate(originColumn);
        }
        return Conversion.toDate(value, null);
    }

    @Override
    public Time getTime(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getTime(originColumn);
        }
        return Conversion.toTime(value, null);
    }

    @Override
    public Timestamp getTimestamp(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getTimestamp(originColumn);
        }
        return Conversion.toTimestamp(value, null);
    }

    @Override
    public InputStream getAsciiStream(int column) throws SQLException {
        if (isStreamCut(column)) {
            return Conversion.stream(getString(column), StandardCharsets.US_ASCII);
        }
        if (fromOrigin(column)) {
            return origin.getAsciiStream(originColumn);
        }
        return Conversion.stream(text(column), StandardCharsets.US_ASCII);
    }

    @Override
    @Deprecated
    public InputStream getUnicodeStream(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getUnicodeStream(originColumn);
        }
        return Conversion.stream(text(column), StandardCharsets.UTF_8);
    }

    @Override
    public InputStream getBinaryStream(int column) throws SQLException {
        if (isStreamCut(column)) {
            return Conversion.stream(getBytes(column));
        }
        if (fromOrigin(column)) {
            return origin.getBinaryStream(originColumn);
        }
        return Conversion.stream(Conversion.toBytes(value, text(column)));
    }

    @Override
    public Object getObject(int column) throws SQLException {
        if (fromOrigin(column)) {
            return cut(column, origin.getObject(originColumn));
        }
        return cut(column, value);
    }

    @Override
    public Reader getCharacterStream(int column) throws SQLException {
        if (isStreamCut(column)) {
            return Conversion.reader(getString(column));
        }
        if (fromOrigin(column)) {
            return origin.getCharacterStream(originColumn);
        }
        return Conversion.reader(text(column));
    }

    @Override
    public BigDecimal getBigDecimal(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getBigDecimal(originColumn);
        }
        return Conversion.toBigDecimal(value);
    }

    @Override
    public Object getObject(int column, Map<String, Class<?>> types) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getObject(originColumn, types);
        }
        return Conversion.toObject(value, types);
    }

    @Override
    public Ref getRef(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getRef(originColumn);
        }
        return Conversion.toObject(value, text(column), Ref.class);
    }

    @Override
    public Blob getBlob(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getBlob(originColumn);
        }
        return Conversion.toObject(value, text(column), Blob.class);
    }

    @Override
    public Clob getClob(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getClob(originColumn);
        }
        return Conversion.toObject(value, text(column), Clob.class);
    }

    @Override
    public Array getArray(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getArray(originColumn);
        }
        return Conversion.toObject(value, text(column), Array.class);
    }

    @Override
    public Date getDate(int column, Calendar calendar) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getDate(originColumn, calendar);
        }
        return Conversion.toDate(value, calendar);
    }

    @Override
    public Time getTime(int column, Calendar calendar) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getTime(originColumn, calendar);
        }
        return Conversion.toTime(value, calendar);
    }

    @Override
    public Timestamp getTimestamp(int column, Calendar calendar) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getTimestamp(originColumn, calendar);
        }
        return Conversion.toTimestamp(value, calendar);
    }

    @Override
    public URL getURL(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getURL(originColumn);
        }
        return Conversion.toUrl(text(column));
    }

    @Override
    public RowId getRowId(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getRowId(originColumn);
        }
        return Conversion.toObject(value, text(column), RowId.class);
    }

    @Override
    public NClob getNClob(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getNClob(originColumn);
        }
        return Conversion.toObject(value, text(column), NClob.class);
    }

    @Override
    public SQLXML getSQLXML(int column) throws SQLException {
        if (fromOrigin(column)) {
            return origin.getSQLXML(originColumn);
        }
        return Conversion.toObject(value, text(column), SQLXML.class);
    }

    @Override
    public String getNString(int column) throws SQLException {
        if (fromOrigin(column)) {
            return cut(column, origin.getNString(originColumn));
        }
        return cut(column, text(column));
    }

    @Override
    public Reader getNCharacterStream(int column) throws SQLException {
        if (isStreamCut(column)) {
            return Conversion.reader(getString(column));
        }
        if (fromOrigin(column)) {
            return origin.getNCharacterStream(originColumn);
        }
        return Conversion.reader(text(column));
    }

    @Override
    public <T> T getObject(int column, Class<T> type) throws SQLException {
        if (fromOrigin(column)) {
            return cut(column, origin.getObject(originColumn, type));
        }
        return cut(column, Conversion.toObject(value, text(column), type));
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        ResultSet whole = cursor.origin(ResultSet.class);
        return whole == null || type.isInstance(this)
                ? Wrapping.unwrap(this, type)
                : whole.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        ResultSet whole = cursor.origin(ResultSet.class);
        return type.isInstance(this) || whole != null && whole.isWrapperFor(type);
    }
}
