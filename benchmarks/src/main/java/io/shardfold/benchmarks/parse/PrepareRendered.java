package io.shardfold.benchmarks.parse;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.SyntaxException;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.parse.SqlParser;
import io.shardfold.sql.render.SqlRenderer;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes statements of a corpus from their trees and has the real engine prepare the text: it must
 * find no syntax error.
 *
 * <p>Arguments: {@code --dialect mysql|postgresql [--count N] [--show N] FILE}. A missing table is
 * no syntax error.
 */
public final class PrepareRendered {

    private PrepareRendered() {}

    public static void main(String[] arguments) throws Exception {
        Dialect dialect = null;
        int count = 5_000;
        int shown = 20;
        Path file = null;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--dialect" ->
                        dialect = Dialect.valueOf(arguments[++i].toUpperCase(Locale.ROOT));
                case "--count" -> count = Integer.parseInt(arguments[++i]);
                case "--show" -> shown = Integer.parseInt(arguments[++i]);
                default -> file = Path.of(arguments[i]);
            }
        }
        if (dialect == null || file == null) {
            System.err.println("usage: --dialect mysql|postgresql [--count N] [--show N] FILE");
            System.exit(2);
        }
        List<CorpusRecord> records = new ArrayList<>(CorpusRecord.read(file));
        Collections.shuffle(records, new Random(1));
        boolean mysql = dialect == Dialect.MYSQL;
        ShardSet databases = ShardSet.of(mysql ? Kind.MARIADB : Kind.POSTGRESQL, 1).open("prepare");
        int prepared = 0;
        int accepted = 0;
        try (Connection connection = databases.shard(0).connect()) {
            for (CorpusRecord record : records) {
                String text =
                        record.accepted() && !record.multi() && prepared < count
                                ? rendered(dialect, record.sql())
                                : null;
                if (text == null) continue;
                prepared++;
                String error = error(connection, mysql, text);
                if (error == null) accepted++;
                else if (shown-- > 0)
                    System.out.println(
                            error
                                    + "\n    "
                                    + record.sql().replace('\n', ' ')
                                    + "\n    "
                                    + text.replace('\n', ' '));
            }
        } finally {
            databases.close();
        }
        System.out.printf(
                "prepared: %d of %d rendered statements: %.2f %%%n",
                accepted, prepared, 100.0 * accepted / Math.max(1, prepared));
    }

    /**
     * The text from the tree; null for what isn't rendered, and for what JDBC would read as its own
     * placeholders.
     */
    private static String rendered(Dialect dialect, String sql) {
        if (dialect == Dialect.POSTGRESQL && sql.indexOf('?') >= 0) return null;
        try {
            Statement statement = SqlParser.parse(Syntax.of(dialect), sql);
            return switch (statement.kind()) {
                case OTHER, EMPTY -> null;
                default -> SqlRenderer.render(dialect, statement);
            };
        } catch (SyntaxException e) {
            return null;
        }
    }

    /** The engine's syntax error; null if it has none. */
    private static String error(Connection connection, boolean mysql, String text)
            throws SQLException {
        if (mysql) {
            String literal = text.replace("\\", "\\\\").replace("'", "''");
            try (java.sql.Statement statement = connection.createStatement()) {
                statement.execute("PREPARE s FROM '" + literal + "'");
                return null;
            } catch (SQLException e) {
                return e.getErrorCode() == 1064 ? e.getMessage() : null;
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            statement.getParameterMetaData();
            return null;
        } catch (ArrayIndexOutOfBoundsException e) {
            // The server describes parameters $1, ... of which the driver knows nothing: the text
            // was read.
            return null;
        } catch (SQLException e) {
            return "42601".equals(e.getSQLState()) && e.getMessage().contains("syntax error")
                    ? e.getMessage()
                    : null;
        }
    }
}
