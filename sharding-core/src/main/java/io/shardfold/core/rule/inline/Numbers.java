package io.shardfold.core.rule.inline;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/**
 * Arithmetic and comparison as in Groovy: whole numbers stay in the wider class of the two and wrap
 * there, division gives decimals, and {@code %} has the sign of its left side but for BigInteger,
 * where it is never negative.
 */
final class Numbers {

    private static final int EXPONENT_MAX = 1_000;
    private static final int BIT_LENGTH_MAX = 10_000;

    /** Groovy's own constants for a quotient that doesn't end. */
    private static final int DIVISION_EXTRA_PRECISION = 10;

    private static final int DIVISION_MIN_SCALE = 10;

    private Numbers() {}

    static Object apply(String operator, Object left, Object right) {
        return switch (operator) {
            case "%" -> remainder(left, right);
            case "+" ->
                    left instanceof String || right instanceof String
                            ? text(left) + text(right)
                            : sum(operator, left, right);
            case "-", "*" -> sum(operator, left, right);
            case "/" -> quotient(left, right);
            case "**" -> power(left, right);
            case "<<", ">>", ">>>" -> shift(operator, left, right);
            case "&", "|", "^" -> bits(operator, left, right);
            case "==" -> areEqual(left, right);
            case "!=" -> !areEqual(left, right);
            case "<" -> compare(left, right) < 0;
            case "<=" -> compare(left, right) <= 0;
            case ">" -> compare(left, right) > 0;
            case ">=" -> compare(left, right) >= 0;
            default -> throw new IllegalStateException(operator);
        };
    }

    /** As a template writes it. */
    static String text(Object value) {
        return String.valueOf(value);
    }

