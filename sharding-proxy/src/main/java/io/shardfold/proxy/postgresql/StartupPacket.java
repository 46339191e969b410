package io.shardfold.proxy.postgresql;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first packet of a connection, which alone has no letter in front.
 *
 * <p>Layouts: PostgreSQL documentation, "Message Formats": StartupMessage, SSLRequest,
 * GSSENCRequest, CancelRequest.
 */
sealed interface StartupPacket {

    /** The newest version that we speak: 3.2. */
    int NEWEST_VERSION = 3 << 16 | 2;

    int CANCEL_CODE = 80877102;
    int SSL_CODE = 80877103;
    int GSS_CODE = 80877104;

    /** For switches. */
    enum Kind {
        STARTUP,
        SSL_REQUEST,
        GSS_REQUEST,
        CANCEL
    }

    Kind kind();

    /**
     * StartupMessage.
     *
     * @param version as asked for; major version 3
     * @param parameters in the order sent; of a name sent twice the last counts
     * @param extensions names that start with {@code _pq_.}: options of the protocol, none of which
     *     we know
     */
    record Startup(int version, Map<String, String> parameters, List<String> extensions)
            implements StartupPacket {
        public Startup {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
            extensions = List.copyOf(extensions);
        }

        @Override
        public Kind kind() {
            return Kind.STARTUP;
        }

        /** Whether a client must be told that it doesn't get what it asked for. */
        boolean needsNegotiation() {
            return version > NEWEST_VERSION || !extensions.isEmpty();
        }

        /** The version that is spoken. */
        int spokenVersion() {
            return Math.min(version, NEWEST_VERSION);
        }
    }

    record SslRequest() implements StartupPacket {
        @Override
        public Kind kind() {
            return Kind.SSL_REQUEST;
        }
    }

    record GssRequest() implements StartupPacket {
        @Override
        public Kind kind() {
            return Kind.GSS_REQUEST;
        }
    }

    /** CancelRequest. @param key as {@code BackendKeyData} gave it */
    record Cancel(int processId, byte[] key) implements StartupPacket {
        @Override
        public Kind kind() {
            return Kind.CANCEL;
        }
    }

    /**
     * Decodes what follows the length word.
     *
     * @param ssl whether an SSLRequest may still come: each request is allowed once, the second is
     *     read as the version that it looks like
     * @throws ProtocolException 0A000 for a version that we don't speak, 08P01 for a layout that
     *     can't be
     */
    static StartupPacket decode(ByteBuf body, boolean ssl, boolean gss) {
        if (body.readableBytes() < 4) {
            throw new ProtocolException("invalid length of startup packet");
        }
        int code = body.readInt();
        if (code == CANCEL_CODE) {
            int keyBytes = body.readableBytes() - 4;
            if (keyBytes < 4 || keyBytes > 256) {
                throw new ProtocolException("invalid length of cancel request packet");
            }
            int processId = body.readInt();
            byte[] key = new byte[keyBytes];
            body.readBytes(key);
            return new Cancel(processId, key);
        }
        if (code == SSL_CODE && ssl && !body.isReadable()) {
            return new SslRequest();
        }
        if (code == GSS_CODE && gss && !body.isReadable()) {
            return new GssRequest();
        }
        if (code >>> 16 != 3) {
            throw new ProtocolException(
                    Problem.NOT_SUPPORTED,
                    "unsupported frontend protocol "
                            + (code >>> 16)
                            + "."
                            + (code & 0xffff)
                            + ": server supports 3.0 to 3.2");
        }
        return startup(code, body);
    }

    private static Startup startup(int version, ByteBuf body) {
        if (!body.isReadable() || body.getByte(body.writerIndex() - 1) != 0) {
            throw new ProtocolException(
                    "invalid startup packet layout: expected terminator as last byte");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> extensions = new ArrayList<>();
        while (true) {
            String name = rawString(body);
            if (name.isEmpty()) {
                break;
            }
            if (!body.isReadable()) {
                throw new ProtocolException(
                        "invalid startup packet layout: expected terminator as last byte");
            }
            String value = rawString(body);
            if (name.startsWith("_pq_.")) {
                extensions.add(name);
            } else {
                parameters.put(name, value);
            }
        }
        if (body.isReadable()) {
            throw new ProtocolException(
                    "invalid startup packet layout: expected terminator as last byte");
        }
        return new Startup(version, parameters, extensions);
    }

    /** Text whose encoding isn't known yet; what isn't UTF-8 keeps a mark where it was. */
    private static String rawString(ByteBuf body) {
        int length = body.bytesBefore((byte) 0);
        if (length < 0) {
            throw new ProtocolException(
                    "invalid startup packet layout: expected terminator as last byte");
        }
        String text = body.readCharSequence(length, StandardCharsets.UTF_8).toString();
        body.skipBytes(1);
        return text;
    }
}
