package io.shardfold.core.check;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.shardfold.core.config.Finding;
import io.shardfold.core.config.Placeholders;
import io.shardfold.core.rule.GoldenFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is told about broken files: {@code golden/config/broken.txt}. Each block is a file; two data
 * sources are added where it has none.
 */
class BrokenFilesGoldenTest {

    private static final String RESULT = "=> ";

    private static final String DATA_SOURCES =
            "dataSources: {ds_0: {dataSourceClassName: com.zaxxer.hikari.HikariDataSource, jdbcUrl: 'jdbc:h2:mem:a'},"
                    + " ds_1: {dataSourceClassName: com.zaxxer.hikari.HikariDataSource, jdbcUrl: 'jdbc:h2:mem:b'}}";

    @Test
    void everyFaultIsToldWithItsPlaceAndWhatIsRight() {
        GoldenFile.in("config")
                .forEach(file -> GoldenFile.check(file, BrokenFilesGoldenTest::block));
    }

    private static List<String> block(List<String> block) {
        List<String> lines = new ArrayList<>(block);
        lines.removeIf(line -> line.startsWith(RESULT));
        boolean hasSources = lines.stream().anyMatch(line -> line.startsWith("dataSources"));
        String text = String.join("\n", lines) + "\n" + (hasSources ? "" : DATA_SOURCES + "\n");
        Report report = ConfigurationCheck.check("shop.yaml", text, Placeholders.NONE);
        assertFalse(report.findings().isEmpty(), text);
        for (Finding finding : report.findings()) {
            assertFalse(finding.toLine().contains("\n"), "one line for people");
            lines.add(RESULT + finding.toLine());
        }
        return lines;
    }
}
