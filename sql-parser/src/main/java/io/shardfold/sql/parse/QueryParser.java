package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Expression.Quantifier;
import io.shardfold.sql.ast.GroupBy;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Into;
import io.shardfold.sql.ast.Limit;
import io.shardfold.sql.ast.Locking;
import io.shardfold.sql.ast.NamedWindow;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Query.SetOperator;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.SortItem;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.ast.TableExpression.TableReference;
import io.shardfold.sql.ast.With;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Queries: SELECT, VALUES, TABLE, set operations, WITH, and the clauses around them.
 *
 * @see "PostgreSQL 18, SELECT; MySQL 8.4 Reference Manual, 15.2.13 to 15.2.20"
 */
final class QueryParser {

    private final Grammar grammar;
    private final TokenCursor t;

    /** The clauses that end a query. */
    private record Tail(List<SortItem> orderBy, Limit limit, List<Locking> locking, Into into) {
        static final Tail NONE = new Tail(List.of(), null, List.of(), null);
    }

    QueryParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // ---- whole queries

    /** Whether a query starts here, without looking into parentheses. */
    boolean atQuery() {
        if (t.keyword == null) return false;
        return switch (t.keyword) {
            case SELECT, WITH -> true;
            case VALUES -> t.mysql ? t.keyword(1) == ROW || t.kind(1) == '(' : t.kind(1) == '(';
            case TABLE -> true;
            default -> false;
        };
    }

    /** The same behind an opening parenthesis, where {@code VALUES (a)} is MySQL's function. */
    boolean atQueryInParentheses() {
        if (t.keyword == null) return false;
        return switch (t.keyword) {
            case SELECT, WITH, TABLE -> true;
            case VALUES -> t.mysql ? t.keyword(1) == ROW || valuesQuery() : t.kind(1) == '(';
            default -> false;
        };
    }

    /** MariaDB's VALUES (1, 2), (3, 4): more than the one column that the function takes. */
    private boolean valuesQuery() {
        if (t.kind(1) != '(') return false;
        if ((t.kind(2) == Token.WORD || t.kind(2) == Token.QUOTED_NAME)
                && (t.kind(3) == ')' || t.kind(3) == '.')) {
            int close = t.closing(t.index() + 1);
            return close + 1 < t.tokens.count()
                    && t.tokens.kind(close + 1) == ','
                    && t.tokens.kind(close + 2) == '(';
        }
        return true;
    }

    /** Whether parentheses start here that hold a query, however many there are. */
    boolean atParenthesizedQuery() {
        int ahead = 0;
        while (t.kind(ahead) == '(') ahead++;
        if (ahead == 0) return false;
        Keyword keyword = t.keyword(ahead);
        return keyword == SELECT
                || keyword == WITH
                || keyword == VALUES && t.kind(ahead + 1) == '('
                || keyword == VALUES && t.keyword(ahead + 1) == ROW
                || keyword == TABLE;
    }

    /**
     * Whether something follows that makes a query in parentheses the beginning of a larger one.
     */
    boolean atContinuation() {
        return atSetOperator() || atTail();
    }

    private boolean atSetOperator() {
        return t.at(UNION)
                || t.at(INTERSECT)
                || t.at(EXCEPT)
                || t.mysql && t.at(MINUS) && t.kind(1) != Token.END;
    }

    private boolean atTail() {
        if (t.keyword == null) return false;
        return switch (t.keyword) {
            case ORDER, LIMIT -> true;
            case OFFSET, FETCH -> !t.mysql || t.kind(1) != Token.END;
            case FOR ->
                    t.keyword(1) == UPDATE
                            || t.keyword(1) == SHARE
                            || t.keyword(1) == NO
                            || t.keyword(1) == KEY;
            case LOCK -> t.mysql && t.keyword(1) == IN;
            case INTO -> t.mysql;
            default -> false;
        };
    }

    // '(' query ')'
    Query queryInParentheses() {
        t.expect('(');
        Query query = query();
        t.expect(')');
        return query;
    }

