package io.shardfold.proxy.postgresql;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.shardfold.core.error.LimitException;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ProtocolException;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.proxy.client.Limits;
import java.util.List;

/**
 * Cuts a client's bytes into messages: {@link StartupPacket}s, then the login's {@link Password}s,
 * then {@link FrontendMessage}s.
 *
 * <p>A length is judged before a byte of it is waited for or stored. Before the login the limits
 * are small. After it, a message that is too large is skipped and becomes an error of that message;
 * a length that can't be means that the stream is no longer understood, which ends the connection.
 *
 * <p>Confined to the channel's event loop. What ends the connection is passed on as a {@link
 * Broken}; after it nothing more is read.
 */
final class PostgresqlFrameDecoder extends ByteToMessageDecoder {

    /** PostgreSQL's own limit on the first packet. */
    static final int STARTUP_BYTES_MAX = 10_000;

    /** PostgreSQL's own limit on messages that can't be large. */
    private static final int SMALL_BYTES_MAX = 10_000;

    /** Lengths from here on aren't read to their end: whoever sends one isn't sane. */
    private static final int SANE_BYTES_MAX = 0x3FFFFFFE;

    /** The letter with which a TLS client starts. */
    private static final int TLS_HANDSHAKE = 0x16;

    private enum Phase {
        STARTUP,
        LOGIN,
        SESSION,
        BROKEN
    }

    /** A message 'p' of a login: what is in it depends on what was asked. */
    record Password(byte[] body) {}

    /**
     * The end.
     *
     * @param failure what to tell the client; null to say nothing, as PostgreSQL does to whoever
     *     doesn't speak its protocol
     */
    record Broken(ShardfoldException failure) {}

    private final Limits limits;
    private Phase phase = Phase.STARTUP;
    private boolean sslMayCome = true;
    private boolean gssMayCome = true;
    private byte skippedType;
    private long skippedLength;
    private long bytesToSkip;

    PostgresqlFrameDecoder(Limits limits) {
        this.limits = limits;
    }

    /** The password was right: from here on messages are those of a session. */
    void loggedIn() {
        phase = Phase.SESSION;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        switch (phase) {
            case STARTUP -> startup(in, out);
            case LOGIN -> login(in, out);
            case SESSION -> session(in, out);
            case BROKEN -> in.skipBytes(in.readableBytes());
        }
    }

    /** The stream ends in the middle of a message: that is the end of it, and no message. */
    @Override
    protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.isReadable()) {
            decode(context, in, out);
        }
    }

    private void broken(ShardfoldException failure, ByteBuf in, List<Object> out) {
        phase = Phase.BROKEN;
        in.skipBytes(in.readableBytes());
        out.add(new Broken(failure));
    }

    private void startup(ByteBuf in, List<Object> out) {
        if (in.getUnsignedByte(in.readerIndex()) == TLS_HANDSHAKE) {
            // A TLS handshake without a question first.
            broken(null, in, out);
            return;
        }
        if (in.readableBytes() < 4) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        if (length < 8 || length > STARTUP_BYTES_MAX + 4) {
            broken(null, in, out);
            return;
        }
        if (in.readableBytes() < length) {
            return;
        }
        StartupPacket packet;
        try {
            packet =
                    StartupPacket.decode(in.readSlice(length).skipBytes(4), sslMayCome, gssMayCome);
        } catch (ShardfoldException failure) {
            broken(failure, in, out);
            return;
        }
        switch (packet.kind()) {
            case SSL_REQUEST, GSS_REQUEST -> {
                boolean ssl = packet.kind() == StartupPacket.Kind.SSL_REQUEST;
                sslMayCome &= !ssl;
                gssMayCome &= ssl;
                if (in.isReadable()) {
                    // Whoever stands between could have put them there, to be read as if they
                    // had come encrypted.
                    broken(
                            new ProtocolException(
                                    "received unencrypted data after "
                                            + (ssl ? "SSL" : "GSSAPI encryption")
                                            + " request"),
                            in,
                            out);
                    return;
                }
            }
            case STARTUP -> phase = Phase.LOGIN;
            case CANCEL -> phase = Phase.BROKEN;
        }
        out.add(packet);
    }

    private void login(ByteBuf in, List<Object> out) {
        if (in.readableBytes() < 5) {
            return;
        }
        byte type = in.getByte(in.readerIndex());
        if (type != 'p') {
            broken(
                    new ProtocolException(
                            "expected password response, got message type " + (type & 0xff)),
                    in,
                    out);
            return;
        }
        int length = in.getInt(in.readerIndex() + 1);
        if (length < 4 || length > Math.min(65_535, limits.loginPacketBytesMax())) {
            broken(new ProtocolException("invalid password packet size"), in, out);
            return;
        }
        if (in.readableBytes() < length + 1) {
            return;
        }
        byte[] body = new byte[length - 4];
        in.skipBytes(5).readBytes(body);
        out.add(new Password(body));
    }

    private void session(ByteBuf in, List<Object> out) {
        if (bytesToSkip > 0) {
            skip(in, out);
            return;
        }
        if (in.readableBytes() < 5) {
            return;
        }
        byte type = in.getByte(in.readerIndex());
        if (!FrontendMessage.isKnown(type)) {
            broken(
                    new ProtocolException("invalid frontend message type " + (type & 0xff)),
                    in,
                    out);
            return;
        }
        int length = in.getInt(in.readerIndex() + 1);
        boolean large = "QPBFd".indexOf(type) >= 0;
        if (length < 4 || length > (large ? SANE_BYTES_MAX : SMALL_BYTES_MAX)) {
            broken(new ProtocolException("invalid message length " + length), in, out);
            return;
        }
        if (length > limits.packetBytesMax()) {
            in.skipBytes(5);
            skippedType = type;
            skippedLength = length;
            bytesToSkip = length - 4L;
            skip(in, out);
            return;
        }
        if (in.readableBytes() < length + 1) {
            return;
        }
        ByteBuf body = in.readSlice(length + 1).skipBytes(5);
        FrontendMessage message;
        try {
            message = FrontendMessage.decode(type, body);
        } catch (ShardfoldException failure) {
            message = new FrontendMessage.Malformed(type, failure);
        }
        out.add(message);
    }

    private void skip(ByteBuf in, List<Object> out) {
        int now = (int) Math.min(bytesToSkip, in.readableBytes());
        in.skipBytes(now);
        bytesToSkip -= now;
        if (bytesToSkip == 0) {
            out.add(
                    new FrontendMessage.Malformed(
                            skippedType,
                            new LimitException(
                                    Problem.PACKET_TOO_LARGE,
                                    "shardfold-max-allowed-packet",
                                    limits.packetBytesMax(),
                                    skippedLength,
                                    "a message of "
                                            + skippedLength
                                            + " bytes is larger than the limit of "
                                            + limits.packetBytesMax()
                                            + ". Send less at once.")));
        }
    }
}
