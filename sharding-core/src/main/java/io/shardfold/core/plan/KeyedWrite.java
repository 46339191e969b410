package io.shardfold.core.plan;

import io.shardfold.core.rewrite.ShardText;
import io.shardfold.core.rewrite.TableNames;
import java.util.List;

/**
 * One table's part of an UPDATE or DELETE that names its rows by their primary key.
 *
 * @param place where the table is
 * @param rows the query of the rows to be written, in the client's words: its columns are the
 *     primary key, the sharding key, and the values that are put between the segments
 * @param primaryKey its columns as SQL needs them
 * @param keyCount the number of sharding key columns
 * @param movedKeys for each sharding key column which value it is set to; -1 where it stays; empty
 *     for DELETE
 * @param segments the text before WHERE, cut where values of the query go
 * @param returning the text behind WHERE; null where there is none
 */
public record KeyedWrite(
        Place place,
        ShardText rows,
        List<String> primaryKey,
        int keyCount,
        int[] movedKeys,
        List<ShardText> segments,
        ShardText returning) {

    public KeyedWrite {
        primaryKey = List.copyOf(primaryKey);
        segments = List.copyOf(segments);
    }

    /** The number of values of each row that are put into the text. */
    public int valueCount() {
        return segments.size() - 1;
    }

    /**
     * @param targets a sharded table's nodes; null for other tables
     * @param dataSources a single table's, or a broadcast table's; empty for a sharded table, and
     *     for a table that no rule knows
     * @param name as SQL needs it; null for a sharded table
     */
    public record Place(Targets targets, List<String> dataSources, String name) {

        public Place {
            dataSources = List.copyOf(dataSources);
        }

        /**
         * What the table is called on one of a sharded table's nodes; elsewhere it has one name.
         */
        public TableNames names(int node) {
            return targets == null ? source -> name : targets.names(node);
        }

        /** Where the rows of a node are written: on each copy of a broadcast table. */
        public List<String> dataSources(int node) {
            return targets == null ? dataSources : List.of(targets.dataSource(node));
        }
    }
}
