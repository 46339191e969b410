package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.DataType;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Expression.CastForm;
import io.shardfold.sql.ast.Expression.CompareOperator;
import io.shardfold.sql.ast.Expression.LikeOperator;
import io.shardfold.sql.ast.Expression.LiteralType;
import io.shardfold.sql.ast.Expression.Piece;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's operators and the calls that it gives a syntax of their own.
 *
 * @see "PostgreSQL 18, 4.1.6 Operator Precedence, 4.2 Value Expressions; src/backend/parser/gram.y"
 */
final class PostgreSqlExpressionParser extends ExpressionParser {

    private static final int OR_LEVEL = 1;
    private static final int AND_LEVEL = 2;
    private static final int NOT_LEVEL = 3;
    private static final int IS_LEVEL = 4;
    private static final int COMPARE_LEVEL = 5;
    private static final int PATTERN_LEVEL = 6;
    private static final int OPERATOR_LEVEL = 7;
    private static final int ADD_LEVEL = 8;
    private static final int MULTIPLY_LEVEL = 9;
    private static final int POWER_LEVEL = 10;
    private static final int AT_LEVEL = 11;
    private static final int COLLATE_LEVEL = 12;

    PostgreSqlExpressionParser(Grammar grammar) {
        super(grammar);
    }

    @Override
    int operandLevel() {
        return OPERATOR_LEVEL;
    }

    @Override
    int precedence() {
        if (t.kind == Token.WORD) {
            if (t.keyword == null) return NONE;
            return switch (t.keyword) {
                case OR -> OR_LEVEL;
                case AND -> AND_LEVEL;
                case IS, ISNULL, NOTNULL -> IS_LEVEL;
                case IN, LIKE, ILIKE, BETWEEN -> PATTERN_LEVEL;
                case SIMILAR -> t.keyword(1) == TO ? PATTERN_LEVEL : NONE;
                case OVERLAPS -> PATTERN_LEVEL;
                case NOT -> {
                    Keyword following = t.keyword(1);
                    yield following == IN
                                    || following == LIKE
                                    || following == ILIKE
                                    || following == BETWEEN
                                    || following == SIMILAR
                            ? PATTERN_LEVEL
                            : NONE;
                }
                case OPERATOR -> t.kind(1) == '(' ? OPERATOR_LEVEL : NONE;
                case AT -> t.keyword(1) == TIME || t.keyword(1) == LOCAL ? AT_LEVEL : NONE;
                case COLLATE -> COLLATE_LEVEL;
                default -> NONE;
            };
        }
        return switch (t.kind) {
            case '=', '<', '>', Token.LESS_OR_EQUAL, Token.GREATER_OR_EQUAL, Token.NOT_EQUAL ->
                    COMPARE_LEVEL;
            case Token.OPERATOR, Token.DOUBLE_PIPE, '|' -> OPERATOR_LEVEL;
            case '+', '-' -> ADD_LEVEL;
            case '*', '/', '%' -> MULTIPLY_LEVEL;
            case '^' -> POWER_LEVEL;
            default -> NONE;
        };
    }

    @Override
    Expression infix(Expression left, int start, int precedence) {
        switch (precedence) {
            case OR_LEVEL:
                {
                    List<Expression> terms = terms(left, OR_LEVEL);
                    return new Expression.Or(terms, t.spanFrom(start));
                }
            case AND_LEVEL:
                {
                    List<Expression> terms = terms(left, AND_LEVEL);
                    return new Expression.And(terms, t.spanFrom(start));
                }
            case IS_LEVEL:
                return is(left, start);
            case COMPARE_LEVEL:
                return comparison(left, start);
            case PATTERN_LEVEL:
                return pattern(left, start);
            case OPERATOR_LEVEL:
                {
                    String operator = operator();
                    if (atQuantifier()) return quantified(operator, left, start);
                    return binary(operator, left, start, OPERATOR_LEVEL + 1);
                }
            case AT_LEVEL:
                {
                    t.grow();
                    t.advance();
                    if (t.accept(LOCAL))
                        return new Expression.AtTimeZone(left, null, t.spanFrom(start));
                    t.expect(TIME, ZONE);
                    Expression zone = climb(AT_LEVEL + 1);
                    return new Expression.AtTimeZone(left, zone, t.spanFrom(start));
                }
            case COLLATE_LEVEL:
                {
                    t.grow();
                    t.advance();
                    QualifiedName collation = t.qualifiedName();
                    return new Expression.Collate(left, collation, t.spanFrom(start));
                }
            default:
                {
                    String operator = t.sign();
                    t.advance();
                    if (atQuantifier()) return quantified(operator, left, start);
                    return binary(operator, left, start, precedence + 1);
                }
        }
    }

