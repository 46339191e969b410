package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.DataType;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.SelectItem;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression.Alias;
import io.shardfold.sql.ast.TableExpression.TableReference;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The commands of {@link Utility}, and those about accounts. */
final class UtilityParser {

    private final Grammar grammar;
    private final TokenCursor t;

    UtilityParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // ---- rows in bulk

    // truncate: TRUNCATE [ TABLE ] table { ',' table } [ RESTART IDENTITY | CONTINUE IDENTITY ] [
    // CASCADE | RESTRICT ]
    Statement truncate(int start) {
        t.expect(TRUNCATE);
        t.accept(TABLE);
        List<TableReference> tables = plainTables();
        List<String> options = new ArrayList<>(0);
        if (t.mysql) {
            if (tables.size() > 1) throw t.unexpected(null);
            if (t.accept(WAIT)) options.add("WAIT " + t.takeUpper());
            else if (t.accept(NOWAIT)) options.add("NOWAIT");
        } else if (t.at(RESTART) || t.at(CONTINUE)) {
            options.add(t.takeUpper() + " IDENTITY");
            t.expect(IDENTITY);
        }
        if (!t.mysql && (t.at(CASCADE) || t.at(RESTRICT))) options.add(t.takeUpper());
        return new Utility.Truncate(tables, options, t.spanFrom(start));
    }

    private List<TableReference> plainTables() {
        List<TableReference> tables = new ArrayList<>(1);
        do tables.add(grammar.tables.plainTable());
        while (t.accept(','));
        return tables;
    }

    // load: LOAD ( DATA | XML ) [ LOW_PRIORITY | CONCURRENT ] [ LOCAL ] INFILE string [ REPLACE |
    // IGNORE ] INTO TABLE table
    //       [ PARTITION ... ] [ format ] [ IGNORE n ( LINES | ROWS ) ] [ '(' columns ')' ] [ SET
    // assignments ]
    //     | LOAD INDEX INTO CACHE tables
    Statement load(int start) {
        t.expect(LOAD);
        if (!t.mysql) {
            if (t.kind != Token.STRING) throw t.unexpected("a string");
            t.advance();
            return new Statement.Other("LOAD", List.of(), t.textFrom(start), t.spanFrom(start));
        }
        if (t.at(INDEX)) {
            t.expect(INDEX, INTO);
            t.expect(CACHE);
            return cachedTables("LOAD INDEX", start);
        }
        if (!t.accept(DATA)) t.expect(XML);
        if (!t.accept(LOW_PRIORITY)) t.accept(CONCURRENT);
        boolean local = t.accept(LOCAL);
        t.expect(INFILE);
        if (t.kind != Token.STRING) throw t.unexpected("a file's name");
        Expression file = grammar.expressions.operand();
        if (!t.accept(REPLACE)) t.accept(IGNORE);
        t.expect(INTO, TABLE);
        TableReference table = grammar.tables.partitionedTable();
        if (t.at(CHARACTER) || t.at(CHARSET)) {
            if (!t.accept(CHARSET)) t.expect(CHARACTER, SET);
            t.advance();
        }
        if (t.at(ROWS) && t.keyword(1) == IDENTIFIED) {
            t.accept(ROWS, IDENTIFIED);
            t.expect(BY);
            t.advance();
        }
        grammar.statements().fileFormat();
        if (t.accept(IGNORE)) {
            if (t.kind != Token.INTEGER) throw t.unexpected("a number");
            t.advance();
            if (!t.accept(LINES)) t.expect(ROWS);
        }
        if (t.accept('(')) {
            if (!t.at(')')) {
                do {
                    if (t.kind == Token.VARIABLE) t.advance();
                    else t.qualifiedName();
                } while (t.accept(','));
            }
            t.expect(')');
        }
        if (t.accept(SET)) grammar.dml().assignments();
        return new Utility.LoadData(local, file, table, t.textFrom(start), t.spanFrom(start));
    }

    // copy: COPY ( [ BINARY ] table [ '(' names ')' ] | '(' statement ')' ) ( FROM | TO ) target [
    // options ] [ WHERE condition ]
    Statement copy(int start) {
        t.expect(COPY);
        if (t.at('(')) {
            t.advance();
            if (!grammar.statements().atExplainable()) throw t.unexpected("a query");
            Statement query = grammar.statements().statement();
            t.expect(')');
            t.expect(TO);
            String target = copyTarget(false);
            String options = copyOptions();
            return new Utility.Copy(
                    null, List.of(), query, false, target, options, null, t.spanFrom(start));
        }
        boolean binary = t.accept(BINARY);
        TableReference table = grammar.tables.plainTable();
        List<Identifier> columns = t.at('(') ? t.namesInParentheses() : List.of();
        boolean from = t.accept(FROM);
        if (!from) t.expect(TO);
        String target = copyTarget(from);
        String options = (binary ? "BINARY " : "") + copyOptions();
        Expression where = from && t.accept(WHERE) ? grammar.expressions.expression() : null;
        return new Utility.Copy(
                table, columns, null, from, target, options, where, t.spanFrom(start));
    }

    private String copyTarget(boolean from) {
        int start = t.start();
        if (!t.accept(STDIN) && !t.accept(STDOUT)) {
            t.accept(PROGRAM);
            if (t.kind != Token.STRING)
                throw t.unexpected(from ? "a file's name or STDIN" : "a file's name or STDOUT");
            t.advance();
        }
        return t.textFrom(start);
    }

