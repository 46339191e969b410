package io.shardfold.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code props} of a configuration.
 *
 * @param systemLogLevel TRACE, DEBUG, INFO, WARN or ERROR
 * @param kernelExecutorSize threads for statements on many shards; 0 is no limit
 * @param maxConnectionsSizePerQuery the most connections that one statement takes per data source
 * @param frontendProtocol MYSQL or POSTGRESQL; null when the data sources decide
 * @param backendQueryFetchSize -1 is the driver's least
 * @param frontendExecutorSize 0 is the library's default
 * @param frontendMaxConnections 0 is no limit
 * @param sslVersions never empty
 * @param sslCiphers empty for the default
 * @param texts every property as a text, those without a component here included
 */
public record Props(
        String systemLogLevel,
        boolean sqlShow,
        boolean sqlSimple,
        int kernelExecutorSize,
        int maxConnectionsSizePerQuery,
        boolean checkTableMetadata,
        int loadTableMetadataBatchSize,
        String frontendProtocol,
        int frontendFlushThreshold,
        int backendQueryFetchSize,
        int frontendExecutorSize,
        int frontendMaxConnections,
        int proxyDefaultPort,
        int proxyNettyBacklog,
        boolean sslEnabled,
        List<String> sslVersions,
        List<String> sslCiphers,
        Map<String, String> texts) {

    private static final String NOT_THERE = "there is nothing here that it would set";

    /** Known and of no effect here, and why. */
    private static final Map<String, String> WITHOUT_EFFECT =
            Map.of(
                    "cdc-server-port", NOT_THERE,
                    "agent-plugins-enabled", NOT_THERE,
                    "proxy-meta-data-collector-enabled", NOT_THERE,
                    "system-schema-metadata-assembly-enabled", NOT_THERE,
                    "load-table-metadata-batch-size",
                            "a data source's catalog is read in a few queries, whatever its size",
                    "proxy-frontend-flush-threshold",
                            "rows are sent in pieces of 32 KiB, however many they are");

    /** What a JDBC data source has no use for, besides all that begin with {@code proxy-}. */
    private static final String LOG_LEVEL = "system-log-level";

    private static final String PROTOCOL = "proxy-frontend-database-protocol-type";

    /** What Shardfold's own properties begin with; other parts read them from {@link #texts()}. */
    private static final String OWN_PREFIX = "shardfold-";

    private static final List<String> OWN_NUMBERS =
            List.of(
                    "shardfold-merge-memory-max",
                    "shardfold-gather-rows-max",
                    "shardfold-max-allowed-packet",
                    "shardfold-max-prepared-statements",
                    "shardfold-login-timeout-milliseconds",
                    "shardfold-idle-timeout-milliseconds",
                    "shardfold-write-timeout-milliseconds",
                    "shardfold-shutdown-timeout-milliseconds");

    private static final List<String> OWN_TEXTS =
            List.of("shardfold-tls-certificate", "shardfold-tls-key");

    private static final List<String> OWN_FLAGS = List.of("shardfold-tls-required");

    /** Every property absent. */
    public static final Props DEFAULTS =
            read(Map.of(), Place.NOWHERE, Map.of(), false, new Findings());

    public Props {
        sslVersions = List.copyOf(sslVersions);
        sslCiphers = List.copyOf(sslCiphers);
        texts = Map.copyOf(texts);
    }

    /** A property as a text, or the default. */
    public String text(String key, String valueIfAbsent) {
        return texts.getOrDefault(key, valueIfAbsent);
    }

    /**
     * @param isProxy whether the file is a proxy's
     */
    static Props read(
            Map<String, String> texts,
            Place place,
            Map<String, Place> places,
            boolean isProxy,
            Findings findings) {
        return new Reader(texts, place, places, isProxy, findings).read();
    }

    /** Reads each property once, and knows afterwards which were not. */
    private static final class Reader {

        private final Map<String, String> rest;
        private final Map<String, String> texts;
        private final List<String> known = new ArrayList<>();
        private final Place place;
        private final Map<String, Place> places;
        private final boolean isProxy;
        private final Findings findings;

        Reader(
                Map<String, String> texts,
                Place place,
                Map<String, Place> places,
                boolean isProxy,
                Findings findings) {
            this.isProxy = isProxy;
            this.places = places;
            this.texts = texts;
            this.rest = new LinkedHashMap<>(texts);
            this.place = place;
            this.findings = findings;
        }

        Props read() {
            Props props =
                    new Props(
                            choice(LOG_LEVEL, "INFO", "TRACE", "DEBUG", "INFO", "WARN", "ERROR"),
                            flag("sql-show", false),
                            flag("sql-simple", false),
                            number("kernel-executor-size", 0, 0, 10_000),
                            number("max-connections-size-per-query", 1, 1, 10_000),
                            flag("check-table-metadata-enabled", false),
                            number("load-table-metadata-batch-size", 1000, 1, 1_000_000),
                            protocol(),
                            number("proxy-frontend-flush-threshold", 128, 1, 1_000_000),
                            number(
                                    "proxy-backend-query-fetch-size",
                                    -1,
                                    Integer.MIN_VALUE,
                                    Integer.MAX_VALUE),
                            number("proxy-frontend-executor-size", 0, 0, 10_000),
                            number(
                                    "proxy-frontend-max-connections",
                                    0,
                                    Integer.MIN_VALUE,
                                    Integer.MAX_VALUE),
                            number("proxy-default-port", 3307, 0, 65_535),
                            number("proxy-netty-backlog", 1024, 1, 1_000_000),
                            flag("proxy-frontend-ssl-enabled", false),
                            list("proxy-frontend-ssl-version", "TLSv1.2,TLSv1.3"),
                            list("proxy-frontend-ssl-cipher", ""),
                            texts);
            own();
            for (String key : rest.keySet()) {
                if (!WITHOUT_EFFECT.containsKey(key)) {
                    findings.warn(
                            place(key),
                            "This property is unknown and has no effect.",
                            NearestName.of(key, known));
                }
            }
            for (String key : texts.keySet()) {
                String why = WITHOUT_EFFECT.get(key);
                if (why != null) {
                    findings.warn(place(key), "This property has no effect: " + why + ".");
                } else if (!isProxy
                        && (key.startsWith("proxy-") && !key.equals(PROTOCOL)
                                || key.equals(LOG_LEVEL))) {
                    findings.warn(
                            place(key),
                            "This property has no effect: only a proxy has a use for it.");
                }
            }
            return props;
        }

        /** Whoever uses them has further bounds. */
        private void own() {
            for (String key : OWN_NUMBERS) {
                String value = text(key);
                if (value != null && !value.matches("\\d{1,18}")) {
                    wrong(key, "This must be a whole number, not '" + value + "'.");
                }
            }
            OWN_FLAGS.forEach(key -> flag(key, false));
            OWN_TEXTS.forEach(this::text);
        }

        private Place place(String key) {
            return places.getOrDefault(key, place.at(key, place.line()));
        }

        private String text(String key) {
            known.add(key);
            String value = rest.remove(key);
            return value == null || value.isBlank() ? null : value.strip();
        }

        private void wrong(String key, String message) {
            findings.error(place(key), message);
        }

        private boolean flag(String key, boolean valueIfAbsent) {
            String value = text(key);
            if (value == null
                    || value.equalsIgnoreCase("true")
                    || value.equalsIgnoreCase("false")) {
                return value == null ? valueIfAbsent : Boolean.parseBoolean(value);
            }
            wrong(key, "This must be true or false, not '" + value + "'.");
            return valueIfAbsent;
        }

        private int number(String key, int valueIfAbsent, int valueMin, int valueMax) {
            String value = text(key);
            if (value == null) {
                return valueIfAbsent;
            }
            try {
                int number = Integer.parseInt(value);
                if (number >= valueMin && number <= valueMax) {
                    return number;
                }
                wrong(
                        key,
                        "This must be from "
                                + valueMin
                                + " to "
                                + valueMax
                                + ", not "
                                + value
                                + ".");
            } catch (NumberFormatException notANumber) {
                wrong(key, "This must be a whole number, not '" + value + "'.");
            }
            return valueIfAbsent;
        }

        private String choice(String key, String valueIfAbsent, String... choices) {
            String value = text(key);
            if (value == null) {
                return valueIfAbsent;
            }
            for (String choice : choices) {
                if (choice.equalsIgnoreCase(value)) {
                    return choice;
                }
            }
            wrong(
                    key,
                    "This must be one of " + String.join(", ", choices) + ", not '" + value + "'.");
            return valueIfAbsent;
        }

        private String protocol() {
            String value = choice(PROTOCOL, null, "MySQL", "MariaDB", "PostgreSQL", "openGauss");
            if (value == null) {
                return null;
            }
            return value.equals("MySQL") || value.equals("MariaDB") ? "MYSQL" : "POSTGRESQL";
        }

        private List<String> list(String key, String valueIfAbsent) {
            String value = text(key);
            List<String> items = new ArrayList<>();
            for (String item : (value == null ? valueIfAbsent : value).split(",")) {
                if (!item.isBlank()) {
                    items.add(item.strip());
                }
            }
            return items;
        }
    }
}