    // operator: sign | OPERATOR '(' [ schema '.' ] sign ')'
    private String operator() {
        if (!t.at(OPERATOR)) {
            // A JDBC text writes the operator ? as ??.
            String sign = t.tokenText();
            t.advance();
            return t.syntax.questionMarkParameters() ? sign.replace("??", "?") : sign;
        }
        int start = t.start();
        operatorName();
        return t.textFrom(start);
    }

    /** Skips OPERATOR(schema.sign). */
    private void operatorName() {
        t.expect(OPERATOR);
        t.expect('(');
        while (t.atName()) {
            t.identifier();
            t.expect('.');
        }
        if (!atOperatorSign()) throw t.unexpected("an operator");
        t.advance();
        t.expect(')');
    }

    boolean atOperatorSign() {
        return switch (t.kind) {
            case '=',
                    '<',
                    '>',
                    Token.LESS_OR_EQUAL,
                    Token.GREATER_OR_EQUAL,
                    Token.NOT_EQUAL,
                    Token.OPERATOR,
                    Token.DOUBLE_PIPE,
                    '|',
                    '+',
                    '-',
                    '*',
                    '/',
                    '%',
                    '^' ->
                    true;
            default -> false;
        };
    }

    // comparison: operand operator ( operand | quantifier '(' ... ')' ), not repeated
    private Expression comparison(Expression left, int start) {
        CompareOperator operator = compareOperator();
        t.advance();
        t.grow();
        if (atQuantifier()) return quantified(operator.sql(), left, start);
        Expression right = climb(COMPARE_LEVEL + 1);
        if (precedence() == COMPARE_LEVEL) throw t.unexpected(null);
        return new Expression.Compare(operator, left, right, t.spanFrom(start));
    }

    // is: operand ( ISNULL | NOTNULL | IS [ NOT ] test | IS [ NOT ] DISTINCT FROM operand )
    private Expression is(Expression left, int start) {
        t.grow();
        if (t.accept(ISNULL)) return new Expression.IsTest(left, "NULL", false, t.spanFrom(start));
        if (t.accept(NOTNULL)) return new Expression.IsTest(left, "NULL", true, t.spanFrom(start));
        t.expect(IS);
        boolean negated = t.accept(NOT);
        if (t.at(DISTINCT, FROM)) {
            t.advance();
            t.advance();
            Expression right = climb(IS_LEVEL + 1);
            if (precedence() == IS_LEVEL) throw t.unexpected(null);
            return new Expression.Compare(
                    negated ? CompareOperator.NOT_DISTINCT_FROM : CompareOperator.DISTINCT_FROM,
                    left,
                    right,
                    t.spanFrom(start));
        }
        String test = test();
        return new Expression.IsTest(left, test, negated, t.spanFrom(start));
    }

    private String test() {
        if (t.keyword == null) throw t.unexpected("NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM");
        switch (t.keyword) {
            case NULL, TRUE, FALSE, UNKNOWN, DOCUMENT, NORMALIZED:
                return t.takeUpper();
            case NFC, NFD, NFKC, NFKD:
                {
                    String form = t.takeUpper();
                    t.expect(NORMALIZED);
                    return form + " NORMALIZED";
                }
            case JSON:
                {
                    StringBuilder test = new StringBuilder(t.takeUpper());
                    if (t.at(VALUE) || t.at(ARRAY) || t.at(OBJECT) || t.at(SCALAR))
                        test.append(' ').append(t.takeUpper());
                    if (t.at(WITH, UNIQUE) || t.at(WITHOUT, UNIQUE)) {
                        test.append(' ').append(t.takeUpper()).append(' ').append(t.takeUpper());
                        if (t.accept(KEYS)) test.append(" KEYS");
                    }
                    return test.toString();
                }
            default:
                throw t.unexpected("NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM");
        }
    }

