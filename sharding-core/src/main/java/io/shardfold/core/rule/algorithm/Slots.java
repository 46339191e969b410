package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.value.KeyCondition.Range;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Slots of time, each with a name made of its beginning: what INTERVAL and its relatives share.
 *
 * <p>Every kind of date is kept as a date and time (a month as its first day at midnight, a time of
 * day as that of 1970-01-01, a bare month as that of the year 2000), so that slots compare in one
 * way.
 */
final class Slots {

    /** A slot list longer than this comes from a unit that is too small for its bounds. */
    private static final int SLOTS_MAX = 1_000_000;

    /**
     * Without an upper bound the slots go on while names are found; this many without one end the
     * search.
     */
    private static final int BARREN_SLOTS_MAX = 1_000;

    /** Without an upper bound there are slots at least for so many years to come. */
    private static final int OPEN_YEARS = 10;

    private final LocalDateTime[] starts;
    private final LocalDateTime end;
    private final String[] names;

    private Slots(LocalDateTime[] starts, LocalDateTime end, String[] names) {
        this.starts = starts;
        this.end = end;
        this.names = names;
    }

    /** What a date in a pattern consists of. */
    enum Precision {
        DATE_TIME,
        DATE,
        YEAR_MONTH,
        YEAR,
        MONTH,
        TIME
    }

    /**
     * @param upper the last moment at which a slot may begin; null when slots go on as long as
     *     there are names for them
     * @param isName whether a suffix ends the name of some target
     */
    static Slots between(
            LocalDateTime lower,
            LocalDateTime upper,
            int amount,
            ChronoUnit unit,
            DateTimeFormatter suffix,
            Predicate<String> isName) {
        List<LocalDateTime> starts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        LocalDateTime start = lower;
        // Names come again where a suffix leaves out the year: then years enough are made.
        LocalDateTime horizon = upper == null ? LocalDateTime.now().plusYears(OPEN_YEARS) : upper;
        Set<String> seen = new HashSet<>();
        int barren = 0;
        int lastNamed = 0;
        while (!start.isAfter(horizon) || upper == null && barren <= BARREN_SLOTS_MAX) {
            if (starts.size() == SLOTS_MAX) {
                throw new PropertyException(
                        "datetime-interval-unit",
                        "There are more than "
                                + SLOTS_MAX
                                + " slots of "
                                + amount
                                + " "
                                + unit
                                + ".");
            }
            String name = suffix.format(start);
            starts.add(start);
            names.add(name);
            if (isName.test(name) && (seen.add(name) || !start.isAfter(horizon))) {
                barren = 0;
                lastNamed = starts.size();
            } else {
                barren++;
            }
            start = start.plus(amount, unit);
        }
        int count = upper == null ? lastNamed : starts.size();
        LocalDateTime end = count == starts.size() ? start : starts.get(count);
        return new Slots(
                starts.subList(0, count).toArray(new LocalDateTime[0]),
                end,
                names.subList(0, count).toArray(new String[0]));
    }

    int count() {
        return starts.length;
    }

    String name(int slot) {
        return names[slot];
    }

    LocalDateTime start(int slot) {
        return starts[slot];
    }

    LocalDateTime end() {
        return end;
    }

    /** The slot that a moment lies in, or -1. */
    int slot(LocalDateTime moment) {
        if (starts.length == 0 || moment.isBefore(starts[0]) || !moment.isBefore(end)) {
            return -1;
        }
        return lastStart(moment);
    }

    /** The last slot that begins at or before a moment, or -1. */
    private int lastStart(LocalDateTime moment) {
        int low = 0;
        int high = starts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts[middle].isAfter(moment)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - 1;
    }

    /**
     * Adds the slots that a range meets.
     *
     * @param low null for no lower bound, taken as included
     * @param high null for no upper bound
     */
    void addBetween(LocalDateTime low, LocalDateTime high, boolean highInclusive, BitSet slots) {
        if (starts.length == 0
                || low != null && !low.isBefore(end)
                || high != null && high.isBefore(starts[0])) {
            return;
        }
        int from = low == null ? 0 : Math.max(0, lastStart(low));
        int to = high == null ? starts.length - 1 : lastStart(high);
        if (to >= 0 && high != null && !highInclusive && starts[to].equals(high)) {
            to--;
        }
        if (from <= to) {
            slots.set(from, to + 1);
        }
    }

    // ---- names

    /**
     * The prefix that stands before the slots' names in the targets: the one that explains most
     * targets.
     *
     * @throws PropertyException when a target could be meant by two slots, as {@code t_11} by those
     *     of 1 and 11
     */
    String prefixIn(Targets targets) {
        Map<String, Integer> explained = new HashMap<>();
        Map<String, String> bySuffix = new HashMap<>();
        for (String name : names) {
            bySuffix.put(name, name);
        }
        for (String target : targets.names()) {
            for (int length = 1; length <= target.length(); length++) {
                if (bySuffix.containsKey(target.substring(target.length() - length))) {
                    explained.merge(target.substring(0, target.length() - length), 1, Integer::sum);
                }
            }
        }
        String best = targets.prefix();
        int most = explained.getOrDefault(best, 0);
        for (Map.Entry<String, Integer> entry : explained.entrySet()) {
            if (entry.getValue() > most) {
                best = entry.getKey();
                most = entry.getValue();
            }
        }
        return best;
    }

