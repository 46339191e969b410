package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Ddl.ObjectType;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Statement;
import java.util.List;

/** PostgreSQL's rules and policies. */
final class RuleParser {

    private final Grammar grammar;
    private final TokenCursor t;

    RuleParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // rule: RULE name AS ON event TO table [ WHERE condition ] DO [ ALSO | INSTEAD ] ( NOTHING |
    // command | '(' commands ')' )
    Statement create(int start) {
        t.expect(RULE);
        QualifiedName name = t.qualifiedName();
        t.expect(AS, ON);
        if (!t.at(SELECT) && !t.at(INSERT) && !t.at(UPDATE) && !t.at(DELETE))
            throw t.unexpected("an event");
        t.advance();
        t.expect(TO);
        QualifiedName table = t.qualifiedName();
        if (t.accept(WHERE)) grammar.expressions.expression();
        t.expect(DO);
        if (!t.accept(ALSO)) t.accept(INSTEAD);
        if (!t.accept(NOTHING)) {
            if (t.at('(') && !grammar.queries.atParenthesizedQuery()) {
                t.advance();
                do {
                    if (!t.at(';') && !t.at(')')) ruleCommand();
                } while (t.accept(';'));
                t.expect(')');
            } else if (t.at('(')) {
                ruleCommands();
            } else {
                ruleCommand();
            }
        }
        return new ObjectParser(grammar)
                .object(ObjectType.RULE, false, name, List.of(table), start);
    }

    /** {@code (SELECT ...; DELETE ...)}, or one query in parentheses. */
    private void ruleCommands() {
        t.expect('(');
        do {
            if (!t.at(';') && !t.at(')')) ruleCommand();
        } while (t.accept(';'));
        t.expect(')');
    }

    private void ruleCommand() {
        if (t.at(NOTIFY) || t.at(LISTEN)) {
            grammar.statements().statement();
            return;
        }
        if (!grammar.statements().atExplainable()) throw t.unexpected("a command");
        grammar.statements().statement();
    }

    /** A policy: {@code name ON table ...}. */
    Statement onTable(ObjectType type, boolean alter, int start) {
        t.acceptIfExists();
        QualifiedName name = t.qualifiedName();
        t.expect(ON);
        QualifiedName table = t.qualifiedName();
        if (type == ObjectType.POLICY) policy(alter);
        else new FormReader(grammar).read("ALTER_" + type);
        return new ObjectParser(grammar).object(type, alter, name, List.of(table), start);
    }

    // [ AS word ] [ FOR command ] [ TO roles ] [ USING '(' ... ')' ] [ WITH CHECK '(' ... ')' ] |
    // RENAME TO name
    private void policy(boolean alter) {
        if (alter && t.accept(RENAME)) {
            t.expect(TO);
            t.name();
            return;
        }
        if (!alter && t.accept(AS)) {
            if (!t.upper().equals("PERMISSIVE") && !t.upper().equals("RESTRICTIVE"))
                throw t.unexpected("PERMISSIVE or RESTRICTIVE");
            t.advance();
        }
        if (!alter && t.accept(FOR)) {
            if (!(t.at(ALL) || t.at(SELECT) || t.at(INSERT) || t.at(UPDATE) || t.at(DELETE)))
                throw t.unexpected("a command");
            t.advance();
        }
        if (t.accept(TO)) {
            do grammar.accounts().role();
            while (t.accept(','));
        }
        if (t.accept(USING)) condition();
        if (t.accept(WITH)) {
            t.expect(CHECK);
            condition();
        }
    }

    void condition() {
        t.expect('(');
        grammar.expressions.expression();
        t.expect(')');
    }
}
