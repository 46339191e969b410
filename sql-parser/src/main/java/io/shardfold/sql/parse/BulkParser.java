package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression.TableReference;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;

/** Rows in bulk: TRUNCATE, LOAD and COPY. */
final class BulkParser {

    private final Grammar grammar;
    private final TokenCursor t;

    BulkParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // truncate: TRUNCATE [ TABLE ] table { ',' table } [ RESTART IDENTITY | CONTINUE IDENTITY ] [
    // CASCADE | RESTRICT ]
    Statement truncate(int start) {
        t.expect(TRUNCATE);
        t.accept(TABLE);
        List<TableReference> tables = grammar.tables.plainTables();
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
            return new MaintenanceParser(grammar).cachedTables("LOAD INDEX", start);
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
        if (t.accept(USING)) {
            t.expect(DELIMITERS);
            if (t.kind != Token.STRING) throw t.unexpected("a string");
            t.advance();
        }
        t.accept(WITH);
        if (t.at('(')) {
            // FORMAT JSON is one word of SQL/JSON's.
            for (int ahead = 1; t.kind(ahead) != ')' && t.kind(ahead) != Token.END; ahead++) {
                if (t.keyword(ahead) == FORMAT && t.keyword(ahead + 1) == JSON)
                    throw t.unexpected(null);
            }
            new FormReader(grammar).begin("COPY_options");
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
}
