package io.shardfold.sql.parse;

import static io.shardfold.sql.lex.Keyword.*;

import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.lex.Token;
import java.util.List;

/** Commands about the server, its plugins and its replicas: they name no table. */
final class ServerParser {

    private final Grammar grammar;
    private final TokenCursor t;

    ServerParser(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
    }

    /** A command whose form is named for its first word. */
    Statement command(int start) {
        if (t.at(RESET, PERSIST)) return resetPersisted(start);
        String verb = t.takeUpper();
        if (!verb.equals("RESTART")) new FormReader(grammar).read(verb);
        return other(verb, start);
    }

    /** What is left of a statement, by the form of that name. */
    Statement remainder(String command, String form, int start) {
        new FormReader(grammar).read(form);
        return other(command, start);
    }

    private Statement other(String command, int start) {
        return new Statement.Other(command, List.of(), t.textFrom(start), t.spanFrom(start));
    }

    // RESET PERSIST [ [ IF EXISTS ] name ]
    private Statement resetPersisted(int start) {
        t.expect(RESET, PERSIST);
        boolean ifExists = t.acceptIfExists();
        if (ifExists || t.kind != Token.END && t.kind != ';') t.qualifiedName();
        return other("RESET PERSIST", start);
    }
}
