package io.shardfold.core.execute;

import io.shardfold.core.execute.KeptStatements.Kept;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.HeldRows;
import io.shardfold.core.row.MemoryBudget;
import io.shardfold.core.row.ResultColumn;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;

/**
 * The rows of one text on one data source, read from the driver's result set.
 *
 * <p>When its connection is needed for something else ({@link #hold}), the cursor copies the rows
 * that are left and goes on with the copies; {@link #origin} is then null.
 */
final class JdbcCursor implements Cursor {

    private final ShardConnection home;
    private final Running running;
    private final Statement statement;
    private final ResultSet rows;

    /** Whether nothing else can run on the connection while rows are left. */
    private final boolean occupies;

    /** What the statement belongs to; null where it isn't kept. */
    private final Kept kept;

    private List<ResultColumn> columns;

    /** Constants of {@code java.sql.Types}; null until needed. */
    private int[] types;

    /** Whether the rows still come from the driver. */
    private boolean live = true;

    /** Whether a row is current, so that the getters may be asked. */
    private boolean onRow;

    /** The rows left, once they are copied. */
    private Cursor held;

    JdbcCursor(
            ShardConnection home,
            Running running,
            Statement statement,
            ResultSet rows,
            boolean occupies,
            Kept kept) {
        this.home = home;
        this.running = running;
        this.statement = statement;
        this.rows = rows;
        this.occupies = occupies;
        this.kept = kept;
    }

    boolean occupies() {
        return occupies;
    }

    @Override
    public List<ResultColumn> columns() {
        if (columns == null) {
            try {
                ResultSetMetaData metaData = rows.getMetaData();
                if (kept != null && ColumnReader.isOf(metaData, kept.columns)) {
                    columns = kept.columns;
                } else {
                    columns = ColumnReader.columns(metaData, home.engine(), home::logicalName);
                    if (kept != null) {
                        kept.columns = columns;
                    }
                }
            } catch (SQLException e) {
                throw home.failure(running, e);
            }
        }
        return columns;
    }

    @Override
    public boolean next() {
        if (!live) {
            return held != null && held.next();
        }
        if (!advance()) {
            end(true);
        }
        return onRow;
    }

    /** {@link #next}, but that the end changes nothing. */
    boolean advance() {
        running.check();
        try {
            onRow = rows.next();
        } catch (SQLException e) {
            throw home.failure(running, e);
        }
        return onRow;
    }

    /**
     * The connection goes home, whose pool closes all that is open but for a kept statement: that
     * isn't run again.
     */
    void abandon() {
        live = false;
        onRow = false;
        if (kept != null) {
            try {
                kept.drop();
            } catch (SQLException e) {
                // It is out of the kept ones all the same.
                return;
            }
        }
    }

    /**
     * Columns are asked for at the latest here: the driver may need the connection to know them.
     */
    private void end(boolean complete) {
        if (complete) {
            columns();
        }
        live = false;
        running.remove(statement);
        home.end(this, running, statement, rows, kept, complete);
    }

    /**
     * Copies the rows that are left, the current one too, and sets the connection free.
     *
     * @throws io.shardfold.core.error.LimitException 54000 if neither memory nor disk can take them
     */
    void hold(MemoryBudget budget) {
        if (!live) {
            return;
        }
        HeldRows copies = new HeldRows(columns(), budget, "Keeping an open cursor's rows");
        boolean wasOnRow = onRow;
        try {
            if (wasOnRow) {
                copies.add(this);
            }
            while (next()) {
                copies.add(this);
            }
        } catch (Throwable failure) {
            copies.discard();
            throw failure;
        }
        held = copies.cursor();
        if (wasOnRow) {
            held.next();
        }
    }

    @Override
    public boolean isNull(int column) {
        if (held != null) return held.isNull(column);
        try {
            return home.server().rawText() || isBinary(column)
                    ? rows.getBytes(column + 1) == null
                    : rows.getString(column + 1) == null;
        } catch (SQLException e) {
            throw home.failure(running, e);
        }
    }

    @Override
    public Object value(int column) {
        if (held != null) return held.value(column);
        try {
            Object value = rows.getObject(column + 1);
            // A locator dies with its row: only what is in it can be passed on.
            if (value instanceof Blob) return rows.getBytes(column + 1);
            if (value instanceof Clob) return rows.getString(column + 1);
            return value;
        } catch (SQLException e) {
            if (home.engine().isMySqlServer() && isTemporal(column)) {
                // A zero date, or a time beyond a day: no class of Java's holds it, its text does.
                return text(column);
            }
            throw home.failure(running, e);
        }
    }

    @Override
    public long longValue(int column) {
        if (held != null) return held.longValue(column);
        try {
            return rows.getLong(column + 1);
        } catch (SQLException e) {
            throw home.failure(running, e);
        }
    }

    @Override
    public String text(int column) {
        if (held != null) return held.text(column);
        try {
            if (home.server().driver() == Server.Driver.CONNECTOR_J
                    && home.server().rawText()
                    && !isBinary(column)) {
                // This driver's getString writes numbers and times in its own way.
                byte[] text = rows.getBytes(column + 1);
                return text == null ? null : new String(text, StandardCharsets.UTF_8);
            }
            return rows.getString(column + 1);
        } catch (SQLException e) {
            throw home.failure(running, e);
        }
    }

    @Override
    public byte[] bytes(int column) {
        if (held != null) return held.bytes(column);
        try {
            if (home.server().rawText() || isBinary(column)) {
                return rows.getBytes(column + 1);
            }
            String text = rows.getString(column + 1);
            return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        } catch (SQLException e) {
            throw home.failure(running, e);
        }
    }

    private int type(int column) {
        if (types == null) {
            try {
                ResultSetMetaData metaData = rows.getMetaData();
                int[] read = new int[metaData.getColumnCount()];
                for (int i = 0; i < read.length; i++) {
                    read[i] = metaData.getColumnType(i + 1);
                }
                types = read;
            } catch (SQLException e) {
                throw home.failure(running, e);
            }
        }
        return types[column];
    }

    private boolean isBinary(int column) {
        return switch (type(column)) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> true;
            // MySQL's BIT is a string of bits; PostgreSQL's BOOLEAN goes by the same name.
            case Types.BIT -> home.engine().isMySqlServer();
            default -> false;
        };
    }

    private boolean isTemporal(int column) {
        return switch (type(column)) {
            case Types.DATE, Types.TIME, Types.TIMESTAMP -> true;
            default -> false;
        };
    }

    @Override
    public <T> T origin(Class<T> type) {
        return live && type.isInstance(rows) ? type.cast(rows) : null;
    }

    @Override
    public int originColumn(int column) {
        return column;
    }

    @Override
    public <T> T origin(int column, Class<T> type) {
        return live && type.isInstance(rows) ? type.cast(rows) : null;
    }

    @Override
    public void close() {
        if (live) {
            end(false);
        } else if (held != null) {
            held.close();
        }
        onRow = false;
    }
}
