package io.shardfold.proxy.mysql;

import static io.shardfold.proxy.mysql.Capabilities.has;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ProtocolException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * The values that COM_STMT_EXECUTE brings.
 *
 * <p>Each is read by the type and the unsigned flag that the client sends with it, never by what
 * the column is: -1 stays -1 also for an unsigned column, which then refuses it.
 *
 * @param types per parameter, the client's type in the low byte and its flags in the second
 * @param values Java objects, null for SQL NULL
 */
record Arguments(int[] types, Object[] values) {

    private static final int UNSIGNED = 0x8000;

    /**
     * Decodes what stands behind the iteration count.
     *
     * @param earlier the types of the statement's last execution; null where there was none
     * @param longData per parameter, the value that was sent before; null where none was. The array
     *     is null where none was for any
     * @throws ProtocolException 1210 where the bytes don't fit the statement, 1300 for a text that
     *     isn't one in the client's character set
     */
    static Arguments decode(
            ByteBuf in,
            int flags,
            int capabilities,
            int parameterCount,
            int[] earlier,
            byte[][] longData,
            Charset charset) {
        try {
            return decodeChecked(
                    in, flags, capabilities, parameterCount, earlier, longData, charset);
        } catch (ProtocolException malformed) {
            if (malformed.problem() != Problem.PROTOCOL) {
                throw malformed;
            }
            throw new ProtocolException(
                    Problem.PARAMETER_COUNT_MISMATCH,
                    "Incorrect arguments to mysqld_stmt_execute: " + malformed.getMessage());
        }
    }

    private static Arguments decodeChecked(
            ByteBuf in,
            int flags,
            int capabilities,
            int parameterCount,
            int[] earlier,
            byte[][] longData,
            Charset charset) {
        boolean attributes = has(capabilities, Capabilities.QUERY_ATTRIBUTES);
        int count = parameterCount;
        if (attributes
                && (parameterCount > 0
                        || (flags & Command.Execute.PARAMETER_COUNT_AVAILABLE) != 0)) {
            // What goes beyond the statement's own parameters are attributes of the query.
            count = Wire.lenencLength(in, "number of parameters");
            if (count < parameterCount) {
                throw Wire.violation(
                        count + " values for " + parameterCount + " parameters were sent");
            }
        }
        if (count == 0) {
            return new Arguments(new int[0], new Object[0]);
        }
        int bitmapBytes = (count + 7) / 8;
        Wire.require(in, bitmapBytes, "NULL bitmap");
        ByteBuf nulls = in.readSlice(bitmapBytes);
        boolean typesSent = Wire.unsignedByte(in, "flag for new types") == 1;
        int[] types = earlier;
        int[] allTypes = null;
        if (typesSent) {
            Wire.require(in, 2 * count, "types");
            allTypes = new int[count];
            for (int i = 0; i < count; i++) {
                allTypes[i] = Wire.unsignedShort(in, "type");
                if (attributes) {
                    in.skipBytes(Wire.lenencLength(in, "parameter's name"));
                }
            }
            types = Arrays.copyOf(allTypes, parameterCount);
        } else if (types == null || count > parameterCount) {
            throw Wire.violation("the types of the values were never sent");
        }
        Object[] values = new Object[parameterCount];
        for (int i = 0; i < count; i++) {
            boolean isNull = (nulls.getByte(nulls.readerIndex() + i / 8) & 1 << i % 8) != 0;
            int type = allTypes == null ? types[i] : allTypes[i];
            Object value;
            if (i < parameterCount && longData != null && longData[i] != null) {
                value = text(longData[i], type & 0xff, charset);
            } else {
                value = isNull ? null : value(in, type, charset);
            }
            if (i < parameterCount) {
                values[i] = value;
            }
        }
        if (in.isReadable()) {
            throw Wire.violation(in.readableBytes() + " bytes are left behind the last value");
        }
        return new Arguments(types, values);
    }

