package io.shardfold.core.execute;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlConnectionsTest extends ShardConnectionsContract {

    @RegisterExtension static final ShardSet SET = ShardSet.of(Kind.POSTGRESQL, 2);

    @Override
    ShardSet set() {
        return SET;
    }

    @Override
    String sleep(int seconds) {
        return "SELECT pg_sleep(" + seconds + ")";
    }

    @Override
    boolean failureEndsTransaction() {
        return true;
    }

    @Override
    void killConnections(int shard) throws Exception {
        SET.shard(shard)
                .execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
                                + " current_database() AND pid <> pg_backend_pid()");
    }
}
