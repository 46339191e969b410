package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Assignment;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Limit;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.SortItem;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Statement.InsertSource;
import io.shardfold.sql.ast.Statement.InsertVerb;
import io.shardfold.sql.ast.Statement.MergeAction;
import io.shardfold.sql.ast.Statement.MergeMatch;
import io.shardfold.sql.ast.Statement.MergeWhen;
import io.shardfold.sql.ast.Statement.OnConflict;
import io.shardfold.sql.ast.TableExpression;
import io.shardfold.sql.ast.TableExpression.Alias;
import io.shardfold.sql.ast.TableExpression.TableReference;
import io.shardfold.sql.ast.With;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;

/** INSERT, REPLACE, UPDATE, DELETE, MERGE. */
final class DmlParser {

    private final Grammar grammar;
    private final TokenCursor t;

    DmlParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // ---- INSERT

    // insert: ( INSERT | REPLACE ) [ modifiers ] [ INTO ] table [ '(' columns ')' ] source [ ON ...
    // ] [ RETURNING items ]
    Statement insert(With with, int start) {
        InsertVerb verb = t.at(REPLACE) ? InsertVerb.REPLACE : InsertVerb.INSERT;
        t.advance();
        return t.mysql ? mysqlInsert(with, verb, start) : postgresqlInsert(with, start);
    }

    private Statement mysqlInsert(With with, InsertVerb verb, int start) {
        List<String> modifiers = new ArrayList<>(1);
        if (t.at(LOW_PRIORITY) || t.at(DELAYED) || t.at(HIGH_PRIORITY) && verb == InsertVerb.INSERT)
            modifiers.add(t.takeUpper());
        if (t.at(IGNORE) && verb == InsertVerb.INSERT) modifiers.add(t.takeUpper());
        t.accept(INTO);
        int tableStart = t.start();
        QualifiedName name = t.qualifiedName();
        List<Identifier> partitions = List.of();
        if (t.at(PARTITION) && t.kind(1) == '(') {
            t.advance();
            partitions = t.namesInParentheses();
        }
        TableReference table =
                new TableReference(name, false, null, partitions, null, t.spanFrom(tableStart));
        List<Expression> columns = null;
        Span columnsSpan = null;
        int columnsStart = t.start();
        if (t.at('(') && !grammar.queries.atParenthesizedQuery()) {
            t.advance();
            columns = new ArrayList<>(4);
            if (!t.at(')')) {
                do {
                    QualifiedName column = t.qualifiedName();
                    columns.add(new Expression.Column(column.parts(), column.span()));
                } while (t.accept(','));
            }
            t.expect(')');
            columnsSpan = t.spanFrom(columnsStart);
        }
        int sourceStart = t.start();
        InsertSource source;
        if (t.accept(SET)) {
            if (columns != null) throw t.unexpected("VALUES");
            List<Assignment> assignments = assignments();
            source = new InsertSource(null, null, assignments, t.spanFrom(sourceStart));
        } else if (t.at(VALUES) && t.keyword(1) != ROW || t.at(VALUE)) {
            t.advance();
            source = new InsertSource(rows(), null, null, t.spanFrom(sourceStart));
        } else {
            Query query = grammar.queries.query();
            source = new InsertSource(null, query, null, t.spanFrom(sourceStart));
        }
        Alias rowAlias = t.at(AS) ? grammar.tables.alias() : null;
        List<Assignment> onDuplicate = null;
        if (t.at(ON, DUPLICATE) && verb == InsertVerb.INSERT) {
            t.advance();
            t.advance();
            t.expect(KEY, UPDATE);
            onDuplicate = assignments();
        }
        boolean returns = t.accept(RETURNING);
        String returningAliases = returns ? returningAliases() : null;
        List<SelectItem> returning = returns ? grammar.queries.selectItems() : List.of();
        return new Statement.Insert(
                with,
                verb,
                modifiers,
                table,
                columns,
                columnsSpan,
                null,
                source,
                rowAlias,
                onDuplicate,
                null,
                returningAliases,
                returning,
                t.spanFrom(start));
    }

    private List<Query.ValuesRow> rows() {
        return grammar.queries.valuesRows();
    }

