package io.shardfold.examples.mybatis;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.cursor.Cursor;

/** Orders and their items. */
public interface OrderMapper {

    /** Gives the order its key. */
    @Insert(
            "INSERT INTO t_order (user_id, status, amount) VALUES (#{userId}, #{status}, #{amount})")
    @Options(useGeneratedKeys = true, keyProperty = "orderId", keyColumn = "order_id")
    int insert(Order order);

    @Insert(
            "INSERT INTO t_order_item (order_id, user_id, product, quantity)"
                    + " VALUES (#{orderId}, #{userId}, #{product}, #{quantity})")
    int insertItem(
            @Param("orderId") long orderId,
            @Param("userId") int userId,
            @Param("product") String product,
            @Param("quantity") int quantity);

    @Select("SELECT * FROM t_order WHERE user_id = #{userId} AND order_id = #{orderId}")
    Order find(@Param("userId") int userId, @Param("orderId") long orderId);

    @Select("SELECT * FROM t_order ORDER BY amount DESC, user_id LIMIT #{count} OFFSET #{offset}")
    List<Order> page(@Param("offset") int offset, @Param("count") int count);

    /** Rows as they come; the caller closes the cursor. */
    @Select("SELECT * FROM t_order ORDER BY user_id, amount")
    @Options(fetchSize = 10)
    Cursor<Order> stream();

    @Select(
            "SELECT i.product AS product, SUM(i.quantity) AS sold FROM t_order o"
                    + " JOIN t_order_item i ON i.order_id = o.order_id AND i.user_id = o.user_id"
                    + " WHERE o.status <> 'BACK' GROUP BY i.product ORDER BY i.product")
    List<Map<String, Object>> sales();

    /**
     * Changes an order that is as it was read.
     *
     * @return 0 when somebody else has changed it since
     */
    @Update(
            "UPDATE t_order SET status = #{status}, version = version + 1"
                    + " WHERE user_id = #{order.userId} AND order_id = #{order.orderId}"
                    + " AND version = #{order.version}")
    int changeStatus(@Param("order") Order order, @Param("status") String status);

    @Update("UPDATE t_order SET amount = amount + #{more} WHERE amount < #{limit}")
    int raise(@Param("more") BigDecimal more, @Param("limit") BigDecimal limit);

    @Delete("DELETE FROM t_order WHERE user_id = #{userId}")
    int deleteAllOf(int userId);
}
