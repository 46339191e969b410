package io.shardfold.jdbc;

import io.shardfold.core.rule.Hint;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.ShardingKey;
import java.sql.ShardingKeyBuilder;
import java.util.List;
import java.util.Map;

/**
 * The value that says in which database an application's rows are.
 *
 * @param value of one subkey; databases are sharded by one value
 */
record SingleShardingKey(Object value) implements ShardingKey {

    /** Makes one. */
    static final class Builder implements ShardingKeyBuilder {

        private boolean hasSubkey;
        private Object value;

        @Override
        public ShardingKeyBuilder subkey(Object subkey, SQLType subkeyType) {
            if (hasSubkey) {
                throw new UnsupportedOperationException(
                        "A sharding key has one subkey: databases are sharded by one value.");
            }
            hasSubkey = true;
            value = subkey;
            return this;
        }

        @Override
        public ShardingKey build() throws SQLException {
            if (value == null) {
                throw SqlErrors.misuse("A sharding key needs a subkey that isn't null.");
            }
            return new SingleShardingKey(value);
        }
    }

    /** Gives the database strategy of every table this value. */
    static Hint hint(ShardingKey key) throws SQLException {
        if (!(key instanceof SingleShardingKey single)) {
            throw SqlErrors.misuse("The sharding key is of another driver.");
        }
        return new Hint(
                null,
                false,
                false,
                false,
                List.of(),
                null,
                Map.of("", List.of(single.value)),
                Map.of());
    }
}
