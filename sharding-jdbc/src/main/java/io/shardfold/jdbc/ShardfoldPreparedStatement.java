package io.shardfold.jdbc;

import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.execute.RowAccess;
import io.shardfold.core.row.DriverValue;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.session.BatchOutcome;
import io.shardfold.core.session.Description;
import io.shardfold.core.session.Prepared;
import io.shardfold.sql.ast.Statement.Kind;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;

/**
 * A text that is read and planned once, and run with values.
 *
 * <p>Values stay Java objects until the shard's driver takes them. A stream is read when it is set:
 * a row may go to more than one shard.
 */
class ShardfoldPreparedStatement extends ShardfoldStatement implements PreparedStatement {

    /** Stands where no value has been set. */
    private static final Object NOT_SET = new Object();

    /** For a stream whose length the caller didn't tell. */
    private static final long TO_THE_END = -1;

    final Prepared prepared;

    /** The same write with the RETURNING that gives the named keys; null where none are. */
    private final Prepared returning;

    private final Object[] values;
    private final int[] types;
    private final Parameters parameters;

    /** Null for none. */
    private List<Parameters> batch;

    ShardfoldPreparedStatement(
            ShardfoldConnection connection,
            Prepared prepared,
            Prepared returning,
            RowAccess access,
            int holdability) {
        this(connection, prepared, returning, prepared.parameterCount(), access, holdability);
    }

    /**
     * @param count parameters, of which a call's statement may have one less
     */
    ShardfoldPreparedStatement(
            ShardfoldConnection connection,
            Prepared prepared,
            Prepared returning,
            int count,
            RowAccess access,
            int holdability) {
        super(connection, access, holdability);
        this.prepared = prepared;
        this.returning = returning;
        if (count == 0) {
            values = null;
            types = null;
            parameters = Parameters.NONE;
        } else {
            values = new Object[count];
            types = new int[count];
            Arrays.fill(values, NOT_SET);
            parameters = new Parameters(values, types);
        }
    }

    // Running.

    /** The values as they are, set or not. */
    final Parameters values() {
        return parameters;
    }

    static boolean isValue(Object raw) {
        return raw != NOT_SET;
    }

    /** The sets of {@link #addBatch}, once. */
    final List<Parameters> takeBatch() {
        List<Parameters> sets = batch == null ? List.of() : batch;
        batch = null;
        return sets;
    }

    private Parameters parameters() throws SQLException {
        int count = parameters.count();
        for (int i = 0; i < count; i++) {
            if (values[i] == NOT_SET) {
                throw new SQLException("Parameter " + (i + 1) + " has no value yet.", "22023");
            }
        }
        return parameters;
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        requireQuery(prepared);
        run(prepared, parameters());
        return rows();
    }

    @Override
    public int executeUpdate() throws SQLException {
        return count(executeLargeUpdate());
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return returning == null
                ? update(prepared, parameters())
                : updateReturning(returning, parameters());
    }

    @Override
    public boolean execute() throws SQLException {
        if (returning != null) {
            updateReturning(returning, parameters());
            return false;
        }
        return run(prepared, parameters());
    }

    @Override
    public void addBatch() throws SQLException {
        requireOpen();
        if (batch == null) {
            batch = new ArrayList<>();
        }
        Parameters now = parameters();
        batch.add(now.count() == 0 ? now : new Parameters(values.clone(), types.clone()));
    }

    @Override
    public void clearBatch() throws SQLException {
        super.clearBatch();
        batch = null;
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        if (batch == null) {
            return super.executeLargeBatch();
        }
        List<Parameters> sets = batch;
        batch = null;
        if (prepared.kind() == Kind.QUERY) {
            throw SqlErrors.misuse("A batch is for statements without rows.");
        }
        forgetResults();
        if (returning != null) {
            return runReturning(sets);
        }
        BatchOutcome outcome = null;
        connection.applyHints();
        StatementObserver observer = connection.source().observer();
        long start = observer == null ? 0 : System.nanoTime();
        try {
            outcome = session().executeBatch(prepared, sets, options());
        } catch (RuntimeException failure) {
            throw failed(failure, prepared.sql());
        } finally {
            if (observer != null) {
                boolean failed = outcome == null || outcome.failure() != null;
                observer.ended(prepared.kind(), System.nanoTime() - start, failed);
            }
        }
        ShardfoldException failure = outcome.failure();
        if (failure != null) {
            throw batchFailed(failed(failure, prepared.sql()), outcome.counts());
        }
        if (options().generatedKeys()) {
            keep(outcome.keyColumn(), outcome.generatedKeys());
        }
        return outcome.counts();
    }

