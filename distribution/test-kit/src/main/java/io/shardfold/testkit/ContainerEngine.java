package io.shardfold.testkit;

import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A server in a container, where Docker is. Testcontainers removes the container when the JVM is
 * gone.
 */
record ContainerEngine(
        Kind kind, String address, String adminDatabase, String user, String password)
        implements EmbeddedEngine {

    private static final String PASSWORD = "shardfold";

    static String unavailableBecause() {
        return DockerPresence.AVAILABLE ? null : "no Docker runs on this machine";
    }

    /** Asked once: the question takes seconds where the answer is no. */
    private static final class DockerPresence {
        static final boolean AVAILABLE = DockerClientFactory.instance().isDockerAvailable();
    }

    static ContainerEngine start(Kind kind) {
        assert kind == Kind.MYSQL_CONTAINER || kind == Kind.POSTGRESQL_CONTAINER;
        return kind == Kind.MYSQL_CONTAINER ? startMySql() : startPostgresql();
    }

    private static ContainerEngine startMySql() {
        @SuppressWarnings("resource") // Lives as long as the JVM.
        MySQLContainer server =
                new MySQLContainer("mysql:8.4")
                        .withUsername("root")
                        .withPassword(PASSWORD)
                        .withCommand(
                                "--character-set-server=utf8mb4",
                                "--max-allowed-packet=128M",
                                "--max-connections=400",
                                "--default-time-zone=+00:00",
                                "--innodb-flush-log-at-trx-commit=0");
        server.start();
        return new ContainerEngine(
                Kind.MYSQL_CONTAINER, address(server, 3306), "mysql", "root", PASSWORD);
    }

    private static ContainerEngine startPostgresql() {
        @SuppressWarnings("resource") // Lives as long as the JVM.
        PostgreSQLContainer server =
                new PostgreSQLContainer("postgres:17")
                        .withUsername("postgres")
                        .withPassword(PASSWORD)
                        .withTmpFs(Map.of("/var/lib/postgresql/data", "rw"))
                        .withCommand(
                                "postgres",
                                "-c",
                                "fsync=off",
                                "-c",
                                "max_connections=400",
                                "-c",
                                "max_prepared_transactions=100",
                                "-c",
                                "timezone=UTC");
        server.start();
        return new ContainerEngine(
                Kind.POSTGRESQL_CONTAINER, address(server, 5432), "postgres", "postgres", PASSWORD);
    }

    private static String address(JdbcDatabaseContainer<?> server, int port) {
        return server.getHost() + ":" + server.getMappedPort(port);
    }

    @Override
    public String jdbcUrl(String database, String... options) {
        String url = "jdbc:" + kind.jdbcScheme() + "://" + address + "/" + database;
        if (kind.speaksMySql()) {
            url += "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
            return options.length == 0 ? url : url + "&" + String.join("&", options);
        }
        return options.length == 0 ? url : url + "?" + String.join("&", options);
    }

    @Override
    public TestDatabase createDatabase(String name) {
        return ServerDatabases.create(this, adminDatabase, name);
    }

    @Override
    public void dropDatabase(TestDatabase database) {
        ServerDatabases.drop(this, adminDatabase, database.name());
    }
}