    // options: [ USING DELIMITERS string ] [ WITH ] ( '(' name [ value ] { ',' ... } ')' | { old
    // option } )
    private String copyOptions() {
        int start = t.start();
        if (t.accept(USING)) t.expect(DELIMITERS);
        if (t.kind == Token.STRING) t.advance();
        t.accept(WITH);
        if (t.at('(')) {
            t.advance();
            do {
                // FORMAT JSON is one word of SQL/JSON's.
                if (t.at(FORMAT) && t.keyword(1) == JSON) throw t.unexpected(null);
                t.label();
                if (t.at('(')) t.skipParentheses();
                else if (!t.at(',') && !t.at(')')) {
                    if (t.at('-') || t.at('+')) t.advance();
                    if (t.atEnd()) throw t.unexpected("a value");
                    t.advance();
                }
            } while (t.accept(','));
            t.expect(')');
        } else {
            while (oldCopyOption()) {}
        }
        return t.lastEnd() > start ? t.textFrom(start) : "";
    }

    private boolean oldCopyOption() {
        if (t.accept(BINARY) || t.accept(FREEZE) || t.accept(CSV) || t.accept(HEADER)) return true;
        if (t.accept(DELIMITER)
                || t.accept(NULL)
                || t.accept(QUOTE)
                || t.accept(ESCAPE)
                || t.accept(ENCODING)) {
            t.accept(AS);
            if (t.kind != Token.STRING) throw t.unexpected("a string");
            t.advance();
            return true;
        }
        if (t.accept(FORCE)) {
            if (t.accept(NOT)) t.expect(NULL);
            else if (!t.accept(NULL)) t.expect(QUOTE);
            if (!t.accept('*')) t.names();
            return true;
        }
        return false;
    }

    // ---- calls and prepared statements

    // call: CALL name [ '(' [ arguments ] ')' ]
    Statement call(int start) {
        t.expect(CALL);
        int nameStart = t.start();
        QualifiedName name = t.qualifiedName();
        if (!t.at('(')) {
            if (!t.mysql) throw t.unexpected("'('");
            Expression.FunctionCall call =
                    new Expression.FunctionCall(
                            name,
                            Expression.Quantifier.NONE,
                            List.of(),
                            false,
                            List.of(),
                            null,
                            null,
                            List.of(),
                            null,
                            null,
                            null,
                            false,
                            name.span());
            return new Utility.Call(call, t.spanFrom(start));
        }
        Expression call = grammar.expressions.call(name, nameStart);
        return new Utility.Call((Expression.FunctionCall) call, t.spanFrom(start));
    }

    // do: DO expressions | DO [ LANGUAGE name ] string [ LANGUAGE name ]
    Statement doStatement(int start) {
        t.expect(DO);
        if (t.mysql) {
            if (t.at(DEFAULT) && t.kind(1) != '(') throw t.unexpected("an expression");
            List<SelectItem> items = grammar.queries.selectItems();
            return new Utility.Do(items, null, t.spanFrom(start));
        }
        int code = t.start();
        language();
        if (t.kind != Token.STRING) throw t.unexpected("a string");
        t.advance();
        language();
        return new Utility.Do(List.of(), t.textFrom(code), t.spanFrom(start));
    }

    private void language() {
        if (!t.accept(LANGUAGE)) return;
        if (t.kind == Token.STRING) t.advance();
        else t.label();
    }

    // prepare: PREPARE name FROM ( string | variable ) | PREPARE name [ '(' types ')' ] AS
    // statement
    Statement prepare(int start) {
        t.expect(PREPARE);
        Identifier name = t.name();
        if (t.mysql) {
            t.expect(FROM);
            Expression source = grammar.expressions.expression();
            return new Utility.Prepare(name, List.of(), null, source, t.spanFrom(start));
        }
        List<DataType> types = List.of();
        if (t.accept('(')) {
            types = new ArrayList<>(2);
            do types.add(grammar.types.type());
            while (t.accept(','));
            t.expect(')');
        }
        t.expect(AS);
        if (!grammar.statements().atExplainable()) throw t.unexpected("a statement");
        Statement statement = grammar.statements().statement();
        return new Utility.Prepare(name, types, statement, null, t.spanFrom(start));
    }

    // execute: EXECUTE name [ USING arguments ] | EXECUTE IMMEDIATE text [ USING arguments ] |
    // EXECUTE name [ '(' arguments ')' ]
    Statement execute(int start) {
        t.expect(EXECUTE);
        if (t.mysql) {
            Identifier name = null;
            Expression source = null;
            if (t.accept(IMMEDIATE)) source = grammar.expressions.expression();
            else name = t.name();
            List<Expression> arguments =
                    t.accept(USING) ? grammar.expressions.expressions() : List.of();
            return new Utility.Execute(name, source, arguments, t.spanFrom(start));
        }
        Identifier name = t.name();
        List<Expression> arguments = List.of();
        if (t.accept('(')) {
            arguments = grammar.expressions.expressions();
            t.expect(')');
        }
        return new Utility.Execute(name, null, arguments, t.spanFrom(start));
    }

    // deallocate: DEALLOCATE [ PREPARE ] ( name | ALL )
    Statement deallocate(int start) {
        t.expect(DEALLOCATE);
        if (t.mysql) {
            t.expect(PREPARE);
            return new Utility.Deallocate(t.name(), t.spanFrom(start));
        }
        if (t.at(PREPARE) && (t.kind(1) == Token.WORD || t.kind(1) == Token.QUOTED_NAME))
            t.advance();
        Identifier name = t.accept(ALL) ? null : t.name();
        return new Utility.Deallocate(name, t.spanFrom(start));
    }

