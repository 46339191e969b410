package io.shardfold.core.session;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** A value that a query gave, written so that a text has it in the place of the expression. */
final class SqlLiteral {

    /** Types under whose cast a sharding key is understood. */
    private static final Set<String> READ_AS_KEYS = Set.of("text", "varchar", "date", "uuid");

    private SqlLiteral() {}

    /**
     * @param syntax how the text is read
     * @param asColumn whether it is for a sharding key, which has to be understood without asking
     *     the database; it then takes the type of its column where its own would not be
     */
    static String of(Cursor rows, int column, Syntax syntax, boolean asColumn) {
        ResultColumn type = rows.columns().get(column);
        return syntax.dialect() == Dialect.MYSQL
                ? mysql(rows, column, type, syntax)
                : postgresql(rows, column, type, syntax, asColumn);
    }

    private static String mysql(Cursor rows, int column, ResultColumn type, Syntax syntax) {
        if (rows.isNull(column)) {
            return "NULL";
        }
        String text = rows.text(column);
        return switch (type.jdbcType()) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> number(text);
            case Types.DECIMAL, Types.NUMERIC -> number(new BigDecimal(text).toPlainString());
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> {
                String number = rows.value(column).toString();
                yield number(number.indexOf('E') < 0 ? number + "E0" : number);
            }
            case Types.DATE ->
                    type.typeName().toUpperCase(Locale.ROOT).startsWith("YEAR")
                            ? text.substring(0, 4)
                            : "DATE'" + text + "'";
            case Types.TIME -> "TIME'" + text + "'";
            case Types.TIMESTAMP -> "TIMESTAMP'" + text + "'";
            case Types.BIT, Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                    "x'" + HexFormat.of().formatHex(rows.bytes(column)) + "'";
            default -> quoted(text, syntax);
        };
    }

    private static String postgresql(
            Cursor rows, int column, ResultColumn type, Syntax syntax, boolean asColumn) {
        if (rows.isNull(column)) {
            return asColumn ? "NULL" : "CAST(NULL AS " + MovedRow.castType(type) + ")";
        }
        String text = rows.text(column);
        boolean finite = !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
        return switch (type.jdbcType()) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> number(text);
            case Types.NUMERIC, Types.DECIMAL -> finite ? number(text) : cast(text, type, syntax);
            default ->
                    asColumn && !READ_AS_KEYS.contains(type.typeName())
                            ? quoted(text, syntax)
                            : cast(text, type, syntax);
        };
    }

    private static String cast(String text, ResultColumn type, Syntax syntax) {
        return "CAST(" + quoted(text, syntax) + " AS " + MovedRow.castType(type) + ")";
    }

    /** A sign before another one would begin a comment. */
    private static String number(String text) {
        return text.startsWith("-") ? "(" + text + ")" : text;
    }

    private static String quoted(String text, Syntax syntax) {
        String escaped = text.replace("'", "''");
        return "'" + (syntax.backslashEscapes() ? escaped.replace("\\", "\\\\") : escaped) + "'";
    }
}
