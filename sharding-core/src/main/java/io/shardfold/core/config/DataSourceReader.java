package io.shardfold.core.config;

import io.shardfold.core.config.YamlTree.Empty;
import io.shardfold.core.config.YamlTree.Entry;
import io.shardfold.core.config.YamlTree.Mapping;
import io.shardfold.core.config.YamlTree.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code dataSources} in either form into one kind of record. Values are taken as written: a
 * password 012345 stays that.
 */
final class DataSourceReader {

    /** HikariCP's names beside the standard ones; where both stand, the standard one wins. */
    private static final Map<String, String> STANDARD_NAMES =
            Map.of(
                    "jdbcUrl", "url",
                    "connectionTimeout", "connectionTimeoutMilliseconds",
                    "idleTimeout", "idleTimeoutMilliseconds",
                    "maxLifetime", "maxLifetimeMilliseconds",
                    "maximumPoolSize", "maxPoolSize",
                    "minimumIdle", "minPoolSize");

    private static final List<String> STANDARD =
            List.of(
                    "dataSourceClassName",
                    "url",
                    "username",
                    "password",
                    "connectionTimeoutMilliseconds",
                    "idleTimeoutMilliseconds",
                    "maxLifetimeMilliseconds",
                    "maxPoolSize",
                    "minPoolSize",
                    "readOnly",
                    "customPoolProps");

    /** Properties of HikariCP that are set as they are. */
    private static final Set<String> POOL =
            Set.of(
                    "keepaliveTime",
                    "connectionInitSql",
                    "connectionTestQuery",
                    "validationTimeout",
                    "leakDetectionThreshold",
                    "initializationFailTimeout",
                    "transactionIsolation",
                    "catalog",
                    "schema",
                    "isolateInternalQueries",
                    "registerMbeans",
                    "allowPoolSuspension");

    /** Known, and decided by us: transactions, the pool's name and its state are ours. */
    private static final Set<String> OURS = Set.of("autoCommit", "poolName", "running", "closed");

    private static final Map<String, String> MYSQL_DRIVER_DEFAULTS =
            Map.ofEntries(
                    Map.entry("useServerPrepStmts", "true"),
                    Map.entry("cachePrepStmts", "true"),
                    Map.entry("prepStmtCacheSize", "8192"),
                    Map.entry("prepStmtCacheSqlLimit", "2048"),
                    Map.entry("useLocalSessionState", "true"),
                    Map.entry("rewriteBatchedStatements", "true"),
                    Map.entry("cacheResultSetMetadata", "false"),
                    Map.entry("cacheServerConfiguration", "true"),
                    Map.entry("elideSetAutoCommits", "true"),
                    Map.entry("maintainTimeStats", "false"),
                    Map.entry("netTimeoutForStreamingResults", "0"),
                    Map.entry("tinyInt1isBit", "false"),
                    Map.entry("useSSL", "false"),
                    Map.entry("zeroDateTimeBehavior", "ROUND"));

    private static final String DRIVER_PROPERTIES = "dataSourceProperties";

    private final Findings findings;

    DataSourceReader(Findings findings) {
        this.findings = findings;
    }

    Map<String, DataSourceConfiguration> jdbc(Section sources) {
        Map<String, DataSourceConfiguration> read = new LinkedHashMap<>();
        for (String name : List.copyOf(sources.keys())) {
            Map<String, Text> texts = texts(sources.value(name), sources.place(name));
            read.put(name, dataSource(name, texts, sources.place(name), true));
        }
        return read;
    }

    Map<String, DataSourceConfiguration> proxy(Section sources) {
        Map<String, DataSourceConfiguration> read = new LinkedHashMap<>();
        for (String name : List.copyOf(sources.keys())) {
            Section section = sources.section(name);
            section.know(STANDARD.toArray(new String[0]));
            for (String key : section.keys()) {
                String standard = STANDARD_NAMES.get(key);
                if (standard != null) {
                    section.know(key);
                    findings.error(
                            section.place(key),
                            "The key '"
                                    + key
                                    + "' is unknown here: a proxy's file calls it '"
                                    + standard
                                    + "'.",
                            standard);
                } else if (key.equals("driverClassName")) {
                    section.know(key);
                    findings.error(
                            section.place(key),
                            "The key 'driverClassName' is unknown here: in a proxy's file the URL chooses the driver.");
                }
            }
            section.close();
            read.put(
                    name,
                    dataSource(
                            name,
                            texts(sources.value(name), sources.place(name)),
                            sources.place(name),
                            false));
        }
        return read;
    }

    private record Text(String text, Place place) {}

    /**
     * All single values: those of {@code customPoolProps} beat the others, those of driver
     * properties have their prefix.
     */
    private Map<String, Text> texts(YamlTree value, Place place) {
        Map<String, Text> texts = new LinkedHashMap<>();
        if (!(value instanceof Mapping mapping)) {
            findings.error(
                    place,
                    "A map of keys is expected for a data source, not "
                            + (value == null ? "nothing" : value.what())
                            + ".");
            return texts;
        }
        add(mapping, "", place, texts);
        Entry custom = mapping.entries().get("customPoolProps");
        if (custom != null && custom.value() instanceof Mapping inner) {
            add(inner, "", place.at("customPoolProps", custom.line()), texts);
        }
        return texts;
    }

    private void add(Mapping mapping, String prefix, Place place, Map<String, Text> texts) {
        mapping.entries()
                .forEach(
                        (key, entry) -> {
                            Place at = place.at(key, entry.line());
                            if (entry.value() instanceof Scalar scalar) {
                                texts.put(prefix + key, new Text(scalar.source(), at));
                            } else if (entry.value() instanceof Mapping inner
                                    && key.equals(DRIVER_PROPERTIES)) {
                                add(inner, DRIVER_PROPERTIES + ".", at, texts);
                            } else if (!(entry.value() instanceof Empty)
                                    && !key.equals("customPoolProps")) {
                                findings.error(
                                        at,
                                        "A single value is expected here, not "
                                                + entry.value().what()
                                                + ".");
                            }
                        });
    }