    // ---- cursors, handlers

    // declare: DECLARE name { BINARY | INSENSITIVE | ASENSITIVE | [ NO ] SCROLL } CURSOR [ ( WITH |
    // WITHOUT ) HOLD ] FOR query
    Statement declare(int start) {
        t.expect(DECLARE);
        Identifier name = t.name();
        List<String> options = new ArrayList<>(1);
        while (!t.at(CURSOR)) {
            if (t.accept(NO)) {
                t.expect(SCROLL);
                options.add("NO SCROLL");
            } else if (t.at(BINARY) || t.at(INSENSITIVE) || t.at(ASENSITIVE) || t.at(SCROLL)) {
                options.add(t.takeUpper());
            } else {
                throw t.unexpected("CURSOR");
            }
        }
        t.advance();
        if (t.at(WITH) || t.at(WITHOUT)) {
            options.add(t.takeUpper() + " HOLD");
            t.expect(HOLD);
        }
        t.expect(FOR);
        if (!t.at('(') && !grammar.queries.atQuery()) throw t.unexpected("SELECT");
        Statement query = grammar.statements().statement();
        return new Utility.DeclareCursor(name, options, query, t.spanFrom(start));
    }

    // fetch: ( FETCH | MOVE ) [ direction ] [ FROM | IN ] name
    Statement fetch(int start) {
        boolean move = t.at(MOVE);
        t.advance();
        int first = t.start();
        String direction = "";
        if (direction()) direction = t.textFrom(first).toUpperCase(Locale.ROOT);
        if (!t.accept(FROM)) t.accept(IN);
        Identifier cursor = t.name();
        return new Utility.Fetch(move, direction, cursor, t.spanFrom(start));
    }

    private boolean direction() {
        boolean last = t.kind(1) == Token.END || t.kind(1) == ';';
        if (last) return false;
        if (t.at(NEXT) || t.at(PRIOR) || t.at(FIRST) || t.at(LAST) || t.at(ALL)) {
            t.advance();
        } else if (t.at(ABSOLUTE) || t.at(RELATIVE)) {
            t.advance();
            count();
        } else if (t.at(FORWARD) || t.at(BACKWARD)) {
            t.advance();
            if (!t.accept(ALL) && (t.kind == Token.INTEGER || t.at('-') || t.at('+'))) count();
        } else if (t.kind == Token.INTEGER || t.at('-') || t.at('+')) {
            count();
        } else {
            return false;
        }
        return true;
    }

    private void count() {
        if (!t.accept('-')) t.accept('+');
        if (t.kind != Token.INTEGER) throw t.unexpected("a number");
        t.advance();
    }

    Statement close(int start) {
        t.expect(CLOSE);
        Identifier cursor = t.accept(ALL) ? null : t.name();
        return new Utility.Close(cursor, t.spanFrom(start));
    }

    // handler: HANDLER table ( OPEN [ alias ] | CLOSE | READ ... )
    Statement handler(int start) {
        t.expect(HANDLER);
        int tableStart = t.start();
        QualifiedName name = t.qualifiedName();
        Alias alias = null;
        if (t.accept(OPEN)) {
            alias = grammar.tables.alias();
        } else if (!t.accept(CLOSE)) {
            if (name.parts().size() > 1) throw t.unexpected("OPEN");
            t.expect(READ);
            if (!t.at(FIRST) && !t.at(NEXT)) {
                t.name();
                if (t.at(FIRST) || t.at(NEXT) || t.at(PREV) || t.at(LAST)) {
                    t.advance();
                } else {
                    if (!(t.at('=')
                            || t.at('<')
                            || t.at('>')
                            || t.kind == Token.LESS_OR_EQUAL
                            || t.kind == Token.GREATER_OR_EQUAL)) throw t.unexpected("an operator");
                    t.advance();
                    t.expect('(');
                    grammar.expressions.expressions();
                    t.expect(')');
                }
            } else {
                t.advance();
            }
            if (t.accept(WHERE)) grammar.expressions.expression();
            if (t.at(LIMIT)) grammar.queries.limit();
        } else if (name.parts().size() > 1) {
            throw t.unexpected(null);
        }
        TableReference table =
                new TableReference(name, false, alias, List.of(), null, t.spanFrom(tableStart));
        return new Utility.Handler(table, t.textFrom(start), t.spanFrom(start));
    }

    // ---- locks

