package io.shardfold.core.rule.algorithm;

import io.shardfold.core.error.StatementException;
import io.shardfold.core.rule.inline.InlineException;
import io.shardfold.core.rule.inline.InlineExpression;
import io.shardfold.core.rule.value.KeyCondition;
import io.shardfold.core.rule.value.LookBesides;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * COMPLEX_INLINE: an expression over several keys computes the target's name.
 *
 * @param columns {@code sharding-columns}, or empty when the configuration leaves them to the
 *     strategy
 * @param allowRange as in {@link Inline}
 */
record ComplexInline(
        String expression, List<String> columns, Boolean allowRange, LookBesides besides)
        implements Algorithm {

    static ComplexInline of(AlgorithmProperties properties) {
        List<String> columns = new ArrayList<>();
        String listed = properties.text("sharding-columns");
        if (listed != null) {
            for (String column : listed.split(",")) {
                if (!column.isBlank()) {
                    columns.add(column.strip());
                }
            }
        }
        return new ComplexInline(
                properties.required("algorithm-expression"),
                columns,
                properties.flag("allow-range-query-with-inline-sharding"),
                properties.lookBesides());
    }

    @Override
    public Kind kind() {
        return Kind.COMPLEX;
    }

    @Override
    public String type() {
        return "COMPLEX_INLINE";
    }

    @Override
    public ComplexPlacement placeComplex(Targets targets, List<String> strategyColumns) {
        if (!columns.isEmpty() && columns.size() != strategyColumns.size()) {
            throw new PropertyException(
                    "sharding-columns",
                    "'sharding-columns' lists "
                            + columns.size()
                            + " columns and the strategy "
                            + strategyColumns.size()
                            + ".");
        }
        return new Placed(Inline.read(expression, strategyColumns), targets);
    }

    private final class Placed implements ComplexPlacement {

        private final InlineExpression read;
        private final List<String> names;
        private final Map<String, Integer> positions;

        Placed(InlineExpression read, Targets targets) {
            this.read = read;
            this.names = targets.names();
            this.positions = targets.positions();
        }

        @Override
        public int target(Object[] values) {
            try {
                return positions.getOrDefault(read.evaluate(values), Placement.NONE);
            } catch (InlineException noAnswer) {
                return Placement.REFUSED;
            }
        }

        @Override
        public boolean addTargets(List<KeyCondition> conditions, BitSet targets) {
            for (KeyCondition condition : conditions) {
                if (condition.kind() == KeyCondition.Kind.RANGE
                        && Boolean.FALSE.equals(allowRange)) {
                    throw StatementException.notSupported(
                            "A range of a sharding key with COMPLEX_INLINE " + expression,
                            StatementException.NO_POSITION,
                            "The rule says allow-range-query-with-inline-sharding: false; set it to true, which asks every shard.");
                }
            }
            return false;
        }

        @Override
        public LookBesides besides() {
            return besides;
        }

        @Override
        public String describe(Object[] values) {
            try {
                return read.evaluate(values) + " by " + expression;
            } catch (InlineException noAnswer) {
                return "(since " + expression + " has no answer: " + noAnswer.reason() + ")";
            }
        }

        @Override
        public Object likeness() {
            String prefix = Inline.commonPrefix(names);
            return List.of(
                    "COMPLEX_INLINE",
                    besides,
                    read.shapeWithout(prefix),
                    Inline.without(prefix, names));
        }
    }
}
