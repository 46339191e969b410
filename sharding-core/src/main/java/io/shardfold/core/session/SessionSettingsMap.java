package io.shardfold.core.session;

import io.shardfold.core.execute.SessionSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a session has SET: the values it was given, and the texts that set them on a shard. */
final class SessionSettingsMap {

    /**
     * @param text null for what isn't sent to shards
     */
    private record Entry(String value, String text) {}

    private final boolean reachesShards;
    private Map<String, Entry> entries = new LinkedHashMap<>();
    private Map<String, Entry> before;
    private SessionSettings forShards = SessionSettings.NONE;

    /**
     * @param reachesShards false where the shards don't know the client's settings: H2, or an
     *     engine of the other dialect. They then hold for this session alone.
     */
    SessionSettingsMap(boolean reachesShards) {
        this.reachesShards = reachesShards;
    }

    boolean reachesShards() {
        return reachesShards;
    }

    String value(String name) {
        Entry entry = entries.get(name.toLowerCase(Locale.ROOT));
        return entry == null ? null : entry.value;
    }

    void set(String name, String value, String text) {
        String key = name.toLowerCase(Locale.ROOT);
        entries.remove(key);
        entries.put(key, new Entry(value, text));
        forShards = null;
    }

    void remove(String name) {
        entries.remove(name.toLowerCase(Locale.ROOT));
        forShards = null;
    }

    void clear() {
        entries.clear();
        before = null;
        forShards = null;
    }

    SessionSettings forShards() {
        if (forShards == null) {
            List<SessionSettings.Setting> result = new ArrayList<>();
            entries.forEach(
                    (name, entry) -> {
                        if (entry.text != null && reachesShards) {
                            result.add(new SessionSettings.Setting(name, entry.text));
                        }
                    });
            forShards = result.isEmpty() ? SessionSettings.NONE : new SessionSettings(result);
        }
        return forShards;
    }

    /** What is set now, for {@link #restore}. */
    Map<String, Object> saved() {
        return new LinkedHashMap<>(entries);
    }

    void restore(Map<String, Object> saved) {
        entries = new LinkedHashMap<>();
        saved.forEach((name, entry) -> entries.put(name, (Entry) entry));
        forShards = null;
    }

    /** PostgreSQL takes back a SET with its transaction. */
    void begin() {
        before = new LinkedHashMap<>(entries);
    }

    void commit() {
        before = null;
    }

    /**
     * @return whether anything changed
     */
    boolean rollback() {
        if (before == null || before.equals(entries)) {
            before = null;
            return false;
        }
        entries = before;
        before = null;
        forShards = null;
        return true;
    }
}
