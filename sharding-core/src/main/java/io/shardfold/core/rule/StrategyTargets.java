package io.shardfold.core.rule;

import io.shardfold.core.rule.algorithm.ComplexPlacement;
import io.shardfold.core.rule.algorithm.Placement;
import io.shardfold.core.rule.value.KeyCondition;
import io.shardfold.core.rule.value.KeyCondition.Points;
import io.shardfold.core.rule.value.KeyCondition.Range;
import io.shardfold.core.rule.value.KeyDomain;
import io.shardfold.core.rule.value.KeyForm;
import io.shardfold.core.rule.value.KeyType;
import io.shardfold.core.rule.value.LookBesides;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * The targets, data sources or tables, that one strategy leaves for conditions on key columns.
 * Immutable.
 *
 * <p>The answer may be too wide, never too narrow. Targets go by their position among the names
 * that the strategy chooses from.
 */
final class StrategyTargets {

    private static final int LISTED_RANGE_MAX = 256;
    private static final int COMBINATIONS_MAX = 1_000;

    private final KeyDomain[] domains;

    /** Whether only the places of new rows count, not those where other products put them. */
    private final boolean isOwn;

    /**
     * @param domains of the key columns
     */
    StrategyTargets(KeyDomain[] domains, boolean isOwn) {
        this.domains = domains;
        this.isOwn = isOwn;
    }

    /**
     * A range of few integers is the list of them, for formulas that know no ranges of their own:
     * {@code BETWEEN 7 AND 9} goes to three shards of INLINE or HASH_MOD.
     */
    List<KeyCondition> withSmallRangesListed(List<KeyCondition> conditions) {
        List<KeyCondition> listed = conditions;
        for (int key = 0; key < domains.length; key++) {
            if (conditions.get(key) instanceof Range range
                    && domains[key].type() == KeyType.INTEGER) {
                Points points = points(range, domains[key]);
                if (points != null) {
                    if (listed == conditions) {
                        listed = new ArrayList<>(conditions);
                    }
                    listed.set(key, points);
                }
            }
        }
        return listed;
    }

    /** The integers of a range, or null when they are many or not known. */
    private static Points points(Range range, KeyDomain domain) {
        if (range.low() == null || range.high() == null) {
            return null;
        }
        Range formed = formed(range, domain, LookBesides.DRIVERS);
        if (formed == null) {
            return null;
        }
        BigDecimal low = new BigDecimal(formed.low().toString());
        BigDecimal high = new BigDecimal(formed.high().toString());
        BigInteger first = low.setScale(0, RoundingMode.CEILING).toBigIntegerExact();
        BigInteger last = high.setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
        if (!range.lowInclusive() && new BigDecimal(first).compareTo(low) == 0) {
            first = first.add(BigInteger.ONE);
        }
        if (!range.highInclusive() && new BigDecimal(last).compareTo(high) == 0) {
            last = last.subtract(BigInteger.ONE);
        }
        if (last.subtract(first).compareTo(BigInteger.valueOf(LISTED_RANGE_MAX)) >= 0) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (BigInteger value = first;
                value.compareTo(last) <= 0;
                value = value.add(BigInteger.ONE)) {
            values.add(KeyForm.narrowest(value));
        }
        return new Points(values);
    }

    /** The targets of one step, or null for all of them. */
    BitSet targets(
            Strategy strategy, List<KeyCondition> conditions, List<Object> hinted, int count) {
        BitSet targets = new BitSet(count);
        boolean narrows =
                switch (strategy.kind()) {
                    case NONE -> false;
                    case STANDARD -> addStandard((Strategy.Standard) strategy, conditions, targets);
                    case COMPLEX -> addComplex((Strategy.Complex) strategy, conditions, targets);
                    case HINTED -> {
                        if (!hinted.isEmpty()) {
                            ((Strategy.Hinted) strategy).placement().addTargets(hinted, targets);
                        }
                        yield !hinted.isEmpty();
                    }
                };
        return narrows ? targets : null;
    }

