package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * MySQL's stored programs: blocks, declarations, flow control. The SQL statements inside are
 * collected, the rest is checked and dropped.
 *
 * @see "MySQL 8.4 Reference Manual, 15.6 Compound Statement Syntax"
 */
final class CompoundParser {

    private final Grammar grammar;
    private final TokenCursor t;
    private final List<Statement> statements = new ArrayList<>();

    CompoundParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    /** A compound statement outside of a stored program. */
    Statement statement(int start) {
        step();
        return new Utility.Compound(statements, t.textFrom(start), t.spanFrom(start));
    }

    /**
     * The body of a stored program: one statement, which may be a block. @return the SQL statements
     * in it
     */
    List<Statement> body() {
        step();
        return statements;
    }

    // step: [ label ':' ] ( block | loop | while | repeat | for ) | if | case | leave | return |
    // cursor | statement
    private void step() {
        int outer = t.enter();
        if ((t.kind == Token.WORD || t.kind == Token.QUOTED_NAME) && t.kind(1) == ':') {
            String label = t.name().value();
            t.expect(':');
            if (!labelled(label)) throw t.unexpected("BEGIN or a loop");
        } else if (!labelled(null)) {
            other();
        }
        t.leave(outer);
    }

    /** What can bear a label; false if none starts here. */
    private boolean labelled(String label) {
        if (t.keyword == null) return false;
        switch (t.keyword) {
            case BEGIN:
                block(label);
                return true;
            case LOOP:
                t.advance();
                steps();
                t.expect(END, LOOP);
                endLabel(label);
                return true;
            case WHILE:
                t.advance();
                grammar.expressions.expression();
                t.expect(DO);
                steps();
                t.expect(END, WHILE);
                endLabel(label);
                return true;
            case REPEAT:
                t.advance();
                steps();
                t.expect(UNTIL);
                grammar.expressions.expression();
                t.expect(END, REPEAT);
                endLabel(label);
                return true;
            case FOR:
                t.advance();
                t.name();
                t.expect(IN);
                t.accept(REVERSE);
                while (!t.at(DO) && t.kind != Token.END) {
                    if (t.at('(')) t.skipParentheses();
                    else t.advance();
                }
                t.expect(DO);
                steps();
                t.expect(END, FOR);
                endLabel(label);
                return true;
            default:
                return false;
        }
    }

    /** The label behind END; there can be one only if there is one in front. */
    private void endLabel(String label) {
        if (label != null && t.atName()) t.name();
    }

    // block: BEGIN [ NOT ATOMIC ] { declaration ';' } { step ';' } END [ label ]
    private void block(String label) {
        t.expect(BEGIN);
        if (t.accept(NOT)) t.expect(ATOMIC);
        while (t.at(DECLARE)) {
            declaration();
            t.expect(';');
        }
        while (!t.at(END)) {
            step();
            t.expect(';');
        }
        t.expect(END);
        endLabel(label);
    }

    /** At least one statement, each with its semicolon, up to a word that ends them. */
    private void steps() {
        do {
            step();
            t.expect(';');
        } while (!t.at(END)
                && !t.at(UNTIL)
                && !t.at(ELSE)
                && !t.at(ELSEIF)
                && !t.at(WHEN)
                && !t.at(EXCEPTION));
    }

    // declaration: DECLARE names type [ DEFAULT expression ] | DECLARE name CONDITION FOR condition
    //            | DECLARE name CURSOR [ '(' ... ')' ] FOR query | DECLARE ( CONTINUE | EXIT )
    // HANDLER FOR conditions step
    private void declaration() {
        t.expect(DECLARE);
        if ((t.at(CONTINUE) || t.at(EXIT)) && t.keyword(1) == HANDLER) {
            t.advance();
            t.expect(HANDLER, FOR);
            do condition();
            while (t.accept(','));
            step();
            return;
        }
        Keyword following = t.keyword(1);
        if (following == CONDITION) {
            t.name();
            t.expect(CONDITION, FOR);
            condition();
            return;
        }
        if (following == CURSOR) {
            t.name();
            t.expect(CURSOR);
            if (t.at('(')) t.skipParentheses();
            t.expect(FOR);
            if (t.at(SHOW) || t.at(INSERT) || t.at(UPDATE) || t.at(DELETE))
                throw t.unexpected("SELECT");
            statements.add(grammar.statements().statement());
            return;
        }
        List<Identifier> names = t.names();
        if (names.isEmpty()) throw t.unexpected("a name");
        grammar.programs().programType();
        if (t.accept(DEFAULT) || t.accept(Token.COLON_EQUAL)) grammar.expressions.expression();
    }

