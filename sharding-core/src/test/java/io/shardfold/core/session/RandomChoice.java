package io.shardfold.core.session;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The dice of random statements, and the values that they bind.
 *
 * <p>While a statement is put together, a bound value is a mark in its text; {@link #statement}
 * makes placeholders of the marks, in the order in which they stand.
 */
final class RandomChoice {

    private static final char OPEN = '\u0001';
    private static final char CLOSE = '\u0002';

    private final boolean mysql;
    private final Random random;
    private final List<Object> values = new ArrayList<>();

    /** How many in a hundred constants are bound in the statement being made. */
    private int boundPercent;

    RandomChoice(boolean mysql, Random random) {
        this.mysql = mysql;
        this.random = random;
    }

    boolean mysql() {
        return mysql;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T any(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    String any(String... items) {
        return items[random.nextInt(items.length)];
    }

    Random random() {
        return random;
    }

    /** Begins a statement. */
    void begin() {
        values.clear();
        boundPercent = chance(40) ? 60 : 0;
    }

    /**
     * Runs with literals alone: where a placeholder's type or equality to another would be open.
     */
    String literally(java.util.function.Supplier<String> part) {
        int before = boundPercent;
        boundPercent = 0;
        try {
            return part.get();
        } finally {
            boundPercent = before;
        }
    }

    /** A whole number, as a literal or bound as one of the classes that drivers take. */
    String number() {
        return number(chance(10) ? below(5) - 2 : chance(70) ? below(13) : below(62));
    }

    String number(int value) {
        if (!chance(boundPercent)) {
            return Integer.toString(value);
        }
        return bound(
                switch (below(mysql ? 6 : 4)) {
                    case 0 -> value;
                    case 1 -> (long) value;
                    case 2 -> BigDecimal.valueOf(value);
                    case 3 -> value == (short) value ? (Object) (short) value : (Object) value;
                    case 4 -> BigInteger.valueOf(value);
                    default -> Integer.toString(value);
                });
    }

    /** A row count: PostgreSQL takes any integer type for it, MySQL no text. */
    String count(int value) {
        return chance(boundPercent)
                ? bound(chance(50) ? (Object) value : (Object) (long) value)
                : Integer.toString(value);
    }

    /** A text constant; never NULL. */
    String text() {
        String value =
                any(
                        "", " ", "a", "A", "a ", "\u00e1", "b", "B", "ab", "AB ", "\u00df", "ss",
                        "z", "10", "o'x");
        return chance(boundPercent) ? bound(value) : "'" + value.replace("'", "''") + "'";
    }

    private String bound(Object value) {
        values.add(value);
        return OPEN + Integer.toString(values.size() - 1) + CLOSE;
    }

    RandomStatement statement(
            String text, boolean ordered, boolean representative, String written) {
        StringBuilder sql = new StringBuilder();
        List<Object> parameters = new ArrayList<>();
        int from = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            int close = text.indexOf(CLOSE, open);
            sql.append(text, from, open).append('?');
            parameters.add(values.get(Integer.parseInt(text.substring(open + 1, close))));
            from = close + 1;
        }
        sql.append(text, from, text.length());
        return new RandomStatement(sql.toString(), parameters, ordered, representative, written);
    }
}
