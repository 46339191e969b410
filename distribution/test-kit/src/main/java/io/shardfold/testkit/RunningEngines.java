package io.shardfold.testkit;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The engines that this JVM has started. None is ever stopped here: {@link ServerWatchdog} does
 * that when the JVM is gone.
 */
final class RunningEngines {

    /**
     * Guarded by the class's monitor, which is held while an engine starts so that it starts once.
     */
    private static final Map<Kind, EmbeddedEngine> ENGINES = new EnumMap<>(Kind.class);

    private static final AtomicInteger DATABASE_COUNT = new AtomicInteger();

    private RunningEngines() {}

    static synchronized EmbeddedEngine get(Kind kind) {
        EmbeddedEngine running = ENGINES.get(kind);
        if (running == null) {
            running = start(kind);
            ENGINES.put(kind, running);
        }
        return running;
    }

    private static EmbeddedEngine start(Kind kind) {
        String reason = kind.unavailableBecause();
        if (reason != null) {
            throw new IllegalStateException(kind + " can't be started: " + reason);
        }
        return switch (kind) {
            case H2_MYSQL, H2_POSTGRESQL -> new H2Engine(kind);
            case POSTGRESQL -> PostgresqlEngine.start();
            case MARIADB -> MariaDbEngine.start();
            case MYSQL_CONTAINER, POSTGRESQL_CONTAINER -> ContainerEngine.start(kind);
        };
    }

    /**
     * A name that no other database of this JVM has, and that needs no quotes in either dialect.
     */
    static String uniqueDatabaseName(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        return "t"
                + DATABASE_COUNT.incrementAndGet()
                + "_"
                + plain.substring(0, Math.min(40, plain.length()));
    }
}