    /** Named keys come as rows, which a batch doesn't give: each set runs alone. */
    private long[] runReturning(List<Parameters> sets) throws SQLException {
        long[] counts = new long[sets.size()];
        List<Object[]> allKeys = new ArrayList<>();
        try {
            connection.inOneTransaction(
                    () -> {
                        for (int i = 0; i < counts.length; i++) {
                            counts[i] = updateReturning(returning, sets.get(i));
                            allKeys.addAll(keys());
                        }
                    });
        } catch (SQLException failure) {
            Arrays.fill(counts, EXECUTE_FAILED);
            throw batchFailed(failure, counts);
        }
        keepRows(allKeys);
        return counts;
    }

    // Values.

    private void set(int parameter, Object value) throws SQLException {
        set(parameter, value, Parameters.UNTYPED);
    }

    private void set(int parameter, Object value, int type) throws SQLException {
        if (parameter < 1 || parameter > parameters.count()) {
            requireOpen();
            throw new SQLException(
                    "The statement has "
                            + parameters.count()
                            + " parameters: there is no parameter "
                            + parameter
                            + ".",
                    "22023");
        }
        values[parameter - 1] = value;
        types[parameter - 1] = type;
    }

    /** A value that the shard's driver takes by another call than setObject. */
    private void set(int parameter, Object plainValue, BoundValue.Setter setter)
            throws SQLException {
        set(parameter, new BoundValue(plainValue, setter));
    }

    @Override
    public void clearParameters() throws SQLException {
        requireOpen();
        if (values != null) {
            Arrays.fill(values, NOT_SET);
        }
    }

    @Override
    public void setNull(int parameter, int type) throws SQLException {
        set(parameter, null, type);
    }

    @Override
    public void setNull(int parameter, int type, String typeName) throws SQLException {
        set(parameter, null, (target, index) -> target.setNull(index, type, typeName));
    }

    @Override
    public void setBoolean(int parameter, boolean value) throws SQLException {
        set(parameter, value);
    }

    @Override
    public void setByte(int parameter, byte value) throws SQLException {
        set(parameter, value);
    }

    @Override
    public void setShort(int parameter, short value) throws SQLException {
        set(parameter, value);
    }

    @Override
    public void setInt(int parameter, int value) throws SQLException {
        set(parameter, value);
    }

    @Override
    public void setLong(int parameter, long value) throws SQLException {
        set(parameter, value);
    }

    @Override
    public void setFloat(int parameter, float value) throws SQLException {
        set(parameter, value);
    }

    @Override
    public void setDouble(int parameter, double value) throws SQLException {
        set(parameter, value);
    }

    @Override
    public void setBigDecimal(int parameter, BigDecimal value) throws SQLException {
        set(parameter, value, value == null ? Types.NUMERIC : Parameters.UNTYPED);
    }

    @Override
    public void setString(int parameter, String value) throws SQLException {
        set(parameter, value, value == null ? Types.VARCHAR : Parameters.UNTYPED);
    }

    @Override
    public void setNString(int parameter, String value) throws SQLException {
        setString(parameter, value);
    }

    @Override
    public void setBytes(int parameter, byte[] value) throws SQLException {
        set(parameter, value, value == null ? Types.VARBINARY : Parameters.UNTYPED);
    }

    @Override
    public void setDate(int parameter, Date value) throws SQLException {
        set(parameter, value, value == null ? Types.DATE : Parameters.UNTYPED);
    }

    @Override
    public void setTime(int parameter, Time value) throws SQLException {
        set(parameter, value, value == null ? Types.TIME : Parameters.UNTYPED);
    }

