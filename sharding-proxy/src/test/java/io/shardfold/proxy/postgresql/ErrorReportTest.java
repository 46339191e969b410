package io.shardfold.proxy.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardException;
import io.shardfold.core.error.StatementException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class ErrorReportTest {

    /** One position is one character, whatever it takes in UTF-16 or UTF-8. */
    @Test
    void positionsCountCharacters() {
        String sql = "select '\u00e9\ud83d\ude00', nosuch";
        StatementException failure =
                new StatementException(
                        Problem.UNKNOWN_COLUMN, "column does not exist", sql.indexOf("nosuch"));
        assertEquals("14", fields(ErrorReport.of(failure, sql, 0)).get('P'));
        String two = "select 1; " + sql;
        assertEquals("24", fields(ErrorReport.of(failure, two, 10)).get('P'));
    }

    @Test
    void aPlaceThatIsNotKnownIsNotTold() {
        assertNull(
                fields(
                                ErrorReport.of(
                                        new StatementException(
                                                Problem.SYNTAX,
                                                "x",
                                                StatementException.NO_POSITION),
                                        "select",
                                        0))
                        .get('P'));
    }

    @Test
    void whatAShardSaidIsPassedOn() {
        ServerErrorMessage server =
                new ServerErrorMessage(
                        "SFATAL\0VFATAL\0C23505\0Mduplicate key value\0DKey (id)=(1) already exists."
                                + "\0Htry another\0P77\0spublic\0tt\0nt_pkey\0Fnbtinsert.c\0L666\0R_bt_check\0");
        Map<Character, String> fields =
                fields(
                        ErrorReport.of(
                                new ShardException("ds_0", new PSQLException(server)),
                                "insert",
                                0));
        assertEquals("ERROR", fields.get('S'), "a shard's end isn't ours");
        assertEquals("ERROR", fields.get('V'));
        assertEquals("23505", fields.get('C'));
        assertEquals("duplicate key value", fields.get('M'));
        assertEquals("Key (id)=(1) already exists.", fields.get('D'));
        assertEquals("try another", fields.get('H'));
        assertEquals("public", fields.get('s'));
        assertEquals("t", fields.get('t'));
        assertEquals("t_pkey", fields.get('n'));
        assertEquals("_bt_check", fields.get('R'));
        assertNull(fields.get('P'), "the shard's text is another");
    }

    @Test
    void anErrorOfAnotherDriverIsPassedOnToo() {
        Map<Character, String> fields =
                fields(
                        ErrorReport.of(
                                new ShardException("ds_0", new SQLException("no", "22012", 7)),
                                null,
                                0));
        assertEquals("22012", fields.get('C'));
        assertEquals("no", fields.get('M'));
    }

    @Test
    void aFaultOfOursTellsNothingOfItself() {
        Map<Character, String> fields =
                fields(ErrorReport.of(new IllegalStateException("secret"), "select 'x'", 0));
        assertEquals("XX000", fields.get('C'));
        assertTrue(fields.values().stream().noneMatch(value -> value.contains("secret")));
    }

    @Test
    void theBytesOfAnError() {
        ByteBuf out = Unpooled.buffer();
        new ErrorReport(
                        "FATAL", "08P01", "no", null, null, null, null, null, null, null, null, 0,
                        null, 0, null)
                .write(out);
        assertEquals(
                "450000001e"
                        + "53464154414c00"
                        + "56464154414c00"
                        + "43303850303100"
                        + "4d6e6f00"
                        + "00",
                Bytes.hexOf(out));
    }

    private static Map<Character, String> fields(ErrorReport report) {
        ByteBuf out = Unpooled.buffer();
        report.write(out);
        assertEquals('E', out.readByte());
        int length = out.readableBytes();
        assertEquals(length, out.readInt());
        Map<Character, String> fields = new LinkedHashMap<>();
        while (out.getByte(out.readerIndex()) != 0) {
            char code = (char) out.readByte();
            int end = out.bytesBefore((byte) 0);
            fields.put(code, out.readCharSequence(end, StandardCharsets.UTF_8).toString());
            out.skipBytes(1);
        }
        return fields;
    }
}
