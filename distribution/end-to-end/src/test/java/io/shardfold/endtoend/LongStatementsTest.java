package io.shardfold.endtoend;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.Oracle;
import io.shardfold.testkit.ShardSet;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Statements that programs write, longer than a person would: lists, chains and rows by the
 * thousand, which a recursive walk of the tree doesn't survive on a thread's default stack.
 */
class LongStatementsTest {

    private static final int MANY = 20_000;
    private static final int ROWS = 5_000;

    @RegisterExtension static final ShardSet POSTGRESQL = ShardSet.of(Kind.POSTGRESQL, 2);
    @RegisterExtension static final ShardSet MARIADB = ShardSet.of(Kind.MARIADB, 2);

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(Way.class)
    void onPostgresql(Way way) throws Exception {
        run(POSTGRESQL, way);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void onMariaDb(Way way) throws Exception {
        run(MARIADB, way);
    }

    private void run(ShardSet databases, Way way) throws Exception {
        CaseFile tables =
                new CaseFile(
                        "long.txt",
                        List.of(
                                new CaseFile.Table(
                                        CaseFile.Spread.SHARDED,
                                        "t_long",
                                        "id INT PRIMARY KEY, v INT",
                                        "ds_${id % 2}",
                                        "t_long_${id.intdiv(2) % 2}")),
                        List.of(),
                        List.of());
        tables.createTables(databases);
        try (Way.Opened opened =
                        way.open(databases.kind(), tables.configuration(databases, folder));
                Oracle oracle = databases.oracle(opened.connections())) {
            compare(oracle, way.binds());
        } finally {
            tables.dropTables(databases);
        }
    }

    private static void compare(Oracle oracle, boolean binds) {
        oracle.sameAsUnsharded(
                "INSERT INTO t_long (id, v) VALUES " + list(ROWS, binds ? "(?, 7)" : "(%d, 7)"),
                binds ? numbers(ROWS) : new Object[0]);
        oracle.sameAsUnsharded(
                "SELECT COUNT(*), SUM(id) FROM t_long WHERE id IN ("
                        + list(MANY, binds ? "?" : "%d")
                        + ")",
                binds ? numbers(MANY) : new Object[0]);
        String anyOf =
                IntStream.rangeClosed(1, binds ? 4_000 : MANY)
                        .mapToObj(i -> "id = " + (binds ? "?" : i))
                        .collect(Collectors.joining(" OR "));
        oracle.sameAsUnsharded(
                "SELECT COUNT(*) FROM t_long WHERE " + anyOf,
                binds ? numbers(4_000) : new Object[0]);
        oracle.sameAsUnshardedOrRefused("SELECT " + "(".repeat(300) + "1" + ")".repeat(300));
        oracle.sameAsUnsharded(
                "UPDATE t_long SET v = 8 WHERE id IN (" + list(MANY, binds ? "?" : "%d") + ")",
                binds ? numbers(MANY) : new Object[0]);
        oracle.sameAsUnsharded("SELECT v, COUNT(*) FROM t_long GROUP BY v");
    }

    private static String list(int count, String each) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> each.formatted(i))
                .collect(Collectors.joining(", "));
    }

    private static Object[] numbers(int count) {
        return IntStream.rangeClosed(1, count).boxed().toArray();
    }
}