    // lock: LOCK ( TABLE | TABLES ) table [ alias ] mode { ',' ... } | LOCK [ TABLE ] tables [ IN
    // mode MODE ] [ NOWAIT ]
    Statement lock(int start) {
        t.expect(LOCK);
        List<TableReference> tables = new ArrayList<>(2);
        List<String> modes = new ArrayList<>(2);
        String waiting = null;
        if (t.mysql) {
            if (t.at(INSTANCE)) return grammar.statements().administration(start);
            if (!t.accept(TABLES)) t.expect(TABLE);
            do {
                TableReference table = grammar.tables.tableReference();
                tables.add(table);
                if (t.accept(READ)) {
                    modes.add(t.accept(LOCAL) ? "READ LOCAL" : "READ");
                } else {
                    boolean low = t.accept(LOW_PRIORITY);
                    t.expect(WRITE);
                    if (t.accept(CONCURRENT)) modes.add("WRITE CONCURRENT");
                    else modes.add(low ? "LOW_PRIORITY WRITE" : "WRITE");
                }
            } while (t.accept(','));
            if (t.accept(WAIT)) waiting = "WAIT " + t.takeUpper();
            else if (t.accept(NOWAIT)) waiting = "NOWAIT";
            return new Utility.LockTables(tables, modes, waiting, t.spanFrom(start));
        }
        t.accept(TABLE);
        tables = plainTables();
        String mode = "ACCESS EXCLUSIVE";
        if (t.accept(IN)) {
            StringBuilder words = new StringBuilder();
            while (t.at(ACCESS) || t.at(ROW) || t.at(SHARE) || t.at(UPDATE) || t.at(EXCLUSIVE)) {
                if (words.length() > 0) words.append(' ');
                words.append(t.takeUpper());
            }
            mode = words.toString();
            switch (mode) {
                case "ACCESS SHARE",
                        "ROW SHARE",
                        "ROW EXCLUSIVE",
                        "SHARE UPDATE EXCLUSIVE",
                        "SHARE",
                        "SHARE ROW EXCLUSIVE",
                        "EXCLUSIVE",
                        "ACCESS EXCLUSIVE" -> {}
                default -> throw t.unexpected("a lock mode");
            }
            t.expect(MODE);
        }
        for (int i = 0; i < tables.size(); i++) modes.add(mode);
        if (t.accept(NOWAIT)) waiting = "NOWAIT";
        return new Utility.LockTables(tables, modes, waiting, t.spanFrom(start));
    }

    Statement unlock(int start) {
        t.expect(UNLOCK);
        if (t.at(INSTANCE)) return grammar.statements().administration(start);
        if (!t.accept(TABLES)) t.expect(TABLE);
        return new Utility.UnlockTables(t.spanFrom(start));
    }

    // ---- notifications, XA

    // LISTEN name | UNLISTEN ( name | '*' ) | NOTIFY name [ ',' string ]
    Statement notification(int start) {
        String verb = t.takeUpper();
        if (verb.equals("UNLISTEN") && t.accept('*'))
            return new Utility.Notification(verb, null, null, t.spanFrom(start));
        Identifier channel = t.name();
        String payload = null;
        if (verb.equals("NOTIFY") && t.accept(',')) {
            if (t.kind != Token.STRING) throw t.unexpected("a string");
            payload = t.tokens.value(t.index());
            t.advance();
        }
        return new Utility.Notification(verb, channel, payload, t.spanFrom(start));
    }

    // xa: XA ( START | BEGIN | END | PREPARE | COMMIT | ROLLBACK ) xid [ options ] | XA RECOVER [
    // options ]
    Statement xa(int start) {
        t.expect(XA);
        if (!(t.at(START)
                || t.at(BEGIN)
                || t.at(END)
                || t.at(PREPARE)
                || t.at(COMMIT)
                || t.at(ROLLBACK)
                || t.at(RECOVER))) throw t.unexpected(null);
        String verb = t.takeUpper();
        if (verb.equals("BEGIN")) verb = "START";
        int tail = t.start();
        if (verb.equals("RECOVER")) {
            if (t.accept(CONVERT)) t.expect(XID);
            else if (t.accept(FORMAT)) {
                t.expect('=');
                t.advance();
            }
        } else {
            xid();
            if (t.accept(ONE)) {
                t.expect(PHASE);
            } else if (t.accept(SUSPEND)) {
                if (t.accept(FOR)) t.expect(MIGRATE);
            } else if (!t.accept(JOIN)) {
                t.accept(RESUME);
            }
        }
        return new Utility.Xa(verb, t.lastEnd() > tail ? t.textFrom(tail) : "", t.spanFrom(start));
    }

    private void xid() {
        do {
            if (!Token.isLiteral(t.kind)) throw t.unexpected("a transaction's name");
            t.advance();
        } while (t.accept(','));
    }

    // ---- upkeep of tables

    private Statement maintenance(
            String verb, List<TableReference> tables, List<QualifiedName> objects, int start) {
        return new Utility.Maintenance(verb, tables, objects, t.textFrom(start), t.spanFrom(start));
    }

    // ( ANALYZE | OPTIMIZE | CHECK | REPAIR | CHECKSUM ) [ LOCAL | NO_WRITE_TO_BINLOG ] ( TABLE |
    // TABLES | VIEW ) tables { word }
    Statement mysqlMaintenance(int start) {
        String verb = t.takeUpper();
        if (!t.accept(LOCAL)) t.accept(NO_WRITE_TO_BINLOG);
        if (!t.accept(TABLE) && !t.accept(TABLES)) t.expect(VIEW);
        List<TableReference> tables = plainTables();
        switch (verb) {
            case "ANALYZE":
                if (t.at(UPDATE) || t.at(DROP)) {
                    t.advance();
                    t.expect(HISTOGRAM);
                    t.expect(ON);
                    t.names();
                    grammar.definitions().skim();
                } else if (t.at(PERSISTENT)) {
                    grammar.definitions().skim();
                }
                break;
            case "CHECK":
                while (t.at(QUICK) || t.at(FAST) || t.at(MEDIUM) || t.at(EXTENDED) || t.at(CHANGED))
                    t.advance();
                if (t.accept(FOR)) t.expect(UPGRADE);
                while (t.at(QUICK) || t.at(FAST) || t.at(MEDIUM) || t.at(EXTENDED) || t.at(CHANGED))
                    t.advance();
                break;
            case "REPAIR":
                while (t.at(QUICK)
                        || t.at(EXTENDED)
                        || t.at(USE_FRM)
                        || t.at(FORCE)
                        || t.at(FROM)
                        || t.at(FOR)
                        || t.at(UPGRADE)
                        || t.at(MYSQL)) t.advance();
                break;
            case "CHECKSUM":
                if (!t.accept(QUICK)) t.accept(EXTENDED);
                break;
            default:
                if (t.accept(WAIT)) t.advance();
                else t.accept(NOWAIT);
        }
        return maintenance(verb, tables, List.of(), start);
    }

