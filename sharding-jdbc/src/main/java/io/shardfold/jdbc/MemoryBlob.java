package io.shardfold.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;

/** A large object in memory, which the shard's driver makes its own when it is bound. */
final class MemoryBlob implements Blob {

    /** Null once freed. */
    private byte[] bytes;

    /**
     * @param bytes becomes this object's own
     */
    MemoryBlob(byte[] bytes) {
        this.bytes = bytes;
    }

    private byte[] bytes() throws SQLException {
        if (bytes == null) {
            throw SqlErrors.closed("The Blob");
        }
        return bytes;
    }

    @Override
    public long length() throws SQLException {
        return bytes().length;
    }

    @Override
    public byte[] getBytes(long position, int length) throws SQLException {
        int start = start(position, bytes().length);
        if (length < 0) {
            throw SqlErrors.misuse("A length is " + length + ": it can't be negative.");
        }
        return Arrays.copyOfRange(
                bytes, start, (int) Math.min(bytes.length, (long) start + length));
    }

    /** The zero-based index of a one-based position, at most one after the last. */
    private static int start(long position, int length) throws SQLException {
        if (position < 1 || position - 1 > length) {
            throw SqlErrors.misuse(
                    "The position " + position + " isn't within 1 to " + (length + 1L) + ".");
        }
        return (int) (position - 1);
    }

    @Override
    public InputStream getBinaryStream() throws SQLException {
        return new ByteArrayInputStream(bytes());
    }

    @Override
    public InputStream getBinaryStream(long position, long length) throws SQLException {
        int start = start(position, bytes().length);
        if (length < 0 || length > bytes.length - start) {
            throw SqlErrors.misuse("The length " + length + " goes beyond the end of the Blob.");
        }
        return new ByteArrayInputStream(bytes, start, (int) length);
    }

    @Override
    public long position(byte[] pattern, long from) throws SQLException {
        int start = start(from, bytes().length);
        for (int i = start; i <= bytes.length - pattern.length; i++) {
            if (Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i + 1L;
            }
        }
        return -1;
    }

    @Override
    public long position(Blob pattern, long from) throws SQLException {
        return position(pattern.getBytes(1, (int) pattern.length()), from);
    }

    @Override
    public int setBytes(long position, byte[] source) throws SQLException {
        return setBytes(position, source, 0, source.length);
    }

    @Override
    public int setBytes(long position, byte[] source, int offset, int length) throws SQLException {
        int start = start(position, bytes().length);
        if (start + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, start + length);
        }
        System.arraycopy(source, offset, bytes, start, length);
        return length;
    }

    /** What is written becomes part of the Blob with {@code close()} or {@code flush()}. */
    @Override
    public OutputStream setBinaryStream(long position) throws SQLException {
        start(position, bytes().length);
        return new ByteArrayOutputStream() {
            @Override
            public void flush() throws IOException {
                try {
                    setBytes(position, buf, 0, count);
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
        bytes = Arrays.copyOf(bytes(), start(length + 1, bytes.length));
    }

    @Override
    public void free() {
        bytes = null;
    }
}
