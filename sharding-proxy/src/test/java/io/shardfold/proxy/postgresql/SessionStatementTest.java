package io.shardfold.proxy.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shardfold.core.error.StatementException;
import org.junit.jupiter.api.Test;

class SessionStatementTest {

    @Test
    void otherStatementsAreTheEngines() {
        assertNull(SessionStatement.parse("select 1"));
        assertNull(SessionStatement.parse(""));
        assertNull(SessionStatement.parse("/* declare c cursor for */ select 1"));
        assertNull(SessionStatement.parse("fetched"));
    }

    @Test
    void declare() {
        String sql = "-- x\n/* a /* b */ c */DECLARE \"My c\" NO SCROLL CURSOR FOR select 1;";
        assertEquals(
                new SessionStatement.Declare(
                        "My c", false, false, "select 1;", sql.indexOf("select")),
                SessionStatement.parse(sql));
        assertEquals(
                new SessionStatement.Declare("c", true, true, "select 1", 43),
                SessionStatement.parse("declare C binary cursor  with  hold  for\n  select 1"));
        assertEquals(
                new SessionStatement.Declare("c", false, false, "table t", 34),
                SessionStatement.parse("declare c cursor without hold for table t"));
    }

    @Test
    void fetchAndMove() {
        assertEquals(fetch(1), SessionStatement.parse("fetch c"));
        assertEquals(fetch(1), SessionStatement.parse("FETCH NEXT FROM c;"));
        assertEquals(fetch(100), SessionStatement.parse("FETCH FORWARD 100 FROM \"c\""));
        assertEquals(fetch(7), SessionStatement.parse("fetch 7 in c"));
        assertEquals(fetch(Long.MAX_VALUE), SessionStatement.parse("fetch all from c"));
        assertEquals(fetch(Long.MAX_VALUE), SessionStatement.parse("fetch forward all c"));
        assertEquals(
                new SessionStatement.Fetch("c", 5, true),
                SessionStatement.parse("move forward 5 c"));
        for (String backward :
                new String[] {
                    "prior", "-1", "backward 5", "first", "absolute 3", "0", "relative 2"
                }) {
            assertEquals(
                    "0A000",
                    assertThrows(
                                    StatementException.class,
                                    () -> SessionStatement.parse("fetch " + backward + " from c"))
                            .postgresqlState());
        }
    }

    @Test
    void close() {
        assertEquals(new SessionStatement.Close("c"), SessionStatement.parse("close C"));
        assertEquals(new SessionStatement.Close(null), SessionStatement.parse(" close all ; "));
        assertEquals("CLOSE CURSOR ALL", SessionStatement.parse("close all").tag());
    }

    @Test
    void preparedStatementsAndNotifications() {
        assertEquals(
                new SessionStatement.Deallocate("S_1"),
                SessionStatement.parse("deallocate prepare \"S_1\""));
        assertEquals(
                new SessionStatement.Deallocate("s_1"), SessionStatement.parse("DEALLOCATE S_1;"));
        assertEquals(
                new SessionStatement.Deallocate(null), SessionStatement.parse("deallocate all"));
        assertEquals(new SessionStatement.Unlisten(), SessionStatement.parse("UNLISTEN *"));
        assertEquals(new SessionStatement.Unlisten(), SessionStatement.parse("unlisten c"));
    }

    @Test
    void whatCannotBeReadIsASyntaxError() {
        for (String sql :
                new String[] {"fetch", "declare c", "close", "declare c cursor select 1"}) {
            assertEquals(
                    "42601",
                    assertThrows(StatementException.class, () -> SessionStatement.parse(sql))
                            .postgresqlState());
        }
    }

    /** Long texts must not exhaust the stack. */
    @Test
    void longTexts() {
        assertNull(SessionStatement.parse("/*" + "x".repeat(1_000_000) + "*/ select 1"));
        assertNull(SessionStatement.parse("/* */ -- \n".repeat(100_000)));
        assertThrows(
                StatementException.class,
                () -> SessionStatement.parse("fetch \"" + "\"\"".repeat(100_000) + "\""));
        String query = "select '" + "y".repeat(1_000_000) + "'";
        assertEquals(
                query,
                ((SessionStatement.Declare) SessionStatement.parse("declare c cursor for " + query))
                        .query());
        assertThrows(
                StatementException.class,
                () -> SessionStatement.parse("fetch " + "a ".repeat(100_000)));
    }

    private static SessionStatement fetch(long count) {
        return new SessionStatement.Fetch("c", count, false);
    }
}