    private boolean addStandard(
            Strategy.Standard strategy, List<KeyCondition> conditions, BitSet targets) {
        KeyCondition condition = conditions.get(strategy.key());
        return switch (condition.kind()) {
            case ANY -> false;
            case POINTS -> {
                for (Object value : ((Points) condition).values()) {
                    if (!addPoint(strategy, value, targets)) {
                        yield false;
                    }
                }
                yield true;
            }
            case RANGE -> {
                Range formed =
                        formed(
                                (Range) condition,
                                domains[strategy.key()],
                                strategy.placement().besides());
                yield formed != null && strategy.placement().addRange(formed, targets);
            }
        };
    }

    /**
     * @return false when any target may hold the value
     */
    boolean addPoint(Strategy.Standard strategy, Object value, BitSet targets) {
        if (value == null) {
            targets.set(0);
            return true;
        }
        Placement placement = strategy.placement();
        KeyDomain domain = domains[strategy.key()];
        int direct = shortTarget(placement, domain, value);
        if (direct != Placement.MANY) {
            set(direct, targets);
            return true;
        }
        Object form =
                isOwn
                        ? KeyForm.ofStored(domain, value, placement.besides())
                        : KeyForm.ofCondition(domain, value, placement.besides());
        if (form == KeyForm.UNKNOWN) {
            return false;
        }
        if (form == KeyForm.NO_VALUE) {
            return true;
        }
        if (!placement.seesClass()) {
            set(placement.target(form), targets);
            return true;
        }
        set(ownTarget(placement, domain, form), targets);
        if (!isOwn && placement.besides() != LookBesides.NONE) {
            if (isOfAnotherClass(value, form)) {
                // Who asks by a text may have stored by a text.
                set(placement.target(value), targets);
            }
            for (Object asClass : KeyForm.classes(domain, form, placement.besides())) {
                set(placement.target(asClass), targets);
            }
        }
        return true;
    }

    private static boolean isOfAnotherClass(Object value, Object form) {
        return (value instanceof String || value instanceof Number || value instanceof Boolean)
                && !value.equals(form);
    }

    /** The target that a read of an integer asks for, or MANY when the long way must be gone. */
    static int shortTarget(Placement placement, KeyDomain domain, Object value) {
        boolean isInteger = value instanceof Long || value instanceof Integer;
        return isInteger && domain.type() == KeyType.INTEGER
                ? placement.targetOfInteger(((Number) value).longValue())
                : Placement.MANY;
    }

    private static void set(int target, BitSet targets) {
        if (target >= 0) {
            targets.set(target);
        }
    }

    /**
     * The target that a new row with this value gets: that of the first class for which the formula
     * has an answer.
     */
    static int ownTarget(Placement placement, KeyDomain domain, Object form) {
        if (!placement.seesClass()) {
            return placement.target(form);
        }
        if (isClass(form)) {
            int target = placement.target(form);
            if (target != Placement.REFUSED) {
                return target;
            }
        }
        for (Object asClass : KeyForm.classes(domain, form, LookBesides.ALL)) {
            int target = placement.target(asClass);
            if (target != Placement.REFUSED) {
                return target;
            }
        }
        return Placement.REFUSED;
    }

    /** Whether a form is the first of its classes itself, as numbers and texts are. */
    private static boolean isClass(Object form) {
        return form instanceof Number || form instanceof String;
    }

    /**
     * A range whose ends are forms, or null when it can't be compared: text by a collation, ends
     * that aren't understood.
     */
    private static Range formed(Range range, KeyDomain domain, LookBesides besides) {
        if (domain.type() == KeyType.UNKNOWN) {
            return null;
        }
        Object low = formedEnd(range.low(), domain, besides);
        Object high = formedEnd(range.high(), domain, besides);
        if (low == KeyForm.UNKNOWN || high == KeyForm.UNKNOWN) {
            return null;
        }
        return new Range(low, range.lowInclusive(), high, range.highInclusive());
    }

    private static Object formedEnd(Object end, KeyDomain domain, LookBesides besides) {
        if (end == null) {
            return null;
        }
        Object form = KeyForm.ofCondition(domain, end, besides);
        // id > 4.5 is a fine range of integers, though no integer is 4.5.
        return form == KeyForm.NO_VALUE
                ? KeyForm.ofCondition(KeyDomain.of(KeyType.DECIMAL), end, besides)
                : form;
    }

