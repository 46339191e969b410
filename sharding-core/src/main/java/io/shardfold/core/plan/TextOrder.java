package io.shardfold.core.plan;

import io.shardfold.core.bind.BoundColumn;
import io.shardfold.core.bind.BoundStatement;
import io.shardfold.core.bind.Source;
import io.shardfold.core.catalog.Catalog;
import io.shardfold.core.catalog.CatalogColumn;
import io.shardfold.core.catalog.Collation;
import io.shardfold.core.catalog.ColumnType;
import io.shardfold.core.merge.RowOrder.Comparison;
import io.shardfold.sql.Dialect;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SelectItem;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds how the values of an expression can be compared outside the database.
 *
 * <p>The safe answer is null: then the database itself has to order. Facts on collations were
 * measured; a plain {@code WEIGHT_STRING(x)} isn't right for every column.
 */
final class TextOrder {

    /**
     * A way to compare.
     *
     * @param comparison null where the result's type says it, and it is no text
     * @param keyPrefix what goes before the expression to make a key of it, such as {@code
     *     WEIGHT_STRING(}; null where the value itself is the key
     * @param keySuffix what goes behind
     * @param pad for padded weights
     * @param rankType for ranking by a shard
     * @param rankCollation null for the type's own
     * @param exact equal keys are equal bytes, so that grouping may use any order of bytes
     */
    record Way(
            Comparison comparison,
            String keyPrefix,
            String keySuffix,
            byte[] pad,
            String rankType,
            String rankCollation,
            boolean exact) {}

    private static final Way BY_TYPE = new Way(null, null, null, null, null, null, false);

    /** A text whose collation is known. @param column null where it comes from none */
    private record Text(Collation collation, CatalogColumn column) {}

    static final Set<String> NUMBERS =
            Set.of(
                    "count",
                    "sum",
                    "avg",
                    "abs",
                    "ceil",
                    "ceiling",
                    "floor",
                    "round",
                    "mod",
                    "sign",
                    "sqrt",
                    "power",
                    "pow",
                    "exp",
                    "ln",
                    "log",
                    "log10",
                    "log2",
                    "length",
                    "char_length",
                    "character_length",
                    "octet_length",
                    "bit_length",
                    "ascii",
                    "ord",
                    "instr",
                    "locate",
                    "strpos",
                    "year",
                    "month",
                    "day",
                    "dayofmonth",
                    "dayofweek",
                    "dayofyear",
                    "weekday",
                    "week",
                    "weekofyear",
                    "yearweek",
                    "hour",
                    "minute",
                    "second",
                    "quarter",
                    "microsecond",
                    "to_days",
                    "to_seconds",
                    "unix_timestamp",
                    "datediff",
                    "timestampdiff",
                    "crc32",
                    "bit_count",
                    "truncate",
                    "trunc",
                    "div",
                    "extract",
                    "date_part",
                    "position",
                    "std",
                    "stddev",
                    "stddev_pop",
                    "stddev_samp",
                    "variance",
                    "var_pop",
                    "var_samp",
                    "bit_and",
                    "bit_or",
                    "bit_xor",
                    "row_number",
                    "rank",
                    "dense_rank",
                    "ntile",
                    "cardinality",
                    "array_length",
                    "random",
                    "rand",
                    "sin",
                    "cos",
                    "tan",
                    "pi",
                    "width_bucket",
                    "gcd",
                    "lcm",
                    "find_in_set",
                    "interval",
                    "bool_and",
                    "bool_or",
                    "every");

    private static final Set<String> TEMPORALS =
            Set.of(
                    "now",
                    "current_timestamp",
                    "current_date",
                    "current_time",
                    "localtimestamp",
                    "localtime",
                    "date",
                    "time",
                    "timestamp",
                    "last_day",
                    "curdate",
                    "curtime",
                    "sysdate",
                    "from_days",
                    "makedate",
                    "maketime",
                    "date_trunc",
                    "age",
                    "make_date",
                    "make_timestamp",
                    "make_time",
                    "to_date",
                    "to_timestamp",
                    "clock_timestamp",
                    "statement_timestamp");

