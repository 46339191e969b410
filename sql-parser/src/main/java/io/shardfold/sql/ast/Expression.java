package io.shardfold.sql.ast;

import java.util.ArrayList;
import java.util.List;

/**
 * A scalar expression as written. The binder, not the tree, says what a name means.
 *
 * <p>Parentheses leave no node: the shape of the tree says what they said. Record equality includes
 * the span: equal nodes are the same place in the text. To ask whether two expressions
 * <em>read</em> the same, use {@link SameText}.
 */
public sealed interface Expression {

    /** For switches. Java 17 has no pattern switch; one arm per kind keeps the compiler's check. */
    enum Kind {
        LITERAL,
        PARAMETER,
        COLUMN,
        STAR,
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
        BINARY,
        UNARY,
        FUNCTION,
        KEYWORD_CALL,
        CASE,
        CAST,
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
        CURRENT_OF
    }

    Kind kind();

    /** Where the node stands in the statement's text, without parentheses around it. */
    Span span();

    /** What sort of literal a text is. */
    enum LiteralType {
        INTEGER,
        DECIMAL,
        FLOAT,
        STRING,
        NATIONAL_STRING,
        BIT,
        HEX,
        TRUE,
        FALSE,
        NULL,
        UNKNOWN
    }

    /**
     * A constant.
     *
     * @param value the decoded value: digits of a number without sign, characters of a string with
     *     escapes undone, the bits or hex digits of a bit or hex string; the keyword in upper case
     *     for TRUE, FALSE, NULL, UNKNOWN
     * @param introducer MySQL's character set introducer without its underscore; null where there
     *     is none
     * @param index which literal token of the text it is, counted from 0 as {@code Fingerprint}
     *     counts them; -1 where it is a keyword or was put together from several tokens
     */
    record Literal(LiteralType type, String value, String introducer, int index, Span span)
            implements Expression {
        @Override
        public Kind kind() {
            return Kind.LITERAL;
        }
    }

    /** A placeholder. @param index zero-based: the n-th {@code ?}, or n - 1 for {@code $n} */
    record Parameter(int index, Span span) implements Expression {
        @Override
        public Kind kind() {
            return Kind.PARAMETER;
        }
    }

    /** A column, or whatever else the binder finds under the name. */
    record Column(List<Identifier> parts, Span span) implements Expression {
        public Column {
            parts = List.copyOf(parts);
            assert !parts.isEmpty();
        }

        public Identifier name() {
            return parts.get(parts.size() - 1);
        }

        /** The table or alias before the name; null where none is written. */
        public Identifier qualifier() {
            return parts.size() > 1 ? parts.get(parts.size() - 2) : null;
        }

        @Override
        public Kind kind() {
            return Kind.COLUMN;
        }
    }

    /** {@code *} or {@code t.*}. @param qualifier empty for the plain star */
    record Star(List<Identifier> qualifier, Span span) implements Expression {
        public Star {
            qualifier = List.copyOf(qualifier);
        }

        @Override
        public Kind kind() {
            return Kind.STAR;
        }
    }

    /**
     * Two or more terms: a thousand ANDs in a row are one node, not a thousand levels of recursion.
     */
    record And(List<Expression> terms, Span span) implements Expression {
        public And {
            terms = List.copyOf(terms);
            assert terms.size() >= 2;
        }

        @Override
        public Kind kind() {
            return Kind.AND;
        }
    }

    /** Two or more terms. */
    record Or(List<Expression> terms, Span span) implements Expression {
        public Or {
            terms = List.copyOf(terms);
            assert terms.size() >= 2;
        }

        @Override
        public Kind kind() {
            return Kind.OR;
        }
    }

    /** {@code NOT x}; MySQL's {@code !x} is a {@link Unary}. */
    record Not(Expression operand, Span span) implements Expression {
        @Override
        public Kind kind() {
            return Kind.NOT;
        }
    }

    /**
     * The comparison operators that both dialects know, {@code <=>} and {@code IS [NOT] DISTINCT
     * FROM} among them.
     */
    enum CompareOperator {
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        NULL_SAFE_EQUAL("<=>"),
        DISTINCT_FROM("IS DISTINCT FROM"),
        NOT_DISTINCT_FROM("IS NOT DISTINCT FROM");

        private final String sql;

        CompareOperator(String sql) {
            this.sql = sql;
        }

        public String sql() {
            return sql;
        }

        /** The operator that holds with the sides swapped: {@code 5 > a} is {@code a < 5}. */
        public CompareOperator mirrored() {
            return switch (this) {
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
                case EQUAL, NOT_EQUAL, NULL_SAFE_EQUAL, DISTINCT_FROM, NOT_DISTINCT_FROM -> this;
            };
        }
    }

    record Compare(CompareOperator operator, Expression left, Expression right, Span span)
            implements Expression {
        @Override
        public Kind kind() {
            return Kind.COMPARE;
        }
    }

