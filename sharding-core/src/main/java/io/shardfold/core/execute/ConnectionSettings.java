package io.shardfold.core.execute;

import io.shardfold.core.execute.SessionSettings.Setting;
import io.shardfold.sql.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Which settings the connections of one data source have. Thread-safe.
 *
 * <p>A setting's value before we changed it is asked for and kept, so that it can be put back as it
 * was: the driver and the pool have set things of their own.
 */
final class ConnectionSettings {

    /** What is known of one connection. Confined to whoever uses the connection. */
    private static final class State {
        /** Null where it isn't known: each setting we ever made may or may not be there. */
        private SessionSettings current = SessionSettings.NONE;

        /** By name, of each setting that we ever made on this connection. */
        private final Map<String, Object> originals = new HashMap<>();
    }

    /** By the driver's own connection. Guarded by this. */
    private final Map<Connection, State> states = new WeakHashMap<>();

    /**
     * Makes the wanted settings true on a connection.
     *
     * @throws SQLException the server's own error, such as a value that it doesn't know
     */
    void apply(Connection connection, Engine engine, SessionSettings wanted) throws SQLException {
        Connection physical = physical(connection);
        State state;
        synchronized (this) {
            state = states.computeIfAbsent(physical, unseen -> new State());
        }
        SessionSettings current = state.current;
        if (current == wanted || (current != null && current.equals(wanted))) {
            return;
        }
        state.current = null;
        for (Map.Entry<String, Object> original : state.originals.entrySet()) {
            if (!isSet(original.getKey(), wanted)
                    && (current == null || isSet(original.getKey(), current))) {
                restore(connection, engine, original.getKey(), original.getValue());
            }
        }
        for (Setting setting : wanted.settings()) {
            if (current != null && current.settings().contains(setting)) {
                continue;
            }
            if (!state.originals.containsKey(setting.name())) {
                state.originals.put(setting.name(), original(connection, engine, setting.name()));
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(setting.set());
            }
        }
        state.current = wanted;
    }

    /** A rollback may have taken settings back: what is there isn't known any more. */
    void forget(Connection connection) {
        synchronized (this) {
            State state = states.get(physical(connection));
            if (state != null) {
                state.current = null;
            }
        }
    }

    private static boolean isSet(String name, SessionSettings settings) {
        for (Setting setting : settings.settings()) {
            if (setting.name().equals(name)) return true;
        }
        return false;
    }

    /** The driver's connection, which lives as long as the server's session does. */
    private static Connection physical(Connection connection) {
        try {
            return connection.unwrap(Connection.class);
        } catch (SQLException e) {
            return connection;
        }
    }

    private static Object original(Connection connection, Engine engine, String name)
            throws SQLException {
        if (engine.isH2()) {
            return null;
        }
        String sql =
                engine.dialect() == Dialect.POSTGRESQL
                        ? "SELECT current_setting('" + checked(name) + "', true)"
                        : "SELECT " + variable(name);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getObject(1);
        }
    }

    private static void restore(Connection connection, Engine engine, String name, Object original)
            throws SQLException {
        if (engine.isH2()) {
            throw new SQLException(
                    "H2 doesn't tell what " + name + " was before it was set.", "0A000");
        }
        String sql;
        if (engine.dialect() == Dialect.MYSQL) {
            sql = "SET " + variable(name) + " = ?";
        } else if (original == null) {
            sql = "RESET " + checked(name);
        } else {
            sql = "SELECT set_config('" + checked(name) + "', ?, false)";
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (sql.endsWith("?") || original != null) {
                statement.setObject(1, original);
            }
            statement.execute();
        }
    }

    private static String variable(String name) {
        return name.startsWith("@") ? checked(name) : "@@SESSION." + checked(name);
    }

    /** The name becomes part of a text. */
    private static String checked(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '.' && c != '$' && c != '@') {
                throw new IllegalArgumentException("Not a setting's name: " + name);
            }
        }
        return name;
    }
}