    private boolean addComplex(
            Strategy.Complex strategy, List<KeyCondition> conditions, BitSet targets) {
        ComplexPlacement placement = strategy.placement();
        int[] keys = strategy.keys();
        List<KeyCondition> formed = new ArrayList<>(keys.length);
        boolean allPoints = true;
        for (int key : keys) {
            KeyCondition condition = formed(conditions.get(key), domains[key], placement, targets);
            formed.add(condition);
            allPoints &= condition.kind() == KeyCondition.Kind.POINTS;
        }
        return allPoints
                ? addCombinations(strategy, formed, targets)
                : placement.addTargets(formed, targets);
    }

    /**
     * A condition with forms for values. A NULL has its target at once, whatever the other columns
     * are.
     */
    private static KeyCondition formed(
            KeyCondition condition, KeyDomain domain, ComplexPlacement placement, BitSet targets) {
        return switch (condition.kind()) {
            case ANY -> condition;
            case RANGE -> {
                Range range = formed((Range) condition, domain, placement.besides());
                yield range == null ? KeyCondition.ANY : range;
            }
            case POINTS -> {
                List<Object> forms = new ArrayList<>();
                for (Object value : ((Points) condition).values()) {
                    if (value == null) {
                        targets.set(0);
                        continue;
                    }
                    Object form = KeyForm.ofCondition(domain, value, placement.besides());
                    if (form == KeyForm.UNKNOWN) {
                        yield KeyCondition.ANY;
                    }
                    if (form != KeyForm.NO_VALUE) {
                        forms.add(form);
                    }
                }
                yield new Points(forms);
            }
        };
    }

    /** Every combination of the values; too many of them narrow nothing. */
    private boolean addCombinations(
            Strategy.Complex strategy, List<KeyCondition> points, BitSet targets) {
        Object[][] forms = new Object[points.size()][];
        for (int i = 0; i < forms.length; i++) {
            forms[i] = ((Points) points.get(i)).values().toArray();
        }
        if (combinationCount(forms) > COMBINATIONS_MAX) {
            return false;
        }
        ComplexPlacement placement = strategy.placement();
        LookBesides besides = isOwn ? LookBesides.NONE : placement.besides();
        forEachCombination(
                forms,
                values -> {
                    set(
                            ownCombination(placement, classes(strategy, values, LookBesides.ALL)),
                            targets);
                    if (besides != LookBesides.NONE) {
                        Object[][] classes = classes(strategy, values, besides);
                        forEachCombination(
                                classes, asClasses -> set(placement.target(asClasses), targets));
                    }
                });
        return true;
    }

    private Object[][] classes(Strategy.Complex strategy, Object[] forms, LookBesides besides) {
        Object[][] classes = new Object[forms.length][];
        for (int i = 0; i < forms.length; i++) {
            classes[i] = KeyForm.classes(domains[strategy.keys()[i]], forms[i], besides);
        }
        return classes;
    }

    private static long combinationCount(Object[][] choices) {
        long count = 1;
        for (Object[] ofColumn : choices) {
            count = Math.min(count * ofColumn.length, Integer.MAX_VALUE);
        }
        return count;
    }

    /** The first column is the slowest. */
    private static void forEachCombination(Object[][] choices, Consumer<Object[]> action) {
        long count = combinationCount(choices);
        for (long combination = 0; combination < count; combination++) {
            Object[] values = new Object[choices.length];
            long rest = combination;
            for (int i = choices.length - 1; i >= 0; i--) {
                values[i] = choices[i][(int) (rest % choices[i].length)];
                rest /= choices[i].length;
            }
            action.accept(values);
        }
    }

    /**
     * The first combination of classes, last column quickest, for which the formula has an answer.
     */
    static int ownCombination(ComplexPlacement placement, Object[][] classes) {
        Object[] values = new Object[classes.length];
        int[] at = new int[classes.length];
        // One step per combination; texts and numbers have an answer at the first.
        while (true) {
            for (int i = 0; i < at.length; i++) {
                values[i] = classes[i][at[i]];
            }
            int target = placement.target(values);
            if (target != Placement.REFUSED) {
                return target;
            }
            int column = at.length - 1;
            while (column >= 0 && ++at[column] == classes[column].length) {
                at[column--] = 0;
            }
            if (column < 0) {
                return Placement.REFUSED;
            }
        }
    }
}
