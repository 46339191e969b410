package io.shardfold.quickstart;

import io.shardfold.core.config.ConfigurationLoader;
import io.shardfold.core.config.DatabaseConfiguration;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.session.Database;
import io.shardfold.proxy.Endpoint;
import io.shardfold.proxy.Endpoint.Protocol;
import io.shardfold.proxy.ProxyServer;
import io.shardfold.proxy.ProxySettings;
import io.shardfold.proxy.client.User;
import io.shardfold.proxy.client.Users;
import io.shardfold.testkit.EmbeddedEngine;
import io.shardfold.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The shop from {@link #start} to {@link #close}: databases, rows, configuration, proxy.
 *
 * <p>Whoever starts it owns it; close may come from another thread, once.
 */
public final class QuickStart implements AutoCloseable {

    private static final String ADDRESS = "127.0.0.1";

    private final Settings settings;
    private final PrintStream out;

    /** What to undo at the end, the last first. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private int mysqlPort;
    private int postgresqlPort;

    private QuickStart(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /**
     * Serves until the process is stopped. Exits with 2 for a wrong option and 1 where it can't
     * serve.
     */
    public static void main(String[] arguments) throws InterruptedException {
        Settings settings = new Settings();
        CommandLine commandLine =
                new CommandLine(settings).setCaseInsensitiveEnumValuesAllowed(true);
        try {
            if (commandLine.parseArgs(arguments).isUsageHelpRequested()) {
                commandLine.usage(System.out);
                return;
            }
        } catch (ParameterException wrong) {
            System.err.println("quickstart: " + wrong.getMessage());
            commandLine.usage(System.err);
            System.exit(2);
        }
        try {
            QuickStart shop = start(settings, System.out);
            Runtime.getRuntime().addShutdownHook(new Thread(shop::stop, "quickstart-stop"));
        } catch (IOException | SQLException | ShardfoldException | IllegalStateException failure) {
            System.err.println("quickstart: " + failure.getMessage());
            System.exit(1);
        }
        // The signal that stops the process is the only way out.
        new CountDownLatch(1).await();
    }

    private void stop() {
        close();
        System.err.println("Stopped.");
    }

    /**
     * Starts serving. Prints how to reach it, the queries to try with their answers, and {@code
     * ready} as the last line.
     *
     * @throws IllegalStateException where the engine doesn't start
     */
    static QuickStart start(Settings settings, PrintStream out) throws IOException, SQLException {
        QuickStart shop = new QuickStart(settings, out);
        try {
            shop.open();
            return shop;
        } catch (IOException | SQLException | RuntimeException | Error failure) {
            shop.close();
            throw failure;
        }
    }

    private void open() throws IOException, SQLException {
        out.println("Starting two databases on " + settings.engine.title() + ".");
        EmbeddedEngine engine = settings.engine.kind().engine();
        List<TestDatabase> shards = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            TestDatabase shard = engine.createDatabase("shop_" + i);
            opened.push(shard::drop);
            shards.add(shard);
        }
        ShopData.load(shards);
        Path folder = writeConfiguration(shards);
        List<Database> databases = new ArrayList<>();
        for (DatabaseConfiguration configuration : ConfigurationLoader.proxy(folder).databases()) {
            Database database = Database.open(configuration, Map.of(), true);
            opened.push(database);
            databases.add(database);
        }
        Endpoint mysql = endpoint(Protocol.MYSQL, settings.mysqlPort);
        Endpoint postgresql = endpoint(Protocol.POSTGRESQL, settings.postgresqlPort);
        Users users = new Users(List.of(User.of(settings.user, settings.password)));
        ProxyServer proxy =
                ProxyServer.start(ProxySettings.of(users), List.of(mysql, postgresql), databases);
        opened.push(proxy);
        mysqlPort = proxy.port(Protocol.MYSQL);
        postgresqlPort = proxy.port(Protocol.POSTGRESQL);
        introduce(folder);
    }

    /** Returns the folder, as a proxy would be given it. */
    private Path writeConfiguration(List<TestDatabase> shards) throws IOException {
        Path folder = Files.createTempDirectory("shardfold-quickstart-");
        opened.push(() -> Files.delete(folder));
        for (String name : List.of("global.yaml", "database-shop.yaml")) {
            try (InputStream template = QuickStart.class.getResourceAsStream("/" + name)) {
                String yaml = new String(template.readAllBytes(), StandardCharsets.UTF_8);
                yaml =
                        yaml.replace("@login@", settings.user)
                                .replace("@login_password@", settings.password)
                                .replace("@url_0@", shards.get(0).jdbcUrl())
                                .replace("@url_1@", shards.get(1).jdbcUrl())
                                .replace("@user@", shards.get(0).user())
                                .replace("@password@", shards.get(0).password());
                Path file = folder.resolve(name);
                opened.push(() -> Files.deleteIfExists(file));
                Files.writeString(file, yaml);
            }
        }
        return folder;
    }

    /** Where nothing was asked for, the usual port, or any that is free if somebody has it. */
    private static Endpoint endpoint(Protocol protocol, Integer asked) {
        int port =
                asked != null ? asked : isFree(protocol.defaultPort()) ? protocol.defaultPort() : 0;
        return new Endpoint(protocol, ADDRESS, port);
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private void introduce(Path folder) throws SQLException {
        String postgresqlUrl =
                "postgresql://"
                        + settings.user
                        + ":"
                        + settings.password
                        + "@"
                        + ADDRESS
                        + ":"
                        + postgresqlPort
                        + "/shop";
        out.println();
        out.println("  MySQL port       " + mysqlPort);
        out.println("  PostgreSQL port  " + postgresqlPort);
        out.println("  database         shop");
        out.println("  user             " + settings.user);
        out.println("  password         " + settings.password);
        out.println("  configuration    " + folder.resolve("database-shop.yaml"));
        out.println();
        out.println("  psql \"" + postgresqlUrl + "\"");
        out.println(
                "  mysql -h "
                        + ADDRESS
                        + " -P "
                        + mysqlPort
                        + " -u "
                        + settings.user
                        + " -p"
                        + settings.password
                        + " shop");
        out.println();
        out.println("Try, in either:");
        for (Tryout tryout : Tryout.ALL) {
            out.println();
            out.println("-- " + tryout.remark());
            out.println(tryout.sql() + ";");
            out.println();
            out.print(
                    tryout.answer(
                            "jdbc:postgresql://" + ADDRESS + ":" + postgresqlPort + "/shop",
                            settings.user,
                            settings.password));
        }
        out.println();
        out.println("Ctrl-C stops it and leaves nothing behind.");
        out.println("ready");
        out.flush();
    }

    int mysqlPort() {
        return mysqlPort;
    }

    int postgresqlPort() {
        return postgresqlPort;
    }

    /**
     * Undoes all that was done, as far as it goes: one thing that fails doesn't keep the others.
     */
    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception failure) {
                System.err.println("quickstart: " + failure.getMessage());
            }
        }
    }
}
