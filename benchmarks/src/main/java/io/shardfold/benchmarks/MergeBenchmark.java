package io.shardfold.benchmarks;

import io.shardfold.core.merge.Aggregate;
import io.shardfold.core.merge.FixedRows;
import io.shardfold.core.merge.GroupMerge;
import io.shardfold.core.merge.OrderedMerge;
import io.shardfold.core.merge.RowOrder;
import io.shardfold.core.merge.RowOrder.Comparison;
import io.shardfold.core.merge.RowOrder.Key;
import io.shardfold.core.merge.SortedRows;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.row.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a merge costs per row, without a database: rows of several shards that lie in memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class MergeBenchmark {

    private static final int ROW_COUNT = 40_000;

    /** A whole number, a text and a count. */
    private static final List<ResultColumn> COLUMNS =
            List.of(column("n", "int8"), column("t", "text"), column("c", "int8"));

    private static final RowOrder BY_NUMBER =
            RowOrder.of(new Key(0, Comparison.INTEGER, false, false));

    private static final RowOrder BY_TEXT = RowOrder.of(new Key(1, Comparison.TEXT, true, false));

    @Param({"2", "16"})
    public int shardCount;

    private List<List<Object[]>> byNumber;
    private List<List<Object[]>> byText;
    private List<Object[]> unordered;

    private static ResultColumn column(String label, String type) {
        return new ResultColumn(
                label, label, "", "", "", "", 0, type, 0, 0, 0, 0, 1, true, false, true, "");
    }

    @Setup
    public void fill() {
        Random random = new Random(1);
        byNumber = new ArrayList<>();
        byText = new ArrayList<>();
        unordered = new ArrayList<>();
        for (int shard = 0; shard < shardCount; shard++) {
            List<Object[]> rows = new ArrayList<>();
            for (int i = 0; i < ROW_COUNT / shardCount; i++) {
                long number = (long) i * 3 + random.nextInt(3);
                rows.add(new Object[] {number, "customer " + random.nextInt(100_000), 1L});
            }
            unordered.addAll(rows);
            byNumber.add(rows);
            List<Object[]> sorted = new ArrayList<>(rows);
            sorted.sort((left, right) -> ((String) right[1]).compareTo((String) left[1]));
            byText.add(sorted);
        }
    }

    private static Cursor[] cursors(List<List<Object[]>> shards) {
        Cursor[] cursors = new Cursor[shards.size()];
        for (int i = 0; i < cursors.length; i++) {
            cursors[i] = FixedRows.of(COLUMNS, shards.get(i));
        }
        return cursors;
    }

    private static MemoryBudget budget() {
        return new MemoryBudget(MemoryBudget.DEFAULT_BYTES_MAX);
    }

    private static long read(Cursor rows) {
        long sum = 0;
        try (rows) {
            while (rows.next()) {
                sum += rows.longValue(2);
            }
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(ROW_COUNT)
    public long orderByNumber() {
        return read(OrderedMerge.of(cursors(byNumber), BY_NUMBER, budget()));
    }

    @Benchmark
    @OperationsPerInvocation(ROW_COUNT)
    public long orderByText() {
        return read(OrderedMerge.of(cursors(byText), BY_TEXT, budget()));
    }

    @Benchmark
    @OperationsPerInvocation(ROW_COUNT)
    public long groupByNumber() {
        return read(
                GroupMerge.of(
                        cursors(byNumber),
                        BY_NUMBER,
                        List.of(Aggregate.of(Aggregate.Kind.COUNT, 2)),
                        budget()));
    }

    @Benchmark
    @OperationsPerInvocation(ROW_COUNT)
    public long sortByText() {
        return read(
                SortedRows.of(FixedRows.of(COLUMNS, unordered), BY_TEXT, Long.MAX_VALUE, budget()));
    }

    @Benchmark
    @OperationsPerInvocation(ROW_COUNT)
    public long sortByTextLimit100() {
        return read(SortedRows.of(FixedRows.of(COLUMNS, unordered), BY_TEXT, 100, budget()));
    }
}
