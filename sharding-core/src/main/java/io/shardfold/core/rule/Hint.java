package io.shardfold.core.rule;

import io.shardfold.core.rule.value.SessionZone;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a comment or the application asks for besides the SQL. Immutable.
 *
 * <p>Grammar of the comment: {@code SHARDINGSPHERE_HINT: key=value, key=value}, or {@code
 * SHARDFOLD_HINT} in its place. Keys are of any case and have an alias in camel case; unknown keys
 * and pairs that aren't pairs are errors of the comment's author, and are told as such.
 *
 * @param dataSource run the SQL on this data source with its table names untouched; null when not
 *     asked for
 * @param disabledAuditors in lower case
 * @param shadow null when not asked for
 * @param databaseValues values for database strategies of kind hint, by logic table in lower case;
 *     the empty name serves every other table
 * @param tableValues the same for table strategies
 * @param zone how the session's clock differs from that of the data sources; null where it doesn't,
 *     or no key is a moment
 */
public record Hint(
        String dataSource,
        boolean writeRouteOnly,
        boolean skipRewrite,
        boolean skipMetadataValidate,
        List<String> disabledAuditors,
        Boolean shadow,
        Map<String, List<Object>> databaseValues,
        Map<String, List<Object>> tableValues,
        SessionZone zone) {

    /** No wish at all. */
    public static final Hint NONE =
            new Hint(null, false, false, false, List.of(), null, Map.of(), Map.of());

    private static final List<String> MARKERS =
            List.of("SHARDINGSPHERE_HINT", "ShardingSphere hint", "SHARDFOLD_HINT");

    private static final String DATABASE_VALUE = "SHARDING_DATABASE_VALUE";
    private static final String TABLE_VALUE = "SHARDING_TABLE_VALUE";

    /** A wish in a session with the clock of the data sources. */
    public Hint(
            String dataSource,
            boolean writeRouteOnly,
            boolean skipRewrite,
            boolean skipMetadataValidate,
            List<String> disabledAuditors,
            Boolean shadow,
            Map<String, List<Object>> databaseValues,
            Map<String, List<Object>> tableValues) {
        this(
                dataSource,
                writeRouteOnly,
                skipRewrite,
                skipMetadataValidate,
                disabledAuditors,
                shadow,
                databaseValues,
                tableValues,
                null);
    }

    public Hint {
        disabledAuditors = List.copyOf(disabledAuditors);
        databaseValues = Map.copyOf(databaseValues);
        tableValues = Map.copyOf(tableValues);
    }

    /**
     * What the application asks for and what a comment does, together. The application's data
     * source goes before the comment's, the comment's sharding values before the application's.
     */
    public static Hint both(Hint application, Hint comment) {
        if (application == NONE || comment == NONE) {
            return application == NONE ? comment : application;
        }
        Hint values = comment.hasShardingValues() ? comment : application;
        List<String> auditors = new ArrayList<>(application.disabledAuditors);
        auditors.addAll(comment.disabledAuditors);
        return new Hint(
                application.dataSource == null ? comment.dataSource : application.dataSource,
                application.writeRouteOnly || comment.writeRouteOnly,
                application.skipRewrite || comment.skipRewrite,
                application.skipMetadataValidate || comment.skipMetadataValidate,
                auditors,
                comment.shadow == null ? application.shadow : comment.shadow,
                values.databaseValues,
                values.tableValues,
                application.zone);
    }

    /** The same in a session with another clock; null for the clock of the data sources. */
    public Hint in(SessionZone sessionZone) {
        return sessionZone == null
                ? this
                : new Hint(
                        dataSource,
                        writeRouteOnly,
                        skipRewrite,
                        skipMetadataValidate,
                        disabledAuditors,
                        shadow,
                        databaseValues,
                        tableValues,
                        sessionZone);
    }

    /** The values for the database strategy of a table; empty when there are none. */
    public List<Object> databaseValues(String table) {
        return values(databaseValues, table);
    }

    /** The values for the table strategy of a table; empty when there are none. */
    public List<Object> tableValues(String table) {
        return values(tableValues, table);
    }

    private static List<Object> values(Map<String, List<Object>> values, String table) {
        if (values.isEmpty()) {
            return List.of();
        }
        List<Object> own = values.get(table.toLowerCase(Locale.ROOT));
        return own != null ? own : values.getOrDefault("", List.of());
    }

    public boolean hasShardingValues() {
        return !databaseValues.isEmpty() || !tableValues.isEmpty();
    }

    /**
     * Reads a comment's text.
     *
     * @param comment with or without its delimiters; a real comment of the statement, never text in
     *     a literal
     * @return null when the comment is no hint
     * @throws IllegalArgumentException when it is one and can't be read; the message says why
     */
    public static Hint parse(String comment) {
        String text = comment.strip();
        if (text.startsWith("/*")) {
            text =
                    text.substring(
                            2,
                            text.endsWith("*/") && text.length() >= 4
                                    ? text.length() - 2
                                    : text.length());
        }
        text = text.startsWith("+") ? text.substring(1) : text;
        text = text.strip();
        for (String marker : MARKERS) {
            if (text.startsWith(marker)) {
                String rest = text.substring(marker.length()).strip();
                if (!rest.startsWith(":")) {
                    throw new IllegalArgumentException(
                            "The hint "
                                    + marker
                                    + " must be followed by ':' and pairs of key=value.");
                }
                return pairs(rest.substring(1));
            }
        }
        return null;
    }

    private static Hint pairs(String text) {
        String dataSource = null;
        boolean writeRouteOnly = false;
        boolean skipRewrite = false;
        boolean skipMetadataValidate = false;
        List<String> disabledAuditors = new ArrayList<>();
        Boolean shadow = null;
        Map<String, List<Object>> databaseValues = new HashMap<>();
        Map<String, List<Object>> tableValues = new HashMap<>();
        for (String pair : text.split(",")) {
            if (pair.isBlank()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals < 0 || pair.indexOf('=', equals + 1) >= 0) {
                throw new IllegalArgumentException(
                        "'" + pair.strip() + "' in a hint isn't key=value.");
            }
            String key = pair.substring(0, equals).strip();
            String value = pair.substring(equals + 1).strip();
            int dot = key.lastIndexOf('.');
            String table = dot < 0 ? "" : key.substring(0, dot).strip().toLowerCase(Locale.ROOT);
            switch (key.substring(dot + 1).replace("_", "").toUpperCase(Locale.ROOT)) {
                case "DATASOURCENAME" -> dataSource = value;
                case "WRITEROUTEONLY" -> writeRouteOnly = bool(key, value);
                case "SKIPSQLREWRITE" -> skipRewrite = bool(key, value);
                case "SKIPMETADATAVALIDATE" -> skipMetadataValidate = bool(key, value);
                case "DISABLEAUDITNAMES" ->
                        disabledAuditors.addAll(
                                List.of(value.toLowerCase(Locale.ROOT).split("\\s+")));
                case "SHADOW" -> shadow = bool(key, value);
                case "SHARDINGDATABASEVALUE" ->
                        databaseValues.put(table, List.of(shardingValue(value)));
                case "SHARDINGTABLEVALUE" -> tableValues.put(table, List.of(shardingValue(value)));
                default ->
                        throw new IllegalArgumentException(
                                "'"
                                        + key
                                        + "' isn't a key of a hint. Keys are DATA_SOURCE_NAME, WRITE_ROUTE_ONLY, "
                                        + "SKIP_SQL_REWRITE, SKIP_METADATA_VALIDATE, DISABLE_AUDIT_NAMES, SHADOW, [table.]"
                                        + DATABASE_VALUE
                                        + ", [table.]"
                                        + TABLE_VALUE
                                        + ".");
            }
        }
        return new Hint(
                dataSource,
                writeRouteOnly,
                skipRewrite,
                skipMetadataValidate,
                disabledAuditors,
                shadow,
                databaseValues,
                tableValues);
    }

    private static boolean bool(String key, String value) {
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        if (value.equalsIgnoreCase("false")) {
            return false;
        }
        throw new IllegalArgumentException(
                "The hint " + key + " is true or false, not '" + value + "'.");
    }

    /**
     * A whole number is a BigInteger, as {@code %} in an expression shows; anything else is text.
     */
    private static Object shardingValue(String value) {
        return Objects.requireNonNull(value).matches("-?\\d{1,100}")
                ? new BigInteger(value)
                : value;
    }
}
