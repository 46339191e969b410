package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Expression.Quantifier;
import io.shardfold.sql.ast.GroupBy;
import io.shardfold.sql.ast.GroupBy.ElementKind;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Limit;
import io.shardfold.sql.ast.Locking;
import io.shardfold.sql.ast.NamedWindow;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.SortItem;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.WindowSpecification;
import io.shardfold.sql.ast.WindowSpecification.Bound;
import io.shardfold.sql.ast.WindowSpecification.BoundKind;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * The clauses of queries that aren't tables: GROUP BY, WINDOW, ORDER BY, LIMIT, FOR UPDATE.
 *
 * @see "PostgreSQL 18, SELECT; MySQL 8.4 Reference Manual, 15.2.13"
 */
final class ClauseParser {

    private final Grammar grammar;
    private final TokenCursor t;

    ClauseParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // ORDER BY sortItem { ',' sortItem }
    List<SortItem> orderBy() {
        t.expect(ORDER, BY);
        return sortItems();
    }

    List<SortItem> sortItems() {
        SortItem first = sortItem();
        if (!t.at(',')) return List.of(first);
        List<SortItem> items = new ArrayList<>(4);
        items.add(first);
        while (t.accept(',')) items.add(sortItem());
        return items;
    }

    // sortItem: expression [ ASC | DESC | USING operator ] [ NULLS ( FIRST | LAST ) ]
    private SortItem sortItem() {
        int start = t.start();
        Expression expression = grammar.expressions.expression();
        SortItem.Direction direction = SortItem.Direction.NONE;
        String using = null;
        SortItem.Nulls nulls = SortItem.Nulls.NONE;
        if (t.accept(ASC)) {
            direction = SortItem.Direction.ASC;
        } else if (t.accept(DESC)) {
            direction = SortItem.Direction.DESC;
        } else if (!t.mysql && t.accept(USING)) {
            int operator = t.start();
            if (t.at(OPERATOR)) {
                t.advance();
                t.skipParentheses();
            } else {
                if (t.kind == Token.WORD || t.kind == Token.END) throw t.unexpected("an operator");
                t.advance();
            }
            using = t.textFrom(operator);
        }
        if (!t.mysql && t.at(NULLS)) {
            t.advance();
            if (t.accept(FIRST)) {
                nulls = SortItem.Nulls.FIRST;
            } else {
                t.expect(LAST);
                nulls = SortItem.Nulls.LAST;
            }
        }
        return new SortItem(expression, direction, using, nulls, t.spanFrom(start));
    }

    // limit: LIMIT ( count | ALL ) [ OFFSET n ] | LIMIT offset ',' count | OFFSET n [ ROWS ] [
    // FETCH ... ] | FETCH FIRST [ n ] ROWS ONLY
    Limit limit() {
        int start = t.start();
        Expression count = null;
        Expression offset = null;
        boolean ties = false;
        boolean counted = false;
        Limit.Form form = Limit.Form.LIMIT_OFFSET;
        if (t.mysql) {
            if (t.accept(LIMIT)) {
                if (t.at(ROWS)) return rowsExamined(start);
                Expression first = limitNumber();
                if (t.accept(',')) {
                    offset = first;
                    count = limitNumber();
                    form = Limit.Form.LIMIT_COMMA;
                } else {
                    count = first;
                    if (t.accept(OFFSET)) offset = limitNumber();
                }
                if (t.at(ROWS, EXAMINED)) return examined(count, offset, form, start);
                return new Limit(count, offset, false, form, t.spanFrom(start));
            }
            if (t.accept(OFFSET)) {
                offset = limitNumber();
                if (!t.accept(ROW)) t.expect(ROWS);
                form = Limit.Form.FETCH;
            }
            if (t.accept(FETCH)) {
                form = Limit.Form.FETCH;
                if (!t.accept(FIRST)) t.expect(NEXT);
                count = t.at(ROW) || t.at(ROWS) ? one() : limitNumber();
                if (!t.accept(ROW)) t.expect(ROWS);
                ties = ties();
            }
            return new Limit(count, offset, ties, form, t.spanFrom(start));
        }
        while (true) {
            if (t.at(LIMIT) && !counted) {
                counted = true;
                t.advance();
                if (!t.accept(ALL)) count = grammar.expressions.expression();
                if (t.at(',')) throw t.unexpected(null);
            } else if (t.at(FETCH) && !counted) {
                counted = true;
                form = Limit.Form.FETCH;
                t.advance();
                if (!t.accept(FIRST)) t.expect(NEXT);
                count =
                        t.at(ROW) || t.at(ROWS)
                                ? one()
                                : grammar.expressions.climb(grammar.expressions.operandLevel());
                if (!t.accept(ROW)) t.expect(ROWS);
                ties = ties();
            } else if (t.at(OFFSET) && offset == null) {
                t.advance();
                offset = grammar.expressions.expression();
                if (!t.accept(ROW)) t.accept(ROWS);
            } else {
                break;
            }
        }
        return new Limit(count, offset, ties, form, t.spanFrom(start));
    }

