package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.DataType;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Expression.CastForm;
import io.shardfold.sql.ast.Expression.CompareOperator;
import io.shardfold.sql.ast.Expression.LiteralType;
import io.shardfold.sql.ast.Expression.Piece;
import io.shardfold.sql.ast.Expression.Quantifier;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Limit;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SortItem;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.WindowSpecification;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Expressions: precedence climbing, and the operands that both dialects share.
 *
 * <p>The subclasses know each dialect's operators, their precedence, and the calls that have a
 * syntax of their own. One method climbs all levels, so that a parenthesis costs four frames of
 * stack and not one per level.
 */
abstract class ExpressionParser {

    static final int NONE = 0;
    static final int LOWEST = 1;

    /** Takes no operator behind the operand. */
    static final int TIGHTEST = 100;

    final Grammar grammar;
    final TokenCursor t;

    ExpressionParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    /**
     * How tightly the current token binds as an operator behind an operand; {@link #NONE} if it
     * isn't one.
     */
    abstract int precedence();

    /** Reads the operator at the current token and what follows it. */
    abstract Expression infix(Expression left, int start, int precedence);

    /** Reads an operator in front of its operand, or the operand itself. */
    abstract Expression prefix(int min);

    /**
     * Reads a call or constant that begins with this keyword; null if the keyword is a name here.
     */
    abstract Expression keywordOperand(Keyword keyword, int start);

    /** The level of arithmetic, where IN and comparisons end an operand. */
    abstract int operandLevel();

    // expression: operand { operator operand }
    Expression expression() {
        int outer = t.enter();
        Expression expression = climb(LOWEST);
        t.leave(outer);
        return expression;
    }

    final Expression climb(int min) {
        int start = t.start();
        Expression left = prefix(min);
        while (true) {
            int precedence = precedence();
            if (precedence < min || precedence == NONE) return left;
            left = infix(left, start, precedence);
        }
    }

    // expressions: expression { ',' expression }
    List<Expression> expressions() {
        Expression first = expression();
        if (t.kind != ',') return List.of(first);
        List<Expression> list = new ArrayList<>(4);
        list.add(first);
        while (t.accept(',')) list.add(expression());
        return list;
    }

    /** Terms of AND or OR: one node for the whole chain. */
    final List<Expression> terms(Expression first, int precedence) {
        List<Expression> terms = new ArrayList<>(4);
        terms.add(first);
        while (precedence() == precedence) {
            t.advance();
            int others = t.enterSibling();
            terms.add(climb(precedence + 1));
            t.leaveSibling(others);
        }
        return terms;
    }

    final Expression binary(String operator, Expression left, int start, int rightLevel) {
        t.grow();
        Expression right = climb(rightLevel);
        return new Expression.Binary(operator, left, right, t.spanFrom(start));
    }

    /** The operator of a comparison at the current token; null if it is none. */
    final CompareOperator compareOperator() {
        return switch (t.kind) {
            case '=' -> CompareOperator.EQUAL;
            case '<' -> CompareOperator.LESS;
            case '>' -> CompareOperator.GREATER;
            case Token.LESS_OR_EQUAL -> CompareOperator.LESS_OR_EQUAL;
            case Token.GREATER_OR_EQUAL -> CompareOperator.GREATER_OR_EQUAL;
            case Token.NOT_EQUAL -> CompareOperator.NOT_EQUAL;
            case Token.NULL_SAFE_EQUAL -> CompareOperator.NULL_SAFE_EQUAL;
            default -> null;
        };
    }

    /** Whether ANY, SOME or ALL with its parenthesis follows an operator. */
    final boolean atQuantifier() {
        return (t.keyword == ANY || t.keyword == SOME || t.keyword == ALL) && t.kind(1) == '(';
    }

    // quantified: operator ( ANY | SOME | ALL ) '(' ( query | expression ) ')'
    final Expression quantified(String operator, Expression left, int start) {
        boolean all = t.at(ALL);
        t.advance();
        t.expect('(');
        if (grammar.queries.atQueryInParentheses()) {
            Query query = grammar.queries.query();
            t.expect(')');
            return new Expression.Quantified(operator, left, all, query, null, t.spanFrom(start));
        }
        Expression array = expression();
        if (array instanceof Expression.ScalarQuery scalar
                && t.lastKind() == ')'
                && grammar.queries.atContinuation()) {
            Query query = grammar.queries.continued(scalar.query(), scalar.span().start());
            t.expect(')');
            return new Expression.Quantified(operator, left, all, query, null, t.spanFrom(start));
        }
        t.expect(')');
        return new Expression.Quantified(operator, left, all, null, array, t.spanFrom(start));
    }