    /** CACHE INDEX and LOAD INDEX: tables with their indexes. */
    private Statement cachedTables(String verb, int start) {
        List<TableReference> tables = new ArrayList<>(1);
        do {
            tables.add(grammar.tables.plainTable());
            if (t.accept(PARTITION)) t.skipParentheses();
            if (t.accept(INDEX) || t.accept(KEY)) t.skipParentheses();
            if (t.accept(IGNORE)) t.expect(LEAVES);
        } while (t.accept(','));
        return maintenance(verb, tables, List.of(), start);
    }

    // CACHE INDEX tables IN name
    Statement cacheIndex(int start) {
        t.expect(CACHE, INDEX);
        Statement cached = cachedTables("CACHE INDEX", start);
        t.expect(IN);
        if (!t.accept(DEFAULT)) t.name();
        return maintenance(
                "CACHE INDEX", ((Utility.Maintenance) cached).tables(), List.of(), start);
    }

    // flush: FLUSH [ LOCAL ] ( TABLES [ tables ] [ WITH READ LOCK | FOR EXPORT ] | word ... )
    Statement flush(int start) {
        t.expect(FLUSH);
        if (!t.accept(LOCAL)) t.accept(NO_WRITE_TO_BINLOG);
        if (!t.at(TABLE) && !t.at(TABLES)) {
            if (t.kind != Token.WORD) throw t.unexpected("what is to be flushed");
            if (!flushed(t.upper())) throw t.unexpected("what is to be flushed");
            for (int ahead = 0; t.kind(ahead) != Token.END && t.kind(ahead) != ';'; ahead++) {
                if (t.keyword(ahead) == TABLES) throw t.unexpected(null);
            }
            return grammar.statements().administration(start);
        }
        t.advance();
        List<TableReference> tables = t.atName() && !t.at(WITH) ? plainTables() : List.of();
        if (t.at(WITH)) {
            t.advance();
            if (t.accept(READ)) {
                t.expect(LOCK);
                if (t.accept(AND)) {
                    t.accept(DISABLE);
                    t.accept(CHECKPOINT);
                }
            } else {
                t.advance();
            }
        } else if (t.accept(FOR)) {
            t.expect(EXPORT);
        }
        if (!t.atEnd()) throw t.unexpected(null);
        return maintenance("FLUSH", tables, List.of(), start);
    }

    private static boolean flushed(String word) {
        return switch (word) {
            case "HOSTS",
                    "LOGS",
                    "STATUS",
                    "PRIVILEGES",
                    "USER_RESOURCES",
                    "BINARY",
                    "ENGINE",
                    "ERROR",
                    "GENERAL",
                    "SLOW",
                    "RELAY",
                    "QUERY",
                    "DES_KEY_FILE",
                    "OPTIMIZER_COSTS",
                    "SSL",
                    "TABLE_STATISTICS",
                    "INDEX_STATISTICS",
                    "USER_STATISTICS",
                    "CLIENT_STATISTICS",
                    "USER_VARIABLES",
                    "GLOBAL",
                    "SESSION",
                    "MASTER",
                    "SLAVE",
                    "REPLICA",
                    "THREAD_STATISTICS",
                    "CHANGED_PAGE_BITMAPS" ->
                    true;
            default -> false;
        };
    }

    // ( VACUUM | ANALYZE ) [ '(' options ')' | words ] [ table [ '(' names ')' ] { ',' ... } ]
    Statement postgresqlMaintenance(int start) {
        String verb = t.at(VACUUM) ? "VACUUM" : "ANALYZE";
        t.advance();
        if (t.at('(')) {
            options();
        } else {
            if (verb.equals("VACUUM")) {
                t.accept(FULL);
                t.accept(FREEZE);
            }
            t.accept(VERBOSE);
            if (verb.equals("VACUUM") && !t.accept(ANALYZE)) t.accept(ANALYSE);
        }
        List<TableReference> tables = new ArrayList<>(1);
        if (!t.atEnd()) {
            do {
                tables.add(grammar.tables.plainTable());
                if (t.at('(')) t.namesInParentheses();
            } while (t.accept(','));
        }
        return maintenance(verb, tables, List.of(), start);
    }

    // '(' word [ value ] { ',' ... } ')'
    private void options() {
        t.expect('(');
        do {
            t.label();
            if (!t.at(',') && !t.at(')')) {
                if (t.at('-') || t.at('+')) t.advance();
                if (t.atEnd() || t.at('(')) throw t.unexpected("a value");
                t.advance();
            }
        } while (t.accept(','));
        t.expect(')');
    }

