package io.shardfold.quickstart;

/** The function VERSION() of both dialects, which H2 lacks and clients ask for. */
public final class H2Version {

    private H2Version() {}

    /**
     * Called by H2. A number that MySQL's clients take for a server of today, and what it really
     * is.
     */
    public static String version() {
        return "8.4.0-H2";
    }
}