    @Override
    public void setTimestamp(int parameter, Timestamp value) throws SQLException {
        set(parameter, value, value == null ? Types.TIMESTAMP : Parameters.UNTYPED);
    }

    @Override
    public void setDate(int parameter, Date value, Calendar calendar) throws SQLException {
        Calendar zone = copy(calendar);
        set(parameter, value, (target, index) -> target.setDate(index, value, copy(zone)));
    }

    @Override
    public void setTime(int parameter, Time value, Calendar calendar) throws SQLException {
        Calendar zone = copy(calendar);
        set(parameter, value, (target, index) -> target.setTime(index, value, copy(zone)));
    }

    @Override
    public void setTimestamp(int parameter, Timestamp value, Calendar calendar)
            throws SQLException {
        Calendar zone = copy(calendar);
        set(parameter, value, (target, index) -> target.setTimestamp(index, value, copy(zone)));
    }

    /** A calendar is mutable, and drivers use it as scratch paper. */
    private static Calendar copy(Calendar calendar) {
        return calendar == null ? null : (Calendar) calendar.clone();
    }

    @Override
    public void setURL(int parameter, URL value) throws SQLException {
        set(parameter, null, (target, index) -> target.setURL(index, value));
    }

    @Override
    public void setRef(int parameter, Ref value) throws SQLException {
        set(parameter, null, (target, index) -> target.setRef(index, value));
    }

    @Override
    public void setRowId(int parameter, RowId value) throws SQLException {
        set(parameter, null, (target, index) -> target.setRowId(index, value));
    }

    @Override
    public void setArray(int parameter, Array value) throws SQLException {
        if (value == null || value instanceof DriverValue) {
            set(parameter, value, Types.ARRAY);
        } else {
            set(parameter, null, (target, index) -> target.setArray(index, value));
        }
    }

    @Override
    public void setSQLXML(int parameter, SQLXML value) throws SQLException {
        if (value == null) {
            set(parameter, null, Types.SQLXML);
            return;
        }
        String text = value.getString();
        set(
                parameter,
                null,
                (target, index) -> {
                    SQLXML own = target.getConnection().createSQLXML();
                    own.setString(text);
                    target.setSQLXML(index, own);
                });
    }

    @Override
    public void setBlob(int parameter, Blob value) throws SQLException {
        if (value instanceof MemoryBlob) {
            setBlob(parameter, value.getBytes(1, (int) value.length()));
        } else {
            set(parameter, null, (target, index) -> target.setBlob(index, value));
        }
    }

    @Override
    public void setBlob(int parameter, InputStream value) throws SQLException {
        setBlob(parameter, bytes(value, TO_THE_END));
    }

    @Override
    public void setBlob(int parameter, InputStream value, long length) throws SQLException {
        setBlob(parameter, bytes(value, length));
    }

    private void setBlob(int parameter, byte[] bytes) throws SQLException {
        if (bytes == null) {
            set(parameter, null, Types.BLOB);
            return;
        }
        set(
                parameter,
                null,
                (target, index) ->
                        target.setBlob(index, new ByteArrayInputStream(bytes), bytes.length));
    }

    @Override
    public void setClob(int parameter, Clob value) throws SQLException {
        if (value instanceof MemoryClob) {
            setClob(parameter, value.getSubString(1, (int) value.length()));
        } else {
            set(parameter, null, (target, index) -> target.setClob(index, value));
        }
    }

    @Override
    public void setClob(int parameter, Reader value) throws SQLException {
        setClob(parameter, text(value, TO_THE_END));
    }

    @Override
    public void setClob(int parameter, Reader value, long length) throws SQLException {
        setClob(parameter, text(value, length));
    }

    private void setClob(int parameter, String text) throws SQLException {
        if (text == null) {
            set(parameter, null, Types.CLOB);
            return;
        }
        set(
                parameter,
                text,
                (target, index) -> target.setClob(index, new StringReader(text), text.length()));
    }

    @Override
    public void setNClob(int parameter, NClob value) throws SQLException {
        setClob(parameter, value);
    }