    // query: [ WITH ... ] term { setOperator term } [ ORDER BY ... ] [ LIMIT ... ] [ FOR ... ]
    Query query() {
        int start = t.start();
        if (!t.at(WITH)) return queryWith(null, start);
        int outer = t.enter();
        With with = with();
        Query query = queryWith(with, start);
        t.leave(outer);
        return query;
    }

    /** The rest of a query whose WITH has been read. */
    Query queryWith(With with, int start) {
        int outer = t.enter();
        boolean parenthesized = t.at('(');
        Query first = parenthesized ? nested() : simple(with, start, false);
        if (!parenthesized && atSetOperator() && hasTail(first)) throw t.unexpected(null);
        Query query = parenthesized || atSetOperator() ? rest(with, first, start) : first;
        t.leave(outer);
        return query;
    }

    /** The rest of a query that begins with one in parentheses, which has been read. */
    Query continued(Query first, int start) {
        int outer = t.enter();
        Query query = rest(null, first, start);
        t.leave(outer);
        return query;
    }

    /** The rest of a query that begins with VALUES, whose rows have been read. */
    Query continuedValues(List<Query.ValuesRow> rows, int start) {
        if (!atSetOperator()) {
            Tail tail = tail();
            if (tail.into != null) throw t.unexpected(null);
            return new Query.Values(
                    null, rows, tail.orderBy, tail.limit, tail.locking, t.spanFrom(start));
        }
        int outer = t.enter();
        Query values = new Query.Values(null, rows, List.of(), null, List.of(), t.spanFrom(start));
        Query query = rest(null, values, start);
        t.leave(outer);
        return query;
    }

    /** Clauses that belong to a whole query can't stand before UNION, but in parentheses. */
    private static boolean hasTail(Query query) {
        return !query.orderBy().isEmpty()
                || query.limit() != null
                || !query.locking().isEmpty()
                || hasInto(query);
    }

    private static boolean hasInto(Query query) {
        return query instanceof Query.Select select && select.into() != null;
    }

    /** A subquery, which gives its rows to the query around it and to nobody else. */
    Query checkedSubquery(Query query) {
        if (t.mysql && hasInto(query)) throw t.unexpected(null);
        return query;
    }

    private Query nested() {
        if (!atParenthesizedQuery()) throw t.unexpected("SELECT");
        return queryInParentheses();
    }

    private Query rest(With with, Query first, int start) {
        if (!atSetOperator()) {
            if (with == null && !atTail()) return first;
            Tail tail = tail();
            if (!t.mysql) refuseTwice(with, first, tail);
            Query query = tail.into == null ? first : withInto(first, tail.into);
            return new Query.Nested(
                    with, query, tail.orderBy, tail.limit, tail.locking, t.spanFrom(start));
        }
        Query union = setOperations(first, start);
        Tail tail = atTail() ? tail() : Tail.NONE;
        if (with == null && tail == Tail.NONE) return union;
        Query.SetOperation all =
                (Query.SetOperation) (tail.into == null ? union : withInto(union, tail.into));
        return new Query.SetOperation(
                with,
                all.operator(),
                all.all(),
                all.left(),
                all.right(),
                tail.orderBy,
                tail.limit,
                tail.locking,
                t.spanFrom(start));
    }

    /** PostgreSQL: parentheses around a whole query don't allow the same clause once more. */
    private void refuseTwice(With with, Query inner, Tail tail) {
        Limit limit = inner.limit();
        boolean twice =
                with != null && inner.with() != null
                        || !tail.orderBy.isEmpty() && !inner.orderBy().isEmpty()
                        || limit != null
                                && tail.limit != null
                                && (limit.count() != null && tail.limit.count() != null
                                        || limit.offset() != null && tail.limit.offset() != null);
        if (twice) throw t.unexpected(null);
    }

    // setOperations: intersections { ( UNION | EXCEPT ) [ ALL | DISTINCT ] intersections }
    private Query setOperations(Query first, int start) {
        if (t.mysql) checkedSubquery(first);
        Query left = intersections(first, start);
        while (t.at(UNION) || t.at(EXCEPT) || t.mysql && t.at(MINUS)) {
            SetOperator operator = t.at(UNION) ? SetOperator.UNION : SetOperator.EXCEPT;
            t.advance();
            boolean all = allOrDistinct();
            t.grow();
            int rightStart = t.start();
            Query right = intersections(term(), rightStart);
            left =
                    new Query.SetOperation(
                            null,
                            operator,
                            all,
                            left,
                            right,
                            List.of(),
                            null,
                            List.of(),
                            t.spanFrom(start));
        }
        return left;
    }

