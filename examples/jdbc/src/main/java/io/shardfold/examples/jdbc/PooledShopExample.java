package io.shardfold.examples.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * {@link ShopExample} behind a pool, as frameworks have one in front of every URL. It isn't needed:
 * Shardfold pools the databases' connections itself.
 */
public final class PooledShopExample {

    private PooledShopExample() {}

    /** Runs the example, and prints what it finds. */
    public static void main(String[] arguments) throws SQLException {
        run(ShopExample.URL, System.out);
    }

    static void run(String url, PrintStream out) throws SQLException {
        HikariConfig configuration = new HikariConfig();
        configuration.setJdbcUrl(url);
        configuration.setMaximumPoolSize(4);
        try (HikariDataSource pool = new HikariDataSource(configuration);
                Connection connection = pool.getConnection()) {
            ShopExample.run(connection, out);
        }
    }
}
