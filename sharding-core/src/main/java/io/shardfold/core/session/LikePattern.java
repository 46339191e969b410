package io.shardfold.core.session;

/**
 * MySQL's LIKE on names, without regard to case: {@code %} for any characters, {@code _} for one, a
 * backslash before either.
 */
final class LikePattern {

    private LikePattern() {}

    static boolean matches(String pattern, String text) {
        return matches(pattern, 0, text, 0);
    }

    private static boolean matches(String pattern, int p, String text, int t) {
        int at = t;
        for (int i = p; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%') {
                for (int rest = at; rest <= text.length(); rest++) {
                    if (matches(pattern, i + 1, text, rest)) {
                        return true;
                    }
                }
                return false;
            }
            if (at >= text.length()) {
                return false;
            }
            boolean escaped = c == '\\' && i + 1 < pattern.length();
            char wanted = escaped ? pattern.charAt(++i) : c;
            if ((escaped || c != '_')
                    && Character.toLowerCase(wanted) != Character.toLowerCase(text.charAt(at))) {
                return false;
            }
            at++;
        }
        return at == text.length();
    }
}
