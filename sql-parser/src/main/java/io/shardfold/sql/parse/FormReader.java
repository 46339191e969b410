package io.shardfold.sql.parse;

import io.shardfold.sql.SyntaxException;
import io.shardfold.sql.ast.DataType;
import io.shardfold.sql.ast.Expression;
import io.shardfold.sql.ast.Expression.Piece;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Query;
import io.shardfold.sql.lex.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what a {@link Form} says.
 *
 * <p>A choice takes the first alternative that fits and doesn't come back to the others. Where none
 * fits, the error is about the token that was reached by the one that went farthest.
 */
final class FormReader {

    /**
     * What a form may name beside other forms: {@code table} notes the name of a table, {@code
     * bare} is a word that is no keyword, {@code label} is any word, {@code nonreserved} any that
     * PostgreSQL doesn't reserve.
     */
    static final Set<String> PRODUCTIONS =
            Set.of(
                    "name",
                    "qname",
                    "table",
                    "label",
                    "bare",
                    "nonreserved",
                    "underscored",
                    "string",
                    "integer",
                    "decimal",
                    "literal",
                    "variable",
                    "parameter",
                    "quoted",
                    "operator",
                    "expression",
                    "operand",
                    "value",
                    "sortItem",
                    "subquery",
                    "type",
                    "query",
                    "role",
                    "user",
                    "signature",
                    "aggregate",
                    "function",
                    "definition",
                    "columns",
                    "constraint",
                    "setting",
                    "reset");

    private final Grammar grammar;
    private final TokenCursor t;
    private final Forms forms;

    private final List<QualifiedName> tables = new ArrayList<>(0);
    private final List<Piece> pieces = new ArrayList<>(0);
    private final Set<String> expected = new TreeSet<>();
    private SyntaxException failure;
    private int farthest;

    /** The production just read has left its own piece. */
    private boolean noted;

    FormReader(Grammar grammar) {
        this.grammar = grammar;
        this.t = grammar.cursor;
        this.forms = t.mysql ? MySqlForms.FORMS : PostgreSqlForms.FORMS;
    }

    boolean has(String name) {
        return forms.form(name) != null;
    }

    /**
     * Reads a form from the current token on.
     *
     * @return the tables that it names
     * @throws SyntaxException where the text doesn't fit; at the token that nothing goes on with
     */
    List<QualifiedName> read(String name) {
        start();
        boolean fits = fits(forms.form(name));
        if (!fits || !t.atEnd() && farthest > t.index()) throw error();
        return tables;
    }

    /**
     * Reads what a form says; more of the statement may follow.
     *
     * @throws SyntaxException as {@link #read}
     */
    void begin(String name) {
        start();
        if (!fits(forms.form(name))) throw error();
    }

    /**
     * Reads what stands between the parentheses of a call.
     *
     * @return its words, expressions and types, in order
     * @throws SyntaxException as {@link #read}
     */
    List<Piece> readPieces(String name) {
        begin(name);
        if (!t.at(')')) {
            missing("')'");
            throw error();
        }
        return pieces;
    }

    private void start() {
        farthest = t.index();
        failure = null;
        expected.clear();
    }

    private SyntaxException error() {
        if (failure != null) return failure;
        t.seek(farthest);
        return t.unexpected(expected.isEmpty() ? null : String.join(" or ", shown()));
    }

    private List<String> shown() {
        List<String> shown = new ArrayList<>(expected);
        return shown.size() > 4 ? shown.subList(0, 4) : shown;
    }

    private boolean missing(String what) {
        if (t.index() > farthest) {
            farthest = t.index();
            expected.clear();
            failure = null;
        }
        if (t.index() == farthest && failure == null) expected.add(what);
        return false;
    }

    private boolean fits(Form form) {
        switch (form.sort()) {
            case WORD:
                return word(form.text());
            case SIGN:
                return sign(form.text());
            case NAME:
                {
                    Form named = forms.form(form.text());
                    return named == null ? production(form.text()) : fits(named);
                }
            case SEQUENCE:
                return sequence(form.parts());
            case CHOICE:
                return choice(form.parts());
            case OPTION:
                optional(form.parts().get(0));
                return true;
            case REPETITION:
                while (optional(form.parts().get(0))) {}
                return true;
            default:
                return list(form.parts().get(0));
        }
    }

    private boolean word(String word) {
        if (t.kind == Token.WORD
                && t.end() - t.start() == word.length()
                && t.text.regionMatches(true, t.start(), word, 0, word.length())) {
            t.advance();
            pieces.add(ExpressionParser.word(word));
            return true;
        }
        return missing(word);
    }

    private boolean sign(String sign) {
        if (t.kind != Token.END
                && t.kind != Token.STRING
                && t.end() - t.start() == sign.length()
                && t.text.startsWith(sign, t.start())) {
            t.advance();
            pieces.add(ExpressionParser.word(sign));
            return true;
        }
        return missing("'" + sign + "'");
    }

    private boolean sequence(List<Form> parts) {
        for (Form part : parts) {
            if (!fits(part)) return false;
        }
        return true;
    }

