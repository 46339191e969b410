package io.shardfold.proxy.postgresql;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.row.Cursor;
import io.shardfold.proxy.client.Outbound;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What a client is told of a statement that ran: its columns, its rows, its command tag. */
final class Answers {

    private final Outbound outbound;
    private final BooleanSupplier cancelled;

    /**
     * @param cancelled whether what runs now shall end
     */
    Answers(Outbound outbound, BooleanSupplier cancelled) {
        this.outbound = outbound;
        this.cancelled = cancelled;
    }

    /**
     * @param columns null for a statement without rows
     */
    void columns(List<ColumnType> columns, short[] formats) {
        if (columns == null) {
            BackendMessages.noData(outbound.buffer());
        } else {
            BackendMessages.rowDescription(outbound.buffer(), columns, formats);
        }
        outbound.written();
    }

    /**
     * Sends rows as fast as the client takes them.
     *
     * @return how many there were, {@code max} at most
     * @throws StatementException 57014 where the client cancels
     */
    long rows(Cursor cursor, RowWriter writer, long max) {
        long count = 0;
        while (count < max && cursor.next()) {
            if (cancelled.getAsBoolean()) {
                throw new StatementException(
                        Problem.CANCELLED,
                        "canceling statement due to user request",
                        StatementException.NO_POSITION);
            }
            writer.write(cursor, outbound.buffer());
            outbound.written();
            count++;
        }
        return count;
    }

    /** A portal has more rows than were asked for. */
    void suspended() {
        BackendMessages.portalSuspended(outbound.buffer());
        outbound.written();
    }

    void complete(String tag) {
        BackendMessages.commandComplete(outbound.buffer(), tag);
        outbound.written();
    }

    /** The text held no statement. */
    void empty() {
        BackendMessages.emptyQueryResponse(outbound.buffer());
        outbound.written();
    }
}
