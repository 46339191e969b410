package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.ast.With;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import java.util.List;
import java.util.Locale;

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
                return grammar.definitions().create(start);
            case ALTER:
                return grammar.definitions().alter(start);
            case DROP:
                return grammar.definitions().drop(start);
            case RENAME:
                return t.mysql ? grammar.definitions().rename(start) : unknown();
            case COMMENT, SECURITY:
                return t.mysql ? unknown() : grammar.definitions().comment(start);
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
                if (t.keyword(1) != TRANSACTION) return t.mysql ? server(start) : unknown();
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
                return t.mysql ? grammar.utilities().xa(start) : unknown();
        }
    }

    private Statement session(int start) {
        switch (t.keyword) {
            case SET:
                if (t.mysql && t.keyword(1) == STATEMENT && t.kind(2) == Token.WORD)
                    return setStatement(start);
                return new SessionParser(grammar).set(start);
            case RESET:
                return t.mysql ? server(start) : new SessionParser(grammar).reset(start);
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
        UtilityParser utilities = grammar.utilities();
        switch (t.keyword) {
            case TRUNCATE:
                return utilities.truncate(start);
            case LOAD:
                return utilities.load(start);
            case CALL:
                return utilities.call(start);
            case DO:
                return utilities.doStatement(start);
            case PREPARE:
                if (!t.mysql && t.keyword(1) == TRANSACTION)
                    return new TransactionParser(grammar).prepareTransaction(start);
                return utilities.prepare(start);
            case EXECUTE:
                return utilities.execute(start);
            case DEALLOCATE:
                return utilities.deallocate(start);
            case LOCK:
                return utilities.lock(start);
            case GRANT, REVOKE:
                return utilities.grant(start);
            case ANALYZE:
                if (!t.mysql) return utilities.postgresqlMaintenance(start);
                if (t.keyword(1) == FORMAT
                        || isExplainable(t.keyword(1)) && t.keyword(1) != TABLE
                        || t.kind(1) == '(') return new SessionParser(grammar).explain(start);
                return utilities.mysqlMaintenance(start);
            default:
                return t.mysql ? mysqlUtility(start) : postgresqlUtility(start);
        }
    }

    private Statement mysqlUtility(int start) {
        UtilityParser utilities = grammar.utilities();
        switch (t.keyword) {
            case HANDLER:
                return utilities.handler(start);
            case UNLOCK:
                return utilities.unlock(start);
            case OPTIMIZE, CHECK, REPAIR, CHECKSUM:
                return utilities.mysqlMaintenance(start);
            case CACHE:
                return utilities.cacheIndex(start);
            case FLUSH:
                return utilities.flush(start);
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
                return server(start);
            default:
                return unknown();
        }
    }

    private Statement postgresqlUtility(int start) {
        UtilityParser utilities = grammar.utilities();
        switch (t.keyword) {
            case COPY:
                return utilities.copy(start);
            case DECLARE:
                return utilities.declare(start);
            case FETCH, MOVE:
                return utilities.fetch(start);
            case CLOSE:
                return utilities.close(start);
            case LISTEN, UNLISTEN, NOTIFY:
                return utilities.notification(start);
            case VACUUM, ANALYSE:
                return utilities.postgresqlMaintenance(start);
            case CLUSTER:
                return utilities.cluster(start);
            case REINDEX:
                return utilities.reindex(start);
            case REFRESH:
                return utilities.refresh(start);
            case CHECKPOINT:
                t.advance();
                return new Statement.Other(
                        "CHECKPOINT", List.of(), t.textFrom(start), t.spanFrom(start));
            case REASSIGN:
                t.advance();
                t.expect(OWNED);
                return administration(start);
            case IMPORT:
                t.advance();
                t.expect(FOREIGN);
                t.expect(SCHEMA);
                return administration(start);
            default:
                return unknown();
        }
    }

    /** A command to the server: it names no table. */
    private Statement server(int start) {
        boolean master = t.at(CHANGE);
        boolean replica = t.at(START);
        if (t.at(RESET) && t.keyword(1) == PERSIST) return resetPersisted(start);
        t.advance();
        for (int ahead = 0; t.kind(ahead) != Token.END && t.kind(ahead) != ';'; ahead++) {
            if (master && t.kind(ahead) == '-') throw t.unexpected(null);
            if (replica && t.keyword(ahead) == UNTIL) untilOnce(ahead + 1);
        }
        return administration(start);
    }

    // RESET PERSIST [ [ IF EXISTS ] name ]
    private Statement resetPersisted(int start) {
        t.expect(RESET, PERSIST);
        boolean ifExists = t.acceptIfExists();
        if (ifExists || !t.atEnd()) t.qualifiedName();
        if (!t.atEnd()) throw t.unexpected(null);
        return new Statement.Other(
                "RESET PERSIST", List.of(), t.textFrom(start), t.spanFrom(start));
    }

    /** A replica stops at one sort of position: a file's, a set of GTIDs, or the first gap. */
    private void untilOnce(int ahead) {
        boolean file = false;
        int others = 0;
        for (int i = ahead; t.kind(i) != Token.END && t.kind(i) != ';'; i++) {
            if (t.kind(i) != Token.WORD) continue;
            int at = t.index() + i;
            String word =
                    t.text.substring(t.tokens.start(at), t.tokens.end(at)).toUpperCase(Locale.ROOT);
            switch (word) {
                case "MASTER_LOG_FILE",
                        "MASTER_LOG_POS",
                        "RELAY_LOG_FILE",
                        "RELAY_LOG_POS",
                        "SOURCE_LOG_FILE",
                        "SOURCE_LOG_POS" ->
                        file = true;
                case "SQL_BEFORE_GTIDS",
                        "SQL_AFTER_GTIDS",
                        "SQL_AFTER_MTS_GAPS",
                        "MASTER_GTID_POS" ->
                        others++;
                default -> {}
            }
        }
        if (others > 1 || others == 1 && file) throw t.unexpected(null);
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
        return new Statement.Other(command, List.of(), t.textFrom(start), t.spanFrom(start));
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
}
