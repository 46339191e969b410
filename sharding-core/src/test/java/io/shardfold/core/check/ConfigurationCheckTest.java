package io.shardfold.core.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.core.check.ConfigurationCheck.Depth;
import io.shardfold.core.config.Finding;
import io.shardfold.core.config.Placeholders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationCheckTest {

    private static final String RESOURCES = "io/shardfold/core/config/";

    private static Path resource(String name) throws Exception {
        return Path.of(
                ConfigurationCheckTest.class
                        .getClassLoader()
                        .getResource(RESOURCES + name)
                        .toURI());
    }

    @Test
    void completeExamplesHaveNoErrors() throws Exception {
        for (String name : List.of("jdbc-shop.yaml", "proxy")) {
            Report report = ConfigurationCheck.check(resource(name), Placeholders.NONE, Depth.TEXT);
            assertFalse(report.hasErrors(), report.toText());
        }
    }

    @Test
    void rulesOfLaterAreRefusedByName() throws Exception {
        Report report =
                ConfigurationCheck.check(
                        resource("jdbc-groups.yaml"), Placeholders.NONE, Depth.TEXT);
        assertTrue(report.hasErrors());
        assertEquals(
                "jdbc-groups.yaml:19: error: rules.!READWRITE_SPLITTING: Rules !READWRITE_SPLITTING aren't supported.",
                report.findings().get(0).toLine());
    }

    @Test
    void reportsAreForPeopleAndForMachines(@TempDir Path directory) throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("shop.yaml"),
                        "dataSources: {ds: {jdbcUrl: 'jdbc:h2:mem:a'}}\nprops: {sql-shw: true, sql-simple: \"a\\\"b\"}\n");
        Report report = ConfigurationCheck.check(file, Placeholders.NONE, Depth.TEXT);
        assertEquals(
                """
                shop.yaml:2: error: props.sql-simple: This must be true or false, not 'a"b'.
                shop.yaml:2: warning: props.sql-shw: This property is unknown and has no effect. Did you mean 'sql-show'?
                1 error, 1 warning
                """,
                report.toText());
        assertEquals(
                "{\"ok\":false,\"errors\":1,\"warnings\":1,\"findings\":["
                        + "{\"severity\":\"error\",\"file\":\"shop.yaml\",\"line\":2,\"key\":\"props.sql-simple\",\"message\":\"This must be true or false, not 'a\\\"b'.\",\"suggestion\":null},"
                        + "{\"severity\":\"warning\",\"file\":\"shop.yaml\",\"line\":2,\"key\":\"props.sql-shw\",\"message\":\"This property is unknown and has no effect.\",\"suggestion\":\"sql-show\"}]}",
                report.toJson());
    }

    @Test
    void filesOfAProxyAreKnownByTheirNames(@TempDir Path directory) throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("database-shop.yaml"),
                        "databaseName: shop\ndataSources: {ds: {url: 'jdbc:h2:mem:a'}}\n");
        assertEquals(
                "The configuration can be used: 1 database, no tables with rules; no errors, no warnings\n",
                ConfigurationCheck.check(file, Placeholders.NONE, Depth.TEXT).toText());
        Path missing = directory.resolve("none.yaml");
        Finding unreadable =
                ConfigurationCheck.check(missing, Placeholders.NONE, Depth.TEXT).findings().get(0);
        assertTrue(unreadable.isError());
        assertTrue(unreadable.toLine().contains("no such file"), unreadable.toLine());
    }
}
