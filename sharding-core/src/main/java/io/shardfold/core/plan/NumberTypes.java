package io.shardfold.core.plan;

import io.shardfold.core.catalog.CatalogColumn;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Traversal;
import java.util.List;
import java.util.Locale;

/**
 * Whether a value certainly is a number. PostgreSQL adds up intervals and amounts of money, too,
 * which aren't merged.
 *
 * <p>No is the safe answer.
 */
final class NumberTypes {

    private final TextOrder textOrder;
    private final Backend backend;

    NumberTypes(TextOrder textOrder, Backend backend) {
        this.textOrder = textOrder;
        this.backend = backend;
    }

    /** MySQL makes a number of whatever is added up. */
    boolean isNumber(Expression expression) {
        return backend.dialect() == Dialect.MYSQL || backend.h2() || is(expression, 0);
    }

    /** A number without a point, whose bits count. */
    boolean isInteger(Expression expression) {
        if (backend.dialect() == Dialect.MYSQL || backend.h2()) {
            return true;
        }
        CatalogColumn column = textOrder.column(expression);
        return column == null ? is(expression, 0) : column.type().isNumber();
    }

    /** Whether PostgreSQL's four-byte floats are among what a value is made of. */
    boolean hasSinglePrecision(Expression expression) {
        return Traversal.any(
                expression,
                inner -> {
                    CatalogColumn column = textOrder.column(inner);
                    return column != null && column.typeName().equals("float4")
                            || inner instanceof Expression.Cast cast
                                    && isSingle(cast.type().name());
                });
    }

    private static boolean isSingle(String type) {
        return type.equalsIgnoreCase("real") || type.equalsIgnoreCase("float4");
    }

    private boolean is(Expression expression, int depth) {
        if (expression == null || depth > 64) {
            return false;
        }
        return switch (expression.kind()) {
            case LITERAL ->
                    switch (((Expression.Literal) expression).type()) {
                        case INTEGER, DECIMAL, FLOAT -> true;
                        default -> false;
                    };
            case COLUMN -> {
                CatalogColumn column = textOrder.column(expression);
                yield column != null && column.type().isNumber();
            }
            case UNARY -> is(((Expression.Unary) expression).operand(), depth + 1);
            case BINARY -> {
                Expression.Binary binary = (Expression.Binary) expression;
                yield areOne(List.of(binary.left(), binary.right()), depth + 1);
            }
            case CASE -> areOne(((Expression.Case) expression).results(), depth + 1);
            case FUNCTION -> {
                Expression.FunctionCall call = (Expression.FunctionCall) expression;
                String name = Aggregates.name(call);
                yield TextOrder.NUMBERS.contains(name)
                        || TextOrder.KEEPING.contains(name)
                                && areOne(TextOrder.values(call), depth + 1);
            }
            case KEYWORD_CALL ->
                    TextOrder.NUMBERS.contains(
                            ((Expression.KeywordCall) expression).name().toLowerCase(Locale.ROOT));
            case CAST -> {
                Expression.Cast cast = (Expression.Cast) expression;
                yield !cast.array() && isNumberType(cast.type().name().toLowerCase(Locale.ROOT));
            }
            default -> false;
        };
    }

    /** Whether values that have one type have a number's: NULLs and placeholders take any. */
    private boolean areOne(List<Expression> values, int depth) {
        boolean found = false;
        for (Expression value : values) {
            boolean number = is(value, depth);
            boolean open =
                    value.kind() == Expression.Kind.PARAMETER
                            || value instanceof Expression.Literal literal
                                    && (literal.type() == Expression.LiteralType.NULL
                                            || literal.type() == Expression.LiteralType.STRING);
            if (!number && !open) {
                return false;
            }
            found |= number;
        }
        return found;
    }

    private static boolean isNumberType(String type) {
        return switch (type) {
            case "int",
                    "int2",
                    "int4",
                    "int8",
                    "integer",
                    "bigint",
                    "smallint",
                    "decimal",
                    "numeric",
                    "float",
                    "float4",
                    "float8",
                    "double precision",
                    "real" ->
                    true;
            default -> false;
        };
    }
}
