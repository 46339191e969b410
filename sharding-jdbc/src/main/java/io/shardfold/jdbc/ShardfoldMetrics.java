package io.shardfold.jdbc;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.shardfold.sql.ast.Statement.Kind;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Micrometer's meters of a data source: {@code shardfold.statements}, a timer by {@code kind}
 * (select, insert, ...) and {@code outcome} (success, error), and the pools' as HikariCP names them
 * ({@code hikaricp.connections} and so on, by {@code pool}).
 *
 * <p>Micrometer is an optional dependency: this class alone needs it.
 */
public final class ShardfoldMetrics {

    private ShardfoldMetrics() {}

    /**
     * Registers the meters; once per data source. Pools that the application made are left to it.
     *
     * @throws IllegalStateException when the data source has been registered before
     */
    public static void bind(ShardfoldDataSource dataSource, MeterRegistry registry) {
        dataSource.observe(new Timers(registry));
        dataSource.meterPools(registry);
    }

    /** All made beforehand: nothing is looked up by name when a statement ends. */
    private static final class Timers implements StatementObserver {

        private final Map<Kind, Timer> successes = new EnumMap<>(Kind.class);
        private final Map<Kind, Timer> errors = new EnumMap<>(Kind.class);

        Timers(MeterRegistry registry) {
            for (Kind kind : Kind.values()) {
                successes.put(kind, timer(registry, kind, "success"));
                errors.put(kind, timer(registry, kind, "error"));
            }
        }

        private static Timer timer(MeterRegistry registry, Kind kind, String outcome) {
            return Timer.builder("shardfold.statements")
                    .description("Executions, until their rows or their count are there")
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .tag("outcome", outcome)
                    .register(registry);
        }

        @Override
        public void ended(Kind kind, long nanos, boolean failed) {
            (failed ? errors : successes).get(kind).record(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