    private Query intersections(Query first, int start) {
        Query left = first;
        while (t.accept(INTERSECT)) {
            boolean all = allOrDistinct();
            t.grow();
            Query right = term();
            left =
                    new Query.SetOperation(
                            null,
                            SetOperator.INTERSECT,
                            all,
                            left,
                            right,
                            List.of(),
                            null,
                            List.of(),
                            t.spanFrom(start));
        }
        return left;
    }

    private boolean allOrDistinct() {
        if (t.accept(ALL)) return true;
        t.accept(DISTINCT);
        return false;
    }

    /** An operand of a set operation: clauses behind it belong to the whole. */
    private Query term() {
        if (t.at('(')) return nested();
        return simple(null, t.start(), true);
    }

    private Query simple(With with, int start, boolean operand) {
        if (t.keyword != null) {
            switch (t.keyword) {
                case SELECT:
                    return select(with, start, operand);
                case VALUES:
                    return values(with, start, operand);
                case TABLE:
                    return table(with, start, operand);
                default:
                    break;
            }
        }
        throw t.unexpected("SELECT");
    }

    private Query withInto(Query query, Into into) {
        if (query instanceof Query.Select s) {
            if (s.into() != null) throw t.unexpected(null);
            return new Query.Select(
                    s.with(),
                    s.quantifier(),
                    s.distinctOn(),
                    s.options(),
                    s.items(),
                    into,
                    s.from(),
                    s.where(),
                    s.groupBy(),
                    s.having(),
                    s.windows(),
                    s.orderBy(),
                    s.limit(),
                    s.locking(),
                    s.listSpan(),
                    s.span());
        }
        if (query instanceof Query.SetOperation o) {
            return new Query.SetOperation(
                    o.with(),
                    o.operator(),
                    o.all(),
                    o.left(),
                    withInto(o.right(), into),
                    o.orderBy(),
                    o.limit(),
                    o.locking(),
                    o.span());
        }
        if (query instanceof Query.Nested n) {
            return new Query.Nested(
                    n.with(),
                    withInto(n.query(), into),
                    n.orderBy(),
                    n.limit(),
                    n.locking(),
                    n.span());
        }
        throw t.unexpected(null);
    }

    // ---- WITH

    // with: WITH [ RECURSIVE ] commonTable { ',' commonTable }
    With with() {
        int start = t.start();
        t.expect(WITH);
        boolean recursive = t.accept(RECURSIVE);
        List<With.CommonTable> tables = new ArrayList<>(2);
        do tables.add(commonTable(recursive));
        while (t.accept(','));
        return new With(recursive, tables, t.spanFrom(start));
    }

    // commonTable: name [ '(' names ')' ] AS [ [ NOT ] MATERIALIZED ] '(' statement ')' [ SEARCH
    // ... ] [ CYCLE ... ]
    private With.CommonTable commonTable(boolean recursive) {
        int start = t.start();
        Identifier name = t.name();
        List<Identifier> columns = t.at('(') ? t.namesInParentheses() : List.of();
        t.expect(AS);
        String materialized = null;
        if (!t.mysql) {
            if (t.accept(MATERIALIZED)) {
                materialized = "MATERIALIZED";
            } else if (t.at(NOT, MATERIALIZED)) {
                t.advance();
                t.advance();
                materialized = "NOT MATERIALIZED";
            }
        }
        t.expect('(');
        int statementStart = t.start();
        Statement statement;
        if (!t.mysql
                && (t.at(INSERT) || t.at(UPDATE) || t.at(DELETE) || t.at(MERGE) || t.at(WITH))) {
            statement = grammar.statements().preparable();
        } else {
            Query query = query();
            statement = new Statement.QueryStatement(query, t.spanFrom(statementStart));
        }
        t.expect(')');
        With.Tail tail = commonTableTail(recursive);
        return new With.CommonTable(
                name, columns, materialized, statement, tail, t.spanFrom(start));
    }

