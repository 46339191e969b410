package io.shardfold.core.session;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbExplainTest extends ExplainContract {

    @RegisterExtension static final ShardSet SHARDS = ShardSet.of(Kind.MARIADB, 2);

    @Override
    ShardSet shards() {
        return SHARDS;
    }
}
