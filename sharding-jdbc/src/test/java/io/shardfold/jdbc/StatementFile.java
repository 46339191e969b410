package io.shardfold.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Statements of a text file: see the comment on top of {@code shop-reads.txt}. */
final class StatementFile {

    /**
     * @param section the last heading above it
     * @param only the word of the engine that alone takes it, or null
     */
    record Entry(String section, String sql, List<Object> parameters, String only) {

        Object[] values() {
            return parameters.toArray();
        }
    }

    private StatementFile() {}

    static List<Entry> read(String name) throws IOException {
        List<Entry> entries = new ArrayList<>();
        String section = "";
        String only = null;
        try (InputStream stream = StatementFile.class.getResourceAsStream(name)) {
            String text =
                    new String(
                            Objects.requireNonNull(stream, name).readAllBytes(),
                            StandardCharsets.UTF_8);
            for (String line : text.split("\n")) {
                if (line.startsWith("##")) {
                    section = line.substring(2).strip();
                } else if (line.startsWith("only ")) {
                    only = line.substring(5).strip();
                } else if (line.startsWith("with ")) {
                    Entry last = entries.remove(entries.size() - 1);
                    entries.add(
                            new Entry(
                                    last.section(),
                                    last.sql(),
                                    values(line.substring(5)),
                                    last.only()));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    entries.add(new Entry(section, line.strip(), List.of(), only));
                    only = null;
                }
            }
        }
        return entries;
    }

    private static List<Object> values(String text) {
        List<Object> values = new ArrayList<>();
        for (String word : text.split(",")) {
            String value = word.strip();
            if (value.equals("null")) {
                values.add(null);
            } else if (value.startsWith("'")) {
                values.add(value.substring(1, value.length() - 1));
            } else if (value.contains(".")) {
                values.add(new BigDecimal(value));
            } else {
                values.add(Integer.valueOf(value));
            }
        }
        return values;
    }
}