    // in: [ NOT ] IN '(' ( query | expressions ) ')'
    final Expression in(Expression left, boolean negated, int start) {
        t.expect('(');
        if (grammar.queries.atQueryInParentheses()) {
            Query query = grammar.queries.query();
            t.expect(')');
            return new Expression.InQuery(left, query, negated, t.spanFrom(start));
        }
        boolean parenthesis = t.at('(');
        Expression first = expression();
        if (parenthesis && first instanceof Expression.ScalarQuery scalar && t.lastKind() == ')') {
            Query query = null;
            if (grammar.queries.atContinuation())
                query = grammar.queries.continued(scalar.query(), scalar.span().start());
            else if (t.at(')')) query = scalar.query();
            if (query != null) {
                t.expect(')');
                return new Expression.InQuery(left, query, negated, t.spanFrom(start));
            }
        }
        List<Expression> values = new ArrayList<>(4);
        values.add(first);
        while (t.accept(',')) values.add(expression());
        t.expect(')');
        return new Expression.InList(left, values, negated, t.spanFrom(start));
    }

    // ---- operands

    /** An operand without operators, subscripts or casts. */
    final Expression operand() {
        int start = t.start();
        switch (t.kind) {
            case Token.WORD -> {
                if (t.keyword != null) {
                    Expression special = keywordOperand(t.keyword, start);
                    if (special != null) return special;
                } else if (t.kind(1) >= Token.STRING && t.kind(1) <= Token.HEX) {
                    Expression introduced = introduced(start);
                    if (introduced != null) return introduced;
                }
                return nameOrCall(start);
            }
            case Token.QUOTED_NAME -> {
                return nameOrCall(start);
            }
            case Token.INTEGER,
                    Token.DECIMAL,
                    Token.FLOAT,
                    Token.STRING,
                    Token.NATIONAL_STRING,
                    Token.BIT,
                    Token.HEX -> {
                return literal(null, start);
            }
            case Token.PARAMETER -> {
                Expression parameter =
                        new Expression.Parameter(t.tokens.number(t.index()), t.tokenSpan());
                t.advance();
                return parameter;
            }
            case '(' -> {
                return parenthesized(start);
            }
            default -> {
                return otherOperand(start);
            }
        }
    }

    /** An operand that begins with a sign only one dialect knows. */
    Expression otherOperand(int start) {
        throw t.unexpected(t.kind == Token.END ? "an expression" : null);
    }

    final Expression literal(String introducer, int start) {
        LiteralType type =
                switch (t.kind) {
                    case Token.INTEGER -> LiteralType.INTEGER;
                    case Token.DECIMAL -> LiteralType.DECIMAL;
                    case Token.FLOAT -> LiteralType.FLOAT;
                    case Token.STRING -> LiteralType.STRING;
                    case Token.NATIONAL_STRING -> LiteralType.NATIONAL_STRING;
                    case Token.BIT -> LiteralType.BIT;
                    case Token.HEX -> LiteralType.HEX;
                    default -> throw t.unexpected("a literal");
                };
        int index = t.index();
        Expression literal =
                new Expression.Literal(
                        type,
                        t.tokens.value(index),
                        introducer,
                        t.tokens.number(index),
                        new Span(start, t.end()));
        t.advance();
        return literal;
    }

    /** TRUE, FALSE, NULL, UNKNOWN. */
    final Expression keywordLiteral(LiteralType type) {
        Expression literal = new Expression.Literal(type, type.name(), null, -1, t.tokenSpan());
        t.advance();
        return literal;
    }

    // parenthesized: '(' query ')' | '(' expression ')' | '(' expression ',' expressions ')'
    private Expression parenthesized(int start) {
        t.expect('(');
        if (grammar.queries.atQueryInParentheses()) {
            Query query = grammar.queries.checkedSubquery(grammar.queries.query());
            t.expect(')');
            return new Expression.ScalarQuery(query, t.spanFrom(start));
        }
        if (!t.mysql && t.at(')')) throw t.unexpected("an expression");
        Expression first = expression();
        if (t.accept(')')) return first;
        if (first instanceof Expression.ScalarQuery scalar
                && t.lastKind() == ')'
                && grammar.queries.atContinuation()) {
            Query query = grammar.queries.continued(scalar.query(), scalar.span().start());
            t.expect(')');
            return new Expression.ScalarQuery(query, t.spanFrom(start));
        }
        if (!t.at(',')) throw t.unexpected("')'");
        List<Expression> values = new ArrayList<>(4);
        values.add(first);
        while (t.accept(',')) values.add(expression());
        t.expect(')');
        return new Expression.Row(values, false, t.spanFrom(start));
    }

