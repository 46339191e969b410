package io.shardfold.proxy.mysql;

import io.shardfold.core.error.LimitException;
import io.shardfold.core.error.Problem;
import io.shardfold.core.session.Prepared;
import java.io.ByteArrayOutputStream;

/**
 * A statement that a client has prepared, and what it has sent for it. Confined to its
 * conversation.
 */
final class PreparedStatement {

    private final String sql;
    private final Prepared prepared;
    private int[] types;
    private ByteArrayOutputStream[] longData;
    private long longDataBytes;
    private LimitException longDataFailure;

    /**
     * @param sql as the client wrote it
     */
    PreparedStatement(String sql, Prepared prepared) {
        this.sql = sql;
        this.prepared = prepared;
    }

    String sql() {
        return sql;
    }

    Prepared prepared() {
        return prepared;
    }

    /** Of the last execution, which a next one may refer to; null where there was none. */
    int[] types() {
        return types;
    }

    void types(int[] sent) {
        types = sent;
    }

    /**
     * Adds to a parameter's value. What is wrong with it is told at the next execution, as this has
     * no answer.
     */
    void addLongData(int parameter, byte[] data, int bytesMax) {
        longDataBytes += data.length;
        if (parameter >= prepared.parameterCount() || longDataBytes > bytesMax) {
            longData = null;
            longDataFailure =
                    new LimitException(
                            parameter >= prepared.parameterCount()
                                    ? Problem.PARAMETER_COUNT_MISMATCH
                                    : Problem.PACKET_TOO_LARGE,
                            "shardfold-max-allowed-packet",
                            bytesMax,
                            longDataBytes,
                            "Incorrect arguments to mysqld_stmt_send_long_data: parameter "
                                    + parameter
                                    + " of "
                                    + prepared.parameterCount()
                                    + ", "
                                    + longDataBytes
                                    + " bytes for the statement, at most "
                                    + bytesMax);
            return;
        }
        if (longDataFailure != null) {
            return;
        }
        if (longData == null) {
            longData = new ByteArrayOutputStream[prepared.parameterCount()];
        }
        if (longData[parameter] == null) {
            longData[parameter] = new ByteArrayOutputStream(data.length);
        }
        longData[parameter].writeBytes(data);
    }

    /**
     * The values that were sent so, which are used once: they are forgotten now.
     *
     * @return per parameter, or null where there are none at all
     */
    byte[][] takeLongData() {
        LimitException failure = longDataFailure;
        ByteArrayOutputStream[] sent = longData;
        forgetLongData();
        if (failure != null) {
            throw failure;
        }
        if (sent == null) {
            return null;
        }
        byte[][] values = new byte[sent.length][];
        for (int i = 0; i < values.length; i++) {
            values[i] = sent[i] == null ? null : sent[i].toByteArray();
        }
        return values;
    }

    void forgetLongData() {
        longData = null;
        longDataBytes = 0;
        longDataFailure = null;
    }
}
