package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression.Alias;
import io.shardfold.sql.ast.TableExpression.TableReference;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cursors, handlers and notifications. */
final class CursorParser {

    private final Grammar grammar;
    private final TokenCursor t;

    CursorParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

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
            if (t.at(LIMIT)) grammar.clauses.limit();
        } else if (name.parts().size() > 1) {
            throw t.unexpected(null);
        }
        TableReference table =
                new TableReference(name, false, alias, List.of(), null, t.spanFrom(tableStart));
        return new Utility.Handler(table, t.textFrom(start), t.spanFrom(start));
    }

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
}
