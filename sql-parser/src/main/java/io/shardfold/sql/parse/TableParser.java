package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.ast.TableExpression.Alias;
import io.shardfold.sql.ast.TableExpression.DerivedTable;
import io.shardfold.sql.ast.TableExpression.FunctionTable;
import io.shardfold.sql.ast.TableExpression.Join;
import io.shardfold.sql.ast.TableExpression.JoinType;
import io.shardfold.sql.ast.TableExpression.TableReference;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What stands in FROM: tables, joins, subqueries, functions. */
final class TableParser {

    private final Grammar grammar;
    private final TokenCursor t;

    TableParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // tables: joined { ',' joined }
    List<TableExpression> tables() {
        TableExpression first = joined();
        if (!t.at(',')) return List.of(first);
        List<TableExpression> tables = new ArrayList<>(4);
        tables.add(first);
        while (t.accept(',')) {
            int others = t.enterSibling();
            tables.add(joined());
            t.leaveSibling(others);
        }
        return tables;
    }

    // joined: factor { join }
    TableExpression joined() {
        int outer = t.enter();
        int start = t.start();
        TableExpression left = factor();
        while (atJoin()) left = join(left, start);
        t.leave(outer);
        return left;
    }

    private boolean atJoin() {
        if (t.keyword == null) return false;
        return switch (t.keyword) {
            case JOIN, INNER, CROSS, LEFT, RIGHT, NATURAL -> true;
            case FULL -> t.keyword(1) == JOIN || t.keyword(1) == OUTER;
            case STRAIGHT_JOIN -> t.mysql;
            default -> false;
        };
    }

    // join: [ NATURAL ] [ INNER | CROSS | LEFT | RIGHT | FULL [ OUTER ] ] JOIN factor [ ON
    // expression | USING '(' names ')' ]
    private TableExpression join(TableExpression left, int start) {
        t.grow();
        boolean natural = t.accept(NATURAL);
        JoinType type = joinType();
        int rightStart = t.start();
        TableExpression right = factor();
        boolean mayHaveCondition = !natural && (type != JoinType.CROSS || t.mysql);
        boolean needsCondition =
                mayHaveCondition
                        && (!t.mysql
                                || type == JoinType.LEFT
                                || type == JoinType.RIGHT
                                || type == JoinType.FULL);
        if (!mayHaveCondition)
            return new Join(type, natural, left, right, null, List.of(), null, t.spanFrom(start));
        if (!t.at(ON) && !t.at(USING) && atJoin()) {
            // a JOIN b JOIN c ON x ON y: the join on the right comes first, if a condition is left
            // over for this one.
            int outer = t.enter();
            while (!t.at(ON) && !t.at(USING) && atJoin()) right = join(right, rightStart);
            t.leave(outer);
            if (!t.at(ON) && !t.at(USING) && !needsCondition)
                return joinedFirst(left, type, right, start);
        }
        if (t.accept(ON)) {
            Expression on = grammar.expressions.expression();
            return new Join(type, false, left, right, on, List.of(), null, t.spanFrom(start));
        }
        if (t.accept(USING)) {
            List<Identifier> using = t.namesInParentheses();
            Alias alias = null;
            if (!t.mysql && t.accept(AS)) {
                Identifier name = t.name();
                alias = new Alias(name, List.of(), name.span());
            }
            return new Join(type, false, left, right, null, using, alias, t.spanFrom(start));
        }
        if (needsCondition) throw t.unexpected("ON or USING");
        return new Join(type, false, left, right, null, List.of(), null, t.spanFrom(start));
    }

    /**
     * MySQL: no condition was left over for {@code left JOIN ...}, so it comes before the joins
     * read behind it.
     */
    private TableExpression joinedFirst(
            TableExpression left, JoinType type, TableExpression right, int start) {
        var spine = new ArrayList<Join>();
        TableExpression leaf = right;
        while (leaf instanceof Join join) {
            spine.add(join);
            leaf = join.left();
        }
        TableExpression joined =
                new Join(
                        type,
                        false,
                        left,
                        leaf,
                        null,
                        List.of(),
                        null,
                        new Span(start, leaf.span().end()));
        for (int i = spine.size() - 1; i >= 0; i--) {
            Join join = spine.get(i);
            joined =
                    new Join(
                            join.type(),
                            join.natural(),
                            joined,
                            join.right(),
                            join.on(),
                            join.using(),
                            join.usingAlias(),
                            new Span(start, join.span().end()));
        }
        return joined;
    }

