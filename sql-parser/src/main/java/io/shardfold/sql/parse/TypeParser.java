package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.DataType;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Types, in casts and in definitions of columns. */
final class TypeParser {

    private final TokenCursor t;

    TypeParser(TokenCursor cursor) {
        this.t = cursor;
    }

    /** The same type with an attribute more. */
    DataType withAttribute(DataType type, String attribute) {
        List<String> attributes = new ArrayList<>(type.attributes());
        attributes.add(attribute);
        return new DataType(
                type.name(), type.arguments(), attributes, type.arrayDimensions(), type.span());
    }

    /** The type of CAST and CONVERT. */
    DataType castType() {
        if (t.mysql && (t.at(SIGNED) || t.at(UNSIGNED))) {
            int start = t.start();
            t.advance();
            if (t.at(INT) || t.at(INTEGER)) t.advance();
            return new DataType(t.textFrom(start), List.of(), List.of(), 0, t.spanFrom(start));
        }
        int before = t.index();
        DataType type = type();
        if (t.mysql) {
            String name = type.name().toUpperCase(Locale.ROOT);
            boolean arguments = !type.arguments().isEmpty();
            if (isStoredOnly(name)
                    || arguments && name.equals("REAL")
                    || name.startsWith("DOUBLE") && type.arguments().size() == 1
                    || name.equals("FLOAT") && type.arguments().size() > 1) {
                t.seek(before);
                throw t.unexpected("a type that values are converted to");
            }
            if (t.accept(COLLATE)) {
                if (!t.accept(DEFAULT)) t.name();
                return withAttribute(
                        type,
                        "COLLATE " + t.text.substring(t.tokens.start(t.index() - 1), t.lastEnd()));
            }
        }
        return type;
    }

    /** Types of columns that nothing is converted to. */
    private static boolean isStoredOnly(String name) {
        return switch (name) {
            case "TEXT",
                    "TINYTEXT",
                    "MEDIUMTEXT",
                    "LONGTEXT",
                    "BLOB",
                    "TINYBLOB",
                    "MEDIUMBLOB",
                    "LONGBLOB",
                    "TINYINT",
                    "SMALLINT",
                    "MEDIUMINT",
                    "BIGINT",
                    "NUMERIC",
                    "VARBINARY",
                    "TIMESTAMP",
                    "ENUM",
                    "SET",
                    "BIT",
                    "BOOL",
                    "BOOLEAN" ->
                    true;
            default -> false;
        };
    }

    /** A column's type, where MySQL's attributes may follow in any order. */
    DataType columnType() {
        return type();
    }

    DataType type() {
        return t.mysql ? mysqlType() : postgresqlType();
    }

    // type: words [ '(' arguments ')' ] { attribute }
    private DataType mysqlType() {
        int start = t.start();
        boolean needsLength = t.at(VARCHAR) || t.at(VARCHARACTER) || t.at(VARBINARY);
        String name = mysqlTypeName();
        if (needsLength && !t.at('(')) throw t.unexpected("a length");
        List<String> arguments = t.at('(') ? arguments() : List.of();
        List<String> attributes = new ArrayList<>(2);
        while (t.keyword != null) {
            switch (t.keyword) {
                case UNSIGNED, SIGNED, ZEROFILL, ASCII, UNICODE, BYTE, BINARY ->
                        attributes.add(t.takeUpper());
                case CHARSET -> {
                    t.advance();
                    attributes.add("CHARACTER SET " + word());
                }
                case CHARACTER, CHAR -> {
                    if (t.keyword(1) != SET)
                        return new DataType(name, arguments, attributes, 0, t.spanFrom(start));
                    t.advance();
                    t.advance();
                    attributes.add("CHARACTER SET " + word());
                }
                default -> {
                    return new DataType(name, arguments, attributes, 0, t.spanFrom(start));
                }
            }
        }
        return new DataType(name, arguments, attributes, 0, t.spanFrom(start));
    }

