package io.shardfold.core.execute;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a driver is told where the user says nothing about it. */
final class DriverProperties {

    private DriverProperties() {}

    /**
     * @return without what the URL itself names
     */
    static Map<String, String> defaults(String url, boolean serverText) {
        Map<String, String> defaults = new LinkedHashMap<>();
        if (url.startsWith("jdbc:mysql:")) {
            defaults.put("useServerPrepStmts", "true");
            defaults.put("cachePrepStmts", "true");
            defaults.put("prepStmtCacheSize", "8192");
            defaults.put("prepStmtCacheSqlLimit", "2048");
            defaults.put("useLocalSessionState", "true");
            defaults.put("rewriteBatchedStatements", "true");
            defaults.put("cacheResultSetMetadata", "false");
            defaults.put("cacheServerConfiguration", "true");
            defaults.put("elideSetAutoCommits", "true");
            defaults.put("maintainTimeStats", "false");
            defaults.put("netTimeoutForStreamingResults", "0");
            defaults.put("tinyInt1isBit", "false");
            defaults.put("zeroDateTimeBehavior", "ROUND");
        } else if (url.startsWith("jdbc:postgresql:") && serverText) {
            defaults.put("binaryTransfer", "false");
        }
        String lowerUrl = url.toLowerCase(Locale.ROOT);
        defaults.keySet().removeIf(name -> names(lowerUrl, name.toLowerCase(Locale.ROOT)));
        return defaults;
    }

    private static boolean names(String lowerUrl, String lowerName) {
        return lowerUrl.contains("?" + lowerName + "=") || lowerUrl.contains("&" + lowerName + "=");
    }
}
