package io.shardfold.proxy.postgresql;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of a message's body. Nothing that a body says of itself is believed beyond the
 * bytes that there are.
 *
 * <p>All methods throw a {@link StatementException} for what can't be read: a body at fault is an
 * error of that message, and the session goes on, since the frame around it is sound.
 */
final class Fields {

    private Fields() {}

    static StatementException violation(String message) {
        return new StatementException(Problem.PROTOCOL, message, StatementException.NO_POSITION);
    }

    /** Fails unless so many bytes are left. */
    static void require(ByteBuf body, int byteCount) {
        if (body.readableBytes() < byteCount) {
            throw violation("insufficient data left in message");
        }
    }

    /** Fails if bytes are left over. */
    static void end(ByteBuf body) {
        if (body.isReadable()) {
            throw violation("invalid message format");
        }
    }

    /** A string that ends in a zero byte. */
    static String string(ByteBuf body) {
        int length = body.bytesBefore((byte) 0);
        if (length < 0) {
            throw violation("invalid string in message");
        }
        String text = text(body, length);
        body.skipBytes(1);
        return text;
    }

    /** So many bytes as text; the caller knows that they are there. */
    static String text(ByteBuf body, int length) {
        byte[] bytes = new byte[length];
        body.readBytes(bytes);
        return text(bytes);
    }

    /**
     * Bytes as UTF-8 text.
     *
     * @throws StatementException 22021 where they aren't any, with the first bytes that are wrong
     */
    static String text(byte[] bytes) {
        boolean ascii = true;
        for (byte b : bytes) {
            if (b <= 0) {
                ascii = false;
                break;
            }
        }
        if (ascii) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        String text;
        try {
            text = decoder.decode(in).toString();
        } catch (CharacterCodingException e) {
            // The decoder stops in front of the bytes that are wrong.
            throw invalidByte(bytes[in.position()]);
        }
        if (text.indexOf('\0') >= 0) {
            throw invalidByte((byte) 0);
        }
        return text;
    }

    private static StatementException invalidByte(byte value) {
        return new StatementException(
                Problem.CHARACTER_NOT_IN_REPERTOIRE,
                "invalid byte sequence for encoding \"UTF8\": 0x"
                        + Character.forDigit(value >> 4 & 15, 16)
                        + Character.forDigit(value & 15, 16),
                StatementException.NO_POSITION);
    }

    /**
     * A count of items of at least {@code itemBytes} each, checked before anything is allocated.
     */
    static int count(ByteBuf body, int itemBytes) {
        require(body, 2);
        int count = body.readUnsignedShort();
        require(body, count * itemBytes);
        return count;
    }

    /** A length and so many bytes; null for the length -1, which is SQL NULL. */
    static byte[] value(ByteBuf body) {
        require(body, 4);
        int length = body.readInt();
        if (length == -1) {
            return null;
        }
        if (length < 0) {
            throw violation("invalid message format");
        }
        require(body, length);
        byte[] value = new byte[length];
        body.readBytes(value);
        return value;
    }

    /** A list of format codes: 0 text, 1 binary. Which codes there are is for their user to say. */
    static short[] formats(ByteBuf body) {
        short[] formats = new short[count(body, 2)];
        for (int i = 0; i < formats.length; i++) {
            formats[i] = body.readShort();
        }
        return formats;
    }
}
