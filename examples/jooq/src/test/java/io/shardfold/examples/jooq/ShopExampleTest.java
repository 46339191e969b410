package io.shardfold.examples.jooq;

import io.shardfold.examples.shoptests.ShopComparison;
import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example prints on shards what it prints on one database. */
class ShopExampleTest {

    @Nested
    class OnPostgresql {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.POSTGRESQL, 2);

        @Test
        void printsTheSame() throws Exception {
            ShopComparison.assertPrintsTheSame(
                    DATABASES, (shop, out) -> ShopExample.run(shop, SQLDialect.POSTGRES, out));
        }
    }

    @Nested
    class OnMariaDb {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.MARIADB, 2);

        @Test
        void printsTheSame() throws Exception {
            ShopComparison.assertPrintsTheSame(
                    DATABASES, (shop, out) -> ShopExample.run(shop, SQLDialect.MARIADB, out));
        }
    }
}
