package io.shardfold.proxy.mysql;

import static org.junit.jupiter.api.Assertions.fail;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.shardfold.core.error.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any bytes give a value or a ProtocolException. A failure prints the bytes. */
class DecoderFuzzTest {

    private static final int ROUNDS = 40_000;

    private static final List<Consumer<ByteBuf>> DECODERS =
            List.of(
                    in -> HandshakeResponse.decode(in, -1),
                    in -> HandshakeResponse.decode(in, Capabilities.offer(true, false)),
                    in -> ChangeUser.decode(in, -1),
                    in -> Command.decode(in, 0),
                    in -> Command.decode(in, -1),
                    in -> arguments(in, 0, 3, null),
                    in -> arguments(in, -1, 2, null),
                    in -> arguments(in, 0, 2, new int[] {0x8003, 0xfd}));

    /** Messages that are right, to be bent. */
    private static final List<byte[]> SEEDS =
            List.of(
                    Hex.bytes(
                            "0da2bf0000000001 2d 0000000000000000000000000000000000000000000000"
                                    + " 61707000 14 b32bb3a583e1340c0a1108d58b1be49781ad8c2f 73686f7000"
                                    + " 6d7973716c5f6e61746976655f70617373776f726400 0c 045f706964 0131 0361626301 78"),
                    Hex.bytes("11 61707000 00 73686f7000 2d00 6d7973716c00"),
                    Hex.bytes("17 01000000 00 01000000 00 01 0300 fd00 07000000 0161"),
                    Hex.bytes("05 01 0300 0300 fd00 07000000"),
                    Hex.bytes("00 01 0c00 0b00 f600 07e807021d0c2238 080101000000 0a163b 022d31"),
                    Hex.bytes("03 01 01 00 01 fd00 0161 027879 53454c"));

    private static void arguments(ByteBuf in, int capabilities, int count, int[] earlier) {
        Arguments.decode(in, 0, capabilities, count, earlier, null, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyBytesGiveAValueOrAnError(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = bytes(random);
            for (Consumer<ByteBuf> decoder : DECODERS) {
                try {
                    decoder.accept(Unpooled.wrappedBuffer(bytes.clone()));
                } catch (ProtocolException refused) {
                    // Just that is allowed.
                } catch (RuntimeException | Error fault) {
                    fail(HexFormat.of().formatHex(bytes), fault);
                }
            }
        }
    }

    private static byte[] bytes(Random random) {
        if (random.nextInt(3) == 0) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            return bytes;
        }
        byte[] bytes = SEEDS.get(random.nextInt(SEEDS.size())).clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            bytes[random.nextInt(bytes.length)] =
                    random.nextBoolean()
                            ? (byte) random.nextInt()
                            : (byte) (0xfa + random.nextInt(6));
        }
        return random.nextInt(3) == 0
                ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 4))
                : bytes;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyBytesGivePackets(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            PacketDecoder decoder = new PacketDecoder(5000);
            EmbeddedChannel channel = new EmbeddedChannel(decoder);
            if (random.nextBoolean()) {
                decoder.loggedIn(20_000);
            }
            for (int i = 0; i < 20; i++) {
                byte[] bytes = new byte[random.nextInt(400)];
                random.nextBytes(bytes);
                for (int j = 2; j < bytes.length; j += 1 + random.nextInt(40)) {
                    bytes[j] = 0;
                }
                channel.writeInbound(Unpooled.wrappedBuffer(bytes));
                Packet packet;
                while ((packet = channel.readInbound()) != null) {
                    packet.release();
                }
            }
            channel.finishAndReleaseAll();
        }
    }
}