    private boolean ties() {
        if (t.accept(ONLY)) return false;
        t.expect(WITH, TIES);
        return true;
    }

    /** FETCH FIRST ROW ONLY: the count that isn't written. */
    private Expression one() {
        return new Expression.Literal(
                Expression.LiteralType.INTEGER, "1", null, -1, new Span(t.lastEnd(), t.lastEnd()));
    }

    /** MySQL takes a number, a placeholder, or in stored programs a variable. */
    private Expression limitNumber() {
        if (t.kind == Token.INTEGER
                || t.kind == Token.PARAMETER
                || t.kind == Token.HEX
                || t.kind == Token.WORD && t.atName()
                || t.kind == Token.QUOTED_NAME) {
            return grammar.expressions.operand();
        }
        throw t.unexpected("a number");
    }

    private Limit rowsExamined(int start) {
        return examined(null, null, Limit.Form.LIMIT_OFFSET, start);
    }

    /** MariaDB's LIMIT ... ROWS EXAMINED n, a limit on work. */
    private Limit examined(Expression count, Expression offset, Limit.Form form, int start) {
        t.expect(ROWS, EXAMINED);
        Expression rows = limitNumber();
        return new Limit(count, offset, false, form, rows, t.spanFrom(start));
    }

    boolean atLocking() {
        if (t.at(FOR)) {
            Keyword following = t.keyword(1);
            return following == UPDATE
                    || following == SHARE
                    || !t.mysql && (following == NO || following == KEY)
                    || !t.mysql && following == READ;
        }
        return t.mysql && t.at(LOCK, IN);
    }

    // locking: FOR ( UPDATE | NO KEY UPDATE | SHARE | KEY SHARE ) [ OF tables ] [ NOWAIT | SKIP
    // LOCKED | WAIT n ] | LOCK IN SHARE MODE
    Locking locking() {
        int start = t.start();
        String strength;
        if (t.accept(LOCK)) {
            t.expect(IN);
            t.expect(SHARE, MODE);
            strength = "LOCK IN SHARE MODE";
        } else {
            t.expect(FOR);
            if (t.accept(NO)) {
                t.expect(KEY, UPDATE);
                strength = "NO KEY UPDATE";
            } else if (t.accept(KEY)) {
                t.expect(SHARE);
                strength = "KEY SHARE";
            } else {
                if (!t.at(UPDATE) && !t.at(SHARE)) throw t.unexpected("UPDATE or SHARE");
                strength = t.takeUpper();
            }
        }
        List<QualifiedName> of = t.accept(OF) ? t.qualifiedNames() : List.of();
        String waiting = null;
        if (t.accept(NOWAIT)) {
            waiting = "NOWAIT";
        } else if (t.at(SKIP, LOCKED)) {
            t.advance();
            t.advance();
            waiting = "SKIP LOCKED";
        } else if (t.mysql && t.at(WAIT)) {
            t.advance();
            if (t.kind != Token.INTEGER) throw t.unexpected("a number");
            waiting = "WAIT " + t.takeUpper();
        }
        return new Locking(strength, of, waiting, t.spanFrom(start));
    }

    // groupBy: GROUP BY [ ALL | DISTINCT ] element { ',' element } [ WITH ROLLUP ]
    GroupBy groupBy() {
        int start = t.start();
        t.expect(GROUP, BY);
        Quantifier quantifier = Quantifier.NONE;
        if (!t.mysql) {
            if (t.accept(ALL)) quantifier = Quantifier.ALL;
            else if (t.accept(DISTINCT)) quantifier = Quantifier.DISTINCT;
        }
        List<GroupBy.Element> elements = elements();
        boolean rollup = false;
        if (t.mysql && t.at(WITH, ROLLUP)) {
            t.advance();
            t.advance();
            rollup = true;
        }
        return new GroupBy(quantifier, elements, rollup, t.spanFrom(start));
    }

    private List<GroupBy.Element> elements() {
        List<GroupBy.Element> elements = new ArrayList<>(2);
        do elements.add(element());
        while (t.accept(','));
        return elements;
    }

