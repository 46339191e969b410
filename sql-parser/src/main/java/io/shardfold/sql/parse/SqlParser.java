package io.shardfold.sql.parse;

import io.shardfold.sql.Syntax;
import io.shardfold.sql.SyntaxException;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.ast.Statement;
import io.shardfold.sql.lex.Token;
import io.shardfold.sql.lex.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads statements.
 *
 * <p>Time and memory are linear in the length of the text. How deep a statement nests is limited,
 * with an error that says so; chains of AND, OR and commas are not.
 */
public final class SqlParser {

    private SqlParser() {}

    /**
     * Reads one statement; a semicolon may end it.
     *
     * @return {@link Statement.Empty} where the text holds none
     * @throws SyntaxException where the text is no statement of the dialect, or more than one
     */
    public static Statement parse(Syntax syntax, String text) {
        return parse(Tokens.of(syntax, text));
    }

    /** The same, for a text that has been divided into tokens. */
    public static Statement parse(Tokens tokens) {
        Grammar grammar = new Grammar(tokens);
        TokenCursor cursor = grammar.cursor;
        Statement statement = grammar.statements().statement();
        while (cursor.accept(';')) {}
        if (cursor.kind != Token.END) throw cursor.unexpected("the end of the statement");
        return statement;
    }

    /**
     * Reads all statements of a text, which semicolons separate. Literals and parameters are
     * counted through the whole text.
     *
     * @return without empty statements
     */
    public static List<Statement> parseAll(Syntax syntax, String text) {
        Grammar grammar = new Grammar(Tokens.of(syntax, text));
        TokenCursor cursor = grammar.cursor;
        List<Statement> statements = new ArrayList<>(2);
        while (true) {
            while (cursor.accept(';')) {}
            if (cursor.kind == Token.END) return statements;
            statements.add(grammar.statements().statement());
            if (!cursor.atEnd()) throw cursor.unexpected("the end of the statement");
        }
    }

    /**
     * Divides a text into its statements without reading them: the error of one doesn't hide the
     * others.
     *
     * <p>A semicolon inside a stored program's body separates nothing.
     *
     * @return the spans of the statements that aren't empty, semicolons left out
     * @throws SyntaxException where the text can't be divided into tokens
     */
    public static List<Span> split(Syntax syntax, String text) {
        return new Splitter(Tokens.of(syntax, text)).split();
    }

    /** How many parameters a text has: {@code ?} counted, or the highest n of {@code $n}. */
    public static int parameterCount(Syntax syntax, String text) {
        return Tokens.of(syntax, text).parameterCount();
    }
}
