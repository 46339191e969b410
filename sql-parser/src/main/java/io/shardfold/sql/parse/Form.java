package io.shardfold.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How a part of a statement is written, in the notation of the engines' manuals: for statements
 * whose words leave no tree.
 *
 * <pre>
 * WORD        itself, in any case        'x'         a sign
 * name        another form, or one of the productions of {@link FormReader}
 * [ a b ]     once or not at all         { a b }     any number of times
 * ( a | b )   the first that fits        a ,...      one or more, commas between them
 * </pre>
 *
 * @param parts what a sequence, choice, option, repetition or list is made of
 * @param text a word in capitals, a sign, or a form's name
 */
record Form(Sort sort, String text, List<Form> parts) {

    enum Sort {
        WORD,
        SIGN,
        NAME,
        SEQUENCE,
        CHOICE,
        OPTION,
        REPETITION,
        LIST
    }

    /**
     * Reads one form.
     *
     * @param names the forms and productions that it may name
     * @throws IllegalArgumentException where the notation is broken or names what there isn't
     */
    static Form of(String notation, Set<String> names) {
        return new Notation(notation, names).whole();
    }

    private static Form leaf(Sort sort, String text) {
        return new Form(sort, text, List.of());
    }

    /** What reads the notation. */
    private static final class Notation {
        private final String[] words;
        private final Set<String> names;
        private int at;

        Notation(String notation, Set<String> names) {
            words = notation.strip().split("\\s+");
            this.names = names;
        }

        Form whole() {
            Form form = choice();
            if (at < words.length) throw broken();
            return form;
        }

        private Form choice() {
            List<Form> choices = new ArrayList<>();
            do choices.add(sequence());
            while (accept("|"));
            return choices.size() == 1
                    ? choices.get(0)
                    : new Form(Sort.CHOICE, "", List.copyOf(choices));
        }

        private Form sequence() {
            List<Form> parts = new ArrayList<>();
            while (at < words.length && !ends(words[at])) {
                Form part = part();
                parts.add(accept(",...") ? new Form(Sort.LIST, "", List.of(part)) : part);
            }
            return parts.size() == 1
                    ? parts.get(0)
                    : new Form(Sort.SEQUENCE, "", List.copyOf(parts));
        }

        private static boolean ends(String word) {
            return word.equals("|") || word.equals(")") || word.equals("]") || word.equals("}");
        }

        private Form part() {
            String word = words[at++];
            switch (word) {
                case "(":
                    return closed(choice(), ")");
                case "[":
                    return new Form(Sort.OPTION, "", List.of(closed(choice(), "]")));
                case "{":
                    return new Form(Sort.REPETITION, "", List.of(closed(choice(), "}")));
                default:
                    if (word.startsWith("'"))
                        return leaf(Sort.SIGN, word.substring(1, word.length() - 1));
                    if (Character.isUpperCase(word.charAt(0))) return leaf(Sort.WORD, word);
                    if (!names.contains(word)) throw broken();
                    return leaf(Sort.NAME, word);
            }
        }

        private Form closed(Form form, String sign) {
            if (!accept(sign)) throw broken();
            return form;
        }

        private boolean accept(String word) {
            if (at == words.length || !words[at].equals(word)) return false;
            at++;
            return true;
        }

        private IllegalArgumentException broken() {
            return new IllegalArgumentException(
                    (at < words.length ? words[at] : "the end") + " in " + String.join(" ", words));
        }
    }
}
