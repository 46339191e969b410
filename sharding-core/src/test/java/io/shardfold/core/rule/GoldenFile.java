package io.shardfold.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A text file of cases with their results: blocks of lines with an empty line between them. A test
 * computes each block anew and compares; {@code -Dgolden=update} writes what was computed.
 */
public final class GoldenFile {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private GoldenFile() {}

    /** The files of a folder, sorted by name. */
    public static List<Path> in(String folder) {
        try (var files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * @param recompute gives a block with its results from the same block, whose own results it
     *     doesn't look at
     */
    public static void check(Path file, Function<List<String>, List<String>> recompute) {
        try {
            List<String> computed = new ArrayList<>();
            List<String> block = new ArrayList<>();
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            lines.add("");
            for (String line : lines) {
                if (!line.isBlank()) {
                    block.add(line);
                    continue;
                }
                if (!block.isEmpty()) {
                    computed.addAll(recompute.apply(block));
                    computed.add("");
                    block.clear();
                }
            }
            String result = String.join("\n", computed).strip() + "\n";
            if ("update".equals(System.getProperty("golden"))) {
                Files.writeString(file, result);
            }
            assertEquals(Files.readString(file).strip() + "\n", result, file.toString());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
