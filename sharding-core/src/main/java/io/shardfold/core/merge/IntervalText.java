package io.shardfold.core.merge;

/**
 * Reads PostgreSQL's text of an interval (IntervalStyle postgres) for comparison, such as {@code 1
 * year 2 mons -3 days +04:05:06.789}.
 *
 * @see "PostgreSQL, src/backend/utils/adt/timestamp.c, interval_cmp_value: 30 days to a month, 24
 *     hours to a day"
 */
final class IntervalText {

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private IntervalText() {}

    /** Days in the number, nanoseconds in the rest. */
    static void read(String text, RowKey into, int index) {
        if (text.endsWith("infinity")) {
            into.numbers[index] = text.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
            return;
        }
        long days = 0;
        long nanos = 0;
        String[] words = text.split(" ");
        for (int i = 0; i < words.length; i++) {
            if (words[i].indexOf(':') >= 0) {
                boolean plus = words[i].startsWith("+");
                nanos = new TemporalText(plus ? words[i].substring(1) : words[i]).time();
                continue;
            }
            if (i + 1 == words.length) {
                throw unreadable(text);
            }
            long number;
            try {
                number = Long.parseLong(words[i]);
            } catch (NumberFormatException e) {
                throw unreadable(text);
            }
            days += number * daysOf(words[++i], text);
        }
        into.numbers[index] = days + Math.floorDiv(nanos, NANOS_PER_DAY);
        into.rests[index] = Math.floorMod(nanos, NANOS_PER_DAY);
    }

    private static int daysOf(String unit, String text) {
        return switch (unit) {
            case "year", "years" -> 360;
            case "mon", "mons" -> 30;
            case "day", "days" -> 1;
            default -> throw unreadable(text);
        };
    }

    private static IllegalStateException unreadable(String text) {
        return new IllegalStateException(
                "Not an interval as PostgreSQL writes it with IntervalStyle postgres: " + text);
    }
}