    // CLUSTER [ VERBOSE | '(' options ')' ] [ table [ USING index ] | index ON table ]
    Statement cluster(int start) {
        t.expect(CLUSTER);
        if (t.at('(')) options();
        else t.accept(VERBOSE);
        if (t.atEnd()) return maintenance("CLUSTER", List.of(), List.of(), start);
        TableReference table = grammar.tables.plainTable();
        List<QualifiedName> objects = List.of();
        if (t.accept(USING)) {
            Identifier index = t.name();
            objects = List.of(new QualifiedName(List.of(index), index.span()));
        } else if (t.accept(ON)) {
            objects = List.of(table.name());
            table = grammar.tables.plainTable();
        }
        return maintenance("CLUSTER", List.of(table), objects, start);
    }

    // REINDEX [ '(' options ')' ] ( INDEX | TABLE | SCHEMA | DATABASE | SYSTEM ) [ CONCURRENTLY ] [
    // name ]
    Statement reindex(int start) {
        t.expect(REINDEX);
        if (t.at('(')) options();
        Keyword what = t.keyword;
        if (!(t.at(INDEX) || t.at(TABLE) || t.at(SCHEMA) || t.at(DATABASE) || t.at(SYSTEM)))
            throw t.unexpected("INDEX, TABLE, SCHEMA, DATABASE or SYSTEM");
        t.advance();
        t.accept(CONCURRENTLY);
        if (t.atEnd() && (what == DATABASE || what == SYSTEM))
            return maintenance("REINDEX", List.of(), List.of(), start);
        if (what == TABLE)
            return maintenance("REINDEX", List.of(grammar.tables.plainTable()), List.of(), start);
        QualifiedName object = t.qualifiedName();
        return maintenance("REINDEX", List.of(), List.of(object), start);
    }

    // REFRESH MATERIALIZED VIEW [ CONCURRENTLY ] name [ WITH [ NO ] DATA ]
    Statement refresh(int start) {
        t.expect(REFRESH);
        t.expect(MATERIALIZED, VIEW);
        t.accept(CONCURRENTLY);
        int tableStart = t.start();
        QualifiedName name = t.qualifiedName();
        TableReference view =
                new TableReference(name, false, null, List.of(), null, t.spanFrom(tableStart));
        if (t.accept(WITH)) {
            t.accept(NO);
            t.expect(DATA);
        }
        return maintenance("REFRESH", List.of(view), List.of(), start);
    }

    // ---- accounts and privileges

    // user: name [ '@' host ] | CURRENT_USER [ '(' ')' ] | CURRENT_ROLE
    void user() {
        if (t.at(CURRENT_USER) || t.at(CURRENT_ROLE) || t.at(USER) && t.kind(1) == '(') {
            t.advance();
            if (t.accept('(')) t.expect(')');
            return;
        }
        if (t.kind == Token.STRING) t.advance();
        else t.label();
        if (!t.accept(Token.VARIABLE)) t.accept('@');
    }

    // grant: ( GRANT | REVOKE ) privileges ON [ type ] objects ( TO | FROM ) grantees ... | ( GRANT
    // | REVOKE ) roles ( TO | FROM ) grantees ...
    Statement grant(int start) {
        boolean revoke = t.at(REVOKE);
        t.advance();
        if (revoke) {
            t.acceptIfExists();
            if (t.at(GRANT) || t.at(ADMIN) || t.at(INHERIT) || t.at(SET)) {
                if (t.keyword(1) == OPTION && t.keyword(2) == FOR) {
                    t.advance();
                    t.expect(OPTION, FOR);
                }
            }
        }
        privileges(revoke);
        String type = "ROLE";
        List<QualifiedName> objects = List.of();
        if (t.accept(ON)) {
            type = grantedType();
            objects = grantedObjects(type);
        }
        if (revoke) t.expect(FROM);
        else t.expect(TO);
        grantees(type);
        if (t.mysql && !type.equals("ROLE") && t.at(WITH) && t.keyword(1) == ADMIN)
            throw t.unexpected("GRANT OPTION");
        if (t.mysql) grammar.definitions().skim();
        else grantOptions();
        return new Utility.Grant(revoke, type, objects, t.textFrom(start), t.spanFrom(start));
    }

    /** Privileges or roles: words, names, columns in parentheses, commas. */
    private void privileges(boolean revoke) {
        if (t.at(ON) || t.at(TO) || t.at(FROM)) throw t.unexpected("a privilege");
        do {
            if (t.at(',')) throw t.unexpected("a privilege");
            int words = 0;
            while (t.kind == Token.WORD && !t.at(ON) && !t.at(TO) && !(t.at(FROM) && revoke)
                    || t.kind == Token.QUOTED_NAME
                    || t.kind == Token.STRING
                    || t.kind == Token.VARIABLE) {
                t.advance();
                if (++words > 4) throw t.unexpected(null);
            }
            if (words == 0) throw t.unexpected("a privilege");
            if (t.at('(')) t.namesInParentheses();
        } while (t.accept(','));
    }

    private String grantedType() {
        if (t.keyword == null) return "TABLE";
        switch (t.keyword) {
            case TABLE,
            SEQUENCE,
            DATABASE,
            DOMAIN,
            FUNCTION,
            LANGUAGE,
            PROCEDURE,
            ROUTINE,
            SCHEMA,
            TABLESPACE,
            TYPE,
            PARAMETER:
                if (t.mysql && (t.kind(1) == '.' || t.keyword(1) == TO)) return "TABLE";
                return t.takeUpper();
            case PACKAGE:
                {
                    if (!t.mysql) return "TABLE";
                    t.advance();
                    return t.accept(BODY) ? "PACKAGE BODY" : "PACKAGE";
                }
            case FOREIGN:
                t.advance();
                if (t.accept(SERVER)) return "FOREIGN SERVER";
                t.expect(DATA, WRAPPER);
                return "FOREIGN DATA WRAPPER";
            case LARGE:
                t.advance();
                t.expect(OBJECT);
                return "LARGE OBJECT";
            case ALL:
                if (t.mysql) return "TABLE";
                t.advance();
                String kind = "ALL " + t.takeUpper();
                t.expect(IN, SCHEMA);
                return kind;
            default:
                return "TABLE";
        }
    }