    static boolean isTrue(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        if (value instanceof CharSequence text) {
            return text.length() > 0;
        }
        if (value instanceof Collection<?> list) {
            return !list.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return value != null;
    }

    static Number number(Object value, String operator) {
        if (value instanceof Number number) {
            return value instanceof Short || value instanceof Byte
                    ? (Number) number.intValue()
                    : number;
        }
        throw new InlineException(
                "'"
                        + operator
                        + "' needs numbers, and "
                        + described(value)
                        + " isn't one (toLong() makes one of a text).");
    }

    static String described(Object value) {
        return value == null
                ? "null"
                : "'" + value + "' of type " + value.getClass().getSimpleName();
    }

    static Object negate(Object value) {
        Number number = number(value, "-");
        if (number instanceof Integer integer) {
            return -integer;
        }
        if (number instanceof Long integer) {
            return -integer;
        }
        if (number instanceof BigInteger integer) {
            return integer.negate();
        }
        if (number instanceof BigDecimal decimal) {
            return decimal.negate();
        }
        return -number.doubleValue();
    }

    private enum Width {
        INTEGER,
        LONG,
        BIG_INTEGER,
        DECIMAL,
        FLOATING
    }

    private static Width width(Number left, Number right) {
        Width first = width(left);
        Width second = width(right);
        return first.compareTo(second) >= 0 ? first : second;
    }

    private static Width width(Number number) {
        if (number instanceof Integer) {
            return Width.INTEGER;
        }
        if (number instanceof Long) {
            return Width.LONG;
        }
        if (number instanceof BigInteger) {
            return Width.BIG_INTEGER;
        }
        return number instanceof BigDecimal ? Width.DECIMAL : Width.FLOATING;
    }

    private static BigInteger bigInteger(Number number) {
        return number instanceof BigInteger big ? big : BigInteger.valueOf(number.longValue());
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof BigInteger big
                ? new BigDecimal(big)
                : BigDecimal.valueOf(number.longValue());
    }

    private static Object sum(String operator, Object left, Object right) {
        Number a = number(left, operator);
        Number b = number(right, operator);
        char op = operator.charAt(0);
        return switch (width(a, b)) {
            case INTEGER ->
                    op == '+'
                            ? a.intValue() + b.intValue()
                            : op == '-' ? a.intValue() - b.intValue() : a.intValue() * b.intValue();
            case LONG ->
                    op == '+'
                            ? a.longValue() + b.longValue()
                            : op == '-'
                                    ? a.longValue() - b.longValue()
                                    : a.longValue() * b.longValue();
            case BIG_INTEGER ->
                    bounded(
                            op == '+'
                                    ? bigInteger(a).add(bigInteger(b))
                                    : op == '-'
                                            ? bigInteger(a).subtract(bigInteger(b))
                                            : bigInteger(a).multiply(bigInteger(b)));
            case DECIMAL ->
                    op == '+'
                            ? decimal(a).add(decimal(b))
                            : op == '-'
                                    ? decimal(a).subtract(decimal(b))
                                    : decimal(a).multiply(decimal(b));
            case FLOATING ->
                    op == '+'
                            ? a.doubleValue() + b.doubleValue()
                            : op == '-'
                                    ? a.doubleValue() - b.doubleValue()
                                    : a.doubleValue() * b.doubleValue();
        };
    }

    private static BigInteger bounded(BigInteger value) {
        if (value.bitLength() > BIT_LENGTH_MAX) {
            throw new InlineException("A number of " + value.bitLength() + " bits is too large.");
        }
        return value;
    }

    static Object remainder(Object left, Object right) {
        Number a = number(left, "%");
        Number b = number(right, "%");
        Width width = width(a, b);
        if (width != Width.FLOATING && decimal(b).signum() == 0) {
            throw new InlineException("Division by zero.");
        }
        return switch (width) {
            case INTEGER -> a.intValue() % b.intValue();
            case LONG -> a.longValue() % b.longValue();
            case BIG_INTEGER -> {
                if (bigInteger(b).signum() < 0) {
                    throw new InlineException("'%' of a BigInteger needs a positive right side.");
                }
                yield bigInteger(a).mod(bigInteger(b));
            }
            case DECIMAL -> decimal(a).remainder(decimal(b));
            case FLOATING -> a.doubleValue() % b.doubleValue();
        };
    }

    private static Object quotient(Object left, Object right) {
        Number a = number(left, "/");
        Number b = number(right, "/");
        if (width(a, b) == Width.FLOATING) {
            return a.doubleValue() / b.doubleValue();
        }
        BigDecimal dividend = decimal(a);
        BigDecimal divisor = decimal(b);
        if (divisor.signum() == 0) {
            throw new InlineException("Division by zero.");
        }
        try {
            return dividend.divide(divisor);
        } catch (ArithmeticException endless) {
            int precision =
                    Math.max(dividend.precision(), divisor.precision()) + DIVISION_EXTRA_PRECISION;
            BigDecimal rounded = dividend.divide(divisor, new MathContext(precision));
            int scale = Math.max(Math.max(dividend.scale(), divisor.scale()), DIVISION_MIN_SCALE);
            return rounded.scale() > scale
                    ? rounded.setScale(scale, RoundingMode.HALF_UP)
                    : rounded;
        }
    }

    static Object wholeQuotient(Object left, Object right) {
        Number a = number(left, "intdiv");
        Number b = number(right, "intdiv");
        if (width(a, b).compareTo(Width.BIG_INTEGER) > 0) {
            throw new InlineException(
                    "intdiv needs whole numbers, and "
                            + described(left)
                            + " or "
                            + described(right)
                            + " isn't one.");
        }
        if (bigInteger(b).signum() == 0) {
            throw new InlineException("Division by zero.");
        }
        return switch (width(a, b)) {
            case INTEGER -> a.intValue() / b.intValue();
            case LONG -> a.longValue() / b.longValue();
            default -> bigInteger(a).divide(bigInteger(b));
        };
    }

    private static Object power(Object left, Object right) {
        Number a = number(left, "**");
        Number b = number(right, "**");
        if (width(a) == Width.FLOATING || !(b instanceof Integer exponent) || exponent < 0) {
            return Math.pow(a.doubleValue(), b.doubleValue());
        }
        if (exponent > EXPONENT_MAX) {
            throw new InlineException("The exponent " + exponent + " is too large.");
        }
        if (a instanceof BigDecimal decimal) {
            return decimal.pow(exponent);
        }
        BigInteger power = bounded(bigInteger(a).pow(exponent));
        if (a instanceof Integer && power.bitLength() < 32) {
            return power.intValue();
        }
        return !(a instanceof BigInteger) && power.bitLength() < 64
                ? (Object) power.longValue()
                : power;
    }

    private static Object shift(String operator, Object left, Object right) {
        Number a = number(left, operator);
        int by = number(right, operator).intValue();
        if (a instanceof Integer integer) {
            return operator.equals("<<")
                    ? integer << by
                    : operator.equals(">>") ? integer >> by : integer >>> by;
        }
        if (a instanceof Long integer) {
            return operator.equals("<<")
                    ? integer << by
                    : operator.equals(">>") ? integer >> by : integer >>> by;
        }
        if (a instanceof BigInteger integer
                && !operator.equals(">>>")
                && Math.abs((long) by) <= BIT_LENGTH_MAX) {
            return bounded(operator.equals("<<") ? integer.shiftLeft(by) : integer.shiftRight(by));
        }
        throw new InlineException(
                "'" + operator + "' can't be applied to " + described(left) + ".");
    }

    private static Object bits(String operator, Object left, Object right) {
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return operator.equals("&") ? a & b : operator.equals("|") ? a | b : a ^ b;
        }
        Number a = number(left, operator);
        Number b = number(right, operator);
        return switch (width(a, b)) {
            case INTEGER ->
                    operator.equals("&")
                            ? a.intValue() & b.intValue()
                            : operator.equals("|")
                                    ? a.intValue() | b.intValue()
                                    : a.intValue() ^ b.intValue();
            case LONG ->
                    operator.equals("&")
                            ? a.longValue() & b.longValue()
                            : operator.equals("|")
                                    ? a.longValue() | b.longValue()
                                    : a.longValue() ^ b.longValue();
            case BIG_INTEGER ->
                    operator.equals("&")
                            ? bigInteger(a).and(bigInteger(b))
                            : operator.equals("|")
                                    ? bigInteger(a).or(bigInteger(b))
                                    : bigInteger(a).xor(bigInteger(b));
            case DECIMAL, FLOATING ->
                    throw new InlineException("'" + operator + "' needs whole numbers.");
        };
    }

