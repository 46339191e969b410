package io.shardfold.core.rule.inline;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the inside of one {@code ${...}}, up to its closing brace. Each production stands above its
 * method.
 *
 * <p>Operators by precedence, loosest first: {@code ?: || && | ^ & == != < <= > >= as << >> >>> ..
 * ..< + - * / % **}. A conversion with {@code as} ends its left side, so that {@code value as int %
 * 2} is {@code (value as int) % 2}.
 */
final class Parser {

    /** Deeper nesting isn't an expression that somebody wrote. */
    private static final int DEPTH_MAX = 200;

    private static final int UNARY = 12;
    private static final int POWER = 13;

    private final String text;
    private int at;
    private int depth;

    /** Slots of names in sight: the variables, then what collect and def add. */
    private final Map<String, Integer> slots = new LinkedHashMap<>();

    private int slotCount;

    Parser(String text, List<String> variables) {
        this.text = text;
        for (String variable : variables) {
            slots.put(variable, slotCount++);
        }
    }

    /** How many slots a frame needs for everything read so far. */
    int slotCount() {
        return slotCount;
    }

    /**
     * Reads {@code block '}'}.
     *
     * @param start the position after <code>${</code>
     */
    Term braced(int start) {
        at = start;
        Term block = block();
        expect('}');
        return block;
    }

    /** Reads a name, for {@code $name}. */
    Term name(int start) {
        at = start;
        return reference(identifier());
    }

    /** The position after what was read last. */
    int position() {
        return at;
    }

    // block := statement ((';' | newline) statement)*
    private Term block() {
        Map<String, Integer> outside = new LinkedHashMap<>(slots);
        List<Term> statements = new ArrayList<>();
        while (true) {
            statements.add(statement());
            boolean separated = skipSeparators();
            if (peek() == '}' || at >= text.length() || !separated) {
                break;
            }
        }
        slots.clear();
        slots.putAll(outside);
        return statements.size() == 1 ? statements.get(0) : new Term.Block(List.copyOf(statements));
    }

    /**
     * Skips what stands between statements, and says whether a semicolon or a new line was there.
     */
    private boolean skipSeparators() {
        boolean separated = false;
        while (Character.isWhitespace(peek()) || peek() == ';') {
            separated |= peek() == ';' || peek() == '\n';
            at++;
        }
        return separated;
    }

    // statement := ('def' | type) name '=' expression | 'return' expression | if | expression
    private Term statement() {
        enter();
        try {
            skipBlanks();
            int start = at;
            if (isIdentifierStart(peek())) {
                String word = identifier();
                switch (word) {
                    case "return" -> {
                        return expression(0);
                    }
                    case "if" -> {
                        return choice();
                    }
                    case "def", "int", "long", "String", "Integer", "Long" -> {
                        skipBlanks();
                        if (isIdentifierStart(peek())) {
                            String name = identifier();
                            expect('=');
                            Term value = expression(0);
                            slots.put(name, slotCount);
                            return new Term.Define(slotCount++, value);
                        }
                    }
                    case "switch",
                            "for",
                            "while",
                            "do",
                            "try",
                            "throw",
                            "import",
                            "class",
                            "assert",
                            "synchronized" ->
                            throw new InlineException(
                                    "'"
                                            + word
                                            + "' isn't allowed in an expression; use 'condition ? a : b' or a list or map with an index.");
                    default -> {}
                }
                at = start;
            }
            return expression(0);
        } finally {
            depth--;
        }
    }

    // if := '(' expression ')' body ['else' body]        body := '{' block '}' | statement
    private Term choice() {
        expect('(');
        Term condition = expression(0);
        expect(')');
        Term yes = body();
        Term no = new Term.Constant(null);
        skipBlanks();
        int before = at;
        if (peek() == ';') {
            at++;
            skipBlanks();
        }
        if (isIdentifierStart(peek()) && identifier().equals("else")) {
            no = body();
        } else {
            at = before;
        }
        return new Term.Choice(condition, yes, no);
    }

    private Term body() {
        skipBlanks();
        if (peek() != '{') {
            return statement();
        }
        at++;
        Term block = block();
        expect('}');
        return block;
    }

    // expression := unary (operator expression | 'as' type | '?' expression ':' expression)*
    private Term expression(int precedenceMin) {
        enter();
        try {
            Term left = unary();
            while (true) {
                skipBlanks();
                String operator = operator();
                if (operator == null) {
                    return left;
                }
                int precedence = precedence(operator);
                if (precedence < precedenceMin) {
                    return left;
                }
                at += operator.length();
                left = continued(left, operator, precedence);
            }
        } finally {
            depth--;
        }
    }