    @Override
    public void setNClob(int parameter, Reader value) throws SQLException {
        setClob(parameter, value);
    }

    @Override
    public void setNClob(int parameter, Reader value, long length) throws SQLException {
        setClob(parameter, value, length);
    }

    @Override
    public void setAsciiStream(int parameter, InputStream value) throws SQLException {
        setText(parameter, bytes(value, TO_THE_END), StandardCharsets.US_ASCII);
    }

    @Override
    public void setAsciiStream(int parameter, InputStream value, int length) throws SQLException {
        setText(parameter, bytes(value, length), StandardCharsets.US_ASCII);
    }

    @Override
    public void setAsciiStream(int parameter, InputStream value, long length) throws SQLException {
        setText(parameter, bytes(value, length), StandardCharsets.US_ASCII);
    }

    @Override
    @Deprecated
    public void setUnicodeStream(int parameter, InputStream value, int length) throws SQLException {
        setText(parameter, bytes(value, length), StandardCharsets.UTF_8);
    }

    private void setText(int parameter, byte[] bytes, Charset charset) throws SQLException {
        setString(parameter, bytes == null ? null : new String(bytes, charset));
    }

    @Override
    public void setBinaryStream(int parameter, InputStream value) throws SQLException {
        setBytes(parameter, bytes(value, TO_THE_END));
    }

    @Override
    public void setBinaryStream(int parameter, InputStream value, int length) throws SQLException {
        setBytes(parameter, bytes(value, length));
    }

    @Override
    public void setBinaryStream(int parameter, InputStream value, long length) throws SQLException {
        setBytes(parameter, bytes(value, length));
    }

    @Override
    public void setCharacterStream(int parameter, Reader value) throws SQLException {
        setString(parameter, text(value, TO_THE_END));
    }

    @Override
    public void setCharacterStream(int parameter, Reader value, int length) throws SQLException {
        setString(parameter, text(value, length));
    }

    @Override
    public void setCharacterStream(int parameter, Reader value, long length) throws SQLException {
        setString(parameter, text(value, length));
    }

    @Override
    public void setNCharacterStream(int parameter, Reader value) throws SQLException {
        setString(parameter, text(value, TO_THE_END));
    }

    @Override
    public void setNCharacterStream(int parameter, Reader value, long length) throws SQLException {
        setString(parameter, text(value, length));
    }

    private static byte[] bytes(InputStream stream, long length) throws SQLException {
        if (stream == null) {
            return null;
        }
        try {
            if (length == TO_THE_END) {
                return stream.readAllBytes();
            }
            byte[] bytes = stream.readNBytes(Math.toIntExact(length));
            if (bytes.length < length) {
                throw new EOFException("ended after " + bytes.length + " bytes of " + length);
            }
            return bytes;
        } catch (IOException | IllegalArgumentException | ArithmeticException failure) {
            throw unreadable(failure);
        }
    }

    private static String text(Reader reader, long length) throws SQLException {
        if (reader == null) {
            return null;
        }
        try {
            if (length == TO_THE_END) {
                StringWriter text = new StringWriter();
                reader.transferTo(text);
                return text.toString();
            }
            char[] characters = new char[Math.toIntExact(length)];
            int filled = 0;
            while (filled < characters.length) {
                int read = reader.read(characters, filled, characters.length - filled);
                if (read < 0) {
                    throw new EOFException("ended after " + filled + " characters of " + length);
                }
                filled += read;
            }
            return new String(characters);
        } catch (IOException | ArithmeticException | NegativeArraySizeException failure) {
            throw unreadable(failure);
        }
    }

    private static SQLException unreadable(Exception failure) {
        return new SQLException(
                "A parameter's stream can't be read: " + failure.getMessage(), "22023", failure);
    }

