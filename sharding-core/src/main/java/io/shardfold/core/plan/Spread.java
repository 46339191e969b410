package io.shardfold.core.plan;

import io.shardfold.core.rule.Router;
import java.util.List;

/** How the rows of a query lie over the shards, if it is run on each as it stands. */
sealed interface Spread {

    enum Kind {
        EVERYWHERE,
        ONE,
        SHARDED,
        SCATTERED
    }

    Kind kind();

    Spread EVERYWHERE = new Everywhere();

    /** Every data source gives the whole result: broadcast tables, no tables. */
    record Everywhere() implements Spread {
        @Override
        public Kind kind() {
            return Kind.EVERYWHERE;
        }
    }

    /** One data source has all: single tables. */
    record One(String dataSource) implements Spread {
        @Override
        public Kind kind() {
            return Kind.ONE;
        }
    }

    /**
     * Each node gives its part, and the parts together are the result.
     *
     * @param router of one of the tables; all others are placed alike
     * @param condition which nodes can give rows
     * @param keys the tables' key columns as they are seen from outside
     */
    record Sharded(Router router, NodeCondition condition, List<KeyTuple> keys) implements Spread {
        public Sharded {
            keys = List.copyOf(keys);
        }

        @Override
        public Kind kind() {
            return Kind.SHARDED;
        }
    }

    /**
     * The parts don't make up the result.
     *
     * @param reason a noun phrase for the message of a refusal
     * @param position zero-based
     */
    record Scattered(String reason, int position) implements Spread {
        @Override
        public Kind kind() {
            return Kind.SCATTERED;
        }
    }
}
