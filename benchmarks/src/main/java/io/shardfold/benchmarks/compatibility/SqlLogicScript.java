package io.shardfold.benchmarks.compatibility;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The statements of a sqllogictest script that are meant for an engine, in order.
 *
 * <p>The results that stand in a script are left out: what counts is what the engine itself says.
 *
 * @see "https://www.sqlite.org/sqllogictest/doc/trunk/about.wiki"
 */
record SqlLogicScript(List<Statement> statements) {

    /**
     * @param line of the script, counted from 1
     */
    record Statement(int line, String sql) {}

    /**
     * @param engine as the script calls it: mysql or postgresql
     */
    static SqlLogicScript read(Path file, String engine) throws IOException {
        List<String> lines;
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines = reader.lines().toList();
        }
        List<Statement> statements = new ArrayList<>();
        boolean skip = false;
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).split("#", 2)[0].trim().split("\\s+");
            switch (words[0]) {
                case "skipif" -> skip |= words[1].equals(engine);
                case "onlyif" -> skip |= !words[1].equals(engine);
                case "halt" -> {
                    if (!skip) {
                        return new SqlLogicScript(statements);
                    }
                    skip = false;
                }
                case "statement", "query" -> {
                    int first = i + 1;
                    StringBuilder sql = new StringBuilder();
                    boolean results = false;
                    for (i++; i < lines.size() && !lines.get(i).isBlank(); i++) {
                        results |= lines.get(i).equals("----");
                        if (!results) {
                            sql.append(sql.isEmpty() ? "" : "\n").append(lines.get(i));
                        }
                    }
                    if (!skip) {
                        statements.add(new Statement(first, sql.toString()));
                    }
                    skip = false;
                }
                default -> {}
            }
        }
        return new SqlLogicScript(statements);
    }
}