    private List<QualifiedName> grantedObjects(String type) {
        List<QualifiedName> objects = new ArrayList<>(1);
        do {
            if (t.mysql) objects.add(mysqlGrantedObject());
            else if (type.equals("FUNCTION") || type.equals("PROCEDURE") || type.equals("ROUTINE"))
                objects.add(grammar.programs().signature(false));
            else if (type.equals("LARGE OBJECT")) t.advance();
            else objects.add(t.qualifiedName());
        } while (t.accept(','));
        return objects;
    }

    // '*' | '*' '.' '*' | database '.' '*' | [ database '.' ] table
    private QualifiedName mysqlGrantedObject() {
        int start = t.start();
        List<Identifier> parts = new ArrayList<>(2);
        if (t.kind == Token.VARIABLE || t.kind == Token.STRING) {
            // GRANT PROXY ON user
            user();
            Identifier user = new Identifier(t.textFrom(start), true, t.spanFrom(start));
            return new QualifiedName(List.of(user), user.span());
        }
        parts.add(t.at('*') ? star() : t.label());
        if (t.accept('.')) parts.add(t.at('*') ? star() : t.label());
        t.accept(Token.VARIABLE);
        return new QualifiedName(parts, t.spanFrom(start));
    }

    private Identifier star() {
        Identifier star = new Identifier("*", false, t.tokenSpan());
        t.advance();
        return star;
    }

    private void grantees(String type) {
        do {
            if (t.mysql) {
                user();
                identified();
            } else {
                t.accept(GROUP);
                grammar.definitions().role();
            }
        } while (t.accept(','));
        if (type.isEmpty()) throw t.unexpected(null);
    }

    private void identified() {
        if (!t.accept(IDENTIFIED)) return;
        while (!t.atEnd() && !t.at(',') && !t.at(WITH) && !t.at(REQUIRE)) t.advance();
    }

    // [ WITH ( GRANT OPTION | name value { ',' ... } ) ] [ GRANTED BY role ] [ CASCADE | RESTRICT ]
    private void grantOptions() {
        if (t.accept(WITH)) {
            do {
                t.label();
                if (!t.accept(OPTION) && !t.accept(TRUE) && !t.accept(FALSE)) t.expect(OPTION);
            } while (t.accept(','));
        }
        if (t.accept(GRANTED)) {
            t.expect(BY);
            grammar.definitions().role();
        }
        if (!t.accept(CASCADE)) t.accept(RESTRICT);
    }

    /** CREATE, ALTER, DROP, RENAME of users and roles: no table is named. */
    Statement account(int start) {
        Keyword what = t.keyword;
        t.advance();
        int nameStart = t.start();
        t.acceptIfExists();
        t.acceptIfNotExists();
        if (t.atEnd()) throw t.unexpected("a name");
        if (t.mysql) {
            boolean renaming = t.text.regionMatches(true, start, "RENAME", 0, 6);
            boolean dropping = t.text.regionMatches(true, start, "DROP", 0, 4);
            do {
                if (what == ROLE && (t.at(CURRENT_USER) || t.at(CURRENT_ROLE))
                        || dropping && t.at(CURRENT_ROLE)) throw t.unexpected("a role");
                if (what == USER && t.at(USER) && t.kind(1) == '(') {
                    ownAccount();
                    break;
                }
                user();
                if (renaming) {
                    t.expect(TO);
                    user();
                }
            } while ((renaming || dropping || what == ROLE) && t.accept(','));
            if (what == ROLE && t.accept(WITH)) {
                t.expect(ADMIN);
                user();
            }
            if (!renaming && !dropping && what == USER) accountOptions();
        } else {
            do {
                if (t.at(ALL) && t.keyword(1) == SET
                        || t.at(ALL) && t.keyword(1) == RESET
                        || t.at(ALL) && t.keyword(1) == IN) t.advance();
                else grammar.definitions().role();
            } while (t.accept(','));
            grammar.definitions().skim();
        }
        return new Statement.Other(
                t.text.substring(start, nameStart).strip().toUpperCase(Locale.ROOT),
                List.of(),
                t.textFrom(start),
                t.spanFrom(start));
    }

    // USER '(' ')' IDENTIFIED BY secret [ REPLACE string ] [ RETAIN CURRENT PASSWORD ] | USER '('
    // ')' DISCARD OLD PASSWORD
    private void ownAccount() {
        user();
        if (!t.at(DISCARD)
                && !(t.at(IDENTIFIED) && t.keyword(1) == BY)
                && !t.at(MODIFY)
                && !t.at(ADD)
                && !t.at(DROP)
                && t.keyword != null) throw t.unexpected("IDENTIFIED BY");
        identification();
        if (!t.atEnd() && t.keyword != PASSWORD && t.kind != Token.WORD) throw t.unexpected(null);
        if (t.at(PASSWORD) || t.at(ACCOUNT)) throw t.unexpected(null);
    }

