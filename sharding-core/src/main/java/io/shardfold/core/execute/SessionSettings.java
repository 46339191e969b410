package io.shardfold.core.execute;

import java.util.List;

/**
 * What a session has SET, to be true on each connection that it uses.
 *
 * <p>A connection is given the settings when it is next used and lacks them, and keeps them when it
 * goes home: whoever takes it next and wants others resets it first. Equal lists are one state, so
 * that sessions with the same settings share connections at no cost.
 */
public record SessionSettings(List<Setting> settings) {

    public static final SessionSettings NONE = new SessionSettings(List.of());

    /**
     * One setting.
     *
     * @param name a system variable of MySQL ({@code sql_mode}) or a parameter of PostgreSQL
     *     ({@code search_path})
     * @param set the text that sets it, such as {@code SET search_path TO "a"}
     */
    public record Setting(String name, String set) {}

    public SessionSettings {
        settings = List.copyOf(settings);
    }
}
