package io.shardfold.proxy.mysql;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.error.ProtocolException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * Dates and times in the binary protocol. A value is as short as what isn't zero in it: a date is 4
 * bytes, with a time 7, with microseconds 11; a span of time is 8, with microseconds 12; zero is 0.
 *
 * <p>Writers start from the text that the database gives: it holds what Java's types can't, such as
 * {@code 0000-00-00} and {@code -34:22:59}.
 */
final class Temporal {

    private static final int HOURS_PER_DAY = 24;

    private Temporal() {}

    /**
     * DATE, DATETIME and TIMESTAMP.
     *
     * @param text {@code YYYY-MM-DD}, and {@code hh:mm:ss}, and {@code .ffffff} or less
     * @throws IllegalArgumentException for any other text
     */
    static void writeDateTime(ByteBuf out, String text) {
        Digits in = new Digits(text);
        int year = in.number(4);
        in.expect('-');
        int month = in.number(2);
        in.expect('-');
        int day = in.number(2);
        int hour = 0;
        int minute = 0;
        int second = 0;
        int micros = 0;
        if (in.more()) {
            in.separator();
            hour = in.number(2);
            in.expect(':');
            minute = in.number(2);
            if (in.skip(':')) {
                second = in.number(2);
            }
            micros = in.micros();
        }
        in.end();
        int length;
        if (micros != 0) {
            length = 11;
        } else if ((hour | minute | second) != 0) {
            length = 7;
        } else {
            length = (year | month | day) == 0 ? 0 : 4;
        }
        out.writeByte(length);
        if (length >= 4) {
            out.writeShortLE(year).writeByte(month).writeByte(day);
        }
        if (length >= 7) {
            out.writeByte(hour).writeByte(minute).writeByte(second);
        }
        if (length == 11) {
            out.writeIntLE(micros);
        }
    }

    /**
     * TIME.
     *
     * @param text {@code [-]h...h:mm:ss}, and {@code .ffffff} or less
     * @throws IllegalArgumentException for any other text
     */
    static void writeTime(ByteBuf out, String text) {
        Digits in = new Digits(text);
        boolean negative = in.skip('-');
        int hours = in.number(4);
        in.expect(':');
        int minute = in.number(2);
        int second = in.skip(':') ? in.number(2) : 0;
        int micros = in.micros();
        in.end();
        if ((hours | minute | second | micros) == 0) {
            out.writeByte(0);
            return;
        }
        out.writeByte(micros == 0 ? 8 : 12);
        out.writeBoolean(negative);
        out.writeIntLE(hours / HOURS_PER_DAY);
        out.writeByte(hours % HOURS_PER_DAY).writeByte(minute).writeByte(second);
        if (micros != 0) {
            out.writeIntLE(micros);
        }
    }

    /**
     * A parameter of type DATE, DATETIME or TIMESTAMP: a LocalDate or LocalDateTime, or the text
     * where Java has no such value.
     *
     * @throws ProtocolException where the length is none that there is
     */
    static Object readDateTime(ByteBuf in, boolean date) {
        int length = Wire.unsignedByte(in, "length of a date");
        if (length != 0 && length != 4 && length != 7 && length != 11) {
            throw Wire.violation("A date can't have " + length + " bytes");
        }
        Wire.require(in, length, "date");
        int year = length == 0 ? 0 : in.readUnsignedShortLE();
        int month = length == 0 ? 0 : in.readUnsignedByte();
        int day = length == 0 ? 0 : in.readUnsignedByte();
        int hour = length < 7 ? 0 : in.readUnsignedByte();
        int minute = length < 7 ? 0 : in.readUnsignedByte();
        int second = length < 7 ? 0 : in.readUnsignedByte();
        int micros = length < 11 ? 0 : in.readIntLE();
        if (micros < 0 || micros > 999_999) {
            throw Wire.violation("A date can't have " + micros + " microseconds");
        }
        try {
            if (date && length <= 4) {
                return LocalDate.of(year, month, day);
            }
            return LocalDateTime.of(year, month, day, hour, minute, second, micros * 1000);
        } catch (DateTimeException notInJava) {
            String text = padded(year, 4) + '-' + padded(month, 2) + '-' + padded(day, 2);
            return date && length <= 4 ? text : text + ' ' + clock(hour, minute, second, micros);
        }
    }

    /**
     * A parameter of type TIME: a LocalTime, or the text where it is negative or a day or more.
     *
     * @throws ProtocolException where the length is none that there is
     */
    static Object readTime(ByteBuf in) {
        int length = Wire.unsignedByte(in, "length of a time");
        if (length != 0 && length != 8 && length != 12) {
            throw Wire.violation("A time can't have " + length + " bytes");
        }
        Wire.require(in, length, "time");
        if (length == 0) {
            return LocalTime.MIDNIGHT;
        }
        boolean negative = in.readUnsignedByte() != 0;
        long days = in.readUnsignedIntLE();
        int hour = in.readUnsignedByte();
        int minute = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        int micros = length == 12 ? in.readIntLE() : 0;
        if (micros < 0 || micros > 999_999) {
            throw Wire.violation("A time can't have " + micros + " microseconds");
        }
        if (!negative && days == 0 && hour < HOURS_PER_DAY && minute < 60 && second < 60) {
            return LocalTime.of(hour, minute, second, micros * 1000);
        }
        return (negative ? "-" : "") + clock(days * HOURS_PER_DAY + hour, minute, second, micros);
    }

    private static String clock(long hours, int minute, int second, int micros) {
        String text = padded(hours, 2) + ':' + padded(minute, 2) + ':' + padded(second, 2);
        return micros == 0 ? text : text + '.' + padded(micros, 6);
    }

    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    /** Reads a text from left to right. */
    private static final class Digits {
        private final String text;
        private int index;

        Digits(String text) {
            this.text = text;
        }

        boolean more() {
            return index < text.length();
        }

        boolean skip(char c) {
            if (more() && text.charAt(index) == c) {
                index++;
                return true;
            }
            return false;
        }

        void expect(char c) {
            if (!skip(c)) {
                throw wrong();
            }
        }

        void separator() {
            if (!skip(' ') && !skip('T')) {
                throw wrong();
            }
        }

        int number(int digitsMax) {
            int start = index;
            int number = 0;
            while (more() && index - start < digitsMax) {
                int digit = text.charAt(index) - '0';
                if (digit < 0 || digit > 9) {
                    break;
                }
                number = number * 10 + digit;
                index++;
            }
            if (index == start) {
                throw wrong();
            }
            return number;
        }

        int micros() {
            if (!skip('.')) {
                return 0;
            }
            int start = index;
            int micros = number(6);
            for (int digits = index - start; digits < 6; digits++) {
                micros *= 10;
            }
            // Nanoseconds, which MySQL doesn't have.
            while (more() && Character.isDigit(text.charAt(index))) {
                index++;
            }
            return micros;
        }

        void end() {
            if (more()) {
                throw wrong();
            }
        }

        IllegalArgumentException wrong() {
            return new IllegalArgumentException("'" + text + "' is no date or time of MySQL's");
        }
    }
}