    private With.Tail commonTableTail(boolean recursive) {
        int start = t.start();
        if (!t.mysql && t.accept(SEARCH)) {
            if (!t.accept(DEPTH)) t.expect(BREADTH);
            t.expect(FIRST, BY);
            t.names();
            t.expect(SET);
            t.name();
        }
        if (t.accept(CYCLE)) {
            t.names();
            if (t.mysql) {
                if (!recursive) throw t.unexpected(null);
                t.expect(RESTRICT);
            } else {
                t.expect(SET);
                t.name();
                if (t.accept(TO)) {
                    grammar.expressions.expression();
                    t.expect(DEFAULT);
                    grammar.expressions.expression();
                }
                t.expect(USING);
                t.name();
            }
        }
        return t.lastEnd() > start ? new With.Tail(t.textFrom(start), t.spanFrom(start)) : null;
    }

    // ---- SELECT, VALUES, TABLE

    // select: SELECT [ options ] [ DISTINCT ... ] items [ INTO ... ] [ FROM tables ] [ WHERE ... ]
    // [ GROUP BY ... ] [ HAVING ... ]
    //         [ WINDOW ... ] tail
    private Query select(With with, int start, boolean operand) {
        t.expect(SELECT);
        Quantifier quantifier = Quantifier.NONE;
        List<Expression> distinctOn = List.of();
        List<String> options = List.of();
        if (t.mysql) {
            while (atOption()) {
                if (t.at(ALL) || t.at(DISTINCT) || t.at(DISTINCTROW) || t.at(UNIQUE)) {
                    Quantifier found = t.at(ALL) ? Quantifier.ALL : Quantifier.DISTINCT;
                    if (quantifier != Quantifier.NONE && quantifier != found)
                        throw t.unexpected(null);
                    quantifier = found;
                    t.advance();
                } else {
                    if (options.isEmpty()) options = new ArrayList<>(2);
                    options.add(t.takeUpper());
                }
            }
        } else if (t.accept(ALL)) {
            quantifier = Quantifier.ALL;
        } else if (t.accept(DISTINCT)) {
            quantifier = Quantifier.DISTINCT;
            if (t.accept(ON)) {
                t.expect('(');
                distinctOn = grammar.expressions.expressions();
                t.expect(')');
            }
        }
        int listStart = t.start();
        List<SelectItem> items =
                emptyList() && quantifier != Quantifier.DISTINCT ? List.of() : selectItems();
        Span listSpan =
                items.isEmpty() ? new Span(t.lastEnd(), t.lastEnd()) : t.spanFrom(listStart);
        Into into = t.at(INTO) ? into() : null;
        List<TableExpression> from = List.of();
        if (t.accept(FROM)) {
            if (t.mysql && t.at(DUAL)) t.advance();
            else from = grammar.tables.tables();
        }
        if (t.mysql && into == null && t.at(PROCEDURE)) throw t.unexpected(null);
        Expression where = t.accept(WHERE) ? grammar.expressions.expression() : null;
        GroupBy groupBy = t.at(GROUP) ? grammar.clauses.groupBy() : null;
        Expression having = t.accept(HAVING) ? grammar.expressions.expression() : null;
        List<NamedWindow> windows =
                t.at(WINDOW) && (!t.mysql || t.keyword(2) == AS)
                        ? grammar.clauses.windows()
                        : List.of();
        if (operand || atSetOperator()) {
            return new Query.Select(
                    null,
                    quantifier,
                    distinctOn,
                    options,
                    items,
                    into,
                    from,
                    where,
                    groupBy,
                    having,
                    windows,
                    List.of(),
                    null,
                    List.of(),
                    listSpan,
                    t.spanFrom(operand || with == null ? start : selectStart(with)));
        }
        Tail tail = atTail() ? tail() : Tail.NONE;
        if (tail.into != null) {
            if (into != null) throw t.unexpected(null);
            into = tail.into;
        }
        return new Query.Select(
                with,
                quantifier,
                distinctOn,
                options,
                items,
                into,
                from,
                where,
                groupBy,
                having,
                windows,
                tail.orderBy,
                tail.limit,
                tail.locking,
                listSpan,
                t.spanFrom(start));
    }