    /** What follows a MySQL user: how it is identified, what it must and may. */
    private void accountOptions() {
        identification();
        while (t.accept(',')) {
            user();
            identification();
        }
        if (t.at(DEFAULT) && t.keyword(1) == ROLE) {
            grammar.definitions().skim();
            return;
        }
        if (t.accept(REQUIRE)) require();
        if (t.accept(WITH)) {
            if (!t.at(ADMIN)) {
                do {
                    t.label();
                    if (t.kind != Token.INTEGER
                            && t.kind != Token.DECIMAL
                            && t.kind != Token.PARAMETER) throw t.unexpected("a number");
                    t.advance();
                } while (!t.atEnd()
                        && t.keyword != PASSWORD
                        && t.keyword != ACCOUNT
                        && t.keyword != COMMENT
                        && t.keyword != ATTRIBUTE);
            } else {
                t.advance();
                user();
            }
        }
        while (!t.atEnd()) passwordOption();
    }

    // IDENTIFIED [ VIA | WITH plugin ] [ BY ( string | RANDOM PASSWORD ) | AS string | USING ... ]
    // [ REPLACE string ] [ RETAIN CURRENT PASSWORD ]
    private void identification() {
        if (t.accept(DISCARD)) {
            t.expect(OLD, PASSWORD);
            return;
        }
        while (t.at(ADD) || t.at(MODIFY) || t.at(DROP)) {
            grammar.definitions().skim();
            return;
        }
        if (!t.accept(IDENTIFIED)) return;
        if (t.accept(BY)) {
            secret();
        } else {
            if (!t.at(WITH) && !t.at(VIA)) throw t.unexpected("BY or WITH");
            do {
                t.advance();
                if (t.kind == Token.STRING) t.advance();
                else t.label();
                if (t.accept(BY)) {
                    secret();
                } else if (t.accept(AS) || t.accept(USING)) {
                    if (t.accept(PASSWORD)) t.skipParentheses();
                    else if (t.kind == Token.STRING || t.kind == Token.HEX) t.advance();
                    else throw t.unexpected("a string");
                }
            } while (t.at(OR));
        }
        if (t.accept(AND)) {
            grammar.definitions().skim();
            return;
        }
        if (t.accept(REPLACE)) {
            if (t.kind != Token.STRING) throw t.unexpected("a string");
            t.advance();
        }
        if (t.accept(RETAIN)) t.expect(CURRENT, PASSWORD);
    }

    private void secret() {
        if (t.accept(PASSWORD)) {
            if (t.kind == Token.STRING) t.advance();
            return;
        }
        if (t.kind == Token.STRING || t.kind == Token.HEX || t.kind == Token.PARAMETER) {
            t.advance();
            return;
        }
        if (t.kind != Token.WORD || !t.upper().equals("RANDOM")) throw t.unexpected("a string");
        t.advance();
        t.expect(PASSWORD);
    }

    // REQUIRE ( NONE | SSL | X509 | { ( CIPHER | ISSUER | SUBJECT ) string [ AND ] } )
    private void require() {
        if (t.accept(NONE) || t.accept(SSL) || t.accept(X509)) return;
        do {
            if (t.kind != Token.WORD || t.kind(1) != Token.STRING)
                throw t.unexpected("CIPHER, ISSUER or SUBJECT");
            t.advance();
            t.advance();
            t.accept(AND);
        } while (!t.atEnd()
                && t.kind(1) == Token.STRING
                && t.keyword != COMMENT
                && t.keyword != ATTRIBUTE);
    }

    // PASSWORD ( EXPIRE ... | HISTORY ... | REUSE ... | REQUIRE CURRENT ... ) | ACCOUNT ( LOCK |
    // UNLOCK ) | COMMENT string | ATTRIBUTE string | ...
    private void passwordOption() {
        if (t.accept(ACCOUNT)) {
            if (!t.accept(LOCK)) t.expect(UNLOCK);
        } else if (t.accept(PASSWORD)) {
            if (t.accept(EXPIRE)) {
                if (t.accept(INTERVAL)) {
                    if (t.kind != Token.INTEGER) throw t.unexpected("a number");
                    t.advance();
                    t.expect(DAY);
                } else if (!t.accept(DEFAULT)) {
                    t.accept(NEVER);
                }
            } else if (t.accept(REQUIRE)) {
                t.expect(CURRENT);
                if (!t.accept(DEFAULT)) t.accept(OPTIONAL);
            } else {
                if (t.kind != Token.WORD) throw t.unexpected(null);
                t.advance();
                if (t.accept(INTERVAL)) {
                    t.advance();
                    t.expect(DAY);
                } else if (!t.accept(DEFAULT)) {
                    if (t.kind != Token.INTEGER && t.kind != Token.WORD)
                        throw t.unexpected("a number");
                    t.advance();
                }
            }
        } else if (t.accept(COMMENT) || t.accept(ATTRIBUTE)) {
            if (t.kind != Token.STRING) throw t.unexpected("a string");
            t.advance();
        } else if (t.keyword == null
                && t.kind == Token.WORD
                && (t.kind(1) == Token.INTEGER || t.kind(1) == Token.WORD)) {
            // FAILED_LOGIN_ATTEMPTS n, PASSWORD_LOCK_TIME ( n | UNBOUNDED )
            t.advance();
            t.advance();
        } else {
            throw t.unexpected(null);
        }
    }
}