    private JoinType joinType() {
        if (t.mysql && t.accept(STRAIGHT_JOIN)) return JoinType.STRAIGHT;
        JoinType type = JoinType.INNER;
        if (t.accept(INNER)) type = JoinType.INNER;
        else if (t.accept(CROSS)) type = JoinType.CROSS;
        else if (t.at(LEFT)) type = outer(JoinType.LEFT);
        else if (t.at(RIGHT)) type = outer(JoinType.RIGHT);
        else if (t.at(FULL)) type = outer(JoinType.FULL);
        t.expect(JOIN);
        return type;
    }

    private JoinType outer(JoinType type) {
        t.advance();
        t.accept(OUTER);
        return type;
    }

    // factor: table | '(' query ')' alias | LATERAL ... | function alias | '(' joined ')'
    private TableExpression factor() {
        int start = t.start();
        if (t.at('(')) return named(parenthesized(false, start));
        if (t.kind == Token.WORD && t.keyword != null) {
            switch (t.keyword) {
                case LATERAL:
                    if (t.mysql && t.kind(1) != '(' && !(t.keyword(1) == JSON_TABLE)) break;
                    t.advance();
                    return named(t.at('(') ? parenthesized(true, start) : function(true, start));
                case ROWS:
                    if (!t.mysql && t.keyword(1) == FROM && t.kind(2) == '(')
                        return rowsFrom(false, start);
                    break;
                case ONLY:
                    if (!t.mysql) return tableReference();
                    break;
                case JSON_TABLE, XMLTABLE:
                    if (t.kind(1) == '(') return function(false, start);
                    break;
                default:
                    break;
            }
            if (!t.mysql && atFunction()) return function(false, start);
        } else if (t.mysql && t.at('{')) {
            return odbcJoin();
        } else if (!t.mysql && atFunction()) {
            return function(false, start);
        }
        return tableReference();
    }

    /** MySQL: a subquery needs an alias. */
    private TableExpression named(TableExpression table) {
        if (t.mysql && table instanceof DerivedTable derived && derived.alias() == null)
            throw t.unexpected("an alias");
        return table;
    }

    /** PostgreSQL: a name with a parenthesis behind it, or a function that needs none. */
    private boolean atFunction() {
        if (t.kind == Token.WORD && t.keyword != null) {
            switch (t.keyword) {
                case CURRENT_DATE,
                CURRENT_TIME,
                CURRENT_TIMESTAMP,
                LOCALTIME,
                LOCALTIMESTAMP,
                CURRENT_ROLE,
                CURRENT_USER,
                USER,
                SESSION_USER,
                CURRENT_CATALOG,
                CURRENT_SCHEMA,
                SYSTEM_USER:
                    return true;
                case CAST,
                COALESCE,
                GREATEST,
                LEAST,
                NULLIF,
                EXTRACT,
                NORMALIZE,
                OVERLAY,
                POSITION,
                SUBSTRING,
                TREAT,
                TRIM,
                XMLCONCAT,
                XMLELEMENT,
                XMLFOREST,
                XMLPARSE,
                XMLPI,
                XMLROOT,
                XMLSERIALIZE,
                XMLEXISTS,
                JSON_VALUE,
                JSON_QUERY,
                JSON_EXISTS,
                JSON_OBJECT,
                JSON_ARRAY,
                JSON_SCALAR,
                JSON_SERIALIZE,
                JSON,
                COLLATION:
                    return t.kind(1) == '(' || t.keyword(1) == FOR;
                default:
                    break;
            }
        }
        if (t.kind != Token.WORD && t.kind != Token.QUOTED_NAME) return false;
        int ahead = 1;
        while (t.kind(ahead) == '.') ahead += 2;
        return t.kind(ahead) == '(';
    }

