package io.shardfold.sql.render;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.ast.DataType;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Expression.CastForm;
import io.shardfold.sql.ast.Expression.LiteralType;
import io.shardfold.sql.ast.Expression.Piece;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import java.util.List;
import java.util.Locale;

/**
 * Writes expressions.
 *
 * <p>Parentheses go around whatever isn't plainly one thing, but not around the left end of a
 * chain: {@code a + b + c} stays flat, so that what could be read can be read again.
 */
final class ExpressionRenderer {

    private final QueryRenderer queries;
    private final StringBuilder out;
    private final Syntax syntax;
    private final boolean mysql;

    ExpressionRenderer(QueryRenderer queries) {
        this.queries = queries;
        this.out = queries.out;
        this.syntax = queries.syntax;
        this.mysql = syntax.dialect() == Dialect.MYSQL;
    }

    // ---- names, types, lists

    void name(Identifier name) {
        out.append(SqlRenderer.render(syntax, name));
    }

    void names(List<Identifier> names) {
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) out.append(", ");
            name(names.get(i));
        }
    }

    void dotted(List<Identifier> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) out.append('.');
            name(parts.get(i));
        }
    }

    void name(QualifiedName name) {
        dotted(name.parts());
    }

    void list(List<Expression> expressions) {
        for (int i = 0; i < expressions.size(); i++) {
            if (i > 0) out.append(", ");
            expression(expressions.get(i));
        }
    }

    void type(DataType type) {
        if (type.attributes().contains("SETOF")) out.append("SETOF ");
        String arguments =
                type.arguments().isEmpty() ? "" : "(" + String.join(", ", type.arguments()) + ")";
        String name = type.name();
        String lower = name.toLowerCase(Locale.ROOT);
        int zone = lower.endsWith(" time zone") ? lower.indexOf(' ') : -1;
        if (zone > 0) out.append(name, 0, zone).append(arguments).append(name, zone, name.length());
        else out.append(name).append(arguments);
        for (String attribute : type.attributes()) {
            if (!attribute.equals("SETOF")) out.append(' ').append(attribute);
        }
        for (int i = 0; i < type.arrayDimensions(); i++) out.append("[]");
    }

    // ---- operands

    /** One thing, however it is put beside operators. */
    private static boolean isAtom(Expression e) {
        return switch (e.kind()) {
            case LITERAL,
                    PARAMETER,
                    COLUMN,
                    STAR,
                    FUNCTION,
                    KEYWORD_CALL,
                    CASE,
                    EXISTS,
                    ROW,
                    ARRAY,
                    ARRAY_QUERY,
                    SUBSCRIPT,
                    FIELD,
                    SCALAR_QUERY,
                    VARIABLE,
                    DEFAULT ->
                    true;
            case CAST -> ((Expression.Cast) e).form() != CastForm.TYPE_BEFORE_LITERAL;
            case AND,
                    OR,
                    NOT,
                    COMPARE,
                    QUANTIFIED,
                    IS_TEST,
                    BETWEEN,
                    IN_LIST,
                    IN_QUERY,
                    LIKE,
                    BINARY,
                    UNARY,
                    COLLATE,
                    AT_TIME_ZONE,
                    INTERVAL,
                    NAMED_ARGUMENT,
                    CURRENT_OF ->
                    false;
        };
    }

    /** One thing beside AND, OR and NOT. */
    private static boolean isPredicate(Expression e) {
        return switch (e.kind()) {
            case COMPARE, QUANTIFIED, IS_TEST, BETWEEN, IN_LIST, IN_QUERY, LIKE, COLLATE -> true;
            default -> isAtom(e);
        };
    }

    private void operand(Expression e) {
        enclosed(e, !isAtom(e));
    }

    private void predicate(Expression e) {
        enclosed(e, !isPredicate(e));
    }

    private void enclosed(Expression e, boolean parentheses) {
        if (parentheses) out.append('(');
        expression(e);
        if (parentheses) out.append(')');
    }

    // ---- expressions

    void expression(Expression e) {
        switch (e.kind()) {
            case LITERAL -> literal((Expression.Literal) e);
            case PARAMETER -> parameter((Expression.Parameter) e);
            case COLUMN -> dotted(((Expression.Column) e).parts());
            case STAR -> star((Expression.Star) e);
            case AND -> terms(((Expression.And) e).terms(), " AND ");
            case OR -> terms(((Expression.Or) e).terms(), " OR ");
            case NOT -> not((Expression.Not) e);
            case COMPARE -> compare((Expression.Compare) e);
            case QUANTIFIED -> quantified((Expression.Quantified) e);
            case IS_TEST -> isTest((Expression.IsTest) e);
            case BETWEEN -> between((Expression.Between) e);
            case IN_LIST -> inList((Expression.InList) e);
            case IN_QUERY -> inQuery((Expression.InQuery) e);
            case EXISTS -> {
                out.append("EXISTS ");
                queries.enclosed(((Expression.Exists) e).query());
            }
            case LIKE -> like((Expression.Like) e);
            case BINARY -> binary((Expression.Binary) e);
            case UNARY -> unary((Expression.Unary) e);
            case FUNCTION -> call((Expression.FunctionCall) e);
            case KEYWORD_CALL -> keywordCall((Expression.KeywordCall) e);
            case CASE -> caseExpression((Expression.Case) e);
            case CAST -> cast((Expression.Cast) e);
            case COLLATE -> {
                Expression.Collate collate = (Expression.Collate) e;
                operand(collate.operand());
                out.append(" COLLATE ");
                name(collate.collation());
            }
            case AT_TIME_ZONE -> atTimeZone((Expression.AtTimeZone) e);
            case INTERVAL -> interval((Expression.Interval) e);
            case ROW -> row((Expression.Row) e);
            case ARRAY -> {
                out.append("ARRAY[");
                list(((Expression.Array) e).elements());
                out.append(']');
            }
            case ARRAY_QUERY -> {
                out.append("ARRAY");
                queries.enclosed(((Expression.ArrayQuery) e).query());
            }
            case SUBSCRIPT -> subscript((Expression.Subscript) e);
            case FIELD -> field((Expression.Field) e);
            case SCALAR_QUERY -> queries.enclosed(((Expression.ScalarQuery) e).query());
            case VARIABLE -> variable((Expression.Variable) e);
            case DEFAULT -> {
                out.append("DEFAULT");
                Expression.Column column = ((Expression.Default) e).column();
                if (column != null) {
                    out.append('(');
                    dotted(column.parts());
                    out.append(')');
                }
            }
            case NAMED_ARGUMENT -> namedArgument((Expression.NamedArgument) e);
            case CURRENT_OF -> {
                out.append("CURRENT OF ");
                name(((Expression.CurrentOf) e).cursor());
            }
        }
    }

    private void literal(Expression.Literal literal) {
        if (literal.introducer() != null) out.append('_').append(literal.introducer());
        switch (literal.type()) {
            case INTEGER, DECIMAL, FLOAT, TRUE, FALSE, NULL, UNKNOWN -> out.append(literal.value());
            case STRING -> string(literal.value());
            case NATIONAL_STRING -> {
                out.append('N');
                string(literal.value());
            }
            case BIT, HEX -> {
                boolean hex = literal.type() == LiteralType.HEX;
                if (mysql && hex && literal.value().length() % 2 != 0) {
                    out.append(" 0x").append(literal.value());
                } else {
                    if (literal.introducer() != null) out.append(' ');
                    out.append(hex ? 'X' : 'B').append('\'').append(literal.value()).append('\'');
                }
            }
        }
    }

    /** A string in single quotes. */
    void string(String value) {
        String escaped = value.replace("'", "''");
        if (syntax.backslashEscapes()) escaped = escaped.replace("\\", "\\\\");
        out.append('\'').append(escaped).append('\'');
    }

    private void parameter(Expression.Parameter parameter) {
        if (syntax.questionMarkParameters()) out.append('?');
        else out.append('$').append(parameter.index() + 1);
    }

    private void star(Expression.Star star) {
        dotted(star.qualifier());
        out.append(star.qualifier().isEmpty() ? "*" : ".*");
    }

    private void terms(List<Expression> terms, String separator) {
        for (int i = 0; i < terms.size(); i++) {
            if (i > 0) out.append(separator);
            predicate(terms.get(i));
        }
    }

    private void not(Expression.Not not) {
        out.append("NOT ");
        enclosed(
                not.operand(),
                !isPredicate(not.operand()) && not.operand().kind() != Expression.Kind.NOT);
    }

    private void compare(Expression.Compare compare) {
        leftOperand(compare.left());
        out.append(' ').append(compare.operator().sql()).append(' ');
        leftOperand(compare.right());
    }

    /** Arithmetic binds tighter than comparisons everywhere. */
    private void leftOperand(Expression e) {
        boolean arithmetic = e instanceof Expression.Binary binary && level(binary.operator()) > 0;
        enclosed(e, !arithmetic && !isAtom(e));
    }

    private void quantified(Expression.Quantified quantified) {
        operand(quantified.left());
        out.append(' ')
                .append(operator(quantified.operator()))
                .append(quantified.all() ? " ALL " : " ANY ");
        if (quantified.query() != null) {
            queries.enclosed(quantified.query());
        } else {
            out.append('(');
            expression(quantified.array());
            out.append(')');
        }
    }

    private void isTest(Expression.IsTest test) {
        enclosed(
                test.operand(),
                !isAtom(test.operand()) && test.operand().kind() != Expression.Kind.IS_TEST);
        out.append(test.negated() ? " IS NOT " : " IS ").append(test.test());
    }

    private void between(Expression.Between between) {
        operand(between.operand());
        out.append(between.negated() ? " NOT BETWEEN " : " BETWEEN ")
                .append(between.symmetric() ? "SYMMETRIC " : "");
        operand(between.low());
        out.append(" AND ");
        operand(between.high());
    }

    private void inList(Expression.InList in) {
        operand(in.operand());
        out.append(in.negated() ? " NOT IN (" : " IN (");
        list(in.values());
        out.append(')');
    }

    private void inQuery(Expression.InQuery in) {
        operand(in.operand());
        out.append(in.negated() ? " NOT IN " : " IN ");
        queries.enclosed(in.query());
    }

    private void like(Expression.Like like) {
        operand(like.operand());
        if (like.negated()) out.append(" NOT");
        out.append(' ').append(like.operator().name().replace('_', ' ')).append(' ');
        operand(like.pattern());
        if (like.escape() != null) {
            out.append(" ESCAPE ");
            operand(like.escape());
        }
    }

    /** How tightly an operator of arithmetic binds; 0 for all others. */
    private static int level(String operator) {
        return switch (operator) {
            case "+", "-" -> 1;
            case "*", "/", "%", "DIV", "MOD" -> 2;
            default -> 0;
        };
    }

    private void binary(Expression.Binary binary) {
        Expression left = binary.left();
        int level = level(binary.operator());
        boolean chain =
                left instanceof Expression.Binary inner
                        && (inner.operator().equals(binary.operator())
                                        && !binary.operator().equals(":=")
                                        && !binary.operator().equals("OVERLAPS")
                                || level > 0 && level(inner.operator()) >= level);
        enclosed(left, !chain && !isAtom(left));
        String operator = operator(binary.operator());
        out.append(' ').append(operator).append(' ');
        if (binary.operator().equals("MEMBER OF")) {
            out.append('(');
            expression(binary.right());
            out.append(')');
            return;
        }
        Expression right = binary.right();
        boolean tighter =
                right instanceof Expression.Binary inner
                        && level > 0
                        && level(inner.operator()) > level;
        boolean interval = right.kind() == Expression.Kind.INTERVAL;
        enclosed(right, !tighter && !interval && !isAtom(right));
    }

    private String operator(String operator) {
        return !mysql && syntax.questionMarkParameters() ? operator.replace("?", "??") : operator;
    }

    private void unary(Expression.Unary unary) {
        out.append(operator(unary.operator()));
        boolean nested = unary.operand().kind() == Expression.Kind.UNARY;
        boolean word =
                unary.operator().length() > 1
                        || !mysql
                                && unary.operator().length() == 1
                                && "+-".indexOf(unary.operator().charAt(0)) < 0;
        if (nested || word) out.append(' ');
        enclosed(unary.operand(), !nested && !isAtom(unary.operand()));
    }

    private void call(Expression.FunctionCall call) {
        name(call.name());
        if (call.parenthesized()) {
            out.append('(');
            if (call.quantifier() != Expression.Quantifier.NONE)
                out.append(call.quantifier().name()).append(' ');
            List<Expression> arguments = call.arguments();
            for (int i = 0; i < arguments.size(); i++) {
                if (i > 0) out.append(", ");
                if (call.variadic() && i == arguments.size() - 1) out.append("VARIADIC ");
                expression(arguments.get(i));
            }
            queries.orderBy(call.orderBy());
            if (call.separator() != null) {
                out.append(" SEPARATOR ");
                expression(call.separator());
            }
            queries.limit(call.limit());
            out.append(')');
        }
        if (!call.withinGroup().isEmpty()) {
            out.append(" WITHIN GROUP (");
            out.append("ORDER BY ");
            queries.sortItems(call.withinGroup());
            out.append(')');
        }
        if (call.filter() != null) {
            out.append(" FILTER (WHERE ");
            expression(call.filter());
            out.append(')');
        }
        if (call.nullTreatment() != null) out.append(' ').append(call.nullTreatment());
        if (call.over() != null) {
            out.append(" OVER ");
            queries.window(call.over());
        }
    }

    private void keywordCall(Expression.KeywordCall call) {
        out.append(call.name());
        boolean sequence = call.name().endsWith(" VALUE FOR");
        out.append(sequence ? " " : "(");
        boolean operands =
                call.name().equals("POSITION")
                        || call.name().equals("MATCH")
                        || call.name().startsWith("XML")
                        || call.name().startsWith("JSON");
        boolean first = true;
        List<Piece> pieces = call.pieces();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (!first && !",".equals(piece.word())) out.append(' ');
            first = false;
            // Behind an operator, VALUE would be one of its words.
            boolean key = i + 1 < pieces.size() && "VALUE".equals(pieces.get(i + 1).word());
            if (piece.word() != null) out.append(piece.word());
            else if (key && piece.expression() != null) key(piece.expression());
            else if (piece.type() != null) type(piece.type());
            else if (operands
                    && !isBareQuery(piece.expression())
                    && !isConstant(piece.expression())) operand(piece.expression());
            else if (isBareQuery(piece.expression()))
                queries.query(((Expression.ScalarQuery) piece.expression()).query());
            else expression(piece.expression());
        }
        if (!sequence) out.append(')');
        if (call.over() != null) {
            out.append(" OVER ");
            queries.window(call.over());
        }
    }

    private static boolean isConstant(Expression e) {
        return e instanceof Expression.Cast cast && cast.form() == CastForm.TYPE_BEFORE_LITERAL;
    }

    private void key(Expression e) {
        boolean cast = e instanceof Expression.Cast c && c.form() == CastForm.DOUBLE_COLON;
        if (!cast) {
            operand(e);
            return;
        }
        out.append('(');
        expression(e);
        out.append(')');
    }

    /** JSON_ARRAY takes a query without parentheses of its own. */
    private static boolean isBareQuery(Expression e) {
        return e instanceof Expression.ScalarQuery scalar
                && scalar.span().equals(scalar.query().span());
    }

    private void caseExpression(Expression.Case e) {
        out.append("CASE");
        if (e.operand() != null) {
            out.append(' ');
            expression(e.operand());
        }
        for (Expression.When when : e.whens()) {
            out.append(" WHEN ");
            expression(when.condition());
            out.append(" THEN ");
            expression(when.result());
        }
        if (e.otherwise() != null) {
            out.append(" ELSE ");
            expression(e.otherwise());
        }
        out.append(" END");
    }

    private void cast(Expression.Cast cast) {
        CastForm form = cast.form() == CastForm.DOUBLE_COLON && mysql ? CastForm.CAST : cast.form();
        switch (form) {
            case CAST -> {
                out.append("CAST(");
                expression(cast.operand());
                out.append(" AS ");
                type(cast.type());
                if (cast.array()) out.append(" ARRAY");
                out.append(')');
            }
            case CONVERT -> {
                out.append("CONVERT(");
                expression(cast.operand());
                out.append(", ");
                type(cast.type());
                out.append(')');
            }
            case DOUBLE_COLON -> {
                operand(cast.operand());
                out.append("::");
                type(cast.type());
            }
            case TYPE_BEFORE_LITERAL -> typeBeforeLiteral(cast);
        }
    }

    private void typeBeforeLiteral(Expression.Cast cast) {
        boolean odbc =
                mysql
                        && !(cast.operand() instanceof Expression.Literal literal
                                && literal.type() == LiteralType.STRING
                                && literal.introducer() == null);
        if (odbc) {
            String letter =
                    switch (cast.type().name().toLowerCase(Locale.ROOT)) {
                        case "date" -> "d";
                        case "time" -> "t";
                        default -> "ts";
                    };
            out.append('{').append(letter).append(' ');
            expression(cast.operand());
            out.append('}');
            return;
        }
        type(cast.type());
        out.append(' ');
        expression(cast.operand());
    }

    private void atTimeZone(Expression.AtTimeZone e) {
        operand(e.operand());
        if (e.zone() == null) {
            out.append(" AT LOCAL");
            return;
        }
        out.append(" AT TIME ZONE ");
        operand(e.zone());
    }

    private void interval(Expression.Interval interval) {
        out.append("INTERVAL ");
        operand(interval.value());
        if (interval.unit() != null) out.append(' ').append(interval.unit());
    }

    private void row(Expression.Row row) {
        if (row.keyword()) out.append("ROW");
        out.append('(');
        list(row.values());
        out.append(')');
    }

    private void subscript(Expression.Subscript subscript) {
        Expression operand = subscript.operand();
        boolean plain =
                switch (operand.kind()) {
                    case COLUMN, PARAMETER, SUBSCRIPT, FIELD -> true;
                    default -> false;
                };
        enclosed(operand, !plain);
        index(subscript);
    }

    private void index(Expression.Subscript subscript) {
        out.append('[');
        if (subscript.low() != null) expression(subscript.low());
        if (subscript.slice()) out.append(" : ");
        if (subscript.high() != null) expression(subscript.high());
        out.append(']');
    }

    private void field(Expression.Field field) {
        Expression operand = field.operand();
        boolean plain =
                operand.kind() == Expression.Kind.SUBSCRIPT
                        || operand.kind() == Expression.Kind.FIELD;
        enclosed(operand, !plain);
        out.append('.');
        if (field.field() == null) out.append('*');
        else name(field.field());
    }

    /** A target of an assignment, where a field needs no parentheses. */
    void target(Expression target) {
        if (target instanceof Expression.Field field) {
            target(field.operand());
            out.append('.');
            name(field.field());
        } else if (target instanceof Expression.Subscript subscript) {
            target(subscript.operand());
            index(subscript);
        } else {
            expression(target);
        }
    }

    private void variable(Expression.Variable variable) {
        if (variable.system()) {
            out.append("@@");
            if (variable.scope() != null) out.append(variable.scope()).append('.');
            boolean inDefault = variable.name().regionMatches(true, 0, "default.", 0, 8);
            if (inDefault)
                out.append("`default`").append(variable.name(), 7, variable.name().length());
            else out.append(variable.name());
        } else {
            userVariable(variable.name());
        }
    }

    /** {@code @name}, in quotes where it needs them. */
    void userVariable(String name) {
        out.append('@');
        boolean plain = !name.isEmpty();
        for (int i = 0; i < name.length() && plain; i++) {
            char c = name.charAt(i);
            plain = c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '.');
        }
        if (plain) out.append(name);
        else out.append('`').append(name.replace("`", "``")).append('`');
    }

    private void namedArgument(Expression.NamedArgument argument) {
        if (mysql) {
            expression(argument.value());
            out.append(" AS ");
            name(argument.name());
        } else {
            name(argument.name());
            out.append(" => ");
            expression(argument.value());
        }
    }
}
