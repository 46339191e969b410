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
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * MySQL's operators and the calls that it gives a syntax of their own.
 *
 * @see "MySQL 8.4 Reference Manual, 14.4.1 Operator Precedence; sql/sql_yacc.yy"
 */
final class MySqlExpressionParser extends ExpressionParser {

    private static final int OR_LEVEL = 2;
    private static final int XOR_LEVEL = 3;
    private static final int AND_LEVEL = 4;
    private static final int NOT_LEVEL = 5;
    private static final int COMPARE_LEVEL = 6;
    private static final int PREDICATE_LEVEL = 7;
    private static final int BIT_OR_LEVEL = 8;
    private static final int BIT_AND_LEVEL = 9;
    private static final int SHIFT_LEVEL = 10;
    private static final int ADD_LEVEL = 11;
    private static final int MULTIPLY_LEVEL = 12;
    private static final int BIT_XOR_LEVEL = 13;
    private static final int CONCAT_LEVEL = 14;

    /** The character sets that can stand behind an underscore before a string. */
    private static final Set<String> CHARACTER_SETS =
            Set.of(
                    "armscii8",
                    "ascii",
                    "big5",
                    "binary",
                    "cp1250",
                    "cp1251",
                    "cp1256",
                    "cp1257",
                    "cp850",
                    "cp852",
                    "cp866",
                    "cp932",
                    "dec8",
                    "eucjpms",
                    "euckr",
                    "filename",
                    "gb18030",
                    "gb2312",
                    "gbk",
                    "geostd8",
                    "greek",
                    "hebrew",
                    "hp8",
                    "keybcs2",
                    "koi8r",
                    "koi8u",
                    "latin1",
                    "latin2",
                    "latin5",
                    "latin7",
                    "macce",
                    "macroman",
                    "sjis",
                    "swe7",
                    "tis620",
                    "ucs2",
                    "ujis",
                    "utf16",
                    "utf16le",
                    "utf32",
                    "utf8",
                    "utf8mb3",
                    "utf8mb4");

    MySqlExpressionParser(Grammar grammar) {
        super(grammar);
    }

    @Override
    int operandLevel() {
        return BIT_OR_LEVEL;
    }

    @Override
    int precedence() {
        if (t.kind == Token.WORD) {
            if (t.keyword == null) return NONE;
            return switch (t.keyword) {
                case OR -> OR_LEVEL;
                case XOR -> XOR_LEVEL;
                case AND -> AND_LEVEL;
                case IS -> COMPARE_LEVEL;
                case IN, LIKE, BETWEEN, REGEXP, RLIKE -> PREDICATE_LEVEL;
                case NOT -> {
                    Keyword following = t.keyword(1);
                    yield following == IN
                                    || following == LIKE
                                    || following == BETWEEN
                                    || following == REGEXP
                                    || following == RLIKE
                            ? PREDICATE_LEVEL
                            : NONE;
                }
                case SOUNDS -> t.keyword(1) == LIKE ? PREDICATE_LEVEL : NONE;
                case MEMBER -> t.keyword(1) == OF || t.kind(1) == '(' ? PREDICATE_LEVEL : NONE;
                case DIV, MOD -> MULTIPLY_LEVEL;
                default -> NONE;
            };
        }
        return switch (t.kind) {
            case '=',
                    '<',
                    '>',
                    Token.LESS_OR_EQUAL,
                    Token.GREATER_OR_EQUAL,
                    Token.NOT_EQUAL,
                    Token.NULL_SAFE_EQUAL ->
                    COMPARE_LEVEL;
            case Token.DOUBLE_PIPE -> t.syntax.pipesAsConcat() ? CONCAT_LEVEL : OR_LEVEL;
            case Token.DOUBLE_AMPERSAND -> AND_LEVEL;
            case '|' -> BIT_OR_LEVEL;
            case '&' -> BIT_AND_LEVEL;
            case Token.SHIFT_LEFT, Token.SHIFT_RIGHT -> SHIFT_LEVEL;
            case '+', '-' -> ADD_LEVEL;
            case '*', '/', '%' -> MULTIPLY_LEVEL;
            case '^' -> BIT_XOR_LEVEL;

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
            case COMPARE_LEVEL:
                return t.at(IS) ? is(left, start) : comparison(left, start);
            case PREDICATE_LEVEL:
                return predicate(left, start);
            default:
                {
                    String operator = t.kind == Token.WORD ? t.upper() : t.sign();
                    t.advance();
                    return binary(operator, left, start, precedence + 1);
                }
        }
    }

