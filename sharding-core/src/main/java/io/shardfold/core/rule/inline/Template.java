package io.shardfold.core.rule.inline;

import java.util.ArrayList;
import java.util.List;

/** A text with expressions in it, as a list of terms: constants for the text between. */
record Template(List<Term> parts, int slotCount) {

    private static final int LENGTH_MAX = 1_000_000;

    /** The result of reading a template that ends at a comma or at the end of the text. */
    record Read(Template template, int end) {}

    /** Reads a whole text, commas included. */
    static Template whole(String text, List<String> variables) {
        return read(normalized(text), 0, variables, false).template();
    }

    /** Reads the items of a list expression. */
    static List<Template> items(String text) {
        String normalized = normalized(text);
        List<Template> items = new ArrayList<>();
        int at = 0;
        while (at < normalized.length()) {
            Read item = read(normalized, at, List.of(), true);
            items.add(item.template());
            at = item.end() + 1;
        }
        return items;
    }

    private static String normalized(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new InlineException(
                    "The expression is longer than " + LENGTH_MAX + " characters.");
        }
        return text.replace("$->{", "${");
    }

    private static Read read(String text, int start, List<String> variables, boolean endsAtComma) {
        Parser parser = new Parser(text, variables);
        List<Term> parts = new ArrayList<>();
        StringBuilder between = new StringBuilder();
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ',' && endsAtComma) {
                break;
            }
            if (c == '\\' && at + 1 < text.length() && !endsAtComma) {
                between.append(Parser.unescaped(text.charAt(at + 1)));
                at += 2;
            } else if (c == '$'
                    && at + 1 < text.length()
                    && (text.charAt(at + 1) == '{'
                            || Parser.isIdentifierStart(text.charAt(at + 1)))) {
                if (between.length() > 0) {
                    parts.add(new Term.Constant(between.toString()));
                    between.setLength(0);
                }
                parts.add(text.charAt(at + 1) == '{' ? parser.braced(at + 2) : parser.name(at + 1));
                at = parser.position();
            } else if (c == '$') {
                throw new InlineException("'$' is followed by neither '{' nor a name.");
            } else {
                between.append(c);
                at++;
            }
        }
        if (between.length() > 0) {
            parts.add(new Term.Constant(between.toString()));
        }
        return new Read(new Template(List.copyOf(parts), parser.slotCount()), at);
    }
}
