package io.shardfold.proxy.postgresql;

import io.shardfold.core.error.StatementException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement about what a front end keeps for a session: cursors, which are portals with a name of
 * their own, and prepared statements. The engine only sees a cursor's query.
 *
 * <p>Source: PostgreSQL documentation, "DECLARE", "FETCH", "MOVE", "CLOSE", "DEALLOCATE" and
 * "UNLISTEN". Cursors go forward only: going back would need all rows to be kept.
 */
sealed interface SessionStatement {

    /** For switches. */
    enum Kind {
        DECLARE,
        FETCH,
        CLOSE,
        DEALLOCATE,
        UNLISTEN
    }

    Kind kind();

    /** The command tag, without a count. */
    String tag();

    /**
     * DECLARE.
     *
     * @param hold WITH HOLD: outlives its transaction
     * @param queryStart where in the statement's text the query starts
     */
    record Declare(String name, boolean binary, boolean hold, String query, int queryStart)
            implements SessionStatement {
        @Override
        public Kind kind() {
            return Kind.DECLARE;
        }

        @Override
        public String tag() {
            return "DECLARE CURSOR";
        }
    }

    /**
     * FETCH, or MOVE, which sends no rows.
     *
     * @param count the most rows; {@code Long.MAX_VALUE} for all
     */
    record Fetch(String name, long count, boolean move) implements SessionStatement {
        @Override
        public Kind kind() {
            return Kind.FETCH;
        }

        @Override
        public String tag() {
            return move ? "MOVE" : "FETCH";
        }
    }

    /** CLOSE. @param name null for all */
    record Close(String name) implements SessionStatement {
        @Override
        public Kind kind() {
            return Kind.CLOSE;
        }

        @Override
        public String tag() {
            return name == null ? "CLOSE CURSOR ALL" : "CLOSE CURSOR";
        }
    }

    /** DEALLOCATE. @param name null for all */
    record Deallocate(String name) implements SessionStatement {
        @Override
        public Kind kind() {
            return Kind.DEALLOCATE;
        }

        @Override
        public String tag() {
            return name == null ? "DEALLOCATE ALL" : "DEALLOCATE";
        }
    }

    /** UNLISTEN. Nothing can be listened to, so that there is nothing to end. */
    record Unlisten() implements SessionStatement {
        @Override
        public Kind kind() {
            return Kind.UNLISTEN;
        }

        @Override
        public String tag() {
            return "UNLISTEN";
        }
    }

    /** The longest name that PostgreSQL keeps has 63 bytes; a bound keeps the matching cheap. */
    String NAME = "(?:\"((?:[^\"]|\"\"){1,200})\"|([\\p{L}_][\\p{L}\\p{N}_$]*))";

