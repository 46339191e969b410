package io.shardfold.core.plan;

import io.shardfold.core.row.Parameters;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Where a value of a condition comes from when a plan is used: a placeholder, a literal of the text
 * at hand, or the plan itself.
 */
public sealed interface ValueSource {

    /** Given when a value can't be told: the condition then restricts nothing. */
    Object UNKNOWN = new Object();

    enum Kind {
        PARAMETER,
        LITERAL,
        NEGATED,
        COMPUTED,
        CONSTANT
    }

    Kind kind();

    /**
     * @param literals the literals of the text that is run
     * @return null for SQL NULL; {@link #UNKNOWN} where it can't be told
     */
    Object value(Literals literals, Parameters parameters);

    record Parameter(int index) implements ValueSource {
        @Override
        public Kind kind() {
            return Kind.PARAMETER;
        }

        @Override
        public Object value(Literals literals, Parameters parameters) {
            return index < parameters.count() ? parameters.value(index) : UNKNOWN;
        }
    }

    record Literal(int index) implements ValueSource {
        @Override
        public Kind kind() {
            return Kind.LITERAL;
        }

        @Override
        public Object value(Literals literals, Parameters parameters) {
            return literals.value(index);
        }
    }

    /** {@code -x}. */
    record Negated(ValueSource operand) implements ValueSource {
        @Override
        public Kind kind() {
            return Kind.NEGATED;
        }

        @Override
        public Object value(Literals literals, Parameters parameters) {
            Object value = operand.value(literals, parameters);
            if (value instanceof Integer number) {
                return number == Integer.MIN_VALUE ? (Object) (-(long) number) : (Object) (-number);
            }
            if (value instanceof Long number) {
                return number == Long.MIN_VALUE
                        ? (Object) BigInteger.valueOf(number).negate()
                        : narrow(-number);
            }
            if (value instanceof BigInteger number) {
                BigInteger negated = number.negate();
                return negated.bitLength() < 64 ? narrow(negated.longValue()) : negated;
            }
            if (value instanceof BigDecimal number) {
                return number.negate();
            }
            if (value instanceof Double number) {
                return -number;
            }
            return value == null ? null : UNKNOWN;
        }

        private static Object narrow(long value) {
            return value == (int) value ? (Object) (int) value : (Object) value;
        }
    }

    /**
     * A sum, difference or product of whole numbers that fit 64 bits; anything else, such as text,
     * isn't understood.
     */
    record Computed(char operator, ValueSource left, ValueSource right) implements ValueSource {
        @Override
        public Kind kind() {
            return Kind.COMPUTED;
        }

        @Override
        public Object value(Literals literals, Parameters parameters) {
            Object a = left.value(literals, parameters);
            Object b = right.value(literals, parameters);
            if (a == null || b == null) {
                return null;
            }
            if (!isWhole(a) || !isWhole(b)) {
                return UNKNOWN;
            }
            long x = ((Number) a).longValue();
            long y = ((Number) b).longValue();
            try {
                return switch (operator) {
                    case '+' -> Math.addExact(x, y);
                    case '-' -> Math.subtractExact(x, y);
                    default -> Math.multiplyExact(x, y);
                };
            } catch (ArithmeticException overflow) {
                // The database decides whether that is an error.
                return UNKNOWN;
            }
        }

        private static boolean isWhole(Object value) {
            return value instanceof Integer
                    || value instanceof Long
                    || value instanceof Short
                    || value instanceof Byte;
        }
    }

    /**
     * @param value null for SQL NULL
     */
    record Constant(Object value) implements ValueSource {
        @Override
        public Kind kind() {
            return Kind.CONSTANT;
        }

        @Override
        public Object value(Literals literals, Parameters parameters) {
            return value;
        }
    }
}
