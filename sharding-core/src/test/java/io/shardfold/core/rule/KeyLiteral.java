package io.shardfold.core.rule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * How golden files write a value of a certain Java class: {@code 5} is what a literal is, {@code
 * Long 5}, {@code Double 5.5}, {@code LocalDate 2024-02-29} name their class, and text stands in
 * single quotes.
 */
public final class KeyLiteral {

    private KeyLiteral() {}

    public static Object parse(String text) {
        if (text.equals("null")) {
            return null;
        }
        if (text.startsWith("'")) {
            return text.substring(1, text.length() - 1);
        }
        int blank = text.indexOf(' ');
        if (blank < 0) {
            return literal(text);
        }
        String of = text.substring(blank + 1).strip();
        return switch (text.substring(0, blank)) {
            case "Integer" -> Integer.valueOf(of);
            case "Long" -> Long.valueOf(of);
            case "Short" -> Short.valueOf(of);
            case "Double" -> Double.valueOf(of);
            case "Float" -> Float.valueOf(of);
            case "BigInteger" -> new BigInteger(of);
            case "BigDecimal" -> new BigDecimal(of);
            case "UUID" -> UUID.fromString(of);
            case "LocalDate" -> LocalDate.parse(of);
            case "LocalDateTime" -> LocalDateTime.parse(of);
            case "LocalTime" -> LocalTime.parse(of);
            case "OffsetDateTime" -> OffsetDateTime.parse(of);
            case "Instant" -> Instant.parse(of);
            case "Timestamp" -> Timestamp.valueOf(of);
            case "sql.Date" -> java.sql.Date.valueOf(of);
            case "util.Date" -> java.util.Date.from(Timestamp.valueOf(of).toInstant());
            case "Time" -> java.sql.Time.valueOf(of);
            case "bytes" -> of.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Object literal(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (text.indexOf('.') >= 0 || text.indexOf('e') >= 0) {
            return new BigDecimal(text);
        }
        BigInteger number = new BigInteger(text);
        if (number.bitLength() < 32) {
            return number.intValue();
        }
        return number.bitLength() < 64 ? (Object) number.longValue() : number;
    }
}
