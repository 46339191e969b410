package io.shardfold.proxy.mysql;

import io.netty.buffer.ByteBuf;
import io.shardfold.proxy.client.Outbound;

/**
 * Writes the packets of one client's answers, with the sequence ids that they need. Confined to the
 * thread that answers.
 */
final class PacketWriter {

    private final Outbound outbound;
    private ByteBuf buffer;
    private int start = -1;
    private int sequence;

    PacketWriter(Outbound outbound) {
        this.outbound = outbound;
    }

    /** The id of the next packet: one more than the client's last. */
    void sequence(int next) {
        sequence = next & 0xff;
    }

    /** Of the next packet, whoever sends it. */
    int nextSequence() {
        return sequence;
    }

    /** Starts a packet; what is written to the buffer until {@link #end} is its payload. */
    ByteBuf begin() {
        assert start < 0 : "the packet before has no end";
        buffer = outbound.buffer();
        start = buffer.writerIndex();
        return buffer.writeZero(PacketDecoder.HEADER_BYTES);
    }

    /**
     * Ends the packet. Blocks while the client is slow.
     *
     * @throws io.shardfold.proxy.client.ClientGoneException when nobody reads any more
     */
    void end() {
        int payload = start + PacketDecoder.HEADER_BYTES;
        int length = buffer.writerIndex() - payload;
        if (length < PacketDecoder.CHUNK_BYTES_MAX) {
            header(start, length);
        } else {
            split(payload, length);
        }
        start = -1;
        buffer = null;
        outbound.written();
    }

    /** Takes back what was begun; does nothing when nothing was. */
    void abort() {
        if (start >= 0) {
            buffer.writerIndex(start);
            start = -1;
            buffer = null;
        }
    }

    void flush() {
        outbound.flush();
    }

    private void header(int index, int length) {
        buffer.setMediumLE(index, length);
        buffer.setByte(index + 3, sequence);
        sequence = (sequence + 1) & 0xff;
    }

    /** The first chunk stays where it is, the rest moves up to make room for headers. */
    private void split(int payload, int length) {
        header(start, PacketDecoder.CHUNK_BYTES_MAX);
        int left = length - PacketDecoder.CHUNK_BYTES_MAX;
        ByteBuf rest = buffer.alloc().buffer(Math.max(left, 1));
        try {
            rest.writeBytes(buffer, payload + PacketDecoder.CHUNK_BYTES_MAX, left);
            buffer.writerIndex(payload + PacketDecoder.CHUNK_BYTES_MAX);
            int chunk;
            do {
                chunk = Math.min(rest.readableBytes(), PacketDecoder.CHUNK_BYTES_MAX);
                int index = buffer.writerIndex();
                buffer.writeZero(PacketDecoder.HEADER_BYTES);
                header(index, chunk);
                buffer.writeBytes(rest, chunk);
            } while (chunk == PacketDecoder.CHUNK_BYTES_MAX);
        } finally {
            rest.release();
        }
    }
}
