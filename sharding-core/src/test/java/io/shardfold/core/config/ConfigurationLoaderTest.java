package io.shardfold.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.core.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {

    private static final String RESOURCES = "io/shardfold/core/config/";

    private static ServerConfiguration load(String text) {
        return ConfigurationLoader.jdbc("shop.yaml", text, Placeholders.NONE);
    }

    @Test
    void jdbcFileLoadsFromTheClassPath() {
        ServerConfiguration configuration =
                ConfigurationLoader.load(
                        ConfigurationUrl.parse(
                                "jdbc:shardfold:classpath:" + RESOURCES + "jdbc-shop.yaml"));
        DatabaseConfiguration database = configuration.database();
        assertEquals("shop", database.name());
        assertEquals(List.of("ds_0", "ds_1"), List.copyOf(database.dataSources().keySet()));
        DataSourceConfiguration source = database.dataSources().get("ds_0");
        assertEquals("jdbc:mysql://127.0.0.1:3306/shop_0", source.url());
        assertEquals("com.mysql.cj.jdbc.Driver", source.driverClassName());
        assertEquals(20, source.maxPoolSize());
        assertEquals(1, source.minPoolSize());
        assertEquals(2_100_000, source.maxLifetimeMillis());
        assertEquals("false", source.driverProperties().get("tinyInt1isBit"));
        assertEquals(2, configuration.props().maxConnectionsSizePerQuery());
        assertEquals(
                List.of("t_order", "t_order_item"), database.sharding().bindings().get(0).tables());
        assertEquals(List.of("*.*"), database.single().tables());
        assertEquals("ds_0", database.single().defaultDataSource());
        assertEquals(
                Map.of("worker-id", "3", "max-vibration-offset", "3"),
                database.sharding().keyGenerators().get("snowflake").props());
        assertEquals(
                "2024-01-01 00:00:00",
                database.sharding().algorithms().get("by_month").props().get("datetime-lower"));
    }

    @Test
    void proxyDirectoryLoads() throws Exception {
        Path directory =
                Path.of(getClass().getClassLoader().getResource(RESOURCES + "proxy").toURI());
        ServerConfiguration configuration = ConfigurationLoader.proxy(directory);
        assertEquals("JDBC", configuration.mode().repositoryType());
        assertEquals("H2", configuration.mode().props().get("provider"));
        assertEquals("POSTGRESQL", configuration.props().frontendProtocol());
        assertFalse(configuration.props().sqlShow());
        assertEquals(Map.of(), configuration.transaction().props());
        DataSourceConfiguration source = configuration.database().dataSources().get("ds_1");
        assertEquals(Map.of("keepaliveTime", "30000"), source.poolProperties());
        assertEquals(50, source.maxPoolSize());

        AuthorityConfiguration authority = configuration.authority();
        AuthorityConfiguration.User app = authority.find("APP", "10.0.0.7");
        assertEquals("secret", app.password());
        assertTrue(authority.mayUse(app, "SHOP"));
        assertFalse(authority.mayUse(app, "stock"));
        assertTrue(authority.mayUse(authority.find("root", "anywhere"), "stock"));
        assertNull(authority.find("nobody", "anywhere"));
    }

    @Test
    void oldNamesOfProxyFilesAreRead(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("server.yaml"), "props:\nrules:\n");
        Files.writeString(
                directory.resolve("config-a.yaml"),
                "databaseName: a\ndataSources:\n  ds: {url: 'jdbc:h2:mem:a'}\nrules:\n");
        Files.writeString(directory.resolve("database-b.yaml"), "# nothing yet\n");
        assertEquals("a", ConfigurationLoader.proxy(directory).database().name());
    }

    @Test
    void twoDatabasesOfOneNameAreRefused() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "database-a.yaml", "databaseName: shop\ndataSources: {d: {url: 'jdbc:h2:mem:a'}}");
        files.put(
                "database-b.yaml", "databaseName: SHOP\ndataSources: {d: {url: 'jdbc:h2:mem:a'}}");
        Findings findings = new Findings();
        ConfigurationLoader.proxy("global.yaml", "", files, findings);
        assertEquals(
                List.of(
                        "database-b.yaml:1: error: databaseName: The database SHOP is already configured in database-a.yaml."),
                findings.all().stream().map(Finding::toLine).toList());
    }

    @Test
    void proxyDatabaseFileTakesNoPropertiesAndNoJdbcKeys() {
        Findings findings = new Findings();
        ConfigurationLoader.proxy(
                "global.yaml",
                "",
                Map.of(
                        "database-a.yaml",
                        "databaseName: a\ndataSources: {d: {jdbcUrl: 'jdbc:h2:mem:a'}}\nprops: {sql-show: true}"),
                findings);
        List<String> errors = findings.all().stream().map(Finding::toLine).toList();
        assertTrue(errors.get(0).contains("The key 'jdbcUrl' is unknown here"), errors.toString());
        assertTrue(errors.stream().anyMatch(line -> line.contains("The key 'props' is unknown")));
    }

    @Test
    void sharedDataSourcesServeEveryDatabase() {
        Findings findings = new Findings();
        ServerConfiguration configuration =
                ConfigurationLoader.proxy(
                        "global.yaml",
                        "dataSources: {ds: {url: 'jdbc:h2:mem:a'}}",
                        Map.of("database-a.yaml", "databaseName: a"),
                        findings);
        assertEquals(List.of(), findings.all());
        assertTrue(configuration.database().dataSources().containsKey("ds"));
    }

    @Test
    void emptyDocumentAndEmptyValuesAreEmptyConfigurations() {
        assertEquals(DatabaseConfiguration.DEFAULT_NAME, load("").database().name());
        assertNull(load("rules:\nprops:\n").database().sharding());
        assertEquals(
                Map.of(), load("rules:\n- !SHARDING\n  tables:\n").database().sharding().tables());
    }

    @Test
    void scalarsInPropsAreTypedAsYaml11DoesAndDatesKeepTheirText() {
        Map<String, String> props =
                load("""
                                rules:
                                - !SHARDING
                                  shardingAlgorithms:
                                    a:
                                      type: T
                                      props:
                                        count: 4
                                        date: 2024-01-01 00:00:00
                                        octal: 010
                                        eight: 08
                                        time: 12:30
                                        long-time: 10:30:00
                                        grouped: 1_000
                                        hexadecimal: 0x10
                                        plus: +5
                                        exponent: 1e3
                                        decimal: 1.50
                                        half: .5
                                        yes: yes
                                        off: off
                                        y: y
                                        month: 2024-01
                                        quoted: '010'
                                """)
                        .database()
                        .sharding()
                        .algorithms()
                        .get("a")
                        .props();
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("count", "4");
        expected.put("date", "2024-01-01 00:00:00");
        expected.put("octal", "8");
        expected.put("eight", "08");
        expected.put("time", "750");
        expected.put("long-time", "37800");
        expected.put("grouped", "1000");
        expected.put("hexadecimal", "16");
        expected.put("plus", "5");
        expected.put("exponent", "1000.0");
        expected.put("decimal", "1.5");
        expected.put("half", "0.5");
        expected.put("yes", "true");
        expected.put("off", "false");
        expected.put("y", "y");
        expected.put("month", "2024-01");
        expected.put("quoted", "010");
        assertEquals(expected, new LinkedHashMap<>(props));
    }

    @Test
    void anchorsAndMergeKeysWork() {
        Map<String, DataSourceConfiguration> sources =
                load("""
                                dataSources:
                                  a: &pool
                                    dataSourceClassName: com.zaxxer.hikari.HikariDataSource
                                    jdbcUrl: jdbc:h2:mem:a
                                    password: 012345
                                  b:
                                    <<: *pool
                                    jdbcUrl: jdbc:h2:mem:b
                                """)
                        .database()
                        .dataSources();
        assertEquals("jdbc:h2:mem:b", sources.get("b").url());
        // A password is a text, though YAML would read this one as an octal number.
        assertEquals("012345", sources.get("b").password());
    }

    @Test
    void bothSpellingsOfPoolKeysWorkAndTheStandardOneWins() {
        DataSourceConfiguration source =
                load("""
                                dataSources:
                                  a:
                                    dataSourceClassName: com.zaxxer.hikari.HikariDataSource
                                    url: jdbc:postgresql://h/d
                                    jdbcUrl: jdbc:postgresql://other/d
                                    maximumPoolSize: 7
                                    maxPoolSize: 9
                                    minimumIdle: -1
                                    connectionTimeout: 1000
                                    dataSourceProperties.ssl: true
                                    dataSourceProperties:
                                      ApplicationName: shop
                                    customPoolProps:
                                      keepaliveTime: 60000
                                """)
                        .database()
                        .dataSources()
                        .get("a");
        assertEquals("jdbc:postgresql://h/d", source.url());
        assertEquals(9, source.maxPoolSize());
        assertEquals(DataSourceConfiguration.MIN_POOL_SIZE, source.minPoolSize());
        assertEquals(1_000, source.connectionTimeoutMillis());
        assertEquals(Map.of("ssl", "true", "ApplicationName", "shop"), source.driverProperties());
        assertEquals(Map.of("keepaliveTime", "60000"), source.poolProperties());
    }

    @Test
    void placeholdersAreReplacedAsTheyAre() {
        System.setProperty("shardfold.test.value", "a$1b\\c");
        System.setProperty("shardfold.test.empty", "");
        try {
            Placeholders properties = Placeholders.SYSTEM_PROPS;
            assertEquals("x: a$1b\\c", properties.replace("x: $${shardfold.test.value::d}"));
            assertEquals("x: d", properties.replace("x: $${shardfold.test.empty::d}"));
            assertEquals("x: d-e", properties.replace("x: $${no::d}-$${none::e}"));
            assertEquals("x:\ny: 1", properties.replace("x: $${no::}\ny: 1"));
            assertEquals("x: d}", properties.replace("x: $${no::d}}"));
            assertEquals("x: $${no} ", properties.replace("x: $${no} "));
            assertEquals("x: ${no::y}", properties.replace("x: ${no::y}"));
            assertEquals("x: $${no::d}", Placeholders.NONE.replace("x: $${no::d}"));
        } finally {
            System.clearProperty("shardfold.test.value");
            System.clearProperty("shardfold.test.empty");
        }
    }

    @Test
    void urlsAreReadStrictly() {
        assertEquals(
                new ConfigurationUrl("absolutepath", "C:\\x\\y.yaml", Placeholders.ENVIRONMENT),
                ConfigurationUrl.parse(
                        "jdbc:shardfold:absolutepath:C:\\x\\y.yaml?a&placeholder-type=Environment"));
        for (String wrong :
                List.of(
                        "jdbc:mysql://h/d",
                        "jdbc:shardfold:shop.yaml",
                        "jdbc:shardfold:http:shop.yaml",
                        "jdbc:shardfold:file:",
                        "jdbc:shardfold:file:?placeholder-type=none",
                        "jdbc:shardfold:file:a.yaml?placeholder-type=env")) {
            assertThrows(ConfigurationException.class, () -> ConfigurationUrl.parse(wrong), wrong);
        }
    }

    @Test
    void allErrorsComeWithTheFirst() {
        ConfigurationException first =
                assertThrows(
                        ConfigurationException.class,
                        () -> load("mode: {type: X}\nprops: {sql-show: maybe}\n"));
        assertEquals("shop.yaml", first.file());
        assertEquals(1, first.line());
        assertEquals("mode.type", first.key());
        assertEquals(1, first.getSuppressed().length);
        assertEquals("F0000", first.postgresqlState());
    }

    @Test
    void anythingIsReadOrRefusedAndNothingHangs() {
        String valid =
                "rules:\n- !SHARDING\n  tables:\n    t: {actualDataNodes: 'ds_${0..1}.t'}\n  bindingTables: [a]\nprops: &x {sql-show: true}\nlabels: *x\n";
        Random random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder(valid);
            for (int change = random.nextInt(6); change >= 0; change--) {
                int at = random.nextInt(text.length());
                String with = "\n:-{}[]'\"&*!#|>%@ ~?,\t";
                text.setCharAt(at, with.charAt(random.nextInt(with.length())));
            }
            try {
                load(text.toString());
            } catch (ConfigurationException refused) {
                assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
            }
        }
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        StringBuilder text = new StringBuilder("props:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            text.append("  a").append(i).append(": &a").append(i).append(" [");
            text.append(("*a" + (i - 1) + ", ").repeat(8)).append("*a").append(i - 1).append("]\n");
        }
        assertThrows(ConfigurationException.class, () -> load(text.toString()));
    }
}
