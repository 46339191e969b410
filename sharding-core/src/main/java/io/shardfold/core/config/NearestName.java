package io.shardfold.core.config;

import java.util.Locale;

/** The known word that a misspelt one is nearest to. */
public final class NearestName {

    private static final int EXTENDED_MIN = 5;

    private NearestName() {}

    /**
     * @return null when none is near: more than a third of the letters would have to change
     */
    public static String of(String word, Iterable<String> known) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance =
                    distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least
                    && distance <= Math.max(1, Math.min(word.length(), candidate.length()) / 3)) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest == null ? extended(word, known) : nearest;
    }

    /** A word that the given one begins, or that begins it. */
    private static String extended(String word, Iterable<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        for (String candidate : known) {
            String other = candidate.toLowerCase(Locale.ROOT);
            if (Math.min(lower.length(), other.length()) >= EXTENDED_MIN
                    && (other.startsWith(lower) || lower.startsWith(other))) {
                return candidate;
            }
        }
        return null;
    }

    /** Insertions, deletions, changes and swaps of neighbours. */
    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                rows[i][j] =
                        Math.min(
                                Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1),
                                rows[i - 1][j - 1] + cost);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[a.length()][b.length()];
    }
}
