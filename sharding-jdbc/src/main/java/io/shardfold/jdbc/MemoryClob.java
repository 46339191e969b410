package io.shardfold.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;

/** A large text in memory, which the shard's driver makes its own when it is bound. */
final class MemoryClob implements NClob {

    /** Null once freed. */
    private StringBuilder text;

    MemoryClob(String text) {
        this.text = new StringBuilder(text);
    }

    private StringBuilder text() throws SQLException {
        if (text == null) {
            throw SqlErrors.closed("The Clob");
        }
        return text;
    }

    private int start(long position) throws SQLException {
        if (position < 1 || position - 1 > text().length()) {
            throw SqlErrors.misuse(
                    "The position "
                            + position
                            + " isn't within 1 to "
                            + (text.length() + 1L)
                            + ".");
        }
        return (int) (position - 1);
    }

    @Override
    public long length() throws SQLException {
        return text().length();
    }

    @Override
    public String getSubString(long position, int length) throws SQLException {
        int start = start(position);
        if (length < 0) {
            throw SqlErrors.misuse("A length is " + length + ": it can't be negative.");
        }
        return text.substring(start, (int) Math.min(text.length(), (long) start + length));
    }

    @Override
    public Reader getCharacterStream() throws SQLException {
        return new StringReader(text().toString());
    }

    @Override
    public Reader getCharacterStream(long position, long length) throws SQLException {
        int start = start(position);
        if (length < 0 || length > text.length() - start) {
            throw SqlErrors.misuse("The length " + length + " goes beyond the end of the Clob.");
        }
        return new StringReader(text.substring(start, start + (int) length));
    }

    @Override
    public InputStream getAsciiStream() throws SQLException {
        return new ByteArrayInputStream(text().toString().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public long position(String pattern, long from) throws SQLException {
        int found = text().indexOf(pattern, start(from));
        return found < 0 ? -1 : found + 1L;
    }

    @Override
    public long position(Clob pattern, long from) throws SQLException {
        return position(pattern.getSubString(1, (int) pattern.length()), from);
    }

    @Override
    public int setString(long position, String source) throws SQLException {
        return setString(position, source, 0, source.length());
    }

    @Override
    public int setString(long position, String source, int offset, int length) throws SQLException {
        int start = start(position);
        text.replace(
                start,
                Math.min(text.length(), start + length),
                source.substring(offset, offset + length));
        return length;
    }

    /** What is written becomes part of the Clob with {@code close()} or {@code flush()}. */
    @Override
    public Writer setCharacterStream(long position) throws SQLException {
        start(position);
        return new StringWriter() {
            @Override
            public void flush() {
                try {
                    setString(position, toString());
                } catch (SQLException freed) {
                    throw new IllegalStateException(freed.getMessage(), freed);
                }
            }

            @Override
            public void close() {
                flush();
            }
        };
    }

    @Override
    public OutputStream setAsciiStream(long position) throws SQLException {
        start(position);
        return new ByteArrayOutputStream() {
            @Override
            public void flush() throws IOException {
                try {
                    setString(position, toString(StandardCharsets.US_ASCII));
                } catch (SQLException freed) {
                    throw new IOException(freed);
                }
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    @Override
    public void truncate(long length) throws SQLException {
        text().setLength(start(length + 1));
    }

    @Override
    public void free() {
        text = null;
    }
}
