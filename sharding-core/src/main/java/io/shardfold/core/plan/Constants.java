package io.shardfold.core.plan;

import io.shardfold.sql.ast.Expression;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/**
 * Expressions whose value is known before a row is read.
 *
 * <p>Whatever this class doesn't understand is null: no constant.
 */
final class Constants {

    private Constants() {}

    /**
     * The value's source, or null where the expression isn't constant or its value isn't
     * understood.
     */
    static ValueSource source(Expression expression) {
        return switch (expression.kind()) {
            case LITERAL -> literal((Expression.Literal) expression);
            case PARAMETER ->
                    new ValueSource.Parameter(((Expression.Parameter) expression).index());
            case UNARY -> {
                Expression.Unary unary = (Expression.Unary) expression;
                ValueSource operand = source(unary.operand());
                if (operand == null) {
                    yield null;
                }
                yield unary.operator().equals("-")
                        ? new ValueSource.Negated(operand)
                        : unary.operator().equals("+") ? operand : null;
            }
            case CAST -> {
                // A cast to the value's own family leaves it as it is: what PostgreSQL's drivers
                // write around every number.
                Expression.Cast cast = (Expression.Cast) expression;
                ValueSource operand = source(cast.operand());
                yield operand != null && keepsValue(cast) ? operand : null;
            }
            case BINARY -> {
                Expression.Binary binary = (Expression.Binary) expression;
                ValueSource left = source(binary.left());
                ValueSource right = source(binary.right());
                boolean known =
                        left != null
                                && right != null
                                && "+-*".contains(binary.operator())
                                && binary.operator().length() == 1;
                yield known
                        ? new ValueSource.Computed(binary.operator().charAt(0), left, right)
                        : null;
            }
            case COLUMN,
                    STAR,
                    AND,
                    OR,
                    NOT,
                    COMPARE,
                    QUANTIFIED,
                    IS_TEST,
                    BETWEEN,
                    IN_LIST,
                    IN_QUERY,
                    EXISTS,
                    LIKE,
                    FUNCTION,
                    KEYWORD_CALL,
                    CASE,
                    COLLATE,
                    AT_TIME_ZONE,
                    INTERVAL,
                    ROW,
                    ARRAY,
                    ARRAY_QUERY,
                    SUBSCRIPT,
                    FIELD,
                    SCALAR_QUERY,
                    VARIABLE,
                    DEFAULT,
                    NAMED_ARGUMENT,
                    CURRENT_OF ->
                    null;
        };
    }

    private static ValueSource literal(Expression.Literal literal) {
        return switch (literal.type()) {
            case NULL, UNKNOWN -> new ValueSource.Constant(null);
            case TRUE -> new ValueSource.Constant(Boolean.TRUE);
            case FALSE -> new ValueSource.Constant(Boolean.FALSE);
            case INTEGER, DECIMAL, FLOAT ->
                    literal.index() >= 0
                            ? new ValueSource.Literal(literal.index())
                            : new ValueSource.Constant(number(literal.value()));
            case STRING, NATIONAL_STRING ->
                    literal.introducer() != null
                            ? null
                            : literal.index() >= 0
                                    ? new ValueSource.Literal(literal.index())
                                    : new ValueSource.Constant(literal.value());
            case BIT, HEX -> null;
        };
    }

    /**
     * A number's text in the narrowest class that holds it: Integer, Long, BigInteger, BigDecimal.
     */
    static Object number(String text) {
        int length = text.length();
        boolean digits = length > 0;
        for (int i = 0; i < length && digits; i++) {
            char c = text.charAt(i);
            digits = c >= '0' && c <= '9';
        }
        if (digits && length <= 18) {
            long value = Long.parseLong(text);
            return value == (int) value ? (Object) (int) value : (Object) value;
        }
        if (digits) {
            BigInteger value = new BigInteger(text);
            return value.bitLength() < 64 ? (Object) value.longValue() : value;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notDecimal) {
            return ValueSource.UNKNOWN;
        }
    }

    private static boolean keepsValue(Expression.Cast cast) {
        if (cast.array() || cast.type().arrayDimensions() > 0) {
            return false;
        }
        String type = cast.type().name().toLowerCase(Locale.ROOT);
        boolean plain = cast.type().arguments().isEmpty();
        Expression operand = cast.operand();
        if (cast.form() == Expression.CastForm.TYPE_BEFORE_LITERAL
                || operand instanceof Expression.Literal literal && isString(literal)) {
            // DATE '2024-02-29', '5'::int, 'x'::text: the text is read as a value of the type, as
            // the column's own comparison would.
            return switch (type) {
                case "date",
                        "int",
                        "int4",
                        "int8",
                        "int2",
                        "integer",
                        "bigint",
                        "smallint",
                        "text",
                        "varchar",
                        "character varying",
                        "uuid" ->
                        plain;
                default -> false;
            };
        }
        boolean whole =
                operand instanceof Expression.Literal number
                                && number.type() == Expression.LiteralType.INTEGER
                        || operand instanceof Expression.Unary unary
                                && unary.operand() instanceof Expression.Literal inner
                                && inner.type() == Expression.LiteralType.INTEGER;
        return whole
                && plain
                && switch (type) {
                    case "int",
                            "int4",
                            "int8",
                            "int2",
                            "integer",
                            "bigint",
                            "smallint",
                            "numeric",
                            "decimal",
                            "signed",
                            "signed integer" ->
                            true;
                    default -> false;
                };
    }

    private static boolean isString(Expression.Literal literal) {
        return literal.type() == Expression.LiteralType.STRING;
    }
}
