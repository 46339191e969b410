package io.shardfold.proxy.postgresql;

import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.session.Outcome;
import io.shardfold.core.session.Prepared;
import java.util.List;

/** DECLARE, FETCH, MOVE and CLOSE: cursors that SQL makes, which are portals under their names. */
final class SqlCursors {

    private final TransactionBlock block;
    private final Portals portals;
    private final Answers answers;

    SqlCursors(TransactionBlock block, Portals portals, Answers answers) {
        this.block = block;
        this.portals = portals;
        this.answers = answers;
    }

    /**
     * @param portal the statement's own portal, which isn't the cursor
     */
    void declare(Portal portal, SessionStatement.Declare declare) {
        if (block.isIdle() && !declare.hold()) {
            throw new StatementException(
                    Problem.NO_ACTIVE_TRANSACTION,
                    "DECLARE CURSOR can only be used in transaction blocks",
                    StatementException.NO_POSITION);
        }
        if (!block.isIdle() && declare.hold()) {
            throw StatementException.notSupported(
                    "DECLARE CURSOR WITH HOLD inside a transaction block",
                    StatementException.NO_POSITION,
                    "Declare it outside, or without HOLD.");
        }
        portals.requireNew(declare.name());
        PreparedText statement = portal.statement();
        Prepared query = statement.prepared();
        TransactionBlock.Answer answer = block.run(query, portal.parameters());
        if (!(answer.outcome() instanceof Outcome.Rows rows)) {
            throw StatementException.notSupported(
                    "DECLARE CURSOR for a statement without rows",
                    declare.queryStart(),
                    "Declare it for a SELECT.");
        }
        Portal cursor =
                new Portal(
                        declare.name(),
                        statement,
                        portal.parameters(),
                        new short[] {(short) (declare.binary() ? 1 : 0)});
        boolean opened = false;
        try {
            List<ColumnType> columns = ColumnType.of(rows.cursor().columns());
            cursor.opened(
                    rows.cursor(),
                    columns,
                    new RowWriter(columns, cursor.formats(columns)),
                    answer.tag());
            opened = true;
        } finally {
            if (!opened) {
                rows.cursor().close();
            }
        }
        if (declare.hold()) {
            cursor.hold();
        }
        portals.put(cursor);
        portal.done();
        answers.complete(declare.tag());
    }

    /**
     * @param portal the statement's own portal, which isn't the cursor
     * @param simple whether columns are told of without being asked for
     */
    void fetch(Portal portal, SessionStatement.Fetch fetch, boolean simple, int maxRows) {
        Portal target = portals.cursor(fetch.name());
        List<ColumnType> columns = target.columns();
        RowWriter writer = target.writer();
        if (simple && !fetch.move()) {
            answers.columns(columns, target.formats(columns));
        } else if (!simple) {
            writer = new RowWriter(columns, portal.formats(columns));
        }
        long wanted = portal.fetchCount(fetch.count());
        long limit = maxRows > 0 && !fetch.move() ? Math.min(wanted, maxRows) : wanted;
        long count = 0;
        if (target.state() == Portal.State.OPEN) {
            count =
                    fetch.move()
                            ? skipRows(target.cursor(), limit)
                            : answers.rows(target.cursor(), writer, limit);
            if (count < limit) {
                target.close();
            }
        }
        portal.fetched(wanted - count);
        if (maxRows > 0 && count == maxRows && count < wanted) {
            answers.suspended();
        } else {
            portal.fetched(0);
            answers.complete(CommandTag.ofRows(fetch.tag(), count));
        }
    }

    private static long skipRows(Cursor cursor, long max) {
        long count = 0;
        while (count < max && cursor.next()) {
            count++;
        }
        return count;
    }

    /**
     * @param portal the statement's own portal, which stays
     */
    void close(Portal portal, SessionStatement.Close close) {
        if (close.name() == null) {
            portals.closeOthers(portal);
        } else {
            portals.cursor(close.name());
            portals.close(close.name());
        }
        answers.complete(close.tag());
    }
}
