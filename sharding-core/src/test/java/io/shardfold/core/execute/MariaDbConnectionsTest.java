package io.shardfold.core.execute;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbConnectionsTest extends ShardConnectionsContract {

    @RegisterExtension static final ShardSet SET = ShardSet.of(Kind.MARIADB, 2);

    @Override
    ShardSet set() {
        return SET;
    }

    @Override
    String sleep(int seconds) {
        return "SELECT SLEEP(" + seconds + ")";
    }

    @Override
    boolean failureEndsTransaction() {
        return false;
    }

    @Override
    void killConnections(int shard) throws Exception {
        try (Connection connection = SET.shard(shard).connect();
                Statement statement = connection.createStatement()) {
            List<Long> others = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT id FROM information_schema.processlist WHERE db = DATABASE()"
                                    + " AND id <> CONNECTION_ID()")) {
                while (rows.next()) {
                    others.add(rows.getLong(1));
                }
            }
            for (long id : others) {
                statement.execute("KILL " + id);
            }
        }
    }
}
