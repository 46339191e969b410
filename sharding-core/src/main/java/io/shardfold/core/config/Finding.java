package io.shardfold.core.config;

import io.shardfold.core.error.ConfigurationException;

/**
 * Something wrong or doubtful in a configuration.
 *
 * @param file null when the configuration was made by code
 * @param line one-based, or 0 when unknown
 * @param key the path of keys
 * @param message one sentence or two: what is wrong, what would be right
 * @param suggestion the nearest right word, or null
 */
public record Finding(
        Severity severity, String file, int line, String key, String message, String suggestion) {

    /** Whether the configuration can be used. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    public ConfigurationException toException() {
        return new ConfigurationException(file, line, key, message, suggestion);
    }

    /**
     * One line for people: {@code shop.yaml:12: error: rules.!SHARDING.tables: ... Did you mean
     * 'x'?}.
     */
    public String toLine() {
        StringBuilder text = new StringBuilder();
        if (file != null) {
            text.append(file).append(line > 0 ? ":" + line : "").append(": ");
        }
        text.append(severity == Severity.ERROR ? "error: " : "warning: ");
        if (!key.isEmpty()) {
            text.append(key).append(": ");
        }
        text.append(message);
        return (suggestion == null
                        ? text
                        : text.append(" Did you mean '").append(suggestion).append("'?"))
                .toString();
    }

    /** A JSON object on one line. */
    public String toJson() {
        return "{\"severity\":\""
                + (isError() ? "error" : "warning")
                + "\",\"file\":"
                + quoted(file)
                + ",\"line\":"
                + line
                + ",\"key\":"
                + quoted(key)
                + ",\"message\":"
                + quoted(message)
                + ",\"suggestion\":"
                + quoted(suggestion)
                + "}";
    }

    private static String quoted(String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                String digits = Integer.toHexString(c);
                json.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