    static boolean areEqual(Object left, Object right) {
        if (left instanceof Number && right instanceof Number) {
            return compare(left, right) == 0;
        }
        if (left instanceof Character || right instanceof Character) {
            return left != null && right != null && left.toString().equals(right.toString());
        }
        return Objects.equals(left, right);
    }

    @SuppressWarnings("unchecked")
    static int compare(Object left, Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            if (isFloating(a) || isFloating(b)) {
                return Double.compare(a.doubleValue(), b.doubleValue());
            }
            return decimal(number(a, "<")).compareTo(decimal(number(b, "<")));
        }
        if (left instanceof CharSequence || left instanceof Character) {
            if (right instanceof CharSequence || right instanceof Character) {
                return left.toString().compareTo(right.toString());
            }
        }
        if (left instanceof Comparable<?> && right != null && left.getClass() == right.getClass()) {
            return ((Comparable<Object>) left).compareTo(right);
        }
        throw new InlineException(
                described(left) + " and " + described(right) + " can't be compared.");
    }

    private static boolean isFloating(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    // ---- conversions

    static boolean isConversion(String type) {
        return switch (type) {
            case "int",
                    "Integer",
                    "long",
                    "Long",
                    "short",
                    "Short",
                    "byte",
                    "Byte",
                    "double",
                    "Double",
                    "float",
                    "Float",
                    "String",
                    "BigInteger",
                    "BigDecimal",
                    "boolean",
                    "Boolean" ->
                    true;
            default -> false;
        };
    }

    static Object convert(String type, boolean isCast, Object value) {
        if (type.equals("String")) {
            return value == null ? null : text(value);
        }
        if (type.equalsIgnoreCase("boolean")) {
            return isTrue(value);
        }
        Object given = value;
        if (value instanceof String text) {
            if (isCast) {
                throw new InlineException(
                        "A text can't be cast to " + type + "; use toLong() or 'as " + type + "'.");
            }
            given =
                    parsed(
                            text,
                            type.equals("BigDecimal")
                                    || type.equalsIgnoreCase("double")
                                    || type.equalsIgnoreCase("float"));
        }
        if (!(given instanceof Number number)) {
            throw new InlineException(described(value) + " can't be converted to " + type + ".");
        }
        return switch (type) {
            case "int", "Integer" -> number.intValue();
            case "long", "Long" -> number.longValue();
            case "short", "Short" -> number.shortValue();
            case "byte", "Byte" -> number.byteValue();
            case "double", "Double", "float", "Float" -> number.doubleValue();
            case "BigInteger" ->
                    isFloating(number) || number instanceof BigDecimal
                            ? new BigDecimal(number.toString()).toBigInteger()
                            : bigInteger(number);
            case "BigDecimal" ->
                    isFloating(number) ? new BigDecimal(number.toString()) : decimal(number);
            default -> throw new IllegalStateException(type);
        };
    }

    static Number parsed(String text, boolean decimal) {
        try {
            if (decimal) {
                return new BigDecimal(text.trim());
            }
            BigInteger number =
                    new BigInteger(
                            text.trim().startsWith("+") ? text.trim().substring(1) : text.trim());
            return number.bitLength() < 32
                    ? number.intValue()
                    : number.bitLength() < 64 ? (Number) number.longValue() : number;
        } catch (NumberFormatException notANumber) {
            throw new InlineException("'" + text + "' isn't a number.");
        }
    }
}