    private DataSourceConfiguration dataSource(
            String name, Map<String, Text> given, Place place, boolean isJdbc) {
        Map<String, Text> texts = new LinkedHashMap<>();
        given.forEach(
                (key, text) -> {
                    String standard = STANDARD_NAMES.getOrDefault(key, key);
                    if (standard.equals(key) || !given.containsKey(standard)) {
                        texts.put(standard, text);
                    }
                });
        Map<String, String> driverProperties = new LinkedHashMap<>();
        Map<String, String> poolProperties = new LinkedHashMap<>();
        for (Map.Entry<String, Text> entry : texts.entrySet()) {
            String key = entry.getKey();
            if (key.startsWith(DRIVER_PROPERTIES + ".")) {
                driverProperties.put(
                        key.substring(DRIVER_PROPERTIES.length() + 1), entry.getValue().text());
            } else if (POOL.contains(key)) {
                poolProperties.put(key, entry.getValue().text());
            } else if (OURS.contains(key)) {
                findings.warn(entry.getValue().place(), "This property has no effect.");
            } else if (!STANDARD.contains(key) && !key.equals("driverClassName") && isJdbc
                    || !isJdbc && !STANDARD.contains(key) && isCustom(key, entry.getValue())) {
                findings.warn(
                        entry.getValue().place(),
                        "The pool has no property '" + key + "'.",
                        nearest(key));
            }
        }
        String url = text(texts, "url");
        if (url == null) {
            findings.error(
                    place,
                    "'" + (isJdbc ? "jdbcUrl" : "url") + "' is required here.",
                    NearestName.of("url", given.keySet()) == null ? null : "url");
        } else if (!url.startsWith("jdbc:")) {
            findings.error(texts.get("url").place(), "A JDBC URL begins with 'jdbc:'.");
        } else if (url.startsWith("jdbc:mysql:")) {
            addMysqlDefaults(url, driverProperties);
        }
        Text pool = texts.get("dataSourceClassName");
        if (pool != null && !pool.text().equals(DataSourceConfiguration.HIKARI)) {
            findings.warn(pool.place(), "The pool is HikariCP whatever is named here.");
        }
        return new DataSourceConfiguration(
                name,
                url,
                text(texts, "username"),
                text(texts, "password"),
                text(texts, "driverClassName"),
                pool == null ? DataSourceConfiguration.HIKARI : pool.text(),
                number(
                        texts,
                        "connectionTimeoutMilliseconds",
                        DataSourceConfiguration.CONNECTION_TIMEOUT_MILLIS),
                number(
                        texts,
                        "idleTimeoutMilliseconds",
                        DataSourceConfiguration.IDLE_TIMEOUT_MILLIS),
                number(
                        texts,
                        "maxLifetimeMilliseconds",
                        DataSourceConfiguration.MAX_LIFETIME_MILLIS),
                size(texts, "maxPoolSize", DataSourceConfiguration.MAX_POOL_SIZE),
                size(texts, "minPoolSize", DataSourceConfiguration.MIN_POOL_SIZE),
                flag(texts, "readOnly"),
                driverProperties,
                poolProperties,
                place);
    }

    /**
     * A key of the proxy form that isn't fixed can only come from customPoolProps; others were told
     * already.
     */
    private static boolean isCustom(String key, Text text) {
        return text.place().key().endsWith("customPoolProps." + key);
    }

    private static String nearest(String key) {
        List<String> known = new ArrayList<>(STANDARD);
        known.addAll(POOL);
        known.addAll(STANDARD_NAMES.keySet());
        known.add("driverClassName");
        return NearestName.of(key, known);
    }

    private static void addMysqlDefaults(String url, Map<String, String> driverProperties) {
        String lower = url.toLowerCase(Locale.ROOT);
        MYSQL_DRIVER_DEFAULTS.forEach(
                (key, value) -> {
                    String inUrl = key.toLowerCase(Locale.ROOT) + "=";
                    if (!lower.contains("?" + inUrl) && !lower.contains("&" + inUrl)) {
                        driverProperties.putIfAbsent(key, value);
                    }
                });
    }

    private static String text(Map<String, Text> texts, String key) {
        Text text = texts.get(key);
        return text == null ? null : text.text();
    }

    private long number(Map<String, Text> texts, String key, long valueIfAbsent) {
        Text text = texts.get(key);
        if (text == null) {
            return valueIfAbsent;
        }
        try {
            return Long.parseLong(text.text().strip().replace("_", ""));
        } catch (NumberFormatException notANumber) {
            findings.error(text.place(), "This must be a whole number, not '" + text.text() + "'.");
            return valueIfAbsent;
        }
    }

    /** -1 means the default. */
    private int size(Map<String, Text> texts, String key, int valueIfAbsent) {
        long value = number(texts, key, valueIfAbsent);
        if (value < -1 || value > 100_000) {
            findings.error(
                    texts.get(key).place(), "This must be from 0 to 100000, not " + value + ".");
            return valueIfAbsent;
        }
        return value == -1 ? valueIfAbsent : (int) value;
    }

    private boolean flag(Map<String, Text> texts, String key) {
        Text text = texts.get(key);
        if (text == null) {
            return false;
        }
        if (!text.text().equalsIgnoreCase("true") && !text.text().equalsIgnoreCase("false")) {
            findings.error(text.place(), "This must be true or false, not '" + text.text() + "'.");
        }
        return text.text().equalsIgnoreCase("true");
    }
}
