package io.shardfold.core.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardfold.core.error.LimitException;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.merge.RowOrder.Comparison;
import io.shardfold.core.merge.RowOrder.Key;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.row.ResultColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operators against plain code over random rows. Each failure names its seed. */
class MergeOperatorsTest {

    /** a whole number with NULLs, a text, and where the row came from. */
    private static final List<ResultColumn> COLUMNS =
            List.of(column("n", "int8"), column("t", "text"), column("id", "int8"));

    private static final Comparator<Long> NULLS_LAST =
            Comparator.nullsLast(Comparator.naturalOrder());

    private static ResultColumn column(String label, String type) {
        return new ResultColumn(
                label, label, "", "", "", "", 0, type, 0, 0, 0, 0, 1, true, false, true, "");
    }

    private static MemoryBudget budget() {
        return new MemoryBudget(MemoryBudget.DEFAULT_BYTES_MAX);
    }

    /** Rows by number ascending with NULLs last, then by text descending. */
    private static final RowOrder ORDER =
            RowOrder.of(
                    new Key(0, Comparison.INTEGER, false, false),
                    new Key(1, Comparison.TEXT, true, false));

    private static final Comparator<Object[]> REFERENCE =
            Comparator.comparing((Object[] row) -> (Long) row[0], NULLS_LAST)
                    .thenComparing(
                            Comparator.comparing(
                                            (Object[] row) -> codePoints((String) row[1]),
                                            Arrays::compare)
                                    .reversed());

    private static int[] codePoints(String text) {
        return text.codePoints().toArray();
    }

