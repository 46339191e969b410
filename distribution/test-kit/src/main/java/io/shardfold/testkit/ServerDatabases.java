package io.shardfold.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** CREATE and DROP DATABASE, as each dialect wants them. */
final class ServerDatabases {

    private ServerDatabases() {}

    /**
     * @param adminDatabase a database that is always there, to connect to meanwhile
     */
    static TestDatabase create(EmbeddedEngine engine, String adminDatabase, String name) {
        String unique = RunningEngines.uniqueDatabaseName(name);
        try (Connection connection = engine.connect(adminDatabase);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + unique);
            return new TestDatabase(engine, unique);
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "Can't create " + engine.kind() + " database " + unique, failure);
        }
    }

    static void drop(EmbeddedEngine engine, String adminDatabase, String name) {
        try (Connection connection = engine.connect(adminDatabase);
                Statement statement = connection.createStatement()) {
            if (engine.kind().speaksMySql()) {
                // An open transaction's metadata lock would make DROP wait for it.
                for (long id : connectionIds(statement, name)) {
                    kill(statement, id);
                }
                statement.execute("SET SESSION lock_wait_timeout = 10");
                statement.execute("DROP DATABASE IF EXISTS " + name);
            } else {
                statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "Can't drop " + engine.kind() + " database " + name, failure);
        }
    }

    private static List<Long> connectionIds(Statement statement, String database)
            throws SQLException {
        List<Long> ids = new ArrayList<>();
        String sql = "SELECT id FROM information_schema.processlist WHERE db = '" + database + "'";
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private static void kill(Statement statement, long id) throws SQLException {
        try {
            statement.execute("KILL " + id);
        } catch (SQLException failure) {
            // 1094: it closed between the two statements, which is what was wanted.
            if (failure.getErrorCode() != 1094) {
                throw failure;
            }
        }
    }
}