    /** Functions that give one of their arguments, or text with its collation. */
    static final Set<String> KEEPING =
            Set.of(
                    "coalesce",
                    "ifnull",
                    "nullif",
                    "greatest",
                    "least",
                    "if",
                    "min",
                    "max",
                    "any_value");

    private static final Set<String> TEXTS =
            Set.of(
                    "lower",
                    "upper",
                    "lcase",
                    "ucase",
                    "trim",
                    "ltrim",
                    "rtrim",
                    "btrim",
                    "left",
                    "right",
                    "substr",
                    "substring",
                    "mid",
                    "reverse",
                    "concat",
                    "repeat",
                    "replace",
                    "lpad",
                    "rpad",
                    "initcap",
                    "split_part");

    private final BoundStatement bound;
    private final Catalog catalog;
    private final Backend backend;

    TextOrder(BoundStatement bound, Catalog catalog, Backend backend) {
        this.bound = bound;
        this.catalog = catalog;
        this.backend = backend;
    }

    /** Null where only the database can order. */
    Way way(Expression expression) {
        CatalogColumn column = column(expression, 0);
        if (column != null) {
            return wayOf(column);
        }
        if (isNull(expression) && !backend.weights()) {
            return new Way(Comparison.TEXT, null, null, null, null, null, true);
        }
        if (isOther(expression, 0)) {
            return BY_TYPE;
        }
        Text text = text(expression, 0);
        return text == null ? null : wayOf(text);
    }

    /**
     * Of the extremes of a group. MySQL's MIN and MAX compare what ENUM and SET show, other than
     * ORDER BY; null where only the database can.
     */
    Way wayOfExtremes(Expression expression) {
        CatalogColumn column = column(expression, 0);
        boolean listed =
                column != null
                        && backend.dialect() == Dialect.MYSQL
                        && (column.type() == ColumnType.ENUM || column.type() == ColumnType.SET);
        return listed ? wayOf(new Text(column.collation(), null)) : way(expression);
    }

    /** Of a column that stands for itself. */
    Way wayOfColumn(CatalogColumn column) {
        return wayOf(column);
    }

    private Way wayOf(CatalogColumn column) {
        return switch (column.type()) {
            case INTEGER,
                    UNSIGNED,
                    DECIMAL,
                    FLOAT,
                    BOOLEAN,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_WITH_ZONE,
                    UUID,
                    BINARY,
                    BIT ->
                    BY_TYPE;
            case TEXT, CHAR -> wayOf(new Text(column.collation(), column));
            case ENUM ->
                    backend.dialect() == Dialect.MYSQL || backend.h2()
                            ? new Way(Comparison.INTEGER, "", " + 0", null, null, null, false)
                            : new Way(
                                    Comparison.RANKED,
                                    null,
                                    null,
                                    null,
                                    column.typeName(),
                                    null,
                                    true);
            // The driver makes dates of years, and one date of the years 0 and 2000.
            case SET, YEAR -> new Way(Comparison.INTEGER, "", " + 0", null, null, null, false);
            case JSON, OTHER -> null;
        };
    }

    private Way wayOf(Text text) {
        if (backend.h2()) {
            return new Way(Comparison.TEXT, null, null, null, null, null, true);
        }
        Collation collation = text.collation();
        if (collation == null) {
            return null;
        }
        boolean isChar = text.column() != null && text.column().type() == ColumnType.CHAR;
        if (!backend.weights()) {
            return switch (collation.order()) {
                case BYTES ->
                        new Way(
                                isChar ? Comparison.TEXT_TRIMMED : Comparison.TEXT,
                                null,
                                null,
                                null,
                                null,
                                null,
                                true);
                case DATABASE ->
                        collation.exact()
                                ? new Way(
                                        Comparison.RANKED,
                                        null,
                                        null,
                                        null,
                                        isChar ? "bpchar" : "text",
                                        quoted(collation),
                                        true)
                                : null;
                case WEIGHT, WEIGHT_PADDED -> null;
            };
        }
        return switch (collation.order()) {
            case WEIGHT ->
                    isChar
                            ? padded(collation)
                            : new Way(
                                    Comparison.WEIGHT,
                                    "WEIGHT_STRING(",
                                    ")",
                                    null,
                                    null,
                                    null,
                                    false);
            case WEIGHT_PADDED -> padded(collation);
            case DATABASE -> {
                CatalogColumn column = text.column();
                // Several weight levels with padding: right only where the text is brought to its
                // full length first.
                boolean hasLength =
                        column != null
                                && column.length() > 0
                                && column.length() <= 255
                                && column.typeName().toLowerCase(Locale.ROOT).startsWith("varchar");
                yield hasLength
                        ? new Way(
                                Comparison.WEIGHT,
                                "WEIGHT_STRING(",
                                " AS CHAR(" + column.length() + "))",
                                null,
                                null,
                                null,
                                false)
                        : null;
            }
            case BYTES -> null;
        };
    }

