package io.shardfold.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** PostgreSQL from Maven artifacts, on a free port of the loopback address. */
record PostgresqlEngine(int port) implements EmbeddedEngine {

    static PostgresqlEngine start() {
        try {
            Path data = Files.createTempDirectory("shardfold-postgresql-");
            ServerWatchdog.watch(data, data.resolve("postmaster.pid"));
            EmbeddedPostgres server =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(data)
                            .setRegisterShutdownHook(false)
                            .setPGStartupWait(Duration.ofMinutes(2))
                            .setOutputRedirector(Redirect.DISCARD)
                            .setErrorRedirector(Redirect.DISCARD)
                            // The same order of text on every machine, whatever locales it has.
                            .setLocaleConfig("locale", "C")
                            .setLocaleConfig("locale-provider", "builtin")
                            .setLocaleConfig("builtin-locale", "C.UTF-8")
                            .setServerConfig("timezone", "UTC")
                            .setServerConfig("max_connections", "400")
                            .setServerConfig("max_prepared_transactions", "100")
                            // The data is thrown away: no write needs to reach the disk.
                            .setServerConfig("fsync", "off")
                            .setServerConfig("full_page_writes", "off")
                            .setServerConfig("synchronous_commit", "off")
                            .setServerConfig("autovacuum", "off")
                            .start();
            return new PostgresqlEngine(server.getPort());
        } catch (IOException failure) {
            throw new IllegalStateException("The embedded PostgreSQL doesn't start", failure);
        }
    }

    @Override
    public Kind kind() {
        return Kind.POSTGRESQL;
    }

    @Override
    public String jdbcUrl(String database, String... options) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
        return options.length == 0 ? url : url + "?" + String.join("&", options);
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public String password() {
        return "postgres";
    }

    @Override
    public TestDatabase createDatabase(String name) {
        return ServerDatabases.create(this, "postgres", name);
    }

    @Override
    public void dropDatabase(TestDatabase database) {
        ServerDatabases.drop(this, "postgres", database.name());
    }
}