    // '(' query ')' [ alias ] | '(' tables ')' [ alias ]
    private TableExpression parenthesized(boolean lateral, int start) {
        if (t.kind(1) != '(' || !grammar.queries.atParenthesizedQuery()) {
            int open = t.index();
            t.expect('(');
            if (grammar.queries.atQueryInParentheses()) {
                Query query = grammar.queries.query();
                t.expect(')');
                return derived(query, lateral, start);
            }
            t.seek(open);
            return nested(lateral, start);
        }
        // Several parentheses: whether the outer ones hold a query or a join is known behind the
        // inner one.
        int outer = t.enter();
        t.expect('(');
        int innerStart = t.start();
        TableExpression inner = parenthesized(false, innerStart);
        TableExpression result;
        if (inner instanceof DerivedTable derived
                && derived.alias() == null
                && (t.at(')') || grammar.queries.atContinuation())) {
            Query query =
                    t.at(')')
                            ? derived.query()
                            : grammar.queries.continued(derived.query(), innerStart);
            t.expect(')');
            result = derived(query, lateral, start);
        } else {
            while (atJoin()) inner = join(inner, innerStart);
            result = nestedRest(inner, lateral, start);
        }
        t.leave(outer);
        return result;
    }

    private TableExpression derived(Query query, boolean lateral, int start) {
        grammar.queries.checkedSubquery(query);
        Alias alias = alias();
        return new DerivedTable(query, lateral, alias, t.spanFrom(start));
    }

    private TableExpression nested(boolean lateral, int start) {
        t.expect('(');
        TableExpression first = joined();
        return nestedRest(first, lateral, start);
    }

    private TableExpression nestedRest(TableExpression first, boolean lateral, int start) {
        if (lateral) throw t.unexpected(null);
        List<TableExpression> tables = new ArrayList<>(2);
        tables.add(first);
        while (t.mysql && t.accept(',')) tables.add(joined());
        if (!t.mysql && !(first instanceof Join || first instanceof TableExpression.Nested))
            throw t.unexpected("JOIN");
        t.expect(')');
        Alias alias = t.mysql ? null : alias();
        return new TableExpression.Nested(tables, alias, t.spanFrom(start));
    }

    // '{' OJ joined '}'
    private TableExpression odbcJoin() {
        int start = t.start();
        t.expect('{');
        t.label();
        TableExpression joined = joined();
        t.expect('}');
        return new TableExpression.Nested(List.of(joined), null, t.spanFrom(start));
    }

    // table: [ ONLY ] name [ '*' ] [ PARTITION '(' names ')' ] [ alias ] [ hints ]
    TableReference tableReference() {
        int start = t.start();
        boolean only = !t.mysql && t.accept(ONLY);
        boolean parenthesis = only && t.accept('(');
        QualifiedName name = t.qualifiedName();
        if (parenthesis) t.expect(')');
        else if (!t.mysql) t.accept('*');
        List<Identifier> partitions = partitions();
        int suffixStart = t.start();
        TableExpression.Suffix before = t.mysql ? systemTime(suffixStart) : null;
        Alias alias = alias();
        TableExpression.Suffix suffix =
                before == null ? suffix() : alias == null ? both(before) : before;
        return new TableReference(name, only, alias, partitions, suffix, t.spanFrom(start));
    }

    /** FOR SYSTEM_TIME, and hints behind it where no alias stands between. */
    private TableExpression.Suffix both(TableExpression.Suffix before) {
        int start = before.span().start();
        TableExpression.Suffix hints = suffix();
        if (hints == null) return before;
        return new TableExpression.Suffix(
                t.textFrom(start), hints.indexNames(), false, t.spanFrom(start));
    }

    /** A table by name, with nothing behind it but PostgreSQL's star. */
    TableReference plainTable() {
        int start = t.start();
        boolean only = !t.mysql && t.accept(ONLY);
        boolean parenthesis = only && t.accept('(');
        QualifiedName name = t.qualifiedName();
        if (parenthesis) t.expect(')');
        else if (!t.mysql) t.accept('*');
        return new TableReference(name, only, null, List.of(), null, t.spanFrom(start));
    }

    // plainTable { ',' plainTable }
    List<TableReference> plainTables() {
        List<TableReference> tables = new ArrayList<>(1);
        do tables.add(plainTable());
        while (t.accept(','));
        return tables;
    }

