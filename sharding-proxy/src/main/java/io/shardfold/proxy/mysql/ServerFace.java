package io.shardfold.proxy.mysql;

import java.util.Locale;

/**
 * Which server clients see. It must be of the shards' kind: clients send other SQL to MariaDB than
 * to MySQL.
 *
 * @param version what the greeting and {@code VERSION()} say
 */
record ServerFace(String version, boolean mariaDb) {

    /** Where the data sources are none of MySQL's kind, or can't be asked. */
    static final ServerFace DEFAULT = new ServerFace("8.4.0-Shardfold", false);

    /**
     * @param version as the data sources' own {@code VERSION()} says
     */
    static ServerFace of(String version) {
        if (version.toLowerCase(Locale.ROOT).contains("mariadb")) {
            return new ServerFace(version, true);
        }
        // Clients read the number in front. Other engines count from 1, and MySQL is at 5 at least.
        int dot = version.indexOf('.');
        boolean mySql = dot > 0 && version.substring(0, dot).matches("[5-9]|[1-9][0-9]");
        return mySql ? new ServerFace(version, false) : DEFAULT;
    }

    /** The collation of a session that asks for none: the server's default for utf8mb4. */
    int collation() {
        return mariaDb ? Collations.UTF8MB4_GENERAL_CI : Collations.UTF8MB4_0900_AI_CI;
    }

    /** The name of {@link #collation}. */
    String collationName() {
        return mariaDb ? "utf8mb4_general_ci" : "utf8mb4_0900_ai_ci";
    }

    /** The authentication method that clients are asked to start with. */
    Authentication.Method method() {
        return mariaDb ? Authentication.Method.NATIVE : Authentication.Method.CACHING_SHA2;
    }
}
