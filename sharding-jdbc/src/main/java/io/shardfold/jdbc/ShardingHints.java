package io.shardfold.jdbc;

import io.shardfold.core.rule.Hint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Values that the current thread's statements are routed by besides their SQL: for tables whose
 * strategy is of kind {@code hint}.
 *
 * <pre>{@code
 * try (ShardingHints hints = ShardingHints.open()) {
 *     hints.addDatabaseShardingValue("t_order", 3);
 *     statement.executeQuery("SELECT ...");
 * }
 * }</pre>
 *
 * <p>A hint in a statement's own comment goes before these. Confined to its thread. Table names are
 * of any case.
 */
public final class ShardingHints implements AutoCloseable {

    private static final ThreadLocal<ShardingHints> OF_THREAD = new ThreadLocal<>();

    /** Spares every statement of an application without hints the look at its thread. */
    static volatile boolean everOpened;

    private final Map<String, List<Object>> databaseValues = new HashMap<>();
    private final Map<String, List<Object>> tableValues = new HashMap<>();
    private String dataSource;
    private boolean writeRouteOnly;

    /** What the fields say; null after a change. */
    private Hint hint;

    private ShardingHints() {}

    /**
     * @throws IllegalStateException when the thread has hints already
     */
    public static ShardingHints open() {
        if (OF_THREAD.get() != null) {
            throw new IllegalStateException(
                    "The thread has hints already: close them first, or use current().");
        }
        ShardingHints hints = new ShardingHints();
        everOpened = true;
        OF_THREAD.set(hints);
        return hints;
    }

    /** The thread's hints; null for none. */
    public static ShardingHints current() {
        return everOpened ? OF_THREAD.get() : null;
    }

    /** What the thread's statements are given now. */
    static Hint ofThread() {
        ShardingHints hints = current();
        return hints == null ? Hint.NONE : hints.hint();
    }

    private Hint hint() {
        if (hint == null) {
            hint =
                    new Hint(
                            dataSource,
                            writeRouteOnly,
                            false,
                            false,
                            List.of(),
                            null,
                            databaseValues,
                            tableValues);
        }
        return hint;
    }

    private static void add(Map<String, List<Object>> values, String table, Object value) {
        values.computeIfAbsent(table.toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                .add(value);
    }

    /** One more value for a table's database strategy. */
    public void addDatabaseShardingValue(String table, Object value) {
        add(databaseValues, table, value);
        hint = null;
    }

    /** One more value for a table's table strategy. */
    public void addTableShardingValue(String table, Object value) {
        add(tableValues, table, value);
        hint = null;
    }

    /**
     * Forgets all values, and gives the database strategy of every table this one; of the data
     * source that it chooses, all tables are used.
     */
    public void setDatabaseShardingValue(Object value) {
        clearShardingValues();
        add(databaseValues, "", value);
    }

    /** Runs statements on this data source with their table names untouched; null to end that. */
    public void setDataSourceName(String name) {
        dataSource = name;
        hint = null;
    }

    /** Reads go to the write source of a group too. */
    public void setWriteRouteOnly(boolean writeRouteOnly) {
        this.writeRouteOnly = writeRouteOnly;
        hint = null;
    }

    public void clearShardingValues() {
        databaseValues.clear();
        tableValues.clear();
        hint = null;
    }

    /** Ends the hints of this thread. */
    @Override
    public void close() {
        if (OF_THREAD.get() == this) {
            OF_THREAD.remove();
        }
    }
}
