package io.shardfold.sql.parse;

import io.shardfold.sql.Dialect;
import io.shardfold.sql.Syntax;
import io.shardfold.sql.SyntaxException;
import io.shardfold.sql.ast.Identifier;
import io.shardfold.sql.ast.QualifiedName;
import io.shardfold.sql.ast.Span;
import io.shardfold.sql.lex.Keyword;
import io.shardfold.sql.lex.Literals;
import io.shardfold.sql.lex.SyntaxErrors;
import io.shardfold.sql.lex.Token;
import io.shardfold.sql.lex.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The place up to which a text has been read, and the steps every production takes: look, accept,
 * expect, read a name.
 *
 * <p>Confined to one parse. It also holds the two limits on the tree's height, so that neither the
 * parser nor whoever walks the tree runs out of stack: how deep productions call each other, and
 * how high chains of operators grow.
 */
final class TokenCursor {

    /** How deep parentheses, subqueries and calls may nest. */
    static final int NESTING_MAX = 400;

    /** How deep calls may nest whose arguments have a {@link Form}. */
    static final int CALLS_MAX = 64;

    /** How high a tree may grow altogether, where {@code a + b + c} adds two. */
    static final int HEIGHT_MAX = 1_500;

    final Tokens tokens;
    final String text;
    final Syntax syntax;
    final boolean mysql;

    /** The current token's kind. */
    byte kind;

    /** The current token's keyword; null where it is none. */
    Keyword keyword;

    private int index;

    /** The one that was made last. */
    private Span lastSpan;

    private int depth;
    private int height;
    private int calls;

    TokenCursor(Tokens tokens) {
        this.tokens = tokens;
        this.text = tokens.text();
        this.syntax = tokens.syntax();
        this.mysql = syntax.dialect() == Dialect.MYSQL;
        seek(0);
    }

    // ---- where we are

    int index() {
        return index;
    }

    /** Goes to a token, forwards or back. */
    void seek(int to) {
        index = to;
        kind = tokens.kind(to);
        keyword = tokens.keyword(to);
    }

    /** The index of the token at a place in the text, or of the next one behind it. */
    int indexAt(int position) {
        int i = 0;
        while (i + 1 < tokens.count() && tokens.start(i) < position) i++;
        return i;
    }

    void advance() {
        if (kind != Token.END) seek(index + 1);
    }

    /** Index in the text where the current token starts. */
    int start() {
        return tokens.start(index);
    }

    /** Where the current token ends. */
    int end() {
        return tokens.end(index);
    }

    /** Where the token before the current one ends. */
    int lastEnd() {
        return index == 0 ? 0 : tokens.end(index - 1);
    }

    Keyword lastKeyword() {
        return index == 0 ? null : tokens.keyword(index - 1);
    }

    byte lastKind() {
        return index == 0 ? Token.END : tokens.kind(index - 1);
    }

    /** From {@code start} to the end of the token before the current one. */
    Span spanFrom(int start) {
        return span(start, Math.max(start, lastEnd()));
    }

    Span tokenSpan() {
        return span(start(), end());
    }

    /** Nodes that are all there is of their parent share its span. */
    private Span span(int start, int end) {
        Span last = lastSpan;
        if (last != null && last.start() == start && last.end() == end) return last;
        return lastSpan = new Span(start, end);
    }

    byte kind(int ahead) {
        int i = index + ahead;
        return i < tokens.count() ? tokens.kind(i) : Token.END;
    }

    Keyword keyword(int ahead) {
        int i = index + ahead;
        return i < tokens.count() ? tokens.keyword(i) : null;
    }

    /**
     * The text between the end of token {@code from - 1} and the current token, blanks at its ends
     * taken off.
     */
    String textFrom(int start) {
        int end = Math.max(start, lastEnd());
        String span = text.substring(start, end);
        return mysql && (span.contains("*/") || span.contains("/*"))
                ? withoutMarks(start, end)
                : span;
    }

    /**
     * Takes off the marks of executable comments, which may open or close outside of the part that
     * is wanted.
     */
    private String withoutMarks(int start, int end) {
        int i = index;
        while (i > 0 && tokens.start(i - 1) >= start) i--;
        StringBuilder plain = new StringBuilder(end - start);
        for (int from = start; i < index; i++) {
            String gap = text.substring(from, tokens.start(i));
            plain.append(gap.contains("*/") || gap.contains("/*") ? " " : gap)
                    .append(text, tokens.start(i), tokens.end(i));
            from = tokens.end(i);
        }
        return plain.toString();
    }

