package io.shardfold.core.plan;

import io.shardfold.core.rewrite.ShardText;
import java.util.List;

/**
 * Rows of several nodes are brought into temporary tables of one data source, and the database itself answers over them.
 *
 * <p>The way of last resort: right for whatever the database can compute, at the cost of moving the rows.
 *
 * @param inputs one per occurrence whose rows must be moved
 * @param dataSource where the statement runs; null for any
 * @param text the statement over the temporary tables, whose names are its fixed parts
 */
public record Gather(List<Input> inputs, String dataSource, ShardText text) {

    public Gather {
        inputs = List.copyOf(inputs);
    }

    /**
     * One temporary table.
     *
     * @param name of the temporary table
     * @param targets the nodes whose rows it gets; null for a single table
     * @param dataSource a single table's data source; null for a sharded table
     * @param rows the query of a node's rows that may matter
     * @param columns as they are called
     * @param primaryKey columns of the primary key, for the database to know that others depend on it; empty for none
     */
    public record Input(String name, Targets targets, String dataSource, ShardText rows, List<String> columns, List<String> primaryKey) {
        public Input {
            columns = List.copyOf(columns);
            primaryKey = List.copyOf(primaryKey);
        }
    }
}
