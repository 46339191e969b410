package io.shardfold.core.execute;

import io.shardfold.core.row.DriverValue;
import io.shardfold.core.row.Parameters;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/** Hands a statement's values to the driver. */
final class Binder {

    private Binder() {}

    static void bind(PreparedStatement statement, Parameters parameters) throws SQLException {
        for (int i = 0; i < parameters.count(); i++) {
            bind(statement, i, parameters);
        }
    }

    /**
     * @param i from 0
     */
    static void bind(PreparedStatement statement, int i, Parameters parameters)
            throws SQLException {
        Object value = parameters.raw(i);
        int type = parameters.type(i);
        if (value == null) {
            statement.setNull(i + 1, type == Parameters.UNTYPED ? Types.NULL : type);
        } else if (value instanceof DriverValue special) {
            bind(special, statement, i + 1);
        } else if (value instanceof BigInteger number && isCutByDriver(number, type)) {
            statement.setBigDecimal(i + 1, new BigDecimal(number));
        } else if (type == Parameters.UNTYPED) {
            statement.setObject(i + 1, value);
        } else {
            statement.setObject(i + 1, value, type);
        }
    }

    /** Connector/J sends the low 64 bits, signed, of a number that is prepared on the server. */
    private static boolean isCutByDriver(BigInteger number, int type) {
        return number.bitLength() >= Long.SIZE
                && (type == Parameters.UNTYPED || type == Types.BIGINT);
    }

    private static void bind(DriverValue value, PreparedStatement statement, int index)
            throws SQLException {
        try {
            value.bind(statement, index);
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SQLException("Parameter " + index + " can't be read: " + e, "22000", e);
        }
    }
}