    // comparison: operand operator ( operand | quantifier '(' query ')' )
    private Expression comparison(Expression left, int start) {
        CompareOperator operator = compareOperator();
        t.advance();
        if (operator != CompareOperator.NULL_SAFE_EQUAL && atQuantifier())
            return quantified(operator.sql(), left, start);
        t.grow();
        Expression right = climb(COMPARE_LEVEL + 1);
        return new Expression.Compare(operator, left, right, t.spanFrom(start));
    }

    // is: operand IS [ NOT ] ( NULL | TRUE | FALSE | UNKNOWN | JSON ... )
    private Expression is(Expression left, int start) {
        t.grow();
        t.expect(IS);
        boolean negated = t.accept(NOT);
        if (t.accept(Token.NULL_SIGN))
            return new Expression.IsTest(left, "NULL", negated, t.spanFrom(start));
        if (!(t.at(NULL) || t.at(TRUE) || t.at(FALSE) || t.at(UNKNOWN)))
            throw t.unexpected("NULL, TRUE, FALSE or UNKNOWN");
        String test = t.takeUpper();
        return new Expression.IsTest(left, test, negated, t.spanFrom(start));
    }

    // predicate: operand [ NOT ] ( IN ... | BETWEEN ... | LIKE ... | REGEXP ... ) | operand SOUNDS
    // LIKE operand | operand MEMBER OF '(' operand ')'
    private Expression predicate(Expression left, int start) {
        t.grow();
        boolean negated = t.accept(NOT);
        switch (t.keyword) {
            case IN:
                t.advance();
                return in(left, negated, start);
            case BETWEEN:
                {
                    t.advance();
                    Expression low = climb(BIT_OR_LEVEL);
                    t.expect(AND);
                    Expression high = climb(PREDICATE_LEVEL);
                    return new Expression.Between(
                            left, low, high, negated, false, t.spanFrom(start));
                }
            case LIKE:
                {
                    t.advance();
                    Expression pattern = climb(BIT_OR_LEVEL);
                    Expression escape = t.accept(ESCAPE) ? climb(BIT_OR_LEVEL) : null;
                    return new Expression.Like(
                            LikeOperator.LIKE, left, pattern, escape, negated, t.spanFrom(start));
                }
            case REGEXP, RLIKE:
                {
                    LikeOperator operator = t.at(REGEXP) ? LikeOperator.REGEXP : LikeOperator.RLIKE;
                    t.advance();
                    Expression pattern = climb(BIT_OR_LEVEL);
                    return new Expression.Like(
                            operator, left, pattern, null, negated, t.spanFrom(start));
                }
            case SOUNDS:
                {
                    t.advance();
                    t.advance();
                    Expression right = climb(BIT_OR_LEVEL);
                    return new Expression.Binary("SOUNDS LIKE", left, right, t.spanFrom(start));
                }
            case MEMBER:
                {
                    t.advance();
                    t.accept(OF);
                    t.expect('(');
                    Expression right = expression();
                    t.expect(')');
                    return new Expression.Binary("MEMBER OF", left, right, t.spanFrom(start));
                }
            default:
                throw t.unexpected(null);
        }
    }

