package io.shardfold.sql.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shardfold.sql.Syntax;
import io.shardfold.sql.SyntaxException;
import io.shardfold.sql.lex.Tokens;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where a text of several statements divides, and how its placeholders are counted. */
class SplitTest {

    private static List<String> split(Syntax syntax, String text) {
        List<String> parts =
                SqlParser.split(syntax, text).stream()
                        .map(span -> span.of(text))
                        .collect(Collectors.toList());
        // The statements that are read one after the other are the same.
        assertEquals(parts.size(), SqlParser.parseAll(syntax, text).size());
        return parts;
    }

    private static int parameters(Syntax syntax, String text) {
        return Tokens.of(syntax, text).parameterCount();
    }

    @Test
    void semicolonsInStringsNamesAndCommentsDivideNothing() {
        assertEquals(
                List.of("SELECT ';', 'it''s;', \"a;b\", `c;d`", "SELECT 2"),
                split(
                        Syntax.MYSQL,
                        "SELECT ';', 'it''s;', \"a;b\", `c;d`; -- no; not here\nSELECT 2 # nor; here"));
        assertEquals(
                List.of("SELECT 'a\\';b'", "SELECT 1 /* ; */ + 2"),
                split(Syntax.MYSQL, "SELECT 'a\\';b';SELECT 1 /* ; */ + 2;"));
        assertEquals(
                List.of("SELECT ';', \"a;b\", E'\\';', $$;$$, $q$ $$;$$ $q$", "SELECT 2"),
                split(
                        Syntax.POSTGRESQL,
                        "SELECT ';', \"a;b\", E'\\';', $$;$$, $q$ $$;$$ $q$; /* ; /* ; */ ; */ SELECT 2"));
        assertEquals(
                List.of("SELECT 'a\\'", "SELECT 1"),
                split(Syntax.POSTGRESQL, "SELECT 'a\\'; SELECT 1"));
    }

    @Test
    void emptyStatementsAreLeftOut() {
        assertEquals(
                List.of("SELECT 1", "SELECT 2"), split(Syntax.MYSQL, ";; SELECT 1;; ;SELECT 2;;"));
        assertEquals(List.of(), split(Syntax.POSTGRESQL, " ; -- nothing\n ; "));
    }

    @Test
    void bodiesOfMySqlsProgramsNeedNoDelimiter() {
        String procedure =
                "CREATE PROCEDURE p(IN n INT) BEGIN DECLARE i INT DEFAULT 0; l: WHILE i < n DO IF i > 3 THEN LEAVE l; END IF;"
                        + " CASE i WHEN 1 THEN SELECT 1; ELSE BEGIN END; END CASE; SET i = i + 1; END WHILE l; REPEAT SET i = 0; UNTIL"
                        + " TRUE END REPEAT; END";
        String trigger =
                "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.x = IF(NEW.y > 0, 1, 2); END";
        String function = "CREATE FUNCTION f() RETURNS INT RETURN (SELECT CASE WHEN 1 THEN 2 END)";
        String event =
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY ENDS NOW() DO BEGIN DELETE FROM a; END";
        assertEquals(
                List.of(procedure, trigger, function, event, "SELECT 1"),
                split(
                        Syntax.MYSQL,
                        String.join(
                                ";\n", List.of(procedure, trigger, function, event, "SELECT 1"))));
    }

    @Test
    void beginOfATransactionIsNoBlock() {
        assertEquals(
                List.of("BEGIN", "INSERT INTO a VALUES (1)", "COMMIT"),
                split(Syntax.MYSQL, "BEGIN; INSERT INTO a VALUES (1); COMMIT"));
        assertEquals(
                List.of("BEGIN WORK", "SELECT CASE WHEN 1 THEN 2 END", "END"),
                split(
                        Syntax.POSTGRESQL,
                        "BEGIN WORK; SELECT CASE WHEN true THEN 2 END; END".replace("true", "1")));
    }

    @Test
    void postgresqlsBodiesAreWhole() {
        String atomic =
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END";
        String quoted =
                "CREATE FUNCTION g() RETURNS int AS $b$ BEGIN RETURN 1; END $b$ LANGUAGE plpgsql";
        String rule = "CREATE RULE r AS ON INSERT TO a DO ALSO (DELETE FROM b; DELETE FROM c)";
        assertEquals(
                List.of(atomic, quoted, rule, "SELECT 1"),
                split(
                        Syntax.POSTGRESQL,
                        String.join("; ", List.of(atomic, quoted, rule, "SELECT 1"))));
    }

    @Test
    void placeholdersAreCountedWhereTheyAreSome() {
        assertEquals(
                3,
                parameters(
                        Syntax.MYSQL,
                        "SELECT ?, '?', \"?\", `?`, @a -- ?\n FROM t WHERE x = ? /* ? */ LIMIT ?"));
        assertEquals(2, parameters(Syntax.MYSQL, "SELECT ? /*! + ? */"));
        assertEquals(
                7, parameters(Syntax.POSTGRESQL, "SELECT $7, $2, '$9', $$ $8 $$, \"$10\" -- $11"));
        assertEquals(0, parameters(Syntax.POSTGRESQL, "SELECT a ? 'k', a ?| b, a ?& c"));
        Syntax jdbc = Syntax.POSTGRESQL_JDBC;
        assertEquals(
                2, parameters(jdbc, "SELECT a ?? 'k', a ??| ?, '?', $$?$$ FROM t WHERE x = ?"));
        assertThrows(SyntaxException.class, () -> Tokens.of(Syntax.POSTGRESQL, "SELECT $0"));
    }

    @Test
    void placeholdersAreNumberedInTheOrderOfTheText() {
        Tokens marks = Tokens.of(Syntax.MYSQL, "? ? ?");
        assertEquals(List.of(0, 1, 2), List.of(marks.number(0), marks.number(1), marks.number(2)));
        Tokens numbers = Tokens.of(Syntax.POSTGRESQL, "$2 $1 $2 $70000");
        assertEquals(
                List.of(1, 0, 1, 69_999),
                List.of(
                        numbers.number(0),
                        numbers.number(1),
                        numbers.number(2),
                        numbers.number(3)));
    }
}
