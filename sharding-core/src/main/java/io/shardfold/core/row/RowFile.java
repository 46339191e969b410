package io.shardfold.core.row;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Rows on disk: written one after the other, then read from any row on whose place was noted.
 *
 * <p>The file is readable by this user alone, and gone when it is closed or the process ends.
 * Confined to one thread at a time.
 */
public final class RowFile implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 << 10;

    private static final int NULL = 0;
    private static final int STRING = 1;
    private static final int LONG = 2;
    private static final int INTEGER = 3;
    private static final int SHORT = 4;
    private static final int BIG_INTEGER = 5;
    private static final int DECIMAL = 6;
    private static final int DOUBLE = 7;
    private static final int FLOAT = 8;
    private static final int BOOLEAN = 9;
    private static final int BYTES = 10;
    private static final int OBJECT = 11;

    /** Added to a kind that a text follows. */
    private static final int WITH_TEXT = 0x40;

    private final FileChannel channel;
    private final DataOutputStream out;

    /** Bytes written, those in the buffer too. */
    private long length;

    public RowFile() {
        try {
            Path path = Files.createTempFile("shardfold-", ".rows");
            channel =
                    FileChannel.open(
                            path,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary file for rows could be made", e);
        }
        out =
                new DataOutputStream(
                        new BufferedOutputStream(
                                new OutputStream() {
                                    @Override
                                    public void write(int value) throws IOException {
                                        write(new byte[] {(byte) value}, 0, 1);
                                    }

                                    @Override
                                    public void write(byte[] bytes, int offset, int count)
                                            throws IOException {
                                        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, count);
                                        while (buffer.hasRemaining()) {
                                            length += channel.write(buffer, length);
                                        }
                                    }
                                },
                                BUFFER_BYTES));
    }

    /** Whether all values of a row can be written. */
    public static boolean canHold(HeldRow row) {
        for (int i = 0; i < row.columnCount(); i++) {
            Object value = row.value(i);
            if (value != null && !(value instanceof Serializable)) {
                return false;
            }
        }
        return true;
    }

    /** Where the next row will stand. */
    public long position() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Rows could not be written to disk", e);
        }
        return length;
    }

    public void write(HeldRow row) {
        try {
            for (int i = 0; i < row.columnCount(); i++) {
                write(row.value(i), row.keptText(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Rows could not be written to disk", e);
        }
    }

    private void write(Object value, String text) throws IOException {
        int flag = text == null ? 0 : WITH_TEXT;
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof String string) {
            out.writeByte(STRING);
            writeBytes(string.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Long number) {
            out.writeByte(LONG | flag);
            out.writeLong(number);
        } else if (value instanceof Integer number) {
            out.writeByte(INTEGER | flag);
            out.writeInt(number);
        } else if (value instanceof Short number) {
            out.writeByte(SHORT | flag);
            out.writeShort(number);
        } else if (value instanceof BigInteger number) {
            out.writeByte(BIG_INTEGER | flag);
            writeBytes(number.toByteArray());
        } else if (value.getClass() == BigDecimal.class) {
            BigDecimal number = (BigDecimal) value;
            out.writeByte(DECIMAL | flag);
            out.writeInt(number.scale());
            writeBytes(number.unscaledValue().toByteArray());
        } else if (value instanceof Double number) {
            out.writeByte(DOUBLE | flag);
            out.writeDouble(number);
        } else if (value instanceof Float number) {
            out.writeByte(FLOAT | flag);
            out.writeFloat(number);
        } else if (value instanceof Boolean truth) {
            out.writeByte(BOOLEAN | flag);
            out.writeBoolean(truth);
        } else if (value instanceof byte[] bytes) {
            out.writeByte(BYTES);
            writeBytes(bytes);
        } else {
            out.writeByte(OBJECT | flag);
            var buffer = new ByteArrayOutputStream();
            try (var objects = new ObjectOutputStream(buffer)) {
                objects.writeObject(value);
            }
            writeBytes(buffer.toByteArray());
        }
        if (flag != 0) {
            writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void writeBytes(byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Reads from a place that {@link #position} gave; independent of other readers. */
    public Reader reader(List<ResultColumn> columns, long position) {
        position(); // What is still in the buffer must be in the file.
        return new Reader(columns, position);
    }

    /** Reads rows in the order in which they were written. The caller counts them. */
    public final class Reader {
        private final List<ResultColumn> columns;
        private final DataInputStream in;
        private long next;

        private Reader(List<ResultColumn> columns, long position) {
            this.columns = columns;
            this.next = position;
            in =
                    new DataInputStream(
                            new BufferedInputStream(
                                    new InputStream() {
                                        @Override
                                        public int read() throws IOException {
                                            byte[] one = new byte[1];
                                            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                                        }

                                        @Override
                                        public int read(byte[] bytes, int offset, int count)
                                                throws IOException {
                                            int read =
                                                    channel.read(
                                                            ByteBuffer.wrap(bytes, offset, count),
                                                            next);
                                            next += Math.max(read, 0);
                                            return read;
                                        }
                                    },
                                    BUFFER_BYTES));
        }

        public HeldRow read() {
            try {
                Object[] values = new Object[columns.size()];
                String[] texts = null;
                for (int i = 0; i < values.length; i++) {
                    int kind = in.readUnsignedByte();
                    values[i] = readValue(kind & ~WITH_TEXT);
                    if ((kind & WITH_TEXT) != 0) {
                        if (texts == null) {
                            texts = new String[values.length];
                        }
                        texts[i] = new String(readBytes(), StandardCharsets.UTF_8);
                    }
                }
                return new HeldRow(columns, values, texts);
            } catch (IOException | ClassNotFoundException e) {
                throw new UncheckedIOException(
                        "Rows could not be read back from disk",
                        e instanceof IOException io ? io : new IOException(e));
            }
        }

        private Object readValue(int kind) throws IOException, ClassNotFoundException {
            return switch (kind) {
                case NULL -> null;
                case STRING -> new String(readBytes(), StandardCharsets.UTF_8);
                case LONG -> in.readLong();
                case INTEGER -> in.readInt();
                case SHORT -> in.readShort();
                case BIG_INTEGER -> new BigInteger(readBytes());
                case DECIMAL -> {
                    int scale = in.readInt();
                    yield new BigDecimal(new BigInteger(readBytes()), scale);
                }
                case DOUBLE -> in.readDouble();
                case FLOAT -> in.readFloat();
                case BOOLEAN -> in.readBoolean();
                case BYTES -> readBytes();
                case OBJECT -> {
                    // Our own bytes, from a file that nobody else can open.
                    try (var objects =
                            new ObjectInputStream(new ByteArrayInputStream(readBytes()))) {
                        yield objects.readObject();
                    }
                }
                default -> throw new IOException("Kind " + kind + " was never written");
            };
        }

        private byte[] readBytes() throws IOException {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return bytes;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A temporary file could not be closed", e);
        }
    }
}
