package io.shardfold.proxy.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.proxy.mysql.CharacterSetStatement.Assignment;
import io.shardfold.proxy.mysql.CharacterSetStatement.Source;
import io.shardfold.proxy.mysql.CharacterSetStatement.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @Test
    void findsTheFirstWord() {
        assertEquals("SELECT", Words.first("select 1"));
        assertEquals("SELECT", Words.first("/* mysql-connector-j */SELECT 1"));
        assertEquals("USE", Words.first("  -- x\n  use a"));
        assertEquals("KILL", Words.first("# x\nkill 3"));
        assertEquals("", Words.first("(SELECT 1)"));
        assertEquals("", Words.first("--1"));
    }

    @Test
    void leavesExecutableCommentsToTheEngine() {
        assertEquals("", Words.first("/*!40101 SET NAMES latin1 */"));
    }

    @Test
    void readsQuotes() {
        assertEquals(
                List.of("a'b", "c`d", "e\"f\\"),
                Words.of("'a''b' `c``d` \"e\\\"f\\\\\" ;", true, 9).stream()
                        .map(Words.Word::text)
                        .toList());
        assertNull(Words.of("'open", true, 9));
        assertNull(Words.of("a b c", true, 2));
    }

    @Test
    void findsCharacterSets() {
        CharacterSetStatement names = CharacterSetStatement.parse("SET NAMES utf8mb4", true);
        assertEquals(
                List.of(new Assignment(Target.NAMES, Source.NAME, "utf8mb4")), names.assignments());
        assertNull(names.rest());
        assertEquals(
                List.of(new Assignment(Target.NAMES, Source.NAME, "utf8mb4", "utf8mb4_0900_ai_ci")),
                CharacterSetStatement.parse(
                                "set names 'utf8mb4' collate 'utf8mb4_0900_ai_ci';", true)
                        .assignments());
        assertEquals(
                List.of(new Assignment(Target.RESULTS, Source.NULL, null)),
                CharacterSetStatement.parse("SET character_set_results = NULL", true)
                        .assignments());
        assertEquals(
                List.of(new Assignment(Target.CLIENT, Source.EXPRESSION, "@saved_cs_client")),
                CharacterSetStatement.parse("SET character_set_client = @saved_cs_client", true)
                        .assignments());
        assertEquals(
                List.of(new Assignment(Target.RESULTS, Source.NAME, "binary")),
                CharacterSetStatement.parse("SET SESSION character_set_results = 'binary'", true)
                        .assignments());
        assertEquals(
                List.of(new Assignment(Target.CLIENT, Source.DEFAULT, null)),
                CharacterSetStatement.parse("SET @@session.character_set_client := DEFAULT", true)
                        .assignments());
    }

    @Test
    void leavesTheRestOfAListToTheEngine() {
        CharacterSetStatement set =
                CharacterSetStatement.parse(
                        "set sql_mode=CONCAT(@@sql_mode,',STRICT_TRANS_TABLES'),a = 1,NAMES utf8mb4",
                        true);
        assertEquals("SET sql_mode=CONCAT(@@sql_mode,',STRICT_TRANS_TABLES'), a = 1", set.rest());
        assertEquals(1, set.assignments().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET autocommit = 0",
                "SET GLOBAL character_set_client = utf8",
                "SET @character_set_client = 'utf8'",
                "SET TRANSACTION READ ONLY",
                "SET a = 1, ",
                "SELECT 1"
            })
    void isNotForOtherStatements(String sql) {
        assertNull(CharacterSetStatement.parse(sql, true));
    }

    @Test
    void putsInWhatOnlyTheProxyKnows() {
        assertEquals(
                "/* c */SELECT 'X' AS `@@session.a`, 'X' AS b, 1 + 'X', 'X' AS `A()` FROM t WHERE d = 'X' AND 'a()' = e()",
                SessionText.withValues(
                        "/* c */SELECT @@session.a, @@a AS b, 1 + @@A, A() FROM t WHERE d = a() AND 'a()' = e()",
                        true,
                        name -> name.equals("@@a") || name.equals("a()") ? "'X'" : null));
        String untouched = "SELECT @@global.a, `a`(), x.a() FROM t";
        assertEquals(
                untouched,
                SessionText.withValues(
                        untouched,
                        true,
                        name -> name.equals("@@a") || name.equals("a()") ? "1" : null));
    }

    @Test
    void likeMatchesAsTheDatabaseDoes() {
        assertTrue(LikePattern.matches("%", ""));
        assertTrue(LikePattern.matches("t\\_%er", "T_orDer"));
        assertFalse(LikePattern.matches("t\\_%er", "txorder"));
        assertTrue(LikePattern.matches("%a%b_", "xaxbxabc"));
        assertFalse(LikePattern.matches("a", "ab"));
        assertFalse(LikePattern.matches("", "a"));
    }
}