    Pattern DECLARE =
            Pattern.compile(
                    "DECLARE\\s+"
                            + NAME
                            + "((?:\\s+(?:BINARY|INSENSITIVE|ASENSITIVE|NO\\s+SCROLL|SCROLL))*)"
                            + "\\s+CURSOR(\\s+WITH(?:OUT)?\\s+HOLD)?\\s+FOR\\s+(.*)",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    Pattern FETCH =
            Pattern.compile(
                    "(FETCH|MOVE)\\s+(?:(.*?)\\s+)??(?:(?:FROM|IN)\\s+)?" + NAME + "\\s*;?\\s*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    Pattern CLOSE = Pattern.compile("CLOSE\\s+" + NAME + "\\s*;?\\s*", Pattern.CASE_INSENSITIVE);

    Pattern DEALLOCATE =
            Pattern.compile(
                    "DEALLOCATE\\s+(?:PREPARE\\s+)?" + NAME + "\\s*;?\\s*",
                    Pattern.CASE_INSENSITIVE);

    Pattern UNLISTEN =
            Pattern.compile("UNLISTEN\\s*(?:\\*|" + NAME + ")\\s*;?\\s*", Pattern.CASE_INSENSITIVE);

    Pattern FORWARD =
            Pattern.compile(
                    "(?:NEXT|(?:FORWARD\\s+)?(\\+?\\d{1,18}|ALL)|FORWARD)?",
                    Pattern.CASE_INSENSITIVE);

    /**
     * Reads one statement.
     *
     * @return null for any other statement
     * @throws StatementException 42601 for one of these that can't be read, 0A000 for what isn't
     *     supported of them
     */
    static SessionStatement parse(String sql) {
        int start = afterBlanks(sql);
        if (!startsWithWord(sql, start, "DECLARE")
                && !startsWithWord(sql, start, "FETCH")
                && !startsWithWord(sql, start, "MOVE")
                && !startsWithWord(sql, start, "CLOSE")
                && !startsWithWord(sql, start, "DEALLOCATE")
                && !startsWithWord(sql, start, "UNLISTEN")) {
            return null;
        }
        String text = sql.substring(start);
        Matcher declare = DECLARE.matcher(text);
        if (declare.matches()) {
            return declare(declare, start);
        }
        Matcher close = CLOSE.matcher(text);
        if (close.matches()) {
            return new Close(nameOrAll(close));
        }
        Matcher deallocate = DEALLOCATE.matcher(text);
        if (deallocate.matches()) {
            return new Deallocate(nameOrAll(deallocate));
        }
        if (UNLISTEN.matcher(text).matches()) {
            return new Unlisten();
        }
        Matcher fetch = FETCH.matcher(text);
        if (fetch.matches()) {
            return fetch(fetch, start);
        }
        throw StatementException.syntax("syntax error in " + firstWord(text), start);
    }

    /** Where white space and comments end. Comments nest. */
    static int afterBlanks(String sql) {
        int at = 0;
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end;
            } else if (sql.startsWith("/*", at)) {
                int depth = 0;
                do {
                    if (sql.startsWith("/*", at)) {
                        depth++;
                        at += 2;
                    } else if (sql.startsWith("*/", at)) {
                        depth--;
                        at += 2;
                    } else {
                        at++;
                    }
                } while (depth > 0 && at < sql.length());
            } else {
                break;
            }
        }
        return Math.min(at, sql.length());
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end).toUpperCase(Locale.ROOT);
    }

    private static boolean startsWithWord(String sql, int start, String word) {
        int end = start + word.length();
        return sql.regionMatches(true, start, word, 0, word.length())
                && (end == sql.length() || !Character.isLetterOrDigit(sql.charAt(end)));
    }

    private static Declare declare(Matcher matcher, int start) {
        String options = matcher.group(3).toUpperCase(Locale.ROOT);
        if (options.replaceAll("NO\\s+SCROLL", "").contains("SCROLL")) {
            throw StatementException.notSupported(
                    "SCROLL", start + matcher.start(3), "Read the rows forward.");
        }
        String hold = matcher.group(4);
        return new Declare(
                name(matcher, 1),
                options.contains("BINARY"),
                hold != null && !hold.toUpperCase(Locale.ROOT).contains("WITHOUT"),
                matcher.group(5),
                start + matcher.start(5));
    }

    private static Fetch fetch(Matcher matcher, int start) {
        String direction = matcher.group(2) == null ? "" : matcher.group(2).strip();
        Matcher forward = FORWARD.matcher(direction);
        if (!forward.matches()) {
            throw StatementException.notSupported(
                    matcher.group(1).toUpperCase(Locale.ROOT) + " " + direction,
                    start + matcher.start(2),
                    "Read the rows forward, by FETCH n.");
        }
        String word = forward.group(1);
        long count = 1;
        if (word != null) {
            count = word.equalsIgnoreCase("ALL") ? Long.MAX_VALUE : Long.parseLong(word);
        }
        if (count == 0) {
            throw StatementException.notSupported(
                    "reading a row again (FETCH 0)", start, "Keep the row that you have read.");
        }
        return new Fetch(name(matcher, 3), count, matcher.group(1).equalsIgnoreCase("MOVE"));
    }

    /** Null for the word ALL. */
    private static String nameOrAll(Matcher matcher) {
        boolean all = matcher.group(1) == null && matcher.group(2).equalsIgnoreCase("ALL");
        return all ? null : name(matcher, 1);
    }

    private static String name(Matcher matcher, int group) {
        String quoted = matcher.group(group);
        return quoted != null
                ? quoted.replace("\"\"", "\"")
                : matcher.group(group + 1).toLowerCase(Locale.ROOT);
    }
}