    /**
     * Reads over the attributes in front of a query's text. They are for functions that ask for
     * them, which a shard wouldn't know.
     */
    static void skipQueryAttributes(ByteBuf in) {
        int count = Wire.lenencLength(in, "number of attributes");
        long sets = Wire.lenenc(in, "number of sets of attributes");
        if (sets != 1) {
            throw Wire.violation(sets + " sets of attributes; there can only be 1");
        }
        if (count == 0) {
            return;
        }
        int bitmapBytes = (count + 7) / 8;
        Wire.require(in, bitmapBytes, "NULL bitmap");
        ByteBuf nulls = in.readSlice(bitmapBytes);
        if (Wire.unsignedByte(in, "flag for new types") != 1) {
            throw Wire.violation("attributes without types");
        }
        Wire.require(in, 3 * count, "types");
        int[] types = new int[count];
        for (int i = 0; i < count; i++) {
            types[i] = Wire.unsignedShort(in, "type");
            in.skipBytes(Wire.lenencLength(in, "attribute's name"));
        }
        for (int i = 0; i < count; i++) {
            if ((nulls.getByte(nulls.readerIndex() + i / 8) & 1 << i % 8) == 0) {
                value(in, types[i], null);
            }
        }
    }

    /**
     * @param charset of texts; null to leave them as bytes
     */
    private static Object value(ByteBuf in, int typeAndFlags, Charset charset) {
        boolean unsigned = (typeAndFlags & UNSIGNED) != 0;
        int type = typeAndFlags & 0xff;
        switch (type) {
            case ColumnType.TINY:
                Wire.require(in, 1, "TINY value");
                return unsigned ? (int) in.readUnsignedByte() : (int) in.readByte();
            case ColumnType.SHORT:
            case ColumnType.YEAR:
                Wire.require(in, 2, "SHORT value");
                return unsigned ? in.readUnsignedShortLE() : (int) in.readShortLE();
            case ColumnType.LONG:
            case ColumnType.INT24:
                Wire.require(in, 4, "LONG value");
                if (unsigned) {
                    return in.readUnsignedIntLE();
                }
                return in.readIntLE();
            case ColumnType.LONGLONG:
                Wire.require(in, 8, "LONGLONG value");
                long value = in.readLongLE();
                if (unsigned && value < 0) {
                    return new BigInteger(Long.toUnsignedString(value));
                }
                return value;
            case ColumnType.FLOAT:
                Wire.require(in, 4, "FLOAT value");
                return Float.intBitsToFloat(in.readIntLE());
            case ColumnType.DOUBLE:
                Wire.require(in, 8, "DOUBLE value");
                return Double.longBitsToDouble(in.readLongLE());
            case ColumnType.NULL:
                return null;
            case ColumnType.DATE:
                return Temporal.readDateTime(in, true);
            case ColumnType.DATETIME:
            case ColumnType.TIMESTAMP:
                return Temporal.readDateTime(in, false);
            case ColumnType.TIME:
                return Temporal.readTime(in);
            case ColumnType.DECIMAL:
            case ColumnType.OLD_DECIMAL:
                return decimal(Wire.lenencBytes(in, "DECIMAL value"));
            default:
                return text(Wire.lenencBytes(in, "value"), type, charset);
        }
    }

    /** What isn't a number goes on as it is: the database says what it thinks of it. */
    private static Object decimal(byte[] bytes) {
        String text = Wire.utf8(bytes);
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }

    private static Object text(byte[] bytes, int type, Charset charset) {
        return switch (type) {
            case ColumnType.TINY_BLOB,
                    ColumnType.MEDIUM_BLOB,
                    ColumnType.LONG_BLOB,
                    ColumnType.BLOB,
                    ColumnType.BIT,
                    ColumnType.GEOMETRY ->
                    bytes;
            case ColumnType.VARCHAR,
                    ColumnType.VAR_STRING,
                    ColumnType.STRING,
                    ColumnType.ENUM,
                    ColumnType.SET,
                    ColumnType.JSON,
                    ColumnType.DECIMAL,
                    ColumnType.OLD_DECIMAL ->
                    charset == null ? bytes : decodeOrBytes(bytes, charset);
            default -> throw Wire.violation("type " + type + " isn't one that a value can have");
        };
    }

    /**
     * Drivers send binary values as strings, too. What isn't text goes on as it is: a column that
     * takes bytes takes it, a column with text says what it thinks of it.
     */
    private static Object decodeOrBytes(byte[] bytes, Charset charset) {
        try {
            return decode(bytes, charset);
        } catch (ProtocolException notText) {
            return bytes;
        }
    }

    /**
     * Bytes of a client as text.
     *
     * @throws ProtocolException 1300 where they aren't text in this character set: putting
     *     something else in their place would store what nobody sent
     */
    static String decode(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new ProtocolException(
                    Problem.CHARACTER_NOT_IN_REPERTOIRE,
                    "Invalid "
                            + charset.name()
                            + " character string. Send binary data as a parameter of a binary type,"
                            + " or as x'...'.");
        }
    }
}
