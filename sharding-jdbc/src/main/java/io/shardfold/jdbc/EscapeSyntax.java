package io.shardfold.jdbc;

import io.shardfold.sql.Dialect;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.Locale;

/**
 * JDBC's escapes in braces, written in the dialect: {@code {d '2026-01-31'}}, {@code {t ...}},
 * {@code {ts ...}}, {@code {fn ucase(x)}}, {@code {oj a LEFT OUTER JOIN b ON ...}}, {@code {escape
 * '!'}}, {@code {limit 5}}.
 *
 * <p>Braces in literals, quoted names and comments aren't escapes.
 *
 * @see "JDBC 4.3 specification, 13.4 Escape Syntax"
 */
final class EscapeSyntax {

    private final String sql;
    private final Dialect dialect;
    private final StringBuilder out;
    private int at;

    private EscapeSyntax(String sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        this.out = new StringBuilder(sql.length() + 16);
    }

    /**
     * @throws SQLException 42000 or 42601 for a brace that opens no escape; 0A000 for a call that
     *     returns by a parameter
     */
    static String toDialect(String sql, Dialect dialect) throws SQLException {
        if (sql.indexOf('{') < 0) {
            return sql;
        }
        EscapeSyntax scan = new EscapeSyntax(sql, dialect);
        scan.copy(false);
        return scan.out.toString();
    }

    /**
     * @param inEscape whether a closing brace ends it
     */
    private void copy(boolean inEscape) throws SQLException {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            int end = endOfOpaque(c);
            if (end > at) {
                out.append(sql, at, end);
                at = end;
            } else if (c == '{') {
                at++;
                escape();
            } else if (c == '}' && inEscape) {
                at++;
                return;
            } else {
                out.append(c);
                at++;
            }
        }
        if (inEscape) {
            throw malformed("An escape in braces isn't closed.");
        }
    }

    /** Where a literal, quoted name or comment that starts here ends; {@link #at} for none. */
    private int endOfOpaque(char c) {
        if (c == '\'' || c == '"' || (c == '`' && dialect == Dialect.MYSQL)) {
            boolean backslash =
                    c != '`'
                            && (dialect == Dialect.MYSQL
                                    || (c == '\''
                                            && at > 0
                                            && "eE".indexOf(sql.charAt(at - 1)) >= 0));
            int end = at + 1;
            while (end < sql.length() && sql.charAt(end) != c) {
                end += backslash && sql.charAt(end) == '\\' ? 2 : 1;
            }
            // A doubled quote reads as the end of one literal and the start of the next.
            return Math.min(sql.length(), end + 1);
        }
        if (sql.startsWith("--", at) || (c == '#' && dialect == Dialect.MYSQL)) {
            int end = sql.indexOf('\n', at);
            return end < 0 ? sql.length() : end;
        }
        if (sql.startsWith("/*", at)) {
            int end = sql.indexOf("*/", at + 2);
            return end < 0 ? sql.length() : end + 2;
        }
        if (c == '$' && dialect == Dialect.POSTGRESQL) {
            int tagEnd = at + 1;
            while (tagEnd < sql.length()
                    && (Character.isLetterOrDigit(sql.charAt(tagEnd))
                            || sql.charAt(tagEnd) == '_')) {
                tagEnd++;
            }
            boolean digitFirst = at + 1 < tagEnd && Character.isDigit(sql.charAt(at + 1));
            if (tagEnd < sql.length() && sql.charAt(tagEnd) == '$' && !digitFirst) {
                String tag = sql.substring(at, tagEnd + 1);
                int end = sql.indexOf(tag, tagEnd + 1);
                return end < 0 ? sql.length() : end + tag.length();
            }
        }
        return at;
    }

    private void escape() throws SQLException {
        skipBlanks();
        if (at < sql.length() && sql.charAt(at) == '?') {
            throw SqlErrors.notSupported(
                    "A call with an output parameter by another method than prepareCall");
        }
        String keyword = word();
        switch (keyword) {
            case "d" -> out.append("DATE ");
            case "t" -> out.append("TIME ");
            case "ts" -> out.append("TIMESTAMP ");
            case "oj" -> {}
            case "escape" -> out.append("ESCAPE ");
            case "limit" -> out.append("LIMIT ");
            case "fn" -> {
                skipBlanks();
                function(word());
            }
            // As PostgreSQL's driver reads it, a call is one of a function.
            case "call" -> out.append(dialect == Dialect.MYSQL ? "CALL " : "SELECT * FROM ");
            default -> throw malformed("'{" + keyword + "' is no escape of JDBC.");
        }
        skipBlanks();
        copy(true);
        if (keyword.equals("call") && dialect == Dialect.POSTGRESQL) {
            out.append(" AS result");
        }
    }

    /** Functions of JDBC whose names a dialect spells otherwise. */
    private void function(String name) {
        if (dialect == Dialect.MYSQL) {
            out.append(name);
            return;
        }
        switch (name) {
            case "ucase" -> out.append("upper");
            case "lcase" -> out.append("lower");
            case "ifnull" -> out.append("coalesce");
            case "log" -> out.append("ln");
            case "log10" -> out.append("log");
            case "rand" -> out.append("random");
            case "truncate" -> out.append("trunc");
            case "database" -> out.append("current_database");
            case "curdate", "curtime" -> {
                out.append(name.equals("curdate") ? "CURRENT_DATE" : "LOCALTIME");
                skipBlanks();
                if (sql.startsWith("(", at)) {
                    int close = sql.indexOf(')', at);
                    at = close < 0 ? at : close + 1;
                }
            }
            default -> out.append(name);
        }
    }

    private void skipBlanks() {
        while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
            at++;
        }
    }

    private String word() {
        int start = at;
        while (at < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '_')) {
            at++;
        }
        return sql.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private SQLException malformed(String message) {
        return dialect == Dialect.MYSQL
                ? new SQLSyntaxErrorException(message, "42000", 1064)
                : new SQLSyntaxErrorException(message, "42601");
    }
}
