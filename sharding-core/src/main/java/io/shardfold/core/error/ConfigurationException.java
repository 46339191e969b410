package io.shardfold.core.error;

/**
 * A configuration file is wrong: its name, the line, the key, and the nearest right key. The
 * message is one line.
 */
public final class ConfigurationException extends ShardfoldException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final String key;
    private final String suggestion;
    private final String reason;

    /**
     * @param file the file's name as the user gave it, or null when the configuration was made by
     *     code
     * @param line one-based, or 0 when unknown
     * @param key the path of the key, such as {@code rules.!SHARDING.tables.t_order}, or null for
     *     the file as a whole
     * @param reason what is wrong and what would be right, one sentence
     * @param suggestion the nearest right word, or null when none is near
     */
    public ConfigurationException(
            String file, int line, String key, String reason, String suggestion) {
        this(file, line, key, reason, suggestion, null);
    }

    public ConfigurationException(
            String file, int line, String key, String reason, String suggestion, Throwable cause) {
        super(Problem.CONFIGURATION, message(file, line, key, reason, suggestion), cause);
        this.file = file;
        this.line = line;
        this.key = key;
        this.reason = reason;
        this.suggestion = suggestion;
    }

    private static String message(
            String file, int line, String key, String reason, String suggestion) {
        StringBuilder text = new StringBuilder();
        if (file != null) {
            text.append(file).append(line > 0 ? ":" + line : "").append(": ");
        }
        if (key != null && !key.isEmpty()) {
            text.append(key).append(": ");
        }
        text.append(reason);
        if (suggestion != null) {
            text.append(" Did you mean '").append(suggestion).append("'?");
        }
        return text.toString();
    }

    @Override
    public Kind kind() {
        return Kind.CONFIGURATION;
    }

    /** The file's name as the user gave it, or null. */
    public String file() {
        return file;
    }

    /** One-based, or 0 when unknown. */
    public int line() {
        return line;
    }

    /** The path of the key, or null for the file as a whole. */
    public String key() {
        return key;
    }

    /** What is wrong, without place and suggestion. */
    public String reason() {
        return reason;
    }

    /** The nearest right word, or null. */
    public String suggestion() {
        return suggestion;
    }
}
