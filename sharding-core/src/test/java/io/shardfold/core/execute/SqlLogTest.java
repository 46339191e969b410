package io.shardfold.core.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardfold.sql.Syntax;
import org.junit.jupiter.api.Test;

/** What the log of statements may show. */
class SqlLogTest {

    @Test
    void literalsAreNotShown() {
        assertEquals(
                "INSERT INTO t VALUES (?, ?, ?) /* why */",
                SqlLog.masked(
                        Syntax.MYSQL,
                        "INSERT INTO t\n  VALUES (4711, 'secret', x'5EC2E7') /* why */"));
        assertEquals(
                "SET PASSWORD = ?", SqlLog.masked(Syntax.MYSQL, "SET PASSWORD = 'it''s a secret'"));
        assertEquals(
                "ALTER USER app PASSWORD ?",
                SqlLog.masked(Syntax.POSTGRESQL_JDBC, "ALTER USER app PASSWORD $$secret$$"));
    }

    @Test
    void aTextThatCantBeReadIsNotShownAtAll() {
        assertEquals(
                "(a text that can't be read)",
                SqlLog.masked(Syntax.MYSQL, "SELECT 'a secret without an end"));
    }
}
