package io.shardfold.jdbc;

import java.sql.SQLException;

/** {@code java.sql.Wrapper} for objects that wrap nothing but themselves. */
final class Wrapping {

    private Wrapping() {}

    static <T> T unwrap(Object self, Class<T> type) throws SQLException {
        if (type.isInstance(self)) {
            return type.cast(self);
        }
        throw SqlErrors.misuse(
                self.getClass().getSimpleName() + " wraps no " + type.getName() + ".");
    }
}
