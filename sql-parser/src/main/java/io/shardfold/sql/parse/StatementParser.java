package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.ast.With;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import java.util.List;

/** Which statement is it? Looks at the first keyword and asks the one who knows. */
final class StatementParser {

    private final Grammar grammar;
    private final TokenCursor t;

    StatementParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    CompoundParser compound() {
        return new CompoundParser(grammar);
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
            case BEGIN, START, COMMIT, END, ABORT, ROLLBACK, SAVEPOINT, RELEASE, XA:
                return transaction(start);
            case SET, RESET, DISCARD, SHOW, USE, EXPLAIN, DESC, DESCRIBE:
                return session(start);
            case CREATE:
                return new CreateParser(grammar).create(start);
            case ALTER:
                return new AlterParser(grammar).alter(start);
            case DROP:
                return new DropParser(grammar).drop(start);
            case RENAME:
                return t.mysql ? new CommentParser(grammar).rename(start) : unknown();
            case COMMENT, SECURITY:
                return t.mysql ? unknown() : new CommentParser(grammar).comment(start);
            default:
                return utility(start);
        }
    }

    private Statement transaction(int start) {
        switch (t.keyword) {
            case BEGIN:
                if (t.mysql && t.keyword(1) == NOT) return compound().statement(start);
                return new TransactionParser(grammar).begin(start);
            case START:
                if (t.keyword(1) != TRANSACTION)
                    return t.mysql ? new ServerParser(grammar).command(start) : unknown();
                return new TransactionParser(grammar).begin(start);
            case COMMIT:
                return new TransactionParser(grammar).commit(start);
            case END:
                return t.mysql ? unknown() : new TransactionParser(grammar).commit(start);
            case ABORT:
                return t.mysql ? unknown() : new TransactionParser(grammar).rollback(start);
            case ROLLBACK:
                return new TransactionParser(grammar).rollback(start);
            case SAVEPOINT:
                return new TransactionParser(grammar).savepoint(start);
            case RELEASE:
                return new TransactionParser(grammar).releaseSavepoint(start);
            default:
                return t.mysql ? new TransactionParser(grammar).xa(start) : unknown();
        }
    }

    private Statement session(int start) {
        switch (t.keyword) {
            case SET:
                if (t.mysql && t.keyword(1) == STATEMENT && t.kind(2) == Token.WORD)
                    return setStatement(start);
                return new SessionParser(grammar).set(start);
            case RESET:
                return t.mysql
                        ? new ServerParser(grammar).command(start)
                        : new SessionParser(grammar).reset(start);
            case DISCARD:
                return t.mysql ? unknown() : new SessionParser(grammar).reset(start);
            case SHOW:
                return new SessionParser(grammar).show(start);
            case USE:
                return t.mysql ? new SessionParser(grammar).use(start) : unknown();
            case EXPLAIN:
                return new SessionParser(grammar).explain(start);
            default:
                return t.mysql ? new SessionParser(grammar).explain(start) : unknown();
        }
    }

    private Statement utility(int start) {
        switch (t.keyword) {
            case TRUNCATE:
                return new BulkParser(grammar).truncate(start);
            case LOAD:
                return new BulkParser(grammar).load(start);
            case CALL:
                return new PreparedParser(grammar).call(start);
            case DO:
                return new PreparedParser(grammar).doStatement(start);
            case PREPARE:
                if (!t.mysql && t.keyword(1) == TRANSACTION)
                    return new TransactionParser(grammar).prepareTransaction(start);
                return new PreparedParser(grammar).prepare(start);
            case EXECUTE:
                return new PreparedParser(grammar).execute(start);
            case DEALLOCATE:
                return new PreparedParser(grammar).deallocate(start);
            case LOCK:
                return new LockParser(grammar).lock(start);
            case GRANT, REVOKE:
                return grammar.accounts().grant(start);
            case ANALYZE:
                if (!t.mysql) return new MaintenanceParser(grammar).postgresqlMaintenance(start);
                if (t.keyword(1) == FORMAT
                        || isExplainable(t.keyword(1)) && t.keyword(1) != TABLE
                        || t.kind(1) == '(') return new SessionParser(grammar).explain(start);
                return new MaintenanceParser(grammar).mysqlMaintenance(start);
            default:
                return t.mysql ? mysqlUtility(start) : postgresqlUtility(start);
        }
    }

    private Statement mysqlUtility(int start) {
        switch (t.keyword) {
            case HANDLER:
                return new CursorParser(grammar).handler(start);
            case UNLOCK:
                return new LockParser(grammar).unlock(start);
            case OPTIMIZE, CHECK, REPAIR, CHECKSUM:
                return new MaintenanceParser(grammar).mysqlMaintenance(start);
            case CACHE:
                return new MaintenanceParser(grammar).cacheIndex(start);
            case FLUSH:
                return new MaintenanceParser(grammar).flush(start);
            case SIGNAL, RESIGNAL:
                compound().signal();
                return new Statement.Other(
                        "SIGNAL", List.of(), t.textFrom(start), t.spanFrom(start));
            case IF, CASE, LOOP, REPEAT, WHILE, FOR:
                return compound().statement(start);
            case KILL,
            HELP,
            INSTALL,
            UNINSTALL,
            CHANGE,
            PURGE,
            BINLOG,
            STOP,
            SHUTDOWN,
            RESTART,
            CLONE,
            IMPORT,
            GET,
            BACKUP,
            RETURN:
                return new ServerParser(grammar).command(start);
            default:
                return unknown();
        }
    }

    private Statement postgresqlUtility(int start) {
        switch (t.keyword) {
            case COPY:
                return new BulkParser(grammar).copy(start);
            case DECLARE:
                return new CursorParser(grammar).declare(start);
            case FETCH, MOVE:
                return new CursorParser(grammar).fetch(start);
            case CLOSE:
                return new CursorParser(grammar).close(start);
            case LISTEN, UNLISTEN, NOTIFY:
                return new CursorParser(grammar).notification(start);
            case VACUUM, ANALYSE:
                return new MaintenanceParser(grammar).postgresqlMaintenance(start);
            case CLUSTER:
                return new MaintenanceParser(grammar).cluster(start);
            case REINDEX:
                return new MaintenanceParser(grammar).reindex(start);
            case REFRESH:
                return new MaintenanceParser(grammar).refresh(start);
            case CHECKPOINT:
                t.advance();
                return new Statement.Other(
                        "CHECKPOINT", List.of(), t.textFrom(start), t.spanFrom(start));
            case REASSIGN, IMPORT:
                return new ServerParser(grammar).command(start);
            default:
                return unknown();
        }
    }

    // setStatement: SET STATEMENT setting { ',' setting } FOR statement
    private Statement setStatement(int start) {
        t.expect(SET, STATEMENT);
        List<Statement.Setting> settings = new SessionParser(grammar).statementSettings();
        t.expect(FOR);
        Statement statement = statement();
        return new Utility.SetStatement(settings, statement, t.spanFrom(start));
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
                fileText();
            }
        }
        if (t.accept(LINES)) {
            while (t.at(TERMINATED) || t.at(STARTING)) {
                t.advance();
                t.expect(BY);
                fileText();
            }
        }
    }

    private void fileText() {
        if (t.kind != Token.STRING && t.kind != Token.HEX && t.kind != Token.BIT)
            throw t.unexpected("a string");
        t.advance();
    }
}