    @Override
    Expression prefix(int min) {
        if (t.keyword == NOT && min <= NOT_LEVEL) {
            int start = t.start();
            t.advance();
            int outer = t.enter();
            Expression operand = climb(NOT_LEVEL);
            t.leave(outer);
            return new Expression.Not(operand, t.spanFrom(start));
        }
        return unary();
    }

    // unary: ( '-' | '+' | '~' | '!' | BINARY ) unary | operand { COLLATE name | '->' string |
    // '->>' string }
    private Expression unary() {
        String operator = null;
        switch (t.kind) {
            case '-', '+', '~', '!' -> operator = t.tokenText();
            case Token.WORD -> {
                if (t.keyword == BINARY && t.kind(1) != '.') operator = "BINARY";
            }
            default -> operator = null;
        }
        if (operator != null) {
            int start = t.start();
            t.advance();
            int outer = t.enter();
            Expression operand = unary();
            t.leave(outer);
            return new Expression.Unary(operator, operand, t.spanFrom(start));
        }
        int start = t.start();
        Expression left = operand();
        while (true) {
            if (left instanceof Expression.Column
                    && (t.kind == Token.JSON_ARROW || t.kind == Token.JSON_TEXT_ARROW)) {
                String arrow = t.tokenText();
                t.advance();
                t.grow();
                Expression path = literal(null, t.start());
                left = new Expression.Binary(arrow, left, path, t.spanFrom(start));
            } else if (t.at(COLLATE)) {
                t.advance();
                t.grow();
                Identifier collation =
                        t.kind == Token.STRING || t.at(BINARY) ? t.identifier() : t.name();
                left = new Expression.Collate(left, t.qualified(collation), t.spanFrom(start));
            } else {
                return left;
            }
        }
    }

    @Override
    Expression otherOperand(int start) {
        switch (t.kind) {
            case Token.VARIABLE -> {
                Expression variable =
                        new Expression.Variable(
                                variableName(t.text, t.start() + 1, t.end()),
                                false,
                                null,
                                t.tokenSpan());
                t.advance();
                if (!t.accept(Token.COLON_EQUAL)) return variable;
                // The assignment takes all that follows, whatever stands in front.
                Expression value = expression();
                return new Expression.Binary(":=", variable, value, t.spanFrom(start));
            }
            case Token.SYSTEM_VARIABLE -> {
                return systemVariable();
            }
            case Token.NULL_SIGN -> {
                Expression literal =
                        new Expression.Literal(LiteralType.NULL, "NULL", null, -1, t.tokenSpan());
                t.advance();
                return literal;
            }
            case '{' -> {
                return odbc(start);
            }
            case '.' -> {
                // .t.c is a column of a table in the current database.
                t.advance();
                if (t.kind != Token.WORD && t.kind != Token.QUOTED_NAME || t.kind(1) != '.')
                    throw t.unexpected("a column");
                return operand();
            }
            default -> {
                return super.otherOperand(start);
            }
        }
    }

    static String variableName(String text, int start, int end) {
        if (start == end) return "";
        char quote = text.charAt(start);
        if (quote != '\'' && quote != '"' && quote != '`') return text.substring(start, end);
        String doubled = String.valueOf(quote) + quote;
        return text.substring(start + 1, end - 1).replace(doubled, String.valueOf(quote));
    }

