package io.shardfold.sql.parse;

import io.shardfold.sql.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements of the golden files: one a line, and behind it {@code =>} with the tables that it
 * names.
 */
record GoldenStatements(Dialect dialect, List<Line> lines) {

    record Line(String sql, String tables) {}

    static GoldenStatements read(Dialect dialect) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String file : List.of("both", dialect == Dialect.MYSQL ? "mysql" : "postgresql")) {
            try (InputStream in =
                    GoldenStatements.class.getResourceAsStream("/tables/" + file + ".txt")) {
                String[] all = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
                for (String line : all) {
                    if (line.isBlank() || line.startsWith("#")) continue;
                    int arrow = line.lastIndexOf("=>");
                    lines.add(
                            new Line(
                                    line.substring(0, arrow).strip(),
                                    line.substring(arrow + 2).strip()));
                }
            }
        }
        return new GoldenStatements(dialect, lines);
    }
}
