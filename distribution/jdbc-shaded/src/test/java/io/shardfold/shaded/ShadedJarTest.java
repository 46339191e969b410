package io.shardfold.shaded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar, beside other versions of the libraries that are in it. */
class ShadedJarTest {

    private static final Path JAR = Path.of(System.getProperty("shaded.jar"));

    private static final String CONFIGURATION =
            """
            databaseName: shop
            dataSources:
              ds_0: {url: 'jdbc:h2:mem:shaded_0;MODE=MySQL;DATABASE_TO_LOWER=TRUE', username: sa, password: '', maxPoolSize: 2}
              ds_1: {url: 'jdbc:h2:mem:shaded_1;MODE=MySQL;DATABASE_TO_LOWER=TRUE', username: sa, password: '', maxPoolSize: 2}
            rules:
            - !SHARDING
              tables:
                t_order:
                  actualDataNodes: ds_${0..1}.t_order
                  databaseStrategy:
                    standard: {shardingColumn: id, shardingAlgorithmName: by_id}
              shardingAlgorithms:
                by_id: {type: INLINE, props: {algorithm-expression: 'ds_${id % 2}'}}
            """;

    @TempDir Path folder;

    @Test
    void servesBesideOtherVersionsOfItsLibraries() throws Exception {
        try (URLClassLoader application = application()) {
            Class<?> pool = application.loadClass("com.zaxxer.hikari.HikariConfig");
            Class<?> own = application.loadClass("io.shardfold.shaded.hikari.HikariConfig");
            assertNotEquals(
                    pool.getProtectionDomain().getCodeSource().getLocation(),
                    own.getProtectionDomain().getCodeSource().getLocation());
            application.loadClass("org.yaml.snakeyaml.Yaml").getConstructor().newInstance();
            Path file = Files.writeString(folder.resolve("shop.yaml"), CONFIGURATION);
            Driver driver =
                    ServiceLoader.load(Driver.class, application).stream()
                            .filter(one -> one.type().getName().startsWith("io.shardfold."))
                            .findFirst()
                            .orElseThrow()
                            .get();
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(application);
            try (Connection connection =
                            driver.connect("jdbc:shardfold:file:" + file, new Properties());
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE t_order (id INT PRIMARY KEY, note VARCHAR(10))");
                assertEquals(
                        3,
                        statement.executeUpdate(
                                "INSERT INTO t_order VALUES (1, 'a'), (2, 'b'), (3, 'c')"));
                try (ResultSet rows =
                        statement.executeQuery("SELECT note FROM t_order ORDER BY id DESC")) {
                    assertTrue(rows.next());
                    assertEquals("c", rows.getString(1));
                }
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    @Test
    void holdsNothingUnderAnothersName() throws Exception {
        TreeSet<String> foreign = new TreeSet<>();
        try (JarFile jar = new JarFile(JAR.toFile())) {
            jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.replaceFirst("^META-INF/versions/[0-9]+/", ""))
                    .filter(name -> !name.startsWith("io/shardfold/"))
                    .forEach(foreign::add);
            assertNotNull(jar.getEntry("META-INF/LICENSE"));
            assertNotNull(jar.getEntry("META-INF/NOTICE"));
            String drivers =
                    new String(
                            jar.getInputStream(jar.getEntry("META-INF/services/java.sql.Driver"))
                                    .readAllBytes(),
                            StandardCharsets.UTF_8);
            assertEquals("io.shardfold.jdbc.ShardfoldDriver", drivers.strip());
        }
        assertEquals(new TreeSet<>(), foreign);
    }

    /** The jar, H2 and SLF4J of this build, and the application's own HikariCP and SnakeYAML. */
    private static URLClassLoader application() throws Exception {
        List<URL> urls = new ArrayList<>();
        try (DirectoryStream<Path> libraries =
                Files.newDirectoryStream(Path.of(System.getProperty("application.libraries")))) {
            for (Path library : libraries) {
                urls.add(library.toUri().toURL());
            }
        }
        assertEquals(2, urls.size());
        urls.add(JAR.toUri().toURL());
        for (String entry : System.getProperty("java.class.path").split(":")) {
            if (entry.contains("/h2-") || entry.contains("/slf4j-api-")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }
}
