package io.shardfold.proxy.postgresql;

import io.netty.buffer.ByteBuf;
import java.time.LocalDate;
import java.time.temporal.ChronoField;

/**
 * The binary forms of dates, times and intervals. Their text is that of DateStyle ISO, and of
 * IntervalStyle postgres or iso_8601.
 */
final class TimeForms {

    private TimeForms() {}

    /** 2000-01-01, where PostgreSQL's days start, in days since 1970-01-01. */
    static final int EPOCH_DAY = 10957;

    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    static final BinaryForm DATE =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    switch (text) {
                        case "infinity" -> out.writeInt(Integer.MAX_VALUE);
                        case "-infinity" -> out.writeInt(Integer.MIN_VALUE);
                        default -> {
                            var reader = new Reader("date", text);
                            long day = reader.date(reader.isBc());
                            reader.end();
                            out.writeInt((int) (day - EPOCH_DAY));
                        }
                    }
                }

                @Override
                public String read(ByteBuf in) {
                    Fields.require(in, 4);
                    int day = in.readInt();
                    return switch (day) {
                        case Integer.MAX_VALUE -> "infinity";
                        case Integer.MIN_VALUE -> "-infinity";
                        default -> {
                            LocalDate date = LocalDate.ofEpochDay((long) day + EPOCH_DAY);
                            yield dateText(date) + eraText(date);
                        }
                    };
                }
            };

    static final BinaryForm TIME =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    var reader = new Reader("time", text);
                    long micros = reader.time();
                    reader.end();
                    out.writeLong(micros);
                }

                @Override
                public String read(ByteBuf in) {
                    Fields.require(in, 8);
                    var text = new StringBuilder();
                    appendTime(text, timeOfDay(in.readLong()));
                    return text.toString();
                }
            };

    static final BinaryForm TIMETZ =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    var reader = new Reader("time with time zone", text);
                    long micros = reader.time();
                    int offset = reader.offsetSeconds();
                    reader.end();
                    out.writeLong(micros);
                    out.writeInt(-offset);
                }

                @Override
                public String read(ByteBuf in) {
                    Fields.require(in, 12);
                    long micros = timeOfDay(in.readLong());
                    int west = in.readInt();
                    if (Math.abs((long) west) >= 16 * 3600) {
                        throw BinaryForms.incorrect("time zone displacement out of range");
                    }
                    var text = new StringBuilder();
                    appendTime(text, micros);
                    int offset = Math.abs(west);
                    text.append(west > 0 ? '-' : '+');
                    appendTwo(text, offset / 3600);
                    appendTwo(text.append(':'), offset / 60 % 60);
                    appendTwo(text.append(':'), offset % 60);
                    return text.toString();
                }
            };

    static final BinaryForm TIMESTAMP = new Timestamp(false);
    static final BinaryForm TIMESTAMPTZ = new Timestamp(true);

    private record Timestamp(boolean zoned) implements BinaryForm {
        @Override
        public void write(String text, ByteBuf out) {
            switch (text) {
                case "infinity" -> out.writeLong(Long.MAX_VALUE);
                case "-infinity" -> out.writeLong(Long.MIN_VALUE);
                default -> {
                    var reader = new Reader("timestamp", text);
                    long day = reader.date(reader.isBc());
                    reader.expect(' ');
                    long micros = reader.time();
                    if (zoned) {
                        micros -= reader.offsetSeconds() * SECOND;
                    }
                    reader.end();
                    out.writeLong((day - EPOCH_DAY) * DAY + micros);
                }
            }
        }

        @Override
        public String read(ByteBuf in) {
            Fields.require(in, 8);
            long micros = in.readLong();
            if (micros == Long.MAX_VALUE) {
                return "infinity";
            }
            if (micros == Long.MIN_VALUE) {
                return "-infinity";
            }
            LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(micros, DAY) + EPOCH_DAY);
            var text = new StringBuilder(dateText(date)).append(' ');
            appendTime(text, Math.floorMod(micros, DAY));
            if (zoned) {
                text.append("+00");
            }
            return text.append(eraText(date)).toString();
        }
    }

    static final BinaryForm INTERVAL =
            new BinaryForm() {
                @Override
                public void write(String text, ByteBuf out) {
                    switch (text) {
                        case "infinity" ->
                                interval(out, Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
                        case "-infinity" ->
                                interval(out, Long.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE);
                        default -> {
                            var reader = new Reader("interval", text);
                            if (text.startsWith("P")) {
                                reader.isoInterval();
                            } else {
                                reader.interval();
                            }
                            interval(
                                    out,
                                    reader.micros,
                                    Math.toIntExact(reader.days),
                                    Math.toIntExact(reader.months));
                        }
                    }
                }

                private void interval(ByteBuf out, long micros, int days, int months) {
                    out.writeLong(micros);
                    out.writeInt(days);
                    out.writeInt(months);
                }

                @Override
                public String read(ByteBuf in) {
                    Fields.require(in, 16);
                    long micros = in.readLong();
                    int days = in.readInt();
                    int months = in.readInt();
                    if (micros == Long.MAX_VALUE
                            && days == Integer.MAX_VALUE
                            && months == Integer.MAX_VALUE) {
                        return "infinity";
                    }
                    if (micros == Long.MIN_VALUE
                            && days == Integer.MIN_VALUE
                            && months == Integer.MIN_VALUE) {
                        return "-infinity";
                    }
                    // Every part with its sign: in the style sql_standard a leading minus is for
                    // all parts that have none.
                    var text = new StringBuilder();
                    appendSigned(text, months).append(" mons ");
                    appendSigned(text, days).append(" days ");
                    long seconds = micros / SECOND;
                    long rest = Math.abs(micros % SECOND);
                    text.append(micros < 0 ? '-' : '+').append(Math.abs(seconds / 3600));
                    appendTwo(text.append(':'), (int) Math.abs(seconds / 60 % 60));
                    appendTwo(text.append(':'), (int) Math.abs(seconds % 60));
                    appendFraction(text, rest);
                    return text.toString();
                }

                private StringBuilder appendSigned(StringBuilder text, int value) {
                    return text.append(value < 0 ? "" : "+").append(value);
                }
            };

    private static long timeOfDay(long micros) {
        if (micros < 0 || micros > DAY) {
            throw BinaryForms.incorrect("time out of range");
        }
        return micros;
    }

    private static String dateText(LocalDate date) {
        int year = date.get(ChronoField.YEAR_OF_ERA);
        var text = new StringBuilder();
        for (int digits = Integer.toString(year).length(); digits < 4; digits++) {
            text.append('0');
        }
        text.append(year).append('-');
        appendTwo(text, date.getMonthValue());
        appendTwo(text.append('-'), date.getDayOfMonth());
        return text.toString();
    }

    private static String eraText(LocalDate date) {
        return date.getYear() <= 0 ? " BC" : "";
    }

    private static void appendTime(StringBuilder text, long micros) {
        appendTwo(text, (int) (micros / HOUR));
        appendTwo(text.append(':'), (int) (micros / MINUTE % 60));
        appendTwo(text.append(':'), (int) (micros / SECOND % 60));
        appendFraction(text, micros % SECOND);
    }

    /** Without zeros at the end, as the database does. */
    private static void appendFraction(StringBuilder text, long micros) {
        if (micros == 0) {
            return;
        }
        String digits = Long.toString(SECOND + micros).substring(1);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        text.append('.').append(digits, 0, end);
    }

    private static void appendTwo(StringBuilder text, int value) {
        text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }

    /** Reads a text from left to right. What it doesn't know is an error, never a guess. */
    private static final class Reader {
        private final String type;
        private final String whole;
        private final String text;
        private final boolean bc;
        private int at;

        // What an interval adds up to.
        private long micros;
        private long days;
        private long months;

        Reader(String type, String whole) {
            this.type = type;
            this.whole = whole;
            bc = whole.endsWith(" BC");
            text = bc ? whole.substring(0, whole.length() - 3) : whole;
        }

        boolean isBc() {
            return bc;
        }

        private RuntimeException unknown() {
            return BinaryForms.unknownText(type, whole);
        }

        private boolean isAt(char c) {
            return at < text.length() && text.charAt(at) == c;
        }

        private boolean isAtDigit() {
            return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
        }

        void expect(char c) {
            if (!isAt(c)) {
                throw unknown();
            }
            at++;
        }

        void end() {
            if (at != text.length()) {
                throw unknown();
            }
        }

        private long number() {
            int start = at;
            while (isAtDigit()) {
                at++;
            }
            if (at == start || at - start > 18) {
                throw unknown();
            }
            return Long.parseLong(text, start, at, 10);
        }

        /** The fraction after a point, in microseconds; 0 where there is none. */
        private long fraction() {
            if (!isAt('.')) {
                return 0;
            }
            at++;
            long value = 0;
            int digitCount = 0;
            while (isAtDigit()) {
                if (digitCount < 6) {
                    value = value * 10 + text.charAt(at) - '0';
                    digitCount++;
                }
                at++;
            }
            for (; digitCount < 6; digitCount++) {
                value *= 10;
            }
            return value;
        }

        /** Days since 1970-01-01. */
        long date(boolean beforeChrist) {
            long year = number();
            expect('-');
            long month = number();
            expect('-');
            long day = number();
            if (year > 999_999_999 || month < 1 || month > 12 || day < 1 || day > 31) {
                throw unknown();
            }
            return LocalDate.of((int) (beforeChrist ? 1 - year : year), (int) month, (int) day)
                    .toEpochDay();
        }

        /** Hours, minutes, seconds; in microseconds. */
        long time() {
            long value = number() * HOUR;
            expect(':');
            value += number() * MINUTE;
            if (isAt(':')) {
                at++;
                value += number() * SECOND + fraction();
            }
            return value;
        }

        /** East of Greenwich. */
        int offsetSeconds() {
            boolean west = isAt('-');
            if (!west && !isAt('+')) {
                throw unknown();
            }
            at++;
            long seconds = number() * 3600;
            if (isAt(':')) {
                at++;
                seconds += number() * 60;
            }
            if (isAt(':')) {
                at++;
                seconds += number();
            }
            return (int) (west ? -seconds : seconds);
        }

        /** 1 year 2 mons -3 days +04:05:06.789. */
        void interval() {
            while (at < text.length()) {
                boolean negative = isAt('-');
                if (negative || isAt('+')) {
                    at++;
                }
                int start = at;
                long count = number();
                if (isAt(':')) {
                    at = start;
                    long time = time();
                    micros += negative ? -time : time;
                } else {
                    expect(' ');
                    int wordStart = at;
                    while (at < text.length() && !isAt(' ')) {
                        at++;
                    }
                    add(text.substring(wordStart, at), negative ? -count : count);
                }
                if (at < text.length()) {
                    expect(' ');
                }
            }
        }

        private void add(String unit, long count) {
            switch (unit) {
                case "year", "years" -> months += 12 * count;
                case "mon", "mons" -> months += count;
                case "day", "days" -> days += count;
                default -> throw unknown();
            }
        }

        /** P1Y2M3DT4H5M6.789S. */
        void isoInterval() {
            expect('P');
            boolean time = false;
            while (at < text.length()) {
                if (isAt('T')) {
                    time = true;
                    at++;
                }
                boolean negative = isAt('-');
                if (negative) {
                    at++;
                }
                long count = number();
                long fraction = fraction();
                char unit = at < text.length() ? text.charAt(at++) : ' ';
                long sign = negative ? -1 : 1;
                if (fraction != 0 && unit != 'S') {
                    throw unknown();
                }
                switch (unit) {
                    case 'Y' -> months += 12 * sign * count;
                    case 'M' -> {
                        if (time) {
                            micros += sign * count * MINUTE;
                        } else {
                            months += sign * count;
                        }
                    }
                    case 'D' -> days += sign * count;
                    case 'H' -> micros += sign * count * HOUR;
                    case 'S' -> micros += sign * (count * SECOND + fraction);
                    default -> throw unknown();
                }
            }
        }
    }
}
