package io.shardfold.jdbc;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.Oracle;
import io.shardfold.testkit.ShardSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every statement of {@code shop-writes.txt} does to the shards what it does to one database. */
class WritesTest {

    @Nested
    class OnMariaDb extends OnEngine {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.MARIADB, 2);

        @Override
        ShardSet databases() {
            return DATABASES;
        }
    }

    @Nested
    class OnPostgresql extends OnEngine {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.POSTGRESQL, 2);

        @Override
        ShardSet databases() {
            return DATABASES;
        }
    }

    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class OnEngine {

        private TestedDatabase shop;
        private Oracle oracle;

        abstract ShardSet databases();

        @BeforeAll
        void open() throws Exception {
            shop = Shop.open(databases());
            oracle = shop.oracle();
        }

        @AfterAll
        void close() throws Exception {
            if (oracle != null) {
                oracle.close();
                shop.assertNothingIsOut();
            }
            if (shop != null) {
                shop.close();
            }
        }

        @TestFactory
        Stream<DynamicTest> sameAsUnsharded() throws Exception {
            return StatementFile.read("shop-writes.txt").stream()
                    .map(entry -> dynamicTest(entry.sql(), () -> sameAsUnsharded(entry)));
        }

        private void sameAsUnsharded(StatementFile.Entry entry) {
            if (entry.section().startsWith("Errors")) {
                oracle.sameErrorAsUnsharded(entry.sql(), entry.values());
            } else {
                oracle.sameAsUnsharded(entry.sql(), entry.values());
            }
            oracle.sameAsUnsharded("SELECT * FROM t_order ORDER BY order_id");
            oracle.sameAsUnsharded("SELECT * FROM t_order_item ORDER BY item_id");
            oracle.sameAsUnsharded("SELECT * FROM t_account ORDER BY id");
            oracle.sameAsUnsharded("SELECT * FROM t_address ORDER BY id");
            oracle.sameAsUnsharded("SELECT * FROM t_config ORDER BY name");
        }
    }
}
