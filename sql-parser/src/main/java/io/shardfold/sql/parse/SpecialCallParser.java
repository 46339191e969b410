package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Expression.Piece;
import io.shardfold.sql.ast.WindowSpecification;
import io.shardfold.sql.lex.Keyword;
import java.util.List;

/**
 * The calls of SQL/XML and SQL/JSON, and the tables that both make: arguments with keywords between
 * them.
 *
 * @see "PostgreSQL 18, 9.15 XML Functions, 9.16 JSON Functions"
 */
final class SpecialCallParser {

    private final Grammar grammar;
    private final TokenCursor t;

    SpecialCallParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    /** XMLELEMENT, XMLFOREST, XMLPI, XMLPARSE, XMLROOT, XMLSERIALIZE, XMLEXISTS. */
    Expression xml(Keyword keyword, int start) {
        return call(keyword, start);
    }

    /** JSON, JSON_OBJECT, JSON_ARRAY and the others of SQL/JSON. */
    Expression json(Keyword keyword, int start) {
        return call(keyword, start);
    }

    /** JSON_TABLE and XMLTABLE. */
    Expression tableCall(Keyword keyword, int start) {
        return call(keyword, start);
    }

    // call: keyword '(' words and expressions by the form of that name ')' [ FILTER ... ] [ OVER
    // ... ]
    private Expression call(Keyword keyword, int start) {
        t.advance();
        t.expect('(');
        t.enterCall();
        List<Piece> pieces = new FormReader(grammar).readPieces("CALL_" + keyword);
        t.leaveCall();
        t.expect(')');
        if (t.at(FILTER) && t.kind(1) == '(') {
            t.advance();
            t.expect('(');
            t.expect(WHERE);
            pieces.add(ExpressionParser.word(") FILTER (WHERE"));
            pieces.add(ExpressionParser.piece(grammar.expressions.expression()));
            t.expect(')');
        }
        WindowSpecification over = t.at(OVER) ? grammar.expressions.over() : null;
        return new Expression.KeywordCall(keyword.name(), pieces, over, t.spanFrom(start));
    }
}
