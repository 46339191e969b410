package io.shardfold.jdbc;

import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKey;

/** Opens connections that have a sharding key from their start. */
final class BuiltConnection implements ConnectionBuilder {

    private final ShardfoldDataSource source;
    private ShardingKey key;
    private ShardingKey superKey;

    BuiltConnection(ShardfoldDataSource source) {
        this.source = source;
    }

    /** Ignored, as the data source does: the configuration has the shards' users. */
    @Override
    public ConnectionBuilder user(String username) {
        return this;
    }

    /** Ignored, as {@link #user}. */
    @Override
    public ConnectionBuilder password(String password) {
        return this;
    }

    @Override
    public ConnectionBuilder shardingKey(ShardingKey shardingKey) {
        key = shardingKey;
        return this;
    }

    @Override
    public ConnectionBuilder superShardingKey(ShardingKey superShardingKey) {
        superKey = superShardingKey;
        return this;
    }

    @Override
    public Connection build() throws SQLException {
        Connection connection = source.getConnection();
        try {
            connection.setShardingKey(key, superKey);
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }
}
