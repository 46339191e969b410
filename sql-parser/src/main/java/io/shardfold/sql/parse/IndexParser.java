package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.TableExpression.TableReference;
import io.shardfold.sql.lex.Token;
import java.util.List;

/** CREATE INDEX. */
final class IndexParser {

    private final Grammar grammar;
    private final TokenCursor t;

    IndexParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // index: INDEX [ IF NOT EXISTS ] name [ USING method ] ON table '(' parts ')' { option }
    Statement mysqlIndex(List<String> modifiers, int start) {
        t.expect(INDEX);
        boolean ifNotExists = t.acceptIfNotExists();
        Identifier name = t.name();
        String method = null;
        if (t.at(USING) || t.at(TYPE)) {
            t.advance();
            method = t.takeUpper();
        }
        t.expect(ON);
        TableReference table = grammar.tables.plainTable();
        ConstraintParser constraints = new ConstraintParser(grammar);
        List<Ddl.KeyPart> parts = constraints.keyParts();
        constraints.indexOptions();
        if (t.accept(WAIT)) t.advance();
        else t.accept(NOWAIT);
        while (t.at(ALGORITHM) || t.at(LOCK)) {
            t.advance();
            t.accept('=');
            if (t.kind != Token.WORD) throw t.unexpected("a word");
            t.advance();
        }
        return new Ddl.CreateIndex(
                modifiers,
                ifNotExists,
                name,
                table,
                method,
                parts,
                null,
                t.textFrom(start),
                t.spanFrom(start));
    }

    // index: [ UNIQUE ] INDEX [ CONCURRENTLY ] [ [ IF NOT EXISTS ] name ] ON [ ONLY ] table [ USING
    // method ] '(' parts ')' [ INCLUDE ... ]
    //        [ NULLS [ NOT ] DISTINCT ] [ WITH '(' ... ')' ] [ TABLESPACE name ] [ WHERE condition
    // ]
    Statement postgresqlIndex(List<String> modifiers, int start) {
        if (t.at(UNIQUE)) modifiers.add(t.takeUpper());
        t.expect(INDEX);
        if (t.at(CONCURRENTLY)) modifiers.add(t.takeUpper());
        boolean ifNotExists = t.acceptIfNotExists();
        Identifier name = null;
        if (ifNotExists || !t.at(ON)) name = t.name();
        t.expect(ON);
        TableReference table = grammar.tables.plainTable();
        String method = t.accept(USING) ? t.name().value() : null;
        ConstraintParser constraints = new ConstraintParser(grammar);
        List<Ddl.KeyPart> parts = constraints.keyParts();
        if (t.accept(INCLUDE)) constraints.keyParts();
        if (t.accept(NULLS)) {
            t.accept(NOT);
            t.expect(DISTINCT);
        }
        if (t.accept(WITH)) constraints.definition();
        if (t.accept(TABLESPACE)) t.name();
        Expression where = t.accept(WHERE) ? grammar.expressions.expression() : null;
        return new Ddl.CreateIndex(
                modifiers,
                ifNotExists,
                name,
                table,
                method,
                parts,
                where,
                t.textFrom(start),
                t.spanFrom(start));
    }
}
