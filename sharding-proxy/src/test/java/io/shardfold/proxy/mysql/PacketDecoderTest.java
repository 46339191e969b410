package io.shardfold.proxy.mysql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.shardfold.proxy.client.Outbound;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketDecoderTest {

    private static final int CHUNK = PacketDecoder.CHUNK_BYTES_MAX;

    private final PacketDecoder decoder = new PacketDecoder(1000);
    private final EmbeddedChannel channel = new EmbeddedChannel(decoder);

    private static ByteBuf header(int length, int sequence) {
        return Unpooled.buffer().writeMediumLE(length).writeByte(sequence);
    }

    private static byte[] payload(Packet packet) {
        byte[] bytes = new byte[packet.content().readableBytes()];
        packet.content().readBytes(bytes);
        packet.release();
        return bytes;
    }

    @Test
    void givesAPacketThatComesOneByteAtATime() {
        byte[] bytes = {3, 0, 0, 7, 'a', 'b', 'c'};
        for (byte b : bytes) {
            assertNull(channel.readInbound());
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {b}));
        }
        Packet packet = channel.readInbound();
        assertEquals(Packet.Kind.PAYLOAD, packet.kind());
        assertEquals(7, packet.sequence());
        assertArrayEquals(new byte[] {'a', 'b', 'c'}, payload(packet));
    }

    @Test
    void givesPacketsThatComeTogetherInTheirOrder() {
        channel.writeInbound(
                Unpooled.wrappedBuffer(new byte[] {1, 0, 0, 0, 'a', 0, 0, 0, 0, 1, 0, 0, 9, 'b'}));
        assertArrayEquals(new byte[] {'a'}, payload(channel.readInbound()));
        assertArrayEquals(new byte[0], payload(channel.readInbound()));
        Packet last = channel.readInbound();
        assertEquals(9, last.sequence());
        assertArrayEquals(new byte[] {'b'}, payload(last));
    }

    @Test
    void tellsOfALongPacketBeforeTheLoginAtOnceAndReadsNothingMore() {
        channel.writeInbound(header(1001, 1));
        Packet packet = channel.readInbound();
        assertEquals(Packet.Kind.OVERSIZED, packet.kind());
        assertEquals(1001, packet.payloadBytes());
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[1001 + 50]));
        assertNull(channel.readInbound());
    }

    @Test
    void skipsALongPacketAndGoesOn() {
        decoder.loggedIn(10);
        channel.writeInbound(header(11, 0), Unpooled.wrappedBuffer(new byte[5]));
        assertNull(channel.readInbound());
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[6]), header(1, 0));
        assertEquals(Packet.Kind.OVERSIZED, channel.<Packet>readInbound().kind());
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {14}));
        assertArrayEquals(new byte[] {14}, payload(channel.readInbound()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void joinsChunks(int lastLength) {
        decoder.loggedIn(64 << 20);
        byte[] content = new byte[CHUNK * 2 + lastLength];
        new Random(1).nextBytes(content);
        channel.writeInbound(header(CHUNK, 0), Unpooled.wrappedBuffer(content, 0, CHUNK));
        channel.writeInbound(header(CHUNK, 1), Unpooled.wrappedBuffer(content, CHUNK, CHUNK));
        assertNull(channel.readInbound());
        channel.writeInbound(
                header(lastLength, 2), Unpooled.wrappedBuffer(content, 2 * CHUNK, lastLength));
        Packet packet = channel.readInbound();
        assertEquals(0, packet.firstSequence());
        assertEquals(2, packet.sequence());
        assertArrayEquals(content, payload(packet));
    }

    @Test
    void holdsTheSumOfTheChunksToTheLimit() {
        decoder.loggedIn(CHUNK + 10);
        channel.writeInbound(header(CHUNK, 0), Unpooled.wrappedBuffer(new byte[CHUNK]));
        channel.writeInbound(header(11, 1), Unpooled.wrappedBuffer(new byte[11]));
        Packet packet = channel.readInbound();
        assertEquals(Packet.Kind.OVERSIZED, packet.kind());
        assertEquals(CHUNK + 11, packet.payloadBytes());
        assertEquals(1, packet.sequence());
    }

    @Test
    void tellsOfAChunkOutOfOrder() {
        decoder.loggedIn(64 << 20);
        channel.writeInbound(header(CHUNK, 0), Unpooled.wrappedBuffer(new byte[CHUNK]));
        channel.writeInbound(header(1, 2), Unpooled.wrappedBuffer(new byte[1]));
        assertEquals(Packet.Kind.OUT_OF_ORDER, channel.<Packet>readInbound().kind());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0xfffffe, 0xffffff, 0x1000000, 2 * 0xffffff, 2 * 0xffffff + 7})
    void readsBackWhatTheWriterSplits(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        EmbeddedChannel sending = new EmbeddedChannel();
        Outbound outbound = new Outbound(sending, 1000);
        PacketWriter writer = new PacketWriter(outbound);
        writer.sequence(254);
        writer.begin().writeBytes(content);
        sending.config().setWriteBufferHighWaterMark(Integer.MAX_VALUE);
        writer.end();
        writer.flush();
        int chunkCount = length / CHUNK + 1;
        assertEquals((254 + chunkCount) & 0xff, writer.nextSequence());

        decoder.loggedIn(1 << 30);
        channel.writeInbound(sending.<ByteBuf>readOutbound());
        Packet packet = channel.readInbound();
        assertEquals(254, packet.firstSequence());
        assertArrayEquals(content, payload(packet));
        assertNull(channel.readInbound());
    }

    @Test
    void takesBackAPacketThatWasBegun() {
        EmbeddedChannel sending = new EmbeddedChannel();
        PacketWriter writer = new PacketWriter(new Outbound(sending, 1000));
        writer.begin().writeByte(1);
        writer.end();
        writer.begin().writeByte(2);
        writer.abort();
        writer.begin().writeByte(3);
        writer.end();
        writer.flush();
        assertEquals(
                Unpooled.wrappedBuffer(new byte[] {1, 0, 0, 0, 1, 1, 0, 0, 1, 3}),
                sending.<ByteBuf>readOutbound());
    }
}
