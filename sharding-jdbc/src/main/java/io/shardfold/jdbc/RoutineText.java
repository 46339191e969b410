package io.shardfold.jdbc;

import io.shardfold.sql.Dialect;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a call: {@code {call name(?, ?)}}, {@code {? = call name(?)}}, or the dialect's own
 * statement.
 *
 * @param sql as it was given: the shard's driver reads it
 * @param statement the same call as a statement of the dialect, to find out where it goes
 * @param function whether its first parameter is what the routine returns
 * @param name the routine's, as it is written; null for the dialect's own statement
 */
record RoutineText(String sql, String statement, boolean function, String name) {

    private static final Pattern ESCAPE =
            Pattern.compile(
                    "\\s*\\{\\s*(\\?\\s*=\\s*)?call\\s+([^({}]+?)\\s*(\\(.*\\))?\\s*}\\s*;?\\s*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern STATEMENT =
            Pattern.compile(
                    "\\s*call\\s+([^({}]+?)\\s*\\(.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /**
     * @throws SQLException 42000 or 42601 for braces around something else than a call
     */
    static RoutineText of(String sql, Dialect dialect) throws SQLException {
        if (sql == null) {
            throw SqlErrors.misuse("A call needs a text.");
        }
        Matcher escape = ESCAPE.matcher(sql);
        if (escape.matches()) {
            boolean function = escape.group(1) != null;
            String arguments = escape.group(3) == null ? "()" : escape.group(3);
            String call = escape.group(2) + arguments;
            return new RoutineText(
                    sql,
                    (function ? "SELECT " : "CALL ") + EscapeSyntax.toDialect(call, dialect),
                    function,
                    escape.group(2));
        }
        Matcher statement = STATEMENT.matcher(sql);
        String name = statement.matches() ? statement.group(1) : null;
        return new RoutineText(sql, EscapeSyntax.toDialect(sql, dialect), false, name);
    }
}
