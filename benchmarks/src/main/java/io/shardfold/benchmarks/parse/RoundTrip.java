package io.shardfold.benchmarks.parse;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.SyntaxException;
import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.parse.SqlParser;
import io.shardfold.sql.render.SqlRenderer;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Reads every statement of a corpus, writes its tree as text, and reads that again: both trees must
 * be equal but for spans.
 *
 * <p>Arguments: {@code --dialect mysql|postgresql [--show N] FILE...}. Prints how many came back,
 * and those that didn't.
 */
public final class RoundTrip {

    private RoundTrip() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        Dialect dialect = null;
        int shown = 20;
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
        Syntax syntax = Syntax.of(dialect);
        int read = 0;
        int equal = 0;
        for (Path file : files) {
            for (CorpusRecord record : CorpusRecord.read(file)) {
                if (!record.accepted()) continue;
                List<Statement> statements;
                try {
                    statements = SqlParser.parseAll(syntax, record.sql());
                } catch (SyntaxException e) {
                    continue;
                }
                for (Statement statement : statements) {
                    read++;
                    String text = SqlRenderer.render(syntax, statement);
                    String failure = difference(syntax, statement, text);
                    if (failure == null) {
                        equal++;
                    } else if (shown-- > 0) {
                        System.out.println(
                                failure
                                        + "\n    "
                                        + record.sql().replace('\n', ' ')
                                        + "\n    "
                                        + text.replace('\n', ' '));
                    }
                }
            }
        }
        System.out.printf(
                "round trip: %d of %d statements read give an equal tree: %.3f %%%n",
                equal, read, 100.0 * equal / Math.max(1, read));
    }

    private static String difference(Syntax syntax, Statement statement, String text)
            throws ReflectiveOperationException {
        try {
            List<Statement> again = SqlParser.parseAll(syntax, text);
            if (again.size() != 1) return again.size() + " statements";
            return difference(statement, again.get(0), "");
        } catch (SyntaxException e) {
            return "not read again, at " + e.position() + ": " + e.getMessage();
        }
    }

    /** The path of the first component in which two trees differ; null if they are equal. */
    static String difference(Object left, Object right, String path)
            throws ReflectiveOperationException {
        if (left == null || right == null)
            return left == right ? null : path + ": " + left + " / " + right;
        if (left.getClass() != right.getClass())
            return path
                    + ": "
                    + left.getClass().getSimpleName()
                    + " / "
                    + right.getClass().getSimpleName();
        if (left instanceof Span) return null;
        if (left instanceof Identifier name && right instanceof Identifier other) {
            return name.value().equals(other.value()) && name.quoted() == other.quoted()
                    ? null
                    : path + ": " + name.value() + " / " + other.value();
        }
        if (left instanceof List<?> list) {
            List<?> other = (List<?>) right;
            if (list.size() != other.size())
                return path + ": " + list.size() + " / " + other.size() + " entries";
            for (int i = 0; i < list.size(); i++) {
                String found = difference(list.get(i), other.get(i), path + "[" + i + "]");
                if (found != null) return found;
            }
            return null;
        }
        if (left.getClass().isRecord()) {
            for (RecordComponent component : left.getClass().getRecordComponents()) {
                // The same literal may have another place among all literals, such as an alias in
                // quotes.
                if (left instanceof Expression.Literal && component.getName().equals("index"))
                    continue;
                // A definition's text is what it was read from.
                if (left instanceof Ddl && component.getName().equals("text")) continue;
                String found =
                        difference(
                                component.getAccessor().invoke(left),
                                component.getAccessor().invoke(right),
                                path + "." + component.getName());
                if (found != null) return found;
            }
            return null;
        }
        return Objects.equals(left, right) ? null : path + ": " + left + " / " + right;
    }
}