    private String word() {
        if (t.kind != Token.WORD && t.kind != Token.STRING && t.kind != Token.QUOTED_NAME)
            throw t.unexpected("a name");
        String word = t.tokenText();
        t.advance();
        return word;
    }

    private String mysqlTypeName() {
        int start = t.start();
        if (t.keyword == null) {
            // MariaDB's pluggable types: inet6, uuid, xmltype and others.
            if (t.kind != Token.WORD && t.kind != Token.QUOTED_NAME) throw t.unexpected("a type");
            t.qualifiedName();
            return t.textFrom(start);
        }
        switch (t.keyword) {
            case NATIONAL -> {
                t.advance();
                if (t.accept(CHAR) || t.accept(CHARACTER)) t.accept(VARYING);
                else if (!t.accept(VARCHAR)) t.expect(VARCHARACTER);
            }
            case NCHAR -> {
                t.advance();
                if (!t.accept(VARCHAR) && !t.accept(VARCHARACTER)) t.accept(VARYING);
            }
            case CHAR, CHARACTER -> {
                t.advance();
                t.accept(VARYING);
            }
            case DOUBLE -> {
                t.advance();
                t.accept(PRECISION);
            }
            case LONG -> {
                t.advance();
                if ((t.at(CHAR) || t.at(CHARACTER)) && t.keyword(1) == VARYING) {
                    t.advance();
                    t.advance();
                } else if (!t.accept(VARCHAR) && !t.accept(VARBINARY)) t.accept(VARCHARACTER);
            }
            case INTERVAL -> {
                t.advance();
                if (t.kind == Token.WORD) t.advance();
            }
            case INT,
                    INTEGER,
                    TINYINT,
                    SMALLINT,
                    MEDIUMINT,
                    BIGINT,
                    INT1,
                    INT2,
                    INT3,
                    INT4,
                    INT8,
                    MIDDLEINT,
                    DECIMAL,
                    DEC,
                    NUMERIC,
                    FLOAT,
                    FLOAT4,
                    FLOAT8,
                    REAL,
                    BINARY,
                    VARBINARY,
                    VARCHAR,
                    VARCHARACTER,
                    TINYBLOB,
                    BLOB,
                    MEDIUMBLOB,
                    LONGBLOB,
                    TINYTEXT,
                    MEDIUMTEXT,
                    LONGTEXT,
                    SET ->
                    t.advance();
            default -> {
                if (t.keyword.isReservedInMySql()) throw t.unexpected("a type");
                t.qualifiedName();
            }
        }
        return t.textFrom(start);
    }

    /** What stands in parentheses, as written. */
    private List<String> arguments() {
        t.expect('(');
        List<String> arguments = new ArrayList<>(2);
        do {
            int start = t.start();
            if (!t.mysql && (t.kind == '-' || t.kind == '+')) t.advance();
            if (!Token.isLiteral(t.kind)
                    && t.kind != Token.PARAMETER
                    && (t.mysql || t.kind != Token.WORD && t.kind != Token.QUOTED_NAME))
                throw t.unexpected(null);
            t.advance();
            while (t.mysql && (t.at(CHARACTER) || t.at(CHARSET) || t.at(COLLATE))) {
                if (t.accept(CHARACTER)) t.expect(SET);
                else t.advance();
                word();
            }
            while (!t.mysql && t.at('.')) {
                t.advance();
                t.advance();
            }
            arguments.add(t.textFrom(start));
        } while (t.accept(','));
        t.expect(')');
        return arguments;
    }