    private static Way padded(Collation collation) {
        return collation.spaceWeight() == null
                ? null
                : new Way(
                        Comparison.WEIGHT_PADDED,
                        "WEIGHT_STRING(",
                        ")",
                        collation.spaceWeight(),
                        null,
                        null,
                        false);
    }

    private static String quoted(Collation collation) {
        return "\"" + collation.name().replace("\"", "\"\"") + "\"";
    }

    /** The table's column that an expression is, through derived tables. */
    CatalogColumn column(Expression expression) {
        return column(expression, 0);
    }

    private CatalogColumn column(Expression expression, int depth) {
        return column(bound.column(expression), depth);
    }

    private CatalogColumn column(BoundColumn column, int depth) {
        if (column == null || depth > 16) {
            return null;
        }
        if (column.column() != null) {
            return column.column();
        }
        if (column.source().query() instanceof Query.Select select && hasStar(select)) {
            List<Source> sources = bound.block(select).sources();
            Source only = sources.size() == 1 && select.items().size() == 1 ? sources.get(0) : null;
            return only == null
                    ? null
                    : column(
                            new BoundColumn(
                                    only,
                                    column.name(),
                                    only.table() == null
                                            ? null
                                            : only.table().column(column.name())),
                            depth + 1);
        }
        Expression inner = inner(column);
        return inner == null ? null : column(inner, depth + 1);
    }

    private static boolean hasStar(Query.Select select) {
        return select.items().stream()
                .anyMatch(item -> item.expression() instanceof Expression.Star);
    }

    /** What a derived table's column is made of; null where that isn't plain. */
    private Expression inner(BoundColumn column) {
        if (!(column.source().query() instanceof Query.Select select)
                || column.source().columns() == null) {
            return null;
        }
        if (hasStar(select)) {
            return null;
        }
        List<String> names = column.source().columns();
        for (int i = 0; i < names.size() && i < select.items().size(); i++) {
            if (names.get(i).equalsIgnoreCase(column.name())) {
                return select.items().get(i).expression();
            }
        }
        return null;
    }

