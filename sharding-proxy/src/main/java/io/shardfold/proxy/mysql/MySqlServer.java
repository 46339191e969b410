package io.shardfold.proxy.mysql;

import io.shardfold.core.error.ShardfoldException;
import io.shardfold.core.row.Cursor;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.session.Database;
import io.shardfold.core.session.ExecuteOptions;
import io.shardfold.core.session.Outcome;
import io.shardfold.core.session.Session;
import io.shardfold.proxy.client.ServerResources;
import io.shardfold.sql.Dialect;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all MySQL clients of one server share. Thread-safe.
 *
 * @param questions statements that clients have sent
 */
record MySqlServer(
        ServerResources resources,
        ServerFace face,
        RsaKey rsa,
        long startedNanos,
        AtomicLong questions) {

    private static final Logger LOG = LoggerFactory.getLogger(MySqlServer.class);

    static MySqlServer of(ServerResources resources) {
        return new MySqlServer(
                resources, face(resources), new RsaKey(), System.nanoTime(), new AtomicLong());
    }

    /** What every client is offered. */
    int offer() {
        return Capabilities.offer(face.mariaDb(), resources.tls() != null);
    }

    /** As the first database that speaks MySQL says. */
    private static ServerFace face(ServerResources resources) {
        for (Database database : resources.databases().all()) {
            if (database.dialect() == Dialect.MYSQL) {
                try {
                    return ServerFace.of(version(database));
                } catch (ShardfoldException unreachable) {
                    LOG.warn(
                            "Database {} can't be asked for its version: {}",
                            database.name(),
                            unreachable.getMessage());
                }
            }
        }
        return ServerFace.DEFAULT;
    }

    private static String version(Database database) {
        try (Session session = database.openSession(Dialect.MYSQL)) {
            Outcome outcome =
                    session.execute(
                            session.prepare("SELECT VERSION()"),
                            Parameters.NONE,
                            ExecuteOptions.DEFAULT);
            try (Cursor rows = ((Outcome.Rows) outcome).cursor()) {
                return rows.next() ? rows.text(0) : "";
            }
        }
    }
}
