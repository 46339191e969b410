package io.shardfold.core.rule.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Locale;
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
            case INTEGER -> NumberForm.integer(given, stored);
            case YEAR -> NumberForm.year(given, stored);
            case BITS -> given instanceof Number ? NumberForm.integer(given, stored) : UNKNOWN;
            case DECIMAL -> NumberForm.decimal(given, domain.scale(), stored);
            case REAL -> NumberForm.real(given);
            case DOUBLE -> NumberForm.doublePrecision(given);
            case BOOLEAN -> bool(given);
            case TEXT -> text(given, domain.equality(), stored, besides);
            case ENUM -> member(given, domain.equality(), stored, besides);
            case DATE -> DateForm.date(given);
            case TIME -> DateForm.time(given, domain.scale());
            case TIMESTAMP -> DateForm.timestamp(given, domain.scale(), false);
            case MOMENT -> DateForm.timestamp(given, domain.scale(), true);
            case UUID -> uuid(given);
            case BYTES -> bytes(given);
            case UNKNOWN -> byClass(given, domain.equality(), stored, besides);
        };
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
        return value instanceof String text && NumberForm.numberInText(text) == UNKNOWN
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
        byte[] significant = Arrays.copyOf(octets, end);
        String text = utf8(significant);
        return text == null ? new String(significant, StandardCharsets.ISO_8859_1) : text;
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
            return NumberForm.number(value);
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
        Object moment = DateForm.timestamp(value, -1, false);
        return moment == UNKNOWN ? DateForm.time(value, -1) : moment;
    }

    /**
     * The objects that a formula which sees classes is to be asked with: first the one whose place
     * is the value's own, then those of {@code besides}.
     *
     * @param form neither null nor a sentinel
     */
    public static Object[] classes(KeyDomain domain, Object form, LookBesides besides) {
        return KeyClasses.of(domain, form, besides);
    }

    /** Whole numbers in the narrowest class that holds them, which is the class a literal has. */
    public static Object narrowest(BigInteger value) {
        return NumberForm.narrowest(value);
    }

    /**
     * The text of a date and time as a literal has it: {@code 2024-02-29 12:00:00}, with a fraction
     * only where there is one.
     */
    public static String text(LocalDateTime dateTime) {
        return DateForm.DATE_TIME.format(dateTime);
    }
}
