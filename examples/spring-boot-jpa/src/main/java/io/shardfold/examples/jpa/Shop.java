package io.shardfold.examples.jpa;

import jakarta.persistence.EntityManager;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Sells, pages, joins, streams and locks, and prints what it finds. */
@Service
public class Shop {

    private final OrderRepository orders;
    private final EntityManager entities;
    private final TransactionTemplate transaction;

    public Shop(OrderRepository orders, EntityManager entities, TransactionTemplate transaction) {
        this.orders = orders;
        this.entities = entities;
        this.transaction = transaction;
    }

    /** All of it. The tables must be there, and empty. */
    public void run(PrintStream out) {
        for (int user = 1; user <= 6; user++) {
            sell(user, out);
        }
        orders.findByUserIdOrderByAmount(3).forEach(out::println);
        page(0, out);
        page(1, out);
        orders.sales().forEach(row -> out.println(row[0] + ": " + row[1]));
        transaction.executeWithoutResult(
                status -> {
                    try (Stream<ShopOrder> all = orders.streamAll()) {
                        all.forEach(order -> out.println(order + " " + order.getItems()));
                    }
                });
        out.println("sent " + transaction.execute(status -> orders.sendAllOf(2)));
        lockOptimistically(out);
        removeOne(out);
        rollBack(out);
        out.println("left " + orders.count());
    }

    private void sell(int user, PrintStream out) {
        for (int i = 0; i < 2; i++) {
            ShopOrder order =
                    new ShopOrder(
                            user,
                            BigDecimal.valueOf(1000 + 70 * user + i, 2),
                            LocalDateTime.of(2026, 1, user, 10, i));
            order.add("ink", user);
            order.add("pen", i + 1);
            out.println("stored " + orders.save(order));
        }
    }

    private void page(int number, PrintStream out) {
        Page<ShopOrder> page =
                orders.findByStatus(
                        "NEW", PageRequest.of(number, 5, Sort.by("amount").descending()));
        out.println(page.getTotalElements() + " in " + page.getTotalPages() + " pages");
        page.forEach(out::println);
    }

    private void lockOptimistically(PrintStream out) {
        ShopOrder mine = orders.findByUserIdOrderByAmount(4).get(0);
        ShopOrder theirs = orders.findByUserIdOrderByAmount(4).get(0);
        theirs.setStatus("PAID");
        orders.save(theirs);
        mine.setStatus("BACK");
        try {
            orders.save(mine);
            out.println("overwritten");
        } catch (ObjectOptimisticLockingFailureException expected) {
            out.println("changed by another");
        }
        orders.findByUserIdOrderByAmount(4).forEach(out::println);
    }

    private void removeOne(PrintStream out) {
        transaction.executeWithoutResult(
                status -> orders.delete(orders.findByUserIdOrderByAmount(5).get(0)));
        out.println("left of user 5: " + orders.findByUserIdOrderByAmount(5).size());
    }

    private void rollBack(PrintStream out) {
        transaction.executeWithoutResult(
                status -> {
                    out.println(
                            "lost " + entities.createQuery("delete from ShopItem").executeUpdate());
                    status.setRollbackOnly();
                });
        out.println(
                "items "
                        + entities.createQuery("select count(i) from ShopItem i", Long.class)
                                .getSingleResult());
    }
}
