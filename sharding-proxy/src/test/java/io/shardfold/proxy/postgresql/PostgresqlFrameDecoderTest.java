package io.shardfold.proxy.postgresql;

import static io.shardfold.proxy.postgresql.Bytes.hex;
import static io.shardfold.proxy.postgresql.Bytes.int4;
import static io.shardfold.proxy.postgresql.Bytes.join;
import static io.shardfold.proxy.postgresql.Bytes.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.shardfold.core.error.LimitException;
import io.shardfold.proxy.client.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresqlFrameDecoderTest {

    private static final ByteBuf STARTUP =
            Unpooled.unreleasableBuffer(
                    join(int4(25), int4(3 << 16), text("user|a|options|||")).asReadOnly());

    private final PostgresqlFrameDecoder decoder =
            new PostgresqlFrameDecoder(Limits.DEFAULT.withPacketBytesMax(70_000));
    private final EmbeddedChannel channel = new EmbeddedChannel(decoder);

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aPacketMayComeByteByByte() {
        for (int i = 0; i < STARTUP.readableBytes(); i++) {
            assertTrue(channel.inboundMessages().isEmpty());
            send(STARTUP.copy(i, 1));
        }
        assertInstanceOf(StartupPacket.Startup.class, channel.readInbound());
        ByteBuf password = join(hex("70"), int4(7), text("abc"));
        ByteBuf query = join(hex("51"), int4(9), text("sql?|"));
        for (int i = 0; i < password.readableBytes(); i++) {
            send(password.copy(i, 1));
        }
        assertEquals(3, ((PostgresqlFrameDecoder.Password) channel.readInbound()).body().length);
        decoder.loggedIn();
        send(join(query.copy(), query.copy(0, 3)));
        send(query.copy(3, query.readableBytes() - 3));
        assertEquals(new FrontendMessage.Query("sql?"), channel.readInbound());
        assertEquals(new FrontendMessage.Query("sql?"), channel.readInbound());
        assertNull(channel.readInbound());
    }

    @Test
    void otherProtocolsAreClosedInSilence() {
        for (String garbage :
                new String[] {
                    "GET / HTTP/1.0\r\n\r\n",
                    "\u0016\u0003\u0001\u0002\u0000",
                    "SSH-2.0-OpenSSH_9.2"
                }) {
            EmbeddedChannel other = new EmbeddedChannel(new PostgresqlFrameDecoder(Limits.DEFAULT));
            other.writeInbound(text(garbage));
            assertNull(((PostgresqlFrameDecoder.Broken) other.readInbound()).failure());
            other.finishAndReleaseAll();
        }
    }

    @Test
    void aLengthIsJudgedBeforeItsBytes() {
        send(int4(10_005));
        assertNull(((PostgresqlFrameDecoder.Broken) channel.readInbound()).failure());
    }

    @Test
    void bytesBehindAnSslRequestEndIt() {
        send(join(int4(8), hex("04d2162f"), hex("00")));
        assertEquals(
                "received unencrypted data after SSL request",
                ((PostgresqlFrameDecoder.Broken) channel.readInbound()).failure().getMessage());
    }

    @Test
    void onlyPasswordsDuringTheLogin() {
        send(join(STARTUP.copy(), hex("51"), int4(4)));
        channel.readInbound();
        assertEquals(
                "expected password response, got message type 81",
                ((PostgresqlFrameDecoder.Broken) channel.readInbound()).failure().getMessage());
    }

    @Test
    void aLargePasswordIsNotWaitedFor() {
        send(join(STARTUP.copy(), hex("70"), int4(65_536)));
        channel.readInbound();
        assertInstanceOf(PostgresqlFrameDecoder.Broken.class, channel.readInbound());
    }

    @Test
    void aMessageThatIsTooLargeIsSkipped() {
        logIn();
        send(join(hex("51"), int4(70_001)));
        byte[] part = new byte[10_000];
        for (int sent = 4; sent < 70_001; sent += part.length) {
            assertNull(channel.readInbound());
            send(Unpooled.copiedBuffer(part, 0, Math.min(part.length, 70_001 - sent)));
        }
        FrontendMessage.Malformed malformed = channel.readInbound();
        assertEquals('Q', malformed.type());
        assertEquals(70_001, ((LimitException) malformed.failure()).asked());
        send(join(hex("53"), int4(4)));
        assertEquals(new FrontendMessage.Sync(), channel.readInbound());
    }

    @Test
    void whatCannotBeALengthEndsIt() {
        for (ByteBuf frame :
                List.of(
                        join(hex("51"), int4(3)),
                        join(hex("51"), int4(-1)),
                        join(hex("51"), int4(0x3fffffff)),
                        join(hex("53"), int4(10_001)),
                        join(hex("79"), int4(4)))) {
            PostgresqlFrameDecoder other = new PostgresqlFrameDecoder(Limits.DEFAULT);
            EmbeddedChannel otherChannel = new EmbeddedChannel(other);
            otherChannel.writeInbound(STARTUP.copy());
            otherChannel.readInbound();
            other.loggedIn();
            otherChannel.writeInbound(frame);
            PostgresqlFrameDecoder.Broken broken = otherChannel.readInbound();
            assertEquals("08P01", broken.failure().postgresqlState());
            otherChannel.finishAndReleaseAll();
        }
    }

    @Test
    void anyBytesInAnyPieces() {
        Random random = new Random(99);
        for (int i = 0; i < 3000; i++) {
            PostgresqlFrameDecoder other =
                    new PostgresqlFrameDecoder(Limits.DEFAULT.withPacketBytesMax(70_000));
            EmbeddedChannel otherChannel = new EmbeddedChannel(other);
            if (random.nextBoolean()) {
                otherChannel.writeInbound(STARTUP.copy());
                other.loggedIn();
            }
            for (int piece = random.nextInt(20); piece > 0; piece--) {
                byte[] bytes = new byte[random.nextInt(30)];
                random.nextBytes(bytes);
                for (int j = 0; j < bytes.length; j++) {
                    if (random.nextInt(4) > 0) {
                        bytes[j] = (byte) "QPBDECHSX\0\0\0\0\0\0\4\5\10".charAt(random.nextInt(18));
                    }
                }
                otherChannel.writeInbound(Unpooled.wrappedBuffer(bytes));
            }
            List<Object> messages = new ArrayList<>(otherChannel.inboundMessages());
            for (int j = 0; j < messages.size() - 1; j++) {
                assertTrue(
                        !(messages.get(j) instanceof PostgresqlFrameDecoder.Broken),
                        "nothing is read behind the end");
            }
            otherChannel.finishAndReleaseAll();
        }
    }

    private void logIn() {
        send(STARTUP.copy());
        channel.readInbound();
        decoder.loggedIn();
    }

    private void send(ByteBuf bytes) {
        channel.writeInbound(bytes);
    }
}
