package io.shardfold.proxy.postgresql;

import static io.shardfold.proxy.postgresql.Bytes.hex;
import static io.shardfold.proxy.postgresql.Bytes.int4;
import static io.shardfold.proxy.postgresql.Bytes.join;
import static io.shardfold.proxy.postgresql.Bytes.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.shardfold.core.error.ProtocolException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StartupPacketTest {

    private static final int VERSION_3_0 = 3 << 16;

    @Test
    void startupHasParameters() {
        StartupPacket.Startup startup =
                startup(VERSION_3_0, "user|scott|database|shop|user|tiger||");
        assertEquals(Map.of("user", "tiger", "database", "shop"), startup.parameters());
        assertFalse(startup.needsNegotiation());
    }

    @Test
    void newerMinorVersionsAreNegotiated() {
        assertEquals(VERSION_3_0, startup(VERSION_3_0, "user|u||").spokenVersion());
        assertEquals(196_610, startup(196_610, "user|u||").spokenVersion());
        assertFalse(startup(196_610, "user|u||").needsNegotiation());
        StartupPacket.Startup future =
                startup(VERSION_3_0 + 9999, "user|u|_pq_.test_protocol_negotiation|||");
        assertTrue(future.needsNegotiation());
        assertEquals(196_610, future.spokenVersion());
        assertEquals(List.of("_pq_.test_protocol_negotiation"), future.extensions());
        assertTrue(startup(VERSION_3_0, "user|u|_pq_.x|1||").needsNegotiation());
    }

    @Test
    void requestsBeforeTheLogin() {
        assertSame(StartupPacket.Kind.SSL_REQUEST, decode(hex("04d2162f")).kind());
        assertSame(StartupPacket.Kind.GSS_REQUEST, decode(hex("04d21630")).kind());
        StartupPacket.Cancel cancel =
                (StartupPacket.Cancel) decode(hex("04d2162e 00000007 01020304"));
        assertEquals(7, cancel.processId());
        assertArrayEquals(new byte[] {1, 2, 3, 4}, cancel.key());
        assertEquals(
                "unsupported frontend protocol 1234.5679: server supports 3.0 to 3.2",
                assertThrows(
                                ProtocolException.class,
                                () -> StartupPacket.decode(hex("04d2162f"), false, true))
                        .getMessage());
    }

    @Test
    void otherVersionsAndLayoutsAreRefused() {
        assertEquals(
                "unsupported frontend protocol 4.0: server supports 3.0 to 3.2",
                refusal(4 << 16, "user|u||"));
        String layout = "invalid startup packet layout: expected terminator as last byte";
        assertEquals(layout, refusal(VERSION_3_0, "user|u"));
        assertEquals(layout, refusal(VERSION_3_0, "user||x"));
        assertEquals(layout, refusal(VERSION_3_0, "user|u||rest|"));
        assertEquals(layout, refusal(VERSION_3_0, ""));
    }

    @Test
    void anyBytesAreAPacketOrAnError() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            byte[] rest = new byte[random.nextInt(30)];
            random.nextBytes(rest);
            for (int j = 0; j < rest.length; j++) {
                if (random.nextBoolean()) {
                    rest[j] = 0;
                }
            }
            ByteBuf body =
                    random.nextInt(4) == 0
                            ? Unpooled.wrappedBuffer(rest)
                            : join(int4(VERSION_3_0), Unpooled.wrappedBuffer(rest));
            try {
                decode(body);
            } catch (ProtocolException expected) {
                assertFalse(expected.getMessage().isEmpty());
            }
        }
    }

    private static StartupPacket decode(ByteBuf body) {
        return StartupPacket.decode(body, true, true);
    }

    private static StartupPacket.Startup startup(int version, String parameters) {
        return (StartupPacket.Startup) decode(join(int4(version), text(parameters)));
    }

    private static String refusal(int version, String parameters) {
        return assertThrows(ProtocolException.class, () -> startup(version, parameters))
                .getMessage();
    }
}
