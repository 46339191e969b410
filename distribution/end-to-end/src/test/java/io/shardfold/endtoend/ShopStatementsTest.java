package io.shardfold.endtoend;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.Oracle;
import io.shardfold.testkit.ShardSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The statements of {@code src/test/resources/shop}, on each engine and in each way in which a
 * client may send them.
 */
class ShopStatementsTest {

    @Nested
    class JdbcLiteralsOnPostgresql extends Statements {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.POSTGRESQL, 2);

        JdbcLiteralsOnPostgresql() {
            super(DATABASES, Way.JDBC_LITERALS);
        }
    }

    @Nested
    class JdbcParametersOnPostgresql extends Statements {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.POSTGRESQL, 2);

        JdbcParametersOnPostgresql() {
            super(DATABASES, Way.JDBC_PARAMETERS);
        }
    }

    @Nested
    class ProxyTextOnPostgresql extends Statements {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.POSTGRESQL, 2);

        ProxyTextOnPostgresql() {
            super(DATABASES, Way.PROXY_TEXT);
        }
    }

    @Nested
    class ProxyPreparedOnPostgresql extends Statements {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.POSTGRESQL, 2);

        ProxyPreparedOnPostgresql() {
            super(DATABASES, Way.PROXY_PREPARED);
        }
    }

    @Nested
    class JdbcLiteralsOnMariaDb extends Statements {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.MARIADB, 2);

        JdbcLiteralsOnMariaDb() {
            super(DATABASES, Way.JDBC_LITERALS);
        }
    }

    @Nested
    class JdbcParametersOnMariaDb extends Statements {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.MARIADB, 2);

        JdbcParametersOnMariaDb() {
            super(DATABASES, Way.JDBC_PARAMETERS);
        }
    }

    @Nested
    class ProxyTextOnMariaDb extends Statements {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.MARIADB, 2);

        ProxyTextOnMariaDb() {
            super(DATABASES, Way.PROXY_TEXT);
        }
    }

    @Nested
    class ProxyPreparedOnMariaDb extends Statements {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.MARIADB, 2);

        ProxyPreparedOnMariaDb() {
            super(DATABASES, Way.PROXY_PREPARED);
        }
    }

    abstract static class Statements {

        @TempDir Path folder;
        private final ShardSet databases;
        private final Way way;
        private Way.Opened opened;
        private Oracle oracle;

        Statements(ShardSet databases, Way way) {
            this.databases = databases;
            this.way = way;
        }

        @BeforeEach
        void openSessions() throws Exception {
            ShardedShop.createTables(databases);
            opened = way.open(databases.kind(), ShardedShop.configuration(databases, folder));
            oracle = databases.oracle(opened.connections());
        }

        @AfterEach
        void closeSessions() throws Exception {
            try {
                if (oracle != null) {
                    oracle.close();
                }
            } finally {
                if (opened != null) {
                    opened.close();
                }
            }
        }

        /** One session runs all files in order: a statement finds what those before it left. */
        @TestFactory
        Stream<DynamicNode> statements() {
            List<OracleFile> files = new ArrayList<>(OracleFile.all("shop/both"));
            files.addAll(
                    OracleFile.all(
                            databases.kind().speaksMySql() ? "shop/mysql" : "shop/postgresql"));
            return files.stream()
                    .map(
                            file ->
                                    dynamicContainer(
                                            file.name(),
                                            file.steps().stream()
                                                    .map(
                                                            step ->
                                                                    dynamicTest(
                                                                            step.toString(),
                                                                            () ->
                                                                                    step.run(
                                                                                            oracle,
                                                                                            way
                                                                                                    .binds())))));
        }
    }
}
