package io.shardfold.core.rule.value;

import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** The forms of dates and times: see {@link KeyForm}. */
final class DateForm {

    static final DateTimeFormatter DATE_TIME =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendLiteral(' ')
                    .appendPattern("HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .appendPattern("HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter OFFSET =
            new DateTimeFormatterBuilder()
                    .append(DATE_TIME)
                    .appendPattern("[ ]")
                    .appendOffset("+HH:mm", "Z")
                    .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter SHORT_OFFSET =
            new DateTimeFormatterBuilder()
                    .append(DATE_TIME)
                    .appendPattern("[ ]")
                    .appendOffset("+HH", "+00")
                    .toFormatter(Locale.ROOT);

    private DateForm() {}

    static Object date(Object value) {
        Object moment = timestamp(value, -1, false);
        if (moment instanceof LocalDateTime dateTime) {
            return dateTime.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? dateTime.toLocalDate()
                    : KeyForm.UNKNOWN;
        }
        return KeyForm.UNKNOWN;
    }

    static Object time(Object value, int scale) {
        LocalTime time = null;
        if (value instanceof LocalTime given) {
            time = given;
        } else if (value instanceof java.sql.Time given) {
            time = given.toLocalTime();
        } else if (value instanceof String text) {
            try {
                time = LocalTime.parse(text, TIME);
            } catch (DateTimeException notATime) {
                return KeyForm.UNKNOWN;
            }
        }
        return time == null || isFinerThan(time.getNano(), scale) ? KeyForm.UNKNOWN : time;
    }

    static Object timestamp(Object value, int scale, boolean zoned) {
        LocalDateTime dateTime = null;
        if (value instanceof LocalDateTime given) {
            dateTime = given;
        } else if (value instanceof Timestamp given) {
            dateTime = given.toLocalDateTime();
        } else if (value instanceof LocalDate given) {
            dateTime = given.atStartOfDay();
        } else if (value instanceof java.sql.Date given) {
            dateTime = given.toLocalDate().atStartOfDay();
        } else if (value instanceof java.sql.Time) {
            return KeyForm.UNKNOWN;
        } else if (value instanceof java.util.Date given) {
            dateTime = LocalDateTime.ofInstant(given.toInstant(), ZoneId.systemDefault());
        } else if (zoned && value instanceof Instant given) {
            dateTime = LocalDateTime.ofInstant(given, ZoneId.systemDefault());
        } else if (zoned && value instanceof OffsetDateTime given) {
            dateTime = LocalDateTime.ofInstant(given.toInstant(), ZoneId.systemDefault());
        } else if (zoned && value instanceof ZonedDateTime given) {
            dateTime = LocalDateTime.ofInstant(given.toInstant(), ZoneId.systemDefault());
        } else if (value instanceof String text) {
            dateTime = dateTimeInText(text, zoned);
        }
        return dateTime == null || isFinerThan(dateTime.getNano(), scale)
                ? KeyForm.UNKNOWN
                : dateTime;
    }

    /**
     * ISO forms with 'T' or a blank; null for others, which the databases read in their own ways.
     */
    static LocalDateTime dateTimeInText(String text, boolean zoned) {
        if (text.length() < 10 || text.length() > 40) {
            return null;
        }
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay();
            }
            String spaced =
                    text.charAt(10) == 'T'
                            ? text.substring(0, 10) + ' ' + text.substring(11)
                            : text;
            if (hasZone(spaced)) {
                return zoned
                        ? LocalDateTime.ofInstant(
                                offsetDateTime(spaced).toInstant(), ZoneId.systemDefault())
                        : null;
            }
            return LocalDateTime.parse(spaced, DATE_TIME);
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    /** A date and time with its offset; null where a text isn't one. */
    static OffsetDateTime zoned(String text) {
        if (text.length() < 20 || text.length() > 40) {
            return null;
        }
        String spaced = text.substring(0, 10) + ' ' + text.substring(11);
        try {
            return hasZone(spaced) ? offsetDateTime(spaced) : null;
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static boolean hasZone(String spaced) {
        return spaced.indexOf('+', 11) > 0 || spaced.indexOf('-', 11) > 0 || spaced.endsWith("Z");
    }

    private static OffsetDateTime offsetDateTime(String spaced) {
        int sign = Math.max(spaced.indexOf('+', 11), spaced.indexOf('-', 11));
        boolean isShort = sign > 0 && spaced.length() - sign == 3;
        return OffsetDateTime.parse(spaced, isShort ? SHORT_OFFSET : OFFSET);
    }

    private static boolean isFinerThan(int nanos, int scale) {
        if (scale < 0 || scale >= 9) {
            return false;
        }
        int unit = 1;
        for (int i = scale; i < 9; i++) {
            unit *= 10;
        }
        return nanos % unit != 0;
    }
}
