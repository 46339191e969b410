package io.shardfold.proxy.postgresql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** The binary forms of types that aren't about time; those are in {@link TimeForms}. */
final class BinaryForms {

    private BinaryForms() {}

    static StatementException incorrect() {
        return incorrect("incorrect binary data format");
    }

    static StatementException incorrect(String message) {
        return new StatementException(
                Problem.INVALID_BINARY_REPRESENTATION, message, StatementException.NO_POSITION);
    }

    static StatementException unknownText(String type, String text) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
        return StatementException.notSupported(
                "binary format for the " + type + " value '" + shown + "'",
                StatementException.NO_POSITION,
                "Ask for the column in text format.");
    }

    /** Text in any form: its bytes are its characters in UTF-8. */
    static final BinaryForm TEXT =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    ByteBufUtil.writeUtf8(out, text);
                }

                @Override
                public String read(ByteBuf in) {
                    return Fields.text(in, in.readableBytes());
                }
            };

    /** A version byte 1, then text: jsonb and jsonpath. */
    static final BinaryForm VERSIONED_TEXT =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    out.writeByte(1);
                    TEXT.write(text, out);
                }

                @Override
                public String read(ByteBuf in) {
                    Fields.require(in, 1);
                    if (in.readByte() != 1) {
                        throw incorrect("unsupported jsonb version number");
                    }
                    return TEXT.read(in);
                }
            };

    static final BinaryForm BOOL =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    char first = text.isEmpty() ? ' ' : text.charAt(0);
                    switch (first) {
                        case 't', 'T' -> out.writeByte(1);
                        case 'f', 'F' -> out.writeByte(0);
                        default -> throw unknownText("boolean", text);
                    }
                }

                @Override
                public String read(ByteBuf in) {
                    Fields.require(in, 1);
                    return in.readByte() == 0 ? "f" : "t";
                }
            };

    static final BinaryForm INT2 =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    out.writeShort(Short.parseShort(text));
                }

                @Override
                public String read(ByteBuf in) {
                    Fields.require(in, 2);
                    return Short.toString(in.readShort());
                }
            };

    static final BinaryForm INT4 =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    out.writeInt(Integer.parseInt(text));
                }

                @Override
                public String read(ByteBuf in) {
                    Fields.require(in, 4);
                    return Integer.toString(in.readInt());
                }
            };

    static final BinaryForm INT8 =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    out.writeLong(Long.parseLong(text));
                }

                @Override
                public String read(ByteBuf in) {
                    Fields.require(in, 8);
                    return Long.toString(in.readLong());
                }
            };

    /** 32 bits without a sign: oid, xid, cid. The names that regclass and the like show aren't. */
    static final BinaryForm UINT4 =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    out.writeInt(Integer.parseUnsignedInt(text.equals("-") ? "0" : text));
                }

                @Override
                public String read(ByteBuf in) {
                    Fields.require(in, 4);
                    return Integer.toUnsignedString(in.readInt());
                }
            };

    /** 64 bits without a sign: xid8. */
    static final BinaryForm UINT8 =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    out.writeLong(Long.parseUnsignedLong(text));
                }

                @Override
                public String read(ByteBuf in) {
                    Fields.require(in, 8);
                    return Long.toUnsignedString(in.readLong());
                }
            };

    static final BinaryForm FLOAT4 =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    out.writeFloat(Float.parseFloat(text));
                }

                @Override
                public String read(ByteBuf in) {
                    Fields.require(in, 4);
                    return Float.toString(in.readFloat());
                }
            };

    static final BinaryForm FLOAT8 =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    out.writeDouble(Double.parseDouble(text));
                }

                @Override
                public String read(ByteBuf in) {
                    Fields.require(in, 8);
                    return Double.toString(in.readDouble());
                }
            };

    /** One byte. Its text is empty for 0, and a backslash and three octal digits from 128 on. */
    static final BinaryForm CHAR =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    if (text.isEmpty()) {
                        out.writeByte(0);
                    } else if (text.length() == 4 && text.charAt(0) == '\\') {
                        out.writeByte(Integer.parseInt(text.substring(1), 8));
                    } else {
                        out.writeByte(text.charAt(0));
                    }
                }

                @Override
                public String read(ByteBuf in) {
                    Fields.require(in, 1);
                    int value = in.readUnsignedByte();
                    if (value == 0) {
                        return "";
                    }
                    return value < 128
                            ? String.valueOf((char) value)
                            : "\\" + Integer.toOctalString(value);
                }
            };

    static final BinaryForm UUID_FORM =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    UUID uuid = UUID.fromString(text);
                    out.writeLong(uuid.getMostSignificantBits());
                    out.writeLong(uuid.getLeastSignificantBits());
                }

                @Override
                public String read(ByteBuf in) {
                    Fields.require(in, 16);
                    return new UUID(in.readLong(), in.readLong()).toString();
                }
            };

    /** Bytes; as text in hexadecimal with {@code \x} in front, or with octal escapes. */
    static final BinaryForm BYTEA =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    if (text.startsWith("\\x")) {
                        out.writeBytes(ByteBufUtil.decodeHexDump(text, 2, text.length() - 2));
                        return;
                    }
                    for (int i = 0; i < text.length(); i++) {
                        char c = text.charAt(i);
                        if (c != '\\') {
                            out.writeByte(c);
                        } else if (text.startsWith("\\", i + 1)) {
                            out.writeByte('\\');
                            i++;
                        } else {
                            out.writeByte(Integer.parseInt(text.substring(i + 1, i + 4), 8));
                            i += 3;
                        }
                    }
                }

                @Override
                public String read(ByteBuf in) {
                    String hex = ByteBufUtil.hexDump(in);
                    in.skipBytes(in.readableBytes());
                    return "\\x" + hex;
                }
            };

    /** A count of bits, then the bits from the left. */
    static final BinaryForm BITS =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    out.writeInt(text.length());
                    for (int i = 0; i < text.length(); i += 8) {
                        int value = 0;
                        for (int j = i; j < Math.min(i + 8, text.length()); j++) {
                            if (text.charAt(j) == '1') {
                                value |= 0x80 >> j - i;
                            }
                        }
                        out.writeByte(value);
                    }
                }

                @Override
                public String read(ByteBuf in) {
                    Fields.require(in, 4);
                    int bitCount = in.readInt();
                    if (bitCount < 0) {
                        throw incorrect("invalid length in external bit string");
                    }
                    Fields.require(in, (int) ((bitCount + 7L) / 8));
                    char[] bits = new char[bitCount];
                    int value = 0;
                    for (int i = 0; i < bitCount; i++) {
                        if (i % 8 == 0) {
                            value = in.readByte();
                        }
                        bits[i] = (value & 0x80 >> i % 8) == 0 ? '0' : '1';
                    }
                    return new String(bits);
                }
            };

    /** Nothing, which isn't NULL. */
    static final BinaryForm VOID =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {}

                @Override
                public String read(ByteBuf in) {
                    return "";
                }
            };

    /** An address of the internet with the length of its prefix: inet and cidr. */
    static BinaryForm network(boolean cidr) {
        return new BinaryForm() {
            @Override
            public void write(String text, ByteBuf out) {
                int slash = text.indexOf('/');
                String host = slash < 0 ? text : text.substring(0, slash);
                byte[] address = address(host);
                out.writeByte(address.length == 4 ? 2 : 3);
                out.writeByte(
                        slash < 0
                                ? address.length * 8
                                : Integer.parseInt(text.substring(slash + 1)));
                out.writeByte(cidr ? 1 : 0);
                out.writeByte(address.length);
                out.writeBytes(address);
            }

            private byte[] address(String host) {
                for (int i = 0; i < host.length(); i++) {
                    if ("0123456789abcdefABCDEF.:".indexOf(host.charAt(i)) < 0) {
                        // A host's name would be asked of a name server.
                        throw unknownText("inet", host);
                    }
                }
                try {
                    return InetAddress.getByName(host).getAddress();
                } catch (UnknownHostException e) {
                    throw unknownText("inet", host);
                }
            }

            @Override
            public String read(ByteBuf in) {
                Fields.require(in, 4);
                int family = in.readByte();
                int bits = in.readUnsignedByte();
                in.readByte();
                int length = in.readUnsignedByte();
                if (!(family == 2 && length == 4 && bits <= 32)
                        && !(family == 3 && length == 16 && bits <= 128)) {
                    throw incorrect("invalid address family or length in external \"inet\" value");
                }
                Fields.require(in, length);
                byte[] address = new byte[length];
                in.readBytes(address);
                var text = new StringBuilder();
                if (length == 4) {
                    for (int i = 0; i < 4; i++) {
                        text.append(i == 0 ? "" : ".").append(address[i] & 0xff);
                    }
                } else {
                    for (int i = 0; i < 16; i += 2) {
                        text.append(i == 0 ? "" : ":")
                                .append(
                                        Integer.toHexString(
                                                (address[i] & 0xff) << 8 | address[i + 1] & 0xff));
                    }
                }
                return bits == length * 8 && !cidr ? text.toString() : text + "/" + bits;
            }
        };
    }

    private static final int NUMERIC_NEGATIVE = 0x4000;
    private static final int NUMERIC_NAN = 0xc000;
    private static final int NUMERIC_INFINITY = 0xd000;
    private static final int NUMERIC_MINUS_INFINITY = 0xf000;

    /** A scale that a special value shows beside its sign; it has no meaning. */
    private static final int NUMERIC_INFINITY_SCALE = 0x20;

    private static final int NUMERIC_ZEROS_MAX = 1000;

    /** Groups of four decimal digits, the weight of the first group, a sign, and the scale. */
    static final BinaryForm NUMERIC =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    switch (text) {
                        case "NaN" -> special(out, NUMERIC_NAN, 0);
                        case "Infinity" -> special(out, NUMERIC_INFINITY, NUMERIC_INFINITY_SCALE);
                        case "-Infinity" ->
                                special(out, NUMERIC_MINUS_INFINITY, NUMERIC_INFINITY_SCALE);
                        default -> finite(new BigDecimal(text), out);
                    }
                }

                private void special(ByteBuf out, int sign, int scale) {
                    out.writeShort(0);
                    out.writeShort(0);
                    out.writeShort(sign);
                    out.writeShort(scale);
                }

                private void finite(BigDecimal value, ByteBuf out) {
                    int scale = Math.max(0, value.scale());
                    String plain = value.abs().toPlainString();
                    int point = plain.indexOf('.');
                    String whole = point < 0 ? plain : plain.substring(0, point);
                    String fraction = point < 0 ? "" : plain.substring(point + 1);
                    String digits =
                            "0".repeat((4 - whole.length() % 4) % 4)
                                    + whole
                                    + fraction
                                    + "0".repeat((4 - fraction.length() % 4) % 4);
                    int groupCount = digits.length() / 4;
                    int weight = (whole.length() + 3) / 4 - 1;
                    int first = 0;
                    while (first < groupCount && digits.startsWith("0000", first * 4)) {
                        first++;
                    }
                    int last = groupCount;
                    while (last > first && digits.startsWith("0000", (last - 1) * 4)) {
                        last--;
                    }
                    out.writeShort(last - first);
                    out.writeShort(last == first ? 0 : weight - first);
                    out.writeShort(value.signum() < 0 ? NUMERIC_NEGATIVE : 0);
                    out.writeShort(scale);
                    for (int i = first; i < last; i++) {
                        out.writeShort(Integer.parseInt(digits, i * 4, i * 4 + 4, 10));
                    }
                }

                @Override
                public String read(ByteBuf in) {
                    Fields.require(in, 8);
                    int groupCount = in.readUnsignedShort();
                    int weight = in.readShort();
                    int sign = in.readUnsignedShort();
                    int scale = in.readUnsignedShort();
                    Fields.require(in, groupCount * 2);
                    switch (sign) {
                        case NUMERIC_NAN:
                            return "NaN";
                        case NUMERIC_INFINITY:
                            return "Infinity";
                        case NUMERIC_MINUS_INFINITY:
                            return "-Infinity";
                        case 0, NUMERIC_NEGATIVE:
                            break;
                        default:
                            throw incorrect("invalid sign in external \"numeric\" value");
                    }
                    if (scale > 0x3fff) {
                        throw incorrect("invalid scale in external \"numeric\" value");
                    }
                    if ((weight + 1L) * 4 + scale > 8L * groupCount + NUMERIC_ZEROS_MAX) {
                        // A few bytes could ask for 130,000 zeros, and a message for 65,535 times
                        // that.
                        throw StatementException.notSupported(
                                "a numeric parameter with more than "
                                        + NUMERIC_ZEROS_MAX
                                        + " zeros in binary format",
                                StatementException.NO_POSITION,
                                "Send it as text.");
                    }
                    int[] groups = new int[groupCount];
                    for (int i = 0; i < groupCount; i++) {
                        groups[i] = in.readUnsignedShort();
                        if (groups[i] > 9999) {
                            throw incorrect("invalid digit in external \"numeric\" value");
                        }
                    }
                    var text = new StringBuilder();
                    for (int i = 0; i <= weight; i++) {
                        appendGroup(text, i < groupCount ? groups[i] : 0);
                    }
                    int zeros = 0;
                    while (zeros < text.length() - 1 && text.charAt(zeros) == '0') {
                        zeros++;
                    }
                    text.delete(0, zeros);
                    if (text.isEmpty()) {
                        text.append('0');
                    }
                    if (scale > 0) {
                        text.append('.');
                        int end = text.length() + scale;
                        for (int i = weight + 1; text.length() < end; i++) {
                            appendGroup(text, i >= 0 && i < groupCount ? groups[i] : 0);
                        }
                        text.setLength(end);
                    }
                    return sign == NUMERIC_NEGATIVE ? "-" + text : text.toString();
                }

                private void appendGroup(StringBuilder text, int group) {
                    text.append((char) ('0' + group / 1000))
                            .append((char) ('0' + group / 100 % 10))
                            .append((char) ('0' + group / 10 % 10))
                            .append((char) ('0' + group % 10));
                }
            };
}