    // ---- limits

    /** How deep and high the tree is so far. */
    record Depth(int depth, int height, int calls) {}

    Depth depth() {
        return new Depth(depth, height, calls);
    }

    /** Forgets the levels of a production that was given up. */
    void restore(Depth before) {
        depth = before.depth;
        height = before.height;
        calls = before.calls;
    }

    /** Goes one level down. @return what {@link #leave} wants */
    int enter() {
        if (++depth > NESTING_MAX)
            throw tooDeep("nested more than " + NESTING_MAX + " levels deep");
        int outer = height;
        height = 0;
        return outer;
    }

    void leave(int outer) {
        depth--;
        height = Math.max(outer, height + 1);
        if (height > HEIGHT_MAX) throw tooHigh();
    }

    /** Begins a call whose arguments have a form. It takes more stack than others. */
    void enterCall() {
        if (++calls > CALLS_MAX)
            throw tooDeep("SQL/JSON and SQL/XML calls nested more than " + CALLS_MAX + " deep");
    }

    void leaveCall() {
        calls--;
    }

    /** Notes that the tree grows by a level without a call. */
    void grow() {
        if (++height > HEIGHT_MAX) throw tooHigh();
    }

    /** Begins one of several siblings. @return what {@link #leaveSibling} wants */
    int enterSibling() {
        int others = height;
        height = 0;
        return others;
    }

    void leaveSibling(int others) {
        height = Math.max(others, height);
    }

    private SyntaxException tooHigh() {
        return tooDeep(
                "a chain of more than " + HEIGHT_MAX + " operators, joins or set operations");
    }

    private SyntaxException tooDeep(String what) {
        return new SyntaxException(
                "The statement is too complex: " + what + ". Write it in smaller parts.", start());
    }

    // ---- steps

    boolean at(Keyword wanted) {
        return keyword == wanted;
    }

    boolean at(Keyword first, Keyword second) {
        return keyword == first && keyword(1) == second;
    }

    boolean at(char sign) {
        return kind == sign;
    }

    boolean accept(Keyword wanted) {
        if (keyword != wanted) return false;
        seek(index + 1);
        return true;
    }

    /** Both or none. */
    boolean accept(Keyword first, Keyword second) {
        if (!at(first, second)) return false;
        seek(index + 2);
        return true;
    }

    /** All three or none. */
    boolean accept(Keyword first, Keyword second, Keyword third) {
        if (!at(first, second) || keyword(2) != third) return false;
        seek(index + 3);
        return true;
    }

    boolean accept(char sign) {
        if (kind != sign) return false;
        seek(index + 1);
        return true;
    }

    boolean accept(byte wanted) {
        if (kind != wanted) return false;
        advance();
        return true;
    }

    void expect(Keyword wanted) {
        if (!accept(wanted)) throw unexpected(wanted.name());
    }

    void expect(Keyword first, Keyword second) {
        expect(first);
        expect(second);
    }

    void expect(Keyword first, Keyword second, Keyword third) {
        expect(first);
        expect(second, third);
    }

    void expect(char sign) {
        if (!accept(sign)) throw unexpected("'" + sign + "'");
    }

    /** IF EXISTS, where it is written. */
    boolean acceptIfExists() {
        return accept(Keyword.IF, Keyword.EXISTS);
    }

    /** IF NOT EXISTS, where it is written. */
    boolean acceptIfNotExists() {
        return accept(Keyword.IF, Keyword.NOT, Keyword.EXISTS);
    }

    boolean atEnd() {
        return kind == Token.END || kind == ';';
    }

    /** The current word or sign in upper case. */
    String upper() {
        return keyword != null ? keyword.name() : tokenText().toUpperCase(Locale.ROOT);
    }

    String tokenText() {
        return text.substring(start(), end());
    }

    /** The current sign, without a new string for the usual ones. */
    String sign() {
        return switch (kind) {
            case '+' -> "+";
            case '-' -> "-";
            case '*' -> "*";
            case '/' -> "/";
            case '%' -> "%";
            case Token.DOUBLE_PIPE -> "||";
            default -> tokenText();
        };
    }

    /** Reads the current word and gives it in upper case. */
    String takeUpper() {
        String word = upper();
        advance();
        return word;
    }

