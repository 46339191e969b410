package io.shardfold.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardfold.testkit.EmbeddedEngine.Kind;
import io.shardfold.testkit.ShardSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Tests over the shop that run the same JDBC calls on Shardfold and on the backend's own driver.
 *
 * <p>After each test every connection of a shard must be home.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ShopTests {

    TestedDatabase shop;

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

    @AfterEach
    void everyConnectionIsHome() {
        shop.assertNothingIsOut();
    }

    boolean isMySql() {
        return databases().kind() == Kind.MARIADB;
    }

    /** What a client sees, in the order in which it saw it. */
    static final class Seen {

        private final List<Object> things = new ArrayList<>();

        void add(Object thing) {
            if (thing instanceof int[] counts) {
                things.add(Arrays.toString(counts));
            } else if (thing instanceof long[] counts) {
                things.add(Arrays.toString(counts));
            } else if (thing instanceof byte[] bytes) {
                things.add(Arrays.toString(bytes));
            } else {
                things.add(thing);
            }
        }

        /** The kind of an error: its SQLSTATE. */
        void error(Call call) {
            try {
                call.run();
                things.add("no error");
            } catch (SQLException error) {
                things.add("error " + error.getSQLState());
            }
        }

        interface Call {
            void run() throws SQLException;
        }
    }

    interface Client {
        void run(Connection connection, Seen seen) throws Exception;
    }

    /** A client of both sees the same. */
    void same(Client client) throws Exception {
        Seen right = new Seen();
        try (Connection connection = databases().unsharded().connect()) {
            client.run(connection, right);
        }
        Seen answer = new Seen();
        try (Connection connection = shop.connect()) {
            client.run(connection, answer);
        }
        assertEquals(lines(right), lines(answer));
    }

    private static String lines(Seen seen) {
        StringBuilder lines = new StringBuilder();
        for (Object thing : seen.things) {
            lines.append(thing)
                    .append(thing == null ? "" : " : " + thing.getClass().getSimpleName())
                    .append('\n');
        }
        return lines.toString();
    }
}
