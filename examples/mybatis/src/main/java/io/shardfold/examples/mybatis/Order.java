package io.shardfold.examples.mybatis;

import java.math.BigDecimal;

/** An order, as MyBatis fills it in. */
public final class Order {

    private long orderId;
    private int userId;
    private String status;
    private BigDecimal amount;
    private int version;

    public Order() {}

    public Order(int userId, String status, BigDecimal amount) {
        this.userId = userId;
        this.status = status;
        this.amount = amount;
    }

    /** Made by Shardfold with the insert; 0 before. */
    public long getOrderId() {
        return orderId;
    }

    public void setOrderId(long orderId) {
        this.orderId = orderId;
    }

    public int getUserId() {
        return userId;
    }

    public void setUserId(int userId) {
        this.userId = userId;
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(String status) {
        this.status = status;
    }

    public BigDecimal getAmount() {
        return amount;
    }

    public void setAmount(BigDecimal amount) {
        this.amount = amount;
    }

    /** How often it was changed. */
    public int getVersion() {
        return version;
    }

    public void setVersion(int version) {
        this.version = version;
    }

    /** Without the key, which differs from run to run. */
    @Override
    public String toString() {
        return "user " + userId + ", " + status + ", " + amount + ", version " + version;
    }
}
