package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.inline.InlineException;
import io.shardfold.core.rule.inline.InlineExpression;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * HINT_INLINE: an expression over {@code value}, which a hint gives, computes the target's name.
 */
record HintInline(String expression) implements Algorithm {

    static HintInline of(AlgorithmProperties properties) {
        String expression = properties.text("algorithm-expression");
        HintInline algorithm =
                new HintInline(
                        expression == null || expression.isBlank() ? "${value}" : expression);
        Inline.read(algorithm.expression, List.of("value"));
        return algorithm;
    }

    @Override
    public Kind kind() {
        return Kind.HINT;
    }

    @Override
    public String type() {
        return "HINT_INLINE";
    }

    @Override
    public HintPlacement placeHint(Targets targets) {
        return new Placed(Inline.read(expression, List.of("value")), targets);
    }

    private final class Placed implements HintPlacement {

        private final InlineExpression read;
        private final Map<String, Integer> positions;

        Placed(InlineExpression read, Targets targets) {
            this.read = read;
            this.positions = targets.positions();
        }

        @Override
        public void addTargets(List<Object> values, BitSet targets) {
            for (Object value : values) {
                int target = target(value);
                if (target >= 0) {
                    targets.set(target);
                }
            }
        }

        /**
         * A hint's whole number is a BigInteger; where the formula has no answer for one, an
         * integer is tried.
         */
        private int target(Object value) {
            try {
                return positions.getOrDefault(read.evaluate(value), Placement.NONE);
            } catch (InlineException noAnswer) {
                if (value instanceof BigInteger number && number.bitLength() < 64) {
                    long narrowed = number.longValue();
                    return target(
                            narrowed == (int) narrowed
                                    ? (Object) (int) narrowed
                                    : (Object) narrowed);
                }
                return Placement.REFUSED;
            }
        }

        @Override
        public String describe(List<Object> values) {
            List<String> names = new ArrayList<>();
            for (Object value : values) {
                try {
                    names.add(read.evaluate(value));
                } catch (InlineException noAnswer) {
                    names.add("(" + noAnswer.getMessage() + ")");
                }
            }
            return names + " by " + expression;
        }

        @Override
        public Object likeness() {
            return expression;
        }
    }
}