    private Statement postgresqlInsert(With with, int start) {
        t.expect(INTO);
        int tableStart = t.start();
        QualifiedName name = t.qualifiedName();
        Alias alias = null;
        if (t.at(AS)) alias = grammar.tables.alias();
        TableReference table =
                new TableReference(name, false, alias, List.of(), null, t.spanFrom(tableStart));
        List<Expression> columns = null;
        Span columnsSpan = null;
        int columnsStart = t.start();
        if (t.at('(') && !grammar.queries.atParenthesizedQuery()) {
            columns = targets();
            columnsSpan = t.spanFrom(columnsStart);
        }
        String overriding = overriding();
        int sourceStart = t.start();
        InsertSource source;
        if (columns == null && overriding == null && t.at(DEFAULT, VALUES)) {
            t.advance();
            t.advance();
            source = new InsertSource(null, null, null, t.spanFrom(sourceStart));
        } else if (t.at(VALUES)) {
            source = values(sourceStart);
        } else {
            Query query = grammar.queries.query();
            source = new InsertSource(null, query, null, t.spanFrom(sourceStart));
        }
        OnConflict onConflict = t.at(ON) ? onConflict() : null;
        boolean returns = t.accept(RETURNING);
        String returningAliases = returns ? returningAliases() : null;
        List<SelectItem> returning = returns ? grammar.queries.selectItems() : List.of();
        return new Statement.Insert(
                with,
                InsertVerb.INSERT,
                List.of(),
                table,
                columns,
                columnsSpan,
                overriding,
                source,
                null,
                null,
                onConflict,
                returningAliases,
                returning,
                t.spanFrom(start));
    }

    /**
     * Rows of their own, or VALUES as the beginning of a query: {@code VALUES (1) UNION SELECT 2}.
     */
    private InsertSource values(int sourceStart) {
        t.expect(VALUES);
        List<Query.ValuesRow> rows = rows();
        if (!grammar.queries.atContinuation())
            return new InsertSource(rows, null, null, t.spanFrom(sourceStart));
        Query query = grammar.queries.continuedValues(rows, sourceStart);
        return new InsertSource(null, query, null, t.spanFrom(sourceStart));
    }

    private String overriding() {
        if (!t.accept(OVERRIDING)) return null;
        if (!t.at(SYSTEM) && !t.at(USER)) throw t.unexpected("SYSTEM or USER");
        String overriding = t.takeUpper();
        t.expect(VALUE);
        return overriding;
    }

    // '(' target { ',' target } ')'
    private List<Expression> targets() {
        t.expect('(');
        List<Expression> targets = new ArrayList<>(4);
        do targets.add(target());
        while (t.accept(','));
        t.expect(')');
        return targets;
    }

    private Expression target() {
        if (grammar.expressions instanceof PostgreSqlExpressionParser postgresql)
            return postgresql.target();
        // MySQL takes .t.c for a column of a table in the current database.
        t.accept('.');
        QualifiedName column = t.qualifiedName();
        return new Expression.Column(column.parts(), column.span());
    }

    // onConflict: ON CONFLICT [ '(' keys ')' [ WHERE ... ] | ON CONSTRAINT name ] DO ( NOTHING |
    // UPDATE SET ... [ WHERE ... ] )
    private OnConflict onConflict() {
        int start = t.start();
        t.expect(ON, CONFLICT);
        List<Expression> target = List.of();
        Expression targetWhere = null;
        Identifier constraint = null;
        if (t.accept('(')) {
            target = new ArrayList<>(2);
            do {
                // An operator class or a direction says nothing about which row conflicts.
                target.add(new ConstraintParser(grammar).postgresqlKeyPart().expression());
            } while (t.accept(','));
            t.expect(')');
            if (t.accept(WHERE)) targetWhere = grammar.expressions.expression();
        } else if (t.accept(ON, CONSTRAINT)) {
            constraint = t.name();
        }
        t.expect(DO);
        if (t.accept(NOTHING))
            return new OnConflict(target, targetWhere, constraint, null, null, t.spanFrom(start));
        t.expect(UPDATE, SET);
        List<Assignment> assignments = assignments();
        Expression where = t.accept(WHERE) ? grammar.expressions.expression() : null;
        return new OnConflict(
                target, targetWhere, constraint, assignments, where, t.spanFrom(start));
    }

    // [ WITH '(' ( OLD | NEW ) AS name { ',' ( OLD | NEW ) AS name } ')' ]
    private String returningAliases() {
        if (t.mysql || !t.at(WITH)) return null;
        int start = t.start();
        t.advance();
        t.expect('(');
        do {
            if (!t.accept(OLD)) t.expect(NEW);
            t.expect(AS);
            t.name();
        } while (t.accept(','));
        t.expect(')');
        return t.textFrom(start);
    }

    // assignments: assignment { ',' assignment }
    List<Assignment> assignments() {
        List<Assignment> assignments = new ArrayList<>(4);
        do {
            int others = t.enterSibling();
            assignments.add(assignment());
            t.leaveSibling(others);
        } while (t.accept(','));
        return assignments;
    }

