package io.shardfold.proxy.postgresql;

import io.shardfold.core.row.DriverValue;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.postgresql.PGStatement;
import org.postgresql.util.PGobject;

/**
 * A parameter whose type the client named, or the database did when it was asked: its text, and the
 * type under which the database must read it.
 *
 * @param oid of a type that {@link PostgresqlType#driverName} knows
 * @param text null for SQL NULL
 */
record TypedText(int oid, String text) implements DriverValue {

    @Override
    public Object plainValue() {
        PostgresqlType type = PostgresqlType.of(oid);
        return text == null || type == null ? text : type.plainValue(text);
    }

    @Override
    public void bind(Object target, int index) throws SQLException {
        PreparedStatement statement = (PreparedStatement) target;
        if (statement.isWrapperFor(PGStatement.class)) {
            PGobject value = new PGobject();
            value.setType(PostgresqlType.driverName(oid));
            value.setValue(text);
            statement.setObject(index, value);
        } else if (text == null) {
            statement.setNull(index, Types.NULL);
        } else {
            statement.setObject(index, plainValue());
        }
    }
}
