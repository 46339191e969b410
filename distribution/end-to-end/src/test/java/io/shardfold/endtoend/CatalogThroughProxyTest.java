package io.shardfold.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What drivers and the engines' own command-line clients ask about the catalog, through the proxy:
 * logical tables alone. The clients are left out where the machine has none.
 */
class CatalogThroughProxyTest {

    @RegisterExtension static final ShardSet POSTGRESQL = ShardSet.of(Kind.POSTGRESQL, 2);
    @RegisterExtension static final ShardSet MARIADB = ShardSet.of(Kind.MARIADB, 2);

    @TempDir static Path folder;

    private static final Pattern PHYSICAL = Pattern.compile("(orders|items)_[01]");

    private static ShopProxy postgresql;
    private static ShopProxy mariaDb;

    @BeforeAll
    static void start() throws SQLException, IOException {
        ShardedShop.createTables(POSTGRESQL);
        ShardedShop.createTables(MARIADB);
        postgresql = ShopProxy.start(ShardedShop.configuration(POSTGRESQL, folder));
        mariaDb = ShopProxy.start(ShardedShop.configuration(MARIADB, folder));
    }

    @AfterAll
    static void stop() {
        postgresql.close();
        mariaDb.close();
    }

    @TestFactory
    Stream<DynamicTest> psql() {
        return Stream.of(
                        "\\d",
                        "\\d+",
                        "\\dt",
                        "\\dt+",
                        "\\dt o*",
                        "\\d orders",
                        "\\d+ orders",
                        "\\d items",
                        "\\d settings",
                        "\\d orders_pkey",
                        "\\di",
                        "\\di+",
                        "\\dv",
                        "\\dm",
                        "\\ds",
                        "\\dn",
                        "\\df",
                        "\\dT",
                        "\\du",
                        "\\dp",
                        "\\dd",
                        "SELECT datname FROM pg_database",
                        "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
                .map(command -> dynamicTest(command, () -> psql(command)));
    }

    private static void psql(String command) throws Exception {
        Assumptions.assumeTrue(hasProgram("psql"), "no psql here");
        List<String> words =
                List.of(
                        "psql",
                        "-X",
                        "-w",
                        "-v",
                        "ON_ERROR_STOP=1",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(postgresql.port(Kind.POSTGRESQL)),
                        "-U",
                        ShopProxy.USER,
                        "-c",
                        command,
                        "shop");
        String output = run(words, "PGPASSWORD");
        if (command.equals("\\dt") || command.equals("\\d")) {
            for (String table : List.of("orders", "items", "readings", "countries", "settings")) {
                assertTrue(output.contains(" " + table + " "), output);
            }
        }
        if (command.equals("\\d orders")) {
            assertTrue(output.contains("Table \"public.orders\""), output);
            assertTrue(output.contains("\"orders_pkey\" PRIMARY KEY, btree (id)"), output);
        }
    }

    @TestFactory
    Stream<DynamicTest> mariaDbClient() {
        return Stream.of(
                        "SHOW TABLES",
                        "SHOW FULL TABLES",
                        "SHOW TABLE STATUS",
                        "DESCRIBE orders",
                        "SHOW CREATE TABLE items",
                        "SHOW INDEX FROM orders",
                        "SHOW DATABASES",
                        "SELECT * FROM information_schema.tables",
                        "SELECT * FROM information_schema.columns WHERE table_schema = 'shop'")
                .map(command -> dynamicTest(command, () -> mariaDb(command)));
    }

    private static void mariaDb(String command) throws Exception {
        Assumptions.assumeTrue(hasProgram("mariadb"), "no mariadb here");
        String output =
                run(
                        List.of(
                                "mariadb",
                                "--no-defaults",
                                "-h",
                                "127.0.0.1",
                                "-P",
                                Integer.toString(mariaDb.port(Kind.MARIADB)),
                                "-u",
                                ShopProxy.USER,
                                "-e",
                                command,
                                "shop"),
                        "MYSQL_PWD");
        if (command.equals("SHOW TABLES")) {
            assertEquals(
                    "Tables_in_shop\ncountries\nitems\norders\nreadings\nsettings", output.strip());
        }
    }

    private static boolean hasProgram(String name) {
        for (String place : System.getenv("PATH").split(File.pathSeparator)) {
            if (new File(place, name).canExecute()) {
                return true;
            }
        }
        return false;
    }

    private static String run(List<String> words, String passwordVariable) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put(passwordVariable, ShopProxy.PASSWORD);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), words.toString());
        assertEquals(0, process.exitValue(), output);
        assertFalse(PHYSICAL.matcher(output).find(), output);
        return output;
    }

    @Test
    void postgresqlDriversMetaData() throws SQLException {
        for (boolean prepares : List.of(true, false)) {
            try (Connection connection = postgresql.connect(Kind.POSTGRESQL, prepares)) {
                metaData(connection, null, "public");
            }
        }
    }

    @Test
    void mySqlDriversMetaData() throws SQLException {
        for (boolean prepares : List.of(true, false)) {
            try (Connection connection = mariaDb.connect(Kind.MARIADB, prepares)) {
                metaData(connection, "shop", null);
            }
        }
    }

    private static void metaData(Connection connection, String catalog, String schema)
            throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        assertEquals(
                List.of("countries", "items", "orders", "readings", "settings"),
                names(data.getTables(catalog, schema, "%", new String[] {"TABLE"}), "TABLE_NAME"));
        assertEquals(
                List.of("id", "user_id", "country", "status", "total", "weight", "note", "placed"),
                names(data.getColumns(catalog, schema, "orders", "%"), "COLUMN_NAME"));
        assertEquals(
                List.of(), names(data.getColumns(catalog, schema, "orders_0", "%"), "COLUMN_NAME"));
        assertEquals(
                List.of("id"),
                names(data.getPrimaryKeys(catalog, schema, "orders"), "COLUMN_NAME"));
        assertEquals(
                List.of("id"),
                names(data.getIndexInfo(catalog, schema, "orders", true, true), "COLUMN_NAME"));
        assertEquals(
                List.of(), names(data.getImportedKeys(catalog, schema, "items"), "FKCOLUMN_NAME"));
        assertEquals(
                List.of(), names(data.getExportedKeys(catalog, schema, "orders"), "FKCOLUMN_NAME"));
    }

    private static List<String> names(ResultSet rows, String column) throws SQLException {
        List<String> names = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                names.add(rows.getString(column));
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String value = String.valueOf(rows.getString(i));
                    assertFalse(PHYSICAL.matcher(value).find(), value);
                }
            }
        }
        return names;
    }
}