    /** Whether an expression certainly is no text: a number, a truth value, a date. */
    private boolean isOther(Expression expression, int depth) {
        if (expression == null || depth > 64) {
            return false;
        }
        return switch (expression.kind()) {
            case LITERAL ->
                    switch (((Expression.Literal) expression).type()) {
                        case INTEGER, DECIMAL, FLOAT, TRUE, FALSE, NULL, UNKNOWN -> true;
                        case STRING, NATIONAL_STRING, BIT, HEX -> false;
                    };
            case AND,
                    OR,
                    NOT,
                    COMPARE,
                    QUANTIFIED,
                    IS_TEST,
                    BETWEEN,
                    IN_LIST,
                    IN_QUERY,
                    EXISTS,
                    LIKE ->
                    true;
            case COLUMN -> {
                CatalogColumn column = column(expression, depth);
                if (column != null) {
                    yield !column.type().isText()
                            && (wayOf(column) == BY_TYPE || column.type() == ColumnType.YEAR);
                }
                SelectItem alias = bound.alias(expression);
                BoundColumn derived = bound.column(expression);
                Expression inner = derived == null ? null : inner(derived);
                yield alias != null
                        ? isOther(alias.expression(), depth + 1)
                        : inner != null && isOther(inner, depth + 1);
            }
            case BINARY -> {
                String operator = ((Expression.Binary) expression).operator();
                yield switch (operator) {
                    case "+",
                            "-",
                            "*",
                            "/",
                            "%",
                            "DIV",
                            "MOD",
                            "^",
                            "&",
                            "|",
                            "#",
                            "<<",
                            ">>",
                            "XOR" ->
                            isNumeric((Expression.Binary) expression, depth);
                    case "||" -> backend.dialect() == Dialect.MYSQL;
                    default -> false;
                };
            }
            case UNARY -> {
                Expression.Unary unary = (Expression.Unary) expression;
                yield (unary.operator().equals("-")
                                || unary.operator().equals("+")
                                || unary.operator().equals("~")
                                || unary.operator().equals("!"))
                        && (backend.dialect() == Dialect.MYSQL
                                || isOther(unary.operand(), depth + 1));
            }
            case FUNCTION -> {
                Expression.FunctionCall call = (Expression.FunctionCall) expression;
                String name = Aggregates.name(call);
                yield NUMBERS.contains(name)
                        || TEMPORALS.contains(name)
                        || KEEPING.contains(name) && areOther(values(call), depth + 1);
            }
            case KEYWORD_CALL ->
                    NUMBERS.contains(
                            ((Expression.KeywordCall) expression).name().toLowerCase(Locale.ROOT));
            case CASE -> areOther(((Expression.Case) expression).results(), depth + 1);
            case CAST -> {
                Expression.Cast cast = (Expression.Cast) expression;
                yield !cast.array() && isOtherType(cast.type().name().toLowerCase(Locale.ROOT));
            }
            case PARAMETER,
                    STAR,
                    COLLATE,
                    AT_TIME_ZONE,
                    INTERVAL,
                    ROW,
                    ARRAY,
                    ARRAY_QUERY,
                    SUBSCRIPT,
                    FIELD,
                    SCALAR_QUERY,
                    VARIABLE,
                    DEFAULT,
                    NAMED_ARGUMENT,
                    CURRENT_OF ->
                    false;
        };
    }

    /**
     * Whether what gives one of these values certainly gives no text. In PostgreSQL they have one
     * type, which quoted literals and placeholders take from the others; in MySQL one text among
     * them makes a text of all.
     */
    private boolean areOther(List<Expression> values, int depth) {
        boolean found = false;
        for (Expression value : values) {
            boolean other = isOther(value, depth);
            boolean open =
                    backend.dialect() == Dialect.POSTGRESQL
                            && (value.kind() == Expression.Kind.PARAMETER || isQuoted(value));
            if (!other && !open) {
                return false;
            }
            found |= other && !isNull(value);
        }
        return found || backend.dialect() == Dialect.MYSQL;
    }

    private static boolean isQuoted(Expression value) {
        return value instanceof Expression.Literal literal
                && literal.type() == Expression.LiteralType.STRING;
    }

    private static boolean isNull(Expression value) {
        return value instanceof Expression.Literal literal
                && literal.type() == Expression.LiteralType.NULL;
    }

    /**
     * In MySQL arithmetic gives a number whatever it is given; PostgreSQL has other types with
     * these operators.
     */
    private boolean isNumeric(Expression.Binary binary, int depth) {
        return backend.dialect() == Dialect.MYSQL
                || isOther(binary.left(), depth + 1) && isOther(binary.right(), depth + 1);
    }

    private static boolean isOtherType(String type) {
        return switch (type) {
            case "int",
                    "int2",
                    "int4",
                    "int8",
                    "integer",
                    "bigint",
                    "smallint",
                    "signed",
                    "signed integer",
                    "unsigned",
                    "unsigned integer",
                    "decimal",
                    "numeric",
                    "float",
                    "float4",
                    "float8",
                    "double",
                    "double precision",
                    "real",
                    "date",
                    "datetime",
                    "timestamp",
                    "timestamptz",
                    "boolean",
                    "bool" ->
                    true;
            default -> false;
        };
    }

