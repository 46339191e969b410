package io.shardfold.core.config;

import io.shardfold.core.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Loads configurations.
 *
 * <p>Every method tells all that is wrong in one go: the exception is the first error, with the
 * others as its suppressed exceptions.
 */
public final class ConfigurationLoader {

    private static final Pattern DATABASE_FILE = Pattern.compile("(database|config)-.+\\.yaml");
    private static final List<String> GLOBAL_FILES = List.of("global.yaml", "server.yaml");
    private static final int FILE_BYTES_MAX = 64 * 1024 * 1024;

    private ConfigurationLoader() {}

    /**
     * Loads what a JDBC URL names.
     *
     * @throws ConfigurationException when the URL, or the file it names, is wrong
     */
    public static ServerConfiguration load(ConfigurationUrl url) {
        if (url.source().equals("classpath")) {
            return jdbc(url.subject(), resource(url.subject()), url.placeholders());
        }
        return jdbc(Path.of(url.subject()), url.placeholders());
    }

    /**
     * Loads a proxy's directory, one of its files, or the file of a JDBC data source, with what is
     * found in {@code findings}.
     *
     * @throws ConfigurationException when it can't be read at all
     */
    public static ServerConfiguration load(
            Path path, Placeholders placeholders, Findings findings) {
        if (Files.isDirectory(path)) {
            return proxy(path, findings);
        }
        String name = path.getFileName().toString();
        String text = text(path);
        if (GLOBAL_FILES.contains(name)) {
            return proxy(name, text, Map.of(), findings);
        }
        if (DATABASE_FILE.matcher(name).matches()) {
            // Its data sources may stand in the global file beside it.
            Path global = globalFile(path.toAbsolutePath().getParent());
            return proxy(
                    global.getFileName().toString(),
                    Files.exists(global) ? text(global) : "",
                    Map.of(name, text),
                    findings);
        }
        return jdbc(name, text, placeholders, findings);
    }

    /** Loads the file of a JDBC data source. */
    public static ServerConfiguration jdbc(Path file, Placeholders placeholders) {
        return jdbc(file.getFileName().toString(), text(file), placeholders);
    }

    /**
     * Loads a JDBC data source's configuration from a text.
     *
     * @param name stands in messages for the file's name
     */
    public static ServerConfiguration jdbc(String name, String text, Placeholders placeholders) {
        Findings findings = new Findings();
        ServerConfiguration configuration = jdbc(name, text, placeholders, findings);
        findings.throwIfError();
        return configuration;
    }

    /**
     * As above, with what is found in {@code findings}; what comes back is of use only when there
     * is no error in it.
     */
    public static ServerConfiguration jdbc(
            String name, String text, Placeholders placeholders, Findings findings) {
        FileReader reader = new FileReader(name, findings);
        ServerConfiguration configuration = reader.jdbc(placeholders.replace(text));
        return withWarnings(configuration, findings);
    }

    /**
     * Loads a proxy's directory: {@code global.yaml} (or {@code server.yaml}) and every {@code
     * database-*.yaml} and {@code config-*.yaml}.
     *
     * @throws ConfigurationException when a file is wrong, or there is none
     */
    public static ServerConfiguration proxy(Path directory) {
        Findings findings = new Findings();
        ServerConfiguration configuration = proxy(directory, findings);
        findings.throwIfError();
        return configuration;
    }

    /**
     * As above, with what is found in {@code findings}; what comes back is of use only when there
     * is no error in it.
     */
    public static ServerConfiguration proxy(Path directory, Findings findings) {
        Map<String, String> files = new LinkedHashMap<>();
        Path server = globalFile(directory);
        List<Path> databases = databaseFiles(directory);
        if (!Files.exists(server) && databases.isEmpty()) {
            throw new ConfigurationException(
                    directory.toString(),
                    0,
                    null,
                    "There is no global.yaml, server.yaml, database-*.yaml or config-*.yaml in this directory.",
                    null);
        }
        String globalText = Files.exists(server) ? text(server) : "";
        for (Path database : databases) {
            files.put(database.getFileName().toString(), text(database));
        }
        return proxy(server.getFileName().toString(), globalText, files, findings);
    }

    /**
     * Loads a proxy's configuration from texts.
     *
     * @param databaseTexts by file name
     */
    public static ServerConfiguration proxy(
            String globalName,
            String globalText,
            Map<String, String> databaseTexts,
            Findings findings) {
        ServerConfiguration global = new FileReader(globalName, findings).global(globalText);
        Map<String, DataSourceConfiguration> shared =
                global.databases().isEmpty() ? Map.of() : global.databases().get(0).dataSources();
        List<DatabaseConfiguration> databases = new ArrayList<>();
        databaseTexts.forEach(
                (name, text) -> {
                    DatabaseConfiguration database =
                            new FileReader(name, findings).database(text, shared, global.props());
                    if (database == null) {
                        return;
                    }
                    for (DatabaseConfiguration other : databases) {
                        if (other.name().equalsIgnoreCase(database.name())) {
                            findings.error(
                                    database.place(),
                                    "The database "
                                            + database.name()
                                            + " is already configured in "
                                            + other.place().file()
                                            + ".");
                        }
                    }
                    databases.add(database);
                });
        ServerConfiguration whole =
                new ServerConfiguration(
                        global.mode(),
                        global.authority(),
                        global.transaction(),
                        global.props(),
                        global.labels(),
                        databases,
                        List.of());
        return withWarnings(whole, findings);
    }

    private static ServerConfiguration withWarnings(
            ServerConfiguration configuration, Findings findings) {
        return new ServerConfiguration(
                configuration.mode(),
                configuration.authority(),
                configuration.transaction(),
                configuration.props(),
                configuration.labels(),
                configuration.databases(),
                findings.warnings());
    }

    private static Path globalFile(Path directory) {
        Path global = directory.resolve("global.yaml");
        Path server = directory.resolve("server.yaml");
        return Files.exists(global) || !Files.exists(server) ? global : server;
    }

    private static List<Path> databaseFiles(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(
                            file -> DATABASE_FILE.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    directory.toString(),
                    0,
                    null,
                    "The directory can't be read: " + unreadable + ".",
                    null,
                    unreadable);
        }
    }

    private static String text(Path file) {
        if (!Files.exists(file)) {
            throw new ConfigurationException(
                    file.toString(), 0, null, "There is no such file or directory.", null);
        }
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new ConfigurationException(
                        file.toString(),
                        0,
                        null,
                        "The file has more than " + FILE_BYTES_MAX + " bytes.",
                        null);
            }
            return utf8(file.toString(), Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    file.toString(),
                    0,
                    null,
                    "The file can't be read: " + unreadable + ".",
                    null,
                    unreadable);
        }
    }

    private static String resource(String name) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? ConfigurationLoader.class.getClassLoader() : context;
        try (InputStream stream =
                loader.getResourceAsStream(name.startsWith("/") ? name.substring(1) : name)) {
            if (stream == null) {
                throw new ConfigurationException(
                        name, 0, null, "There is no such resource on the class path.", null);
            }
            return utf8(name, stream.readNBytes(FILE_BYTES_MAX));
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    name,
                    0,
                    null,
                    "The resource can't be read: " + unreadable + ".",
                    null,
                    unreadable);
        }
    }

    private static String utf8(String name, byte[] octets) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new ConfigurationException(
                    name, 0, null, "The file isn't UTF-8 text.", null, notUtf8);
        }
    }
}
