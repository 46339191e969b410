package io.shardfold.core.rule.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * The one form of a key value: equal values of a column, as its database sees them, have equal
 * forms.
 *
 * <p>Forms are {@code Integer}, {@code Long} or {@code BigInteger} (the narrowest that fits) for
 * whole numbers, {@code BigDecimal} without trailing zeros for others, {@code Boolean}, {@code
 * String}, {@code LocalDate}, {@code LocalTime}, {@code LocalDateTime}, {@code UUID}. The safe
 * direction: whatever isn't understood is {@link #UNKNOWN}, which a read takes for "any row" and a
 * write for an error.
 */
public final class KeyForm {

    /** The value isn't understood: any row may equal it. */
    public static final Object UNKNOWN = new Sentinel("unknown");

    /** No stored value of this column can equal the value, such as 4.5 for a column of integers. */
    public static final Object NO_VALUE = new Sentinel("no value");

    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    /** Beyond this a double no longer tells neighbouring integers apart. */
    private static final double EXACT_DOUBLE_MAX = 0x1p53;

    /** Digits up to which a DECIMAL and its double are one to one. */
    private static final int EXACT_DOUBLE_DIGITS = 15;

    private static final int YEAR_MIN = 1_000;

    private static final int NUMBER_TEXT_MAX = 1_000;

    private static final DateTimeFormatter DATE_TIME =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendLiteral(' ')
                    .appendPattern("HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter TIME =
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

    private record Sentinel(String name) {}

    private KeyForm() {}

    /** The form of a value in a condition. Never null for a value that isn't null. */
    public static Object ofCondition(KeyDomain domain, Object value, LookBesides besides) {
        return form(domain, value, false, besides);
    }

    /**
     * The form of a value that is about to be stored: UNKNOWN too where the database would store
     * another value than the one given.
     */
    public static Object ofStored(KeyDomain domain, Object value, LookBesides besides) {
        return form(domain, value, true, besides);
    }

    private static Object form(
            KeyDomain domain, Object value, boolean stored, LookBesides besides) {
        if (value == null) {
            return null;
        }
        Object given = value instanceof Character ? value.toString() : value;
        return switch (domain.type()) {
            case INTEGER -> integer(given, stored);
            case YEAR -> year(given, stored);
            case BITS -> given instanceof Number ? integer(given, stored) : UNKNOWN;
            case DECIMAL -> decimal(given, domain.scale(), stored);
            case REAL -> real(given);
            case DOUBLE -> doublePrecision(given);
            case BOOLEAN -> bool(given);
            case TEXT -> text(given, domain.equality(), stored, besides);
            case ENUM -> member(given, domain.equality(), stored, besides);
            case DATE -> date(given);
            case TIME -> time(given, domain.scale());
            case TIMESTAMP -> timestamp(given, domain.scale(), false);
            case MOMENT -> timestamp(given, domain.scale(), true);
            case UUID -> uuid(given);
            case BYTES -> bytes(given);
            case UNKNOWN -> byClass(given, domain.equality(), stored, besides);
        };
    }

    // ---- numbers

    /** Whole numbers in the narrowest class that holds them, which is the class a literal has. */
    public static Object narrowest(BigInteger value) {
        return value.compareTo(LONG_MIN) >= 0 && value.compareTo(LONG_MAX) <= 0
                ? narrowest(value.longValue())
                : value;
    }

    public static Object narrowest(long value) {
        return value == (int) value ? (Object) (int) value : (Object) value;
    }

    private static Object narrowest(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > 0) {
            return stripped;
        }
        // 1e1000000 would be a number of a million digits: no column holds it.
        return stripped.scale() < -NUMBER_TEXT_MAX
                ? NO_VALUE
                : narrowest(stripped.toBigIntegerExact());
    }

    private static Object integer(Object value, boolean stored) {
        if (value instanceof Integer) {
            return value;
        }
        if (value instanceof Long number) {
            return narrowest(number);
        }
        Object number = number(value);
        if (number == UNKNOWN) {
            return UNKNOWN;
        }
        if (number instanceof BigDecimal) {
            // MySQL rounds 4.5 when it stores it, PostgreSQL refuses the text '4.5': neither is
            // ours to decide.
            return stored || value instanceof String ? UNKNOWN : NO_VALUE;
        }
        return number;
    }

    private static Object year(Object value, boolean stored) {
        Object form = integer(value, stored);
        return form instanceof Integer year && year >= YEAR_MIN ? form : UNKNOWN;
    }

