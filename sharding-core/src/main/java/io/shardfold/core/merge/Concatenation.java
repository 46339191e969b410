package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;

/** One input after the other; the next is touched when the former has ended. */
public final class Concatenation {

    private Concatenation() {}

    /** Takes over the inputs; at least one. */
    public static Cursor of(Cursor[] inputs) {
        throw new UnsupportedOperationException();
    }
}
