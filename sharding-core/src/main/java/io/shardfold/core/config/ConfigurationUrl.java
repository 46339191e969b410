package io.shardfold.core.config;

import io.shardfold.core.error.ConfigurationException;
import java.util.Locale;

/**
 * A JDBC URL: {@code jdbc:shardfold:<source>:<subject>[?key=value&...]}.
 *
 * @param source {@code classpath}, {@code absolutepath} or {@code file}
 * @param subject a resource's name or a file's path
 */
public record ConfigurationUrl(String source, String subject, Placeholders placeholders) {

    public static final String PREFIX = "jdbc:shardfold:";

    public static boolean isOurs(String url) {
        return url != null && url.startsWith(PREFIX);
    }

    /**
     * @throws ConfigurationException when it isn't one of ours, names no source, or has an unknown
     *     placeholder type
     */
    public static ConfigurationUrl parse(String url) {
        if (!isOurs(url)) {
            throw wrong(url, "A URL begins with " + PREFIX + ".");
        }
        String rest = url.substring(PREFIX.length());
        int colon = rest.indexOf(':');
        String source = colon < 0 ? "" : rest.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!source.equals("classpath")
                && !source.equals("absolutepath")
                && !source.equals("file")) {
            throw wrong(
                    url,
                    "After "
                            + PREFIX
                            + " stands classpath:, absolutepath: or file:, then the file's name.");
        }
        int question = rest.indexOf('?', colon);
        String subject = rest.substring(colon + 1, question < 0 ? rest.length() : question);
        if (subject.isBlank()) {
            throw wrong(url, "The URL names no file.");
        }
        return new ConfigurationUrl(
                source,
                subject,
                question < 0 ? Placeholders.NONE : placeholders(url, rest.substring(question + 1)));
    }

    private static Placeholders placeholders(String url, String query) {
        Placeholders placeholders = Placeholders.NONE;
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals < 0 || !pair.substring(0, equals).equals("placeholder-type")) {
                continue;
            }
            String value = pair.substring(equals + 1);
            placeholders =
                    switch (value.toLowerCase(Locale.ROOT)) {
                        case "none" -> Placeholders.NONE;
                        case "environment" -> Placeholders.ENVIRONMENT;
                        case "system_props" -> Placeholders.SYSTEM_PROPS;
                        default ->
                                throw wrong(
                                        url,
                                        "'placeholder-type' is none, environment or system_props, not '"
                                                + value
                                                + "'.");
                    };
        }
        return placeholders;
    }

    private static ConfigurationException wrong(String url, String reason) {
        return new ConfigurationException(null, 0, url, reason, null);
    }
}
