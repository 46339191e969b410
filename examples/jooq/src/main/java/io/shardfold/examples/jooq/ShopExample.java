package io.shardfold.examples.jooq;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;

import java.io.PrintStream;
import java.math.BigDecimal;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** Writes, pages, joins and groups, and prints what it finds. */
public final class ShopExample {

    private static final Table<Record> ORDERS = table(name("t_order"));
    private static final Field<Long> ORDER_ID = field(name("order_id"), Long.class);
    private static final Field<Integer> USER_ID = field(name("user_id"), Integer.class);
    private static final Field<String> STATUS = field(name("status"), String.class);
    private static final Field<BigDecimal> AMOUNT = field(name("amount"), BigDecimal.class);
    private static final Table<Record> ITEMS = table(name("t_order_item"));
    private static final Field<String> PRODUCT = field(name("product"), String.class);
    private static final Field<Integer> QUANTITY = field(name("quantity"), Integer.class);

    private ShopExample() {}

    /**
     * @param dataSource has empty tables {@code t_order} and {@code t_order_item}
     * @param dialect of the backend
     */
    public static void run(DataSource dataSource, SQLDialect dialect, PrintStream out) {
        DSLContext shop = DSL.using(dataSource, dialect);
        for (int user = 1; user <= 8; user++) {
            long order = 100L + user;
            int inserted =
                    shop.insertInto(ORDERS, ORDER_ID, USER_ID, STATUS, AMOUNT)
                            .values(order, user, "NEW", BigDecimal.valueOf(500 + 37 * user, 2))
                            .execute();
            out.println("inserted " + inserted);
            shop.insertInto(ITEMS, field(name("item_id")), ORDER_ID, USER_ID, PRODUCT, QUANTITY)
                    .values(order * 10, order, user, "ink", user)
                    .values(order * 10 + 1, order, user, "pen", 1)
                    .execute();
        }
        out.println(
                shop.select(ORDER_ID, AMOUNT)
                        .from(ORDERS)
                        .orderBy(AMOUNT.desc(), ORDER_ID)
                        .limit(3)
                        .offset(2)
                        .fetch());
        out.println(
                shop.select(STATUS, count(), sum(AMOUNT))
                        .from(ORDERS)
                        .where(USER_ID.in(1, 2, 3, 4))
                        .groupBy(STATUS)
                        .fetch());
        Table<Record> o = ORDERS.as("o");
        Table<Record> i = ITEMS.as("i");
        out.println(
                shop.select(
                                field(name("i", "product")),
                                sum(field(name("i", "quantity"), Integer.class)))
                        .from(o)
                        .join(i)
                        .on(
                                field(name("i", "order_id"), Long.class)
                                        .eq(field(name("o", "order_id"), Long.class))
                                        .and(
                                                field(name("i", "user_id"), Integer.class)
                                                        .eq(
                                                                field(
                                                                        name("o", "user_id"),
                                                                        Integer.class))))
                        .groupBy(field(name("i", "product")))
                        .orderBy(field(name("i", "product")))
                        .fetch());
        try {
            shop.transaction(
                    inner -> {
                        inner.dsl().update(ORDERS).set(STATUS, "GONE").execute();
                        throw new IllegalStateException("no sale");
                    });
        } catch (IllegalStateException expected) {
            out.println(expected.getMessage());
        }
        out.println(shop.fetchCount(ORDERS, STATUS.eq(inline("GONE"))));
        try {
            shop.insertInto(ORDERS, ORDER_ID, USER_ID).values(101L, 1).execute();
        } catch (DataAccessException expected) {
            out.println(expected.sqlStateClass());
        }
        out.println("deleted " + shop.deleteFrom(ITEMS).where(QUANTITY.gt(4)).execute());
    }
}
