package io.shardfold.proxy.mysql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts a client's bytes into packets: 3 bytes of length, 1 of sequence id, the payload. A payload
 * of 2^24-1 bytes or more comes in chunks of just that many, and ends with a shorter one, which may
 * be empty.
 *
 * <p>The limit is checked when a chunk's header is there, before anything waits for its payload. A
 * packet above it is skipped as it comes and takes no memory, and is told of at its end, so that
 * the connection can go on. Before the login it is told of at once, and nothing after it is read.
 */
final class PacketDecoder extends ByteToMessageDecoder {

    static final int HEADER_BYTES = 4;
    static final int CHUNK_BYTES_MAX = 0xffffff;

    // Set by the thread that runs the login, read by the event loop.
    private volatile int packetBytesMax;

    // The packet that is being read.
    private CompositeByteBuf chunks;
    private int chunkCount;
    private int firstSequence;
    private int lastSequence;
    private long payloadBytes;
    private boolean outOfOrder;

    // The chunk that is being read or skipped.
    private boolean inChunk;
    private boolean skipping;
    private boolean lastChunk;
    private int chunkBytesLeft;

    private volatile boolean loggedIn;
    private boolean dead;

    /**
     * @param packetBytesMax before the login
     */
    PacketDecoder(int packetBytesMax) {
        this.packetBytesMax = packetBytesMax;
    }

    /** Any thread. {@code bytesMax} is the limit for packets whose header comes from now on. */
    void loggedIn(int bytesMax) {
        packetBytesMax = bytesMax;
        loggedIn = true;
    }

    /**
     * Takes the bytes that came behind the last whole packet: they belong to TLS, which starts
     * there. On the event loop, while that packet is handled.
     */
    ByteBuf takeBytesLeft() {
        ByteBuf left = internalBuffer();
        return left.readRetainedSlice(left.readableBytes());
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (dead) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (!inChunk) {
            if (in.readableBytes() < HEADER_BYTES) {
                return;
            }
            startChunk(in);
            if (skipping && !loggedIn) {
                dead = true;
                out.add(Packet.oversized(lastSequence, payloadBytes));
                return;
            }
        }
        if (skipping) {
            int skipped = Math.min(chunkBytesLeft, in.readableBytes());
            in.skipBytes(skipped);
            chunkBytesLeft -= skipped;
            if (chunkBytesLeft > 0) {
                return;
            }
        } else if (in.readableBytes() < chunkBytesLeft) {
            return;
        } else if (lastChunk && chunkCount == 1) {
            inChunk = false;
            Packet packet = Packet.payload(firstSequence, 1, in.readRetainedSlice(chunkBytesLeft));
            reset();
            out.add(packet);
            return;
        } else {
            if (chunks == null) {
                chunks = context.alloc().compositeBuffer(Integer.MAX_VALUE);
            }
            chunks.addComponent(true, in.readRetainedSlice(chunkBytesLeft));
        }
        inChunk = false;
        if (lastChunk) {
            out.add(finish());
        }
    }

    private void startChunk(ByteBuf in) {
        int length = in.readUnsignedMediumLE();
        int sequence = in.readUnsignedByte();
        if (chunkCount == 0) {
            firstSequence = sequence;
        } else if (sequence != ((lastSequence + 1) & 0xff)) {
            outOfOrder = true;
            skipping = true;
        }
        chunkCount++;
        lastSequence = sequence;
        payloadBytes += length;
        lastChunk = length < CHUNK_BYTES_MAX;
        chunkBytesLeft = length;
        inChunk = true;
        if (payloadBytes > packetBytesMax && !skipping) {
            skipping = true;
            releaseChunks();
        }
    }

    private Packet finish() {
        Packet packet;
        if (outOfOrder) {
            packet = Packet.outOfOrder();
        } else if (skipping) {
            packet = Packet.oversized(lastSequence, payloadBytes);
        } else {
            packet = Packet.payload(firstSequence, chunkCount, chunks);
            chunks = null;
        }
        releaseChunks();
        reset();
        return packet;
    }

    private void reset() {
        chunkCount = 0;
        payloadBytes = 0;
        outOfOrder = false;
        skipping = false;
        inChunk = false;
    }

    private void releaseChunks() {
        if (chunks != null) {
            chunks.release();
            chunks = null;
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        releaseChunks();
    }
}