    /** MySQL's table with PARTITION, but without an alias. */
    TableReference partitionedTable() {
        int start = t.start();
        QualifiedName name = t.qualifiedName();
        List<Identifier> partitions = partitions();
        return new TableReference(name, false, null, partitions, null, t.spanFrom(start));
    }

    private List<Identifier> partitions() {
        if (!t.mysql || !t.at(PARTITION) || t.kind(1) != '(') return List.of();
        t.advance();
        return t.namesInParentheses();
    }

    // alias: [ AS ] name [ '(' names ')' ]
    Alias alias() {
        int start = t.start();
        if (t.accept(AS)) {
            Identifier name = t.mysql && t.kind == Token.STRING ? t.identifier() : t.name();
            return alias(name, start);
        }
        if (!atAlias()) return null;
        return alias(t.identifier(), start);
    }

    private boolean atAlias() {
        if (t.kind == Token.QUOTED_NAME) return true;
        if (t.kind != Token.WORD) return false;
        Keyword keyword = t.keyword;
        if (keyword == null) return true;
        if (!t.mysql) return keyword.isColumnName();
        if (!keyword.isMySqlAlias()) return false;
        return switch (keyword) {
            // Words that begin a clause behind a table.
            case FULL -> !(t.keyword(1) == JOIN || t.keyword(1) == OUTER);
            case VALUE -> t.kind(1) != '(';
            case MINUS -> false;
            default -> true;
        };
    }

    private Alias alias(Identifier name, int start) {
        List<Identifier> columns = List.of();
        if (t.at('(')
                && (t.kind(1) == Token.WORD || t.kind(1) == Token.QUOTED_NAME)
                && (t.kind(2) == ',' || t.kind(2) == ')')) {
            columns = t.namesInParentheses();
        }
        return new Alias(name, columns, t.spanFrom(start));
    }

    /** MariaDB's FOR SYSTEM_TIME, which stands before the alias. */
    private TableExpression.Suffix systemTime(int start) {
        if (t.at(FOR) && t.keyword(1) == PORTION) return portion(start);
        if (t.at(BEFORE) && t.keyword(1) == SYSTEM_TIME) {
            t.accept(BEFORE, SYSTEM_TIME);
            instant();
            return new TableExpression.Suffix(
                    t.textFrom(start), List.of(), false, t.spanFrom(start));
        }
        if (!t.at(FOR) || t.keyword(1) != SYSTEM_TIME) return null;
        t.advance();
        t.advance();
        if (!t.accept(ALL)) {
            if (t.accept(AS)) {
                t.expect(OF);
                instant();
            } else if (t.accept(FROM)) {
                instant();
                t.expect(TO);
                instant();
            } else {
                t.expect(BETWEEN);
                instant();
                t.expect(AND);
                instant();
            }
        }
        return new TableExpression.Suffix(t.textFrom(start), List.of(), false, t.spanFrom(start));
    }

    // FOR PORTION OF period FROM expression TO expression
    private TableExpression.Suffix portion(int start) {
        t.expect(FOR, PORTION, OF);
        t.name();
        t.expect(FROM);
        instant();
        t.expect(TO);
        instant();
        return new TableExpression.Suffix(t.textFrom(start), List.of(), false, t.spanFrom(start));
    }

    private void instant() {
        if (t.at(TRANSACTION) || t.at(TIMESTAMP) && t.kind(1) != Token.STRING) t.advance();
        grammar.expressions.climb(grammar.expressions.operandLevel());
    }

