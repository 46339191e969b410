package io.shardfold.core.rule;

import java.util.Objects;

/** A physical table: {@code ds_0.orders_1}. Both names are as the configuration spells them. */
public record DataNode(String dataSource, String table) {
    public DataNode {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(table, "table");
    }

    @Override
    public String toString() {
        return dataSource + "." + table;
    }
}
