package io.shardfold.houserules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's Java sources, all modules. */
final class SourceTree {

    private SourceTree() {}

    /**
     * The folder that holds the modules: the highest one above the working folder that has a
     * pom.xml.
     */
    static Path root() {
        Path root = null;
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.exists(folder.resolve("pom.xml"))) {
                root = folder;
            } else if (root != null) {
                break;
            }
        }
        if (root == null) {
            throw new IllegalStateException("No pom.xml above " + Path.of("").toAbsolutePath());
        }
        return root;
    }

    /** The files under {@code src/main/java} of every module. */
    static List<Path> mainSources() {
        return files("/src/main/java/");
    }

    /** The files under {@code src/main/java} and {@code src/test/java} of every module. */
    static List<Path> allSources() {
        return Stream.concat(files("/src/main/java/").stream(), files("/src/test/java/").stream())
                .toList();
    }

    private static List<Path> files(String part) {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains(part))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
