package io.shardfold.proxy.postgresql;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.ShardException;
import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.error.StatementException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A failure in the protocol's form: the one place where an exception becomes an ErrorResponse.
 *
 * <p>Layout: PostgreSQL documentation, "Error and Notice Message Fields". What a shard said is
 * passed on word by word, but for its position, which is one in the text that the shard was sent.
 *
 * @param severity ERROR, FATAL, WARNING or NOTICE
 * @param position one-based, in characters of the text that the client sent; 0 for none
 */
record ErrorReport(
        String severity,
        String sqlState,
        String message,
        String detail,
        String hint,
        String where,
        String schema,
        String table,
        String column,
        String dataType,
        String constraint,
        int position,
        String file,
        int line,
        String routine) {

    /** A plain error of ours. */
    static ErrorReport error(Problem problem, String message) {
        return ours("ERROR", problem.postgresqlState(), message, 0, null);
    }

    static ErrorReport warning(String sqlState, String message) {
        return ours("WARNING", sqlState, message, 0, null);
    }

    /** The client is told, and its connection is closed. */
    static ErrorReport fatal(Throwable failure) {
        return of(failure, null, 0).withSeverity("FATAL");
    }

    static ErrorReport fatal(Problem problem, String message) {
        return ours("FATAL", problem.postgresqlState(), message, 0, null);
    }

    /**
     * @param text the whole text that the client sent; null where there is none
     * @param offset where in it the statement starts of which the failure speaks
     */
    static ErrorReport of(Throwable failure, String text, int offset) {
        if (failure instanceof ShardException shard) {
            return ofShard(shard);
        }
        if (failure instanceof ShardfoldException known) {
            int position = 0;
            if (text != null
                    && failure instanceof StatementException statement
                    && statement.hasPosition()) {
                position = characters(text, offset + statement.position()) + 1;
            }
            return ours(
                    "ERROR",
                    known.postgresqlState(),
                    String.valueOf(known.getMessage()),
                    position,
                    failure);
        }
        if (failure instanceof StackOverflowError) {
            return error(
                    Problem.STATEMENT_TOO_COMPLEX,
                    "stack depth limit exceeded. Nest expressions less deeply.");
        }
        // A fault of ours. What it says is for the log, where it also stands.
        return ours(
                "ERROR",
                Problem.INTERNAL.postgresqlState(),
                "internal error: "
                        + failure.getClass().getSimpleName()
                        + ". The server's log says more.",
                0,
                failure);
    }

    private static ErrorReport ofShard(ShardException shard) {
        for (Throwable cause = shard.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException driver && driver.getServerErrorMessage() != null) {
                ServerErrorMessage server = driver.getServerErrorMessage();
                // A shard's FATAL ends its connection, not this one.
                return new ErrorReport(
                        "ERROR",
                        shard.postgresqlState(),
                        server.getMessage() == null ? shard.getMessage() : server.getMessage(),
                        server.getDetail(),
                        server.getHint(),
                        server.getWhere(),
                        server.getSchema(),
                        server.getTable(),
                        server.getColumn(),
                        server.getDatatype(),
                        server.getConstraint(),
                        0,
                        server.getFile(),
                        server.getLine(),
                        server.getRoutine());
            }
        }
        return ours("ERROR", shard.postgresqlState(), shard.getMessage(), 0, shard);
    }

    private static ErrorReport ours(
            String severity, String sqlState, String message, int position, Throwable failure) {
        String file = null;
        int line = 0;
        String routine = null;
        if (failure != null && failure.getStackTrace().length > 0) {
            StackTraceElement thrower = failure.getStackTrace()[0];
            file = thrower.getFileName();
            line = Math.max(0, thrower.getLineNumber());
            routine = thrower.getMethodName();
        }
        return new ErrorReport(
                severity, sqlState, message, null, null, null, null, null, null, null, null,
                position, file, line, routine);
    }

    private ErrorReport withSeverity(String other) {
        return new ErrorReport(
                other,
                sqlState,
                message,
                detail,
                hint,
                where,
                schema,
                table,
                column,
                dataType,
                constraint,
                position,
                file,
                line,
                routine);
    }

    /** Drivers know some errors by the function of the server that raises them. */
    ErrorReport withRoutine(String other) {
        return new ErrorReport(
                severity,
                sqlState,
                message,
                detail,
                hint,
                where,
                schema,
                table,
                column,
                dataType,
                constraint,
                position,
                file,
                line,
                other);
    }

    ErrorReport withWhere(String context) {
        return new ErrorReport(
                severity,
                sqlState,
                message,
                detail,
                hint,
                context,
                schema,
                table,
                column,
                dataType,
                constraint,
                position,
                file,
                line,
                routine);
    }

    /** How many characters stand before a UTF-16 index. */
    private static int characters(String text, int index) {
        int end = Math.max(0, Math.min(index, text.length()));
        return text.codePointCount(0, end);
    }

    /** Appends an ErrorResponse, or a NoticeResponse for what is no error. */
    void write(ByteBuf out) {
        boolean error = severity.equals("ERROR") || severity.equals("FATAL");
        int start = BackendMessages.begin(out, error ? 'E' : 'N');
        field(out, 'S', severity);
        field(out, 'V', severity);
        field(out, 'C', sqlState);
        field(out, 'M', message);
        field(out, 'D', detail);
        field(out, 'H', hint);
        field(out, 'W', where);
        field(out, 's', schema);
        field(out, 't', table);
        field(out, 'c', column);
        field(out, 'd', dataType);
        field(out, 'n', constraint);
        field(out, 'P', position == 0 ? null : Integer.toString(position));
        field(out, 'F', file);
        field(out, 'L', line == 0 ? null : Integer.toString(line));
        field(out, 'R', routine);
        out.writeByte(0);
        BackendMessages.end(out, start);
    }

    private static void field(ByteBuf out, char code, String value) {
        if (value != null) {
            out.writeByte(code);
            BackendMessages.string(out, value);
        }
    }
}
