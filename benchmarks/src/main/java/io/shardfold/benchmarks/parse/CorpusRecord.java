package io.shardfold.benchmarks.parse;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * One statement of a corpus, with what the engine's own parser says about it.
 *
 * <p>A corpus is UTF-8 text, packed with gzip or not. Lines that hold {@code -- @@} separate the
 * records; a record is a header line {@code -- @ source=... engine=... [code=...] [suite=rejects]
 * [multi=yes]} and the statement.
 *
 * @param source where the statement comes from
 * @param engine accepts, rejects, or another label that doesn't count
 * @param suiteRejects the test suite that it comes from expects an error
 * @param multi several statements in one text
 */
record CorpusRecord(String source, String engine, boolean suiteRejects, boolean multi, String sql) {

    private static final String SEPARATOR = "\n-- @@\n";

    /** Reads a whole file. */
    static List<CorpusRecord> read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            bytes = (file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in).readAllBytes();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.endsWith("\n")) text = text.substring(0, text.length() - 1);
        List<CorpusRecord> records = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int to = text.indexOf(SEPARATOR, from);
            String part = to < 0 ? text.substring(from) : text.substring(from, to);
            if (part.startsWith("-- @ ")) records.add(record(part));
            if (to < 0) break;
            from = to + SEPARATOR.length();
        }
        return records;
    }

    private static CorpusRecord record(String part) {
        int line = part.indexOf('\n');
        String header = line < 0 ? part : part.substring(0, line);
        String sql = line < 0 ? "" : part.substring(line + 1);
        if (sql.endsWith("\n-- @@")) sql = sql.substring(0, sql.length() - 6);
        return new CorpusRecord(
                field(header, "source"),
                field(header, "engine"),
                "rejects".equals(field(header, "suite")),
                "yes".equals(field(header, "multi")),
                sql);
    }

    private static String field(String header, String name) {
        int at = header.indexOf(" " + name + "=");
        if (at < 0) return "";
        int from = at + name.length() + 2;
        int to = header.indexOf(' ', from);
        return to < 0 ? header.substring(from) : header.substring(from, to);
    }

    /** The engine's parser takes it, and nobody says that it shouldn't. */
    boolean accepted() {
        return engine.equals("accepts") && !suiteRejects;
    }

    /** A syntax error. */
    boolean rejected() {
        return engine.equals("rejects");
    }
}
