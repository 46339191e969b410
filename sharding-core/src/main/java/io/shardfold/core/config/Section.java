package io.shardfold.core.config;

import io.shardfold.core.config.YamlTree.Empty;
import io.shardfold.core.config.YamlTree.Entry;
import io.shardfold.core.config.YamlTree.Mapping;
import io.shardfold.core.config.YamlTree.Scalar;
import io.shardfold.core.config.YamlTree.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One map of a document while it is read: asked key by key, then closed, when the keys that nobody
 * asked for are told. What is wrong goes to the findings, and reading goes on with null or a
 * default.
 */
final class Section {

    /** Keys that are often written one level too high. */
    private static final Set<String> OF_SHARDING =
            Set.of(
                    "tables",
                    "autoTables",
                    "bindingTables",
                    "shardingAlgorithms",
                    "keyGenerators",
                    "auditors",
                    "defaultDatabaseStrategy",
                    "defaultTableStrategy");

    private final Map<String, Entry> entries;
    private final Place place;
    private final Findings findings;
    private final Set<String> asked = new LinkedHashSet<>();

    Section(Mapping mapping, Place place, Findings findings) {
        this.entries = mapping == null ? Map.of() : mapping.entries();
        this.place = place;
        this.findings = findings;
    }

    /** The map that a value is; an empty one for nothing, and for anything else, which is told. */
    static Section of(YamlTree value, Place place, Findings findings) {
        if (value instanceof Mapping mapping) {
            return new Section(mapping, place, findings);
        }
        if (!(value instanceof Empty)) {
            findings.error(place, "A map of keys is expected here, not " + value.what() + ".");
        }
        return new Section(null, place, findings);
    }

    Place place() {
        return place;
    }

    Place place(String key) {
        Entry entry = entries.get(key);
        return place.at(key, entry == null ? place.line() : entry.line());
    }

    Findings findings() {
        return findings;
    }

    Set<String> keys() {
        return entries.keySet();
    }

    boolean has(String key) {
        asked.add(key);
        return entries.containsKey(key);
    }

    /** The value, or null when absent. */
    YamlTree value(String key) {
        asked.add(key);
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    private boolean isAbsent(String key) {
        YamlTree value = value(key);
        return value == null || value instanceof Empty;
    }

    /** A text as written; null when absent or empty. */
    String text(String key) {
        if (isAbsent(key)) {
            return null;
        }
        if (value(key) instanceof Scalar scalar) {
            return scalar.source();
        }
        findings.error(place(key), "A text is expected here, not " + value(key).what() + ".");
        return null;
    }

    String requiredText(String key) {
        boolean absent = isAbsent(key);
        String text = text(key);
        if (absent || text != null && text.isBlank()) {
            findings.error(place, "'" + key + "' is required here.", near(key));
            return null;
        }
        return text;
    }

    /** A present key that may have been meant, when a required one is absent. */
    private String near(String key) {
        Set<String> unknown = new LinkedHashSet<>(entries.keySet());
        unknown.removeAll(asked);
        return NearestName.of(key, unknown) == null ? null : key;
    }

    boolean flag(String key, boolean valueIfAbsent) {
        String text = typed(key);
        if (text == null) {
            return valueIfAbsent;
        }
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            findings.error(place(key), "This must be true or false, not '" + text + "'.");
            return valueIfAbsent;
        }
        return text.equalsIgnoreCase("true");
    }

    /** A whole number; null when absent. */
    Long wholeNumber(String key) {
        String text = typed(key);
        if (text == null) {
            return null;
        }
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException notANumber) {
            findings.error(place(key), "This must be a whole number, not '" + text + "'.");
            return null;
        }
    }

    private String typed(String key) {
        if (isAbsent(key)) {
            return null;
        }
        if (value(key) instanceof Scalar scalar) {
            return scalar.typed();
        }
        findings.error(
                place(key), "A single value is expected here, not " + value(key).what() + ".");
        return null;
    }

    /** One of some words in any case, in upper case; null when absent. */
    String choice(String key, List<String> choices) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        String upper = text.strip().toUpperCase(Locale.ROOT);
        for (String choice : choices) {
            if (choice.toUpperCase(Locale.ROOT).equals(upper)) {
                return upper;
            }
        }
        findings.error(
                place(key),
                "This must be one of " + String.join(", ", choices) + ", not '" + text + "'.",
                NearestName.of(text, choices));
        return null;
    }

    /** The map under a key; an empty one when absent. */
    Section section(String key) {
        YamlTree value = value(key);
        return of(value == null ? new Empty(null, place.line()) : value, place(key), findings);
    }

    /** The texts of a list; null elements are told. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (YamlTree element : elements(key)) {
            if (element instanceof Scalar scalar) {
                texts.add(scalar.source());
            } else {
                findings.error(
                        new Place(place.file(), element.line(), place(key).key()),
                        "A text is expected in this list, not " + element.what() + ".");
            }
        }
        return texts;
    }

    List<YamlTree> elements(String key) {
        if (isAbsent(key)) {
            return List.of();
        }
        if (value(key) instanceof Sequence sequence) {
            return sequence.elements();
        }
        findings.error(
                place(key),
                "A list is expected here, not "
                        + value(key).what()
                        + "; write each item on a line of its own that begins with '- '.");
        return List.of();
    }

    /** A free-form map as texts, typed as YAML 1.1 does. */
    Map<String, String> props(String key) {
        Map<String, String> props = new LinkedHashMap<>();
        Section inner = section(key);
        for (Map.Entry<String, Entry> entry : inner.entries.entrySet()) {
            Place at = inner.place(entry.getKey());
            YamlTree value = entry.getValue().value();
            if (value instanceof Scalar scalar) {
                props.put(entry.getKey(), scalar.typed());
            } else if (value instanceof Empty) {
                findings.error(at, "'" + entry.getKey() + "' has no value.");
            } else if (value instanceof Sequence sequence) {
                List<String> items = new ArrayList<>();
                sequence.elements()
                        .forEach(
                                element ->
                                        items.add(
                                                element instanceof Scalar scalar
                                                        ? scalar.typed()
                                                        : element.what()));
                props.put(entry.getKey(), String.join(",", items));
            } else {
                findings.error(at, "A single value is expected here, not " + value.what() + ".");
            }
        }
        return props;
    }

    /** Where the values of a free-form map stand. */
    Map<String, Place> propPlaces(String key) {
        Map<String, Place> places = new LinkedHashMap<>();
        Section inner = section(key);
        inner.keys().forEach(prop -> places.put(prop, inner.place(prop)));
        return places;
    }

    /** Says that keys are known without asking for them. */
    void know(String... keys) {
        asked.addAll(List.of(keys));
    }

    /** Tells the keys that nobody asked for. */
    void close() {
        for (String key : entries.keySet()) {
            if (!asked.contains(key)) {
                findings.error(
                        place(key),
                        "The key '"
                                + key
                                + "' is unknown here; "
                                + (OF_SHARDING.contains(key)
                                        ? "it belongs to a rule '- !SHARDING' in the list 'rules'."
                                        : "the keys are " + String.join(", ", asked) + "."),
                        NearestName.of(key, asked));
            }
        }
    }
}