    private Term continued(Term left, String operator, int precedence) {
        switch (operator) {
            case "?" -> {
                Term yes = expression(0);
                expect(':');
                return new Term.Choice(left, yes, expression(precedence));
            }
            case "as" -> {
                return new Term.Conversion(type(), false, left);
            }
            case ".." -> {
                return new Term.Range(left, expression(precedence + 1), true);
            }
            case "..<" -> {
                return new Term.Range(left, expression(precedence + 1), false);
            }
            default -> {
                return folded(new Term.Binary(operator, left, expression(precedence + 1)));
            }
        }
    }

    private String operator() {
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                if (operator.equals("as")
                        && (at + 2 < text.length() && isIdentifierPart(text.charAt(at + 2)))) {
                    continue;
                }
                return operator;
            }
        }
        return null;
    }

    /** Longer ones first. */
    private static final String[] OPERATORS = {
        ">>>", "..<", "?:", "||", "&&", "==", "!=", "<=", ">=", "<<", ">>", "..", "**", "as", "?",
        "|", "^", "&", "<", ">", "+", "-", "*", "/", "%"
    };

    private static int precedence(String operator) {
        return switch (operator) {
            case "?", "?:" -> 1;
            case "||" -> 2;
            case "&&" -> 3;
            case "|" -> 4;
            case "^" -> 5;
            case "&" -> 6;
            case "==", "!=" -> 7;
            case "<", "<=", ">", ">=", "as" -> 8;
            case "<<", ">>", ">>>", "..", "..<" -> 9;
            case "+", "-" -> 10;
            case "*", "/", "%" -> 11;
            case "**" -> POWER;
            default -> throw new IllegalStateException(operator);
        };
    }

    // unary := ('-' | '+' | '!') unary | '(' type ')' unary | postfix
    private Term unary() {
        enter();
        try {
            skipBlanks();
            switch (peek()) {
                case '-' -> {
                    at++;
                    return folded(new Term.Negate(expression(UNARY)));
                }
                case '+' -> {
                    at++;
                    return expression(UNARY);
                }
                case '!' -> {
                    at++;
                    return new Term.Not(unary());
                }
                case '(' -> {
                    int start = at;
                    at++;
                    skipBlanks();
                    if (isIdentifierStart(peek())) {
                        String word = identifier();
                        skipBlanks();
                        if (Numbers.isConversion(word) && peek() == ')') {
                            at++;
                            return new Term.Conversion(word, true, unary());
                        }
                    }
                    at = start;
                    return postfix();
                }
                default -> {
                    return postfix();
                }
            }
        } finally {
            depth--;
        }
    }

    private static Term folded(Term term) {
        boolean constant =
                term instanceof Term.Negate negate && negate.term() instanceof Term.Constant
                        || term instanceof Term.Binary binary
                                && binary.left() instanceof Term.Constant
                                && binary.right() instanceof Term.Constant;
        return constant ? new Term.Constant(term.value(new Object[0])) : term;
    }

    // postfix := primary ('.' name ['(' arguments ')'] | '?.' ... | '[' expression ']' | closure of
    // collect)*
    private Term postfix() {
        Term term = primary();
        while (true) {
            int before = at;
            skipBlanks();
            if (peek() == '[') {
                at++;
                Term index = expression(0);
                expect(']');
                term = new Term.Index(term, index);
            } else if (peek() == '.' && !text.startsWith("..", at) || text.startsWith("?.", at)) {
                boolean nullSafe = peek() == '?';
                at += nullSafe ? 2 : 1;
                skipBlanks();
                term = method(term, nullSafe);
            } else {
                at = before;
                return term;
            }
        }
    }

    private Term method(Term receiver, boolean nullSafe) {
        String name = identifier();
        if (name.equals("collect")) {
            return collect(receiver);
        }
        if (!Methods.isMethod(name)) {
            throw new InlineException(
                    "The method or property '" + name + "' isn't allowed in an expression.");
        }
        return new Term.Call(receiver, name, arguments(), nullSafe);
    }

    private List<Term> arguments() {
        int before = at;
        skipBlanks();
        if (peek() != '(') {
            at = before;
            return List.of();
        }
        at++;
        return elements(')');
    }

    // collect := ['('] '{' [name '->'] block '}' [')']
    private Term collect(Term list) {
        skipBlanks();
        boolean parenthesized = peek() == '(';
        if (parenthesized) {
            at++;
            skipBlanks();
        }
        expect('{');
        skipBlanks();
        int start = at;
        String name = "it";
        if (isIdentifierStart(peek())) {
            String word = identifier();
            skipBlanks();
            if (text.startsWith("->", at)) {
                name = word;
                at += 2;
            } else {
                at = start;
            }
        }
        Map<String, Integer> outside = new LinkedHashMap<>(slots);
        int slot = slotCount++;
        slots.put(name, slot);
        Term body = block();
        slots.clear();
        slots.putAll(outside);
        expect('}');
        if (parenthesized) {
            expect(')');
        }
        return new Term.Collect(list, slot, body);
    }

    // primary := number | quoted | '(' expression ')' | list | map | 'new' type '(' arguments ')' |
    // type '.' name '(' arguments ')' | name
    private Term primary() {
        skipBlanks();
        char c = peek();
        if (c >= '0' && c <= '9'
                || c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
            return new Term.Constant(number());
        }
        if (c == '\'' || c == '"') {
            return new Term.Constant(quoted(c));
        }
        if (c == '(') {
            at++;
            Term inner = expression(0);
            expect(')');
            return inner;
        }
        if (c == '[') {
            at++;
            return listOrMap();
        }
        if (isIdentifierStart(c)) {
            return reference(identifier());
        }
        if (at >= text.length()) {
            throw new InlineException(
                    "The expression ends where a value is expected; is a '}' missing?");
        }
        throw new InlineException(
                "'" + c + "' at position " + (at + 1) + " isn't allowed in an expression.");
    }

    private Term reference(String name) {
        Integer slot = slots.get(name);
        if (slot != null) {
            return new Term.Variable(slot);
        }
        switch (name) {
            case "true" -> {
                return new Term.Constant(true);
            }
            case "false" -> {
                return new Term.Constant(false);
            }
            case "null" -> {
                return new Term.Constant(null);
            }
            case "new" -> {
                skipBlanks();
                String type = qualified(identifier());
                if (!type.equals("BigInteger")
                        && !type.equals("BigDecimal")
                        && !type.equals("String")) {
                    throw new InlineException("'new " + type + "' isn't allowed in an expression.");
                }
                return new Term.StaticCall(
                        type, type.equals("String") ? "valueOf" : "new", arguments());
            }
            case "java" -> {
                return staticCall(qualified(name));
            }
            default -> {
                if (Methods.isType(name)) {
                    return staticCall(name);
                }
                List<String> known = new ArrayList<>(slots.keySet());
                throw new InlineException(
                        "'"
                                + name
                                + "' is unknown here"
                                + (known.isEmpty()
                                        ? "; a list expression has no variables."
                                        : "; the names are " + String.join(", ", known) + "."));
            }
        }
    }

    /** The last part of a type's name that may be written with its package. */
    private String qualified(String first) {
        String last = first;
        while (peek() == '.' && Character.isLowerCase(last.charAt(0))) {
            at++;
            last = identifier();
        }
        return last;
    }

    private Term staticCall(String type) {
        if (!Methods.isType(type)) {
            throw new InlineException("The class '" + type + "' isn't allowed in an expression.");
        }
        expect('.');
        skipBlanks();
        String method = identifier();
        if (!Methods.isStaticMethod(type, method)) {
            throw new InlineException(
                    "'"
                            + type
                            + "."
                            + method
                            + "' isn't allowed in an expression; of "
                            + type
                            + " there are "
                            + String.join(", ", Methods.methodsOf(type))
                            + ".");
        }
        return new Term.StaticCall(type, method, arguments());
    }

    private Term listOrMap() {
        skipBlanks();
        if (peek() == ':') {
            at++;
            expect(']');
            return new Term.MapOf(Map.of());
        }
        int start = at;
        if (peek() != ']') {
            Object key = mapKey();
            skipBlanks();
            if (key != null && peek() == ':') {
                at = start;
                return map();
            }
            at = start;
        }
        return new Term.ListOf(elements(']'));
    }

    /** A constant that may be a map's key, or null. */
    private Object mapKey() {
        char c = peek();
        if (c == '\'' || c == '"') {
            return quoted(c);
        }
        if (c >= '0' && c <= '9') {
            return number();
        }
        return isIdentifierStart(c) ? identifier() : null;
    }

    private Term map() {
        Map<Object, Term> entries = new LinkedHashMap<>();
        while (true) {
            skipBlanks();
            Object key = mapKey();
            if (key == null) {
                throw new InlineException("A map's key is a number, a name or a quoted text.");
            }
            expect(':');
            entries.put(key, expression(0));
            skipBlanks();
            if (peek() == ',') {
                at++;
            } else {
                expect(']');
                return new Term.MapOf(entries);
            }
        }
    }

    private List<Term> elements(char end) {
        List<Term> elements = new ArrayList<>();
        skipBlanks();
        if (peek() == end) {
            at++;
            return elements;
        }
        while (true) {
            elements.add(expression(0));
            skipBlanks();
            if (peek() == ',') {
                at++;
            } else {
                expect(end);
                return List.copyOf(elements);
            }
        }
    }

    private String type() {
        skipBlanks();
        String type = qualified(identifier());
        if (!Numbers.isConversion(type)) {
            throw new InlineException(
                    "A conversion to '" + type + "' isn't allowed in an expression.");
        }
        return type;
    }

    private Object number() {
        int start = at;
        while (at < text.length()
                        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')
                || peek() == '.'
                        && at + 1 < text.length()
                        && Character.isDigit(text.charAt(at + 1))
                        && !text.startsWith("..", at)) {
            at++;
        }
        String digits = text.substring(start, at).replace("_", "");
        try {
            return number(digits);
        } catch (NumberFormatException notANumber) {
            throw new InlineException("'" + digits + "' isn't a number.");
        }
    }

    private static Object number(String digits) {
        char last = Character.toUpperCase(digits.charAt(digits.length() - 1));
        boolean hexadecimal = digits.startsWith("0x") || digits.startsWith("0X");
        if (digits.indexOf('.') >= 0
                || !hexadecimal
                        && (last == 'D'
                                || last == 'F'
                                || digits.toUpperCase(Locale.ROOT).indexOf('E') > 0)) {
            if (last == 'D' || last == 'F') {
                return Double.valueOf(digits.substring(0, digits.length() - 1));
            }
            return new BigDecimal(last == 'G' ? digits.substring(0, digits.length() - 1) : digits);
        }
        String body =
                last == 'L' || last == 'G' || last == 'I'
                        ? digits.substring(0, digits.length() - 1)
                        : digits;
        BigInteger value;
        if (hexadecimal) {
            value = new BigInteger(body.substring(2), 16);
        } else if (body.startsWith("0b") || body.startsWith("0B")) {
            value = new BigInteger(body.substring(2), 2);
        } else if (body.length() > 1 && body.startsWith("0")) {
            // As in Java and Groovy a leading zero means octal: [01,02] is 1, 2.
            value = new BigInteger(body, 8);
        } else {
            value = new BigInteger(body);
        }
        if (last == 'G') {
            return value;
        }
        if (last == 'L') {
            return value.longValueExact();
        }
        return value.bitLength() < 32
                ? value.intValue()
                : value.bitLength() < 64 ? (Object) value.longValue() : value;
    }

    private String quoted(char quote) {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                c = unescaped(text.charAt(at++));
            } else if (c == '$' && quote == '"') {
                throw new InlineException(
                        "'$' in a double-quoted text inside ${...} isn't allowed; join texts with '+'.");
            }
            value.append(c);
        }
        if (at >= text.length()) {
            throw new InlineException("A quoted text has no end.");
        }
        at++;
        return value.toString();
    }

    static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }

    private String identifier() {
        if (!isIdentifierStart(peek())) {
            throw new InlineException(
                    "A name is expected at position " + (at + 1) + " of the expression.");
        }
        int start = at;
        while (at < text.length() && isIdentifierPart(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    static boolean isIdentifierStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    static boolean isIdentifierPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void expect(char c) {
        skipBlanks();
        if (peek() != c) {
            throw new InlineException(
                    at >= text.length()
                            ? "'" + c + "' is missing at the end of the expression."
                            : "'"
                                    + c
                                    + "' is expected at position "
                                    + (at + 1)
                                    + ", not '"
                                    + peek()
                                    + "'.");
        }
        at++;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void enter() {
        if (++depth > DEPTH_MAX) {
            throw new InlineException(
                    "The expression is nested more than " + DEPTH_MAX + " levels deep.");
        }
    }
}
