package io.shardfold.proxy.postgresql;

import static io.shardfold.proxy.postgresql.Bytes.hex;
import static io.shardfold.proxy.postgresql.Bytes.int2;
import static io.shardfold.proxy.postgresql.Bytes.int4;
import static io.shardfold.proxy.postgresql.Bytes.join;
import static io.shardfold.proxy.postgresql.Bytes.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrontendMessageTest {

    @Test
    void everyKindIsDecoded() {
        for (Class<?> message : FrontendMessage.class.getPermittedSubclasses()) {
            assertTrue(message.isRecord(), message.getName());
        }
        assertEquals("select 1", ((FrontendMessage.Query) decode('Q', text("select 1|"))).sql());
        assertEquals(new FrontendMessage.Describe(true, "p"), decode('D', text("Pp|")));
        assertEquals(new FrontendMessage.Describe(false, ""), decode('D', text("S|")));
        assertEquals(new FrontendMessage.Close(false, "s"), decode('C', text("Ss|")));
        assertEquals(new FrontendMessage.Execute("p", 7), decode('E', join(text("p|"), int4(7))));
        assertEquals(new FrontendMessage.Sync(), decode('S', Unpooled.EMPTY_BUFFER));
        assertEquals(new FrontendMessage.Flush(), decode('H', Unpooled.EMPTY_BUFFER));
        assertEquals(new FrontendMessage.Terminate(), decode('X', Unpooled.EMPTY_BUFFER));
        assertSame(FrontendMessage.Kind.FUNCTION_CALL, decode('F', hex("00 00 00 01")).kind());
        assertSame(FrontendMessage.Kind.COPY, decode('d', hex("01 02")).kind());
    }

    @Test
    void parseHasTypes() {
        FrontendMessage.Parse parse =
                (FrontendMessage.Parse)
                        decode('P', join(text("s1|select $1|"), int2(2), int4(23), int4(0)));
        assertEquals("s1", parse.name());
        assertEquals("select $1", parse.sql());
        assertArrayEquals(new int[] {23, 0}, parse.parameterTypes());
    }

    @Test
    void bindHasValuesAndFormats() {
        FrontendMessage.Bind bind =
                (FrontendMessage.Bind)
                        decode(
                                'B',
                                join(
                                        text("|s1|"),
                                        hex("0002 0000 0001"),
                                        hex("0002 00000002 3432 ffffffff"),
                                        hex("0001 0001")));
        assertEquals("", bind.portal());
        assertEquals("s1", bind.statement());
        assertArrayEquals(new short[] {0, 1}, bind.parameterFormats());
        assertArrayEquals(new byte[] {'4', '2'}, bind.values()[0]);
        assertNull(bind.values()[1]);
        assertArrayEquals(new short[] {1}, bind.resultFormats());
    }

    @Test
    void whatIsMissingOrLeftOverIsRefused() {
        assertEquals("invalid string in message", violation('Q', text("select 1")));
        assertEquals("invalid message format", violation('Q', text("select 1|x")));
        assertEquals("invalid message format", violation('S', hex("00")));
        assertEquals("insufficient data left in message", violation('E', text("p|")));
        assertEquals(
                "insufficient data left in message",
                violation('P', join(text("|select|"), int2(65535))));
        assertEquals(
                "insufficient data left in message",
                violation('B', join(text("||"), int2(0), int2(65535))));
        assertEquals(
                "insufficient data left in message",
                violation('B', join(text("||"), int2(0), int2(1), int4(1000))));
        assertEquals(
                "invalid message format",
                violation('B', join(text("||"), int2(0), int2(1), int4(-2), int2(0))));
        assertEquals("invalid DESCRIBE message subtype 88", violation('D', text("Xp|")));
    }

    @Test
    void textMustBeUtf8() {
        StatementException failure =
                assertThrows(StatementException.class, () -> decode('Q', hex("73 c3a9 ff 31 00")));
        assertSame(Problem.CHARACTER_NOT_IN_REPERTOIRE, failure.problem());
        assertEquals("invalid byte sequence for encoding \"UTF8\": 0xff", failure.getMessage());
    }

    /** Any bytes give a message or an error of the statement, never anything else. */
    @Test
    void anyBytesAreAMessageOrAnError() {
        Random random = new Random(20_251_125);
        byte[] types = {'Q', 'P', 'B', 'D', 'E', 'C', 'H', 'S', 'X', 'F', 'd', 'c', 'f'};
        int decoded = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] body = new byte[random.nextInt(40)];
            random.nextBytes(body);
            for (int j = 0; j < body.length; j++) {
                // Small numbers are what counts and strings are made of.
                if (random.nextInt(3) > 0) {
                    body[j] = (byte) random.nextInt(4);
                }
            }
            try {
                FrontendMessage message =
                        FrontendMessage.decode(
                                types[random.nextInt(types.length)], Unpooled.wrappedBuffer(body));
                assertTrue(message.heldBytes() >= 64);
                decoded++;
            } catch (StatementException expected) {
                assertTrue(
                        expected.problem() == Problem.PROTOCOL
                                || expected.problem() == Problem.CHARACTER_NOT_IN_REPERTOIRE);
            }
        }
        assertTrue(decoded > 1000, "some of them must be messages: " + decoded);
    }

    private static FrontendMessage decode(char type, ByteBuf body) {
        return FrontendMessage.decode((byte) type, body);
    }

    private static String violation(char type, ByteBuf body) {
        StatementException failure =
                assertThrows(StatementException.class, () -> decode(type, body));
        assertSame(Problem.PROTOCOL, failure.problem());
        return failure.getMessage();
    }
}
