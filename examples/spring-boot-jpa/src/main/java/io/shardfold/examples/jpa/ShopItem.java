package io.shardfold.examples.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.PartitionKey;

/** One line of an order; lies beside it. */
@Entity
@Table(name = "t_order_item")
public class ShopItem {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "item_id")
    private Long id;

    @PartitionKey
    @Column(name = "user_id", updatable = false)
    private int userId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "order_id")
    private ShopOrder order;

    private String product;

    private int quantity;

    protected ShopItem() {}

    ShopItem(ShopOrder order, String product, int quantity) {
        this.order = order;
        this.userId = order.getUserId();
        this.product = product;
        this.quantity = quantity;
    }

    @Override
    public String toString() {
        return quantity + " " + product;
    }
}
