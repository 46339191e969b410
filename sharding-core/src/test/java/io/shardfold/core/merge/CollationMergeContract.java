package io.shardfold.core.merge;

import io.shardfold.core.config.DataSourceConfiguration;
import io.shardfold.core.execute.ShardConnections;
import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.execute.StatementOptions;
import io.shardfold.core.execute.Storage;
import io.shardfold.core.execute.StorageUnit;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.testkit.ShardSet;
import io.shardfold.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.TestInstance;

/**
 * Text is merged in the order of the database: random strings on two shards, merged by a key, stand
 * as the database's own ORDER BY has them, and have equal keys exactly where it says {@code =}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CollationMergeContract {

    static final int STRING_COUNT = 1_500;

    Storage storage;
    ShardConnections session;

    abstract ShardSet set();

    void open() {
        List<StorageUnit> units = new ArrayList<>();
        for (int i = 0; i < set().shards().size(); i++) {
            TestDatabase shard = set().shard(i);
            units.add(
                    StorageUnit.open(
                            DataSourceConfiguration.of(
                                    "ds_" + i, shard.jdbcUrl(), shard.user(), shard.password()),
                            true));
        }
        storage = new Storage(units, 0, 1, MemoryBudget.DEFAULT_BYTES_MAX);
        session = new ShardConnections(storage);
    }

    @AfterAll
    void close() {
        if (session != null) {
            session.close();
            storage.close();
        }
    }

    /**
     * Strings that differ in case, accents, width, trailing spaces, and what stands below a space.
     */
    static List<String> strings(int lengthMax) {
        String[] pieces = {
            "a",
            "A",
            "\u00e4",
            "\u00c4",
            "e",
            "\u00e9",
            "E",
            "ss",
            "\u00df",
            "z",
            "Z",
            " ",
            "  ",
            "\t",
            "0",
            "9",
            "-",
            "_",
            "\u4e2d",
            "\u6587",
            "\ud83d\ude00",
            "\uffee",
            "n",
            "\u00f1",
            "o",
            "\u00f8",
            "!",
            "~",
            "\u00a0"
        };
        Random random = new Random(42);
        List<String> strings = new ArrayList<>();
        while (strings.size() < STRING_COUNT) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(5); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            if (text.codePointCount(0, text.length()) <= lengthMax) {
                strings.add(text.toString());
            }
        }
        return strings;
    }

    /** Half of the strings on each shard, all in the unsharded database. */
    void fill(String table, List<String> strings) throws SQLException {
        for (int shard = 0; shard < 2; shard++) {
            insert(set().shard(shard), table, strings, shard, 2);
        }
        insert(set().unsharded(), table, strings, 0, 1);
    }

    private static void insert(
            TestDatabase database, String table, List<String> strings, int from, int step)
            throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
            connection.setAutoCommit(false);
            for (int i = from; i < strings.size(); i += step) {
                insert.setInt(1, i);
                insert.setString(2, strings.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    /**
     * Merges the shards, and holds the result against what the unsharded database says of each
     * neighbour.
     *
     * @param select gives the row's number, then the value, then the key, in order
     * @param order of the key
     * @param neighbour compares the values of two rows, {@code ?} and {@code ?}: one row with
     *     {@code left < right} and {@code left = right}
     */
    void assertMergedAsTheDatabaseOrders(
            String select, RowOrder order, String table, String comparison) throws SQLException {
        List<ShardStatement> texts =
                List.of(
                        new ShardStatement("ds_0", select, null),
                        new ShardStatement("ds_1", select, null));
        Cursor[] inputs = session.query(texts, StatementOptions.DEFAULT);
        List<Integer> merged = new ArrayList<>();
        List<RowKey> keys = new ArrayList<>();
        try (Cursor rows =
                OrderedMerge.of(inputs, order, new MemoryBudget(MemoryBudget.DEFAULT_BYTES_MAX))) {
            while (rows.next()) {
                merged.add((int) rows.longValue(0));
                RowKey key = order.newKey();
                order.read(rows, key);
                keys.add(key);
            }
        }
        order.rank(keys);
        Assertions.assertEquals(STRING_COUNT, merged.size());
        int wrong = 0;
        StringBuilder examples = new StringBuilder();
        // All neighbours at once: one round trip each would make these tests slow.
        TestDatabase database = set().unsharded();
        database.execute(
                "DROP TABLE IF EXISTS pairs",
                "CREATE TABLE pairs (o INT PRIMARY KEY, l INT, r INT)");
        StringBuilder pairs = new StringBuilder("INSERT INTO pairs VALUES ");
        for (int i = 1; i < merged.size(); i++) {
            pairs.append(i == 1 ? "(" : ", (").append(i).append(", ");
            pairs.append(merged.get(i - 1)).append(", ").append(merged.get(i)).append(')');
        }
        database.execute(pairs.toString());
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT o, "
                                        + comparison.replace("$", "l.x < r.x")
                                        + ", "
                                        + comparison.replace("$", "l.x = r.x")
                                        + " FROM pairs JOIN "
                                        + table
                                        + " l ON l.id = pairs.l JOIN "
                                        + table
                                        + " r ON r.id = pairs.r ORDER BY o")) {
            while (row.next()) {
                int i = row.getInt(1);
                boolean less = row.getBoolean(2);
                boolean equal = row.getBoolean(3);
                boolean keysEqual = order.compare(keys.get(i - 1), keys.get(i)) == 0;
                if ((!less && !equal) || keysEqual != equal) {
                    wrong++;
                    if (wrong <= 5) {
                        examples.append(merged.get(i - 1)).append(' ').append(merged.get(i));
                        examples.append(less ? " <" : "").append(equal ? " =" : "").append("; ");
                    }
                }
            }
        }
        Assertions.assertEquals(0, wrong, "Neighbours in a wrong order: " + examples);
    }

    /**
     * The same, for text of which the database's ORDER BY and its {@code <} don't agree: ORDER BY
     * counts.
     *
     * @param select as above; run on the unsharded database it must give keys that never descend
     */
    void assertMergedAsTheDatabaseSorts(String select, RowOrder order) {
        TestDatabase database = set().unsharded();
        StorageUnit unit =
                StorageUnit.open(
                        DataSourceConfiguration.of(
                                "unsharded",
                                database.jdbcUrl(),
                                database.user(),
                                database.password()),
                        true);
        try (Storage alone = new Storage(List.of(unit), 0, 1, MemoryBudget.DEFAULT_BYTES_MAX);
                ShardConnections connections = new ShardConnections(alone);
                Cursor rows =
                        connections.query(
                                new ShardStatement("unsharded", select, null),
                                StatementOptions.DEFAULT)) {
            List<RowKey> keys = new ArrayList<>();
            while (rows.next()) {
                RowKey key = order.newKey();
                order.read(rows, key);
                keys.add(key);
            }
            order.rank(keys);
            int wrong = 0;
            for (int i = 1; i < keys.size(); i++) {
                if (order.compare(keys.get(i - 1), keys.get(i)) > 0) {
                    wrong++;
                }
            }
            Assertions.assertEquals(0, wrong, "Descending neighbours");
        }
    }
}
