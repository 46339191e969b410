package io.shardfold.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardfold.core.session.SessionOracle.Verdict;
import io.shardfold.testkit.ShardSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random statements on shards and on one database, one engine per subclass. {@code
 * -Dshardfold.random.count} and {@code -Dshardfold.random.seed} make more of them, or others; a
 * failure names the statement and the seed of its run.
 */
abstract class RandomStatementsContract {

    /** After so many statements the tables are filled anew, so that writes don't empty them. */
    private static final int RELOAD_AFTER = 250;

    private static final int SHOWN_MAX = 8;

    /** Rows have to wait on disk, and for connections. */
    private static final String LITTLE =
            """
            props:
              shardfold-merge-memory-max: 8192
              max-connections-size-per-query: 3
            """;

    abstract ShardSet shards();

    @Test
    void sameAsOneDatabase() throws SQLException {
        long seed = Long.getLong("shardfold.random.seed", 20260101L);
        int count = Integer.getInteger("shardfold.random.count", 2000);
        boolean mysql = shards().kind().speaksMySql();
        RandomSchema schema = new RandomSchema(mysql);
        List<RandomTable> tables = new ArrayList<>(schema.tables());
        tables.add(schema.elsewhere());
        prepare(schema);
        Map<Verdict, Integer> verdicts = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<String> refusedWrites = new ArrayList<>();
        try (OpenOracles open = new OpenOracles()) {
            SessionOracle oracle = open.add(new SessionOracle(shards(), RandomSchema.RULES));
            for (RandomTable table : schema.tables()) {
                oracle.same("CREATE TABLE " + table.name() + " " + table.definition());
            }
            SessionOracle little =
                    open.add(new SessionOracle(shards(), RandomSchema.RULES + LITTLE));
            RandomStatements statements = new RandomStatements(mysql, tables, seed);
            for (int i = 0; i < count; i++) {
                if (i % RELOAD_AFTER == 0) {
                    load(schema, tables, oracle, seed + i);
                }
                RandomStatement statement = statements.next();
                SessionOracle.Comparison comparison =
                        i % 8 == 7 && statement.written() == null
                                ? inTransaction(oracle, statement, i)
                                : compared(i % 4 == 2 ? little : oracle, statement, i);
                verdicts.merge(comparison.verdict(), 1, Integer::sum);
                String numbered = "statement " + i + ": " + comparison.explanation();
                if (comparison.verdict() == Verdict.DIFFERENT) {
                    wrong.add(numbered);
                    if (statement.written() != null) {
                        load(schema, tables, oracle, seed + i);
                    }
                } else if (comparison.verdict() == Verdict.REFUSED) {
                    (statement.written() == null ? refused : refusedWrites).add(numbered);
                }
            }
        }
        System.out.println(
                shards().kind()
                        + ": "
                        + count
                        + " random statements of seed "
                        + seed
                        + ": "
                        + verdicts
                        + ", "
                        + refusedWrites.size()
                        + " of the refused are writes");
        show(refused);
        show(wrong);
        assertEquals(0, wrong.size(), "wrong with seed " + seed);
        assertEquals(0, refused.size(), "queries refused with seed " + seed);
    }

    /** Closed together. */
    private static final class OpenOracles implements AutoCloseable {
        private final List<SessionOracle> oracles = new ArrayList<>();

        SessionOracle add(SessionOracle oracle) {
            oracles.add(oracle);
            return oracle;
        }

        @Override
        public void close() throws SQLException {
            for (SessionOracle oracle : oracles) {
                oracle.close();
            }
        }
    }

    /** A transaction's own connections serve whatever its statements need. */
    private static SessionOracle.Comparison inTransaction(
            SessionOracle oracle, RandomStatement statement, int number) {
        oracle.onBoth("BEGIN");
        try {
            return compared(oracle, statement, number);
        } finally {
            oracle.onBoth("ROLLBACK");
        }
    }

    private static SessionOracle.Comparison compared(
            SessionOracle oracle, RandomStatement statement, int number) {
        try {
            return oracle.compare(statement);
        } catch (RuntimeException failure) {
            throw new AssertionError("statement " + number + ": " + statement, failure);
        }
    }

    private static void show(List<String> statements) {
        int max = Integer.getInteger("shardfold.random.shown", SHOWN_MAX);
        statements.subList(0, Math.min(max, statements.size())).forEach(System.out::println);
    }

    private void prepare(RandomSchema schema) throws SQLException {
        for (String sql : schema.preparation()) {
            shards().onEveryDatabase(sql);
        }
        RandomTable elsewhere = schema.elsewhere();
        String create = "CREATE TABLE " + elsewhere.name() + " " + elsewhere.definition();
        shards().shard(1).execute(create);
        shards().unsharded().execute(create);
    }

    private static void load(
            RandomSchema schema, List<RandomTable> tables, SessionOracle oracle, long seed) {
        Random random = new Random(seed);
        for (RandomTable table : tables) {
            oracle.onBoth("DELETE FROM " + table.name());
            oracle.onBoth(schema.load(table, random));
        }
    }
}
