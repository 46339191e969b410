package io.shardfold.sql.parse;

/**
 * Names that were read before, so that a name makes a new string only once: a database has few, and
 * they stand in statement after statement.
 *
 * <p>Of two names that meet in one slot the later one stays. Threads share the slots without a
 * lock: whichever string one of them finds there is whole, and is taken only if it is the name.
 */
final class Names {

    private static final int SLOTS_COUNT = 2048;

    /** Longer ones are read anew each time. */
    private static final int LENGTH_MAX = 64;

    private static final String[] SLOTS = new String[SLOTS_COUNT];

    private Names() {}

    /** The text between two indexes. */
    static String of(String text, int start, int end) {
        int length = end - start;
        if (length > LENGTH_MAX) return text.substring(start, end);
        int hash = length;
        for (int i = start; i < end; i++) hash = hash * 31 + text.charAt(i);
        int slot = (hash ^ hash >>> 11 ^ hash >>> 22) & SLOTS_COUNT - 1;
        String known = SLOTS[slot];
        if (known != null && known.length() == length && text.startsWith(known, start))
            return known;
        String name = text.substring(start, end);
        SLOTS[slot] = name;
        return name;
    }
}
