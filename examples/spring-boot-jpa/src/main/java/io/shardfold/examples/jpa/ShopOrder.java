package io.shardfold.examples.jpa;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.PartitionKey;

/** An order of one user. */
@Entity
@Table(name = "t_order")
public class ShopOrder {

    /** Made by Shardfold with the insert. */
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "order_id")
    private Long id;

    @PartitionKey
    @Column(name = "user_id", updatable = false)
    private int userId;

    private String status;

    private BigDecimal amount;

    @Column(name = "created_at")
    private LocalDateTime createdAt;

    @Version private int version;

    @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<ShopItem> items = new ArrayList<>();

    protected ShopOrder() {}

    public ShopOrder(int userId, BigDecimal amount, LocalDateTime createdAt) {
        this.userId = userId;
        this.status = "NEW";
        this.amount = amount;
        this.createdAt = createdAt;
    }

    public void add(String product, int quantity) {
        items.add(new ShopItem(this, product, quantity));
    }

    /** Null before the order is stored. */
    public Long getId() {
        return id;
    }

    public int getUserId() {
        return userId;
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(String status) {
        this.status = status;
    }

    public List<ShopItem> getItems() {
        return items;
    }

    /** Without the key, which differs from run to run. */
    @Override
    public String toString() {
        return "user "
                + userId
                + ", "
                + status
                + ", "
                + amount
                + ", "
                + createdAt
                + ", version "
                + version;
    }
}
