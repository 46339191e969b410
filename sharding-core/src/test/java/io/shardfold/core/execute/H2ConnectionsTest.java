package io.shardfold.core.execute;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class H2ConnectionsTest extends ShardConnectionsContract {

    @RegisterExtension static final ShardSet SET = ShardSet.of(Kind.H2_MYSQL, 2);

    @Override
    ShardSet set() {
        return SET;
    }

    /** About a million rows a second; each test that runs it ends it. */
    @Override
    String sleep(int seconds) {
        return "SELECT COUNT(*) FROM SYSTEM_RANGE(1, " + seconds + "000000) a, SYSTEM_RANGE(1, 10)";
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
                            "SELECT SESSION_ID FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID <>"
                                    + " SESSION_ID()")) {
                while (rows.next()) {
                    others.add(rows.getLong(1));
                }
            }
            for (long id : others) {
                statement.execute("CALL ABORT_SESSION(" + id + ")");
            }
        }
    }
}