    private static Object decimal(Object value, int scale, boolean stored) {
        // MySQL compares a decimal with a text as doubles.
        if (!stored && value instanceof String text && text.length() > EXACT_DOUBLE_DIGITS) {
            return UNKNOWN;
        }
        if ((value instanceof Double || value instanceof Float)
                && (scale < 0 || scale > EXACT_DOUBLE_DIGITS)) {
            Object number = number(value);
            return number instanceof BigDecimal ? UNKNOWN : number;
        }
        Object number = number(value);
        if (number instanceof BigDecimal fraction && scale >= 0 && fraction.scale() > scale) {
            return stored || value instanceof String ? UNKNOWN : NO_VALUE;
        }
        return number;
    }

    private static Object real(Object value) {
        Object number = number(value);
        if (!(number instanceof Number given)) {
            return number;
        }
        float narrowed = given.floatValue();
        if (Float.isInfinite(narrowed) || Float.isNaN(narrowed)) {
            return UNKNOWN;
        }
        return narrowest(new BigDecimal(Float.toString(narrowed)));
    }

    private static Object doublePrecision(Object value) {
        Object number = value instanceof Float single ? number((double) single) : number(value);
        if (!(number instanceof Number given)) {
            return number;
        }
        double narrowed = given.doubleValue();
        if (Double.isInfinite(narrowed) || Double.isNaN(narrowed)) {
            return UNKNOWN;
        }
        return narrowest(new BigDecimal(Double.toString(narrowed)));
    }

