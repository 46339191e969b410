package io.shardfold.proxy.mysql;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.core.session.Outcome;
import io.shardfold.core.session.Session;
import io.shardfold.proxy.client.Client;
import io.shardfold.proxy.client.ServerResources;
import io.shardfold.proxy.client.User;
import io.shardfold.proxy.mysql.Words.Kind;
import io.shardfold.proxy.mysql.Words.Word;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements about the proxy itself, which no shard can answer: who is connected, which databases
 * there are, who and where I am.
 */
final class ProxyStatements {

    private static final int NAME_CHARACTERS = 64;
    private static final int INFO_CHARACTERS = 100;
    private static final int INFO_CHARACTERS_FULL = 16_384;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final MySqlServer server;
    private final ServerResources resources;
    private final Client client;

    ProxyStatements(MySqlServer server, Client client) {
        this.server = server;
        this.resources = server.resources();
        this.client = client;
    }

    /**
     * The answer to SHOW DATABASES and SHOW PROCESSLIST.
     *
     * @return null for any other statement
     */
    Outcome show(List<Word> words, User user) {
        int index = 1;
        boolean full = is(words, index, "FULL");
        if (full) {
            index++;
        }
        if (is(words, index, "PROCESSLIST") && words.size() == index + 1) {
            return processList(user, full);
        }
        if (!full && (is(words, index, "DATABASES") || is(words, index, "SCHEMAS"))) {
            if (words.size() == index + 1) {
                return databases(user, null);
            }
            if (words.size() == index + 3
                    && is(words, index + 1, "LIKE")
                    && words.get(index + 2).kind() == Kind.STRING) {
                return databases(user, words.get(index + 2).text());
            }
        }
        return null;
    }

    private static boolean is(List<Word> words, int index, String keyword) {
        return index < words.size() && words.get(index).is(keyword);
    }

    private Outcome databases(User user, String pattern) {
        List<Object[]> rows = new ArrayList<>();
        for (String name : resources.databases().names(user)) {
            if (pattern == null || LikePattern.matches(pattern, name)) {
                rows.add(new Object[] {name});
            }
        }
        String label = pattern == null ? "Database" : "Database (" + pattern + ")";
        return new Outcome.Rows(
                new ListCursor(List.of(ListCursor.text(label, NAME_CHARACTERS)), rows));
    }

    /**
     * SHOW PROCESSLIST: an admin sees all clients, others their own.
     *
     * @param full whether statements are shown to their end
     */
    Outcome processList(User user, boolean full) {
        List<ResultColumn> columns =
                List.of(
                        ListCursor.number("Id"),
                        ListCursor.text("User", NAME_CHARACTERS),
                        ListCursor.text("Host", NAME_CHARACTERS),
                        ListCursor.text("db", NAME_CHARACTERS),
                        ListCursor.text("Command", NAME_CHARACTERS),
                        ListCursor.number("Time"),
                        ListCursor.text("State", NAME_CHARACTERS),
                        ListCursor.text("Info", INFO_CHARACTERS_FULL));
        List<Object[]> rows = new ArrayList<>();
        for (Client other : resources.clients().all()) {
            User otherUser = other.user();
            if (otherUser == null || !user.admin() && !user.name().equals(otherUser.name())) {
                continue;
            }
            Client.Activity activity = other.activity();
            var session = other.session();
            String info = activity.statement();
            int charactersMax = full ? INFO_CHARACTERS_FULL : INFO_CHARACTERS;
            if (info != null && info.length() > charactersMax) {
                info = info.substring(0, charactersMax);
            }
            rows.add(
                    new Object[] {
                        (long) other.id(),
                        otherUser.name(),
                        other.host(),
                        session == null ? null : session.database().name(),
                        info == null ? "Sleep" : "Query",
                        (System.nanoTime() - activity.sinceNanos()) / NANOS_PER_SECOND,
                        "",
                        info
                    });
        }
        rows.sort((left, right) -> Long.compare((Long) left[0], (Long) right[0]));
        return new Outcome.Rows(new ListCursor(columns, rows));
    }

    /**
     * KILL.
     *
     * @param queryOnly whether only what runs is ended, not the connection
     * @return whether the client has killed itself
     * @throws StatementException 1094 where there is no such connection, 1227 where it is another
     *     user's
     */
    boolean kill(long connectionId, boolean queryOnly, User user) {
        Client victim =
                connectionId > 0 && connectionId <= Integer.MAX_VALUE
                        ? resources.clients().find((int) connectionId)
                        : null;
        if (victim == null || victim.user() == null) {
            throw new StatementException(
                    Problem.UNKNOWN_CONNECTION,
                    "Unknown thread id: " + connectionId,
                    StatementException.NO_POSITION);
        }
        if (!user.admin() && !user.name().equals(victim.user().name())) {
            throw new StatementException(
                    Problem.PRIVILEGE_MISSING,
                    "You are not owner of thread " + connectionId,
                    StatementException.NO_POSITION);
        }
        if (victim == client) {
            return !queryOnly;
        }
        if (queryOnly) {
            victim.cancel();
        } else {
            victim.channel().close();
        }
        return false;
    }