    /**
     * Where the text goes on behind WITH: the WITH of a set operation is no part of its first
     * operand.
     */
    private int selectStart(With with) {
        for (int i = t.index(); i >= 0; i--) {
            if (t.tokens.end(i) == with.span().end()) return t.tokens.start(i + 1);
        }
        throw new IllegalStateException("WITH ends at no token");
    }

    /** PostgreSQL allows a select list to be empty. */
    private boolean emptyList() {
        if (t.mysql) return false;
        if (t.atEnd() || t.at(')')) return true;
        if (t.keyword == null) return false;
        return switch (t.keyword) {
            case FROM,
                    WHERE,
                    GROUP,
                    HAVING,
                    WINDOW,
                    UNION,
                    INTERSECT,
                    EXCEPT,
                    ORDER,
                    LIMIT,
                    OFFSET,
                    FETCH,
                    FOR,
                    INTO,
                    RETURNING,
                    ON ->
                    true;
            default -> false;
        };
    }

    private boolean atOption() {
        if (t.keyword == null) return false;
        return switch (t.keyword) {
            case ALL,
                    DISTINCT,
                    DISTINCTROW,
                    UNIQUE,
                    HIGH_PRIORITY,
                    STRAIGHT_JOIN,
                    SQL_SMALL_RESULT,
                    SQL_BIG_RESULT,
                    SQL_BUFFER_RESULT,
                    SQL_CALC_FOUND_ROWS ->
                    true;
            case SQL_NO_CACHE, SQL_CACHE ->
                    t.kind(1) != ',' && t.keyword(1) != FROM && t.kind(1) != Token.END;
            default -> false;
        };
    }

    // items: item { ',' item }
    List<SelectItem> selectItems() {
        List<SelectItem> items = new ArrayList<>(8);
        do items.add(selectItem());
        while (t.accept(','));
        return items;
    }

    // item: '*' | expression [ [ AS ] alias ]
    private SelectItem selectItem() {
        int start = t.start();
        if (t.at('*')) {
            Span span = t.tokenSpan();
            t.advance();
            return new SelectItem(new Expression.Star(List.of(), span), null, span);
        }
        Expression expression = grammar.expressions.expression();
        Identifier alias = null;
        if (t.accept(AS)) {
            alias = t.mysql ? aliasOrString() : t.label();
        } else if (t.mysql) {
            if (atBareAlias() || t.kind == Token.STRING) alias = t.identifier();
        } else if (t.kind == Token.QUOTED_NAME
                || t.kind == Token.WORD
                        && (t.keyword == null
                                || t.keyword.isBareLabel()
                                        && !(t.keyword == FORMAT && t.keyword(1) == JSON))) {
            alias = t.identifier();
        }
        return new SelectItem(expression, alias, t.spanFrom(start));
    }

    private Identifier aliasOrString() {
        return t.kind == Token.STRING ? t.identifier() : t.name();
    }

    /** MySQL: a word that can be an alias without AS. */
    boolean atBareAlias() {
        if (t.kind == Token.QUOTED_NAME) return true;
        return t.kind == Token.WORD && (t.keyword == null || t.keyword.isMySqlAlias());
    }

    // into: INTO [ TEMP | UNLOGGED ... ] [ TABLE ] name | INTO variables | INTO ( OUTFILE |
    // DUMPFILE ) string ...
    private Into into() {
        int start = t.start();
        t.expect(INTO);
        if (!t.mysql) {
            StringBuilder modifiers = new StringBuilder();
            while (t.at(TEMP)
                    || t.at(TEMPORARY)
                    || t.at(LOCAL)
                    || t.at(GLOBAL)
                    || t.at(UNLOGGED)
                    || t.at(TABLE)) {
                if (modifiers.length() > 0) modifiers.append(' ');
                modifiers.append(t.takeUpper());
            }
            QualifiedName table = t.qualifiedName();
            return new Into(
                    table,
                    modifiers.length() == 0 ? null : modifiers.toString(),
                    List.of(),
                    t.textFrom(start),
                    t.spanFrom(start));
        }
        if (t.at(OUTFILE) || t.at(DUMPFILE)) {
            String modifiers = t.takeUpper();
            if (t.kind != Token.STRING) throw t.unexpected("a file's name");
            t.advance();
            if (modifiers.equals("OUTFILE")) grammar.statements().fileFormat();
            return new Into(null, modifiers, List.of(), t.textFrom(start), t.spanFrom(start));
        }
        List<Expression> targets = new ArrayList<>(2);
        do {
            if (t.kind == Token.VARIABLE) targets.add(grammar.expressions.operand());
            else targets.add(column());
        } while (t.accept(','));
        return new Into(null, null, targets, t.textFrom(start), t.spanFrom(start));
    }

