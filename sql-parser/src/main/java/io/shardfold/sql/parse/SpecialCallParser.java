package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Expression.Piece;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.WindowSpecification;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
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

    // call: keyword '(' { word | ',' | ':' | expression | AS type | AS name | COLUMNS ... } ')' [
    // FILTER ... ] [ OVER ... ]
    private Expression call(Keyword keyword, int start) {
        t.advance();
        t.expect('(');
        List<Piece> pieces = new ArrayList<>(6);
        boolean operandMayFollow = true;
        while (!t.at(')')) {
            if (t.kind == Token.END) throw t.unexpected("')'");
            if (t.at(',') || t.at(':')) {
                if (operandMayFollow) throw t.unexpected("an expression");
                pieces.add(ExpressionParser.word(t.takeUpper()));
                operandMayFollow = true;
            } else if (pieces.isEmpty()
                    && keyword == JSON_ARRAY
                    && grammar.queries.atQueryInParentheses()) {
                Query query = grammar.queries.query();
                pieces.add(ExpressionParser.piece(new Expression.ScalarQuery(query, query.span())));
                operandMayFollow = false;
            } else if (t.at(ENCODING)) {
                t.advance();
                pieces.add(ExpressionParser.word("ENCODING"));
                pieces.add(label());
                operandMayFollow = false;
            } else if (t.at(NO) && t.keyword(1) == VALUE) {
                t.accept(NO, VALUE);
                pieces.add(ExpressionParser.word("NO VALUE"));
                operandMayFollow = false;
            } else if (t.keyword(1) == ON
                    && (t.keyword(2) == NULL || t.keyword(2) == EMPTY || t.keyword(2) == ERROR)) {
                pieces.add(
                        ExpressionParser.word(
                                t.takeUpper() + " " + t.takeUpper() + " " + t.takeUpper()));
                operandMayFollow = false;
            } else if (t.at(COLUMNS)) {
                pieces.add(columns());
                operandMayFollow = false;
            } else if (t.at(AS)) {
                t.advance();
                pieces.add(ExpressionParser.word("AS"));
                if (keyword == XMLSERIALIZE)
                    pieces.add(new Piece(null, null, grammar.types.type()));
                else pieces.add(label());
                operandMayFollow = false;
            } else if (t.at(RETURNING)) {
                t.advance();
                pieces.add(ExpressionParser.word("RETURNING"));
                pieces.add(new Piece(null, null, grammar.types.castType()));
                operandMayFollow = false;
            } else if (pieces.isEmpty()
                    && (keyword == XMLELEMENT || keyword == XMLPI)
                    && t.at(NAME)) {
                t.advance();
                pieces.add(ExpressionParser.word("NAME"));
                pieces.add(label());
                operandMayFollow = false;
            } else if ((t.at(XMLATTRIBUTES) || t.at(XMLNAMESPACES)) && t.kind(1) == '(') {
                if (!operandMayFollow) throw t.unexpected(null);
                pieces.add(ExpressionParser.piece(call(t.keyword, t.start())));
                operandMayFollow = false;
            } else if (isWord()) {
                pieces.add(ExpressionParser.word(t.upper()));
                boolean operandBefore = !operandMayFollow;
                operandMayFollow =
                        t.at(VALUE)
                                || t.at(DEFAULT)
                                || t.at(PASSING)
                                || t.at(DOCUMENT)
                                || t.at(CONTENT)
                                || t.at(VERSION)
                                || t.at(BY)
                                || t.at(REF)
                                || !operandBefore;
                t.advance();
            } else {
                if (!operandMayFollow) throw t.unexpected("','");
                pieces.add(ExpressionParser.piece(grammar.expressions.expression()));
                operandMayFollow = false;
            }
        }
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

    private Piece label() {
        if (t.kind != Token.WORD && t.kind != Token.QUOTED_NAME) throw t.unexpected("a name");
        Piece label = ExpressionParser.word(t.tokenText());
        t.advance();
        return label;
    }

    /** Whether the current word belongs to the call's syntax. */
    private boolean isWord() {
        if (t.keyword == null || t.kind(1) == '.') return false;
        if (t.kind(1) == '(') return t.at(DEFAULT) || t.at(PASSING);
        return switch (t.keyword) {
            case VALUE,
                    FORMAT,
                    ENCODING,
                    UTF8,
                    ABSENT,
                    ON,
                    KEYS,
                    UNIQUE,
                    WITH,
                    WITHOUT,
                    WRAPPER,
                    CONDITIONAL,
                    UNCONDITIONAL,
                    KEEP,
                    OMIT,
                    QUOTES,
                    SCALAR,
                    STRING,
                    ERROR,
                    EMPTY,
                    DEFAULT,
                    PASSING,
                    BY,
                    REF,
                    DOCUMENT,
                    CONTENT,
                    WHITESPACE,
                    PRESERVE,
                    STRIP,
                    STANDALONE,
                    VERSION,
                    YES,
                    NO,
                    INDENT,
                    ORDER,
                    ASC,
                    DESC,
                    OBJECT,
                    KEY,
                    UNKNOWN ->
                    true;
            case NULL -> t.keyword(1) == ON;
            case TRUE, FALSE -> t.keyword(1) == ON;
            case JSON -> t.kind(1) != Token.STRING;
            case ARRAY -> t.kind(1) != '[';
            default -> false;
        };
    }

    /**
     * The columns of JSON_TABLE or XMLTABLE: names, types, paths and constants, kept as written.
     */
    private Piece columns() {
        int start = t.start();
        t.advance();
        if (t.at('(')) {
            t.skipParentheses();
        } else {
            while (!t.at(')')) {
                if (t.kind == Token.END) throw t.unexpected("')'");
                if (t.at('(')) t.skipParentheses();
                else t.advance();
            }
        }
        return ExpressionParser.word(new Span(start, t.lastEnd()).of(t.text));
    }
}
