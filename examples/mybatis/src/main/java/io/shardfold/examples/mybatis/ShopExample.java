package io.shardfold.examples.mybatis;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import javax.sql.DataSource;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** Writes, pages, joins, streams and batches, and prints what it finds. */
public final class ShopExample {

    private static final String[] PRODUCTS = {"ink", "paper", "pen"};

    private final SqlSessionFactory sessions;
    private final PrintStream out;

    private ShopExample(SqlSessionFactory sessions, PrintStream out) {
        this.sessions = sessions;
        this.out = out;
    }

    /**
     * @param dataSource has empty tables {@code t_order} and {@code t_order_item}
     */
    public static void run(DataSource dataSource, PrintStream out) throws IOException {
        Configuration configuration =
                new Configuration(
                        new Environment("shop", new JdbcTransactionFactory(), dataSource));
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.addMapper(OrderMapper.class);
        ShopExample shop =
                new ShopExample(new SqlSessionFactoryBuilder().build(configuration), out);
        shop.sell();
        shop.read();
        shop.change();
        shop.batch();
    }

    private void sell() {
        try (SqlSession session = sessions.openSession()) {
            OrderMapper orders = session.getMapper(OrderMapper.class);
            for (int user = 1; user <= 8; user++) {
                Order order = new Order(user, "NEW", BigDecimal.valueOf(500 + 37 * user, 2));
                out.println("inserted " + orders.insert(order));
                for (int i = 0; i < user % 3 + 1; i++) {
                    orders.insertItem(order.getOrderId(), user, PRODUCTS[i], i + 1);
                }
                out.println(orders.find(user, order.getOrderId()));
            }
            session.commit();
        }
    }

    private void read() throws IOException {
        try (SqlSession session = sessions.openSession()) {
            OrderMapper orders = session.getMapper(OrderMapper.class);
            orders.page(0, 3).forEach(out::println);
            orders.page(3, 3).forEach(out::println);
            orders.sales().forEach(row -> out.println(row.get("product") + ": " + row.get("sold")));
            try (Cursor<Order> stream = orders.stream()) {
                stream.forEach(out::println);
            }
        }
    }

    private void change() {
        try (SqlSession session = sessions.openSession()) {
            OrderMapper orders = session.getMapper(OrderMapper.class);
            Order order = orders.page(0, 1).get(0);
            out.println("changed " + orders.changeStatus(order, "PAID"));
            out.println("changed by a stale copy " + orders.changeStatus(order, "BACK"));
            out.println(orders.find(order.getUserId(), order.getOrderId()));
            out.println("raised " + orders.raise(BigDecimal.ONE, BigDecimal.valueOf(650, 2)));
            out.println("deleted " + orders.deleteAllOf(2));
            session.rollback();
        }
        try (SqlSession session = sessions.openSession()) {
            OrderMapper orders = session.getMapper(OrderMapper.class);
            session.clearCache();
            orders.page(0, 100).forEach(out::println);
            out.println("deleted " + orders.deleteAllOf(3));
            session.commit();
        }
    }

    private void batch() {
        try (SqlSession session = sessions.openSession(ExecutorType.BATCH)) {
            OrderMapper orders = session.getMapper(OrderMapper.class);
            for (int i = 0; i < 20; i++) {
                orders.insertItem(10_000 + i, i, "glue", i);
            }
            session.flushStatements()
                    .forEach(result -> out.println("batch of " + result.getUpdateCounts().length));
            session.commit();
        }
    }
}
