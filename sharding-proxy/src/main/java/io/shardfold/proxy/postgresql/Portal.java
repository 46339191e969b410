package io.shardfold.proxy.postgresql;

import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.Parameters;
import java.util.Arrays;
import java.util.List;

/** A statement with its values, ready to run or running. Belongs to its session. */
final class Portal implements AutoCloseable {

    /** Where a portal stands. */
    enum State {
        NEW,
        /** Its cursor may have more rows. */
        OPEN,
        /** Read to the end of its rows: it can be executed again, and gives none. */
        READ,
        /** Done, and without rows: it can't be executed again. */
        DONE
    }

    private final String name;
    private final PreparedText statement;
    private final Parameters parameters;
    private final short[] resultFormats;
    private State state = State.NEW;
    private Cursor cursor;
    private List<ColumnType> columns;
    private RowWriter writer;
    private String tag;
    private boolean held;
    private long fetchCount = -1;

    /**
     * @param resultFormats none, one for all columns, or one each
     */
    Portal(String name, PreparedText statement, Parameters parameters, short[] resultFormats) {
        this.name = name;
        this.statement = statement;
        this.parameters = parameters;
        this.resultFormats = resultFormats;
    }

    String name() {
        return name;
    }

    PreparedText statement() {
        return statement;
    }

    Parameters parameters() {
        return parameters;
    }

    State state() {
        return state;
    }

    /**
     * The format of each column.
     *
     * @throws io.shardfold.core.error.StatementException 08P01 where the client gave another number
     *     of formats
     */
    short[] formats(List<ColumnType> columns) {
        short[] formats = new short[columns.size()];
        if (resultFormats.length == 1) {
            Arrays.fill(formats, resultFormats[0]);
        } else if (resultFormats.length == formats.length) {
            System.arraycopy(resultFormats, 0, formats, 0, formats.length);
        } else if (resultFormats.length > 0) {
            throw Fields.violation(
                    "bind message has "
                            + resultFormats.length
                            + " result formats but query has "
                            + formats.length
                            + " columns");
        }
        return formats;
    }

    /** It ran and gives rows; the cursor is the portal's from here on. */
    void opened(Cursor opened, List<ColumnType> rowColumns, RowWriter rows, String commandTag) {
        cursor = opened;
        columns = rowColumns;
        writer = rows;
        tag = commandTag;
        state = State.OPEN;
    }

    /** It ran and gives none. */
    void done() {
        state = State.DONE;
    }

    /** Whether it outlives its transaction: a cursor WITH HOLD. */
    boolean isHeld() {
        return held;
    }

    void hold() {
        held = true;
    }

    /** Rows that a FETCH has yet to give; the first answer is the count that it asks for. */
    long fetchCount(long asked) {
        return fetchCount < 0 ? asked : fetchCount;
    }

    void fetched(long left) {
        fetchCount = left;
    }

    Cursor cursor() {
        assert state == State.OPEN;
        return cursor;
    }

    /** Null until it ran, and for what gives no rows. */
    List<ColumnType> columns() {
        return columns;
    }

    RowWriter writer() {
        return writer;
    }

    /** The command tag without counts, once it ran and gives rows. */
    String tag() {
        return tag;
    }

    /** Gives back what its cursor holds; a portal that was open is read. */
    @Override
    public void close() {
        if (cursor != null) {
            cursor.close();
            cursor = null;
        }
        if (state == State.OPEN) {
            state = State.READ;
        }
    }
}
