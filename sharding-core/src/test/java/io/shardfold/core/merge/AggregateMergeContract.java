package io.shardfold.core.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardfold.core.config.DataSourceConfiguration;
import io.shardfold.core.execute.ShardConnections;
import io.shardfold.core.execute.ShardStatement;
import io.shardfold.core.execute.StatementOptions;
import io.shardfold.core.execute.Storage;
import io.shardfold.core.execute.StorageUnit;
import io.shardfold.core.merge.Aggregate.Kind;
import io.shardfold.core.merge.RowOrder.Comparison;
import io.shardfold.core.merge.RowOrder.Key;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.testkit.ShardSet;
import io.shardfold.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Aggregates of two shards equal those of one database: value, Java class, text and type. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AggregateMergeContract {

    static final int ROW_COUNT = 600;

    private Storage storage;
    private ShardConnections session;

    abstract ShardSet set();

    abstract String createTable();

    /** The values of a row behind its group, as literals; several of them NULL now and then. */
    abstract String values(Random random);

    @BeforeAll
    void open() throws SQLException {
        set().onEveryDatabase(createTable());
        Random random = new Random(11);
        List<List<String>> rows = List.of(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < ROW_COUNT; i++) {
            // Some groups are on one shard alone, some rows have no group.
            int group = random.nextInt(40);
            int shard = group < 5 ? 0 : random.nextInt(2);
            rows.get(shard).add("(" + (group == 39 ? "NULL" : group) + ", " + values(random) + ")");
        }
        for (int shard = 0; shard < 2; shard++) {
            String insert = "INSERT INTO a VALUES " + String.join(", ", rows.get(shard));
            set().shard(shard).execute(insert);
            set().unsharded().execute(insert);
        }
        List<StorageUnit> units = new ArrayList<>();
        units.add(unit("ds_0", set().shard(0)));
        units.add(unit("ds_1", set().shard(1)));
        units.add(unit("unsharded", set().unsharded()));
        storage = new Storage(units, 0, 1, MemoryBudget.DEFAULT_BYTES_MAX);
        session = new ShardConnections(storage);
    }

    private static StorageUnit unit(String name, TestDatabase database) {
        return StorageUnit.open(
                DataSourceConfiguration.of(
                        name, database.jdbcUrl(), database.user(), database.password()),
                true);
    }

    @AfterAll
    void close() {
        if (session != null) {
            session.close();
            storage.close();
        }
    }

    /**
     * @param select without GROUP BY; the group, where there is one, is its first column
     */
    void assertSame(String select, boolean grouped, Aggregate... aggregates) {
        String sql = grouped ? select + " GROUP BY g ORDER BY g" : select;
        RowOrder order =
                grouped
                        ? RowOrder.of(new Key(0, Comparison.INTEGER, false, nullsFirst()))
                        : RowOrder.of();
        Cursor[] inputs =
                session.query(
                        List.of(
                                new ShardStatement("ds_0", sql, null),
                                new ShardStatement("ds_1", sql, null)),
                        StatementOptions.DEFAULT);
        MemoryBudget budget = new MemoryBudget(MemoryBudget.DEFAULT_BYTES_MAX);
        int shown = inputs[0].columns().size();
        for (Aggregate aggregate : aggregates) {
            if (aggregate.sumColumn() >= 0) {
                shown = Math.min(shown, aggregate.sumColumn());
            }
        }
        try (Cursor merged = GroupMerge.of(inputs, order, List.of(aggregates), budget);
                Cursor right =
                        session.query(
                                new ShardStatement("unsharded", sql, null),
                                StatementOptions.DEFAULT)) {
            int row = 0;
            while (right.next()) {
                assertEquals(true, merged.next(), sql + " row " + row);
                for (int i = 0; i < shown; i++) {
                    String place = sql + " row " + row + " column " + i;
                    assertEquals(
                            right.columns().get(i).typeName(), merged.columns().get(i).typeName());
                    assertEquals(right.isNull(i), merged.isNull(i), place);
                    assertEquals(right.text(i), merged.text(i), place);
                    assertEquals(right.value(i), merged.value(i), place);
                }
                row++;
            }
            assertEquals(false, merged.next());
        }
    }

    abstract boolean nullsFirst();

    static String orNull(Random random, String literal) {
        return random.nextInt(8) == 0 ? "NULL" : literal;
    }

    /** Without groups the first column is a count. */
    static Aggregate[] withGroup(boolean grouped, Aggregate... aggregates) {
        List<Aggregate> all = new ArrayList<>(List.of(aggregates));
        if (!grouped) {
            all.add(of(Kind.COUNT, 0));
        }
        return all.toArray(new Aggregate[0]);
    }

    static Aggregate of(Kind kind, int column) {
        return Aggregate.of(kind, column);
    }

    static Aggregate extreme(Kind kind, int column, Comparison comparison) {
        return Aggregate.extreme(
                kind, column, RowOrder.of(new Key(column, comparison, false, false)));
    }

    /** Doubles of every magnitude, as our text of them and the database's. */
    void assertSameText(String selectText, boolean postgresql) throws SQLException {
        Random random = new Random(5);
        try (Connection connection = set().unsharded().connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 400; i++) {
                double number =
                        (random.nextInt(2_000_001) - 1_000_000)
                                * Math.pow(10, random.nextInt(40) - 20)
                                / (random.nextInt(3) == 0 ? 7 : 1);
                try (var rows = statement.executeQuery(selectText.formatted(number))) {
                    rows.next();
                    String text = rows.getString(1);
                    assertEquals(
                            text,
                            postgresql
                                    ? FloatText.postgresql(number)
                                    : FloatText.mysql(number, FloatText.MYSQL_NOT_FIXED),
                            Double.toString(number));
                }
            }
        }
    }
}
