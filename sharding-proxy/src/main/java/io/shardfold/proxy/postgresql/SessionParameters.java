package io.shardfold.proxy.postgresql;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.session.ExecuteOptions;
import io.shardfold.core.session.Outcome;
import io.shardfold.core.session.Prepared;
import io.shardfold.core.session.Session;
import io.shardfold.sql.ast.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;

/**
 * The parameters that a server reports by itself (ParameterStatus), and those with which a client
 * started.
 *
 * <p>What a parameter's value is, in the database's own spelling, is asked of the database after
 * each statement that may have changed it, before the next ReadyForQuery. The text that a client
 * gave is never taken for it.
 *
 * <p>Source: PostgreSQL documentation, "Asynchronous Operations". Belongs to its session.
 */
final class SessionParameters {

    /** What PostgreSQL 18 reports, in its order, with the values of a server that doesn't say. */
    private static final Map<String, String> REPORTED = new LinkedHashMap<>();

    static {
        REPORTED.put("in_hot_standby", "off");
        REPORTED.put("integer_datetimes", "on");
        REPORTED.put("TimeZone", "UTC");
        REPORTED.put("IntervalStyle", "postgres");
        REPORTED.put("search_path", "\"$user\", public");
        REPORTED.put("is_superuser", "off");
        REPORTED.put("application_name", "");
        REPORTED.put("default_transaction_read_only", "off");
        REPORTED.put("scram_iterations", "4096");
        REPORTED.put("DateStyle", "ISO, MDY");
        REPORTED.put("standard_conforming_strings", "on");
        REPORTED.put("session_authorization", "");
        REPORTED.put("client_encoding", "UTF8");
        REPORTED.put("server_version", "18.0");
        REPORTED.put("server_encoding", "UTF8");
    }

    /** Those that a statement can change, and that are the database's to know. */
    private static final List<String> CHANGEABLE =
            List.of(
                    "TimeZone",
                    "IntervalStyle",
                    "search_path",
                    "application_name",
                    "default_transaction_read_only",
                    "DateStyle",
                    "standard_conforming_strings");

    /** Those that every session of a database starts with. */
    private static final List<String> OF_DATABASE =
            List.of(
                    "in_hot_standby",
                    "integer_datetimes",
                    "TimeZone",
                    "IntervalStyle",
                    "search_path",
                    "default_transaction_read_only",
                    "scram_iterations",
                    "DateStyle",
                    "standard_conforming_strings",
                    "server_version",
                    "server_encoding");

    private final Session session;
    private final Map<String, String> startup = new LinkedHashMap<>();
    private final Map<String, String> told = new LinkedHashMap<>(REPORTED);
    private final Set<String> changed = new LinkedHashSet<>();
    private final Set<String> changedInBlock = new LinkedHashSet<>();
    private boolean isPostgresql;

    SessionParameters(Session session) {
        this.session = session;
    }

    /**
     * What every session of the session's database starts with, as the database says.
     *
     * @return null where it isn't PostgreSQL's own and doesn't say
     */
    static Map<String, String> ofDatabase(Session session) {
        Map<String, String> values = new LinkedHashMap<>();
        var sql =
                new StringBuilder(
                        "SELECT name, setting FROM pg_catalog.pg_settings WHERE name IN (");
        for (String name : OF_DATABASE) {
            sql.append(values.isEmpty() ? "'" : ", '").append(name).append('\'');
            values.put(name, REPORTED.get(name));
        }
        sql.append(')');
        try (Cursor cursor = query(session, sql.toString())) {
            int count = 0;
            while (cursor.next()) {
                values.put(cursor.text(0), cursor.text(1));
                count++;
            }
            // H2 has a table of that name, with settings of its own.
            return count == OF_DATABASE.size() ? values : null;
        } catch (ShardfoldException notPostgresql) {
            return null;
        }
    }

    private static Cursor query(Session session, String sql) {
        Outcome outcome =
                session.execute(session.prepare(sql), Parameters.NONE, ExecuteOptions.DEFAULT);
        if (outcome instanceof Outcome.Rows rows) {
            return rows.cursor();
        }
        throw new IllegalStateException("a query that gives no rows");
    }

