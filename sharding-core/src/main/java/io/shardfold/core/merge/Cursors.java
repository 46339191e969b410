package io.shardfold.core.merge;

import io.shardfold.core.row.Cursor;

/** What is done with several cursors at once. */
final class Cursors {

    private Cursors() {}

    /** One that fails doesn't keep the others open; the first failure is thrown in the end. */
    static void closeAll(Cursor... cursors) {
        RuntimeException failure = null;
        for (Cursor cursor : cursors) {
            try {
                cursor.close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
