package io.shardfold.proxy.mysql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;
import io.netty.buffer.Unpooled;

/**
 * One whole packet of a client, its chunks joined; or word that one was too long, or that the
 * server shuts down.
 */
final class Packet extends DefaultByteBufHolder {

    enum Kind {
        /** {@link #content} is the payload. */
        PAYLOAD,
        /** A payload above the limit, which was skipped. */
        OVERSIZED,
        /** A chunk's sequence id wasn't the one after that of the chunk before. */
        OUT_OF_ORDER,
        /** None of a client's: the server shuts down. */
        SHUT_DOWN,
        /** None of a client's: it has said nothing for too long. */
        IDLE
    }

    private final Kind kind;
    private final int firstSequence;
    private final int sequence;
    private final long payloadBytes;

    private Packet(Kind kind, int firstSequence, int sequence, long payloadBytes, ByteBuf content) {
        super(content);
        this.kind = kind;
        this.firstSequence = firstSequence;
        this.sequence = sequence;
        this.payloadBytes = payloadBytes;
    }

    static Packet payload(int firstSequence, int chunkCount, ByteBuf content) {
        return new Packet(
                Kind.PAYLOAD,
                firstSequence,
                (firstSequence + chunkCount - 1) & 0xff,
                content.readableBytes(),
                content);
    }

    static Packet oversized(int lastSequence, long payloadBytes) {
        return new Packet(Kind.OVERSIZED, 0, lastSequence, payloadBytes, Unpooled.EMPTY_BUFFER);
    }

    static Packet outOfOrder() {
        return new Packet(Kind.OUT_OF_ORDER, 0, 0, 0, Unpooled.EMPTY_BUFFER);
    }

    static Packet shutDown() {
        return new Packet(Kind.SHUT_DOWN, 0, 0, 0, Unpooled.EMPTY_BUFFER);
    }

    static Packet idle() {
        return new Packet(Kind.IDLE, 0, 0, 0, Unpooled.EMPTY_BUFFER);
    }

    Kind kind() {
        return kind;
    }

    /** Of the first chunk: 0 for a command. */
    int firstSequence() {
        return firstSequence;
    }

    /** Of the last chunk: the answer goes on with the next one. */
    int sequence() {
        return sequence;
    }

    /** Also of one that was skipped. */
    long payloadBytes() {
        return payloadBytes;
    }
}
