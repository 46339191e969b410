package io.shardfold.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Types;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls of stored routines, against the backend's own driver. */
class RoutinesTest {

    @Nested
    class OnMariaDb extends ShopTests {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.MARIADB, 2);

        @Override
        ShardSet databases() {
            return DATABASES;
        }

        @BeforeAll
        void routines() throws SQLException {
            DATABASES.onEveryDatabase(
                    "CREATE PROCEDURE p_scale(IN factor INT, OUT product DECIMAL(10,2),"
                            + " INOUT text VARCHAR(40)) BEGIN SET product = factor * 1.5;"
                            + " SET text = CONCAT(text, '-', factor); END",
                    "CREATE PROCEDURE p_rows() BEGIN SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2,"
                            + " NULL ORDER BY a; SELECT 'second' AS c; END",
                    "CREATE PROCEDURE p_fails() BEGIN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT ="
                            + " 'no'; END",
                    "CREATE FUNCTION f_twice(a INT) RETURNS INT DETERMINISTIC RETURN a * 2",
                    "CREATE PROCEDURE p_mark(IN a INT) DO a",
                    "CREATE PROCEDURE p_none(OUT nothing INT) SET nothing = NULL");
        }

        @Test
        void outputParametersComeAsTheDriversDo() throws Exception {
            same(
                    (connection, seen) -> {
                        try (CallableStatement call =
                                connection.prepareCall("{call p_scale(?, ?, ?)}")) {
                            call.setInt(1, 7);
                            call.registerOutParameter(2, Types.DECIMAL);
                            call.setString(3, "t");
                            call.registerOutParameter(3, Types.VARCHAR);
                            seen.add(call.execute());
                            seen.add(call.getBigDecimal(2));
                            seen.add(call.getObject(2));
                            seen.add(call.getDouble(2));
                            seen.add(call.getString(3));
                            seen.add(call.wasNull());
                            call.setInt(1, 8);
                            call.setString(3, "u");
                            seen.add(call.executeUpdate());
                            seen.add(call.getBigDecimal(2));
                            seen.add(call.getString(3));
                        }
                    });
        }

        @Test
        void parametersHaveNames() throws Exception {
            same(
                    (connection, seen) -> {
                        try (CallableStatement call =
                                connection.prepareCall("{call p_scale(?, ?, ?)}")) {
                            call.setInt("factor", 3);
                            call.setString("text", "n");
                            call.registerOutParameter("product", Types.DECIMAL);
                            call.registerOutParameter("text", Types.VARCHAR);
                            call.execute();
                            seen.add(call.getBigDecimal("product"));
                            seen.add(call.getString("text"));
                        }
                    });
            try (Connection connection = shop.connect();
                    CallableStatement call = connection.prepareCall("{call p_scale(?, ?, ?)}")) {
                SQLException unknown =
                        assertThrows(SQLException.class, () -> call.setInt("nobody", 1));
                assertTrue(unknown.getMessage().contains("nobody"), unknown.getMessage());
            }
        }

        @Test
        void aFunctionReturnsByItsFirstParameter() throws Exception {
            same(
                    (connection, seen) -> {
                        try (CallableStatement call =
                                connection.prepareCall("{? = call f_twice(?)}")) {
                            call.registerOutParameter(1, Types.INTEGER);
                            call.setInt(2, 21);
                            call.execute();
                            seen.add(call.getInt(1));
                            seen.add(call.getObject(1));
                        }
                    });
        }

        @Test
        void severalResultsFollowEachOther() throws Exception {
            same(
                    (connection, seen) -> {
                        try (CallableStatement call = connection.prepareCall("{call p_rows}")) {
                            seen.add(call.execute());
                            try (ResultSet rows = call.getResultSet()) {
                                while (rows.next()) {
                                    seen.add(rows.getInt("a"));
                                    seen.add(rows.getString("b"));
                                }
                            }
                            seen.add(call.getMoreResults());
                            try (ResultSet rows = call.getResultSet()) {
                                while (rows.next()) {
                                    seen.add(rows.getString("c"));
                                }
                            }
                            seen.add(call.getMoreResults());
                        }
                        try (Statement statement = connection.createStatement();
                                ResultSet rows = statement.executeQuery("{call p_rows()}")) {
                            seen.add(rows.next());
                            seen.add(rows.getInt(1));
                        }
                    });
        }