    // type: [ SETOF ] name [ '(' arguments ')' ] [ attributes ] { '[' [ n ] ']' }
    private DataType postgresqlType() {
        int start = t.start();
        List<String> attributes = List.of();
        if (t.accept(SETOF)) attributes = List.of("SETOF");
        int nameStart = t.start();
        List<String> arguments = List.of();
        String name;
        if (t.keyword == null) {
            t.qualifiedName();
            if (t.at('%') && t.keyword(1) == TYPE) {
                t.advance();
                t.advance();
            }
            name = t.textFrom(nameStart);
            if (t.at('(')) arguments = arguments();
            return arrays(name, arguments, attributes, start);
        }
        switch (t.keyword) {
            case DOUBLE -> {
                t.advance();
                t.accept(PRECISION);
                name = t.textFrom(nameStart);
            }
            case NATIONAL -> {
                t.advance();
                if (!t.accept(CHARACTER)) t.expect(CHAR);
                t.accept(VARYING);
                name = t.textFrom(nameStart);
                if (t.at('(')) arguments = arguments();
            }
            case CHARACTER, CHAR, NCHAR, BIT -> {
                t.advance();
                t.accept(VARYING);
                name = t.textFrom(nameStart);
                if (t.at('(')) arguments = arguments();
            }
            case TIME, TIMESTAMP -> {
                String base = t.tokenText();
                t.advance();
                if (t.at('(')) arguments = arguments();
                if ((t.at(WITH) || t.at(WITHOUT)) && t.keyword(1) == TIME && t.keyword(2) == ZONE) {
                    base += (t.at(WITH) ? " with" : " without") + " time zone";
                    t.advance();
                    t.advance();
                    t.advance();
                }
                name = base;
            }
            case INTERVAL -> {
                t.advance();
                name = t.textFrom(nameStart);
                if (t.at('(')) {
                    arguments = arguments();
                } else {
                    String fields = intervalFields();
                    if (fields != null) attributes = List.of(fields);
                }
            }
            case INT, INTEGER, SMALLINT, BIGINT, REAL, BOOLEAN -> {
                t.advance();
                name = t.textFrom(nameStart);
            }
            case FLOAT, DECIMAL, DEC, NUMERIC, VARCHAR, JSON -> {
                t.advance();
                name = t.textFrom(nameStart);
                if (t.at('(')) arguments = arguments();
            }
            default -> {
                if (!t.keyword.isFunctionName()) throw t.unexpected("a type");
                t.identifier();
                while (t.accept('.')) t.label();
                if (t.at('%') && t.keyword(1) == TYPE) {
                    t.advance();
                    t.advance();
                }
                name = t.textFrom(nameStart);
                if (t.at('(')) arguments = arguments();
            }
        }
        return arrays(name, arguments, attributes, start);
    }

    private DataType arrays(
            String name, List<String> arguments, List<String> attributes, int start) {
        int dimensions = 0;
        if (t.accept(ARRAY)) {
            dimensions = 1;
            if (t.accept('[')) {
                if (t.kind != Token.INTEGER) throw t.unexpected("a number");
                t.advance();
                t.expect(']');
            }
        } else {
            while (t.accept('[')) {
                t.accept(Token.INTEGER);
                t.expect(']');
                dimensions++;
            }
        }
        return new DataType(name, arguments, attributes, dimensions, new Span(start, t.lastEnd()));
    }

    // intervalFields: YEAR [ TO MONTH ] | DAY [ TO ... ] | ... SECOND [ '(' n ')' ]
    String intervalFields() {
        if (!(t.at(YEAR) || t.at(MONTH) || t.at(DAY) || t.at(HOUR) || t.at(MINUTE) || t.at(SECOND)))
            return null;
        String first = t.takeUpper();
        StringBuilder fields = new StringBuilder(first);
        String last = first;
        if (t.at(TO)) {
            t.advance();
            last = t.upper();
            boolean right =
                    switch (first) {
                        case "YEAR" -> t.at(MONTH);
                        case "DAY" -> t.at(HOUR) || t.at(MINUTE) || t.at(SECOND);
                        case "HOUR" -> t.at(MINUTE) || t.at(SECOND);
                        case "MINUTE" -> t.at(SECOND);
                        default -> false;
                    };
            if (!right) throw t.unexpected(null);
            t.advance();
            fields.append(" TO ").append(last);
        }
        if (last.equals("SECOND") && t.at('(')) {
            int start = t.start();
            arguments();
            fields.append(t.textFrom(start).toUpperCase(Locale.ROOT));
        }
        return fields.toString();
    }
}
