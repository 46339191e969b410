package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.ast.Utility;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;

/** Blocks of stored programs: taken as a span, with the names that may be tables'. */
final class CompoundParser {

    private final TokenCursor t;

    CompoundParser(Grammar grammar) {
        this.t = grammar.cursor;
    }

    /** A compound statement outside of a stored program. */
    Statement statement(int start) {
        int first = t.index();
        int end = new Splitter(t.tokens).end(first);
        List<QualifiedName> names = new ArrayList<>();
        while (t.index() < end) {
            if (t.atName()) names.add(anyName());
            else t.advance();
        }
        return new Utility.Compound(names, t.textFrom(start), t.spanFrom(start));
    }

    private QualifiedName anyName() {
        Identifier first = t.identifier();
        List<Identifier> parts = new ArrayList<>(2);
        parts.add(first);
        while (t.at('.') && (t.kind(1) == Token.WORD || t.kind(1) == Token.QUOTED_NAME)) {
            t.advance();
            parts.add(t.identifier());
        }
        return new QualifiedName(parts, t.spanFrom(first.span().start()));
    }

    /**
     * Takes a body up to the token that ends the statement; what begins no statement is refused.
     */
    void body(int end) {
        boolean block =
                t.kind == Token.WORD
                        || t.at('(')
                        || t.kind == Token.QUOTED_NAME && t.kind(1) == ':';
        if (!block) throw t.unexpected("a statement");
        boolean label = t.kind(1) == ':';
        if (!label && t.keyword == null) throw t.unexpected("a statement");
        int level = 0;
        while (t.index() < end) {
            if (t.at('(')) level++;
            else if (t.at(')') && --level < 0) throw t.unexpected(null);
            if (t.at(';') && level > 0) throw t.unexpected("')'");
            t.advance();
        }
        if (level > 0) throw t.unexpected("')'");
        if (t.lastKind() == ';') throw t.unexpected(null);
    }
}
