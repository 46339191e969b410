package io.shardfold.endtoend;

import io.shardfold.testkit.ShardSet;
import io.shardfold.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables of {@code shop.yaml}, empty: the physical ones on two shards, the logical ones on the
 * unsharded database.
 *
 * <p>They are made without Shardfold, so that a test of SELECT doesn't rest on CREATE TABLE.
 */
final class ShardedShop {

    private ShardedShop() {}

    /** Creates the tables. To be called once per set of databases. */
    static void createTables(ShardSet databases) throws SQLException {
        boolean isMySql = databases.kind().speaksMySql();
        for (String suffix : List.of("_0", "_1")) {
            databases.onEveryShard(
                    orders("orders" + suffix, isMySql), items("items" + suffix, isMySql));
        }
        databases.unsharded().execute(orders("orders", isMySql), items("items", isMySql));
        databases.onEveryDatabase(
                readings(isMySql),
                "CREATE TABLE countries (code CHAR(2) PRIMARY KEY, name VARCHAR(30) NOT NULL)");
        String settings =
                "CREATE TABLE settings (name VARCHAR(20) PRIMARY KEY, setting VARCHAR(40))";
        databases.shard(0).execute(settings);
        databases.unsharded().execute(settings);
    }

    private static String orders(String name, boolean isMySql) {
        return "CREATE TABLE "
                + name
                + " (id BIGINT PRIMARY KEY, user_id INT NOT NULL, country CHAR(2), status VARCHAR(10),"
                + " total DECIMAL(12,2), weight DOUBLE PRECISION, note VARCHAR(40), placed "
                + timestamp(isMySql)
                + ")";
    }

    private static String items(String name, boolean isMySql) {
        return "CREATE TABLE "
                + name
                + " (item_id BIGINT PRIMARY KEY, order_id BIGINT NOT NULL, user_id INT NOT NULL,"
                + " product VARCHAR(20) NOT NULL, quantity INT NOT NULL, price DECIMAL(10,2) NOT NULL)";
    }

    /** Every type that is merged by value. */
    private static String readings(boolean isMySql) {
        return "CREATE TABLE readings (id INT PRIMARY KEY, small SMALLINT, big BIGINT, exact DECIMAL(20,6), near DOUBLE PRECISION,"
                + " word VARCHAR(20), day DATE, at "
                + timestamp(isMySql)
                + ", raw "
                + (isMySql ? "VARBINARY(20)" : "BYTEA")
                + ")";
    }

    private static String timestamp(boolean isMySql) {
        return isMySql ? "DATETIME(6)" : "TIMESTAMP";
    }

    /** Writes the configuration for these databases into a file of this folder. */
    static Path configuration(ShardSet databases, Path folder) throws IOException {
        try (InputStream template = ShardedShop.class.getResourceAsStream("/shop.yaml")) {
            String yaml = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            List<TestDatabase> shards = databases.shards();
            for (int i = 0; i < shards.size(); i++) {
                yaml = yaml.replace("@url_" + i + "@", shards.get(i).jdbcUrl());
            }
            yaml =
                    yaml.replace("@user@", databases.unsharded().user())
                            .replace("@password@", databases.unsharded().password());
            return Files.writeString(folder.resolve("shop.yaml"), yaml);
        }
    }
}
