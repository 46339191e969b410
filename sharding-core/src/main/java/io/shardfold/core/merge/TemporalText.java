package io.shardfold.core.merge;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Reads the databases' own text of dates and times for comparison, where a driver's objects would
 * lose something: MySQL's zero dates and negative times, PostgreSQL's infinities and years before
 * 1, local times that don't exist in the zone of this JVM.
 *
 * <p>PostgreSQL's form is DateStyle ISO, the only one that its driver works with.
 */
final class TemporalText {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int SECONDS_PER_DAY = 86_400;

    private final String text;
    private int at;

    TemporalText(String text) {
        this.text = text;
    }

    /** A number in the order of dates, of those that no calendar has too. */
    long date() {
        if (isInfinity()) {
            return infinity();
        }
        long[] date = readDate();
        checkEnd();
        return ordinal(date);
    }

    /** Nanoseconds; negative ones too. */
    long time() {
        long nanos = readTime();
        checkEnd();
        return nanos;
    }

    void timestamp(RowKey into, int index) {
        if (isInfinity()) {
            into.numbers[index] = infinity();
            return;
        }
        long[] date = readDate();
        long nanos = hasMore() ? readTimeAfterDate() : 0;
        readEra(date);
        checkEnd();
        into.numbers[index] = ordinal(date);
        into.rests[index] = nanos;
    }

    void timestampWithZone(RowKey into, int index) {
        if (isInfinity()) {
            into.numbers[index] = infinity();
            return;
        }
        long[] date = readDate();
        long nanos = readTimeAfterDate();
        int offset = readOffset();
        readEra(date);
        checkEnd();
        long days;
        try {
            days = LocalDate.of((int) date[0], (int) date[1], (int) date[2]).toEpochDay();
        } catch (DateTimeException e) {
            throw unreadable();
        }
        into.numbers[index] = days * SECONDS_PER_DAY + nanos / NANOS_PER_SECOND - offset;
        into.rests[index] = nanos % NANOS_PER_SECOND;
    }

    /** PostgreSQL compares the instant, then the zone, which it counts westward. */
    void timeWithZone(RowKey into, int index) {
        long nanos = readTime();
        int offset = readOffset();
        checkEnd();
        into.numbers[index] = nanos - offset * NANOS_PER_SECOND;
        into.rests[index] = -offset;
    }

    private boolean isInfinity() {
        return text.endsWith("infinity");
    }

    private long infinity() {
        return text.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** Year, month and day. The era may follow, or come after the time. */
    private long[] readDate() {
        long[] date = new long[3];
        date[0] = readNumber();
        if (!hasMore()) {
            // MySQL's YEAR.
            return date;
        }
        expect('-');
        date[1] = readNumber();
        expect('-');
        date[2] = readNumber();
        readEra(date);
        return date;
    }

    private void readEra(long[] date) {
        if (text.startsWith(" BC", at)) {
            at += 3;
            date[0] = 1 - date[0];
        }
    }

    /** Months and days may be 0. */
    private static long ordinal(long[] date) {
        return (date[0] * 13 + date[1]) * 32 + date[2];
    }

    private long readTimeAfterDate() {
        if (text.charAt(at) != ' ' && text.charAt(at) != 'T') {
            throw unreadable();
        }
        at++;
        return readTime();
    }

    private long readTime() {
        boolean negative = hasMore() && text.charAt(at) == '-';
        if (negative) {
            at++;
        }
        long seconds = readNumber() * 3600;
        expect(':');
        seconds += readNumber() * 60;
        if (hasMore() && text.charAt(at) == ':') {
            at++;
            seconds += readNumber();
        }
        long nanos = seconds * NANOS_PER_SECOND + readFraction();
        return negative ? -nanos : nanos;
    }

    private long readFraction() {
        if (!hasMore() || text.charAt(at) != '.') {
            return 0;
        }
        at++;
        long nanos = 0;
        long unit = NANOS_PER_SECOND / 10;
        while (hasMore() && isDigit()) {
            nanos += (text.charAt(at++) - '0') * unit;
            unit /= 10;
        }
        return nanos;
    }

    /** Seconds eastward: +05, +05:30, +05:30:15. */
    private int readOffset() {
        if (hasMore() && text.charAt(at) == 'Z') {
            at++;
            return 0;
        }
        if (!hasMore() || (text.charAt(at) != '+' && text.charAt(at) != '-')) {
            throw unreadable();
        }
        boolean west = text.charAt(at++) == '-';
        long seconds = readNumber() * 3600;
        if (hasMore() && text.charAt(at) == ':') {
            at++;
            seconds += readNumber() * 60;
            if (hasMore() && text.charAt(at) == ':') {
                at++;
                seconds += readNumber();
            }
        }
        return (int) (west ? -seconds : seconds);
    }

    private long readNumber() {
        int from = at;
        long number = 0;
        while (hasMore() && isDigit()) {
            number = number * 10 + text.charAt(at++) - '0';
        }
        if (at == from) {
            throw unreadable();
        }
        return number;
    }

    private boolean isDigit() {
        char c = text.charAt(at);
        return c >= '0' && c <= '9';
    }

    private boolean hasMore() {
        return at < text.length();
    }

    private void expect(char c) {
        if (!hasMore() || text.charAt(at) != c) {
            throw unreadable();
        }
        at++;
    }

    private void checkEnd() {
        if (hasMore()) {
            throw unreadable();
        }
    }

    private IllegalStateException unreadable() {
        return new IllegalStateException("Not a date or time as the databases write it: " + text);
    }
}