    /** The arguments that a call's value may be: not the condition of IF. */
    static List<Expression> values(Expression.FunctionCall call) {
        return Aggregates.name(call).equals("if") && call.arguments().size() == 3
                ? call.arguments().subList(1, 3)
                : call.arguments();
    }

    /**
     * The collation of a text expression, where all of its columns have the same; null where that
     * isn't sure.
     */
    private Text text(Expression expression, int depth) {
        Set<Collation> collations = new HashSet<>();
        if (!collect(expression, collations, depth)) {
            return null;
        }
        if (collations.size() > 1) {
            return null;
        }
        Collation collation =
                collations.isEmpty()
                        ? backend.weights() ? null : catalog.defaultCollation()
                        : collations.iterator().next();
        return new Text(collation, null);
    }

    private boolean collect(Expression expression, Set<Collation> collations, int depth) {
        if (depth > 64) {
            return false;
        }
        return switch (expression.kind()) {
            case LITERAL -> ((Expression.Literal) expression).introducer() == null;
            case PARAMETER -> !backend.weights();
            case COLUMN -> {
                CatalogColumn column = column(expression, depth);
                if (column == null) {
                    SelectItem alias = bound.alias(expression);
                    BoundColumn derived = bound.column(expression);
                    Expression inner =
                            alias != null
                                    ? alias.expression()
                                    : derived == null ? null : inner(derived);
                    yield inner != null && collect(inner, collations, depth + 1);
                }
                if (!column.type().isText()) {
                    yield false;
                }
                if (column.collation() != null) {
                    collations.add(column.collation());
                }
                yield column.collation() != null || backend.h2();
            }
            case FUNCTION -> {
                Expression.FunctionCall call = (Expression.FunctionCall) expression;
                String name = Aggregates.name(call);
                boolean ok = TEXTS.contains(name) || KEEPING.contains(name);
                for (Expression argument : values(call)) {
                    ok =
                            ok
                                    && (isOther(argument, depth + 1) && TEXTS.contains(name)
                                            || collect(argument, collations, depth + 1));
                }
                // A number put into a text brings the connection's collation along: the column's is
                // stronger.
                yield ok && (!collations.isEmpty() || !backend.weights());
            }
            case BINARY -> {
                Expression.Binary binary = (Expression.Binary) expression;
                yield binary.operator().equals("||")
                        && backend.dialect() == Dialect.POSTGRESQL
                        && (isOther(binary.left(), depth + 1)
                                || collect(binary.left(), collations, depth + 1))
                        && (isOther(binary.right(), depth + 1)
                                || collect(binary.right(), collations, depth + 1));
            }
            case CASE -> {
                Expression.Case choice = (Expression.Case) expression;
                boolean ok =
                        choice.otherwise() == null
                                || collect(choice.otherwise(), collations, depth + 1);
                for (Expression.When when : choice.whens()) {
                    ok = ok && collect(when.result(), collations, depth + 1);
                }
                yield ok && (!collations.isEmpty() || !backend.weights());
            }
            case CAST -> {
                Expression.Cast cast = (Expression.Cast) expression;
                String type = cast.type().name().toLowerCase(Locale.ROOT);
                boolean toText =
                        type.equals("text")
                                || type.equals("varchar")
                                || type.equals("character varying");
                // A text keeps its collation.
                yield !backend.weights()
                        && toText
                        && !cast.array()
                        && (isOther(cast.operand(), depth + 1)
                                || collect(cast.operand(), collations, depth + 1));
            }
            case STAR,
                    AND,
                    OR,
                    NOT,
                    COMPARE,
                    QUANTIFIED,
                    IS_TEST,
                    BETWEEN,
                    IN_LIST,
                    IN_QUERY,
                    EXISTS,
                    LIKE,
                    UNARY,
                    KEYWORD_CALL,
                    COLLATE,
                    AT_TIME_ZONE,
                    INTERVAL,
                    ROW,
                    ARRAY,
                    ARRAY_QUERY,
                    SUBSCRIPT,
                    FIELD,
                    SCALAR_QUERY,
                    VARIABLE,
                    DEFAULT,
                    NAMED_ARGUMENT,
                    CURRENT_OF ->
                    false;
        };
    }
}
