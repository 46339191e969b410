package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How rows compare: the keys of ORDER BY or GROUP BY, most significant first. Immutable; made once
 * per plan.
 */
public final class RowOrder {

    /** How two values of a key compare. Named for what the values are, not for their Java class. */
    public enum Comparison {
        /** Whole numbers that fit a long: all of PostgreSQL's, MySQL's but for BIGINT UNSIGNED. */
        INTEGER,
        /** Exact numbers of any size; PostgreSQL's NaN and infinities too. */
        DECIMAL,
        /** NaN is greater than all and equal to itself; -0 equals 0. */
        FLOAT,
        /** Text by Unicode code point, which is the order of its UTF-8 bytes. */
        TEXT,
        /**
         * PostgreSQL's {@code character(n)} under a byte-order collation: trailing spaces don't
         * count.
         */
        TEXT_TRIMMED,
        /** MySQL's PAD SPACE under a binary collation: the shorter text is extended with spaces. */
        TEXT_PADDED,
        /** A binary sort key (WEIGHT_STRING), by unsigned bytes; a prefix comes first. */
        WEIGHT,
        /** A binary sort key whose shorter side is extended with the weight of a space. */
        WEIGHT_PADDED,
        DATE,
        /** Time of day, and MySQL's TIME, which may be negative. */
        TIME,
        TIMESTAMP,
        /** By instant. */
        TIMESTAMP_WITH_ZONE,
        /** By instant, then by zone. */
        TIME_WITH_ZONE,
        /** PostgreSQL: by normalised length, 30 days to a month. */
        INTERVAL,
        /** False before true. */
        BOOLEAN,
        UUID,
        /** Binary strings, by unsigned bytes; a prefix comes first. */
        BYTES,
        /** Text that only a shard can compare: see {@link TextRanking}. */
        RANKED
    }

    /**
     * One key.
     *
     * @param column zero-based, in the rows that are compared
     * @param nullsFirst where NULLs stand in the result, whatever the direction
     * @param pad for {@link Comparison#WEIGHT_PADDED}: the weight of one space; null otherwise
     * @param ranking for {@link Comparison#RANKED}; null otherwise
     */
    public record Key(
            int column,
            Comparison comparison,
            boolean descending,
            boolean nullsFirst,
            byte[] pad,
            TextRanking ranking) {

        public Key(int column, Comparison comparison, boolean descending, boolean nullsFirst) {
            this(column, comparison, descending, nullsFirst, null, null);
        }

        public Key {
            assert (pad != null) == (comparison == Comparison.WEIGHT_PADDED);
            assert (ranking != null) == (comparison == Comparison.RANKED);
        }
    }

    /** One shared array each: a comparison runs down them by index. */
    private final Key[] keys;

    private final int[] columns;
    private final Comparison[] comparisons;
    private final boolean[] descending;
    private final boolean[] nullsFirst;
    private final boolean ranked;

    private RowOrder(Key[] keys) {
        this.keys = keys;
        columns = new int[keys.length];
        comparisons = new Comparison[keys.length];
        descending = new boolean[keys.length];
        nullsFirst = new boolean[keys.length];
        boolean anyRanked = false;
        for (int i = 0; i < keys.length; i++) {
            columns[i] = keys[i].column();
            comparisons[i] = keys[i].comparison();
            descending[i] = keys[i].descending();
            nullsFirst[i] = keys[i].nullsFirst();
            anyRanked |= comparisons[i] == Comparison.RANKED;
        }
        ranked = anyRanked;
    }

    /** No keys: all rows are equal. */
    public static RowOrder of(List<Key> keys) {
        return new RowOrder(keys.toArray(new Key[0]));
    }

    public static RowOrder of(Key... keys) {
        return new RowOrder(keys.clone());
    }

    public int keyCount() {
        return keys.length;
    }

    /** Whether keys have to be given ranks before they can be compared: see {@link #rank}. */
    boolean isRanked() {
        return ranked;
    }

    RowKey newKey() {
        return new RowKey(keys.length);
    }

    /** Reads the keys of the cursor's current row. */
    void read(Cursor row, RowKey into) {
        for (int i = 0; i < columns.length; i++) {
            KeyReader.read(row, columns[i], comparisons[i], into, i);
        }
    }

    /**
     * Asks for the ranks of keys, of all that will be compared with each other before the next
     * call.
     */
    void rank(List<RowKey> rows) {
        for (int i = 0; i < keys.length; i++) {
            if (comparisons[i] != Comparison.RANKED) {
                continue;
            }
            Map<String, Integer> places = new HashMap<>();
            List<String> texts = new ArrayList<>();
            for (RowKey row : rows) {
                if (!row.nulls[i]) {
                    String text = (String) row.objects[i];
                    if (places.putIfAbsent(text, texts.size()) == null) {
                        texts.add(text);
                    }
                }
            }
            if (texts.isEmpty()) {
                continue;
            }
            int[] ranks = keys[i].ranking().ranks(texts.toArray(new String[0]));
            for (RowKey row : rows) {
                if (!row.nulls[i]) {
                    row.numbers[i] = ranks[places.get((String) row.objects[i])];
                }
            }
        }
    }

    int compare(RowKey left, RowKey right) {
        for (int i = 0; i < comparisons.length; i++) {
            int order;
            if (left.nulls[i] || right.nulls[i]) {
                if (left.nulls[i] && right.nulls[i]) {
                    continue;
                }
                return left.nulls[i] == nullsFirst[i] ? -1 : 1;
            }
            switch (comparisons[i]) {
                case TEXT, TEXT_TRIMMED ->
                        order =
                                TextOrder.compare(
                                        (String) left.objects[i], (String) right.objects[i]);
                case TEXT_PADDED ->
                        order =
                                TextOrder.comparePadded(
                                        (String) left.objects[i], (String) right.objects[i]);
                case WEIGHT, BYTES ->
                        order =
                                Arrays.compareUnsigned(
                                        (byte[]) left.objects[i], (byte[]) right.objects[i]);
                case WEIGHT_PADDED ->
                        order =
                                TextOrder.compareWeights(
                                        (byte[]) left.objects[i],
                                        (byte[]) right.objects[i],
                                        keys[i].pad());
                case DECIMAL -> {
                    order = Long.compare(left.numbers[i], right.numbers[i]);
                    if (order == 0 && left.objects[i] != null) {
                        order =
                                ((BigDecimal) left.objects[i])
                                        .compareTo((BigDecimal) right.objects[i]);
                    }
                }
                case INTEGER,
                        FLOAT,
                        DATE,
                        TIME,
                        TIMESTAMP,
                        TIMESTAMP_WITH_ZONE,
                        TIME_WITH_ZONE,
                        INTERVAL,
                        BOOLEAN,
                        UUID,
                        RANKED -> {
                    order = Long.compare(left.numbers[i], right.numbers[i]);
                    if (order == 0) {
                        order = Long.compare(left.rests[i], right.rests[i]);
                    }
                }
                default -> throw new AssertionError(comparisons[i]);
            }
            if (order != 0) {
                return (order < 0) == descending[i] ? 1 : -1;
            }
        }
        return 0;
    }
}