    // assignment: target '=' expression | '(' targets ')' '=' row
    private Assignment assignment() {
        int start = t.start();
        if (!t.mysql && t.at('(')) {
            List<Expression> targets = targets();
            t.expect('=');
            Expression value = grammar.expressions.expression();
            return new Assignment(targets, value, t.spanFrom(start));
        }
        Expression target = target();
        if (!(t.mysql && t.accept(Token.COLON_EQUAL))) t.expect('=');
        Expression value = grammar.expressions.expression();
        return new Assignment(List.of(target), value, t.spanFrom(start));
    }

    // ---- UPDATE

    // update: UPDATE [ modifiers ] tables SET assignments [ FROM tables ] [ WHERE ... ] [ ORDER BY
    // ... ] [ LIMIT ... ] [ RETURNING ... ]
    Statement update(With with, int start) {
        t.expect(UPDATE);
        List<String> modifiers = new ArrayList<>(1);
        if (t.mysql) {
            if (t.at(LOW_PRIORITY)) modifiers.add(t.takeUpper());
            if (t.at(IGNORE)) modifiers.add(t.takeUpper());
        }
        List<TableExpression> tables = t.mysql ? grammar.tables.tables() : List.of(targetTable());
        t.expect(SET);
        List<Assignment> assignments = assignments();
        List<TableExpression> from =
                !t.mysql && t.accept(FROM) ? grammar.tables.tables() : List.of();
        Expression where = where();
        List<SortItem> orderBy = t.mysql && t.at(ORDER) ? grammar.clauses.orderBy() : List.of();
        Limit limit = t.mysql && t.at(LIMIT) ? grammar.clauses.limit() : null;
        refuseRowsExamined(limit);
        boolean returns = t.accept(RETURNING);
        String returningAliases = returns ? returningAliases() : null;
        List<SelectItem> returning = returns ? grammar.queries.selectItems() : List.of();
        return new Statement.Update(
                with,
                modifiers,
                tables,
                assignments,
                from,
                where,
                orderBy,
                limit,
                returningAliases,
                returning,
                t.spanFrom(start));
    }

    /** PostgreSQL's table with an optional alias; SET isn't one without AS. */
    private TableReference targetTable() {
        int start = t.start();
        TableReference table = grammar.tables.plainTable();
        Alias alias = t.at(SET) || t.at(USING) ? null : grammar.tables.alias();
        if (alias != null && !alias.columns().isEmpty()) throw t.unexpected(null);
        return new TableReference(
                table.name(), table.only(), alias, List.of(), null, t.spanFrom(start));
    }

    /** MariaDB limits the work of queries only. */
    private void refuseRowsExamined(Limit limit) {
        if (limit != null && limit.rowsExamined() != null) throw t.unexpected(null);
    }

    // WHERE ( expression | CURRENT OF cursor )
    private Expression where() {
        if (!t.accept(WHERE)) return null;
        if (!t.mysql && t.at(CURRENT, OF)) {
            int start = t.start();
            t.advance();
            t.advance();
            Identifier cursor = t.name();
            return new Expression.CurrentOf(cursor, t.spanFrom(start));
        }
        return grammar.expressions.expression();
    }

    // ---- DELETE

    // delete: DELETE [ modifiers ] FROM table [ USING tables ] [ WHERE ... ] [ ORDER BY ... ] [
    // LIMIT ... ] [ RETURNING ... ]
    //       | DELETE [ modifiers ] targets FROM tables [ WHERE ... ] | DELETE [ modifiers ] FROM
    // targets USING tables [ WHERE ... ]
    Statement delete(With with, int start) {
        t.expect(DELETE);
        if (!t.mysql) return postgresqlDelete(with, start);
        List<String> modifiers = new ArrayList<>(1);
        while (t.at(LOW_PRIORITY)
                || t.at(QUICK) && t.kind(1) == Token.WORD
                || t.at(HISTORY) && t.keyword(1) == FROM
                || t.at(IGNORE)) modifiers.add(t.takeUpper());
        if (!t.accept(FROM)) {
            List<TableReference> targets = targetTables();
            t.expect(FROM);
            List<TableExpression> from = grammar.tables.tables();
            return mysqlDelete(with, modifiers, targets, from, true, start);
        }
        int from = t.index();
        List<TableReference> targets = targetTables();
        if (t.accept(USING)) {
            List<TableExpression> tables = grammar.tables.tables();
            return mysqlDelete(with, modifiers, targets, tables, true, start);
        }
        t.seek(from);
        TableReference target = grammar.tables.tableReference();
        return mysqlDelete(with, modifiers, List.of(target), List.of(), false, start);
    }

    private Statement mysqlDelete(
            With with,
            List<String> modifiers,
            List<TableReference> targets,
            List<TableExpression> from,
            boolean multiTable,
            int start) {
        Expression where = where();
        List<SortItem> orderBy = t.at(ORDER) ? grammar.clauses.orderBy() : List.of();
        Limit limit = t.at(LIMIT) ? grammar.clauses.limit() : null;
        refuseRowsExamined(limit);
        boolean returns = t.accept(RETURNING);
        String returningAliases = returns ? returningAliases() : null;
        List<SelectItem> returning = returns ? grammar.queries.selectItems() : List.of();
        return new Statement.Delete(
                with,
                modifiers,
                targets,
                from,
                multiTable,
                where,
                orderBy,
                limit,
                returningAliases,
                returning,
                t.spanFrom(start));
    }

