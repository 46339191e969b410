package io.shardfold.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What a getter makes of a value that no driver's row holds: of a sum, a count, a generated key, a
 * row that was kept in memory.
 *
 * <p>Null stays null, and 0 or false for a primitive. A value that has no form of the type is
 * 22018, one that doesn't fit is 22003: never a value that is cut.
 */
final class Conversion {

    private Conversion() {}

    static boolean toBoolean(Object value) throws SQLException {
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof Number number) {
            return toBigDecimal(number).signum() != 0;
        }
        if (value instanceof String text) {
            switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "t", "yes", "y", "on", "1":
                    return true;
                case "false", "f", "no", "n", "off", "0":
                    return false;
                default:
                    break;
            }
        }
        throw SqlErrors.badValue(value, "a boolean");
    }

    /** A fraction is cut off, as both engines' drivers do. */
    static long toLong(Object value, long least, long most, String type) throws SQLException {
        if (value == null) {
            return 0;
        }
        long number;
        if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            number = ((Number) value).longValue();
        } else if (value instanceof Byte) {
            number = ((Byte) value).longValue();
        } else if (value instanceof Boolean flag) {
            number = flag ? 1 : 0;
        } else {
            BigInteger whole = number(value, type).toBigInteger();
            if (whole.bitLength() > 63) {
                throw SqlErrors.outOfRange(value, type);
            }
            number = whole.longValue();
        }
        if (number < least || number > most) {
            throw SqlErrors.outOfRange(value, type);
        }
        return number;
    }

    static double toDouble(Object value) throws SQLException {
        if (value == null) {
            return 0;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof String text) {
            try {
                return Double.parseDouble(text.strip());
            } catch (NumberFormatException notANumber) {
                throw SqlErrors.badValue(value, "a double");
            }
        }
        return number(value, "a double").doubleValue();
    }

    static float toFloat(Object value) throws SQLException {
        return value instanceof Float number ? number : (float) toDouble(value);
    }

    static BigDecimal toBigDecimal(Object value) throws SQLException {
        return value == null ? null : number(value, "a decimal number");
    }

    static BigDecimal toBigDecimal(Object value, int scale) throws SQLException {
        return value == null
                ? null
                : number(value, "a decimal number").setScale(scale, RoundingMode.HALF_UP);
    }

    private static BigDecimal number(Object value, String type) throws SQLException {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger whole) {
            return new BigDecimal(whole);
        }
        if (value instanceof Boolean flag) {
            return flag ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof Number || value instanceof String) {
            try {
                // By text: 0.1f is 0.1, and a long keeps its digits.
                return new BigDecimal(value.toString().strip());
            } catch (NumberFormatException notANumber) {
                // NaN and the infinities are among these.
                throw SqlErrors.badValue(value, type);
            }
        }
        throw SqlErrors.badValue(value, type);
    }

    /**
     * @param text the value's text in the database's own form
     */
    static byte[] toBytes(Object value, String text) {
        if (value == null) {
            return null;
        }
        return value instanceof byte[] bytes
                ? bytes.clone()
                : text.getBytes(StandardCharsets.UTF_8);
    }

    static InputStream stream(byte[] bytes) {
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    static InputStream stream(String text, Charset charset) {
        return text == null ? null : new ByteArrayInputStream(text.getBytes(charset));
    }

    static Reader reader(String text) {
        return text == null ? null : new StringReader(text);
    }

    static URL toUrl(String text) throws SQLException {
        try {
            return text == null ? null : URI.create(text).toURL();
        } catch (MalformedURLException | IllegalArgumentException notAUrl) {
            throw SqlErrors.badValue(text, "a URL");
        }
    }

    /**
     * @param calendar whose zone reads a value without one; null for the JVM's zone
     */
    static Date toDate(Object value, Calendar calendar) throws SQLException {
        if (value == null) {
            return null;
        }
        if (value instanceof Date date && calendar == null) {
            return date;
        }
        LocalDateTime local = localDateTime(value, "a date");
        return new Date(
                local.toLocalDate().atStartOfDay(zone(calendar)).toInstant().toEpochMilli());
    }

    static Time toTime(Object value, Calendar calendar) throws SQLException {
        if (value == null) {
            return null;
        }
        if (value instanceof Time time && calendar == null) {
            return time;
        }
        LocalTime local = localTime(value);
        return new Time(
                LocalDate.EPOCH.atTime(local).atZone(zone(calendar)).toInstant().toEpochMilli());
    }

    static Timestamp toTimestamp(Object value, Calendar calendar) throws SQLException {
        if (value == null) {
            return null;
        }
        if (value instanceof Timestamp timestamp && calendar == null) {
            return timestamp;
        }
        if (value instanceof OffsetDateTime moment) {
            return Timestamp.from(moment.toInstant());
        }
        LocalDateTime local = localDateTime(value, "a timestamp");
        return Timestamp.from(local.atZone(zone(calendar)).toInstant());
    }

    private static ZoneId zone(Calendar calendar) {
        return calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
    }

    private static LocalDateTime localDateTime(Object value, String type) throws SQLException {
        if (value instanceof Timestamp timestamp) {
            return timestamp.toLocalDateTime();
        }
        if (value instanceof Date date) {
            return date.toLocalDate().atStartOfDay();
        }
        if (value instanceof Time time) {
            return LocalDate.EPOCH.atTime(localTime(time));
        }
        if (value instanceof LocalDateTime local) {
            return local;
        }
        if (value instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        if (value instanceof LocalTime time) {
            return LocalDate.EPOCH.atTime(time);
        }
        if (value instanceof OffsetDateTime moment) {
            return moment.atZoneSameInstant(ZoneId.systemDefault()).toLocalDateTime();
        }
        if (value instanceof ZonedDateTime moment) {
            return moment.withZoneSameInstant(ZoneId.systemDefault()).toLocalDateTime();
        }
        if (value instanceof String text) {
            try {
                String iso = text.strip().replace(' ', 'T');
                return iso.indexOf('T') < 0
                        ? LocalDate.parse(iso).atStartOfDay()
                        : LocalDateTime.parse(iso);
            } catch (DateTimeException notADate) {
                throw SqlErrors.badValue(value, type);
            }
        }
        throw SqlErrors.badValue(value, type);
    }

    private static LocalTime localTime(Object value) throws SQLException {
        if (value instanceof Time time) {
            // toLocalTime() drops what is below a second.
            long millis = Math.floorMod(time.getTime(), 1000L);
            return time.toLocalTime().plusNanos(millis * 1_000_000);
        }
        if (value instanceof String text && text.indexOf('-') < 0) {
            try {
                return LocalTime.parse(text.strip());
            } catch (DateTimeException notATime) {
                throw SqlErrors.badValue(value, "a time");
            }
        }
        return localDateTime(value, "a time").toLocalTime();
    }

    /** A type map gives user-defined types their classes; what we compute is of none. */
    static Object toObject(Object value, Map<String, Class<?>> types) throws SQLException {
        if (types != null && !types.isEmpty()) {
            throw SqlErrors.notSupported("A type map");
        }
        return value;
    }

    /**
     * @param text the value's text in the database's own form
     */
    static <T> T toObject(Object value, String text, Class<T> type) throws SQLException {
        if (type == null) {
            throw SqlErrors.misuse("getObject needs a class.");
        }
        if (value == null) {
            return null;
        }
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        Object converted = converted(value, text, type);
        if (converted == null) {
            throw SqlErrors.badValue(value, type.getName());
        }
        return type.cast(converted);
    }

    private static Object converted(Object value, String text, Class<?> type) throws SQLException {
        if (type == String.class) {
            return text;
        }
        if (type == Integer.class) {
            return (int) toLong(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "an int");
        }
        if (type == Long.class) {
            return toLong(value, Long.MIN_VALUE, Long.MAX_VALUE, "a long");
        }
        if (type == Short.class) {
            return (short) toLong(value, Short.MIN_VALUE, Short.MAX_VALUE, "a short");
        }
        if (type == Byte.class) {
            return (byte) toLong(value, Byte.MIN_VALUE, Byte.MAX_VALUE, "a byte");
        }
        if (type == BigDecimal.class) {
            return toBigDecimal(value);
        }
        if (type == BigInteger.class) {
            return toBigDecimal(value).toBigInteger();
        }
        if (type == Double.class) {
            return toDouble(value);
        }
        if (type == Float.class) {
            return toFloat(value);
        }
        if (type == Boolean.class) {
            return toBoolean(value);
        }
        if (type == byte[].class) {
            return toBytes(value, text);
        }
        if (type == UUID.class) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException notAUuid) {
                throw SqlErrors.badValue(value, "a UUID");
            }
        }
        if (type == Blob.class) {
            return new MemoryBlob(toBytes(value, text));
        }
        if (type == Clob.class || type == NClob.class) {
            return new MemoryClob(text);
        }
        if (type == SQLXML.class) {
            return new MemoryXml(text);
        }
        if (type == Ref.class || type == RowId.class || type == Array.class) {
            return null;
        }
        return temporal(value, type);
    }

    private static Object temporal(Object value, Class<?> type) throws SQLException {
        if (type == Date.class) {
            return toDate(value, null);
        }
        if (type == Time.class) {
            return toTime(value, null);
        }
        if (type == Timestamp.class || type == java.util.Date.class) {
            return toTimestamp(value, null);
        }
        if (type == Calendar.class) {
            Calendar calendar = Calendar.getInstance();
            calendar.setTime(toTimestamp(value, null));
            return calendar;
        }
        if (type == LocalDateTime.class) {
            return localDateTime(value, "a timestamp");
        }
        if (type == LocalDate.class) {
            return localDateTime(value, "a date").toLocalDate();
        }
        if (type == LocalTime.class) {
            return localTime(value);
        }
        if (type == Instant.class) {
            return toTimestamp(value, null).toInstant();
        }
        if (type == ZonedDateTime.class) {
            return toTimestamp(value, null).toInstant().atZone(ZoneId.systemDefault());
        }
        if (type == OffsetDateTime.class) {
            return toTimestamp(value, null)
                    .toInstant()
                    .atZone(ZoneId.systemDefault())
                    .toOffsetDateTime();
        }
        if (type == OffsetTime.class) {
            return toTimestamp(value, null)
                    .toInstant()
                    .atZone(ZoneId.systemDefault())
                    .toOffsetDateTime()
                    .toOffsetTime();
        }
        return null;
    }
}