    // EXISTS '(' query ')'
    final Expression exists(int start) {
        t.expect(EXISTS);
        Query query = grammar.queries.checkedSubquery(grammar.queries.queryInParentheses());
        return new Expression.Exists(query, t.spanFrom(start));
    }

    // CASE [ expression ] { WHEN expression THEN expression } [ ELSE expression ] END
    final Expression caseExpression(int start) {
        t.expect(CASE);
        Expression operand = t.at(WHEN) ? null : expression();
        List<Expression.When> whens = new ArrayList<>(2);
        t.expect(WHEN);
        do {
            Expression condition = expression();
            t.expect(THEN);
            whens.add(new Expression.When(condition, expression()));
        } while (t.accept(WHEN));
        Expression otherwise = t.accept(ELSE) ? expression() : null;
        t.expect(END);
        return new Expression.Case(operand, whens, otherwise, t.spanFrom(start));
    }

    // CAST '(' expression AS type [ ARRAY ] ')'
    final Expression cast(int start) {
        t.advance();
        t.expect('(');
        Expression operand = expression();
        Expression zone = null;
        if (t.mysql && t.accept(AT)) {
            t.expect(TIME, ZONE);
            t.accept(INTERVAL);
            zone = expression();
        }
        t.expect(AS);
        DataType type = grammar.types.castType();
        boolean array = t.mysql && t.accept(ARRAY);
        String format = t.mysql && t.accept(FORMAT) ? t.takeUpper() : null;
        if (format != null) type = grammar.types.withAttribute(type, "FORMAT " + format);
        t.expect(')');
        Expression value =
                zone == null
                        ? operand
                        : new Expression.AtTimeZone(
                                operand, zone, new Span(operand.span().start(), zone.span().end()));
        return new Expression.Cast(value, type, CastForm.CAST, array, t.spanFrom(start));
    }

    // ROW '(' [ expressions ] ')'
    final Expression row(int start) {
        t.expect(ROW);
        t.expect('(');
        List<Expression> values = t.at(')') ? List.of() : arguments();
        t.expect(')');
        return new Expression.Row(values, true, t.spanFrom(start));
    }

    // name { '.' label } [ '.' '*' ] | function '(' ... ')'
    private Expression nameOrCall(int start) {
        Keyword keyword = t.keyword;
        boolean call = t.kind(1) == '(';
        if (keyword != null && t.kind == Token.WORD && !nameAllowed(keyword, call))
            throw t.unexpected(null);
        Identifier first = t.identifier();
        if (t.kind != '.') {
            if (t.kind == '(') return call(t.qualified(first), start);
            Expression typed = typedLiteral(t.qualified(first), start);
            if (typed != null) return typed;
            return new Expression.Column(List.of(first), t.spanOf(first));
        }
        Identifier second = null;
        List<Identifier> parts = null;
        while (t.kind == '.') {
            if (t.kind(1) == '*') {
                if (!starAllowed()) break;
                t.advance();
                t.advance();
                List<Identifier> qualifier =
                        parts != null
                                ? parts
                                : second != null ? List.of(first, second) : List.of(first);
                return new Expression.Star(qualifier, t.spanFrom(start));
            }
            t.advance();
            Identifier part = t.label();
            if (second == null) {
                second = part;
            } else {
                if (parts == null) parts = new ArrayList<>(List.of(first, second));
                parts.add(part);
            }
        }
        List<Identifier> all =
                parts != null ? parts : second != null ? List.of(first, second) : List.of(first);
        Span span = t.spanFrom(start);
        if (t.kind == '(') return call(new QualifiedName(all, span), start);
        Expression typed = typedLiteral(new QualifiedName(all, span), start);
        if (typed != null) return typed;
        return new Expression.Column(all, span);
    }

    /** MySQL's string behind a character set; null where the word is none. */
    Expression introduced(int start) {
        return null;
    }

    boolean starAllowed() {
        return true;
    }

    /** Whether the keyword is a name where an operand stands. @param call a parenthesis follows */
    abstract boolean nameAllowed(Keyword keyword, boolean call);

    /** PostgreSQL's {@code type 'string'}; null where no string follows. */
    Expression typedLiteral(QualifiedName type, int start) {
        return null;
    }

    // ---- calls

