package io.shardfold.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {

    private static List<String> terms(String sql) {
        return new SqlText(sql, false).orderByTerms();
    }

    @Test
    void findsTheTermsOfOrderBy() {
        assertEquals(
                List.of("a DESC", "f(b, c)"),
                terms("SELECT a FROM t ORDER BY a DESC, f(b, c) LIMIT 3"));
        assertEquals(List.of("1"), terms("SELECT a FROM t UNION SELECT b FROM u order by 1;"));
        assertEquals(List.of("a"), terms("SELECT a FROM t ORDER BY a FOR UPDATE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM t",
                "SELECT 'ORDER BY a' FROM t -- ORDER BY a",
                "SELECT a FROM (SELECT a FROM t ORDER BY a LIMIT 3) x",
                "SELECT sum(a) OVER (ORDER BY b) FROM t",
                "SELECT $x$ ORDER BY a $x$ /* ORDER BY a */"
            })
    void otherOrderByIsNotTheStatementsOwn(String sql) {
        assertEquals(List.of(), terms(sql));
    }

    @Test
    void replacesPlaceholdersButNotQuestionMarksInQuotes() {
        assertEquals(
                "SELECT '?', \"?\" FROM t WHERE a = 7 AND b = 'it''s' -- ?",
                Literals.inline(
                        "SELECT '?', \"?\" FROM t WHERE a = ? AND b = ? -- ?", false, 7, "it's"));
        assertEquals(
                "SELECT `?`, 'a\\'?' , NULL",
                Literals.inline("SELECT `?`, 'a\\'?' , ?", true, (Object) null));
    }

    @Test
    void refusesAnotherNumberOfParameters() {
        assertThrows(IllegalArgumentException.class, () -> Literals.inline("SELECT ?", false));
        assertThrows(
                IllegalArgumentException.class, () -> Literals.inline("SELECT ?", false, 1, 2));
    }
}
