package io.shardfold.core.merge;

import io.shardfold.core.row.ResultColumn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** What a cursor says of a value that we computed. */
final class ComputedValue {

    private ComputedValue() {}

    static long longValue(Object value) {
        if (value instanceof Number number) return number.longValue();
        if (value instanceof Boolean truth) return truth ? 1 : 0;
        return 0;
    }

    /** As the database would write it. */
    static String text(Object value, ResultColumn column) {
        if (value == null) return null;
        if (value instanceof BigDecimal number) return number.toPlainString();
        if (value instanceof Double || value instanceof Float) {
            // PostgreSQL's names of types; its numeric has NaN and infinities too.
            String type = column.typeName();
            boolean postgresql =
                    type.equals("float8") || type.equals("float4") || type.equals("numeric");
            return postgresql
                    ? FloatText.postgresql((Number) value)
                    : FloatText.mysql((Number) value, column.scale());
        }
        if (value instanceof Boolean truth) {
            return column.typeName().equals("bool")
                    ? (truth ? "t" : "f")
                    : truth ? "TRUE" : "FALSE";
        }
        if (value instanceof byte[] bytes) return new String(bytes, StandardCharsets.UTF_8);
        return value.toString();
    }

    static byte[] bytes(Object value, ResultColumn column) {
        if (value == null) return null;
        if (value instanceof byte[] bytes) return bytes;
        return text(value, column).getBytes(StandardCharsets.UTF_8);
    }
}
