package io.shardfold.core.session;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlExplainTest extends ExplainContract {

    @RegisterExtension static final ShardSet SHARDS = ShardSet.of(Kind.POSTGRESQL, 2);

    @Override
    ShardSet shards() {
        return SHARDS;
    }
}