    /** Cheap: whether the word behind SELECT is one that {@link #sessionFunctions} knows. */
    static boolean mayBeSessionFunctions(String sql) {
        int select = 0;
        while (select < sql.length() && !sql.regionMatches(true, select, "SELECT", 0, 6)) {
            select++;
        }
        String rest = sql.substring(Math.min(sql.length(), select + 6));
        if (rest.stripLeading().startsWith("@@")) {
            return true;
        }
        return switch (Words.first(rest)) {
            case "DATABASE",
                    "SCHEMA",
                    "CONNECTION_ID",
                    "VERSION",
                    "USER",
                    "SESSION_USER",
                    "SYSTEM_USER",
                    "CURRENT_USER" ->
                    true;
            default -> false;
        };
    }

    /**
     * {@code SELECT} of nothing but session functions, in the forms that clients use: who am I,
     * where am I.
     *
     * @param database null while none is chosen
     * @param session null while there is none
     * @return null for any other statement
     */
    Outcome sessionFunctions(
            List<Word> words, String sql, User user, String database, Session session) {
        List<ResultColumn> columns = new ArrayList<>();
        List<Object> row = new ArrayList<>();
        int index = 1;
        while (true) {
            if (index >= words.size()) {
                return null;
            }
            int start = words.get(index).start();
            Object value;
            boolean variable = words.get(index).kind() == Kind.VARIABLE;
            String name = words.get(index).upper();
            if (variable) {
                name = name.replaceFirst("^@@(SESSION\\.|LOCAL\\.)?", "@@");
            }
            switch (name) {
                case "DATABASE", "SCHEMA" -> value = database;
                case "CONNECTION_ID" -> value = (long) client.id();
                case "VERSION" -> value = server.face().version();
                case "USER", "SESSION_USER", "SYSTEM_USER" ->
                        value = user.name() + "@" + client.host();
                case "CURRENT_USER" -> value = user.name() + "@" + user.host();
                case "@@AUTOCOMMIT" -> value = session == null || session.autoCommit() ? 1L : 0L;
                case "@@TRANSACTION_ISOLATION", "@@TX_ISOLATION" -> {
                    value = session == null ? null : isolation(session.isolation());
                    if (value == null) {
                        // The shards' default.
                        return null;
                    }
                }
                case "@@TRANSACTION_READ_ONLY", "@@TX_READ_ONLY" ->
                        value = session != null && session.readOnly() ? 1L : 0L;
                default -> {
                    return null;
                }
            }
            boolean parentheses =
                    index + 2 < words.size()
                            && words.get(index + 1).isSign('(')
                            && words.get(index + 2).isSign(')');
            if (!variable
                    && (words.get(index).kind() != Kind.WORD
                            || !parentheses && !words.get(index).is("CURRENT_USER"))) {
                return null;
            }
            index += !variable && parentheses ? 3 : 1;
            String label = sql.substring(start, words.get(index - 1).end());
            if (is(words, index, "AS")
                    && index + 1 < words.size()
                    && words.get(index + 1).isNameOrString()) {
                label = words.get(index + 1).text();
                index += 2;
            }
            columns.add(
                    value instanceof Long
                            ? ListCursor.number(label)
                            : ListCursor.text(label, NAME_CHARACTERS));
            row.add(value);
            if (index < words.size() && words.get(index).isSign(',')) {
                index++;
                continue;
            }
            boolean limited =
                    is(words, index, "LIMIT")
                            && index + 2 == words.size()
                            && words.get(index + 1).text().equals("1");
            if (index < words.size() && !limited) {
                return null;
            }
            return new Outcome.Rows(new ListCursor(columns, List.<Object[]>of(row.toArray())));
        }
    }

    /** As the variable shows it; null for none. */
    static String isolation(int isolation) {
        return switch (isolation) {
            case Connection.TRANSACTION_READ_UNCOMMITTED -> "READ-UNCOMMITTED";
            case Connection.TRANSACTION_READ_COMMITTED -> "READ-COMMITTED";
            case Connection.TRANSACTION_REPEATABLE_READ -> "REPEATABLE-READ";
            case Connection.TRANSACTION_SERIALIZABLE -> "SERIALIZABLE";
            default -> null;
        };
    }

    /** COM_STATISTICS: a text that {@code mysqladmin} takes apart. */
    byte[] statistics() {
        long seconds = Math.max(1, (System.nanoTime() - server.startedNanos()) / NANOS_PER_SECOND);
        long questions = server.questions().get();
        long thousandths = questions * 1000 / seconds;
        String fraction = String.valueOf(1000 + thousandths % 1000).substring(1);
        return ("Uptime: "
                        + seconds
                        + "  Threads: "
                        + resources.clients().count()
                        + "  Questions: "
                        + questions
                        + "  Slow queries: 0  Opens: 0  Open tables: 0  Queries per second avg: "
                        + thousandths / 1000
                        + "."
                        + fraction)
                .getBytes(StandardCharsets.UTF_8);
    }
}
