package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Ddl;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Statement;
import java.util.List;

/** CREATE VIEW and what ALTER VIEW shares with it. */
final class ViewParser {

    private final Grammar grammar;
    private final TokenCursor t;

    ViewParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // view: [ RECURSIVE | MATERIALIZED ] VIEW [ IF NOT EXISTS ] name [ '(' names ')' ] [ options ]
    // AS query [ WITH [ CASCADED | LOCAL ] CHECK OPTION ]
    Statement view(boolean alter, List<String> modifiers, int start) {
        boolean recursive = !t.mysql && t.accept(RECURSIVE);
        boolean materialized = !t.mysql && !recursive && t.accept(MATERIALIZED);
        t.expect(VIEW);
        boolean ifNotExists = !alter && t.acceptIfNotExists();
        QualifiedName name = t.qualifiedName();
        List<Identifier> columns = t.at('(') ? t.namesInParentheses() : List.of();
        if (recursive && columns.isEmpty()) throw t.unexpected("'('");
        if (!t.mysql) {
            if (materialized && t.accept(USING)) t.name();
            if (t.accept(WITH)) new ConstraintParser(grammar).definition();
            if (materialized && t.accept(TABLESPACE)) t.name();
        }
        t.expect(AS);
        Query query = grammar.queries.checkedSubquery(grammar.queries.query());
        if (t.accept(WITH)) {
            if (materialized) {
                t.accept(NO);
                t.expect(DATA);
            } else {
                if (!t.accept(CASCADED)) t.accept(LOCAL);
                t.expect(CHECK, OPTION);
            }
        }
        return new Ddl.CreateView(
                alter,
                modifiers.contains("OR REPLACE"),
                materialized,
                ifNotExists,
                name,
                columns,
                query,
                t.textFrom(start),
                t.spanFrom(start));
    }

    /** ALGORITHM = ..., DEFINER = ..., SQL SECURITY ...: of views and programs. */
    void modifiers(List<String> modifiers) {
        while (true) {
            if (t.at(ALGORITHM)) {
                t.advance();
                t.expect('=');
                if (!t.at(UNDEFINED) && !t.at(MERGE) && !t.at(TEMPTABLE))
                    throw t.unexpected("MERGE, TEMPTABLE or UNDEFINED");
                modifiers.add("ALGORITHM=" + t.takeUpper());
            } else if (t.at(DEFINER)) {
                t.advance();
                t.expect('=');
                grammar.accounts().user();
            } else if (t.at(SQL) && t.keyword(1) == SECURITY) {
                t.accept(SQL, SECURITY);
                if (!t.accept(DEFINER)) t.expect(INVOKER);
            } else {
                return;
            }
        }
    }
}