    // pattern: operand [ NOT ] ( IN ... | BETWEEN ... | LIKE ... | ILIKE ... | SIMILAR TO ... ) |
    // row OVERLAPS row
    private Expression pattern(Expression left, int start) {
        t.grow();
        boolean negated = t.accept(NOT);
        switch (t.keyword) {
            case IN:
                t.advance();
                return in(left, negated, start);
            case BETWEEN:
                {
                    t.advance();
                    boolean symmetric = t.accept(SYMMETRIC);
                    if (!symmetric) t.accept(ASYMMETRIC);
                    Expression low = climb(OPERATOR_LEVEL);
                    t.expect(AND);
                    Expression high = climb(OPERATOR_LEVEL);
                    if (precedence() == PATTERN_LEVEL) throw t.unexpected(null);
                    return new Expression.Between(
                            left, low, high, negated, symmetric, t.spanFrom(start));
                }
            case OVERLAPS:
                {
                    t.advance();
                    Expression right = climb(OPERATOR_LEVEL);
                    if (!(left instanceof Expression.Row) || !(right instanceof Expression.Row))
                        throw t.unexpected(null);
                    return new Expression.Binary("OVERLAPS", left, right, t.spanFrom(start));
                }
            case SIMILAR:
                {
                    t.advance();
                    t.advance();
                    return like(LikeOperator.SIMILAR_TO, left, negated, start);
                }
            default:
                {
                    LikeOperator operator = t.at(LIKE) ? LikeOperator.LIKE : LikeOperator.ILIKE;
                    t.advance();
                    if (atQuantifier())
                        return quantified((negated ? "NOT " : "") + operator.name(), left, start);
                    return like(operator, left, negated, start);
                }
        }
    }

    private Expression like(LikeOperator operator, Expression left, boolean negated, int start) {
        Expression pattern = climb(OPERATOR_LEVEL);
        Expression escape = t.accept(ESCAPE) ? climb(OPERATOR_LEVEL) : null;
        if (precedence() == PATTERN_LEVEL) throw t.unexpected(null);
        return new Expression.Like(operator, left, pattern, escape, negated, t.spanFrom(start));
    }

    @Override
    Expression prefix(int min) {
        int start = t.start();
        int operandLevel;
        String operator;
        if (t.keyword == NOT) {
            t.advance();
            int outer = t.enter();
            Expression operand = climb(NOT_LEVEL);
            t.leave(outer);
            return new Expression.Not(operand, t.spanFrom(start));
        }
        switch (t.kind) {
            case '-', '+' -> {
                operator = t.tokenText();
                t.advance();
                operandLevel = COLLATE_LEVEL + 1;
            }
            case Token.OPERATOR, Token.DOUBLE_PIPE, '|' -> {
                operator = operator();
                operandLevel = OPERATOR_LEVEL + 1;
            }
            default -> {
                if (t.at(OPERATOR) && t.kind(1) == '(') {
                    operator = operator();
                    operandLevel = OPERATOR_LEVEL + 1;
                } else {
                    return postfix(operand(), start);
                }
            }
        }
        int outer = t.enter();
        Expression operand = climb(operandLevel);
        t.leave(outer);
        return new Expression.Unary(operator, operand, t.spanFrom(start));
    }

    // postfix: operand { '[' subscript ']' | '.' field | '::' type }
    private Expression postfix(Expression operand, int start) {
        Expression left = operand;
        while (true) {
            switch (t.kind) {
                case '[' -> {
                    t.grow();
                    left = subscript(left, start);
                }
                case '.' -> {
                    t.grow();
                    t.advance();
                    Identifier field = t.accept('*') ? null : t.label();
                    left = new Expression.Field(left, field, t.spanFrom(start));
                }
                case Token.DOUBLE_COLON -> {
                    t.grow();
                    t.advance();
                    DataType type = grammar.types.type();
                    left =
                            new Expression.Cast(
                                    left, type, CastForm.DOUBLE_COLON, false, t.spanFrom(start));
                }
                default -> {
                    return left;
                }
            }
        }
    }

    // subscript: '[' expression ']' | '[' [ expression ] ':' [ expression ] ']'
    private Expression subscript(Expression left, int start) {
        t.expect('[');
        Expression low = t.at(':') ? null : expression();
        if (t.accept(':')) {
            Expression high = t.at(']') ? null : expression();
            t.expect(']');
            return new Expression.Subscript(left, low, high, true, t.spanFrom(start));
        }
        t.expect(']');
        return new Expression.Subscript(left, low, null, false, t.spanFrom(start));
    }

    /**
     * A target of an assignment or of an INSERT's column list: a column with subscripts and fields.
     */
    Expression target() {
        int start = t.start();
        Identifier name = t.name();
        Expression left = new Expression.Column(List.of(name), t.spanOf(name));
        while (t.at('[') || t.at('.')) {
            if (t.at('[')) {
                left = subscript(left, start);
            } else {
                t.advance();
                left = new Expression.Field(left, t.label(), t.spanFrom(start));
            }
        }
        return left;
    }