    /**
     * {@code left op ANY|ALL (...)}.
     *
     * @param operator the operator's text, {@code LIKE} and user operators among them
     * @param all ALL; else ANY or SOME
     * @param query the subquery; null where {@code array} is given
     * @param array PostgreSQL's array operand; null where {@code query} is given
     */
    record Quantified(
            String operator, Expression left, boolean all, Query query, Expression array, Span span)
            implements Expression {
        @Override
        public Kind kind() {
            return Kind.QUANTIFIED;
        }
    }

    /**
     * {@code x IS [NOT] NULL|TRUE|FALSE|UNKNOWN|...}.
     *
     * @param test what is tested, in upper case: NULL, TRUE, FALSE, UNKNOWN, DOCUMENT, NORMALIZED,
     *     NFC NORMALIZED, JSON, JSON OBJECT, ...
     */
    record IsTest(Expression operand, String test, boolean negated, Span span)
            implements Expression {
        @Override
        public Kind kind() {
            return Kind.IS_TEST;
        }
    }

    record Between(
            Expression operand,
            Expression low,
            Expression high,
            boolean negated,
            boolean symmetric,
            Span span)
            implements Expression {
        @Override
        public Kind kind() {
            return Kind.BETWEEN;
        }
    }

    record InList(Expression operand, List<Expression> values, boolean negated, Span span)
            implements Expression {
        public InList {
            values = List.copyOf(values);
        }

        @Override
        public Kind kind() {
            return Kind.IN_LIST;
        }
    }

    record InQuery(Expression operand, Query query, boolean negated, Span span)
            implements Expression {
        @Override
        public Kind kind() {
            return Kind.IN_QUERY;
        }
    }

    record Exists(Query query, Span span) implements Expression {
        @Override
        public Kind kind() {
            return Kind.EXISTS;
        }
    }

    /** The pattern predicates. */
    enum LikeOperator {
        LIKE,
        ILIKE,
        SIMILAR_TO,
        REGEXP,
        RLIKE
    }

    /**
     * @param escape null where none is written
     */
    record Like(
            LikeOperator operator,
            Expression operand,
            Expression pattern,
            Expression escape,
            boolean negated,
            Span span)
            implements Expression {
        @Override
        public Kind kind() {
            return Kind.LIKE;
        }
    }

    /**
     * An operator between two operands that isn't a comparison of {@link CompareOperator}:
     * arithmetic, bits, {@code ||}, JSON and array operators, XOR, {@code :=}, SOUNDS LIKE, MEMBER
     * OF, OVERLAPS, user operators, {@code OPERATOR(s.op)}.
     *
     * @param operator as written, keywords in upper case
     */
    record Binary(String operator, Expression left, Expression right, Span span)
            implements Expression {
        @Override
        public Kind kind() {
            return Kind.BINARY;
        }
    }

    /** A prefix operator: {@code - + ~ !}, BINARY, PostgreSQL's {@code @ |/} and others. */
    record Unary(String operator, Expression operand, Span span) implements Expression {
        @Override
        public Kind kind() {
            return Kind.UNARY;
        }
    }

    /** DISTINCT or ALL where it is written. */
    enum Quantifier {
        NONE,
        ALL,
        DISTINCT
    }

    /**
     * A call in the usual form, aggregates and window functions among them.
     *
     * @param arguments may hold a {@link Star} (COUNT(*)) and {@link NamedArgument}s
     * @param variadic the last argument is marked VARIADIC
     * @param orderBy ORDER BY inside the parentheses
     * @param separator GROUP_CONCAT's SEPARATOR; null where none is written
     * @param withinGroup WITHIN GROUP (ORDER BY ...); empty where it isn't written
     * @param filter FILTER (WHERE ...); null where it isn't written
     * @param nullTreatment IGNORE NULLS, RESPECT NULLS, FROM FIRST, ... in upper case; null where
     *     it isn't written
     * @param over the window; null for an ordinary call or aggregate
     * @param parenthesized false for calls without parentheses, such as CURRENT_TIMESTAMP
     */
    record FunctionCall(
            QualifiedName name,
            Quantifier quantifier,
            List<Expression> arguments,
            boolean variadic,
            List<SortItem> orderBy,
            Expression separator,
            Limit limit,
            List<SortItem> withinGroup,
            Expression filter,
            String nullTreatment,
            WindowSpecification over,
            boolean parenthesized,
            Span span)
            implements Expression {
        public FunctionCall {
            arguments = List.copyOf(arguments);
            orderBy = List.copyOf(orderBy);
            withinGroup = List.copyOf(withinGroup);
        }

        @Override
        public Kind kind() {
            return Kind.FUNCTION;
        }
    }

    /**
     * A piece of a {@link KeywordCall}: a word, an expression, or a type. Exactly one is not null.
     */
    record Piece(String word, Expression expression, DataType type) {}

