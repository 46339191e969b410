package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Ddl.ObjectType;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Statement;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's publications. */
final class PublicationParser {

    private final Grammar grammar;
    private final TokenCursor t;

    PublicationParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    // publication: PUBLICATION name [ FOR ALL TABLES | FOR objects ] [ WITH '(' ... ')' ]
    //            | PUBLICATION name ( ADD objects | SET objects | DROP objects | SET '(' ... ')' |
    // OWNER TO role | RENAME TO name )
    Statement publication(boolean alter, int start) {
        t.expect(PUBLICATION);
        QualifiedName name = t.qualifiedName();
        List<QualifiedName> tables = new ArrayList<>(2);
        if (alter) {
            if (t.at(ADD) || t.at(DROP) || t.at(SET) && t.kind(1) != '(') {
                t.advance();
                published(tables);
            } else if (t.accept(SET)) {
                new ConstraintParser(grammar).definition();
            } else if (t.accept(RENAME)) {
                t.expect(TO);
                t.name();
            } else {
                t.expect(OWNER);
                t.expect(TO);
                grammar.accounts().role();
            }
        } else {
            if (t.accept(FOR)) {
                if (t.at(ALL)) {
                    t.expect(ALL, TABLES);
                } else {
                    published(tables);
                }
            }
            if (t.accept(WITH)) new ConstraintParser(grammar).definition();
        }
        return new ObjectParser(grammar).object(ObjectType.PUBLICATION, alter, name, tables, start);
    }

    // objects: ( TABLE table | TABLES IN SCHEMA name | table ) { ',' ... }
    private void published(List<QualifiedName> tables) {
        boolean schema = false;
        boolean first = true;
        do {
            if (t.accept(TABLES)) {
                t.expect(IN, SCHEMA);
                schema = true;
                if (!t.accept(CURRENT_SCHEMA)) t.name();
                if (t.at('.')) throw t.unexpected(null);
            } else {
                boolean table = t.accept(TABLE);
                if (first && !table) throw t.unexpected("TABLE");
                if (table) schema = false;
                if (schema) {
                    if (!t.accept(CURRENT_SCHEMA)) t.name();
                } else {
                    tables.add(grammar.tables.plainTable().name());
                    if (t.at('(')) t.namesInParentheses();
                    if (t.accept(WHERE)) new RuleParser(grammar).condition();
                }
            }
            first = false;
        } while (t.accept(','));
    }
}