    @Override
    boolean nameAllowed(Keyword keyword, boolean call) {
        if (call && keyword.isFunctionName()) return true;
        if (keyword.isColumnName()) return !call || keyword.isFunctionName();
        // A type's name before a string, or a function's name with a schema.
        return keyword.isFunctionName() && (t.kind(1) == Token.STRING || t.kind(1) == '.');
    }

    @Override
    Expression typedLiteral(QualifiedName type, int start) {
        if (t.kind != Token.STRING) return null;
        DataType dataType =
                new DataType(
                        t.text.substring(start, type.span().end()),
                        List.of(),
                        List.of(),
                        0,
                        type.span());
        Expression value = literal(null, t.start());
        return new Expression.Cast(
                value, dataType, CastForm.TYPE_BEFORE_LITERAL, false, t.spanFrom(start));
    }

    // argument: expression | name ( ':=' | '=>' ) expression
    @Override
    Expression argument() {
        if (t.kind(1) == Token.COLON_EQUAL || t.kind(1) == Token.NAMED_ARROW) {
            int start = t.start();
            if (t.keyword != null && !t.keyword.isFunctionName()) throw t.unexpected("a name");
            Identifier name = t.label();
            t.advance();
            Expression value = expression();
            return new Expression.NamedArgument(name, value, t.spanFrom(start));
        }
        return expression();
    }

    @Override
    Expression keywordOperand(Keyword keyword, int start) {
        boolean call = t.kind(1) == '(';
        switch (keyword) {
            case NULL:
                return keywordLiteral(LiteralType.NULL);
            case TRUE:
                return keywordLiteral(LiteralType.TRUE);
            case FALSE:
                return keywordLiteral(LiteralType.FALSE);
            case CASE:
                return caseExpression(start);
            case EXISTS:
                return exists(start);
            case CAST:
                return cast(start);
            case ROW:
                return call ? row(start) : null;
            case DEFAULT:
                {
                    t.advance();
                    return new Expression.Default(null, t.spanFrom(start));
                }
            case ARRAY:
                return array(start);
            case UNIQUE:
                throw t.unexpected("an expression");
            case INTERVAL:
                return t.kind(1) == Token.STRING || call ? interval(start) : null;
            case EXTRACT:
                return call ? extract(start) : null;
            case TRIM:
                return call ? trim(start) : null;
            case POSITION:
                return call ? position(start) : null;
            case SUBSTRING, OVERLAY:
                return call ? substring(keyword.name(), start) : null;
            case NORMALIZE:
                return call ? normalize(start) : null;
            case TREAT:
                return call ? treat(start) : null;
            case COLLATION:
                return t.keyword(1) == FOR ? collationFor(start) : null;
            case COALESCE, GREATEST, LEAST, NULLIF, GROUPING, XMLCONCAT, MERGE_ACTION:
                {
                    if (!call) return null;
                    Identifier name = t.identifier();
                    return call(t.qualified(name), start);
                }
            case XMLELEMENT, XMLFOREST, XMLPI, XMLPARSE, XMLROOT, XMLSERIALIZE, XMLEXISTS:
                return call ? grammar.specialCalls().xml(keyword, start) : null;
            case JSON:
                return call
                        ? grammar.specialCalls().json(keyword, start)
                        : t.kind(1) == Token.STRING ? typedByKeyword(start) : null;
            case JSON_ARRAY,
            JSON_OBJECT,
            JSON_SCALAR,
            JSON_SERIALIZE,
            JSON_VALUE,
            JSON_QUERY,
            JSON_EXISTS,
            JSON_OBJECTAGG,
            JSON_ARRAYAGG:
                return call ? grammar.specialCalls().json(keyword, start) : null;
            case CURRENT_DATE,
            CURRENT_ROLE,
            CURRENT_USER,
            SESSION_USER,
            SYSTEM_USER,
            USER,
            CURRENT_CATALOG:
                {
                    Identifier name = t.identifier();
                    return new Expression.FunctionCall(
                            t.qualified(name),
                            Expression.Quantifier.NONE,
                            List.of(),
                            false,
                            List.of(),
                            null,
                            null,
                            List.of(),
                            null,
                            null,
                            null,
                            false,
                            name.span());
                }
            case CURRENT_SCHEMA:
                {
                    if (call) return null;
                    Identifier name = t.identifier();
                    return new Expression.FunctionCall(
                            t.qualified(name),
                            Expression.Quantifier.NONE,
                            List.of(),
                            false,
                            List.of(),
                            null,
                            null,
                            List.of(),
                            null,
                            null,
                            null,
                            false,
                            name.span());
                }
            case CURRENT_TIME, CURRENT_TIMESTAMP, LOCALTIME, LOCALTIMESTAMP:
                return bareCall(start);
            case INT,
            INTEGER,
            SMALLINT,
            BIGINT,
            REAL,
            FLOAT,
            DECIMAL,
            DEC,
            NUMERIC,
            BOOLEAN,
            BIT,
            CHAR,
            CHARACTER,
            VARCHAR,
            NATIONAL,
            NCHAR,
            TIME,
            TIMESTAMP:
                return typedByKeyword(start);
            case DOUBLE:
                return t.keyword(1) == PRECISION && t.kind(2) == Token.STRING
                        ? typedByKeyword(start)
                        : null;
            default:
                return null;
        }
    }

