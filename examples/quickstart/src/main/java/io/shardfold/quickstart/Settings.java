package io.shardfold.quickstart;

import io.shardfold.testkit.EmbeddedEngine;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of {@code ./quickstart}. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Serves a sharded shop on embedded databases, to try out with psql, mysql or JDBC.")
final class Settings {

    /** What the data lies in. */
    enum Engine {
        H2("H2 (in memory)", EmbeddedEngine.Kind.H2_MYSQL),
        POSTGRESQL("PostgreSQL 18", EmbeddedEngine.Kind.POSTGRESQL),
        MARIADB("MariaDB 11.4", EmbeddedEngine.Kind.MARIADB);

        private final String title;
        private final EmbeddedEngine.Kind kind;

        Engine(String title, EmbeddedEngine.Kind kind) {
            this.title = title;
            this.kind = kind;
        }

        String title() {
            return title;
        }

        EmbeddedEngine.Kind kind() {
            return kind;
        }
    }

    private static final String PASSWORD_LETTERS =
            "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int PASSWORD_LENGTH = 16;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description =
                    "h2 (default, starts at once; no proof of either dialect), postgresql or mariadb (the real servers)")
    Engine engine = Engine.H2;

    @Option(
            names = "--mysql-port",
            paramLabel = "N",
            description =
                    "where MySQL's protocol is spoken; default 3307, or any free port if that one is taken; 0 for any")
    Integer mysqlPort;

    @Option(
            names = "--postgresql-port",
            paramLabel = "N",
            description =
                    "where PostgreSQL's protocol is spoken; default 5433, or any free port if that one is taken; 0 for any")
    Integer postgresqlPort;

    @Option(names = "--user", paramLabel = "NAME", description = "who may log in; default: shop")
    String user = "shop";

    @Option(
            names = "--password",
            paramLabel = "WORD",
            description = "default: one made for this run")
    String password = randomPassword();

    private static String randomPassword() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < PASSWORD_LENGTH; i++) {
            password.append(PASSWORD_LETTERS.charAt(random.nextInt(PASSWORD_LETTERS.length())));
        }
        return password.toString();
    }
}