    /** A whole number in its narrowest class, a BigDecimal without trailing zeros, or UNKNOWN. */
    private static Object number(Object value) {
        if (value instanceof Integer) {
            return value;
        }
        if (value instanceof Long number) {
            return narrowest(number);
        }
        if (value instanceof Short || value instanceof Byte) {
            return ((Number) value).intValue();
        }
        if (value instanceof BigInteger number) {
            return narrowest(number);
        }
        if (value instanceof BigDecimal number) {
            return narrowest(number);
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isNaN(number) || Math.abs(number) >= EXACT_DOUBLE_MAX) {
                return UNKNOWN;
            }
            return narrowest(new BigDecimal(value.toString()));
        }
        if (value instanceof String text) {
            return numberInText(text);
        }
        return UNKNOWN;
    }

    /**
     * A number in decimal notation, or UNKNOWN: what a database makes of '7abc' or ' 7' is its own
     * affair.
     */
    private static Object numberInText(String text) {
        int length = text.length();
        if (length == 0 || length > NUMBER_TEXT_MAX) {
            return UNKNOWN;
        }
        int start = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        boolean whole = start < length;
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                if (c != '.' && c != 'e' && c != 'E' && c != '+' && c != '-') {
                    return UNKNOWN;
                }
                whole = false;
            }
        }
        try {
            if (whole) {
                return length <= 18
                        ? narrowest(Long.parseLong(text))
                        : narrowest(new BigInteger(text));
            }
            Object number = narrowest(new BigDecimal(text));
            return number == NO_VALUE ? UNKNOWN : number;
        } catch (NumberFormatException notANumber) {
            return UNKNOWN;
        }
    }

    private static Object bool(Object value) {
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text) {
            return switch (text.trim().toLowerCase(Locale.ROOT)) {
                case "t", "true", "y", "yes", "on", "1" -> Boolean.TRUE;
                case "f", "false", "n", "no", "off", "0" -> Boolean.FALSE;
                default -> UNKNOWN;
            };
        }
        return UNKNOWN;
    }

    // ---- text

    private static Object member(
            Object value, TextEquality equality, boolean stored, LookBesides besides) {
        return value instanceof String text && numberInText(text) == UNKNOWN
                ? text(value, equality, stored, besides)
                : UNKNOWN;
    }

    private static Object text(
            Object value, TextEquality equality, boolean stored, LookBesides besides) {
        String text = null;
        if (value instanceof String given) {
            text = given;
        } else if (value instanceof UUID) {
            text = value.toString();
        } else if (value instanceof byte[] octets) {
            text = utf8(octets);
        } else if (stored) {
            // MySQL compares a text column with a number as numbers ('07' = 7), so a condition
            // stays open; what is stored is known.
            if (value instanceof Integer
                    || value instanceof Long
                    || value instanceof Short
                    || value instanceof Byte
                    || value instanceof BigInteger) {
                text = value.toString();
            } else if (value instanceof BigDecimal number) {
                text = number.toPlainString();
            }
        }
        if (text == null) {
            return UNKNOWN;
        }
        return switch (equality) {
            case EXACT -> text;
            case PADDED -> withoutTrailingSpaces(text);
            case FOLDED -> foldedText(text, stored, besides);
            case UNKNOWN -> stored ? text : UNKNOWN;
        };
    }

    private static Object foldedText(String text, boolean stored, LookBesides besides) {
        if (besides == LookBesides.NONE) {
            String folded = FoldedText.asciiFold(text);
            return folded == null ? UNKNOWN : folded;
        }
        return stored || FoldedText.isCaseless(text) ? FoldedText.placed(text) : UNKNOWN;
    }

    static String withoutTrailingSpaces(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return end == text.length() ? text : text.substring(0, end);
    }

    private static String utf8(byte[] octets) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    /**
     * Octets as a text of their own: UTF-8 where they are that, so that the text 'abc' and its
     * octets are one key.
     */
    private static Object bytes(Object value) {
        byte[] octets;
        if (value instanceof byte[] given) {
            octets = given;
        } else if (value instanceof String text && text.indexOf('\\') < 0) {
            octets = text.getBytes(StandardCharsets.UTF_8);
        } else if (value instanceof UUID id) {
            octets =
                    ByteBuffer.allocate(16)
                            .putLong(id.getMostSignificantBits())
                            .putLong(id.getLeastSignificantBits())
                            .array();
        } else {
            // A backslash is itself in MySQL and begins an escape in PostgreSQL's bytea.
            return UNKNOWN;
        }
        // BINARY(n) is stored with zeros at its end, given without them.
        int end = octets.length;
        while (end > 0 && octets[end - 1] == 0) {
            end--;
        }
        byte[] significant = java.util.Arrays.copyOf(octets, end);
        String text = utf8(significant);
        return text == null ? new String(significant, StandardCharsets.ISO_8859_1) : text;
    }

    // ---- dates

    private static Object date(Object value) {
        Object moment = timestamp(value, -1, false);
        if (moment instanceof LocalDateTime dateTime) {
            return dateTime.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? dateTime.toLocalDate()
                    : UNKNOWN;
        }
        return UNKNOWN;
    }

    private static Object time(Object value, int scale) {
        LocalTime time = null;
        if (value instanceof LocalTime given) {
            time = given;
        } else if (value instanceof java.sql.Time given) {
            time = given.toLocalTime();
        } else if (value instanceof String text) {
            try {
                time = LocalTime.parse(text, TIME);
            } catch (DateTimeException notATime) {
                return UNKNOWN;
            }
        }
        return time == null || isFinerThan(time.getNano(), scale) ? UNKNOWN : time;
    }

    private static Object timestamp(Object value, int scale, boolean zoned) {
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
            return UNKNOWN;
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
        return dateTime == null || isFinerThan(dateTime.getNano(), scale) ? UNKNOWN : dateTime;
    }

    /**
     * ISO forms with 'T' or a blank; null for others, which the databases read in their own ways.
     */
    private static LocalDateTime dateTimeInText(String text, boolean zoned) {
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
            boolean hasZone =
                    spaced.indexOf('+', 11) > 0
                            || spaced.indexOf('-', 11) > 0
                            || spaced.endsWith("Z");
            if (!hasZone) {
                return LocalDateTime.parse(spaced, DATE_TIME);
            }
            if (!zoned) {
                return null;
            }
            int sign = Math.max(spaced.indexOf('+', 11), spaced.indexOf('-', 11));
            DateTimeFormatter formatter =
                    sign > 0 && spaced.length() - sign == 3 ? SHORT_OFFSET : OFFSET;
            return LocalDateTime.ofInstant(
                    OffsetDateTime.parse(spaced, formatter).toInstant(), ZoneId.systemDefault());
        } catch (DateTimeException notADate) {
            return null;
        }
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

    private static Object uuid(Object value) {
        if (value instanceof UUID) {
            return value;
        }
        if (value instanceof String text) {
            String digits = text.trim().replace("-", "");
            if (digits.startsWith("{") && digits.endsWith("}")) {
                digits = digits.substring(1, digits.length() - 1);
            }
            if (digits.length() != 32) {
                return UNKNOWN;
            }
            try {
                return new UUID(
                        Long.parseUnsignedLong(digits.substring(0, 16), 16),
                        Long.parseUnsignedLong(digits.substring(16), 16));
            } catch (NumberFormatException notHexadecimal) {
                return UNKNOWN;
            }
        }
        if (value instanceof byte[] octets && octets.length == 16) {
            ByteBuffer buffer = ByteBuffer.wrap(octets);
            return new UUID(buffer.getLong(), buffer.getLong());
        }
        return UNKNOWN;
    }

    private static Object byClass(
            Object value, TextEquality equality, boolean stored, LookBesides besides) {
        if (value instanceof Number) {
            return number(value);
        }
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof UUID) {
            return value;
        }
        if (value instanceof byte[]) {
            return bytes(value);
        }
        if (value instanceof String) {
            return text(value, equality, stored, besides);
        }
        Object moment = timestamp(value, -1, false);
        return moment == UNKNOWN ? time(value, -1) : moment;
    }

    // ---- the classes that an equal value may have had

    /**
     * The objects that a formula which sees classes is to be asked with: first the one whose place
     * is the value's own, then those of {@code besides}.
     *
     * @param form neither null nor a sentinel
     */
    public static Object[] classes(KeyDomain domain, Object form, LookBesides besides) {
        Set<Object> classes = new LinkedHashSet<>();
        if (form instanceof BigDecimal fraction) {
            classes.add(fraction);
        } else if (form instanceof LocalDate date) {
            classes.add(date.toString());
            addDate(classes, date, besides);
        } else if (form instanceof LocalTime time) {
            classes.add(TIME.format(time));
            if (besides != LookBesides.NONE) {
                classes.add(java.sql.Time.valueOf(time));
                classes.add(time);
                classes.add(Timestamp.valueOf(time.atDate(LocalDate.EPOCH)));
            }
        } else if (form instanceof LocalDateTime dateTime) {
            classes.add(DATE_TIME.format(dateTime));
            addDateTime(classes, dateTime, besides);
        } else if (form instanceof UUID) {
            classes.add(form.toString());
            if (besides != LookBesides.NONE) {
                classes.add(form);
            }
        } else {
            classes.add(form);
        }
        if (besides != LookBesides.NONE) {
            if (form instanceof Number number) {
                addNumber(classes, domain, number, besides);
            } else if (form instanceof String text
                    && (besides == LookBesides.ALL || domain.type() == KeyType.UNKNOWN)) {
                addTextAsNumber(classes, text);
            } else if (form instanceof Boolean flag && besides == LookBesides.ALL) {
                classes.add(flag ? 1 : 0);
                classes.add(flag ? "true" : "false");
                classes.add(flag ? "t" : "f");
            }
        }
        return classes.toArray();
    }

    private static void addNumber(
            Set<Object> classes, KeyDomain domain, Number number, LookBesides besides) {
        boolean whole = !(number instanceof BigDecimal);
        if (whole) {
            BigInteger integer =
                    number instanceof BigInteger big ? big : BigInteger.valueOf(number.longValue());
            if (number instanceof Integer) {
                classes.add(number.longValue());
            }
            if (integer.signum() > 0 && integer.bitLength() == 64) {
                // An unsigned BIGINT arrived as the signed number of the same bits.
                classes.add(integer.longValue());
            }
            if (besides == LookBesides.ALL) {
                classes.add(integer);
            }
        }
        boolean decimals = domain.type() != KeyType.INTEGER || besides == LookBesides.ALL;
        if (!decimals) {
            return;
        }
        BigDecimal decimal =
                number instanceof BigDecimal fraction
                        ? fraction
                        : new BigDecimal(number.toString());
        int scaleMax =
                domain.type() == KeyType.INTEGER
                        ? 0
                        : Math.max(
                                decimal.scale(),
                                domain.scale() < 0 ? decimal.scale() + 4 : domain.scale());
        for (int scale = decimal.scale(); scale <= scaleMax; scale++) {
            BigDecimal scaled = decimal.setScale(scale);
            classes.add(scaled);
            // MySQL's prepared DECIMAL arrived as text.
            classes.add(scaled.toPlainString());
        }
        if (domain.type() != KeyType.INTEGER) {
            classes.add(decimal.doubleValue());
            classes.add(decimal.floatValue());
        }
    }

    private static void addTextAsNumber(Set<Object> classes, String text) {
        Object number = numberInText(text);
        if (number != UNKNOWN && number.toString().equals(text)) {
            classes.add(number);
            if (number instanceof Integer integer) {
                classes.add(integer.longValue());
            }
        }
    }

    private static void addDate(Set<Object> classes, LocalDate date, LookBesides besides) {
        if (besides == LookBesides.NONE) {
            return;
        }
        classes.add(date);
        classes.add(java.sql.Date.valueOf(date));
        classes.add(Timestamp.valueOf(date.atStartOfDay()));
        classes.add(date + " 00:00:00");
    }

    private static void addDateTime(
            Set<Object> classes, LocalDateTime dateTime, LookBesides besides) {
        if (besides == LookBesides.NONE) {
            return;
        }
        Timestamp timestamp = Timestamp.valueOf(dateTime);
        classes.add(dateTime);
        classes.add(timestamp);
        classes.add(timestamp.toString());
        if (dateTime.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            classes.add(dateTime.toLocalDate().toString());
        }
    }

    /**
     * The text of a date and time as a literal has it: {@code 2024-02-29 12:00:00}, with a fraction
     * only where there is one.
     */
    public static String text(LocalDateTime dateTime) {
        return DATE_TIME.format(dateTime);
    }
}