    /**
     * Sets what a client asked for in its startup packet.
     *
     * <p>A database that isn't PostgreSQL's own (H2, for trying out) isn't asked for what only
     * PostgreSQL has.
     *
     * @param database as {@link #ofDatabase} gave it
     * @param user the user's name
     * @throws ShardfoldException 42704 for a parameter that doesn't exist, 22023 for a value that
     *     it can't have
     */
    void start(
            Map<String, String> parameters,
            Map<String, String> database,
            String user,
            boolean admin) {
        isPostgresql = database != null;
        if (isPostgresql) {
            told.putAll(database);
        } else {
            told.put("TimeZone", TimeZone.getDefault().getID());
        }
        told.put("session_authorization", user);
        told.put("is_superuser", admin ? "on" : "off");
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            String name = parameter.getKey().toLowerCase(Locale.ROOT);
            if (name.equals("client_encoding")) {
                requireUtf8(parameter.getValue());
            } else {
                startup.put(name, parameter.getValue());
            }
        }
        if (!isPostgresql) {
            told.put("application_name", startup.getOrDefault("application_name", ""));
            startup.clear();
            return;
        }
        for (Map.Entry<String, String> parameter : startup.entrySet()) {
            set(parameter.getKey(), parameter.getValue());
        }
        refresh(startup.keySet());
    }

    /** The values with which a session starts. */
    void writeAll(ByteBuf out) {
        for (Map.Entry<String, String> parameter : told.entrySet()) {
            BackendMessages.parameterStatus(out, parameter.getKey(), parameter.getValue());
        }
    }

    private static void requireUtf8(String encoding) {
        var letters = new StringBuilder();
        for (int i = 0; i < encoding.length(); i++) {
            if (Character.isLetterOrDigit(encoding.charAt(i))) {
                letters.append(Character.toLowerCase(encoding.charAt(i)));
            }
        }
        String name = letters.toString();
        if (!name.equals("utf8") && !name.equals("unicode")) {
            throw StatementException.notSupported(
                    "client_encoding " + encoding,
                    StatementException.NO_POSITION,
                    "The only encoding is UTF8.");
        }
    }

    /** A statement has run: remembers what it may have changed. */
    void ran(Prepared prepared) {
        switch (prepared.kind()) {
            case SET -> {
                for (Statement.Setting setting :
                        ((Statement.Set) prepared.statement()).settings()) {
                    String name = setting.name().toLowerCase(Locale.ROOT);
                    if (setting.values().isEmpty() && startup.containsKey(name)) {
                        // TO DEFAULT: what the client started with, as with RESET.
                        set(name, startup.get(name));
                    }
                    changed(name);
                }
            }
            case RESET -> {
                String name = ((Statement.Reset) prepared.statement()).name();
                boolean all = name.equalsIgnoreCase("ALL") || name.equals("DISCARD ALL");
                if (all || startup.containsKey(name.toLowerCase(Locale.ROOT))) {
                    // Back to what the client started with, which isn't what the database has.
                    for (Map.Entry<String, String> parameter : startup.entrySet()) {
                        if (all || parameter.getKey().equalsIgnoreCase(name)) {
                            set(parameter.getKey(), parameter.getValue());
                        }
                    }
                }
                changed(all ? null : name);
            }
            case SET_TRANSACTION -> changed("default_transaction_read_only");
            case COMMIT, ROLLBACK -> {
                changed.addAll(changedInBlock);
                if (!(prepared.statement() instanceof Statement.Rollback rollback)
                        || rollback.savepoint() == null) {
                    changedInBlock.clear();
                }
            }
            case QUERY -> {
                if (containsIgnoringCase(prepared.sql(), "set_config")) {
                    changed(null);
                }
            }
            default -> {}
        }
    }

    /** An implicit block was undone. */
    void undone() {
        changed.addAll(changedInBlock);
        changedInBlock.clear();
    }

    private static boolean containsIgnoringCase(String text, String word) {
        for (int i = 0; i <= text.length() - word.length(); i++) {
            if (text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param name null for all
     */
    private void changed(String name) {
        String official = name;
        if (name != null && name.equalsIgnoreCase("time zone")) {
            official = "TimeZone";
        } else if (name != null && name.equalsIgnoreCase("schema")) {
            official = "search_path";
        }
        for (String candidate : CHANGEABLE) {
            if (official == null || official.equalsIgnoreCase(candidate)) {
                changed.add(candidate);
                changedInBlock.add(candidate);
            }
        }
    }

    /**
     * Reports what has changed. Call it before ReadyForQuery, and not in a failed block, where the
     * database answers nothing.
     *
     * @param inBlock whether what changed may yet be undone
     */
    void writeChanges(ByteBuf out, boolean inBlock) {
        if (changed.isEmpty()) {
            return;
        }
        Map<String, String> before = new LinkedHashMap<>(told);
        refresh(new ArrayList<>(changed));
        changed.clear();
        if (!inBlock) {
            changedInBlock.clear();
        }
        for (Map.Entry<String, String> parameter : told.entrySet()) {
            if (!parameter.getValue().equals(before.get(parameter.getKey()))) {
                BackendMessages.parameterStatus(out, parameter.getKey(), parameter.getValue());
            }
        }
    }

    /** Asks the database. SHOW takes no snapshot, so that SET TRANSACTION may still follow. */
    private void refresh(Iterable<String> names) {
        for (String name : names) {
            for (String candidate : CHANGEABLE) {
                if (!candidate.equalsIgnoreCase(name)) {
                    continue;
                }
                if (isPostgresql) {
                    try (Cursor cursor = query(session, "SHOW " + candidate)) {
                        if (cursor.next()) {
                            told.put(candidate, cursor.text(0));
                        }
                    }
                } else if (session.setting(candidate) != null) {
                    told.put(candidate, session.setting(candidate));
                }
            }
        }
    }

    private void set(String name, String value) {
        session.execute(
                session.prepare("SET " + setting(name) + " TO " + value(name, value)),
                Parameters.NONE,
                ExecuteOptions.DEFAULT);
    }

    /** Parameters have plain names, with a dot in those of extensions. */
    private static String setting(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' && i > 0;
            if (!plain && c != '_' && c != '.') {
                throw new StatementException(
                        Problem.UNKNOWN_VARIABLE,
                        "unrecognized configuration parameter \"" + name + "\"",
                        StatementException.NO_POSITION);
            }
        }
        return name;
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A list of names is set name by name: as one text it would be one name. */
    private static String value(String name, String value) {
        if (!name.equals("search_path")) {
            return '\'' + value.replace("'", "''") + '\'';
        }
        var list = new StringBuilder();
        for (String part : value.split(",", -1)) {
            String element = part.strip();
            boolean quoted =
                    element.length() >= 2 && element.startsWith("\"") && element.endsWith("\"");
            list.append(list.isEmpty() ? "" : ", ")
                    .append(
                            identifier(
                                    quoted
                                            ? element.substring(1, element.length() - 1)
                                                    .replace("\"\"", "\"")
                                            : element.toLowerCase(Locale.ROOT)));
        }
        return list.toString();
    }

    /**
     * Takes the switches out of {@code options}: {@code -c name=value}, {@code -cname=value},
     * {@code --name=value}, with a backslash before a blank that is part of one.
     *
     * @throws StatementException 42601 for anything else
     */
    static Map<String, String> options(String options) {
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> words = words(options);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String setting;
            if (word.equals("-c") && i + 1 < words.size()) {
                i++;
                setting = words.get(i);
            } else if (word.startsWith("-c") && word.length() > 2 || word.startsWith("--")) {
                setting = word.substring(2);
            } else {
                throw new StatementException(
                        Problem.SYNTAX,
                        "invalid command-line argument for server process: " + word,
                        StatementException.NO_POSITION);
            }
            int equals = setting.indexOf('=');
            if (equals < 0) {
                throw new StatementException(
                        Problem.SYNTAX,
                        (word.startsWith("--") ? "--" : "-c ") + setting + " requires a value",
                        StatementException.NO_POSITION);
            }
            settings.put(
                    setting.substring(0, equals).replace('-', '_'), setting.substring(equals + 1));
        }
        return settings;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                if (word != null) {
                    words.add(word.toString());
                    word = null;
                }
                continue;
            }
            if (word == null) {
                word = new StringBuilder();
            }
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                c = text.charAt(i);
            }
            word.append(c);
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }
}