    // targets: name [ '.' '*' ] { ',' name [ '.' '*' ] }
    private List<TableReference> targetTables() {
        List<TableReference> targets = new ArrayList<>(2);
        do {
            int start = t.start();
            QualifiedName name = t.qualifiedName();
            if (t.at('.') && t.kind(1) == '*') {
                t.advance();
                t.advance();
            }
            targets.add(new TableReference(name, false, null, List.of(), null, t.spanFrom(start)));
        } while (t.accept(','));
        return targets;
    }

    private Statement postgresqlDelete(With with, int start) {
        t.expect(FROM);
        TableReference target = targetTable();
        List<TableExpression> using = t.accept(USING) ? grammar.tables.tables() : List.of();
        Expression where = where();
        boolean returns = t.accept(RETURNING);
        String returningAliases = returns ? returningAliases() : null;
        List<SelectItem> returning = returns ? grammar.queries.selectItems() : List.of();
        return new Statement.Delete(
                with,
                List.of(),
                List.of(target),
                using,
                false,
                where,
                List.of(),
                null,
                returningAliases,
                returning,
                t.spanFrom(start));
    }

    // ---- MERGE

    // merge: MERGE INTO table USING source ON condition { WHEN ... THEN action } [ RETURNING items
    // ]
    Statement merge(With with, int start) {
        t.expect(MERGE, INTO);
        TableReference target = targetTable();
        t.expect(USING);
        TableExpression source = grammar.tables.joined();
        t.expect(ON);
        Expression on = grammar.expressions.expression();
        List<MergeWhen> whens = new ArrayList<>(2);
        do whens.add(mergeWhen());
        while (t.at(WHEN));
        boolean returns = t.accept(RETURNING);
        String returningAliases = returns ? returningAliases() : null;
        List<SelectItem> returning = returns ? grammar.queries.selectItems() : List.of();
        return new Statement.Merge(
                with, target, source, on, whens, returningAliases, returning, t.spanFrom(start));
    }

    // mergeWhen: WHEN [ NOT ] MATCHED [ BY ( SOURCE | TARGET ) ] [ AND condition ] THEN action
    private MergeWhen mergeWhen() {
        int start = t.start();
        t.expect(WHEN);
        MergeMatch match = MergeMatch.MATCHED;
        if (t.accept(NOT)) match = MergeMatch.NOT_MATCHED_BY_TARGET;
        t.expect(MATCHED);
        if (match != MergeMatch.MATCHED && t.accept(BY)) {
            if (t.accept(SOURCE)) match = MergeMatch.NOT_MATCHED_BY_SOURCE;
            else t.expect(TARGET);
        }
        Expression condition = t.accept(AND) ? grammar.expressions.expression() : null;
        t.expect(THEN);
        if (t.accept(DO)) {
            t.expect(NOTHING);
            return new MergeWhen(
                    match,
                    condition,
                    MergeAction.DO_NOTHING,
                    List.of(),
                    null,
                    null,
                    null,
                    t.spanFrom(start));
        }
        if (match == MergeMatch.NOT_MATCHED_BY_TARGET) return mergeInsert(match, condition, start);
        if (t.accept(DELETE))
            return new MergeWhen(
                    match,
                    condition,
                    MergeAction.DELETE,
                    List.of(),
                    null,
                    null,
                    null,
                    t.spanFrom(start));
        t.expect(UPDATE, SET);
        List<Assignment> assignments = assignments();
        return new MergeWhen(
                match,
                condition,
                MergeAction.UPDATE,
                assignments,
                null,
                null,
                null,
                t.spanFrom(start));
    }

    // INSERT [ '(' columns ')' ] [ OVERRIDING ... ] ( VALUES '(' expressions ')' | DEFAULT VALUES )
    private MergeWhen mergeInsert(MergeMatch match, Expression condition, int start) {
        t.expect(INSERT);
        List<Expression> columns = t.at('(') ? targets() : null;
        String overriding = overriding();
        List<Expression> values = null;
        if (t.accept(DEFAULT)) {
            t.expect(VALUES);
        } else {
            t.expect(VALUES);
            t.expect('(');
            values = grammar.expressions.expressions();
            t.expect(')');
        }
        return new MergeWhen(
                match,
                condition,
                MergeAction.INSERT,
                List.of(),
                columns,
                overriding,
                values,
                t.spanFrom(start));
    }
}
