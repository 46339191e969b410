package io.shardfold.core.execute;

import io.shardfold.core.config.DataSourceConfiguration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a driver is told where the user says nothing about it. */
final class DriverProperties {

    private DriverProperties() {}

    /** What the user says, and where he says nothing, what is good. The URL wins over all. */
    static Map<String, String> of(
            DataSourceConfiguration source, boolean serverText, boolean changedRows) {
        String url = source.url();
        Map<String, String> properties = new LinkedHashMap<>();
        if (url.startsWith("jdbc:mysql:")) {
            properties.put("useServerPrepStmts", "true");
            properties.put("cachePrepStmts", "true");
            properties.put("prepStmtCacheSize", "8192");
            properties.put("prepStmtCacheSqlLimit", "2048");
            properties.put("useLocalSessionState", "true");
            properties.put("rewriteBatchedStatements", "true");
            properties.put("cacheResultSetMetadata", "false");
            properties.put("cacheServerConfiguration", "true");
            properties.put("elideSetAutoCommits", "true");
            properties.put("maintainTimeStats", "false");
            properties.put("netTimeoutForStreamingResults", "0");
            properties.put("tinyInt1isBit", "false");
        }
        properties.putAll(source.driverProperties());
        String lowerUrl = url.toLowerCase(Locale.ROOT);
        properties.keySet().removeIf(name -> names(lowerUrl, name.toLowerCase(Locale.ROOT)));
        if (changedRows && url.startsWith("jdbc:mysql:")) {
            properties.put("useAffectedRows", "true");
        }
        if (serverText && url.startsWith("jdbc:mysql:")) {
            // A statement that the server has prepared gets binary values, of which this driver
            // makes
            // texts of its own.
            properties.put("useServerPrepStmts", "false");
            properties.put("useCursorFetch", "false");
            properties.put("characterSetResults", "UTF-8");
        } else if (serverText && url.startsWith("jdbc:postgresql:")) {
            properties.put("binaryTransfer", "false");
        }
        return properties;
    }

    private static boolean names(String lowerUrl, String lowerName) {
        return lowerUrl.contains("?" + lowerName + "=") || lowerUrl.contains("&" + lowerName + "=");
    }
}
