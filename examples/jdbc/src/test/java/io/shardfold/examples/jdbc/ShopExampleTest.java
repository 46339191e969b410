package io.shardfold.examples.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

    private static void assertSells(ShardSet databases) throws Exception {
        System.setProperty("shop.ds_0", databases.shard(0).jdbcUrl());
        System.setProperty("shop.ds_1", databases.shard(1).jdbcUrl());
        System.setProperty("shop.user", databases.shard(0).user());
        System.setProperty("shop.password", databases.shard(0).password());
        // One URL text is one data source as long as the driver lives: each engine has its own.
        String url = ShopExample.URL + "&" + databases.kind();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ShopExample.run(url, new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertEquals(
                """
                user 3 ordered 3 items for 4.80
                ink: 9 sold for 14.40
                paper: 7 sold for 11.80
                """,
                printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }
}
