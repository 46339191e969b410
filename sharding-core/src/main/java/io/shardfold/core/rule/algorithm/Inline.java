package io.shardfold.core.rule.algorithm;

import io.shardfold.core.error.StatementException;
import io.shardfold.core.rule.inline.InlineException;
import io.shardfold.core.rule.inline.InlineExpression;
import io.shardfold.core.rule.value.KeyCondition.Range;
import io.shardfold.core.rule.value.LookBesides;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * INLINE: an expression over the key computes the target's name.
 *
 * @param expression as written; read for each table, since the column's name stands in it
 * @param allowRange null when the configuration doesn't say: then a range goes to every target.
 *     Where it says false, it is refused
 * @param besides where reads look besides
 */
record Inline(String expression, Boolean allowRange, LookBesides besides) implements Algorithm {

    static Inline of(AlgorithmProperties properties) {
        return new Inline(
                properties.required("algorithm-expression"),
                properties.flag("allow-range-query-with-inline-sharding"),
                properties.lookBesides());
    }

    @Override
    public Kind kind() {
        return Kind.STANDARD;
    }

    @Override
    public String type() {
        return "INLINE";
    }

    @Override
    public Placement place(Targets targets, String column) {
        InlineExpression read = read(expression, List.of(column));
        if (!read.uses(0)) {
            throw new PropertyException(
                    "algorithm-expression",
                    "'"
                            + expression
                            + "' doesn't use the sharding column "
                            + column
                            + " (its case matters).");
        }
        return new Placed(read, targets, column);
    }

    static InlineExpression read(String expression, List<String> variables) {
        try {
            return InlineExpression.read(expression, variables);
        } catch (InlineException unreadable) {
            throw new PropertyException(
                    "algorithm-expression", "'" + expression + "': " + unreadable.getMessage());
        }
    }

    /**
     * The common beginning of the names, without digits at its end: what differs between tables of
     * one shape.
     */
    static String commonPrefix(List<String> names) {
        String common = names.get(0);
        for (String name : names) {
            int length = 0;
            while (length < common.length()
                    && length < name.length()
                    && common.charAt(length) == name.charAt(length)) {
                length++;
            }
            common = common.substring(0, length);
        }
        int end = common.length();
        while (end > 0 && Character.isDigit(common.charAt(end - 1))) {
            end--;
        }
        return common.substring(0, end);
    }

    static List<String> without(String prefix, List<String> names) {
        return names.stream().map(name -> name.substring(prefix.length())).toList();
    }

    private final class Placed implements Placement {

        private final InlineExpression read;
        private final List<String> names;
        private final Map<String, Integer> positions;
        private final String column;

        /**
         * Targets of Java remainders from {@code -(period - 1)} to {@code period - 1}; null when
         * the expression isn't periodic.
         */
        private final int[] targetOfRemainder;

        private final int period;

        Placed(InlineExpression read, Targets targets, String column) {
            this.read = read;
            this.names = targets.names();
            this.positions = targets.positions();
            this.column = column;
            this.period = read.period(0);
            int[] table =
                    period == 0 || besides == LookBesides.ALL ? null : new int[2 * period - 1];
            for (int i = 0; table != null && i < table.length; i++) {
                table[i] = evaluated(i - period + 1);
                // Where a class other than Integer has an answer, the long way finds it.
                if (table[i] == REFUSED) {
                    table = null;
                }
            }
            this.targetOfRemainder = table;
        }

        private int evaluated(Object value) {
            try {
                return positions.getOrDefault(read.evaluate(value), NONE);
            } catch (InlineException noAnswer) {
                return REFUSED;
            }
        }

        @Override
        public int target(Object value) {
            return evaluated(value);
        }

        @Override
        public int targetOfInteger(long value) {
            if (targetOfRemainder == null
                    || value == Integer.MIN_VALUE
                    || value == Long.MIN_VALUE) {
                return MANY;
            }
            return targetOfRemainder[(int) (value % period) + period - 1];
        }

        @Override
        public boolean addRange(Range range, BitSet targets) {
            if (Boolean.FALSE.equals(allowRange)) {
                throw StatementException.notSupported(
                        "A range of sharding key " + column + " with INLINE " + expression,
                        StatementException.NO_POSITION,
                        "The rule says allow-range-query-with-inline-sharding: false; set it to true, which asks every shard.");
            }
            return false;
        }

        @Override
        public boolean seesClass() {
            return true;
        }

        @Override
        public LookBesides besides() {
            return besides;
        }

        @Override
        public String describe(Object value) {
            Object shown =
                    value instanceof Number || value instanceof String ? value : value.toString();
            try {
                return read.evaluate(shown) + " by " + expression;
            } catch (InlineException noAnswer) {
                return "(since " + expression + " has no answer: " + noAnswer.reason() + ")";
            }
        }

        @Override
        public Object likeness() {
            if (targetOfRemainder != null) {
                return List.of(
                        "INLINE",
                        besides,
                        period,
                        Arrays.stream(targetOfRemainder).boxed().toList());
            }
            String prefix = commonPrefix(names);
            return List.of("INLINE", besides, read.shapeWithout(prefix), without(prefix, names));
        }
    }
}
