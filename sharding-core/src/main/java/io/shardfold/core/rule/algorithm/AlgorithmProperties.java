package io.shardfold.core.rule.algorithm;

import io.shardfold.core.rule.value.LookBesides;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The properties of one algorithm as texts, read with their types. Remembers what was asked for, so
 * that the rest can be warned about.
 */
public final class AlgorithmProperties {

    static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Map<String, String> texts;
    private final Set<String> asked = new LinkedHashSet<>();

    public AlgorithmProperties(Map<String, String> texts) {
        this.texts = new TreeMap<>(texts);
    }

    /**
     * @return null when absent
     */
    public String text(String key) {
        asked.add(key);
        return texts.get(key);
    }

    public String required(String key) {
        String value = text(key);
        if (value == null || value.isBlank()) {
            throw new PropertyException(key, "'" + key + "' is required.");
        }
        return value.strip();
    }

    public long wholeNumber(String key, long valueMin, long valueMax) {
        return parsed(key, required(key), valueMin, valueMax);
    }

    public long wholeNumber(String key, long valueIfAbsent, long valueMin, long valueMax) {
        String value = text(key);
        return value == null ? valueIfAbsent : parsed(key, value.strip(), valueMin, valueMax);
    }

    private static long parsed(String key, String text, long valueMin, long valueMax) {
        long value;
        try {
            value = Long.parseLong(text.replace("_", ""));
        } catch (NumberFormatException notANumber) {
            throw new PropertyException(
                    key, "'" + key + "' must be a whole number, not '" + text + "'.");
        }
        if (value < valueMin || value > valueMax) {
            String bound = value < valueMin ? "at least " + valueMin : "at most " + valueMax;
            throw new PropertyException(
                    key, "'" + key + "' must be " + bound + ", not " + value + ".");
        }
        return value;
    }

    public boolean flag(String key, boolean valueIfAbsent) {
        Boolean value = flag(key);
        return value == null ? valueIfAbsent : value;
    }

    /**
     * @return null when absent
     */
    public Boolean flag(String key) {
        String value = text(key);
        if (value == null) {
            return null;
        }
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default ->
                    throw new PropertyException(
                            key, "'" + key + "' must be true or false, not '" + value + "'.");
        };
    }

    public LocalDateTime dateTime(String key) {
        String value = required(key);
        try {
            return LocalDateTime.parse(value, DATE_TIME);
        } catch (DateTimeException notADate) {
            throw new PropertyException(
                    key,
                    "'" + key + "' must look like '2024-01-01 00:00:00', not '" + value + "'.");
        }
    }

    public DateTimeFormatter pattern(String key, String value) {
        try {
            return DateTimeFormatter.ofPattern(value, Locale.ENGLISH);
        } catch (IllegalArgumentException notAPattern) {
            throw new PropertyException(
                    key, "'" + key + "' isn't a date pattern: " + notAPattern.getMessage() + ".");
        }
    }

    public ZoneId zone(String key) {
        String value = text(key);
        try {
            return value == null ? ZoneId.systemDefault() : ZoneId.of(value.strip());
        } catch (DateTimeException notAZone) {
            throw new PropertyException(
                    key,
                    "'"
                            + key
                            + "' must be a time zone such as Europe/Berlin or +08:00, not '"
                            + value
                            + "'.");
        }
    }

    /**
     * Where reads look besides: {@code look-besides}, of the values all, drivers (the default) and
     * none.
     */
    public LookBesides lookBesides() {
        String value = text("look-besides");
        if (value == null) {
            return LookBesides.DRIVERS;
        }
        for (LookBesides choice : LookBesides.values()) {
            if (choice.name().equalsIgnoreCase(value.strip())) {
                return choice;
            }
        }
        throw new PropertyException(
                "look-besides",
                "'look-besides' must be all, drivers or none, not '" + value + "'.");
    }

    public Map<String, String> all() {
        asked.addAll(texts.keySet());
        return texts;
    }

    /** The keys that nothing has asked for. */
    public Set<String> unused() {
        Set<String> unused = new LinkedHashSet<>(texts.keySet());
        unused.removeAll(asked);
        return unused;
    }

    /** The keys that were asked for, for the nearest right one. */
    public Set<String> known() {
        return asked;
    }
}
