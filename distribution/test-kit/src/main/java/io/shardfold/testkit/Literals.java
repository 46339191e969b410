package io.shardfold.testkit;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Parameter values written as SQL literals of a dialect. */
final class Literals {

    private Literals() {}

    /** The statement with its placeholders replaced by the values. */
    static String inline(String sql, boolean speaksMySql, Object... parameters) {
        List<String> literals = new ArrayList<>();
        for (Object parameter : parameters) {
            literals.add(literal(parameter, speaksMySql));
        }
        return new SqlText(sql, speaksMySql).withPlaceholders(literals);
    }

    /**
     * @throws IllegalArgumentException for a type that has no one literal in SQL
     */
    static String literal(Object value, boolean speaksMySql) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof byte[] bytes) {
            String hex = HexFormat.of().formatHex(bytes);
            return speaksMySql ? "X'" + hex + "'" : "'\\x" + hex + "'::bytea";
        }
        if (value instanceof LocalDate || value instanceof java.sql.Date) {
            return "DATE '" + value + "'";
        }
        if (value instanceof LocalTime || value instanceof java.sql.Time) {
            return "TIME '" + value + "'";
        }
        if (value instanceof LocalDateTime time) {
            return "TIMESTAMP '" + Timestamp.valueOf(time) + "'";
        }
        if (value instanceof Timestamp) {
            return "TIMESTAMP '" + value + "'";
        }
        if (value instanceof String text) {
            String escaped = text.replace("'", "''");
            return "'" + (speaksMySql ? escaped.replace("\\", "\\\\") : escaped) + "'";
        }
        throw new IllegalArgumentException(
                "A " + value.getClass().getName() + " can't be written as a literal");
    }
}
