package io.shardfold.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The meters of a data source on H2 in memory. */
class ShardfoldMetricsTest {

    private static final String CONFIGURATION =
            """
            databaseName: meters
            dataSources:
              ds_0: {url: 'jdbc:h2:mem:meters;MODE=MySQL;DATABASE_TO_LOWER=TRUE', username: sa, password: '', maxPoolSize: 2}
            rules:
            - !SINGLE
              tables: ["*.*"]
            """;

    @Test
    void statementsAreTimedByKindAndOutcomeAndPoolsByHikariCp() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (ShardfoldDataSource source =
                ShardfoldDataSource.ofYaml(CONFIGURATION.getBytes(StandardCharsets.UTF_8))) {
            ShardfoldMetrics.bind(source, registry);
            assertThrows(
                    IllegalStateException.class, () -> ShardfoldMetrics.bind(source, registry));
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE t_meter (id INT PRIMARY KEY)");
                statement.executeUpdate("INSERT INTO t_meter VALUES (1)");
                assertThrows(
                        SQLException.class,
                        () -> statement.executeUpdate("INSERT INTO t_meter VALUES (1)"));
                try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO t_meter VALUES (?)")) {
                    for (int i = 2; i < 5; i++) {
                        insert.setInt(1, i);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
                statement.executeQuery("SELECT * FROM t_meter").close();
                statement.executeQuery("SELECT * FROM t_meter WHERE id = 1").close();
            }
            assertEquals(2, count(registry, "query", "success"));
            assertEquals(0, count(registry, "query", "error"));
            assertEquals(2, count(registry, "insert", "success"));
            assertEquals(1, count(registry, "insert", "error"));
            assertNotNull(
                    registry.find("hikaricp.connections").tag("pool", "shardfold-ds_0").gauge());
            for (Meter meter : registry.getMeters()) {
                if (meter.getId().getName().startsWith("shardfold.")) {
                    // Nothing that a statement's text could make many of.
                    assertTrue(meter.getId().getTags().size() == 2, meter.getId().toString());
                }
            }
        }
    }

    private static long count(SimpleMeterRegistry registry, String kind, String outcome) {
        Timer timer =
                registry.find("shardfold.statements")
                        .tag("kind", kind)
                        .tag("outcome", outcome)
                        .timer();
        assertNotNull(timer);
        return timer.count();
    }
}
