package io.shardfold.core.plan;

import io.shardfold.core.rewrite.ShardText;
import java.util.List;

/**
 * Rows of several nodes are brought into temporary tables of one data source, and the database
 * itself answers over them.
 *
 * <p>The way of last resort: right for whatever the database can compute, at the cost of moving the
 * rows.
 *
 * @param inputs one per occurrence whose rows must be moved
 * @param groups where it is groups that are brought together; null otherwise
 * @param sources the occurrences' indexes, by which the text knows them
 * @param dataSource where the statement runs; null for any
 * @param text the statement over the temporary tables
 */
public record Gather(
        List<Input> inputs, int[] sources, Groups groups, String dataSource, ShardText text) {

    /** By which the text knows the table of {@link #groups}. */
    public static final int GROUPS_SOURCE = -1;

    public Gather {
        inputs = List.copyOf(inputs);
    }

    /** Over rows as they are. */
    static Gather ofRows(List<Input> inputs, int[] sources, String dataSource, ShardText text) {
        return new Gather(inputs, sources, null, dataSource, text);
    }

    /** Over merged groups. */
    static Gather ofGroups(Groups groups, ShardText text) {
        return new Gather(List.of(), new int[0], groups, null, text);
    }

    /**
     * A temporary table of groups, one row each: the shards' parts are merged before. It lies on
     * the data source of the first node.
     *
     * @param rows the query of a node's parts
     * @param merge what makes groups of them
     * @param columnCount how many columns it has: see {@link #column}
     */
    public record Groups(Targets targets, ShardText rows, Merge merge, int columnCount) {

        /** The name of a column. */
        public static String column(int index) {
            return "shardfold_g" + index;
        }
    }

    /**
     * One temporary table.
     *
     * @param targets the nodes whose rows it gets; null for a single table
     * @param dataSource a single table's data source; null for a sharded table
     * @param ownName a single table's name as SQL needs it; null for a sharded table
     * @param rows the query of a node's rows that may matter
     * @param columnCount how many columns it has
     * @param definition its columns with their types, and its primary key, from which the database
     *     knows that others depend on it; as CREATE TABLE takes them
     * @param joined columns by which the statement looks rows up; as CREATE INDEX takes them, and
     *     empty where the definition has their indexes
     */
    public record Input(
            Targets targets,
            String dataSource,
            String ownName,
            ShardText rows,
            int columnCount,
            String definition,
            List<String> joined) {
        public Input {
            joined = List.copyOf(joined);
        }
    }
}