    /** {@code @@name}, {@code @@global.name}, {@code @@cache.name}. */
    Expression.Variable systemVariable() {
        String name = t.text.substring(t.start() + 2, t.end());
        String scope = null;
        if (name.equalsIgnoreCase("global")
                || name.equalsIgnoreCase("session")
                || name.equalsIgnoreCase("local")) throw t.unexpected(null);
        if (name.toUpperCase(Locale.ROOT).startsWith("DEFAULT.")) throw t.unexpected(null);
        int dot = name.indexOf('.');
        if (dot > 0) {
            String first = name.substring(0, dot).replace("`", "").toUpperCase(Locale.ROOT);
            if (first.equals("GLOBAL")
                    || first.equals("SESSION")
                    || first.equals("LOCAL")
                    || first.equals("PERSIST")
                    || first.equals("PERSIST_ONLY")) {
                scope = first;
                name = name.substring(dot + 1);
                String rest = name.toUpperCase(Locale.ROOT);
                if (rest.startsWith("GLOBAL.")
                        || rest.startsWith("SESSION.")
                        || rest.startsWith("LOCAL.")) throw t.unexpected(null);
            }
        }
        Expression.Variable variable =
                new Expression.Variable(unquoted(name), true, scope, t.tokenSpan());
        t.advance();
        return variable;
    }

    private static String unquoted(String name) {
        boolean quoted =
                name.indexOf('`') >= 0 || name.indexOf('\'') >= 0 || name.indexOf('"') >= 0;
        return quoted ? name.replaceAll("[`'\"]", "") : name;
    }

    // '{' ( d | t | ts | name ) expression '}'
    private Expression odbc(int start) {
        t.expect('{');
        int typeStart = t.start();
        Identifier word = t.label();
        Expression operand = expression();
        t.expect('}');
        String type =
                switch (word.value().toLowerCase(Locale.ROOT)) {
                    case "d" -> "date";
                    case "t" -> "time";
                    case "ts" -> "timestamp";
                    default -> null;
                };
        if (type == null) return operand;
        DataType dataType =
                new DataType(type, List.of(), List.of(), 0, new Span(typeStart, word.span().end()));
        return new Expression.Cast(
                operand, dataType, CastForm.TYPE_BEFORE_LITERAL, false, t.spanFrom(start));
    }