    // suffix: TABLESAMPLE method '(' arguments ')' [ REPEATABLE '(' seed ')' ] | { ( USE | FORCE |
    // IGNORE ) ( INDEX | KEY ) ... }
    private TableExpression.Suffix suffix() {
        int start = t.start();
        if (!t.mysql) {
            if (!t.accept(TABLESAMPLE)) return null;
            t.qualifiedName();
            t.expect('(');
            grammar.expressions.expressions();
            t.expect(')');
            if (t.accept(REPEATABLE)) {
                t.expect('(');
                grammar.expressions.expression();
                t.expect(')');
            }
            return new TableExpression.Suffix(
                    t.textFrom(start), List.of(), true, t.spanFrom(start));
        }
        List<Identifier> indexes = List.of();
        while ((t.at(USE) || t.at(FORCE) || t.at(IGNORE))
                && (t.keyword(1) == INDEX || t.keyword(1) == KEY)) {
            if (indexes.isEmpty()) indexes = new ArrayList<>(2);
            boolean mayBeEmpty = t.at(USE);
            t.advance();
            t.advance();
            if (t.accept(FOR)) {
                if (t.accept(ORDER) || t.accept(GROUP)) t.expect(BY);
                else t.expect(JOIN);
            }
            t.expect('(');
            if (!mayBeEmpty || !t.at(')')) {
                do indexes.add(t.at(PRIMARY) ? t.identifier() : t.name());
                while (t.accept(','));
            }
            t.expect(')');
        }
        if (t.lastEnd() <= start) return null;
        return new TableExpression.Suffix(t.textFrom(start), indexes, false, t.spanFrom(start));
    }

    // function: call [ WITH ORDINALITY ] [ alias ] [ '(' columnDefinitions ')' ]
    private TableExpression function(boolean lateral, int start) {
        if (!t.mysql && t.at(ROWS, FROM)) return rowsFrom(lateral, start);
        Expression call;
        if ((t.at(JSON_TABLE) || t.at(XMLTABLE)) && t.kind(1) == '(')
            call = grammar.specialCalls().tableCall(t.keyword, t.start());
        else call = grammar.expressions.operand();
        if (!(call instanceof Expression.FunctionCall
                || call instanceof Expression.KeywordCall
                || call instanceof Expression.Cast)) throw t.unexpected(null);
        if (call instanceof Expression.FunctionCall function
                && (function.over() != null || function.filter() != null)) throw t.unexpected(null);
        return functionRest(List.of(call), false, lateral, start);
    }

    // rowsFrom: ROWS FROM '(' call [ AS '(' columnDefinitions ')' ] { ',' call } ')'
    private TableExpression rowsFrom(boolean lateral, int start) {
        t.advance();
        t.advance();
        t.expect('(');
        List<Expression> functions = new ArrayList<>(2);
        List<String> definitions = new ArrayList<>(2);
        do {
            functions.add(grammar.expressions.operand());
            definitions.add(t.accept(AS) ? columnDefinitions().replace('\n', ' ') : null);
        } while (t.accept(','));
        t.expect(')');
        FunctionTable table = functionRest(functions, true, lateral, start);
        boolean none = definitions.stream().allMatch(Objects::isNull);
        if (none) return table;
        // Definitions inside ROWS FROM belong to one function each; they are kept together, in
        // order.
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < definitions.size(); i++) {
            if (i > 0) all.append('\n');
            if (definitions.get(i) != null) all.append(definitions.get(i));
        }
        return new FunctionTable(
                functions,
                true,
                lateral,
                table.withOrdinality(),
                table.alias(),
                all.toString(),
                table.span());
    }

    private FunctionTable functionRest(
            List<Expression> functions, boolean rowsFrom, boolean lateral, int start) {
        boolean ordinality = false;
        if (!t.mysql && t.at(WITH, ORDINALITY)) {
            t.advance();
            t.advance();
            ordinality = true;
        }
        String definitions = null;
        Alias alias = null;
        if (!t.mysql && t.at(AS) && t.kind(1) == '(') {
            t.advance();
            definitions = columnDefinitions();
        } else {
            alias = alias();
            if (!t.mysql && alias != null && alias.columns().isEmpty() && t.at('('))
                definitions = columnDefinitions();
        }
        return new FunctionTable(
                functions, rowsFrom, lateral, ordinality, alias, definitions, t.spanFrom(start));
    }

    // '(' name type [ COLLATE name ] { ',' ... } ')'
    private String columnDefinitions() {
        int start = t.start();
        t.expect('(');
        do {
            t.name();
            grammar.types.type();
            if (t.accept(COLLATE)) t.qualifiedName();
        } while (t.accept(','));
        t.expect(')');
        return t.textFrom(start);
    }
}