    private boolean choice(List<Form> choices) {
        for (Form choice : choices) {
            if (attempt(choice)) return true;
        }
        return false;
    }

    /** Whether something was read. */
    private boolean optional(Form form) {
        int before = t.index();
        return attempt(form) && t.index() > before;
    }

    /** Whether it fits; where it doesn't, nothing is read. */
    private boolean attempt(Form form) {
        int before = t.index();
        int tablesBefore = tables.size();
        int piecesBefore = pieces.size();
        if (fits(form)) return true;
        t.seek(before);
        tables.subList(tablesBefore, tables.size()).clear();
        pieces.subList(piecesBefore, pieces.size()).clear();
        return false;
    }

    private boolean list(Form form) {
        if (!fits(form)) return false;
        while (t.at(',')) {
            int comma = t.index();
            int piecesBefore = pieces.size();
            t.advance();
            pieces.add(ExpressionParser.word(","));
            if (!fits(form)) {
                t.seek(comma);
                pieces.subList(piecesBefore, pieces.size()).clear();
                return true;
            }
        }
        return true;
    }

    private boolean production(String name) {
        int start = t.index();
        int textStart = t.start();
        TokenCursor.Depth depth = t.depth();
        try {
            if (!produced(name)) return missing(described(name));
            if (!noted) pieces.add(ExpressionParser.word(t.textFrom(textStart)));
            noted = false;
            return true;
        } catch (SyntaxException e) {
            t.restore(depth);
            int at = t.indexAt(e.position());
            if (at > farthest || at == farthest && expected.isEmpty()) {
                farthest = at;
                failure = e;
                expected.clear();
            }
            t.seek(start);
            return false;
        }
    }

    private static String described(String name) {
        return switch (name) {
            case "integer", "decimal" -> "a number";
            case "label", "bare", "nonreserved" -> "a word";
            case "literal" -> "a value";
            case "quoted" -> "a name";
            default -> "a " + name;
        };
    }

    private boolean produced(String name) {
        switch (name) {
            case "string":
                return t.accept(Token.STRING);
            case "integer":
                return t.accept(Token.INTEGER) || t.mysql && t.accept(Token.HEX);
            case "decimal":
                return t.accept(Token.INTEGER) || t.accept(Token.DECIMAL) || t.accept(Token.FLOAT);
            case "literal":
                if (!Token.isLiteral(t.kind)) return false;
                t.advance();
                return true;
            case "variable":
                return t.accept(Token.VARIABLE) || t.accept(Token.SYSTEM_VARIABLE);
            case "parameter":
                return t.accept(Token.PARAMETER);
            case "quoted":
                return t.accept(Token.QUOTED_NAME);
            case "label":
                return t.accept(Token.WORD) || t.accept(Token.QUOTED_NAME);
            case "bare":
                return t.keyword == null && t.accept(Token.WORD) || t.accept(Token.QUOTED_NAME);
            case "underscored":
                return t.tokenText().indexOf('_') > 0
                        && (t.accept(Token.WORD)
                                || t.accept(Token.QUOTED_NAME)
                                || t.accept(Token.STRING));
            case "nonreserved":
                return (t.keyword == null || !t.keyword.isReservedInPostgreSql())
                        && (t.accept(Token.WORD) || t.accept(Token.QUOTED_NAME));
            case "subquery":
                if (!grammar.queries.atQueryInParentheses()) return false;
                node(name);
                return true;
            case "operator":
                if (!((PostgreSqlExpressionParser) grammar.expressions).atOperatorSign())
                    return false;
                t.advance();
                return true;
            default:
                node(name);
                return true;
        }
    }

    private void note(Expression expression) {
        pieces.add(ExpressionParser.piece(expression));
        noted = true;
    }

    private void note(DataType type) {
        pieces.add(new Piece(null, null, type));
        noted = true;
    }

    private void node(String name) {
        switch (name) {
            case "name" -> t.name();
            case "qname" -> t.qualifiedName();
            case "table" -> tables.add(grammar.tables.plainTable().name());
            case "expression" -> note(grammar.expressions.expression());
            case "operand" -> note(grammar.expressions.operand());
            case "value" -> note(grammar.expressions.climb(grammar.expressions.operandLevel()));
            case "sortItem" -> grammar.clauses.sortItems();
            case "subquery" -> {
                Query query = grammar.queries.query();
                note(new Expression.ScalarQuery(query, query.span()));
            }
            case "type" -> note(grammar.types.type());
            case "query" -> grammar.queries.query();
            case "role" -> grammar.accounts().role();
            case "user" -> grammar.accounts().user();
            case "signature" -> grammar.programs().signature(false);
            case "aggregate" -> grammar.programs().signature(true);
            case "function" -> grammar.programs().functionName();
            case "definition" -> new ConstraintParser(grammar).definition();
            case "columns" -> t.namesInParentheses();
            case "constraint" -> new ColumnParser(grammar).domainConstraint();
            case "setting" -> grammar.programs().setting();
            case "reset" -> new SessionParser(grammar).reset(t.start());
            default -> throw new IllegalArgumentException(name);
        }
    }
}