    // condition: SQLSTATE [ VALUE ] string | number | SQLEXCEPTION | SQLWARNING | NOT FOUND | name
    private void condition() {
        if (t.accept(SQLSTATE)) {
            t.accept(VALUE);
            if (t.kind != Token.STRING) throw t.unexpected("an SQLSTATE");
            t.advance();
        } else if (t.kind == Token.INTEGER) {
            t.advance();
        } else if (t.accept(NOT)) {
            t.expect(FOUND);
        } else if (!t.accept(SQLEXCEPTION) && !t.accept(SQLWARNING)) {
            t.name();
        }
    }

    private void other() {
        if (t.keyword == null && !t.at('(')) throw t.unexpected("a statement");
        if (t.keyword != null) {
            switch (t.keyword) {
                case IF:
                    conditional();
                    return;
                case CASE:
                    cases();
                    return;
                case LEAVE, ITERATE:
                    t.advance();
                    t.name();
                    return;
                case RETURN:
                    t.advance();
                    grammar.expressions.expression();
                    return;
                case OPEN:
                    t.advance();
                    t.name();
                    if (t.at('(')) t.skipParentheses();
                    if (t.accept(FOR)) grammar.statements().statement();
                    else if (t.accept(USING)) grammar.expressions.expressions();
                    return;
                case CLOSE:
                    t.advance();
                    t.name();
                    return;
                case FETCH:
                    fetch();
                    return;
                case SIGNAL, RESIGNAL:
                    signal();
                    return;
                case GET:
                    untilEnd();
                    return;
                case DECLARE:
                    throw t.unexpected(null);
                default:
                    break;
            }
        }
        statements.add(grammar.statements().statement());
    }

    // ( SIGNAL condition | RESIGNAL [ condition ] ) [ SET item '=' value { ',' ... } ]
    void signal() {
        boolean again = t.at(RESIGNAL);
        t.advance();
        if (t.accept(SQLSTATE)) {
            t.accept(VALUE);
            if (t.kind != Token.STRING) throw t.unexpected("an SQLSTATE");
            t.advance();
        } else if (!again || !t.atEnd() && !t.at(SET)) {
            t.name();
        }
        if (!t.accept(SET)) return;
        do {
            switch (t.upper()) {
                case "CLASS_ORIGIN",
                        "SUBCLASS_ORIGIN",
                        "CONSTRAINT_CATALOG",
                        "CONSTRAINT_SCHEMA",
                        "CONSTRAINT_NAME",
                        "CATALOG_NAME",
                        "SCHEMA_NAME",
                        "TABLE_NAME",
                        "COLUMN_NAME",
                        "CURSOR_NAME",
                        "MESSAGE_TEXT",
                        "MYSQL_ERRNO",
                        "ROW_NUMBER" ->
                        t.advance();
                default -> throw t.unexpected("a condition's item");
            }
            t.expect('=');
            Expression.Kind value = grammar.expressions.climb(ExpressionParser.TIGHTEST).kind();
            if (value != Expression.Kind.LITERAL
                    && value != Expression.Kind.VARIABLE
                    && value != Expression.Kind.COLUMN) {
                throw t.unexpected("a constant or a variable");
            }
        } while (t.accept(','));
    }

    private void untilEnd() {
        t.advance();
        while (!t.atEnd()) {
            if (t.at('(')) t.skipParentheses();
            else if (t.at(')') || t.at(END)) throw t.unexpected(null);
            else t.advance();
        }
    }

    // IF condition THEN steps { ELSEIF condition THEN steps } [ ELSE steps ] END IF
    private void conditional() {
        t.expect(IF);
        do {
            grammar.expressions.expression();
            t.expect(THEN);
            steps();
        } while (t.accept(ELSEIF));
        if (t.accept(ELSE)) steps();
        t.expect(END, IF);
    }

    // CASE [ expression ] { WHEN expression THEN steps } [ ELSE steps ] END CASE
    private void cases() {
        t.expect(CASE);
        if (!t.at(WHEN)) grammar.expressions.expression();
        t.expect(WHEN);
        do {
            grammar.expressions.expression();
            t.expect(THEN);
            steps();
        } while (t.accept(WHEN));
        if (t.accept(ELSE)) steps();
        t.expect(END, CASE);
    }

    // FETCH [ [ NEXT ] FROM ] cursor INTO names
    private void fetch() {
        t.expect(FETCH);
        if (t.at(NEXT) && t.keyword(1) == FROM) t.accept(NEXT, FROM);
        else t.accept(FROM);
        if (t.accept(GROUP)) {
            t.expect(NEXT, ROW);
            return;
        }
        t.name();
        t.expect(INTO);
        do {
            if (t.kind == Token.VARIABLE) t.advance();
            else t.qualifiedName();
        } while (t.accept(','));
    }
}
