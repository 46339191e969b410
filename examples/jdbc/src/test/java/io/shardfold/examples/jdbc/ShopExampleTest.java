package io.shardfold.examples.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example prints the same on PostgreSQL and on MariaDB. */
class ShopExampleTest {

    @Nested
    class OnPostgresql {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.POSTGRESQL, 2);

        @Test
        void sellsAndCounts() throws Exception {
            assertSells(DATABASES);
        }
    }

    @Nested
    class OnMariaDb {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.MARIADB, 2);

        @Test
        void sellsAndCounts() throws Exception {
            assertSells(DATABASES);
        }
    }

    @Nested
    class BehindHikariCp {
        @RegisterExtension static final ShardSet DATABASES = ShardSet.of(Kind.POSTGRESQL, 2);

        @Test
        void sellsAndCounts() throws Exception {
            assertSells(DATABASES, PooledShopExample::run);
        }
    }

    private interface Example {
        void run(String url, PrintStream out) throws SQLException;
    }

    private static void assertSells(ShardSet databases) throws Exception {
        assertSells(databases, ShopExample::run);
    }

    private static void assertSells(ShardSet databases, Example example) throws Exception {
        System.setProperty("shop.ds_0", databases.shard(0).jdbcUrl());
        System.setProperty("shop.ds_1", databases.shard(1).jdbcUrl());
        System.setProperty("shop.user", databases.shard(0).user());
        System.setProperty("shop.password", databases.shard(0).password());
        // One URL text is one data source as long as the driver lives: each engine has its own.
        String url = ShopExample.URL + "&" + databases.shard(0).jdbcUrl().hashCode();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        example.run(url, new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertEquals(
                """
                user 3 ordered 3 items for 4.80
                ink: 9 sold for 14.40
                paper: 7 sold for 11.80
                """,
                printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }
}
