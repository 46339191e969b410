package io.shardfold.sql.lex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.sql.Syntax;
import io.shardfold.sql.SyntaxException;
import io.shardfold.sql.ast.Expression.LiteralType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static Fingerprint mysql(String text) {
        return Fingerprint.of(Syntax.MYSQL, text);
    }

    private static Fingerprint postgresql(String text) {
        return Fingerprint.of(Syntax.POSTGRESQL, text);
    }

    private static List<String> values(Fingerprint fingerprint) {
        return IntStream.range(0, fingerprint.literalCount())
                .mapToObj(fingerprint::literalValue)
                .toList();
    }

    @Test
    void literalsOfOneTypeShareAFingerprint() {
        assertEquals(
                mysql("SELECT * FROM t WHERE id = 7"), mysql("SELECT * FROM t WHERE id = 12345"));
        assertEquals(mysql("SELECT 'a', 1.5"), mysql("SELECT 'b''c', 22.75"));
        assertEquals(mysql("SELECT 1").hashCode(), mysql("SELECT 22").hashCode());
    }

    @Test
    void typesNamesSpaceAndKeywordsTellFingerprintsApart() {
        assertNotEquals(mysql("SELECT 1"), mysql("SELECT 1.0"));
        assertNotEquals(mysql("SELECT 1"), mysql("SELECT '1'"));
        assertNotEquals(mysql("SELECT a"), mysql("SELECT b"));
        assertNotEquals(mysql("SELECT  1"), mysql("SELECT 1"));
        assertNotEquals(mysql("SELECT TRUE"), mysql("SELECT NULL"));
        assertNotEquals(mysql("SELECT 1"), postgresql("SELECT 1"));
        assertNotEquals(mysql("SELECT -1"), mysql("SELECT 1"));
    }

    @Test
    void mysqlLiteralsAreDecoded() {
        Fingerprint f =
                mysql(
                        "SELECT 'a''b\\n\\%', \"x\"\"y\", 0x4D5a, x'0F', b'01', 1e5, .5, N'n', 'a' 'b'");
        assertEquals(
                List.of("a'b\n\\%", "x\"y", "4D5a", "0F", "01", "1e5", ".5", "n", "ab"), values(f));
        assertEquals(LiteralType.FLOAT, f.literalType(5));
        assertEquals(LiteralType.DECIMAL, f.literalType(6));
        assertEquals(LiteralType.NATIONAL_STRING, f.literalType(7));
    }

    @Test
    void postgresqlLiteralsAreDecoded() {
        Fingerprint f =
                postgresql(
                        "SELECT 'a\\n', E'a\\n\\x41\\u00e9', $$x'y$$, $q$a$$b$q$, U&'d!0061t!+000061' UESCAPE '!', 1_000, 0x1F, B'01', 'a'\n'b'");
        assertEquals(
                List.of("a\\n", "a\nA\u00e9", "x'y", "a$$b", "data", "1000", "31", "01", "ab"),
                values(f));
    }

    @Test
    void identifiersAndCommentsHoldNoLiterals() {
        Fingerprint f =
                mysql(
                        "/* hint: 1 */ SELECT `a'1`, t.1a, a1 -- 'x'\n FROM t1 # 5\n WHERE a = '/* no */'");
        assertEquals(1, f.literalCount());
        assertEquals(List.of("/* no */"), values(f));
        assertEquals(3, f.comments().size());
        assertEquals("/* hint: 1 */", f.comments().get(0).of(f.text()));
        assertEquals(Keyword.SELECT, f.firstKeyword());
    }

    @Test
    void contentsOfExecutableCommentsAreCode() {
        Fingerprint f = mysql("SELECT /*!50100 5, */ 6 /*!99999 7 */");
        assertEquals(List.of("5", "6"), values(f));
        assertEquals(1, f.comments().size());
    }

    @Test
    void parametersAreCounted() {
        assertEquals(2, mysql("SELECT ?, '?', ?").parameterCount());
        assertEquals(3, postgresql("SELECT $3, $1, '$9'").parameterCount());
        assertEquals(0, postgresql("SELECT a ? 'b'").parameterCount());
        assertEquals(
                1, Fingerprint.of(Syntax.POSTGRESQL_JDBC, "SELECT a ?? 'b', ?").parameterCount());
    }

    @Test
    void integersAreReadAsLong() {
        Fingerprint f = mysql("SELECT 123456789012345678, 1234567890123456789, 1.5");
        assertTrue(f.isLong(0));
        assertEquals(123456789012345678L, f.literalLong(0));
        assertEquals(false, f.isLong(1));
        assertEquals(false, f.isLong(2));
    }

    @Test
    void whatIsNotClosedIsAnError() {
        assertEquals(7, assertThrows(SyntaxException.class, () -> mysql("SELECT 'a")).position());
        assertEquals(
                7, assertThrows(SyntaxException.class, () -> postgresql("SELECT $$a")).position());
        assertEquals(
                7,
                assertThrows(SyntaxException.class, () -> postgresql("SELECT /* /* */"))
                        .position());
        assertEquals(7, assertThrows(SyntaxException.class, () -> mysql("SELECT `a")).position());
    }

    @Test
    void toStringShowsNoValues() {
        assertEquals(
                "SELECT <INTEGER>, <STRING> FROM t",
                mysql("SELECT 42, 'secret' FROM t").toString());
    }
}