    /**
     * A constant behind its type, which begins with a keyword: {@code timestamp(3) with time zone
     * '...'}.
     */
    private Expression typedByKeyword(int start) {
        byte following = t.kind(1);
        boolean type =
                following == Token.STRING
                        || following == '('
                        || following == Token.WORD && typeContinues(t.keyword(1));
        // Without one it's a column that bears the type's name.
        if (!type) return null;
        DataType dataType = grammar.types.type();
        if (t.kind != Token.STRING) throw t.unexpected("a string");
        Expression value = literal(null, t.start());
        return new Expression.Cast(
                value, dataType, CastForm.TYPE_BEFORE_LITERAL, false, t.spanFrom(start));
    }

    private static boolean typeContinues(Keyword keyword) {
        return keyword == VARYING
                || keyword == PRECISION
                || keyword == WITH
                || keyword == WITHOUT
                || keyword == CHARACTER
                || keyword == CHAR;
    }

    // ARRAY '[' ... ']' | ARRAY '(' query ')'
    private Expression array(int start) {
        t.expect(ARRAY);
        if (t.at('(')) {
            Query query = grammar.queries.queryInParentheses();
            return new Expression.ArrayQuery(query, t.spanFrom(start));
        }
        if (!t.at('[')) throw t.unexpected("'['");
        return elements(start);
    }

    private Expression elements(int start) {
        t.expect('[');
        List<Expression> elements = new ArrayList<>();
        if (!t.at(']')) {
            do {
                if (t.at('[')) {
                    int outer = t.enter();
                    elements.add(elements(t.start()));
                    t.leave(outer);
                } else {
                    elements.add(expression());
                }
            } while (t.accept(','));
        }
        t.expect(']');
        return new Expression.Array(elements, t.spanFrom(start));
    }

    // INTERVAL string [ fields ] | INTERVAL '(' precision ')' string
    private Expression interval(int start) {
        if (t.kind(1) == '(') {
            if (t.kind(2) != Token.INTEGER || t.kind(3) != ')' || t.kind(4) != Token.STRING)
                throw t.unexpected(null);
            DataType type = grammar.types.type();
            Expression value = literal(null, t.start());
            return new Expression.Cast(
                    value, type, CastForm.TYPE_BEFORE_LITERAL, false, t.spanFrom(start));
        }
        t.advance();
        Expression value = literal(null, t.start());
        String fields = grammar.types.intervalFields();
        return new Expression.Interval(value, fields, t.spanFrom(start));
    }

    // NORMALIZE '(' expression [ ',' form ] ')'
    private Expression normalize(int start) {
        t.advance();
        t.expect('(');
        List<Piece> pieces = new ArrayList<>(3);
        pieces.add(piece(expression()));
        if (t.accept(',')) {
            pieces.add(word(","));
            if (!(t.at(NFC) || t.at(NFD) || t.at(NFKC) || t.at(NFKD)))
                throw t.unexpected("NFC, NFD, NFKC or NFKD");
            pieces.add(takeWord());
        }
        t.expect(')');
        return keywordCall("NORMALIZE", pieces, start);
    }

    // TREAT '(' expression AS type ')'
    private Expression treat(int start) {
        t.advance();
        t.expect('(');
        Expression value = expression();
        t.expect(AS);
        DataType type = grammar.types.type();
        t.expect(')');
        return keywordCall(
                "TREAT", List.of(piece(value), word("AS"), new Piece(null, null, type)), start);
    }

    // COLLATION FOR '(' expression ')'
    private Expression collationFor(int start) {
        t.advance();
        t.advance();
        t.expect('(');
        Expression value = expression();
        t.expect(')');
        return keywordCall("COLLATION FOR", List.of(piece(value)), start);
    }
}
