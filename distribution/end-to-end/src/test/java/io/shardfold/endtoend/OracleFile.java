package io.shardfold.endtoend;

import io.shardfold.testkit.Oracle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Statements to compare, out of a text file that reads as documentation:
 *
 * <pre>
 * # Which rows come first is decided over all shards.
 * same     SELECT id FROM orders WHERE user_id &gt; {2} ORDER BY total DESC, id LIMIT 3
 * refused  DELETE FROM orders LIMIT 1
 * </pre>
 *
 * <p>A line that starts with a space goes on with the statement. What stands in braces is a value,
 * in SQL: it is sent as a literal or bound to a parameter. The statements of a file run in order,
 * in one session.
 */
record OracleFile(String name, List<Step> steps) {

    /** What the comparison must come to. */
    enum Expectation {
        /** The same result. */
        SAME,
        /** The same error. */
        ERROR,
        /** "Not supported", with a position or at least a reason. */
        REFUSED,
        /** The same result or "not supported": a wrong answer never. */
        RIGHT
    }

    /**
     * @param remark the comment above; empty if there is none
     * @param line where it stands, counted from 1
     * @param template the statement, values in braces
     */
    record Step(Expectation expectation, String remark, int line, String template) {

        private static final Pattern VALUE = Pattern.compile("\\{([^{}]*)}");

        /** The statement with its values as literals. */
        String withLiterals() {
            return VALUE.matcher(template)
                    .replaceAll(value -> Matcher.quoteReplacement(value.group(1)));
        }

        /** The statement with a placeholder for each value. */
        String withPlaceholders() {
            return VALUE.matcher(template).replaceAll("?");
        }

        /** The values, as JDBC takes them. */
        Object[] values() {
            return VALUE.matcher(template).results().map(value -> value(value.group(1))).toArray();
        }

        /** Compares and asserts what is expected. */
        void run(Oracle oracle, boolean binds) {
            String sql = binds ? withPlaceholders() : withLiterals();
            Object[] values = binds ? values() : new Object[0];
            switch (expectation) {
                case SAME -> oracle.sameAsUnsharded(sql, values);
                case ERROR -> oracle.sameErrorAsUnsharded(sql, values);
                case REFUSED -> oracle.refused(sql, values);
                case RIGHT -> oracle.sameAsUnshardedOrRefused(sql, values);
            }
        }

        private static Object value(String literal) {
            String upper = literal.toUpperCase(Locale.ROOT);
            if (upper.equals("NULL")) {
                return null;
            }
            if (upper.startsWith("DATE '")) {
                return LocalDate.parse(quoted(literal));
            }
            if (upper.startsWith("TIMESTAMP '")) {
                return LocalDateTime.parse(quoted(literal).replace(' ', 'T'));
            }
            if (literal.startsWith("'")) {
                return quoted(literal);
            }
            if (literal.matches("-?\\d{1,9}")) {
                return Integer.valueOf(literal);
            }
            if (literal.matches("-?\\d+")) {
                return Long.valueOf(literal);
            }
            return new BigDecimal(literal);
        }

        private static String quoted(String literal) {
            return literal.substring(literal.indexOf('\'') + 1, literal.length() - 1)
                    .replace("''", "'");
        }

        @Override
        public String toString() {
            return line + ": " + (remark.isEmpty() ? template : remark + " " + template);
        }
    }

    /**
     * The files of a folder of the test resources, in the order of their names.
     *
     * @param folder such as {@code shop/both}
     */
    static List<OracleFile> all(String folder) {
        Path path = Path.of("src/test/resources", folder);
        try (Stream<Path> files = Files.list(path)) {
            return files.sorted().map(OracleFile::read).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("No statements in " + path.toAbsolutePath(), failure);
        }
    }

    private static OracleFile read(Path file) {
        try {
            return new OracleFile(
                    file.getParent().getFileName() + "/" + file.getFileName(),
                    steps(Files.readAllLines(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<Step> steps(List<String> lines) {
        List<Step> steps = new ArrayList<>();
        StringBuilder remark = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("#")) {
                remark.append(remark.length() == 0 ? "" : " ").append(line.substring(1).strip());
            } else if (line.isBlank()) {
                remark.setLength(0);
            } else {
                int start = i;
                StringBuilder text = new StringBuilder(line);
                while (i + 1 < lines.size() && lines.get(i + 1).startsWith(" ")) {
                    text.append('\n').append(lines.get(++i).strip());
                }
                String[] parts = text.toString().split("\\s+", 2);
                steps.add(
                        new Step(
                                expectation(parts[0], start + 1),
                                remark.toString(),
                                start + 1,
                                parts[1]));
            }
        }
        return steps;
    }

    private static Expectation expectation(String word, int line) {
        return Arrays.stream(Expectation.values())
                .filter(expectation -> expectation.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Line " + line + " starts with '" + word + "'"));
    }
}
