package io.shardfold.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every method of JDBC's interfaces: after close, and what it says of the database. */
class ConformanceTest {

    @Nested
    class OnMariaDb extends Methods {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.MARIADB, 2);

        @Override
        ShardSet databases() {
            return DATABASES;
        }
    }

    @Nested
    class OnPostgresql extends Methods {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.POSTGRESQL, 2);

        @Override
        ShardSet databases() {
            return DATABASES;
        }
    }

    abstract static class Methods extends ShopTests {

        /** What JDBC lets a closed object answer, or doesn't speak of. */
        private static final Set<String> OPEN_TO_ALL =
                Set.of("close", "isClosed", "abort", "isValid", "unwrap", "isWrapperFor");

        /** What is Shardfold's own answer: it isn't the driver beneath. */
        private static final Set<String> OWN =
                Set.of(
                        "getURL",
                        "supportsMultipleOpenResults",
                        "getMaxConnections",
                        "getResultSetHoldability",
                        "getRowIdLifetime",
                        "getDriverName",
                        "getDriverVersion",
                        "getDriverMajorVersion",
                        "getDriverMinorVersion",
                        "getConnection",
                        "getCatalogs",
                        "getSchemas",
                        "getClientInfoProperties",
                        "allProceduresAreCallable",
                        "supportsSharding",
                        "getJDBCMinorVersion",
                        "supportsOpenCursorsAcrossCommit",
                        "supportsOpenCursorsAcrossRollback",
                        "supportsOpenStatementsAcrossCommit",
                        "supportsOpenStatementsAcrossRollback",
                        "getTables",
                        "isCatalogAtStart",
                        "locatorsUpdateCopy",
                        "getJDBCMajorVersion");

        @BeforeAll
        void relatedTables() throws SQLException {
            databases()
                    .onEveryDatabase(
                            "CREATE TABLE t_parent (a INT NOT NULL, b INT NOT NULL, PRIMARY KEY (b,"
                                    + " a), UNIQUE (a))",
                            "CREATE TABLE t_child (id INT PRIMARY KEY, b INT, a INT, name"
                                    + " VARCHAR(30), CONSTRAINT fk_child FOREIGN KEY (b, a)"
                                    + " REFERENCES t_parent (b, a))",
                            "CREATE INDEX i_name ON t_child (name, id)");
            String rules =
                    """
                    rules:
                    - !BROADCAST
                      tables: [t_parent, t_child]
                    """;
            related = TestedDatabase.open(databases(), rules);
        }

        private TestedDatabase related;

        @AfterAll
        void closeRelated() {
            related.close();
        }

        @Test
        void whatIsClosedRefusesEverything() throws Exception {
            TreeSet<String> answered = new TreeSet<>();
            Connection connection = shop.connect();
            Statement statement = connection.createStatement();
            PreparedStatement prepared =
                    connection.prepareStatement("SELECT order_id FROM t_order WHERE user_id = 3");
            CallableStatement call =
                    connection.prepareCall(isMySql() ? "{call p()}" : "{call f()}");
            ResultSet rows = prepared.executeQuery();
            assertTrue(rows.next());
            rows.close();
            refuses(ResultSet.class, rows, answered);
            statement.close();
            prepared.close();
            call.close();
            refuses(Statement.class, statement, answered);
            refuses(PreparedStatement.class, prepared, answered);
            refuses(CallableStatement.class, call, answered);
            connection.close();
            connection.close();
            refuses(Connection.class, connection, answered);
            assertEquals(Set.of(), answered);
        }

        private static void refuses(Class<?> type, Object closed, Set<String> answered)
                throws Exception {
            for (Method method : type.getMethods()) {
                if (Modifier.isStatic(method.getModifiers())
                        || OPEN_TO_ALL.contains(method.getName())
                        || method.getDeclaringClass() == Object.class
                        || method.getName().startsWith("enquote")
                        || method.getName().equals("isSimpleIdentifier")) {
                    continue;
                }
                try {
                    method.invoke(closed, arguments(method));
                    answered.add(type.getSimpleName() + "." + method.getName() + " answers");
                } catch (InvocationTargetException failure) {
                    if (!(failure.getCause() instanceof SQLException)) {
                        answered.add(
                                type.getSimpleName()
                                        + "."
                                        + method.getName()
                                        + Arrays.toString(method.getParameterTypes())
                                        + ": "
                                        + failure.getCause());
                    }
                }
            }
        }

        private static Object[] arguments(Method method) {
            Class<?>[] types = method.getParameterTypes();
            Object[] arguments = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                Class<?> type = types[i];
                if (type == int.class) {
                    arguments[i] = 1;
                } else if (type == long.class) {
                    arguments[i] = 1L;
                } else if (type == short.class) {
                    arguments[i] = (short) 1;
                } else if (type == byte.class) {
                    arguments[i] = (byte) 1;
                } else if (type == float.class) {
                    arguments[i] = 1f;
                } else if (type == double.class) {
                    arguments[i] = 1d;
                } else if (type == boolean.class) {
                    arguments[i] = true;
                } else if (type == String.class) {
                    arguments[i] = "1";
                }
            }
            return arguments;
        }

        @Test
        void whatTheDatabaseCanDoIsWhatTheDriverSays() throws Exception {
            TreeMap<String, String> right = new TreeMap<>();
            TreeMap<String, String> answers = new TreeMap<>();
            try (Connection bare = databases().unsharded().connect();
                    Connection ours = shop.connect()) {
                for (Method method : DatabaseMetaData.class.getMethods()) {
                    if (OWN.contains(method.getName())
                            || method.getDeclaringClass() == Object.class
                            || OPEN_TO_ALL.contains(method.getName())
                            || Arrays.stream(method.getParameterTypes())
                                    .anyMatch(type -> !type.isPrimitive())) {
                        continue;
                    }
                    String name = method.getName() + Arrays.toString(method.getParameterTypes());
                    right.put(name, answer(method, bare.getMetaData()));
                    answers.put(name, answer(method, ours.getMetaData()));
                }
            }
            assertTrue(right.size() > 100, right.size() + " methods");
            for (String name : new TreeSet<>(right.keySet())) {
                if (right.get(name).equals(answers.get(name))) {
                    right.remove(name);
                    answers.remove(name);
                }
            }
            assertEquals(lines(right), lines(answers));
        }

        private static String lines(TreeMap<String, String> answers) {
            StringBuilder lines = new StringBuilder();
            answers.forEach((name, answer) -> lines.append(name + " = " + answer + "\n"));
            return lines.toString();
        }

        private static String answer(Method method, DatabaseMetaData metaData) throws Exception {
            try {
                Object answer = method.invoke(metaData, arguments(method));
                return answer instanceof ResultSet rows
                        ? String.join("\n", rows(rows))
                        : String.valueOf(answer);
            } catch (InvocationTargetException failure) {
                return "error " + ((SQLException) failure.getCause()).getSQLState();
            }
        }

        private interface Question {
            ResultSet ask(DatabaseMetaData metaData, String catalog) throws SQLException;
        }

        @Test
        void keysAndIndexesAreThoseOfTheTables() throws Exception {
            sameRows((metaData, catalog) -> metaData.getPrimaryKeys(catalog, null, "t_parent"));
            sameRows(
                    (metaData, catalog) ->
                            metaData.getIndexInfo(catalog, null, "t_child", false, false));
            sameRows(
                    (metaData, catalog) ->
                            metaData.getIndexInfo(catalog, null, "t_parent", true, true));
            sameRows((metaData, catalog) -> metaData.getImportedKeys(catalog, null, "t_child"));
            sameRows((metaData, catalog) -> metaData.getExportedKeys(catalog, null, "t_parent"));
            sameRows(
                    (metaData, catalog) ->
                            metaData.getCrossReference(
                                    catalog, null, "t_parent", catalog, null, "t_child"));
            sameRows((metaData, catalog) -> metaData.getColumns(catalog, null, "t\\_child", "%"));
            sameRows((metaData, catalog) -> metaData.getColumns(catalog, null, "t\\_%", "a"));
            sameRows(
                    (metaData, catalog) ->
                            metaData.getBestRowIdentifier(catalog, null, "t_child", 0, true));
            sameRows((metaData, catalog) -> metaData.getVersionColumns(catalog, null, "t_child"));
            sameRows(
                    (metaData, catalog) -> metaData.getTablePrivileges(catalog, null, "t\\_child"));
            sameRows((metaData, catalog) -> metaData.getTables(catalog, null, "t\\_child", null));
            sameRows((metaData, catalog) -> metaData.getImportedKeys(catalog, null, "nowhere"));
            sameRows((metaData, catalog) -> metaData.getSuperTypes(catalog, null, "nothing"));
            sameRows((metaData, catalog) -> metaData.getUDTs(catalog, null, "nothing", null));
            sameRows((metaData, catalog) -> metaData.getAttributes(catalog, null, "nothing", "x"));
        }

        /** Of the tables that belong together; catalogs and statistics are left out. */
        private void sameRows(Question question) throws Exception {
            List<String> right;
            List<String> answer;
            try (Connection bare = databases().unsharded().connect()) {
                right = answer(question, bare);
            }
            try (Connection ours = related.connect()) {
                answer = answer(question, ours);
            }
            // Tables of the shop are there too, in the unsharded database alone.
            right.removeIf(
                    row ->
                            row.matches(
                                    ".*TABLE_NAME=t_(order|order_item|account|address|config) .*"));
            assertEquals(String.join("\n", right), String.join("\n", answer));
            related.assertNothingIsOut();
        }

        private static List<String> answer(Question question, Connection connection)
                throws SQLException {
            try (ResultSet rows = question.ask(connection.getMetaData(), connection.getCatalog())) {
                return rows(rows);
            } catch (SQLException failure) {
                return new ArrayList<>(List.of("error " + failure.getSQLState()));
            }
        }

        private static List<String> rows(ResultSet rows) throws SQLException {
            List<String> lines = new ArrayList<>();
            ResultSetMetaData columns = rows.getMetaData();
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    String label = columns.getColumnLabel(i);
                    if (!label.endsWith("_CAT")
                            && !label.equals("CARDINALITY")
                            && !label.equals("PAGES")) {
                        line.append(label + "=" + rows.getString(i) + " ");
                    }
                }
                lines.add(line.toString());
            }
            lines.sort(Comparator.naturalOrder());
            return lines;
        }
    }
}
