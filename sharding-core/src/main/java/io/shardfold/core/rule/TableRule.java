package io.shardfold.core.rule;

import java.util.List;
import java.util.Objects;

/** What the rules say about one logic table. */
public sealed interface TableRule
        permits ShardedTable, TableRule.BroadcastTable, TableRule.SingleTable {

    /** For switches. */
    enum Kind {
        SHARDED,
        BROADCAST,
        SINGLE
    }

    Kind kind();

    /** The logic table's name as the configuration spells it. */
    String name();

    /** Whole in every data source. */
    record BroadcastTable(String name, List<String> dataSources) implements TableRule {
        public BroadcastTable {
            Objects.requireNonNull(name, "name");
            dataSources = List.copyOf(dataSources);
        }

        @Override
        public Kind kind() {
            return Kind.BROADCAST;
        }
    }

    /** In one data source, under its own name. */
    record SingleTable(String name, String dataSource) implements TableRule {
        public SingleTable {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(dataSource, "dataSource");
        }

        @Override
        public Kind kind() {
            return Kind.SINGLE;
        }

        public DataNode node() {
            return new DataNode(dataSource, name);
        }
    }
}
