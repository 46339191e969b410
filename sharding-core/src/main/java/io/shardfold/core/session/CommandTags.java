package io.shardfold.core.session;

import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Statement;
import java.util.Locale;

/**
 * PostgreSQL's command tags. Source: its documentation, "Message Formats", CommandComplete, and
 * what its server answers.
 */
final class CommandTags {

    private CommandTags() {}

    static String of(Statement statement, String sql) {
        return switch (statement.kind()) {
            case QUERY ->
                    ((Statement.QueryStatement) statement).query() instanceof Query.Select select
                                    && select.into() != null
                            ? "SELECT INTO"
                            : "SELECT";
            case INSERT -> "INSERT";
            case UPDATE -> "UPDATE";
            case DELETE -> "DELETE";
            case BEGIN ->
                    sql.strip().toUpperCase(Locale.ROOT).startsWith("START")
                            ? "START TRANSACTION"
                            : "BEGIN";
            case COMMIT -> "COMMIT";
            case ROLLBACK -> "ROLLBACK";
            case SAVEPOINT -> "SAVEPOINT";
            case RELEASE_SAVEPOINT -> "RELEASE";
            case SET, SET_TRANSACTION -> "SET";
            case RESET -> {
                String name = ((Statement.Reset) statement).name();
                yield name.startsWith("DISCARD") ? name : "RESET";
            }
            case SHOW -> "SHOW";
            case USE -> "USE";
            case EXPLAIN -> "EXPLAIN";
            case EMPTY -> "";
            default -> words(sql);
        };
    }

    /** The words that name the command: CREATE TABLE, DROP INDEX, ALTER TABLE. */
    private static String words(String sql) {
        String[] words = sql.strip().split("\\s+", 4);
        String first = words[0].toUpperCase(Locale.ROOT).replace(";", "");
        boolean two =
                first.equals("CREATE")
                        || first.equals("DROP")
                        || first.equals("ALTER")
                        || first.equals("TRUNCATE");
        if (!two || words.length < 2) {
            return first;
        }
        for (int i = 1; i < words.length; i++) {
            String word = words[i].toUpperCase(Locale.ROOT);
            if (!word.equals("UNIQUE")
                    && !word.equals("TEMP")
                    && !word.equals("TEMPORARY")
                    && !word.equals("UNLOGGED")
                    && !word.equals("OR")) {
                return first + " " + (first.equals("TRUNCATE") ? "TABLE" : word);
            }
        }
        return first;
    }
}
