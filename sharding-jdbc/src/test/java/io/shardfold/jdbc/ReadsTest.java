package io.shardfold.jdbc;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.Oracle;
import io.shardfold.testkit.ShardSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every statement of {@code shop-reads.txt} answers as one database does. */
class ReadsTest {

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

        abstract ShardSet databases();

        @BeforeAll
        void open() throws Exception {
            shop = Shop.open(databases());
        }

        @AfterAll
        void close() {
            if (shop != null) {
                shop.close();
            }
        }

        @TestFactory
        Stream<DynamicTest> sameAsUnsharded() throws Exception {
            List<StatementFile.Entry> entries = StatementFile.read("shop-reads.txt");
            return entries.stream()
                    .map(entry -> dynamicTest(entry.sql(), () -> sameAsUnsharded(entry)));
        }

        private void sameAsUnsharded(StatementFile.Entry entry) throws Exception {
            try (Oracle oracle = shop.oracle()) {
                if (entry.section().startsWith("Errors")) {
                    oracle.sameErrorAsUnsharded(entry.sql(), entry.values());
                } else if (entry.parameters().isEmpty()) {
                    oracle.sameAsUnsharded(entry.sql());
                } else {
                    oracle.sameAsUnshardedInBothForms(entry.sql(), entry.values());
                }
            }
            shop.assertNothingIsOut();
        }
    }
}
