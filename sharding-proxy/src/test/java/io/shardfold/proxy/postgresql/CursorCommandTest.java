package io.shardfold.proxy.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shardfold.core.error.StatementException;
import org.junit.jupiter.api.Test;

class CursorCommandTest {

    @Test
    void otherStatementsArentAboutCursors() {
        assertNull(CursorCommand.parse("select 1"));
        assertNull(CursorCommand.parse(""));
        assertNull(CursorCommand.parse("/* declare c cursor for */ select 1"));
        assertNull(CursorCommand.parse("fetched"));
    }

    @Test
    void declare() {
        String sql = "-- x\n/* a /* b */ c */DECLARE \"My c\" NO SCROLL CURSOR FOR select 1;";
        assertEquals(
                new CursorCommand.Declare("My c", false, false, "select 1;", sql.indexOf("select")),
                CursorCommand.parse(sql));
        assertEquals(
                new CursorCommand.Declare("c", true, true, "select 1", 43),
                CursorCommand.parse("declare C binary cursor  with  hold  for\n  select 1"));
        assertEquals(
                new CursorCommand.Declare("c", false, false, "table t", 34),
                CursorCommand.parse("declare c cursor without hold for table t"));
    }

    @Test
    void fetchAndMove() {
        assertEquals(fetch(1), CursorCommand.parse("fetch c"));
        assertEquals(fetch(1), CursorCommand.parse("FETCH NEXT FROM c;"));
        assertEquals(fetch(100), CursorCommand.parse("FETCH FORWARD 100 FROM \"c\""));
        assertEquals(fetch(7), CursorCommand.parse("fetch 7 in c"));
        assertEquals(fetch(Long.MAX_VALUE), CursorCommand.parse("fetch all from c"));
        assertEquals(fetch(Long.MAX_VALUE), CursorCommand.parse("fetch forward all c"));
        assertEquals(
                new CursorCommand.Fetch("c", 5, true), CursorCommand.parse("move forward 5 c"));
        for (String backward :
                new String[] {
                    "prior", "-1", "backward 5", "first", "absolute 3", "0", "relative 2"
                }) {
            assertEquals(
                    "0A000",
                    assertThrows(
                                    StatementException.class,
                                    () -> CursorCommand.parse("fetch " + backward + " from c"))
                            .postgresqlState());
        }
    }

    @Test
    void close() {
        assertEquals(new CursorCommand.Close("c"), CursorCommand.parse("close C"));
        assertEquals(new CursorCommand.Close(null), CursorCommand.parse(" close all ; "));
        assertEquals("CLOSE CURSOR ALL", CursorCommand.parse("close all").tag());
    }

    @Test
    void whatCannotBeReadIsASyntaxError() {
        for (String sql :
                new String[] {"fetch", "declare c", "close", "declare c cursor select 1"}) {
            assertEquals(
                    "42601",
                    assertThrows(StatementException.class, () -> CursorCommand.parse(sql))
                            .postgresqlState());
        }
    }

    /** Long texts must not exhaust the stack. */
    @Test
    void longTexts() {
        assertNull(CursorCommand.parse("/*" + "x".repeat(1_000_000) + "*/ select 1"));
        assertNull(CursorCommand.parse("/* */ -- \n".repeat(100_000)));
        assertThrows(
                StatementException.class,
                () -> CursorCommand.parse("fetch \"" + "\"\"".repeat(100_000) + "\""));
        String query = "select '" + "y".repeat(1_000_000) + "'";
        assertEquals(
                query,
                ((CursorCommand.Declare) CursorCommand.parse("declare c cursor for " + query))
                        .query());
        assertThrows(
                StatementException.class,
                () -> CursorCommand.parse("fetch " + "a ".repeat(100_000)));
    }

    private static CursorCommand fetch(long count) {
        return new CursorCommand.Fetch("c", count, false);
    }
}
