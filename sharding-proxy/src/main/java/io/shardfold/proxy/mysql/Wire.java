package io.shardfold.proxy.mysql;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.error.ProtocolException;
import java.nio.charset.StandardCharsets;

/**
 * The protocol's basic types. {@code lenenc} is a length-encoded integer; integers are
 * little-endian.
 *
 * <p>A reader believes no length beyond the bytes that there are.
 */
final class Wire {

    /** First byte of a {@code lenenc} that stands for SQL NULL, in text rows only. */
    static final int NULL = 0xfb;

    private static final byte[] NO_BYTES = new byte[0];

    private Wire() {}

    static ProtocolException violation(String message) {
        return new ProtocolException(message);
    }

    static void require(ByteBuf in, int bytes, String what) {
        if (in.readableBytes() < bytes) {
            throw violation(
                    what + " needs " + bytes + " bytes, " + in.readableBytes() + " are left");
        }
    }

    static int unsignedByte(ByteBuf in, String what) {
        require(in, 1, what);
        return in.readUnsignedByte();
    }

    static int unsignedShort(ByteBuf in, String what) {
        require(in, 2, what);
        return in.readUnsignedShortLE();
    }

    /** Four bytes; ids above 2^31 are negative and compare equal to what was sent. */
    static int int4(ByteBuf in, String what) {
        require(in, 4, what);
        return in.readIntLE();
    }

    /**
     * A {@code lenenc} that is neither NULL nor above 2^63-1. Longer forms than needed are
     * accepted.
     */
    static long lenenc(ByteBuf in, String what) {
        int first = unsignedByte(in, what);
        switch (first) {
            case 0xfb:
            case 0xff:
                throw violation(what + " starts with byte " + first + ", which is no length");
            case 0xfc:
                require(in, 2, what);
                return in.readUnsignedShortLE();
            case 0xfd:
                require(in, 3, what);
                return in.readUnsignedMediumLE();
            case 0xfe:
                require(in, 8, what);
                long value = in.readLongLE();
                if (value < 0) {
                    throw violation(what + " is above 2^63-1");
                }
                return value;
            default:
                return first;
        }
    }

    /** The length of something that must stand in the rest of the bytes. */
    static int lenencLength(ByteBuf in, String what) {
        long length = lenenc(in, what);
        if (length > in.readableBytes()) {
            throw violation(
                    what + " says " + length + " bytes, " + in.readableBytes() + " are left");
        }
        return (int) length;
    }

    static byte[] lenencBytes(ByteBuf in, String what) {
        return bytes(in, lenencLength(in, what), what);
    }

    static byte[] bytes(ByteBuf in, int length, String what) {
        if (length == 0) {
            return NO_BYTES;
        }
        require(in, length, what);
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return bytes;
    }

    static byte[] rest(ByteBuf in) {
        return bytes(in, in.readableBytes(), "rest");
    }

    /** Up to a 0 byte, which is read but not given. */
    static byte[] nulBytes(ByteBuf in, String what) {
        int length = in.bytesBefore((byte) 0);
        if (length < 0) {
            throw violation(what + " has no end");
        }
        byte[] bytes = bytes(in, length, what);
        in.skipBytes(1);
        return bytes;
    }

    static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void writeLenenc(ByteBuf out, long value) {
        if (value < 0) {
            // An unsigned value above 2^63-1.
            out.writeByte(0xfe).writeLongLE(value);
        } else if (value < 0xfb) {
            out.writeByte((int) value);
        } else if (value < 1 << 16) {
            out.writeByte(0xfc).writeShortLE((int) value);
        } else if (value < 1 << 24) {
            out.writeByte(0xfd).writeMediumLE((int) value);
        } else {
            out.writeByte(0xfe).writeLongLE(value);
        }
    }

    static void writeLenencBytes(ByteBuf out, byte[] bytes) {
        writeLenenc(out, bytes.length);
        out.writeBytes(bytes);
    }

    static void writeLenencUtf8(ByteBuf out, String text) {
        writeLenencBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    static void writeNul(ByteBuf out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8)).writeByte(0);
    }
}
