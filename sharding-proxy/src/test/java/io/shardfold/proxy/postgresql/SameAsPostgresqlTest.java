package io.shardfold.proxy.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds conversations with PostgreSQL and with the proxy, and compares each message. */
class SameAsPostgresqlTest {

    @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.POSTGRESQL, 2);

    private static PostgresqlProxy proxy;

    @BeforeAll
    static void start() throws SQLException {
        DATABASES.onEveryDatabase("CREATE TABLE w(id int primary key, v text)");
        proxy = PostgresqlProxy.over(DATABASES, "w");
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    static Set<String> names() {
        return WireScripts.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void sameMessages(String name) throws Exception {
        DATABASES.onEveryDatabase("TRUNCATE w");
        URI url = URI.create(DATABASES.unsharded().jdbcUrl().substring("jdbc:".length()));
        List<String> expected;
        try (RawClient client =
                RawClient.login(
                        url.getPort(),
                        DATABASES.unsharded().user(),
                        DATABASES.unsharded().password(),
                        DATABASES.unsharded().name())) {
            expected = WireScripts.all().get(name).run(client);
        }
        try (RawClient client = proxy.raw()) {
            assertEquals(
                    String.join("\n", expected),
                    String.join("\n", WireScripts.all().get(name).run(client)));
        }
    }
}
