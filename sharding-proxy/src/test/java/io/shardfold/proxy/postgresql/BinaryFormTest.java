package io.shardfold.proxy.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.error.StatementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes as PostgreSQL 18 sends them. */
class BinaryFormTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "16; t; 01",
                "16; f; 00",
                "17; \\x00ff10; 00ff10",
                "20; -1; ffffffffffffffff",
                "21; 258; 0102",
                "23; 5; 00000005",
                "25; grün; 6772c3bc6e",
                "26; 4294967295; ffffffff",
                "700; 1.5; 3fc00000",
                "701; NaN; 7ff8000000000000",
                "1082; 2000-01-01; 00000000",
                "1082; 2024-02-29; 00002279",
                "1082; 0044-03-15 BC; fff49d7b",
                "1082; infinity; 7fffffff",
                "1083; 12:34:56.789; 0000000a8be62608",
                "1083; 24:00:00; 000000141dd76000",
                "1114; 2000-01-01 00:00:00.000001; 0000000000000001",
                "1114; 1999-12-31 23:59:59; fffffffffff0bdc0",
                "1114; -infinity; 8000000000000000",
                "1186; +14 mons +3 days +4:05:06.789; 000000036c97ca88 00000003 0000000e",
                "1186; infinity; 7fffffffffffffff 7fffffff 7fffffff",
                "1266; 12:34:56.5+02:00:00; 0000000a8be1bd20 ffffe3e0",
                "1560; 101; 00000003a0",
                "2950; 00112233-4455-6677-8899-aabbccddeeff; 00112233445566778899aabbccddeeff",
                "3802; {\"a\": 1}; 017b2261223a20317d",
                "869; 192.168.1.5; 02200004c0a80105",
                "869; 192.168.1.5/24; 02180004c0a80105",
                "650; 10.0.0.0/8; 020801040a000000",
                "1700; 0; 0000 0000 0000 0000",
                "1700; 1.10; 0002 0000 0000 0002 0001 03e8",
                "1700; 12345.678; 0003 0001 0000 0003 0001 0929 1a7c",
                "1700; -0.00012; 0002 ffff 4000 0005 0001 07d0",
                "1700; 100000000; 0001 0002 0000 0000 0001",
                "1700; 0.500; 0001 ffff 0000 0003 1388",
                "1700; 0.00000000000000000001; 0001 fffb 0000 0014 0001",
                "1700; NaN; 0000 0000 c000 0000",
                "1700; -Infinity; 0000 0000 f000 0020",
                "1007; {1,2,NULL}; 00000001 00000001 00000017 00000003 00000001 00000004 00000001 00000004 00000002 ffffffff",
                "1007; {}; 00000000 00000000 00000017",
                "1007; {{1,2},{3,4}}; 00000002 00000000 00000017 00000002 00000001 00000002 00000001 00000004 00000001 00000004 00000002 00000004 00000003 00000004 00000004",
                "1005; [0:1]={5,6}; 00000001 00000000 00000015 00000002 00000000 00000002 0005 00000002 0006",
                "1009; {a,\"b c\",\"\",\"NULL\",NULL,\"x\\\"y\\\\z\"}; 00000001 00000001 00000019 00000006 00000001 00000001 61 00000003 622063 00000000 00000004 4e554c4c ffffffff 00000005 782279 5c7a",
            })
    void textAndBytesAreTheSameValue(int oid, String text, String hex) {
        BinaryForm form = PostgresqlType.binaryForm(oid);
        assertNotNull(form);
        ByteBuf out = Unpooled.buffer();
        form.write(text, out);
        assertEquals(hex.replace(" ", ""), Bytes.hexOf(out));
        assertEquals(text, form.read(out));
        assertFalse(out.isReadable());
    }

    /** What the database writes and we write otherwise, though it reads both. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1184; 2000-01-01 02:00:00+02; 0000000000000000",
                "1184; 2000-01-01 05:30:00.5+05:30; 000000000007a120",
                "1184; 1890-01-01 12:09:21+00:09:21; fff3aafed681b000",
                "1186; 1 year 2 mons 3 days 04:05:06.789; 000000036c97ca88 00000003 0000000e",
                "1186; -1 days +02:03:00; 00000001b7e1dd00 ffffffff 00000000",
                "1186; 00:00:00; 0000000000000000 00000000 00000000",
                "1186; P1Y2M3DT4H5M6.789S; 000000036c97ca88 00000003 0000000e",
                "1186; PT0S; 0000000000000000 00000000 00000000",
                "1186; P-1DT2H3M; 00000001b7e1dd00 ffffffff 00000000",
                "1186; -00:00:01.5; ffffffffffe91ca0 00000000 00000000",
                "701; 1e+15; 430c6bf526340000",
                "16; TRUE; 01",
                "17; \\000\\377; 00ff",
                "22; 1 2; 00000001 00000000 00000015 00000002 00000000 00000002 0001 00000002 0002",
            })
    void otherTextOfTheDatabase(int oid, String text, String hex) {
        ByteBuf out = Unpooled.buffer();
        PostgresqlType.binaryForm(oid).write(text, out);
        assertEquals(hex.replace(" ", ""), Bytes.hexOf(out));
    }

    @Test
    void instantsAreReadInUtc() {
        assertEquals(
                "2000-01-01 00:00:00.5+00",
                TimeForms.TIMESTAMPTZ.read(Bytes.hex("000000000007a120")));
        assertEquals(
                "0044-03-15 00:00:00+00 BC",
                TimeForms.TIMESTAMPTZ.read(Bytes.hex("ff1af9deec5b2000")));
    }

    @Test
    void unknownStylesAreRefused() {
        for (String text : new String[] {"@ 1 year ago", "+1-2 +3 +4:05:06.789 x", "1 lustrum"}) {
            StatementException failure =
                    assertThrows(
                            StatementException.class,
                            () -> TimeForms.INTERVAL.write(text, Unpooled.buffer()));
            assertEquals("0A000", failure.postgresqlState());
        }
    }

    @Test
    void aFewBytesCannotAskForManyZeros() {
        StatementException failure =
                assertThrows(
                        StatementException.class,
                        () -> BinaryForms.NUMERIC.read(Bytes.hex("0001 7fff 0000 3fff 0001")));
        assertEquals("0A000", failure.postgresqlState());
    }

    @Test
    void anyBytesAreAValueOrAnError() {
        Random random = new Random(3);
        for (PostgresqlType type : PostgresqlType.values()) {
            for (int oid : new int[] {type.oid(), type.arrayOid()}) {
                BinaryForm form = PostgresqlType.binaryForm(oid);
                if (form == null) {
                    continue;
                }
                for (int i = 0; i < 3000; i++) {
                    byte[] bytes = new byte[random.nextInt(48)];
                    random.nextBytes(bytes);
                    for (int j = 0; j < bytes.length; j++) {
                        if (random.nextInt(3) > 0) {
                            bytes[j] = (byte) random.nextInt(3);
                        }
                    }
                    try {
                        assertNotNull(form.read(Unpooled.wrappedBuffer(bytes)));
                    } catch (ShardfoldException expected) {
                        assertEquals(5, expected.postgresqlState().length());
                    }
                }
            }
        }
    }
}