    SyntaxException unexpected(String expected) {
        return SyntaxErrors.near(syntax.dialect(), text, start(), end(), expected);
    }

    // ---- names

    /** Whether a name of a column or table can start here. */
    boolean atName() {
        if (kind == Token.WORD)
            return keyword == null
                    || (mysql ? !keyword.isReservedInMySql() : keyword.isColumnName());
        return kind == Token.QUOTED_NAME;
    }

    /** name: a column's, table's or other object's name. */
    Identifier name() {
        if (!atName()) throw unexpected("a name");
        return identifier();
    }

    /** What can stand behind a dot, or behind AS in PostgreSQL: any word. */
    Identifier label() {
        if (kind != Token.WORD && kind != Token.QUOTED_NAME) throw unexpected("a name");
        // MySQL takes a reserved word for a name only if nothing stands between it and the dot.
        if (mysql
                && keyword != null
                && keyword.isReservedInMySql()
                && start() > lastEnd()
                && lastKind() == '.') throw unexpected("a name");
        return identifier();
    }

    /** Takes the current token as a name, whatever it is. */
    Identifier identifier() {
        int start = start();
        int end = end();
        boolean quoted = kind != Token.WORD;
        String value;
        if (kind == Token.QUOTED_NAME) value = quotedName(start, end);
        else if (kind == Token.STRING) value = tokens.value(index);
        else value = Names.of(text, start, end);
        advance();
        return new Identifier(value, quoted, start, end);
    }

    private String quotedName(int start, int end) {
        char quote = text.charAt(start);
        boolean plain = quote == text.charAt(end - 1) && text.indexOf(quote, start + 1) == end - 1;
        return plain ? Names.of(text, start + 1, end - 1) : Literals.name(syntax, text, start, end);
    }

    // qualifiedName: name { '.' label }
    QualifiedName qualifiedName() {
        // MySQL takes .t for a table of the current database.
        if (mysql && kind == '.' && (kind(1) == Token.WORD || kind(1) == Token.QUOTED_NAME))
            advance();
        Identifier first = name();
        if (kind != '.' || kind(1) != Token.WORD && kind(1) != Token.QUOTED_NAME && mysql) {
            return qualified(first);
        }
        return rest(first);
    }

    /** The name that was just read, alone. */
    QualifiedName qualified(Identifier name) {
        return new QualifiedName(List.of(name), spanOf(name));
    }

    Span spanOf(Identifier name) {
        return span(name.start(), name.end());
    }

    /** The parts behind the first. */
    private QualifiedName rest(Identifier first) {
        int start = first.start();
        accept('.');
        Identifier second = label();
        if (kind != '.' || !(kind(1) == Token.WORD || kind(1) == Token.QUOTED_NAME)) {
            return new QualifiedName(List.of(first, second), spanFrom(start));
        }
        List<Identifier> parts = new ArrayList<>(List.of(first, second));
        while (accept('.')) parts.add(label());
        if (parts.size() > 4)
            throw new SyntaxException(
                    "improper qualified name (too many dotted names): " + textFrom(start), start);
        return new QualifiedName(parts, spanFrom(start));
    }

    // nameList: name { ',' name }
    List<Identifier> names() {
        List<Identifier> names = new ArrayList<>(4);
        do names.add(name());
        while (accept(','));
        return names;
    }

    // '(' name { ',' name } ')'
    List<Identifier> namesInParentheses() {
        expect('(');
        List<Identifier> names = names();
        expect(')');
        return names;
    }

    // qualifiedName { ',' qualifiedName }
    List<QualifiedName> qualifiedNames() {
        List<QualifiedName> names = new ArrayList<>(2);
        do names.add(qualifiedName());
        while (accept(','));
        return names;
    }

    /**
     * The index of the parenthesis that closes the one at {@code open}, both token indexes; that of
     * END if none does.
     */
    int closing(int open) {
        int level = 0;
        for (int i = open; i < tokens.count(); i++) {
            byte k = tokens.kind(i);
            if (k == '(') level++;
            else if (k == ')' && --level == 0) return i;
        }
        return tokens.count() - 1;
    }

    /** Skips a pair of parentheses with all that stands between. */
    void skipParentheses() {
        if (kind != '(') throw unexpected("'('");
        int close = closing(index);
        seek(close);
        expect(')');
    }
}
