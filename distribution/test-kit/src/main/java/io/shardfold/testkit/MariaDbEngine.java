package io.shardfold.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * MariaDB from a Maven artifact, on a free port of the loopback address.
 *
 * <p>The server is started without the wrapper that comes with the artifact: that one unpacks all
 * of it for every JVM, into one folder that JVMs delete under each other.
 */
record MariaDbEngine(int port) implements EmbeddedEngine {

    private static final String USER = "shardfold";
    private static final String PASSWORD = "shardfold";

    /** A port that was free a moment ago may be taken by the time the server wants it. */
    private static final int ATTEMPTS_MAX = 3;

    static MariaDbEngine start() {
        try {
            Path home = MariaDbBinaries.unpack();
            Path folder = Files.createTempDirectory("shardfold-mariadb-");
            ServerWatchdog.watch(folder, folder.resolve("pid"));
            createSystemTables(home, folder);
            IOException failure = null;
            for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
                int port = freePort();
                try {
                    startServer(home, folder, port);
                    return new MariaDbEngine(port);
                } catch (IOException e) {
                    failure = e;
                }
            }
            throw failure;
        } catch (IOException failure) {
            throw new IllegalStateException(
                    "The embedded MariaDB doesn't start: " + failure.getMessage(), failure);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<String> command(Path home, Path folder) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/mariadbd").toString());
        command.add("--no-defaults");
        if (System.getProperty("user.name").equals("root")) {
            // MariaDB runs as root only if told so.
            command.add("--user=root");
        }
        command.add("--basedir=" + home);
        command.add("--datadir=" + folder.resolve("data"));
        command.add("--tmpdir=" + folder);
        command.add("--lc-messages-dir=" + home.resolve("share"));
        command.add("--character-sets-dir=" + home.resolve("share/charsets"));
        command.add("--character-set-server=utf8mb4");
        command.add("--collation-server=utf8mb4_general_ci");
        command.add("--max-allowed-packet=128M");
        command.add("--skip-log-bin");
        // The data is thrown away: small files, and no write needs to reach the disk.
        command.add("--innodb-log-file-size=16M");
        command.add("--innodb-buffer-pool-size=64M");
        command.add("--innodb-flush-log-at-trx-commit=0");
        command.add("--innodb-doublewrite=0");
        command.add("--innodb-use-native-aio=0");
        return command;
    }

    /**
     * What mariadb-install-db does: a server without a network that reads SQL and stops at its end.
     */
    private static void createSystemTables(Path home, Path folder) throws IOException {
        Files.createDirectories(folder.resolve("data/mysql"));
        List<String> command = command(home, folder);
        command.add("--bootstrap");
        command.add("--enforce-storage-engine=");
        Path log = folder.resolve("bootstrap.log");
        Process server =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try (OutputStream sql = server.getOutputStream()) {
            // In this mode a statement ends at the end of its line.
            sql.write("USE mysql;\n".getBytes(StandardCharsets.UTF_8));
            for (String script :
                    List.of("system_tables", "performance_tables", "system_tables_data")) {
                Files.copy(home.resolve("share/mariadb_" + script + ".sql"), sql);
                sql.write('\n');
            }
            String account = "'" + USER + "'@'%'";
            sql.write(
                    ("FLUSH PRIVILEGES;\n"
                                    + ("CREATE USER "
                                            + account
                                            + " IDENTIFIED BY '"
                                            + PASSWORD
                                            + "';\n")
                                    + ("GRANT ALL ON *.* TO " + account + " WITH GRANT OPTION;\n"))
                            .getBytes(StandardCharsets.UTF_8));
        }
        int exit = exitCode(server);
        if (exit != 0) {
            throw new IOException(
                    "its system tables can't be created (exit code "
                            + exit
                            + "):\n"
                            + Files.readString(log));
        }
    }

    private static int exitCode(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it starts", interrupted);
        }
    }

    /** Returns once the server says that it takes connections. */
    private static void startServer(Path home, Path folder, int port) throws IOException {
        List<String> command = command(home, folder);
        command.add("--port=" + port);
        command.add("--bind-address=127.0.0.1");
        command.add("--socket=" + folder.resolve("socket"));
        command.add("--pid-file=" + folder.resolve("pid"));
        command.add("--skip-name-resolve");
        command.add("--default-time-zone=+00:00");
        command.add("--max-connections=400");
        command.add("--performance-schema=off");
        // Without it the server makes a key pair at its first start, which takes up to ten seconds.
        command.add("--skip-ssl");
        Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader log =
                new BufferedReader(
                        new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        Deque<String> lastLines = new ArrayDeque<>();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.contains("ready for connections")) {
                drain(log);
                return;
            }
            lastLines.addLast(line);
            if (lastLines.size() > 40) {
                lastLines.removeFirst();
            }
        }
        throw new IOException(
                "it ended with exit code "
                        + exitCode(server)
                        + ":\n"
                        + String.join("\n", lastLines));
    }

    /** Reads on to the end, so that the server never waits for somebody to read its log. */
    private static void drain(BufferedReader log) {
        Thread reader =
                new Thread(
                        () -> {
                            try (log) {
                                while (log.readLine() != null) {
                                    // Only errors of the tests' own making come after the start.
                                }
                            } catch (IOException closed) {
                                // The server is gone, and its log with it.
                                return;
                            }
                        },
                        "mariadb-log");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public Kind kind() {
        return Kind.MARIADB;
    }

    @Override
    public String jdbcUrl(String database, String... options) {
        String url = "jdbc:mysql://127.0.0.1:" + port + "/" + database + "?sslMode=DISABLED";
        return options.length == 0 ? url : url + "&" + String.join("&", options);
    }

    @Override
    public String user() {
        return USER;
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    @Override
    public TestDatabase createDatabase(String name) {
        return ServerDatabases.create(this, "mysql", name);
    }

    @Override
    public void dropDatabase(TestDatabase database) {
        ServerDatabases.drop(this, "mysql", database.name());
    }
}
