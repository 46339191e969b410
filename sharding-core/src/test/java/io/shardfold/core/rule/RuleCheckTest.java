package io.shardfold.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.core.config.Finding;
import io.shardfold.core.config.Placeholders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleCheckTest {

    private static final String RESOURCES = "io/shardfold/core/config/";

    private static Path resource(String name) throws Exception {
        return Path.of(RuleCheckTest.class.getClassLoader().getResource(RESOURCES + name).toURI());
    }

    @Test
    void completeExamplesHaveNoErrors() throws Exception {
        for (String name : List.of("jdbc-shop.yaml", "proxy")) {
            RuleCheck.Report report = RuleCheck.check(resource(name), Placeholders.NONE);
            assertEquals(0, report.exitCode(), report.toText());
        }
    }

    @Test
    void rulesOfLaterAreRefusedByName() throws Exception {
        RuleCheck.Report report = RuleCheck.check(resource("jdbc-groups.yaml"), Placeholders.NONE);
        assertEquals(1, report.exitCode());
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
        RuleCheck.Report report = RuleCheck.check(file, Placeholders.NONE);
        assertEquals(
                """
                shop.yaml:2: error: props.sql-simple: This must be true or false, not 'a"b'.
                shop.yaml:2: warning: props.sql-shw: This property is unknown and has no effect. Did you mean 'sql-show'?
                1 error, 1 warning
                """,
                report.toText());
        assertEquals(
                "{\"ok\":false,\"findings\":["
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
        assertEquals("no errors, no warnings\n", RuleCheck.check(file, Placeholders.NONE).toText());
        Path missing = directory.resolve("none.yaml");
        Finding unreadable = RuleCheck.check(missing, Placeholders.NONE).findings().get(0);
        assertTrue(unreadable.isError());
        assertTrue(unreadable.toLine().contains("can't be read"), unreadable.toLine());
    }
}