    // element: '(' ')' | ROLLUP '(' ... ')' | CUBE '(' ... ')' | GROUPING SETS '(' elements ')' |
    // expression [ ASC | DESC ]
    private GroupBy.Element element() {
        int start = t.start();
        if (!t.mysql && t.at('(') && t.kind(1) == ')') {
            t.advance();
            t.advance();
            return new GroupBy.Element(ElementKind.EMPTY, null, List.of(), t.spanFrom(start));
        }
        if ((t.at(ROLLUP) || t.at(CUBE)) && t.kind(1) == '(') {
            ElementKind kind = t.at(ROLLUP) ? ElementKind.ROLLUP : ElementKind.CUBE;
            t.advance();
            return parts(kind, start);
        }
        if (!t.mysql && t.at(GROUPING, SETS)) {
            t.advance();
            t.advance();
            return parts(ElementKind.GROUPING_SETS, start);
        }
        SortItem item = sortItem();
        if (!t.mysql && (item.direction() != SortItem.Direction.NONE || item.using() != null))
            throw t.unexpected(null);
        return new GroupBy.Element(ElementKind.EXPRESSION, item, List.of(), t.spanFrom(start));
    }

    private GroupBy.Element parts(ElementKind kind, int start) {
        int outer = t.enter();
        t.expect('(');
        List<GroupBy.Element> parts = elements();
        t.expect(')');
        t.leave(outer);
        return new GroupBy.Element(kind, null, parts, t.spanFrom(start));
    }

    // windows: WINDOW name AS window { ',' name AS window }
    List<NamedWindow> windows() {
        t.expect(WINDOW);
        List<NamedWindow> windows = new ArrayList<>(1);
        do {
            int start = t.start();
            Identifier name = t.name();
            t.expect(AS);
            windows.add(new NamedWindow(name, window(), t.spanFrom(start)));
        } while (t.accept(','));
        return windows;
    }

    // window: '(' [ name ] [ PARTITION BY ... ] [ ORDER BY ... ] [ frame ] ')'
    WindowSpecification window() {
        int start = t.start();
        t.expect('(');
        Identifier name = null;
        if (t.atName()
                && !t.at(PARTITION)
                && !t.at(ORDER)
                && !t.at(ROWS)
                && !t.at(RANGE)
                && !t.at(GROUPS)) name = t.name();
        List<Expression> partitionBy = List.of();
        if (t.accept(PARTITION)) {
            t.expect(BY);
            partitionBy = grammar.expressions.expressions();
        }
        List<SortItem> orderBy = t.at(ORDER) ? orderBy() : List.of();
        WindowSpecification.Frame frame =
                t.at(ROWS) || t.at(RANGE) || t.at(GROUPS) ? frame() : null;
        t.expect(')');
        return new WindowSpecification(name, true, partitionBy, orderBy, frame, t.spanFrom(start));
    }

    // frame: ( ROWS | RANGE | GROUPS ) ( bound | BETWEEN bound AND bound ) [ EXCLUDE ... ]
    private WindowSpecification.Frame frame() {
        String mode = t.takeUpper();
        Bound start;
        Bound end = null;
        if (t.accept(BETWEEN)) {
            start = bound();
            t.expect(AND);
            end = bound();
        } else {
            start = bound();
        }
        String exclusion = null;
        if (t.accept(EXCLUDE)) {
            if (t.accept(CURRENT)) {
                t.expect(ROW);
                exclusion = "EXCLUDE CURRENT ROW";
            } else if (t.accept(NO)) {
                t.expect(OTHERS);
                exclusion = "EXCLUDE NO OTHERS";
            } else {
                if (!t.at(GROUP) && !t.at(TIES))
                    throw t.unexpected("CURRENT ROW, GROUP, TIES or NO OTHERS");
                exclusion = "EXCLUDE " + t.takeUpper();
            }
        }
        return new WindowSpecification.Frame(mode, start, end, exclusion);
    }

    private Bound bound() {
        if (t.at(UNBOUNDED) && (t.keyword(1) == PRECEDING || t.keyword(1) == FOLLOWING)) {
            t.advance();
            return new Bound(
                    preceding() ? BoundKind.UNBOUNDED_PRECEDING : BoundKind.UNBOUNDED_FOLLOWING,
                    null);
        }
        if (t.at(CURRENT, ROW)) {
            t.advance();
            t.advance();
            return new Bound(BoundKind.CURRENT_ROW, null);
        }
        boolean constant =
                t.kind == Token.INTEGER
                        || t.kind == Token.DECIMAL
                        || t.kind == Token.FLOAT
                        || t.kind == Token.PARAMETER
                        || t.at(INTERVAL);
        if (t.mysql && !constant) throw t.unexpected("a number");
        Expression offset = grammar.expressions.expression();
        return new Bound(preceding() ? BoundKind.PRECEDING : BoundKind.FOLLOWING, offset);
    }

    private boolean preceding() {
        if (t.accept(PRECEDING)) return true;
        t.expect(FOLLOWING);
        return false;
    }
}
