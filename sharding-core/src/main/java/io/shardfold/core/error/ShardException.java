package io.shardfold.core.error;

import java.sql.SQLException;
import java.util.Objects;

/** A data source failed or refused: its name, its own message, SQLSTATE and number, untouched. */
public final class ShardException extends ShardfoldException {

    private static final long serialVersionUID = 1L;

    private final String dataSource;
    private final String sqlState;
    private final int vendorCode;

    /** The data source itself reported an error: its codes go to the client as they are. */
    public ShardException(String dataSource, SQLException cause) {
        this(
                Problem.DATA_SOURCE_FAILED,
                dataSource,
                message(cause),
                cause.getSQLState(),
                cause.getErrorCode(),
                cause);
    }

    /**
     * PostgreSQL's driver adds the position to the text: one in what the shard was sent, of which
     * the client knows nothing.
     */
    private static String message(SQLException cause) {
        String message = String.valueOf(cause.getMessage());
        int position = message.lastIndexOf("\n  Position: ");
        return position < 0 ? message : message.substring(0, position);
    }

    /** We report on a data source (unreachable, closed while in use): the problem's codes. */
    public ShardException(Problem problem, String dataSource, String message, Throwable cause) {
        this(problem, dataSource, message, null, 0, cause);
    }

    private ShardException(
            Problem problem,
            String dataSource,
            String message,
            String sqlState,
            int vendorCode,
            Throwable cause) {
        super(problem, message, cause);
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.sqlState = sqlState;
        this.vendorCode = vendorCode;
    }

    @Override
    public Kind kind() {
        return Kind.SHARD;
    }

    /** The data source's name as the configuration spells it. */
    public String dataSource() {
        return dataSource;
    }

    /** The shard's own SQLSTATE, or null when the error is ours. */
    public String sqlState() {
        return sqlState;
    }

    /** The shard's own error number, or 0 when it has none. */
    public int vendorCode() {
        return vendorCode;
    }

    @Override
    public String postgresqlState() {
        return sqlState == null ? super.postgresqlState() : sqlState;
    }

    @Override
    public String mysqlState() {
        return sqlState == null ? super.mysqlState() : sqlState;
    }

    @Override
    public int mysqlNumber() {
        return vendorCode == 0 ? super.mysqlNumber() : vendorCode;
    }
}
