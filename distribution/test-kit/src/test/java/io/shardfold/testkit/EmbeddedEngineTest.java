package io.shardfold.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddedEngineTest {

    private static EmbeddedEngine engine(Kind kind) {
        String reason = kind.unavailableBecause();
        assumeTrue(reason == null, () -> kind + " can't run: " + reason);
        return kind.engine();
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, SHOW server_version, 18",
        "POSTGRESQL_CONTAINER, SHOW server_version, 17",
        "MARIADB, SELECT VERSION(), 11.4",
        "MYSQL_CONTAINER, SELECT VERSION(), 8.4",
        "H2_MYSQL, SELECT H2VERSION(), 2.",
        "H2_POSTGRESQL, SELECT H2VERSION(), 2."
    })
    void startsTheVersionItPromises(Kind kind, String sql, String version) throws SQLException {
        TestDatabase database = engine(kind).createDatabase("version");
        try (Connection connection = database.connect()) {
            assertTrue(text(connection, sql).startsWith(version), () -> kind + " isn't " + version);
        } finally {
            database.drop();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void keepsTextOfAnyScript(Kind kind) throws SQLException {
        TestDatabase database = engine(kind).createDatabase("text");
        try (Connection connection = database.connect()) {
            database.execute(
                    "CREATE TABLE words (word VARCHAR(20))",
                    "INSERT INTO words VALUES ('Größe 漢字 🙂')");
            assertEquals("Größe 漢字 🙂", text(connection, "SELECT word FROM words"));
        } finally {
            database.drop();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void givesEachCallerADatabaseOfItsOwn(Kind kind) throws SQLException {
        assertSame(engine(kind), engine(kind));
        TestDatabase first = engine(kind).createDatabase("same name");
        TestDatabase second = engine(kind).createDatabase("same name");
        try {
            assertNotEquals(first.name(), second.name());
            first.execute("CREATE TABLE only_here (id INT)");
            assertThrows(SQLException.class, () -> second.execute("SELECT id FROM only_here"));
        } finally {
            first.drop();
            second.drop();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "H2_.*", mode = EnumSource.Mode.MATCH_NONE)
    void dropsADatabaseThatSomebodyHoldsLocksIn(Kind kind) throws SQLException {
        TestDatabase database = engine(kind).createDatabase("held");
        database.execute("CREATE TABLE held (id INT)");
        try (Connection holder = database.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("INSERT INTO held VALUES (1)");
            database.drop();
            assertThrows(
                    SQLException.class,
                    () -> holder.createStatement().execute("SELECT id FROM held"));
        }
        assertThrows(SQLException.class, database::connect);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"MARIADB", "MYSQL_CONTAINER"})
    void takesStatementsOf40Megabytes(Kind kind) throws SQLException {
        TestDatabase database = engine(kind).createDatabase("large");
        try (Connection connection = database.connect()) {
            String large = "x".repeat(40 << 20);
            assertEquals("41943040", text(connection, "SELECT LENGTH('" + large + "')"));
        } finally {
            database.drop();
        }
    }
}
