package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.With;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;

/** Which statement is it? Looks at the first keyword and asks the one who knows. */
final class StatementParser {

    private final Grammar grammar;
    private final TokenCursor t;

    StatementParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    /** One statement, up to a semicolon or the end, neither of which is taken. */
    Statement statement() {
        int start = t.start();
        if (t.atEnd()) return new Statement.Empty(t.tokenSpan());
        if (t.kind == '(') return query(start);
        if (t.kind != Token.WORD || t.keyword == null) throw t.unexpected("a statement");
        switch (t.keyword) {
            case SELECT, VALUES, TABLE:
                return query(start);
            case WITH, INSERT, UPDATE, DELETE:
                return preparable();
            case REPLACE:
                if (!t.mysql) throw t.unexpected(null);
                return preparable();
            case MERGE:
                if (t.mysql) throw t.unexpected(null);
                return preparable();
            case BEGIN:
                if (t.mysql && t.keyword(1) == NOT) return other(start);
                return new TransactionParser(grammar).begin(start);
            case START:
                if (t.keyword(1) != TRANSACTION) return t.mysql ? other(start) : unknown();
                return new TransactionParser(grammar).begin(start);
            case COMMIT:
                return new TransactionParser(grammar).commit(start);
            case END:
                if (t.mysql) return unknown();
                return new TransactionParser(grammar).commit(start);
            case ABORT:
                if (t.mysql) return unknown();
                return new TransactionParser(grammar).rollback(start);
            case ROLLBACK:
                return new TransactionParser(grammar).rollback(start);
            case SAVEPOINT:
                return new TransactionParser(grammar).savepoint(start);
            case RELEASE:
                return new TransactionParser(grammar).releaseSavepoint(start);
            case PREPARE:
                if (!t.mysql && t.keyword(1) == TRANSACTION)
                    return new TransactionParser(grammar).prepareTransaction(start);
                return other(start);
            case SET:
                if (t.mysql && t.keyword(1) == STATEMENT) return other(start);
                return new SessionParser(grammar).set(start);
            case RESET, DISCARD:
                if (t.mysql) return t.at(RESET) ? other(start) : unknown();
                return new SessionParser(grammar).reset(start);
            case SHOW:
                return new SessionParser(grammar).show(start);
            case USE:
                if (!t.mysql) return unknown();
                return new SessionParser(grammar).use(start);
            case EXPLAIN:
                return new SessionParser(grammar).explain(start);
            case DESC, DESCRIBE:
                if (!t.mysql) return unknown();
                return new SessionParser(grammar).explain(start);
            case ANALYZE:
                if (t.mysql && (t.keyword(1) == FORMAT || isExplainable(t.keyword(1))))
                    return new SessionParser(grammar).explain(start);
                return other(start);
            default:
                return other(start);
        }
    }

    private Statement unknown() {
        throw t.unexpected(null);
    }

    private Statement query(int start) {
        Query query = grammar.queries.query();
        return new Statement.QueryStatement(query, t.spanFrom(start));
    }

    // preparable: [ WITH ... ] ( query | insert | update | delete | merge )
    Statement preparable() {
        int start = t.start();
        if (!t.at(WITH)) return change(null, start);
        int outer = t.enter();
        With with = grammar.queries.with();
        t.leave(outer);
        if (t.at(INSERT) || t.at(UPDATE) || t.at(DELETE) || t.at(MERGE) || t.at(REPLACE))
            return change(with, start);
        Query query = grammar.queries.queryWith(with, start);
        return new Statement.QueryStatement(query, t.spanFrom(start));
    }

    private Statement change(With with, int start) {
        switch (t.keyword) {
            case INSERT, REPLACE:
                return grammar.dml().insert(with, start);
            case UPDATE:
                return grammar.dml().update(with, start);
            case DELETE:
                return grammar.dml().delete(with, start);
            case MERGE:
                return grammar.dml().merge(with, start);
            default:
                throw t.unexpected(null);
        }
    }

    static boolean isExplainable(Keyword keyword) {
        return keyword == SELECT
                || keyword == WITH
                || keyword == INSERT
                || keyword == UPDATE
                || keyword == DELETE
                || keyword == REPLACE
                || keyword == TABLE
                || keyword == VALUES
                || keyword == MERGE;
    }

    boolean atExplainable() {
        return isExplainable(t.keyword) || t.at('(');
    }

    /** The statement behind EXPLAIN. */
    Statement explainable() {
        if (atExplainable()) return statement();
        if (!t.mysql && (t.at(CREATE) || t.at(DECLARE) || t.at(EXECUTE) || t.at(REFRESH)))
            return statement();
        throw t.unexpected("a statement");
    }

    /** What OUTFILE and LOAD DATA say about a file's format. */
    void fileFormat() {
        if (t.at(CHARACTER, SET) || t.at(CHARSET)) {
            if (!t.accept(CHARSET)) {
                t.advance();
                t.advance();
            }
            t.advance();
        }
        if (t.at(FIELDS) || t.at(COLUMNS)) {
            t.advance();
            while (t.at(TERMINATED) || t.at(ESCAPED) || t.at(ENCLOSED) || t.at(OPTIONALLY)) {
                t.accept(OPTIONALLY);
                t.advance();
                t.expect(BY);
                grammar.expressions.operand();
            }
        }
        if (t.accept(LINES)) {
            while (t.at(TERMINATED) || t.at(STARTING)) {
                t.advance();
                t.expect(BY);
                grammar.expressions.operand();
            }
        }
    }

    void skipToEnd() {
        while (!t.atEnd()) t.advance();
    }

    /** A command about accounts, the server or replication: it names no table. */
    Statement administration(int start) {
        int first = t.index();
        String command = commandBefore(first, start);
        skipToEnd();
        return new Statement.Other(command, List.of(), t.spanFrom(start));
    }

    private String commandBefore(int index, int start) {
        int from = index;
        while (from > 0 && t.tokens.start(from - 1) >= start) from--;
        int here = t.index();
        t.seek(from);
        StringBuilder command = new StringBuilder(t.takeUpper());
        for (int i = 0; i < 2 && t.kind == Token.WORD && t.keyword != null; i++)
            command.append(' ').append(t.takeUpper());
        t.seek(here);
        return command.toString();
    }

    /** A statement that isn't modelled: every name in it may be a table's. */
    private Statement other(int start) {
        StringBuilder command = new StringBuilder(t.takeUpper());
        if (t.kind == Token.WORD && t.keyword != null) command.append(' ').append(t.upper());
        List<QualifiedName> names = new ArrayList<>();
        while (!t.atEnd()) {
            if (t.atName()) {
                Identifier first = t.name();
                List<Identifier> parts = new ArrayList<>(2);
                parts.add(first);
                while (t.at('.') && (t.kind(1) == Token.WORD || t.kind(1) == Token.QUOTED_NAME)) {
                    t.advance();
                    parts.add(t.identifier());
                }
                names.add(new QualifiedName(parts, t.spanFrom(first.span().start())));
            } else {
                t.advance();
            }
        }
        return new Statement.Other(command.toString(), names, t.spanFrom(start));
    }
}
