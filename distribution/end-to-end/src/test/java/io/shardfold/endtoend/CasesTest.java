package io.shardfold.endtoend;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.Oracle;
import io.shardfold.testkit.ShardSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults that sharding systems are known for, each as a small case in {@code
 * src/test/resources/cases}: on each engine that speaks its dialect and in each way in which a
 * client may send it.
 */
class CasesTest {

    @RegisterExtension static final ShardSet POSTGRESQL = ShardSet.of(Kind.POSTGRESQL, 2);
    @RegisterExtension static final ShardSet MARIADB = ShardSet.of(Kind.MARIADB, 2);

    @TempDir static Path folder;

    @TestFactory
    Stream<DynamicNode> onPostgresql() {
        return ways(POSTGRESQL, "cases/postgresql");
    }

    @TestFactory
    Stream<DynamicNode> onMariaDb() {
        return ways(MARIADB, "cases/mysql");
    }

    private static Stream<DynamicNode> ways(ShardSet databases, String dialectFolder) {
        List<CaseFile> cases = new ArrayList<>(CaseFile.all("cases/both"));
        cases.addAll(CaseFile.all(dialectFolder));
        return Arrays.stream(Way.values())
                .map(
                        way ->
                                dynamicContainer(
                                        way.name(),
                                        cases.stream().map(file -> oneCase(databases, way, file))));
    }

    private static DynamicContainer oneCase(ShardSet databases, Way way, CaseFile file) {
        Session session = new Session(databases, way, file);
        Stream<DynamicNode> statements =
                file.steps().stream()
                        .map(
                                step ->
                                        dynamicTest(
                                                step.toString(),
                                                () -> step.run(session.oracle(), way.binds())));
        return dynamicContainer(
                file.name(),
                Stream.of(
                                Stream.<DynamicNode>of(dynamicTest("starts", session::open)),
                                statements,
                                Stream.<DynamicNode>of(dynamicTest("stops", session::close)))
                        .flatMap(nodes -> nodes));
    }

    /** The sessions of one case in one way; open between its first and its last test. */
    private static final class Session {
        private final ShardSet databases;
        private final Way way;
        private final CaseFile file;
        private Way.Opened opened;
        private Oracle oracle;

        Session(ShardSet databases, Way way, CaseFile file) {
            this.databases = databases;
            this.way = way;
            this.file = file;
        }

        void open() throws Exception {
            file.createTables(databases);
            opened = way.open(databases.kind(), file.configuration(databases, folder));
            oracle = databases.oracle(opened.connections());
        }

        Oracle oracle() {
            if (oracle == null) {
                throw new IllegalStateException("The case didn't start");
            }
            return oracle;
        }

        void close() throws Exception {
            try {
                if (oracle != null) {
                    oracle.close();
                }
            } finally {
                if (opened != null) {
                    opened.close();
                }
                file.dropTables(databases);
            }
        }
    }
}
