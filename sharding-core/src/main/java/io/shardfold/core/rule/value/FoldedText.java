package io.shardfold.core.rule.value;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Texts under a collation that ignores case, accents, width or trailing spaces.
 *
 * <p>Texts that such a collation takes for equal can't be listed in general, so most conditions on
 * them narrow nothing. Two families can be placed by a form of their own. A <em>caseless</em> text
 * consists of printable ASCII without letters, such as a number or a date: what equals it differs
 * by trailing spaces, marks, invisible characters, or digits of another script, and {@link #placed}
 * removes those. And where every row was placed by us, printable ASCII is placed by its lower-case
 * letters, and nothing else is let in.
 */
final class FoldedText {

    private FoldedText() {}

    static boolean isCaseless(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || isLetter(c)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The text whose place a stored text takes: its caseless form if it has one, else itself
     * without trailing spaces.
     */
    static String placed(String text) {
        String stripped = KeyForm.withoutTrailingSpaces(text);
        if (isCaseless(stripped)) {
            return stripped;
        }
        for (int i = 0; i < stripped.length(); i++) {
            if (isLetter(stripped.charAt(i))) {
                return stripped;
            }
        }
        String skeleton = skeleton(stripped);
        return isCaseless(skeleton) ? skeleton : stripped;
    }

    /** The lower-case form of printable ASCII; null for other texts. */
    static String asciiFold(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return null;
            }
        }
        return KeyForm.withoutTrailingSpaces(text).toLowerCase(Locale.ROOT);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static String skeleton(String text) {
        StringBuilder skeleton = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .forEach(
                        c -> {
                            switch (Character.getType(c)) {
                                case Character.NON_SPACING_MARK,
                                        Character.ENCLOSING_MARK,
                                        Character.CONTROL,
                                        Character.FORMAT -> {}
                                case Character.DECIMAL_DIGIT_NUMBER ->
                                        skeleton.append((char) ('0' + Character.digit(c, 10)));
                                default -> skeleton.appendCodePoint(c);
                            }
                        });
        return KeyForm.withoutTrailingSpaces(skeleton.toString());
    }
}
