package io.shardfold.core.session;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of the random statements.
 *
 * @param primaryKey its first column
 * @param keys the sharding columns, in the order in which tables that are sharded alike have them
 */
record RandomTable(String name, List<Column> columns, List<String> keys) {

    /** What a column holds, as far as expressions care. */
    enum Kind {
        /** A whole number with which arithmetic can't overflow. */
        INTEGER,
        /**
         * A number of any type up to its type's ends: compared and aggregated, not computed with.
         */
        EXTREME,
        DECIMAL,
        /** Multiples of a quarter: sums are exact in whatever order they are added. */
        FLOAT,
        TEXT,
        DATE,
        TIMESTAMP,
        BOOLEAN,
        /** Of a type of the engine's own: shown, counted and grouped, not computed with. */
        OTHER
    }

    /**
     * @param type as CREATE TABLE needs it
     * @param literals values as SQL text, NULL among them where the column takes it
     */
    record Column(String name, Kind kind, String type, List<String> literals) {}

    String primaryKey() {
        return columns.get(0).name();
    }

    List<Column> columns(Kind... kinds) {
        List<Column> result = new ArrayList<>();
        for (Column column : columns) {
            for (Kind kind : kinds) {
                if (column.kind() == kind) {
                    result.add(column);
                }
            }
        }
        return result;
    }

    /** What follows the table's name in CREATE TABLE. */
    String definition() {
        StringBuilder text = new StringBuilder("(");
        for (Column column : columns) {
            text.append(text.length() == 1 ? "" : ", ")
                    .append(column.name())
                    .append(' ')
                    .append(column.type());
        }
        return text + ")";
    }
}
