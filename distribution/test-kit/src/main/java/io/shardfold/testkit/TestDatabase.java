package io.shardfold.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** One database on an engine: a shard, or the unsharded one that shards are compared with. */
public record TestDatabase(EmbeddedEngine engine, String name) {

    public String jdbcUrl(String... options) {
        return engine.jdbcUrl(name, options);
    }

    public String user() {
        return engine.user();
    }

    public String password() {
        return engine.password();
    }

    /** A new connection, in auto-commit mode; the caller closes it. */
    public Connection connect(String... options) throws SQLException {
        return engine.connect(name, options);
    }

    /** Runs statements one after the other on a connection of their own. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Drops this database; see {@link EmbeddedEngine#dropDatabase}. */
    public void drop() {
        engine.dropDatabase(this);
    }
}