    private static List<Object[]> randomRows(Random random, int count) {
        String[] texts = {"", "a", "b", "ab", "\uffee", "\ud83d\ude00", "a\ud83d\ude00", "Z"};
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Long number = random.nextInt(6) == 0 ? null : (Long) (long) random.nextInt(5);
            rows.add(new Object[] {number, texts[random.nextInt(texts.length)], (long) i});
        }
        return rows;
    }

    private static Cursor cursor(List<Object[]> rows) {
        return FixedRows.of(COLUMNS, rows);
    }

    private static Cursor[] sortedInputs(
            List<List<Object[]>> parts, Comparator<Object[]> comparator) {
        Cursor[] inputs = new Cursor[parts.size()];
        for (int i = 0; i < inputs.length; i++) {
            List<Object[]> sorted = new ArrayList<>(parts.get(i));
            sorted.sort(comparator);
            inputs[i] = cursor(sorted);
        }
        return inputs;
    }

    private static List<List<Object[]>> split(Random random, List<Object[]> rows) {
        int count = 1 + random.nextInt(5);
        List<List<Object[]>> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(new ArrayList<>());
        }
        for (Object[] row : rows) {
            parts.get(random.nextInt(count)).add(row);
        }
        return parts;
    }

    private static List<String> read(Cursor cursor) {
        List<String> rows = new ArrayList<>();
        try (cursor) {
            while (cursor.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 0; i < cursor.columns().size(); i++) {
                    row.append(cursor.isNull(i) ? "NULL" : cursor.text(i)).append('|');
                }
                rows.add(row.toString());
            }
            assertTrue(!cursor.next(), "An ended cursor stays ended");
        }
        return rows;
    }

    private static List<String> texts(List<Object[]> rows) {
        return rows.stream()
                .map(
                        row -> {
                            StringBuilder text = new StringBuilder();
                            for (Object value : row) {
                                text.append(
                                                value instanceof BigDecimal number
                                                        ? number.toPlainString()
                                                        : value == null ? "NULL" : value)
                                        .append('|');
                            }
                            return text.toString();
                        })
                .toList();
    }

    private static void forSeeds(int count, java.util.function.LongConsumer test) {
        for (long seed = 0; seed < count; seed++) {
            try {
                test.accept(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void orderedMergeIsAStableSortOfAllInputs() {
        forSeeds(
                300,
                seed -> {
                    Random random = new Random(seed);
                    List<List<Object[]>> parts =
                            split(random, randomRows(random, random.nextInt(60)));
                    List<Object[]> expected = new ArrayList<>();
                    for (List<Object[]> part : parts) {
                        List<Object[]> sorted = new ArrayList<>(part);
                        sorted.sort(REFERENCE);
                        expected.addAll(sorted);
                    }
                    expected.sort(REFERENCE);
                    assertEquals(
                            texts(expected),
                            read(OrderedMerge.of(sortedInputs(parts, REFERENCE), ORDER, budget())));
                });
    }

    @Test
    void sortingGivesTheSameWithAndWithoutDisk() {
        forSeeds(
                100,
                seed -> {
                    Random random = new Random(seed);
                    List<Object[]> rows = randomRows(random, random.nextInt(400));
                    List<Object[]> expected = new ArrayList<>(rows);
                    expected.sort(REFERENCE);
                    long wanted = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(100);
                    List<String> first =
                            texts(expected.subList(0, (int) Math.min(wanted, expected.size())));
                    for (long bytes : new long[] {4_000, 20_000, 1 << 20}) {
                        MemoryBudget budget = new MemoryBudget(bytes);
                        assertEquals(
                                first, read(SortedRows.of(cursor(rows), ORDER, wanted, budget)));
                        assertEquals(0, budget.bytesUsed(), "All memory is given back");
                    }
                });
    }

    @Test
    void aLimitedSortKeepsOnlyWhatItNeeds() {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 100_000; i > 0; i--) {
            rows.add(new Object[] {(long) i, "t", (long) i});
        }
        // Far too little for all rows, and for their runs on disk to be noticed as such.
        MemoryBudget budget = new MemoryBudget(1_000_000);
        try (Cursor sorted = SortedRows.of(cursor(rows), ORDER, 10, budget)) {
            assertTrue(budget.bytesUsed() < 10_000);
            assertTrue(sorted.next());
            assertEquals(1, sorted.longValue(0));
        }
    }

    @Test
    void aRowThatFitsNowhereIsRefused() {
        LimitException refused =
                assertThrows(
                        LimitException.class,
                        () ->
                                SortedRows.of(
                                        cursor(randomRows(new Random(1), 3)),
                                        ORDER,
                                        Long.MAX_VALUE,
                                        new MemoryBudget(10)));
        assertEquals(Problem.LIMIT_EXCEEDED, refused.problem());
        assertEquals("shardfold-merge-memory-max", refused.property());
    }

    @Test
    void distinctShowsEachRowOnce() {
        forSeeds(
                200,
                seed -> {
                    Random random = new Random(seed);
                    List<Object[]> rows = randomRows(random, random.nextInt(60));
                    TreeSet<Object[]> expected = new TreeSet<>(REFERENCE);
                    expected.addAll(rows);
                    Cursor distinct =
                            DistinctMerge.of(
                                    sortedInputs(split(random, rows), REFERENCE), ORDER, budget());
                    assertEquals(
                            texts(
                                    expected.stream()
                                            .map(row -> new Object[] {row[0], row[1]})
                                            .toList()),
                            read(Projection.of(distinct, new int[] {0, 1}, null)));
                });
    }

    @Test
    void limitSkipsCountsAndKeepsTies() {
        forSeeds(
                200,
                seed -> {
                    Random random = new Random(seed);
                    List<Object[]> rows = randomRows(random, random.nextInt(30));
                    rows.sort(REFERENCE);
                    int skip = random.nextInt(10);
                    int count = random.nextInt(10);
                    int from = Math.min(skip, rows.size());
                    int to = Math.min(skip + count, rows.size());
                    assertEquals(
                            texts(rows.subList(from, to)),
                            read(LimitCursor.of(cursor(rows), skip, count)));
                    while (count > 0
                            && to > from
                            && to < rows.size()
                            && REFERENCE.compare(rows.get(to - 1), rows.get(to)) == 0) {
                        to++;
                    }
                    assertEquals(
                            texts(rows.subList(from, to)),
                            read(LimitCursor.withTies(cursor(rows), skip, count, ORDER, budget())));
                });
    }

    @Test
    void concatenationReadsOneInputAfterTheOther() {
        List<Object[]> rows = randomRows(new Random(3), 9);
        assertEquals(
                texts(rows),
                read(
                        Concatenation.of(
                                new Cursor[] {
                                    cursor(List.of()),
                                    cursor(rows.subList(0, 4)),
                                    cursor(List.of()),
                                    cursor(rows.subList(4, 9))
                                })));
    }

    @Test
    void groupsOfSeveralShardsBecomeOne() {
        List<ResultColumn> columns =
                List.of(
                        column("key", "int8"),
                        column("count", "int8"),
                        column("sum", "numeric"),
                        column("min", "text"),
                        column("max", "text"),
                        column("avg", "numeric"));
        List<Aggregate> aggregates =
                List.of(
                        Aggregate.of(Aggregate.Kind.COUNT, 1),
                        Aggregate.of(Aggregate.Kind.SUM, 2),
                        Aggregate.extreme(
                                Aggregate.Kind.MIN,
                                3,
                                RowOrder.of(new Key(3, Comparison.TEXT, false, false))),
                        Aggregate.extreme(
                                Aggregate.Kind.MAX,
                                4,
                                RowOrder.of(new Key(4, Comparison.TEXT, false, false))),
                        Aggregate.average(Aggregate.Kind.AVG_POSTGRESQL, 5, 2, 1));
        RowOrder byKey = RowOrder.of(new Key(0, Comparison.INTEGER, false, false));
        forSeeds(
                200,
                seed -> {
                    Random random = new Random(seed);
                    List<Object[]> rows = randomRows(random, 1 + random.nextInt(80));
                    List<List<Object[]>> parts = split(random, rows);
                    Cursor[] inputs = new Cursor[parts.size()];
                    for (int i = 0; i < inputs.length; i++) {
                        inputs[i] = FixedRows.of(columns, grouped(parts.get(i)));
                    }
                    assertEquals(
                            texts(grouped(rows)),
                            read(GroupMerge.of(inputs, byKey, aggregates, budget())));
                });
    }

    /** What a database would give: key, COUNT(*), SUM(id), MIN(t), MAX(t), AVG(id). */
    private static List<Object[]> grouped(List<Object[]> rows) {
        Map<Long, List<Object[]>> groups = new LinkedHashMap<>();
        List<Object[]> sorted = new ArrayList<>(rows);
        sorted.sort(REFERENCE);
        for (Object[] row : sorted) {
            groups.computeIfAbsent((Long) row[0], key -> new ArrayList<>()).add(row);
        }
        List<Object[]> result = new ArrayList<>();
        for (var group : groups.entrySet()) {
            List<Object[]> members = group.getValue();
            BigDecimal sum = BigDecimal.ZERO;
            for (Object[] row : members) {
                sum = sum.add(BigDecimal.valueOf((Long) row[2]));
            }
            Comparator<Object[]> byText =
                    Comparator.comparing(row -> codePoints((String) row[1]), Arrays::compare);
            result.add(
                    new Object[] {
                        group.getKey(),
                        (long) members.size(),
                        sum,
                        members.stream().min(byText).orElseThrow()[1],
                        members.stream().max(byText).orElseThrow()[1],
                        NumericDivision.divide(sum, BigDecimal.valueOf(members.size()))
                    });
        }
        return result;
    }

    @Test
    void aggregatesWithoutGroupsSkipNulls() {
        List<ResultColumn> columns =
                List.of(column("count", "int8"), column("sum", "int8"), column("max", "int8"));
        List<Aggregate> aggregates =
                List.of(
                        Aggregate.of(Aggregate.Kind.COUNT, 0),
                        Aggregate.of(Aggregate.Kind.SUM, 1),
                        Aggregate.extreme(
                                Aggregate.Kind.MAX,
                                2,
                                RowOrder.of(new Key(2, Comparison.INTEGER, false, false))));
        Object[] none = {0L, null, null};
        Function<List<Object[]>, List<String>> merged =
                rows ->
                        read(
                                GroupMerge.of(
                                        rows.stream()
                                                .map(
                                                        row ->
                                                                FixedRows.of(
                                                                        columns,
                                                                        List.<Object[]>of(row)))
                                                .toArray(Cursor[]::new),
                                        RowOrder.of(),
                                        aggregates,
                                        budget()));
        assertEquals(List.of("0|NULL|NULL|"), merged.apply(List.of(none, none)));
        assertEquals(
                List.of("2|7|-5|"), merged.apply(List.of(none, new Object[] {2L, 7L, -5L}, none)));
        StatementException overflow =
                assertThrows(
                        StatementException.class,
                        () ->
                                merged.apply(
                                        List.of(
                                                new Object[] {1L, Long.MAX_VALUE, 1L},
                                                new Object[] {1L, 1L, 1L})));
        assertEquals("22003", overflow.postgresqlState());
    }

    /** Ranks as a case-insensitive collation would, and counts how often it is asked. */
    private static final class FoldedRanking implements TextRanking {
        private int questions;

        @Override
        public int[] ranks(String[] texts) {
            questions++;
            TreeSet<String> folded = new TreeSet<>();
            for (String text : texts) {
                folded.add(text.toLowerCase(Locale.ROOT));
            }
            List<String> order = new ArrayList<>(folded);
            return Arrays.stream(texts)
                    .mapToInt(text -> order.indexOf(text.toLowerCase(Locale.ROOT)))
                    .toArray();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 4_500})
    void rankedKeysAreMergedBatchByBatch(int rowCount) {
        FoldedRanking ranking = new FoldedRanking();
        RowOrder order = RowOrder.of(new Key(1, Comparison.RANKED, false, true, null, ranking));
        Comparator<Object[]> reference =
                Comparator.comparing(
                        row -> (String) row[1],
                        Comparator.nullsFirst(
                                Comparator.comparing(text -> text.toLowerCase(Locale.ROOT))));
        Random random = new Random(rowCount);
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < rowCount; i++) {
            String text = Integer.toString(random.nextInt(rowCount / 2 + 1), 36);
            if (random.nextBoolean()) {
                text = text.toUpperCase(Locale.ROOT);
            }
            rows.add(new Object[] {0L, random.nextInt(9) == 0 ? null : text, (long) i});
        }
        List<List<Object[]>> parts = split(random, rows);
        List<Object[]> expected = new ArrayList<>();
        for (List<Object[]> part : parts) {
            List<Object[]> sorted = new ArrayList<>(part);
            sorted.sort(reference);
            expected.addAll(sorted);
        }
        expected.sort(reference);
        MemoryBudget budget = budget();
        assertEquals(
                texts(expected),
                read(OrderedMerge.of(sortedInputs(parts, reference), order, budget)));
        assertTrue(ranking.questions <= 1 + rowCount / 500, ranking.questions + " questions");
        assertEquals(0, budget.bytesUsed());

        TreeSet<String> distinct = new TreeSet<>();
        boolean hasNull = false;
        for (Object[] row : rows) {
            if (row[1] == null) hasNull = true;
            else distinct.add(((String) row[1]).toLowerCase(Locale.ROOT));
        }
        assertEquals(
                distinct.size() + (hasNull ? 1 : 0),
                read(DistinctMerge.of(sortedInputs(parts, reference), order, budget())).size());

        List<Object[]> sorted = new ArrayList<>(rows);
        sorted.sort(reference);
        assertEquals(
                texts(sorted),
                read(
                        SortedRows.of(
                                cursor(rows), order, Long.MAX_VALUE, new MemoryBudget(300_000))));
    }
}
