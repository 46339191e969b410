package io.shardfold.core.session;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbStatementsTest extends StatementsContract {

    @RegisterExtension static final ShardSet SHARDS = ShardSet.of(Kind.MARIADB, 2);

    @Override
    ShardSet shards() {
        return SHARDS;
    }

    @Override
    List<String> columns() {
        return List.of(
                "(order_id int PRIMARY KEY, user_id int NOT NULL, status int, price decimal(10,2), name varchar(20), created datetime)",
                "(item_id int PRIMARY KEY, order_id int NOT NULL, user_id int NOT NULL, sku varchar(10), quantity int)",
                "(id int PRIMARY KEY, name varchar(20), region_id int)",
                "(id int PRIMARY KEY, title varchar(20))",
                "(k varchar(10) PRIMARY KEY, v int)");
    }
}
