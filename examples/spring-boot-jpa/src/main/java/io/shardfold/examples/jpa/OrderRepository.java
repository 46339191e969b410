package io.shardfold.examples.jpa;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Orders. */
public interface OrderRepository extends JpaRepository<ShopOrder, Long> {

    List<ShopOrder> findByUserIdOrderByAmount(int userId);

    Page<ShopOrder> findByStatus(String status, Pageable page);

    @Query(
            "select i.product, sum(i.quantity) from ShopOrder o join o.items i"
                    + " on i.userId = o.userId group by i.product order by i.product")
    List<Object[]> sales();

    @Query("select o from ShopOrder o order by o.userId, o.amount")
    Stream<ShopOrder> streamAll();

    @Modifying
    @Query("update ShopOrder o set o.status = 'SENT' where o.userId = :userId")
    int sendAllOf(int userId);
}
