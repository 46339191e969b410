package io.shardfold.core.config;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What replaces <code>$${KEY::default}</code> in the file of a JDBC data source: nothing,
 * environment variables or system properties.
 */
public enum Placeholders {
    NONE(key -> null),
    ENVIRONMENT(System::getenv),
    SYSTEM_PROPS(System::getProperty);

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$\\{(.*?)::(.*?)}");

    private final UnaryOperator<String> source;

    Placeholders(UnaryOperator<String> source) {
        this.source = source;
    }

    /**
     * Replaces every placeholder, line by line; a value is inserted as it is, and an absent or
     * empty one gives the default.
     */
    String replace(String text) {
        if (this == NONE) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text.length());
        for (String line : text.split("\n", -1)) {
            Matcher matcher = PLACEHOLDER.matcher(line);
            String result =
                    matcher.replaceAll(
                            match -> {
                                String value = source.apply(match.group(1));
                                return Matcher.quoteReplacement(
                                        value == null || value.isEmpty() ? match.group(2) : value);
                            });
            replaced.append(result.equals(line) ? line : result.stripTrailing()).append('\n');
        }
        replaced.setLength(replaced.length() - 1);
        return replaced.toString();
    }
}