    @Override
    public void setObject(int parameter, Object value) throws SQLException {
        if (value instanceof String || value instanceof Number) {
            set(parameter, value);
        } else if (value instanceof Blob blob) {
            setBlob(parameter, blob);
        } else if (value instanceof Clob clob) {
            setClob(parameter, clob);
        } else if (value instanceof Array array) {
            setArray(parameter, array);
        } else if (value instanceof SQLXML xml) {
            setSQLXML(parameter, xml);
        } else if (value instanceof InputStream stream) {
            setBinaryStream(parameter, stream);
        } else if (value instanceof Reader reader) {
            setCharacterStream(parameter, reader);
        } else if (value instanceof Character character) {
            set(parameter, character.toString());
        } else {
            set(parameter, value);
        }
    }

    @Override
    public void setObject(int parameter, Object value, int type) throws SQLException {
        if (value instanceof Blob
                || value instanceof Clob
                || value instanceof Array
                || value instanceof SQLXML
                || value instanceof InputStream
                || value instanceof Reader) {
            setObject(parameter, value);
        } else {
            set(parameter, value, type);
        }
    }

    @Override
    public void setObject(int parameter, Object value, int type, int scaleOrLength)
            throws SQLException {
        if (value instanceof InputStream stream) {
            setBinaryStream(parameter, stream, scaleOrLength);
        } else if (value instanceof Reader reader) {
            setCharacterStream(parameter, reader, scaleOrLength);
        } else {
            set(
                    parameter,
                    value,
                    (target, index) -> target.setObject(index, value, type, scaleOrLength));
        }
    }

    @Override
    public void setObject(int parameter, Object value, SQLType type) throws SQLException {
        if (type instanceof JDBCType) {
            setObject(parameter, value, type.getVendorTypeNumber());
        } else {
            set(parameter, value, (target, index) -> target.setObject(index, value, type));
        }
    }

    @Override
    public void setObject(int parameter, Object value, SQLType type, int scaleOrLength)
            throws SQLException {
        if (type instanceof JDBCType) {
            setObject(parameter, value, type.getVendorTypeNumber(), scaleOrLength);
        } else {
            set(
                    parameter,
                    value,
                    (target, index) -> target.setObject(index, value, type, scaleOrLength));
        }
    }

    // What is known before it runs.

    private Description description() throws SQLException {
        try {
            return session().describe(prepared);
        } catch (RuntimeException failure) {
            throw failed(failure, prepared.sql());
        }
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        Description description = description();
        return description.columns() == null
                ? null
                : new ShardfoldResultSetMetaData(description.columns());
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        requireOpen();
        if (prepared.parameterCount() == 0) {
            return new ShardfoldParameterMetaData(0, null);
        }
        return new ShardfoldParameterMetaData(
                prepared.parameterCount(), description().parameterJdbcTypes());
    }

    // A prepared statement has its one text.

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        throw hasItsText();
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        throw hasItsText();
    }

    @Override
    public int executeUpdate(String sql, int keysMode) throws SQLException {
        throw hasItsText();
    }

    @Override
    public int executeUpdate(String sql, int[] keyIndexes) throws SQLException {
        throw hasItsText();
    }

    @Override
    public int executeUpdate(String sql, String[] keyNames) throws SQLException {
        throw hasItsText();
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        throw hasItsText();
    }

    @Override
    public long executeLargeUpdate(String sql, int keysMode) throws SQLException {
        throw hasItsText();
    }

    @Override
    public long executeLargeUpdate(String sql, int[] keyIndexes) throws SQLException {
        throw hasItsText();
    }

    @Override
    public long executeLargeUpdate(String sql, String[] keyNames) throws SQLException {
        throw hasItsText();
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        throw hasItsText();
    }

    @Override
    public boolean execute(String sql, int keysMode) throws SQLException {
        throw hasItsText();
    }

    @Override
    public boolean execute(String sql, int[] keyIndexes) throws SQLException {
        throw hasItsText();
    }

    @Override
    public boolean execute(String sql, String[] keyNames) throws SQLException {
        throw hasItsText();
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        throw hasItsText();
    }

    private static SQLException hasItsText() {
        return SqlErrors.misuse(
                "A PreparedStatement runs the text that it was prepared with: call the method"
                        + " without a text.");
    }

    /** The text, for logs; values are left out. */
    @Override
    public String toString() {
        return prepared.sql();
    }
}