    @Override
    boolean nameAllowed(Keyword keyword, boolean call) {
        if (!keyword.isReservedInMySql()) return true;
        return call
                && switch (keyword) {
                    case CHAR,
                            IF,
                            INSERT,
                            LEFT,
                            MOD,
                            ROW_NUMBER,
                            REPEAT,
                            REPLACE,
                            RIGHT,
                            VALUES,
                            DATABASE,
                            SCHEMA,
                            CURRENT_ROLE,
                            GROUPING,
                            CURRENT_USER ->
                            true;
                    default -> false;
                };
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
                return call ? cast(start) : null;
            case CONVERT:
                return call ? convert(start) : null;
            case ROW:
                return call ? row(start) : null;
            case DEFAULT:
                return defaultValue(start);
            case INTERVAL:
                return interval(start);
            case MATCH:
                return match(start);
            case EXTRACT:
                return call ? extract(start) : null;
            case TRIM:
                return call ? trim(start) : null;
            case POSITION:
                return call ? position(start) : null;
            case SUBSTRING, SUBSTR, MID:
                return call ? substring(keyword.name(), start) : null;
            case CHAR:
                return call ? character(start) : null;
            case GET_FORMAT, TIMESTAMPADD, TIMESTAMPDIFF:
                return call ? wordFirst(keyword.name(), start) : null;
            case WEIGHT_STRING:
                return call ? weightString(start) : null;
            case JSON_VALUE:
                return call ? jsonValue(start) : null;
            case NOW, SYSDATE, CURTIME:
                if (call && t.kind(2) != ')' && !(t.kind(2) == Token.INTEGER && t.kind(3) == ')'))
                    throw t.unexpected(null);
                return null;
            case CURRENT_DATE,
            CURRENT_TIME,
            CURRENT_TIMESTAMP,
            LOCALTIME,
            LOCALTIMESTAMP,
            UTC_DATE,
            UTC_TIME,
            UTC_TIMESTAMP,
            CURRENT_USER,
            CURRENT_ROLE:
                return bareCall(start);
            case DATE, TIME, TIMESTAMP:
                return t.kind(1) == Token.STRING ? typed(keyword, start) : null;
            case IGNORE:
                return call ? null : bareCall(start);
            case NEXT, PREVIOUS:
                return t.keyword(1) == VALUE && t.keyword(2) == FOR ? sequenceValue(start) : null;
            case SELECT, WITH:
                throw t.unexpected("an expression");
            default:
                return null;
        }
    }

    /**
     * Arguments of an aggregate are never named, and only COUNT(*) has none; OVER follows what
     * computes over rows.
     */
    @Override
    void checkCall(QualifiedName name, List<Expression> arguments, boolean over) {
        if (name.parts().size() > 1) {
            if (over) throw t.unexpected(null);
            return;
        }
        boolean aggregate = isAggregate(name.name().value());
        if (over && !aggregate && !isWindowFunction(name.name().value())) throw t.unexpected(null);
        if (!aggregate) return;
        if (arguments.isEmpty()) {
            if (t.lastKind() == ')') t.seek(t.index() - 1);
            throw t.unexpected("an argument");
        }
        for (Expression argument : arguments) {
            if (argument instanceof Expression.NamedArgument) throw t.unexpected(null);
        }
    }

    private static boolean isAggregate(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "COUNT",
                    "SUM",
                    "AVG",
                    "MIN",
                    "MAX",
                    "BIT_AND",
                    "BIT_OR",
                    "BIT_XOR",
                    "STD",
                    "STDDEV",
                    "STDDEV_POP",
                    "STDDEV_SAMP",
                    "VARIANCE",
                    "VAR_POP",
                    "VAR_SAMP",
                    "GROUP_CONCAT",
                    "JSON_ARRAYAGG",
                    "JSON_OBJECTAGG",
                    "ST_COLLECT" ->
                    true;
            default -> false;
        };
    }

    private static boolean isWindowFunction(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "ROW_NUMBER",
                    "RANK",
                    "DENSE_RANK",
                    "PERCENT_RANK",
                    "CUME_DIST",
                    "NTILE",
                    "LEAD",
                    "LAG",
                    "FIRST_VALUE",
                    "LAST_VALUE",
                    "NTH_VALUE",
                    "MEDIAN",
                    "PERCENTILE_CONT",
                    "PERCENTILE_DISC" ->
                    true;
            default -> false;
        };
    }

    @Override
    Expression argument() {
        Expression value = expression();
        // Loadable functions see an argument's alias as its name.
        if (t.at(AS) || t.kind == Token.WORD && t.keyword == null) {
            t.accept(AS);
            Identifier alias = t.kind == Token.STRING ? t.identifier() : t.label();
            return new Expression.NamedArgument(
                    alias, value, new Span(value.span().start(), alias.span().end()));
        }
        return value;
    }

    // NEXT VALUE FOR sequence
    private Expression sequenceValue(int start) {
        List<Piece> pieces = new ArrayList<>(1);
        String name = t.takeUpper() + " VALUE FOR";
        t.advance();
        t.advance();
        QualifiedName sequence = t.qualifiedName();
        pieces.add(piece(new Expression.Column(sequence.parts(), sequence.span())));
        return keywordCall(name, pieces, start);
    }

    // ( DATE | TIME | TIMESTAMP ) string
    private Expression typed(Keyword keyword, int start) {
        DataType type = new DataType(t.tokenText(), List.of(), List.of(), 0, t.tokenSpan());
        t.advance();
        Expression value = literal(null, t.start());
        return new Expression.Cast(
                value, type, CastForm.TYPE_BEFORE_LITERAL, false, t.spanFrom(start));
    }

    // DEFAULT | DEFAULT '(' column ')'
    private Expression defaultValue(int start) {
        t.advance();
        if (!t.accept('(')) return new Expression.Default(null, t.spanFrom(start));
        QualifiedName column = t.qualifiedName();
        t.expect(')');
        return new Expression.Default(
                new Expression.Column(column.parts(), column.span()), t.spanFrom(start));
    }

    // INTERVAL expression unit | INTERVAL '(' expression ',' expressions ')'
    private Expression interval(int start) {
        if (t.kind(1) == '(' && commaInside(t.index() + 1)) {
            QualifiedName name =
                    new QualifiedName(List.of(t.identifier()), new Span(start, t.lastEnd()));
            return call(name, start);
        }
        t.expect(INTERVAL);
        Expression value = expression();
        if (t.kind != Token.WORD) throw t.unexpected("a unit of time");
        String unit = unit();
        return new Expression.Interval(value, unit, t.spanFrom(start));
    }

    String unit() {
        if (t.keyword == null) throw t.unexpected("a unit of time");
        return switch (t.keyword) {
            case MICROSECOND,
                    SECOND,
                    MINUTE,
                    HOUR,
                    DAY,
                    WEEK,
                    MONTH,
                    QUARTER,
                    YEAR,
                    SECOND_MICROSECOND,
                    MINUTE_MICROSECOND,
                    MINUTE_SECOND,
                    HOUR_MICROSECOND,
                    HOUR_SECOND,
                    HOUR_MINUTE,
                    DAY_MICROSECOND,
                    DAY_SECOND,
                    DAY_MINUTE,
                    DAY_HOUR,
                    YEAR_MONTH,
                    SQL_TSI_SECOND,
                    SQL_TSI_MINUTE,
                    SQL_TSI_HOUR,
                    SQL_TSI_DAY,
                    SQL_TSI_WEEK,
                    SQL_TSI_MONTH,
                    SQL_TSI_QUARTER,
                    SQL_TSI_YEAR ->
                    t.takeUpper();
            default -> throw t.unexpected("a unit of time");
        };
    }

    /** Whether a comma stands directly inside the parenthesis that opens at a token. */
    private boolean commaInside(int open) {
        if (t.tokens.keyword(open + 1) == SELECT || t.tokens.keyword(open + 1) == WITH)
            return false;
        int level = 0;
        for (int i = open; i < t.tokens.count(); i++) {
            byte k = t.tokens.kind(i);
            if (k == '(') level++;
            else if (k == ')' && --level == 0) return false;
            else if (k == ',' && level == 1) return true;
        }
        return false;
    }

    // CONVERT '(' expression ( ',' type | USING charset ) ')'
    private Expression convert(int start) {
        t.expect(CONVERT);
        t.expect('(');
        Expression value = expression();
        if (t.accept(USING)) {
            Piece set = word(t.text.substring(t.start(), t.end()));
            t.advance();
            t.expect(')');
            return keywordCall("CONVERT", List.of(piece(value), word("USING"), set), start);
        }
        t.expect(',');
        DataType type = grammar.types.castType();
        t.expect(')');
        return new Expression.Cast(value, type, CastForm.CONVERT, false, t.spanFrom(start));
    }

    // CHAR '(' expressions [ USING charset ] ')'
    private Expression character(int start) {
        t.advance();
        t.expect('(');
        List<Piece> pieces = new ArrayList<>(4);
        do {
            if (!pieces.isEmpty()) pieces.add(word(","));
            pieces.add(piece(expression()));
        } while (t.accept(','));
        if (t.accept(USING)) {
            pieces.add(word("USING"));
            pieces.add(word(t.tokenText()));
            t.advance();
        }
        t.expect(')');
        return keywordCall("CHAR", pieces, start);
    }

    // MATCH columns AGAINST '(' operand [ modifier ] ')'
    private Expression match(int start) {
        t.expect(MATCH);
        List<Piece> pieces = new ArrayList<>(6);
        boolean parenthesis = t.accept('(');
        do {
            if (!pieces.isEmpty()) pieces.add(word(","));
            pieces.add(piece(climb(operandLevel())));
        } while (t.accept(','));
        if (parenthesis) t.expect(')');
        t.expect(AGAINST);
        t.expect('(');
        pieces.add(word(") AGAINST ("));
        pieces.add(piece(climb(operandLevel())));
        if (t.accept(IN)) {
            if (t.accept(BOOLEAN)) {
                t.expect(MODE);
                pieces.add(word("IN BOOLEAN MODE"));
                if (t.at(WITH)) throw t.unexpected("')'");
            } else {
                t.expect(NATURAL);
                t.expect(LANGUAGE);
                t.expect(MODE);
                pieces.add(word("IN NATURAL LANGUAGE MODE"));
            }
        }
        if (t.accept(WITH)) {
            t.expect(QUERY);
            t.expect(EXPANSION);
            pieces.add(word("WITH QUERY EXPANSION"));
        }
        t.expect(')');
        return keywordCall("MATCH", pieces, start);
    }

    /** A call whose first argument is a word: TIMESTAMPADD(DAY, 1, d), GET_FORMAT(DATE, 'USA'). */
    private Expression wordFirst(String name, int start) {
        t.advance();
        t.expect('(');
        List<Piece> pieces = new ArrayList<>(5);
        if (t.kind != Token.WORD) throw t.unexpected("a unit of time");
        pieces.add(takeWord());
        while (t.accept(',')) {
            pieces.add(word(","));
            pieces.add(piece(expression()));
        }
        t.expect(')');
        return keywordCall(name, pieces, start);
    }

    // WEIGHT_STRING '(' expression [ AS ( CHAR | BINARY ) '(' n ')' ] [ LEVEL levels ] ')'
    private Expression weightString(int start) {
        t.advance();
        t.expect('(');
        List<Piece> pieces = new ArrayList<>(4);
        pieces.add(piece(expression()));
        if (t.accept(AS)) {
            pieces.add(word("AS"));
            pieces.add(new Piece(null, null, grammar.types.castType()));
        }
        while (!t.at(')')) {
            if (t.kind == Token.END) throw t.unexpected("')'");
            if (Token.isLiteral(t.kind)) pieces.add(piece(literal(null, t.start())));
            else pieces.add(takeWord());
        }
        t.expect(')');
        return keywordCall("WEIGHT_STRING", pieces, start);
    }

    // JSON_VALUE '(' expression ',' path [ RETURNING type ] [ on empty ] [ on error ] ')'
    private Expression jsonValue(int start) {
        t.advance();
        t.expect('(');
        List<Piece> pieces = new ArrayList<>(6);
        pieces.add(piece(expression()));
        t.expect(',');
        pieces.add(word(","));
        pieces.add(piece(expression()));
        if (t.accept(RETURNING)) {
            pieces.add(word("RETURNING"));
            pieces.add(new Piece(null, null, grammar.types.castType()));
        }
        while (t.at(NULL) || t.at(ERROR) || t.at(DEFAULT)) {
            if (t.at(DEFAULT)) {
                pieces.add(takeWord());
                pieces.add(piece(literal(null, t.start())));
            } else {
                pieces.add(takeWord());
            }
            t.expect(ON);
            if (!t.at(ERROR) && !t.at(EMPTY)) throw t.unexpected("EMPTY or ERROR");
            pieces.add(word("ON " + t.takeUpper()));
        }
        t.expect(')');
        return keywordCall("JSON_VALUE", pieces, start);
    }

    /** A name, or a string behind the character set that introduces it: {@code _utf8mb4'x'}. */
    @Override
    Expression introduced(int start) {
        if (t.kind != Token.WORD || t.text.charAt(t.start()) != '_') return null;
        byte following = t.kind(1);
        if (following != Token.STRING && following != Token.HEX && following != Token.BIT)
            return null;
        String set = t.text.substring(t.start() + 1, t.end()).toLowerCase(Locale.ROOT);
        if (!CHARACTER_SETS.contains(set)) return null;
        t.advance();
        return literal(set, start);
    }
}