        @Test
        void resultsThatAreKeptStayReadable() throws Exception {
            same(
                    (connection, seen) -> {
                        try (CallableStatement call = connection.prepareCall("{call p_rows()}")) {
                            call.execute();
                            ResultSet first = call.getResultSet();
                            seen.add(call.getMoreResults(Statement.KEEP_CURRENT_RESULT));
                            ResultSet second = call.getResultSet();
                            seen.add(first.next());
                            seen.add(first.getString("b"));
                            seen.add(second.next());
                            seen.add(second.getString(1));
                            seen.add(call.getMoreResults(Statement.CLOSE_ALL_RESULTS));
                            seen.add(first.isClosed());
                        }
                    });
        }

        @Test
        void whatFailsInARoutineIsTheServersError() throws Exception {
            same(
                    (connection, seen) -> {
                        try (CallableStatement call = connection.prepareCall("{call p_fails()}")) {
                            seen.error(call::execute);
                        }
                        try (CallableStatement call = connection.prepareCall("{call p_none(?)}")) {
                            call.registerOutParameter(1, Types.INTEGER);
                            call.execute();
                            seen.add(call.getInt(1));
                            seen.add(call.wasNull());
                            seen.add(call.getObject(1));
                        }
                    });
        }

        @Test
        void callsGoInBatches() throws Exception {
            try (Connection connection = shop.connect();
                    CallableStatement call = connection.prepareCall("{call p_mark(?)}")) {
                call.setInt(1, 1);
                call.addBatch();
                call.setInt(1, 2);
                call.addBatch();
                assertEquals(2, call.executeBatch().length);
                assertEquals(0, call.executeBatch().length);
            }
        }

        @Test
        void aCallThatNamesAShardedTableIsRefused() throws Exception {
            try (Connection connection = shop.connect()) {
                assertThrows(
                        SQLFeatureNotSupportedException.class,
                        () -> {
                            try (CallableStatement call =
                                    connection.prepareCall(
                                            "{call p_none((SELECT MAX(order_id) FROM"
                                                    + " t_order))}")) {
                                call.execute();
                            }
                        });
            }
        }

