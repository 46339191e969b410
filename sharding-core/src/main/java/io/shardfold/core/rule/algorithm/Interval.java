package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.value.KeyCondition.Range;
import io.shardfold.core.rule.value.KeyForm;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * INTERVAL: slots from a lower bound on, each one step after the other; the slot's beginning,
 * written by a pattern, ends the target's name.
 *
 * <p>The upper bound ends the list of slots, not the last slot. Without one, slots go on as long as
 * there are names for them, so that new rows have a table as soon as the table is in the rule.
 */
record Interval(
        String pattern,
        DateTimeFormatter formatter,
        Slots.Precision precision,
        LocalDateTime lower,
        LocalDateTime upper,
        DateTimeFormatter suffix,
        String suffixPattern,
        int amount,
        ChronoUnit unit)
        implements Algorithm {

    static Interval of(AlgorithmProperties properties) {
        String pattern = properties.required("datetime-pattern");
        DateTimeFormatter formatter = properties.pattern("datetime-pattern", pattern);
        TemporalAccessor lower = parsed(properties, "datetime-lower", formatter, pattern);
        Slots.Precision precision;
        LocalDateTime first;
        try {
            precision = Slots.precision(lower);
            first = Slots.moment(lower, precision);
        } catch (DateTimeException notADate) {
            throw new PropertyException(
                    "datetime-pattern",
                    "'datetime-pattern' "
                            + pattern
                            + " can't name a date: "
                            + notADate.getMessage()
                            + ".");
        }
        LocalDateTime last =
                properties.text("datetime-upper") == null
                        ? Slots.end(precision)
                        : Slots.moment(
                                parsed(properties, "datetime-upper", formatter, pattern),
                                precision);
        if (last != null && last.isBefore(first)) {
            throw new PropertyException(
                    "datetime-upper", "'datetime-upper' lies before 'datetime-lower'.");
        }
        String unitName = properties.text("datetime-interval-unit");
        ChronoUnit unit =
                unitName == null
                        ? ChronoUnit.DAYS
                        : Slots.unit("datetime-interval-unit", unitName.strip());
        if (!Slots.isStep(precision, unit)) {
            throw new PropertyException(
                    "datetime-interval-unit",
                    "A step of " + unit + " doesn't suit 'datetime-pattern' " + pattern + ".");
        }
        return new Interval(
                pattern,
                formatter,
                precision,
                first,
                last,
                Slots.formatter(properties, "sharding-suffix-pattern"),
                properties.required("sharding-suffix-pattern"),
                (int) properties.wholeNumber("datetime-interval-amount", 1, 1, Integer.MAX_VALUE),
                unit);
    }

    private static TemporalAccessor parsed(
            AlgorithmProperties properties,
            String key,
            DateTimeFormatter formatter,
            String pattern) {
        String text = properties.required(key);
        try {
            return formatter.parse(text);
        } catch (DateTimeException notADate) {
            throw new PropertyException(
                    key,
                    "'" + key + "' is '" + text + "', which isn't of the form " + pattern + ".");
        }
    }

    @Override
    public Kind kind() {
        return Kind.STANDARD;
    }

    @Override
    public String type() {
        return "INTERVAL";
    }

    @Override
    public Placement place(Targets targets, String column) {
        try {
            return new Placed(targets);
        } catch (DateTimeException unwritable) {
            throw new PropertyException(
                    "sharding-suffix-pattern",
                    "'sharding-suffix-pattern' "
                            + suffixPattern
                            + " can't write a slot: "
                            + unwritable.getMessage()
                            + ".");
        }
    }

    /**
     * The moment of a value's form, or null when it can't be read as the original form of the
     * pattern.
     */
    private LocalDateTime moment(Object value) {
        if (value instanceof LocalDateTime dateTime) {
            return Slots.cut(dateTime, precision);
        }
        if (value instanceof LocalDate date) {
            return precision == Slots.Precision.TIME
                    ? null
                    : Slots.cut(date.atStartOfDay(), precision);
        }
        if (value instanceof LocalTime time) {
            return precision == Slots.Precision.TIME ? time.atDate(LocalDate.EPOCH) : null;
        }
        if (!(value instanceof String) && !(value instanceof Integer) && !(value instanceof Long)) {
            return null;
        }
        return momentInText(value.toString());
    }

    /**
     * A longer text is cut to the pattern's length, and for a shorter one the pattern is cut to the
     * text's.
     */
    private LocalDateTime momentInText(String text) {
        try {
            if (text.length() >= pattern.length()) {
                return Slots.moment(
                        formatter.parse(text.substring(0, pattern.length())), precision);
            }
            DateTimeFormatter shorter =
                    DateTimeFormatter.ofPattern(
                            pattern.substring(0, text.length()), formatter.getLocale());
            return Slots.moment(shorter.parse(text), precision);
        } catch (DateTimeException | IllegalArgumentException notADate) {
            return null;
        }
    }

    private final class Placed implements Placement {

        private final String prefix;
        private final Slots slots;
        private final int[] targetOfSlot;
        private final List<String> names;

        Placed(Targets targets) {
            this.names = targets.names();
            Map<String, Integer> positions = targets.positions();
            Set<String> endings = new HashSet<>();
            for (String name : targets.names()) {
                for (int at = 0; at < name.length(); at++) {
                    endings.add(name.substring(at));
                }
            }
            slots = Slots.between(lower, upper, amount, unit, suffix, endings::contains);
            prefix = slots.prefixIn(targets);
            targetOfSlot = new int[slots.count()];
            Map<Integer, String> named = new LinkedHashMap<>();
            for (int slot = 0; slot < targetOfSlot.length; slot++) {
                Integer position = positions.get(prefix + slots.name(slot));
                targetOfSlot[slot] = position == null ? NONE : position;
                if (position != null) {
                    named.put(slot, slots.name(slot));
                }
            }
            if (named.isEmpty()) {
                throw new PropertyException(
                        "sharding-suffix-pattern",
                        "No name ends with a slot of 'sharding-suffix-pattern' "
                                + suffixPattern
                                + " (the first is "
                                + suffix.format(lower)
                                + "); the names there are begin with "
                                + targets.names().get(0)
                                + ".");
            }
            refuseAmbiguity(targets);
        }

        /** Rows of a slot whose name ends two targets may lie in either. */
        private void refuseAmbiguity(Targets targets) {
            Map<String, String> slotOfName = new LinkedHashMap<>();
            for (int slot = 0; slot < slots.count(); slot++) {
                slotOfName.put(slots.name(slot), slots.name(slot));
            }
            for (String target : targets.names()) {
                for (int length = 1; length <= target.length(); length++) {
                    String ending = target.substring(target.length() - length);
                    if (slotOfName.containsKey(ending)
                            && !target.equals(prefix + ending)
                            && target.startsWith(prefix)) {
                        throw new PropertyException(
                                "sharding-suffix-pattern",
                                "The name "
                                        + target
                                        + " ends with "
                                        + ending
                                        + ", so that rows of that slot may have been placed there or in "
                                        + prefix
                                        + ending
                                        + "; write the suffix with a fixed number of digits.");
                    }
                }
            }
        }

        @Override
        public int target(Object value) {
            LocalDateTime moment = moment(value);
            if (moment == null) {
                return REFUSED;
            }
            int slot = slots.slot(moment);
            return slot < 0 ? NONE : targetOfSlot[slot];
        }

        @Override
        public boolean addRange(Range range, BitSet targets) {
            if (precision == Slots.Precision.MONTH
                    || precision == Slots.Precision.TIME
                            && !(range.low() instanceof LocalTime)
                            && !(range.high() instanceof LocalTime)) {
                // A month or a time of day comes again and again.
                return false;
            }
            if (!Slots.isOrdered(range, Interval.this::moment)) {
                return false;
            }
            LocalDateTime low = range.low() == null ? null : moment(range.low());
            LocalDateTime high = range.high() == null ? null : moment(range.high());
            BitSet met = new BitSet();
            // An end that the pattern cuts off is later than what is left of it.
            slots.addBetween(low, high, range.highInclusive() || isCut(range.high(), high), met);
            met.stream()
                    .map(slot -> targetOfSlot[slot])
                    .filter(target -> target >= 0)
                    .forEach(targets::set);
            return true;
        }

        private boolean isCut(Object value, LocalDateTime moment) {
            if (value instanceof LocalDateTime dateTime) {
                return !dateTime.equals(moment);
            }
            return value != null && value.toString().length() > pattern.length();
        }

        @Override
        public String describe(Object value) {
            LocalDateTime moment = moment(value);
            if (moment == null) {
                return "(since INTERVAL can't read it as " + pattern + ")";
            }
            int slot = slots.slot(moment);
            if (slot >= 0) {
                return prefix + slots.name(slot);
            }
            return "(since it lies outside the slots, which go from "
                    + KeyForm.text(slots.start(0))
                    + " up to before "
                    + KeyForm.text(slots.end())
                    + ")";
        }

        @Override
        public List<String> doubts() {
            return Gaps.doubts(targetOfSlot, slot -> prefix + slots.name(slot), names, "dates");
        }

        @Override
        public Object likeness() {
            return List.of(
                    "INTERVAL",
                    pattern,
                    precision,
                    lower,
                    amount,
                    unit,
                    Arrays.stream(targetOfSlot).boxed().toList());
        }
    }
}