    // call: name '(' [ '*' | [ ALL | DISTINCT ] arguments [ ORDER BY ... ] ] ')' [ WITHIN GROUP ...
    // ] [ FILTER ... ] [ OVER ... ]
    final Expression call(QualifiedName name, int start) {
        t.expect('(');
        if (t.at(')')) {
            t.advance();
            return callTail(
                    name, Quantifier.NONE, List.of(), false, List.of(), null, null, null, start);
        }
        if (t.at('*') && t.kind(1) == ')') {
            Expression star = new Expression.Star(List.of(), t.tokenSpan());
            t.advance();
            t.advance();
            return callTail(
                    name,
                    Quantifier.NONE,
                    List.of(star),
                    false,
                    List.of(),
                    null,
                    null,
                    null,
                    start);
        }
        Quantifier quantifier = Quantifier.NONE;
        if (t.accept(DISTINCT) || t.mysql && t.accept(DISTINCTROW))
            quantifier = Quantifier.DISTINCT;
        else if (t.accept(ALL)) quantifier = Quantifier.ALL;
        boolean variadic = !t.mysql && t.accept(VARIADIC);
        return call(name, quantifier, variadic, argument(), start);
    }

    /** The rest of a call whose first argument has been read. */
    private Expression call(
            QualifiedName name,
            Quantifier quantifier,
            boolean firstVariadic,
            Expression first,
            int start) {
        boolean variadic = firstVariadic;
        List<Expression> arguments = List.of(first);
        if (t.at(',') && !variadic) {
            arguments = new ArrayList<>(4);
            arguments.add(first);
            while (!variadic && t.accept(',')) {
                if (!t.mysql && t.accept(VARIADIC)) variadic = true;
                arguments.add(argument());
            }
        }
        String nulls = nullTreatment();
        List<SortItem> orderBy = t.at(ORDER) ? grammar.clauses.orderBy() : List.of();
        Expression separator = null;
        Limit limit = null;
        if (t.mysql) {
            if (t.accept(SEPARATOR)) separator = literal(null, t.start());
            if (t.at(LIMIT)) limit = grammar.clauses.limit();
        }
        t.expect(')');
        return callTail(
                name, quantifier, arguments, variadic, orderBy, separator, limit, nulls, start);
    }

    private Expression callTail(
            QualifiedName name,
            Quantifier quantifier,
            List<Expression> arguments,
            boolean variadic,
            List<SortItem> orderBy,
            Expression separator,
            Limit limit,
            String innerNulls,
            int start) {
        List<SortItem> withinGroup = List.of();
        Expression filter = null;
        String nulls = innerNulls;
        WindowSpecification over = null;
        if (t.keyword != null) {
            if (t.at(WITHIN, GROUP)) {
                if (!t.mysql
                        && (!orderBy.isEmpty() || quantifier == Quantifier.DISTINCT || variadic))
                    throw t.unexpected(null);
                t.advance();
                t.advance();
                t.expect('(');
                withinGroup = grammar.clauses.orderBy();
                t.expect(')');
            }
            if (t.at(FILTER) && t.kind(1) == '(' && t.keyword(2) == WHERE) {
                t.advance();
                t.advance();
                t.advance();
                filter = expression();
                t.expect(')');
            }
            if (t.mysql
                    && t.at(FROM)
                    && (t.keyword(1) == FIRST || t.keyword(1) == LAST)
                    && (t.keyword(2) == OVER
                            || t.keyword(2) == RESPECT
                            || t.keyword(2) == IGNORE)) {
                t.advance();
                nulls = "FROM " + t.takeUpper();
            }
            if (t.mysql && (t.at(IGNORE) || t.at(RESPECT)) && t.keyword(1) == NULLS) {
                nulls = (nulls == null ? "" : nulls + " ") + t.takeUpper() + " NULLS";
                t.advance();
            }
            if (t.at(OVER)
                    && (t.kind(1) == '('
                            || t.kind(1) == Token.WORD
                            || t.kind(1) == Token.QUOTED_NAME)) over = over();
        }
        checkCall(name, arguments, over != null);
        return new Expression.FunctionCall(
                name,
                quantifier,
                arguments,
                variadic,
                orderBy,
                separator,
                limit,
                withinGroup,
                filter,
                nulls,
                over,
                true,
                t.spanFrom(start));
    }

    /** Refuses what the dialect's grammar doesn't allow of some functions. */
    void checkCall(QualifiedName name, List<Expression> arguments, boolean over) {}

    private String nullTreatment() {
        if (t.mysql && (t.at(IGNORE) || t.at(RESPECT)) && t.keyword(1) == NULLS) {
            String word = t.takeUpper();
            t.advance();
            return word + " NULLS";
        }
        return null;
    }

    // OVER ( name | '(' window ')' )
    final WindowSpecification over() {
        t.expect(OVER);
        if (t.at('(')) return grammar.clauses.window();
        Identifier name = t.name();
        return new WindowSpecification(name, false, List.of(), List.of(), null, name.span());
    }

