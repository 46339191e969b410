package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Ddl.ObjectType;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;

/** Sequences, and the options of identity columns. */
final class SequenceParser {

    private final Grammar grammar;
    private final TokenCursor t;

    SequenceParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // sequence: SEQUENCE [ IF NOT EXISTS ] name { option }
    Statement create(int start) {
        t.expect(SEQUENCE);
        t.acceptIfNotExists();
        QualifiedName name = t.qualifiedName();
        QualifiedName owner = t.mysql ? mysqlOptions(false) : options();
        return new ObjectParser(grammar)
                .object(
                        ObjectType.SEQUENCE,
                        false,
                        name,
                        owner == null ? List.of() : List.of(owner),
                        start);
    }

    QualifiedName mysqlOptions(boolean alter) {
        List<QualifiedName> none = new ArrayList<>(0);
        CreateTableParser tables = new CreateTableParser(grammar);
        while (!t.atEnd()) {
            if (!alter && t.at(RESTART)) throw t.unexpected("an option");
            if (t.at(INCREMENT)
                    || t.at(MINVALUE)
                    || t.at(MAXVALUE)
                    || t.at(START)
                    || t.at(CACHE)
                    || t.at(RESTART)) {
                t.advance();
                if (!t.accept(BY) && !t.accept(WITH)) t.accept('=');
                if (t.kind == Token.INTEGER || t.at('-') || t.at('+') || t.kind == Token.PARAMETER)
                    grammar.expressions.climb(grammar.expressions.operandLevel());
                else if (t.lastKeyword() != RESTART) throw t.unexpected("a number");
            } else if (t.at(NOMINVALUE)
                    || t.at(NOMAXVALUE)
                    || t.at(NOCYCLE)
                    || t.at(NOCACHE)
                    || t.at(CYCLE)) {
                t.advance();
            } else if (t.accept(NO)) {
                if (!t.at(MINVALUE) && !t.at(MAXVALUE) && !t.at(CYCLE) && !t.at(CACHE))
                    throw t.unexpected("MINVALUE, MAXVALUE, CYCLE or CACHE");
                t.advance();
            } else if (t.keyword == null) {
                throw t.unexpected("an option");
            } else if (t.accept(AS)) {
                grammar.types.type();
            } else if (!tables.tableOption(none)) {
                throw t.unexpected("an option");
            }
        }
        return null;
    }

    /**
     * At least one option of a sequence. @return the table of OWNED BY; null where none is named
     */
    QualifiedName options() {
        QualifiedName owner = null;
        while (atOption()) {
            QualifiedName found = option();
            if (found != null) owner = found;
        }
        return owner;
    }

    private boolean atOption() {
        return t.at(AS)
                || t.at(CACHE)
                || t.at(CYCLE)
                || t.at(INCREMENT)
                || t.at(MAXVALUE)
                || t.at(MINVALUE)
                || t.at(NO)
                || t.at(OWNED)
                || t.at(START)
                || t.at(RESTART)
                || t.at(LOGGED)
                || t.at(UNLOGGED)
                || t.at(SEQUENCE);
    }

    // option: AS type | CACHE n | [ NO ] CYCLE | INCREMENT [ BY ] n | [ NO ] MAXVALUE n | OWNED BY
    // column | START [ WITH ] n | RESTART [ [ WITH ] n ]
    QualifiedName option() {
        if (t.accept(AS)) {
            grammar.types.type();
        } else if (t.accept(CYCLE) || t.accept(LOGGED) || t.accept(UNLOGGED)) {
            return null;
        } else if (t.accept(NO)) {
            if (!t.at(MAXVALUE) && !t.at(MINVALUE) && !t.at(CYCLE))
                throw t.unexpected("MAXVALUE, MINVALUE or CYCLE");
            t.advance();
        } else if (t.accept(OWNED)) {
            t.expect(BY);
            int start = t.start();
            List<Identifier> parts = new ArrayList<>(t.qualifiedName().parts());
            if (parts.size() < 2) return null;
            parts.remove(parts.size() - 1);
            return new QualifiedName(
                    parts, new Span(start, parts.get(parts.size() - 1).span().end()));
        } else if (t.accept(SEQUENCE)) {
            t.expect(NAME);
            t.qualifiedName();
        } else if (t.accept(RESTART)) {
            if (t.accept(WITH) || t.kind == Token.INTEGER || t.at('-') || t.at('+')) number();
        } else if (t.accept(INCREMENT)) {
            t.accept(BY);
            number();
        } else if (t.accept(START)) {
            t.accept(WITH);
            number();
        } else if (t.accept(CACHE) || t.accept(MAXVALUE) || t.accept(MINVALUE)) {
            number();
        } else {
            throw t.unexpected("an option");
        }
        return null;
    }

    void number() {
        if (!t.accept('-')) t.accept('+');
        if (t.kind != Token.INTEGER && t.kind != Token.DECIMAL && t.kind != Token.FLOAT)
            throw t.unexpected("a number");
        t.advance();
    }
}
