package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.value.KeyCondition.Range;
import io.shardfold.core.rule.value.KeyForm;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * COSID_INTERVAL and COSID_INTERVAL_SNOWFLAKE: slots that begin with a whole unit; what lies
 * outside the bounds has no place.
 *
 * @param textFormatter how a date in a text is read
 * @param zone what a number of seconds or milliseconds means as a date
 * @param inSeconds whether numbers are seconds since 1970
 * @param snowflakeEpoch the milliseconds that a snowflake number counts from; null when keys aren't
 *     snowflake numbers
 */
record CosidInterval(
        String prefix,
        LocalDateTime lower,
        LocalDateTime upper,
        DateTimeFormatter suffix,
        String suffixPattern,
        int amount,
        ChronoUnit unit,
        DateTimeFormatter textFormatter,
        ZoneId zone,
        boolean inSeconds,
        Long snowflakeEpoch)
        implements Algorithm {

    /** Bits below the time in a snowflake number. */
    private static final int SNOWFLAKE_SHIFT = 22;

    private static final String DIGITS_62 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SNOWFLAKE_TEXT_LENGTH = 11;

    static CosidInterval of(AlgorithmProperties properties, boolean snowflake) {
        String unitName = properties.required("datetime-interval-unit");
        ZoneId zone = properties.zone("zone-id");
        Long epoch = null;
        if (snowflake) {
            long usual =
                    LocalDateTime.of(2016, 11, 1, 0, 0).atZone(zone).toInstant().toEpochMilli();
            epoch = properties.wholeNumber("epoch", usual, 0, Long.MAX_VALUE);
        }
        String textPattern = properties.text("datetime-pattern");
        String timestampUnit = properties.text("ts-unit");
        LocalDateTime lower = properties.dateTime("datetime-lower");
        LocalDateTime upper = properties.dateTime("datetime-upper");
        if (upper.isBefore(lower)) {
            throw new PropertyException(
                    "datetime-upper", "'datetime-upper' lies before 'datetime-lower'.");
        }
        return new CosidInterval(
                properties.required("logic-name-prefix"),
                lower,
                upper,
                Slots.formatter(properties, "sharding-suffix-pattern"),
                properties.required("sharding-suffix-pattern"),
                (int) properties.wholeNumber("datetime-interval-amount", 1, 1, Integer.MAX_VALUE),
                Slots.unit("datetime-interval-unit", unitName),
                properties.pattern(
                        "datetime-pattern",
                        textPattern == null ? "yyyy-MM-dd HH:mm:ss" : textPattern),
                zone,
                timestampUnit != null && timestampUnit.strip().equalsIgnoreCase("SECOND"),
                epoch);
    }

    @Override
    public Kind kind() {
        return Kind.STANDARD;
    }

    @Override
    public String type() {
        return snowflakeEpoch == null ? "COSID_INTERVAL" : "COSID_INTERVAL_SNOWFLAKE";
    }

    @Override
    public Placement place(Targets targets, String column) {
        return new Placed(targets);
    }

    private LocalDateTime moment(Object value) {
        try {
            if (value instanceof Integer || value instanceof Long) {
                long number = ((Number) value).longValue();
                if (snowflakeEpoch != null) {
                    return Slots.ofEpochMillis((number >>> SNOWFLAKE_SHIFT) + snowflakeEpoch, zone);
                }
                return Slots.ofEpochMillis(
                        inSeconds ? Math.multiplyExact(number, 1_000L) : number, zone);
            }
            if (value instanceof String text) {
                return snowflakeEpoch == null
                        ? LocalDateTime.parse(text, textFormatter)
                        : momentInSnowflake(text);
            }
        } catch (DateTimeException | ArithmeticException notADate) {
            return null;
        }
        if (snowflakeEpoch != null) {
            return null;
        }
        if (value instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        return value instanceof LocalDateTime dateTime ? dateTime : null;
    }

    private LocalDateTime momentInSnowflake(String text) {
        if (text.length() != SNOWFLAKE_TEXT_LENGTH) {
            return null;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = DIGITS_62.indexOf(text.charAt(i));
            if (digit < 0) {
                return null;
            }
            number = Math.addExact(Math.multiplyExact(number, 62L), digit);
        }
        return moment(number);
    }

    private final class Placed implements Placement {

        private final Slots slots;
        private final int[] targetOfSlot;
        private final List<String> names;

        Placed(Targets targets) {
            this.names = targets.names();
            Map<String, Integer> positions = targets.positions();
            slots =
                    Slots.between(
                            Slots.beginning(lower, unit),
                            upper,
                            amount,
                            unit,
                            suffix,
                            name -> positions.containsKey(prefix + name));
            targetOfSlot = new int[slots.count()];
            boolean any = false;
            for (int slot = 0; slot < targetOfSlot.length; slot++) {
                targetOfSlot[slot] = positions.getOrDefault(prefix + slots.name(slot), NONE);
                any |= targetOfSlot[slot] >= 0;
            }
            if (!any) {
                throw new PropertyException(
                        "logic-name-prefix",
                        "No name is '"
                                + prefix
                                + "' and a slot of "
                                + suffixPattern
                                + "; the names there are begin with "
                                + targets.names().get(0)
                                + ".");
            }
        }

        private boolean isWithin(LocalDateTime moment) {
            return !moment.isBefore(lower) && !moment.isAfter(upper);
        }

        @Override
        public int target(Object value) {
            LocalDateTime moment = moment(value);
            if (moment == null) {
                return REFUSED;
            }
            int slot = isWithin(moment) ? slots.slot(moment) : -1;
            return slot < 0 ? NONE : targetOfSlot[slot];
        }

        @Override
        public boolean addRange(Range range, BitSet targets) {
            // A snowflake number's text has the order of its collation.
            if (range.low() instanceof String && snowflakeEpoch != null
                    || range.high() instanceof String && snowflakeEpoch != null
                    || !Slots.isOrdered(range, CosidInterval.this::moment)) {
                return false;
            }
            LocalDateTime low = range.low() == null ? lower : moment(range.low());
            LocalDateTime high = range.high() == null ? upper : moment(range.high());
            boolean highInclusive =
                    range.high() == null || range.highInclusive() || snowflakeEpoch != null;
            if (high.isAfter(upper)) {
                high = upper;
                highInclusive = true;
            }
            BitSet met = new BitSet();
            slots.addBetween(low.isBefore(lower) ? lower : low, high, highInclusive, met);
            met.stream()
                    .map(slot -> targetOfSlot[slot])
                    .filter(target -> target >= 0)
                    .forEach(targets::set);
            return true;
        }

        @Override
        public String describe(Object value) {
            LocalDateTime moment = moment(value);
            if (moment == null) {
                return "(since " + type() + " can't read it)";
            }
            if (!isWithin(moment)) {
                return "(since it lies outside "
                        + KeyForm.text(lower)
                        + " to "
                        + KeyForm.text(upper)
                        + ")";
            }
            return prefix + slots.name(slots.slot(moment));
        }

        @Override
        public List<String> doubts() {
            return Gaps.doubts(targetOfSlot, slot -> prefix + slots.name(slot), names, "dates");
        }

        @Override
        public Object likeness() {
            return List.of(
                    type(),
                    lower,
                    upper,
                    amount,
                    unit,
                    zone,
                    inSeconds,
                    String.valueOf(snowflakeEpoch),
                    Arrays.stream(targetOfSlot).boxed().toList());
        }
    }
}
