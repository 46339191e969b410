package io.shardfold.sql.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.sql.Syntax;
import io.shardfold.sql.SyntaxException;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlParserTest {

    private static Query.Select select(Syntax syntax, String text) {
        Statement statement = SqlParser.parse(syntax, text);
        return (Query.Select) ((Statement.QueryStatement) statement).query();
    }

    private static Expression expression(Syntax syntax, String text) {
        return select(syntax, "SELECT " + text).items().get(0).expression();
    }

    /** Shape of an operator tree, with parentheses around every node. */
    private static String shape(Syntax syntax, String text) {
        return shape(expression(syntax, text), "SELECT " + text);
    }

    private static String shape(Expression e, String text) {
        return switch (e.kind()) {
            case BINARY -> {
                var b = (Expression.Binary) e;
                yield "("
                        + shape(b.left(), text)
                        + " "
                        + b.operator()
                        + " "
                        + shape(b.right(), text)
                        + ")";
            }
            case COMPARE -> {
                var c = (Expression.Compare) e;
                yield "("
                        + shape(c.left(), text)
                        + " "
                        + c.operator().sql()
                        + " "
                        + shape(c.right(), text)
                        + ")";
            }
            case AND ->
                    "("
                            + String.join(
                                    " AND ",
                                    ((Expression.And) e)
                                            .terms().stream().map(x -> shape(x, text)).toList())
                            + ")";
            case OR ->
                    "("
                            + String.join(
                                    " OR ",
                                    ((Expression.Or) e)
                                            .terms().stream().map(x -> shape(x, text)).toList())
                            + ")";
            case NOT -> "(NOT " + shape(((Expression.Not) e).operand(), text) + ")";
            case UNARY ->
                    "("
                            + ((Expression.Unary) e).operator()
                            + shape(((Expression.Unary) e).operand(), text)
                            + ")";
            case IS_TEST ->
                    "("
                            + shape(((Expression.IsTest) e).operand(), text)
                            + " IS "
                            + ((Expression.IsTest) e).test()
                            + ")";
            default -> e.span().of(text);
        };
    }

    @Test
    void mysqlPrecedence() {
        assertEquals(
                "(a OR (b XOR (c AND (NOT (d = e)))))",
                shape(Syntax.MYSQL, "a OR b XOR c AND NOT d = e"));
        assertEquals("(a + (b * (c ^ d)))", shape(Syntax.MYSQL, "a + b * c ^ d"));
        assertEquals(
                "((a | (b & (c << (d - e)))) = f)", shape(Syntax.MYSQL, "a | b & c << d - e = f"));
        assertEquals("((-a) * b)", shape(Syntax.MYSQL, "-a * b"));
        assertEquals("(a OR b)", shape(Syntax.MYSQL, "a || b"));
        assertEquals("((!a) AND b)", shape(Syntax.MYSQL, "!a && b"));
        assertEquals("((a = b) IS NULL)", shape(Syntax.MYSQL, "a = b IS NULL"));
    }

    @Test
    void postgresqlPrecedence() {
        assertEquals("((a || b) = c)", shape(Syntax.POSTGRESQL, "a || b = c"));
        assertEquals("(a -> (b + c))", shape(Syntax.POSTGRESQL, "a -> b + c"));
        assertEquals("((a = b) IS NULL)", shape(Syntax.POSTGRESQL, "a = b IS NULL"));
        assertEquals("(-a::int)", shape(Syntax.POSTGRESQL, "-a::int"));
        assertEquals("((NOT (a < b)) OR c)", shape(Syntax.POSTGRESQL, "NOT a < b OR c"));
        assertThrows(SyntaxException.class, () -> shape(Syntax.POSTGRESQL, "a < b < c"));
    }

    @Test
    void spansCoverTheNodeWithoutParentheses() {
        String text =
                "SELECT ((a + 1)) AS x, (b) FROM s.t AS u WHERE (a = 1) AND b IN (1, 2) ORDER BY (c) DESC LIMIT 5";
        Query.Select select = select(Syntax.MYSQL, text);
        assertEquals("a + 1", select.items().get(0).expression().span().of(text));
        assertEquals("((a + 1)) AS x", select.items().get(0).span().of(text));
        assertEquals("(b)", select.items().get(1).span().of(text));
        assertEquals("((a + 1)) AS x, (b)", select.listSpan().of(text));
        assertEquals("s.t AS u", select.from().get(0).span().of(text));
        assertEquals("(a = 1) AND b IN (1, 2)", select.where().span().of(text));
        assertEquals("(c) DESC", select.orderBy().get(0).span().of(text));
        assertEquals("LIMIT 5", select.limit().span().of(text));
        assertEquals(text, select.span().of(text));
    }

    @Test
    void literalsAreNumberedAsInTheFingerprint() {
        Query.Select select = select(Syntax.MYSQL, "SELECT 'x', NULL, 5 FROM t WHERE a = 7");
        assertEquals(0, ((Expression.Literal) select.items().get(0).expression()).index());
        assertEquals(-1, ((Expression.Literal) select.items().get(1).expression()).index());
        assertEquals(1, ((Expression.Literal) select.items().get(2).expression()).index());
        assertEquals(
                2, ((Expression.Literal) ((Expression.Compare) select.where()).right()).index());
    }

    @Test
    void aThousandTermsAreOneNode() {
        String text = "SELECT 1 FROM t WHERE a = 0" + " OR a = 1".repeat(20_000);
        assertEquals(
                20_001, ((Expression.Or) select(Syntax.POSTGRESQL, text).where()).terms().size());
    }

    @Test
    void nestingIsLimitedWithAnError() {
        for (Syntax syntax : List.of(Syntax.MYSQL, Syntax.POSTGRESQL)) {
            select(syntax, "SELECT " + "(".repeat(300) + "1" + ")".repeat(300));
            assertThrows(
                    SyntaxException.class, () -> select(syntax, "SELECT " + "(".repeat(100_000)));
            assertThrows(
                    SyntaxException.class,
                    () -> select(syntax, "SELECT " + "1+".repeat(10_000) + "1"));
            assertThrows(
                    SyntaxException.class,
                    () -> select(syntax, "SELECT " + "NOT ".repeat(10_000) + "1"));
        }
    }

    @Test
    void setOperationsNestAsWritten() {
        var statement =
                (Statement.QueryStatement)
                        SqlParser.parse(
                                Syntax.POSTGRESQL,
                                "(SELECT 1 LIMIT 1) UNION ALL SELECT 2 INTERSECT SELECT 3 ORDER BY 1");
        var union = assertInstanceOf(Query.SetOperation.class, statement.query());
        assertTrue(union.all());
        assertEquals(1, union.orderBy().size());
        assertEquals(Query.SetOperator.INTERSECT, ((Query.SetOperation) union.right()).operator());
        assertTrue(union.left().limit() != null);
    }

    @Test
    void joinsWithoutConditionComeFirstInMySql() {
        var join =
                (TableExpression.Join)
                        select(Syntax.MYSQL, "SELECT 1 FROM a JOIN b LEFT JOIN c ON x = y")
                                .from()
                                .get(0);
        assertEquals(TableExpression.JoinType.LEFT, join.type());
        assertEquals(TableExpression.Kind.JOIN, join.left().kind());
        var nested =
                (TableExpression.Join)
                        select(Syntax.POSTGRESQL, "SELECT 1 FROM a JOIN b JOIN c ON x ON y")
                                .from()
                                .get(0);
        assertEquals(TableExpression.Kind.TABLE, nested.left().kind());
        assertEquals(TableExpression.Kind.JOIN, nested.right().kind());
    }

    @Test
    void errorsAreTheEngines() {
        var e =
                assertThrows(
                        SyntaxException.class,
                        () -> SqlParser.parse(Syntax.POSTGRESQL, "SELECT a FORM t WHERE"));
        assertEquals(14, e.position());
        assertTrue(e.getMessage().startsWith("syntax error at or near \"t\""), e.getMessage());
        e =
                assertThrows(
                        SyntaxException.class,
                        () -> SqlParser.parse(Syntax.POSTGRESQL, "SELECT a FROM"));
        assertTrue(e.getMessage().startsWith("syntax error at end of input"), e.getMessage());
        e =
                assertThrows(
                        SyntaxException.class,
                        () -> SqlParser.parse(Syntax.MYSQL, "SELECT a\nFROM t\nWHERE = 1"));
        assertTrue(e.getMessage().contains("near '= 1' at line 3"), e.getMessage());
    }

    @Test
    void textsAreSplitAtTheirSemicolons() {
        String text = "SELECT ';'; ; INSERT INTO t VALUES (1);\n";
        assertEquals(
                List.of(new Span(0, 10), new Span(14, 38)), SqlParser.split(Syntax.MYSQL, text));
        assertEquals(2, SqlParser.parseAll(Syntax.MYSQL, text).size());
        String body =
                "CREATE PROCEDURE p() BEGIN IF a THEN SELECT 1; END IF; SELECT CASE WHEN b THEN 1 END; END; SELECT 2";
        assertEquals(2, SqlParser.split(Syntax.MYSQL, body).size());
        String atomic =
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT 3";
        assertEquals(2, SqlParser.split(Syntax.POSTGRESQL, atomic).size());
    }

    @Test
    void insertKeepsTheSpansThatARewriterEdits() {
        String text =
                "INSERT INTO t (a, b) VALUES (1, 'x'), (?, ?) ON DUPLICATE KEY UPDATE b = VALUES(b)";
        var insert = (Statement.Insert) SqlParser.parse(Syntax.MYSQL, text);
        assertEquals("(a, b)", insert.columnsSpan().of(text));
        assertEquals("VALUES (1, 'x'), (?, ?)", insert.source().span().of(text));
        assertEquals("(?, ?)", insert.source().values().get(1).span().of(text));
        assertEquals(
                new Expression.Parameter(1, new Span(42, 43)),
                insert.source().values().get(1).values().get(1));
        assertEquals(1, insert.onDuplicate().size());
        assertNull(insert.onConflict());
    }
}