    // ---- values

    static Precision precision(TemporalAccessor parsed) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        if (date != null) {
            return time == null ? Precision.DATE : Precision.DATE_TIME;
        }
        if (time != null) {
            return Precision.TIME;
        }
        boolean hasYear = parsed.isSupported(ChronoField.YEAR);
        boolean hasMonth = parsed.isSupported(ChronoField.MONTH_OF_YEAR);
        if (!hasYear && !hasMonth) {
            throw new DateTimeException("it has neither a year nor a month nor a time");
        }
        return hasYear && hasMonth
                ? Precision.YEAR_MONTH
                : hasYear ? Precision.YEAR : Precision.MONTH;
    }

    static LocalDateTime moment(TemporalAccessor parsed, Precision precision) {
        return switch (precision) {
            case DATE_TIME -> LocalDateTime.from(parsed);
            case DATE -> LocalDate.from(parsed).atStartOfDay();
            case YEAR_MONTH -> YearMonth.from(parsed).atDay(1).atStartOfDay();
            case YEAR -> Year.from(parsed).atDay(1).atStartOfDay();
            case MONTH ->
                    LocalDate.of(2000, parsed.get(ChronoField.MONTH_OF_YEAR), 1).atStartOfDay();
            case TIME -> LocalTime.from(parsed).atDate(LocalDate.EPOCH);
        };
    }

    /** The last moment of what comes again and again; null for dates, which have no last one. */
    static LocalDateTime end(Precision precision) {
        return switch (precision) {
            case MONTH -> LocalDateTime.of(2000, 12, 31, 0, 0);
            case TIME -> LocalTime.MAX.atDate(LocalDate.EPOCH);
            case DATE_TIME, DATE, YEAR_MONTH, YEAR -> null;
        };
    }

    /** A moment cut to what the pattern keeps of it. */
    static LocalDateTime cut(LocalDateTime moment, Precision precision) {
        return switch (precision) {
            case DATE_TIME -> moment;
            case DATE -> moment.truncatedTo(ChronoUnit.DAYS);
            case YEAR_MONTH -> moment.toLocalDate().withDayOfMonth(1).atStartOfDay();
            case YEAR -> moment.toLocalDate().withDayOfYear(1).atStartOfDay();
            case MONTH -> LocalDate.of(2000, moment.getMonth(), 1).atStartOfDay();
            case TIME -> moment.toLocalTime().atDate(LocalDate.EPOCH);
        };
    }

    /** Whether a step of the unit makes sense for dates of a precision. */
    static boolean isStep(Precision precision, ChronoUnit unit) {
        return switch (precision) {
            case DATE_TIME -> unit != ChronoUnit.FOREVER;
            case DATE -> unit.isDateBased();
            case YEAR_MONTH, MONTH ->
                    unit.compareTo(ChronoUnit.MONTHS) >= 0 && unit != ChronoUnit.FOREVER;
            case YEAR -> unit.compareTo(ChronoUnit.YEARS) >= 0 && unit != ChronoUnit.FOREVER;
            case TIME -> unit.isTimeBased();
        };
    }

    static ChronoUnit unit(String key, String name) {
        for (ChronoUnit unit : ChronoUnit.values()) {
            if (unit.toString().equalsIgnoreCase(name) || unit.name().equalsIgnoreCase(name)) {
                return unit;
            }
        }
        throw new PropertyException(
                key,
                "'"
                        + key
                        + "' must be one of NANOS, MICROS, MILLIS, SECONDS, MINUTES, HOURS, HALFDAYS, DAYS, WEEKS, MONTHS, YEARS, DECADES, CENTURIES, not '"
                        + name
                        + "'.");
    }

    /** The beginning of the unit that a moment lies in. */
    static LocalDateTime beginning(LocalDateTime moment, ChronoUnit unit) {
        return switch (unit) {
            case YEARS -> moment.toLocalDate().withDayOfYear(1).atStartOfDay();
            case MONTHS -> moment.toLocalDate().withDayOfMonth(1).atStartOfDay();
            case WEEKS -> moment.toLocalDate().with(DayOfWeek.MONDAY).atStartOfDay();
            case DAYS, HOURS, MINUTES, SECONDS -> moment.truncatedTo(unit);
            default ->
                    throw new PropertyException(
                            "datetime-interval-unit",
                            "'datetime-interval-unit' must be YEARS, MONTHS, DAYS, HOURS, MINUTES or SECONDS here.");
        };
    }

    static LocalDateTime ofEpochMillis(long millis, ZoneId zone) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone);
    }

    static DateTimeFormatter formatter(AlgorithmProperties properties, String key) {
        return properties.pattern(key, properties.required(key)).withLocale(Locale.ENGLISH);
    }

    /** Whether the ends of a range are of a class that the algorithm can order. */
    static boolean isOrdered(Range range, Function<Object, LocalDateTime> moment) {
        return (range.low() == null || moment.apply(range.low()) != null)
                && (range.high() == null || moment.apply(range.high()) != null);
    }
}