    /**
     * A call with keywords between its arguments: EXTRACT(YEAR FROM x), TRIM(BOTH x FROM y),
     * SUBSTRING(x FROM y FOR z), POSITION, OVERLAY, CONVERT(x USING y), MATCH (...) AGAINST (...),
     * XMLELEMENT, JSON_VALUE, ...
     *
     * @param name in upper case
     * @param pieces what stands between the parentheses, in order; commas are words
     */
    record KeywordCall(String name, List<Piece> pieces, WindowSpecification over, Span span)
            implements Expression {
        public KeywordCall {
            pieces = List.copyOf(pieces);
        }

        @Override
        public Kind kind() {
            return Kind.KEYWORD_CALL;
        }
    }

    record When(Expression condition, Expression result) {}

    /**
     * @param operand null for the searched form. @param otherwise null where there is no ELSE
     */
    record Case(Expression operand, List<When> whens, Expression otherwise, Span span)
            implements Expression {
        public Case {
            whens = List.copyOf(whens);
            assert !whens.isEmpty();
        }

        /** What it may give: the result of each WHEN, and that of ELSE where there is one. */
        public List<Expression> results() {
            List<Expression> results = new ArrayList<>(whens.size() + 1);
            whens.forEach(when -> results.add(when.result()));
            if (otherwise != null) {
                results.add(otherwise);
            }
            return results;
        }

        @Override
        public Kind kind() {
            return Kind.CASE;
        }
    }

    /** How a cast was written. */
    enum CastForm {
        CAST,
        DOUBLE_COLON,
        CONVERT,
        TYPE_BEFORE_LITERAL
    }

    record Cast(Expression operand, DataType type, CastForm form, boolean array, Span span)
            implements Expression {
        @Override
        public Kind kind() {
            return Kind.CAST;
        }
    }

    record Collate(Expression operand, QualifiedName collation, Span span) implements Expression {
        @Override
        public Kind kind() {
            return Kind.COLLATE;
        }
    }

    /**
     * @param zone null for AT LOCAL
     */
    record AtTimeZone(Expression operand, Expression zone, Span span) implements Expression {
        @Override
        public Kind kind() {
            return Kind.AT_TIME_ZONE;
        }
    }

    /**
     * {@code INTERVAL value unit}. @param unit as written in upper case, e.g. DAY or HOUR TO
     * SECOND(3); null where none is written
     */
    record Interval(Expression value, String unit, Span span) implements Expression {
        @Override
        public Kind kind() {
            return Kind.INTERVAL;
        }
    }

    /** {@code (a, b)} or {@code ROW(a, b)}. */
    record Row(List<Expression> values, boolean keyword, Span span) implements Expression {
        public Row {
            values = List.copyOf(values);
        }

        @Override
        public Kind kind() {
            return Kind.ROW;
        }
    }

    /** {@code ARRAY[...]}, or {@code [...]} nested inside one. */
    record Array(List<Expression> elements, Span span) implements Expression {
        public Array {
            elements = List.copyOf(elements);
        }

        @Override
        public Kind kind() {
            return Kind.ARRAY;
        }
    }

    record ArrayQuery(Query query, Span span) implements Expression {
        @Override
        public Kind kind() {
            return Kind.ARRAY_QUERY;
        }
    }

    /** {@code a[i]} or {@code a[low:high]}; an end of a slice may be null. */
    record Subscript(Expression operand, Expression low, Expression high, boolean slice, Span span)
            implements Expression {
        @Override
        public Kind kind() {
            return Kind.SUBSCRIPT;
        }
    }

    /** {@code (x).field}; {@code (x).*} has a null field. */
    record Field(Expression operand, Identifier field, Span span) implements Expression {
        @Override
        public Kind kind() {
            return Kind.FIELD;
        }
    }

    record ScalarQuery(Query query, Span span) implements Expression {
        @Override
        public Kind kind() {
            return Kind.SCALAR_QUERY;
        }
    }

    /**
     * MySQL's {@code @name} and {@code @@[scope.]name}.
     *
     * @param system {@code @@}
     * @param scope GLOBAL, SESSION, LOCAL, PERSIST in upper case; null where none is written
     */
    record Variable(String name, boolean system, String scope, Span span) implements Expression {
        @Override
        public Kind kind() {
            return Kind.VARIABLE;
        }
    }

    /** {@code DEFAULT} or {@code DEFAULT(column)}. @param column null for the plain keyword */
    record Default(Column column, Span span) implements Expression {
        @Override
        public Kind kind() {
            return Kind.DEFAULT;
        }
    }

    /** PostgreSQL's {@code name => value} and {@code name := value}. */
    record NamedArgument(Identifier name, Expression value, Span span) implements Expression {
        @Override
        public Kind kind() {
            return Kind.NAMED_ARGUMENT;
        }
    }

    /** WHERE CURRENT OF cursor. */
    record CurrentOf(Identifier cursor, Span span) implements Expression {
        @Override
        public Kind kind() {
            return Kind.CURRENT_OF;
        }
    }
}
