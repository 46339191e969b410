package io.shardfold.proxy.mysql;

/** LIKE, for names that we list ourselves: {@code %} and {@code _}, escaped by a backslash. */
final class LikePattern {

    private LikePattern() {}

    /** Without regard to case. */
    static boolean matches(String pattern, String text) {
        return matches(pattern, 0, text, 0);
    }

    private static boolean matches(String pattern, int p, String text, int t) {
        // On a mismatch the last % takes one character more.
        int percent = -1;
        int from = t;
        while (t < text.length()) {
            char c = p < pattern.length() ? pattern.charAt(p) : 0;
            boolean escaped = c == '\\' && p + 1 < pattern.length();
            if (p < pattern.length() && c == '%') {
                percent = p++;
                from = t;
            } else if (p < pattern.length()
                    && (c == '_' && !escaped
                            || same(escaped ? pattern.charAt(p + 1) : c, text.charAt(t)))) {
                p += escaped ? 2 : 1;
                t++;
            } else if (percent >= 0) {
                p = percent + 1;
                t = ++from;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '%') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