        @Test
        void aWrongCallIsRefused() throws Exception {
            try (Connection connection = shop.connect();
                    CallableStatement call = connection.prepareCall("{call p_scale(?, ?, ?)}")) {
                assertThrows(SQLException.class, () -> call.getInt(2));
                assertThrows(SQLException.class, () -> call.registerOutParameter(4, Types.INTEGER));
                assertThrows(SQLException.class, call::execute);
                call.registerOutParameter(2, Types.DECIMAL);
                assertThrows(SQLException.class, call::addBatch);
                assertThrows(SQLException.class, () -> call.getInt(2));
                assertThrows(SQLException.class, () -> call.execute("{call p_rows()}"));
                call.close();
                assertThrows(SQLException.class, call::execute);
                assertThrows(SQLException.class, () -> call.getInt(2));
                assertThrows(SQLException.class, () -> call.registerOutParameter(2, Types.DECIMAL));
            }
        }
    }

    @Nested
    class OnPostgresql extends ShopTests {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.POSTGRESQL, 2);

        @Override
        ShardSet databases() {
            return DATABASES;
        }

        @BeforeAll
        void routines() throws SQLException {
            DATABASES.onEveryDatabase(
                    "CREATE FUNCTION f_scale(factor int, OUT product numeric, INOUT txt text)"
                            + " LANGUAGE plpgsql AS $$ BEGIN product := factor * 1.5;"
                            + " txt := txt || '-' || factor; END $$",
                    "CREATE FUNCTION f_twice(a int) RETURNS int LANGUAGE sql AS 'SELECT a * 2'",
                    "CREATE FUNCTION f_rows() RETURNS TABLE(a int, b text) LANGUAGE sql AS"
                            + " $$ SELECT 1, 'x' UNION ALL SELECT 2, NULL $$",
                    "CREATE FUNCTION f_cursor() RETURNS refcursor LANGUAGE plpgsql AS $$"
                            + " DECLARE c refcursor; BEGIN OPEN c FOR SELECT generate_series(1, 3);"
                            + " RETURN c; END $$",
                    "CREATE PROCEDURE p_twice(INOUT a int) LANGUAGE plpgsql AS $$ BEGIN a := a * 2;"
                            + " RAISE NOTICE 'doubled'; END $$");
        }

        @Test
        void outputParametersComeAsTheDriversDo() throws Exception {
            same(
                    (connection, seen) -> {
                        try (CallableStatement call =
                                connection.prepareCall("{call f_scale(?, ?, ?)}")) {
                            call.setInt(1, 7);
                            call.registerOutParameter(2, Types.NUMERIC);
                            call.setString(3, "t");
                            call.registerOutParameter(3, Types.VARCHAR);
                            call.execute();
                            seen.add(call.getBigDecimal(2));
                            seen.add(call.getObject(2));
                            seen.add(call.getString(3));
                            seen.add(call.wasNull());
                        }
                    });
        }

        @Test
        void aFunctionReturnsByItsFirstParameter() throws Exception {
            same(
                    (connection, seen) -> {
                        try (CallableStatement call =
                                connection.prepareCall("{? = call f_twice(?)}")) {
                            call.registerOutParameter(1, Types.INTEGER);
                            call.setInt(2, 21);
                            call.execute();
                            seen.add(call.getInt(1));
                            seen.add(call.getObject(1));
                        }
                    });
        }

        @Test
        void aProcedureIsCalledByItsStatement() throws Exception {
            same(
                    (connection, seen) -> {
                        try (CallableStatement call = connection.prepareCall("call p_twice(?)")) {
                            call.setInt(1, 4);
                            call.registerOutParameter(1, Types.INTEGER);
                            call.execute();
                            seen.add(call.getInt(1));
                            seen.add(call.getWarnings().getMessage());
                        }
                    });
        }

        @Test
        void aFunctionOfRowsGivesRows() throws Exception {
            same(
                    (connection, seen) -> {
                        try (CallableStatement call = connection.prepareCall("{call f_rows()}");
                                ResultSet rows = call.executeQuery()) {
                            while (rows.next()) {
                                seen.add(rows.getInt("a"));
                                seen.add(rows.getString("b"));
                            }
                        }
                    });
        }

        @Test
        void aCursorThatIsReturnedIsAResultSet() throws Exception {
            same(
                    (connection, seen) -> {
                        connection.setAutoCommit(false);
                        try (CallableStatement call =
                                connection.prepareCall("{? = call f_cursor()}")) {
                            call.registerOutParameter(1, Types.REF_CURSOR);
                            call.execute();
                            try (ResultSet rows = (ResultSet) call.getObject(1)) {
                                while (rows.next()) {
                                    seen.add(rows.getInt(1));
                                }
                            }
                        }
                        connection.rollback();
                    });
        }

        @Test
        void parametersHaveNoNamesHere() throws Exception {
            try (Connection connection = shop.connect();
                    CallableStatement call = connection.prepareCall("{call f_scale(?, ?, ?)}")) {
                assertThrows(SQLFeatureNotSupportedException.class, () -> call.setInt("factor", 1));
                assertFalse(call.isClosed());
                assertEquals(
                        "0A000",
                        assertThrows(SQLException.class, () -> call.getBigDecimal("product"))
                                .getSQLState());
            }
        }

        @Test
        void callsWorkInATransactionWithTheRest() throws Exception {
            same(
                    (connection, seen) -> {
                        connection.setAutoCommit(false);
                        try (Statement statement = connection.createStatement();
                                CallableStatement call =
                                        connection.prepareCall("{? = call f_twice(?)}")) {
                            statement.executeUpdate("UPDATE t_order SET note = 'called'");
                            call.registerOutParameter(1, Types.INTEGER);
                            call.setObject(2, new BigDecimal("5"), Types.INTEGER);
                            call.execute();
                            seen.add(call.getInt(1));
                        }
                        connection.rollback();
                    });
        }
    }
}
