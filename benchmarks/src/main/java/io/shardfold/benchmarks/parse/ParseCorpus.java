package io.shardfold.benchmarks.parse;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.SyntaxException;
import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.parse.SqlParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts how many statements of a corpus are read as the engine reads them.
 *
 * <p>Arguments: {@code --dialect mysql|postgresql [--show N] FILE...}. Prints accepted and rejected
 * against the label, the kinds of statements, and the failures by reason, the most frequent first,
 * with up to N of each.
 */
public final class ParseCorpus {

    private final Syntax syntax;
    private int accepted;
    private int acceptedOf;
    private int rejected;
    private int rejectedOf;
    private int notCounted;
    private int crashed;
    private int otherWithTables;
    private final Map<String, Integer> kinds = new TreeMap<>();
    private final Map<String, List<String>> failures = new TreeMap<>();
    private final List<String> wronglyAccepted = new ArrayList<>();

    private ParseCorpus(Syntax syntax) {
        this.syntax = syntax;
    }

    public static void main(String[] arguments) throws IOException {
        Dialect dialect = null;
        int shown = 3;
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--dialect" ->
                        dialect = Dialect.valueOf(arguments[++i].toUpperCase(Locale.ROOT));
                case "--show" -> shown = Integer.parseInt(arguments[++i]);
                default -> files.add(Path.of(arguments[i]));
            }
        }
        if (dialect == null || files.isEmpty()) {
            System.err.println("usage: --dialect mysql|postgresql [--show N] FILE...");
            System.exit(2);
        }
        ParseCorpus corpus = new ParseCorpus(Syntax.of(dialect));
        for (Path file : files) {
            for (CorpusRecord record : CorpusRecord.read(file)) corpus.count(record);
        }
        corpus.print(shown);
    }

    private void count(CorpusRecord record) {
        if (!record.accepted() && !record.rejected()) {
            notCounted++;
            return;
        }
        if (record.accepted()) acceptedOf++;
        else rejectedOf++;
        try {
            List<Statement> statements =
                    record.multi()
                            ? SqlParser.parseAll(syntax, record.sql())
                            : List.of(SqlParser.parse(syntax, record.sql()));
            boolean other = false;
            for (Statement statement : statements) {
                kinds.merge(kind(statement), 1, Integer::sum);
                if (statement instanceof Statement.Other o && !o.tables().isEmpty()) other = true;
            }
            if (record.accepted()) {
                if (other) {
                    otherWithTables++;
                    failures.computeIfAbsent(
                                    "not modelled: "
                                            + ((Statement.Other) statements.get(0)).command(),
                                    key -> new ArrayList<>())
                            .add(line(record));
                } else {
                    accepted++;
                }
            } else {
                wronglyAccepted.add(line(record));
            }
        } catch (SyntaxException e) {
            if (record.rejected()) rejected++;
            else
                failures.computeIfAbsent(reason(record, e), key -> new ArrayList<>())
                        .add(
                                line(record)
                                        + "\n      at "
                                        + e.position()
                                        + ": "
                                        + e.getMessage().lines().findFirst().orElse(""));
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            crashed++;
            failures.computeIfAbsent("CRASH " + e, key -> new ArrayList<>()).add(line(record));
        }
    }

    private static String kind(Statement statement) {
        return switch (statement.kind()) {
            case DDL -> "DDL " + ((Ddl) statement).ddlKind();
            case UTILITY -> "UTILITY " + ((Utility) statement).utilityKind();
            default -> statement.kind().toString();
        };
    }

    /**
     * The statement's first words and the token that wasn't expected: good enough to see which
     * failures are alike.
     */
    private static String reason(CorpusRecord record, SyntaxException e) {
        String sql = record.sql().strip();
        String[] words = sql.split("[\\s(]+", 3);
        String first =
                (words[0] + (words.length > 1 ? " " + words[1] : "")).toUpperCase(Locale.ROOT);
        int at = Math.min(e.position(), record.sql().length());
        String rest = record.sql().substring(at).strip();
        String token = rest.isEmpty() ? "end" : rest.split("[\\s(),;]+", 2)[0];
        if (token.isEmpty()) token = rest.substring(0, 1);
        if (first.length() > 30) first = first.substring(0, 30);
        return first + " ... " + (token.length() > 20 ? token.substring(0, 20) : token);
    }

    private static String line(CorpusRecord record) {
        String sql = record.sql().replace('\n', ' ');
        return (sql.length() > 600 ? sql.substring(0, 600) + "..." : sql)
                + "   -- "
                + record.source();
    }

    private void print(int shown) {
        System.out.printf(
                "accepted %d of %d that the engine accepts: %.2f %%%n",
                accepted, acceptedOf, 100.0 * accepted / Math.max(1, acceptedOf));
        System.out.printf(
                "rejected %d of %d that the engine rejects: %.2f %%%n",
                rejected, rejectedOf, 100.0 * rejected / Math.max(1, rejectedOf));
        System.out.printf(
                "not counted %d; not modelled but with tables %d; crashes %d%n",
                notCounted, otherWithTables, crashed);
        System.out.println("kinds " + kinds);
        System.out.println();
        System.out.println("failures by reason:");
        failures.entrySet().stream()
                .sorted((a, b) -> b.getValue().size() - a.getValue().size())
                .forEach(
                        entry -> {
                            System.out.println(entry.getValue().size() + "  " + entry.getKey());
                            entry.getValue().stream()
                                    .limit(shown)
                                    .forEach(line -> System.out.println("    " + line));
                        });
        System.out.println();
        System.out.println("accepted, though the engine rejects: " + wronglyAccepted.size());
        wronglyAccepted.stream()
                .limit(shown * 100L)
                .forEach(line -> System.out.println("    " + line));
    }
}
