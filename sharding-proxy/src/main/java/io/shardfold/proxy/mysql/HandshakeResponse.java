package io.shardfold.proxy.mysql;

import static io.shardfold.proxy.mysql.Capabilities.has;
import static io.shardfold.proxy.mysql.Wire.violation;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ProtocolException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A client's answer to the greeting: HandshakeResponse41.
 *
 * @param capabilities what the client asks for <em>and</em> was offered
 * @param packetBytesMax what the client says that it takes; clients say anything
 * @param collation id that sets the character sets of the session
 * @param database empty for none
 * @param plugin the authentication method that {@code answer} is for; null where the client names
 *     none
 * @param attributes of the connection; not to be trusted
 */
record HandshakeResponse(
        int capabilities,
        int packetBytesMax,
        int collation,
        String user,
        byte[] answer,
        String database,
        String plugin,
        Map<String, String> attributes) {

    /** Size of a response that ends before the user: a request for TLS. */
    static final int SSL_REQUEST_BYTES = 32;

    private static final int FILLER_BYTES = 23;
    private static final int ATTRIBUTE_BYTES_MAX = 65_536;
    private static final int ATTRIBUTES_MAX = 256;

    /**
     * Whether a packet is a request for TLS: it has the size, and the flag. A response without a
     * user's end isn't longer than that, so nothing else can be meant.
     */
    static boolean isSslRequest(ByteBuf payload) {
        return payload.readableBytes() == SSL_REQUEST_BYTES
                && has(payload.getIntLE(payload.readerIndex()), Capabilities.SSL);
    }

    /**
     * Decodes one whole payload.
     *
     * @param offer the capabilities that the greeting offered
     * @throws ProtocolException 1043 where a field is cut or says an impossible length, or the
     *     client is older than 4.1
     */
    static HandshakeResponse decode(ByteBuf payload, int offer) {
        try {
            return fields(payload, offer);
        } catch (ProtocolException malformed) {
            throw new ProtocolException(
                    Problem.HANDSHAKE, "Bad handshake: " + malformed.getMessage());
        }
    }

    private static HandshakeResponse fields(ByteBuf in, int offer) {
        Wire.require(in, 2, "capabilities");
        if (!has(in.getUnsignedShortLE(in.readerIndex()), Capabilities.PROTOCOL_41)) {
            throw violation("the client doesn't speak protocol 4.1");
        }
        Wire.require(in, SSL_REQUEST_BYTES, "handshake response");
        int capabilities = in.readIntLE() & offer;
        int packetBytesMax = in.readIntLE();
        int collation = in.readUnsignedByte();
        in.skipBytes(FILLER_BYTES);
        String user = Wire.utf8(Wire.nulBytes(in, "user"));
        byte[] answer = answer(in, capabilities);
        String database = "";
        if (has(capabilities, Capabilities.CONNECT_WITH_DATABASE) && in.isReadable()) {
            database = Wire.utf8(Wire.nulBytes(in, "database"));
        }
        String plugin = null;
        if (has(capabilities, Capabilities.PLUGIN_AUTH) && in.isReadable()) {
            plugin = plugin(in);
        }
        Map<String, String> attributes =
                has(capabilities, Capabilities.CONNECT_ATTRIBUTES) && in.isReadable()
                        ? attributes(in)
                        : Map.of();
        return new HandshakeResponse(
                capabilities,
                packetBytesMax,
                collation,
                user,
                answer,
                database,
                plugin,
                attributes);
    }

    private static byte[] answer(ByteBuf in, int capabilities) {
        if (has(capabilities, Capabilities.PLUGIN_AUTH_LENENC_DATA)) {
            return Wire.lenencBytes(in, "authentication answer");
        }
        if (has(capabilities, Capabilities.SECURE_CONNECTION)) {
            int length = Wire.unsignedByte(in, "authentication answer");
            return Wire.bytes(in, length, "authentication answer");
        }
        return Wire.nulBytes(in, "authentication answer");
    }

    /** Some clients leave the end out when the name is the last field. */
    static String plugin(ByteBuf in) {
        String name =
                Wire.utf8(
                        in.bytesBefore((byte) 0) < 0
                                ? Wire.rest(in)
                                : Wire.nulBytes(in, "authentication method"));
        return name.isEmpty() ? null : name;
    }

    /**
     * The attributes' whole length must fit. Where a length inside doesn't, the login goes on
     * without those from there on, as servers do.
     */
    static Map<String, String> attributes(ByteBuf in) {
        int length = Wire.lenencLength(in, "attributes");
        if (length > ATTRIBUTE_BYTES_MAX) {
            throw violation("attributes have " + length + " bytes, at most 65536 are taken");
        }
        ByteBuf block = in.readSlice(length);
        Map<String, String> attributes = new LinkedHashMap<>();
        try {
            while (block.isReadable() && attributes.size() < ATTRIBUTES_MAX) {
                String name = Wire.utf8(Wire.lenencBytes(block, "attribute's name"));
                attributes.put(name, Wire.utf8(Wire.lenencBytes(block, "attribute's value")));
            }
        } catch (ProtocolException malformed) {
            return attributes;
        }
        return attributes;
    }
}