    /** Arguments, where {@code *} and {@code name => value} are allowed. */
    final List<Expression> arguments() {
        Expression first = argument();
        if (t.kind != ',') return List.of(first);
        List<Expression> list = new ArrayList<>(4);
        list.add(first);
        while (t.accept(',')) list.add(argument());
        return list;
    }

    // argument: expression | name ( '=>' | ':=' ) expression
    Expression argument() {
        return expression();
    }

    /** A call without parentheses, or with a precision: {@code CURRENT_TIMESTAMP(3)}. */
    final Expression bareCall(int start) {
        Identifier word = t.identifier();
        QualifiedName name = t.qualified(word);
        boolean parenthesized = t.at('(');
        List<Expression> arguments = List.of();
        if (t.accept('(')) {
            if (!t.at(')')) arguments = List.of(expression());
            t.expect(')');
        }
        return new Expression.FunctionCall(
                name,
                Quantifier.NONE,
                arguments,
                false,
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                null,
                parenthesized,
                t.spanFrom(start));
    }

    // ---- calls with keywords between their arguments

    static Piece word(String word) {
        return new Piece(word, null, null);
    }

    static Piece piece(Expression expression) {
        return new Piece(null, expression, null);
    }

    /** Takes the current word as a piece. */
    final Piece takeWord() {
        return word(t.takeUpper());
    }

    final Expression keywordCall(String name, List<Piece> pieces, int start) {
        return new Expression.KeywordCall(name, pieces, null, t.spanFrom(start));
    }

    // EXTRACT '(' field FROM expression ')'
    final Expression extract(int start) {
        t.advance();
        t.expect('(');
        List<Piece> pieces = new ArrayList<>(3);
        if (t.kind == Token.STRING && !t.mysql) pieces.add(piece(literal(null, t.start())));
        else if (t.kind == Token.WORD || t.kind == Token.QUOTED_NAME)
            pieces.add(
                    t.kind == Token.WORD
                            ? takeWord()
                            : word(t.text.substring(t.start(), takeEnd())));
        else throw t.unexpected("a field");
        t.expect(FROM);
        pieces.add(word("FROM"));
        pieces.add(piece(expression()));
        t.expect(')');
        return keywordCall("EXTRACT", pieces, start);
    }

    private int takeEnd() {
        int end = t.end();
        t.advance();
        return end;
    }

    // TRIM '(' [ BOTH | LEADING | TRAILING ] [ expression ] [ FROM expressions ] ')'
    final Expression trim(int start) {
        t.advance();
        t.expect('(');
        List<Piece> pieces = new ArrayList<>(4);
        if (t.at(BOTH) || t.at(LEADING) || t.at(TRAILING)) pieces.add(takeWord());
        if (!t.at(FROM)) pieces.add(piece(expression()));
        if (t.accept(FROM)) {
            pieces.add(word("FROM"));
            pieces.add(piece(expression()));
        }
        while (!t.mysql && t.accept(',')) {
            pieces.add(word(","));
            pieces.add(piece(expression()));
        }
        t.expect(')');
        return keywordCall("TRIM", pieces, start);
    }

    // POSITION '(' operand IN operand ')'
    final Expression position(int start) {
        t.advance();
        t.expect('(');
        Expression part = climb(operandLevel());
        t.expect(IN);
        Expression whole = t.mysql ? expression() : climb(operandLevel());
        t.expect(')');
        return keywordCall("POSITION", List.of(piece(part), word("IN"), piece(whole)), start);
    }

    /**
     * SUBSTRING and OVERLAY: commas make an ordinary call, FROM, FOR, PLACING, SIMILAR a call with
     * keywords.
     */
    final Expression substring(String upper, int start) {
        QualifiedName name =
                new QualifiedName(List.of(t.identifier()), new Span(start, t.lastEnd()));
        if (t.kind(1) == ')') return call(name, start);
        t.expect('(');
        Expression first = argument();
        if (!(t.at(FROM) || t.at(FOR) || t.at(PLACING) || t.at(SIMILAR)))
            return call(name, Quantifier.NONE, false, first, start);
        List<Piece> pieces = new ArrayList<>(7);
        pieces.add(piece(first));
        while (t.at(FROM) || t.at(FOR) || t.at(PLACING) || t.at(SIMILAR) || t.at(ESCAPE)) {
            pieces.add(takeWord());
            pieces.add(piece(expression()));
        }
        t.expect(')');
        return keywordCall(upper, pieces, start);
    }
}
