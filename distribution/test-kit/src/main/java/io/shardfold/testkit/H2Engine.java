package io.shardfold.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** H2 in this JVM's memory: nothing to start, a database is there while it isn't shut down. */
record H2Engine(Kind kind) implements EmbeddedEngine {

    @Override
    public String jdbcUrl(String database, String... options) {
        // NULLs sort and names fold as in the engine that H2 stands in for.
        String mode =
                kind.speaksMySql()
                        ? ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
                        : ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        StringBuilder url = new StringBuilder("jdbc:h2:mem:").append(database);
        url.append(";DB_CLOSE_DELAY=-1").append(mode);
        for (String option : options) {
            url.append(';').append(option);
        }
        return url.toString();
    }

    @Override
    public String user() {
        return "sa";
    }

    @Override
    public String password() {
        return "";
    }

    @Override
    public TestDatabase createDatabase(String name) {
        return new TestDatabase(this, RunningEngines.uniqueDatabaseName(name));
    }

    @Override
    public void dropDatabase(TestDatabase database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException failure) {
            throw new IllegalStateException("Can't drop H2 database " + database.name(), failure);
        }
    }
}