    /** A variable of a stored program, or a field of one. */
    private Expression column() {
        QualifiedName name = t.qualifiedName();
        return new Expression.Column(name.parts(), name.span());
    }

    // values: VALUES row { ',' row } tail
    private Query values(With with, int start, boolean operand) {
        t.expect(VALUES);
        List<Query.ValuesRow> rows = valuesRows();
        if (operand || atSetOperator()) {
            return new Query.Values(
                    null,
                    rows,
                    List.of(),
                    null,
                    List.of(),
                    t.spanFrom(operand || with == null ? start : selectStart(with)));
        }
        Tail tail = atTail() ? tail() : Tail.NONE;
        if (tail.into != null) throw t.unexpected(null);
        return new Query.Values(
                with, rows, tail.orderBy, tail.limit, tail.locking, t.spanFrom(start));
    }

    // rows: [ ROW ] '(' [ expressions ] ')' { ',' ... }
    List<Query.ValuesRow> valuesRows() {
        List<Query.ValuesRow> rows = new ArrayList<>(2);
        do {
            int start = t.start();
            boolean keyword = t.mysql && t.accept(ROW);
            t.expect('(');
            List<Expression> values = List.of();
            if (!t.mysql || !t.at(')')) {
                int others = t.enterSibling();
                values = grammar.expressions.expressions();
                t.leaveSibling(others);
            }
            t.expect(')');
            rows.add(new Query.ValuesRow(keyword, values, t.spanFrom(start)));
        } while (t.accept(','));
        return rows;
    }

    // table: TABLE name tail
    private Query table(With with, int start, boolean operand) {
        t.expect(TABLE);
        TableReference table = grammar.tables.plainTable();
        if (operand || atSetOperator()) {
            return new Query.Table(
                    null,
                    table,
                    List.of(),
                    null,
                    List.of(),
                    t.spanFrom(operand || with == null ? start : selectStart(with)));
        }
        Tail tail = atTail() ? tail() : Tail.NONE;
        if (tail.into != null) throw t.unexpected(null);
        return new Query.Table(
                with, table, tail.orderBy, tail.limit, tail.locking, t.spanFrom(start));
    }

    // ---- clauses

    // tail: [ ORDER BY ... ] [ LIMIT ... | OFFSET ... | FETCH ... ] { FOR ... } [ INTO ... ]
    private Tail tail() {
        List<SortItem> orderBy = t.at(ORDER) ? grammar.clauses.orderBy() : List.of();
        Limit limit = null;
        List<Locking> locking = List.of();
        Into into = null;
        while (true) {
            if (limit == null && (t.at(LIMIT) || t.at(OFFSET) || t.at(FETCH))) {
                limit = grammar.clauses.limit();
            } else if (grammar.clauses.atLocking()) {
                if (locking.isEmpty()) locking = new ArrayList<>(1);
                locking.add(grammar.clauses.locking());
            } else if (t.mysql && into == null && t.at(INTO)) {
                into = into();
            } else {
                if (!t.mysql && limit != null && limit.withTies()) checkTies(orderBy, locking);
                return new Tail(orderBy, limit, locking, into);
            }
        }
    }

    /** WITH TIES needs an order, and no rows that are skipped. */
    private void checkTies(List<SortItem> orderBy, List<Locking> locking) {
        if (orderBy.isEmpty()) throw t.unexpected("ORDER BY");
        for (Locking lock : locking) {
            if ("SKIP LOCKED".equals(lock.waiting())) throw t.unexpected(null);
        }
    }
}
