package io.shardfold.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shardfold.sql.Dialect;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapeSyntaxTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT {d '2026-01-31'} | SELECT DATE '2026-01-31'",
                "SELECT { ts '2026-01-31 10:00:00' } | SELECT TIMESTAMP '2026-01-31 10:00:00' ",
                "SELECT {t '10:00:00'}, 1 | SELECT TIME '10:00:00', 1",
                "SELECT {fn ucase({fn ifnull(a, 'x}')})} | SELECT upper(coalesce(a, 'x}'))",
                "SELECT {fn curdate()} | SELECT CURRENT_DATE",
                "SELECT * FROM {oj a LEFT JOIN b ON a.i = b.i} | SELECT * FROM a LEFT JOIN b ON a.i = b.i",
                "SELECT a LIKE 'x!%' {escape '!'} | SELECT a LIKE 'x!%' ESCAPE '!'",
                "SELECT '{d ' + \"{t}\" | SELECT '{d ' + \"{t}\"",
                "SELECT $${d}$$, $x${t}$x$, $1 | SELECT $${d}$$, $x${t}$x$, $1",
                "SELECT E'\\'{d' -- {d | SELECT E'\\'{d' -- {d",
                "SELECT 1 /* {d */ | SELECT 1 /* {d */",
            })
    void writesPostgresql(String sql, String expected) throws SQLException {
        assertEquals(expected.strip(), EscapeSyntax.toDialect(sql, Dialect.POSTGRESQL).strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SELECT {fn ucase(a)} | SELECT ucase(a)",
                "SELECT '\\'{d', `{t`, {d '2026-01-31'} | SELECT '\\'{d', `{t`, DATE '2026-01-31'",
                "SELECT 1 # {d | SELECT 1 # {d",
            })
    void writesMySql(String sql, String expected) throws SQLException {
        assertEquals(expected, EscapeSyntax.toDialect(sql, Dialect.MYSQL));
    }

    @Test
    void refusesWhatIsNoEscape() {
        SQLException unknown =
                assertThrows(
                        SQLException.class,
                        () -> EscapeSyntax.toDialect("SELECT {x 1}", Dialect.POSTGRESQL));
        assertEquals("42601", unknown.getSQLState());
        SQLException open =
                assertThrows(
                        SQLException.class,
                        () -> EscapeSyntax.toDialect("SELECT {d '2026-01-31'", Dialect.MYSQL));
        assertEquals(1064, open.getErrorCode());
        assertThrows(
                SQLFeatureNotSupportedException.class,
                () -> EscapeSyntax.toDialect("{? = call f(?)}", Dialect.MYSQL));
    }
}
