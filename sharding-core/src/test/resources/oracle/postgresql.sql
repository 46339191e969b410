SELECT user_id, avg(price)::numeric(6,2) AS m FROM t_order GROUP BY user_id ORDER BY avg(price) LIMIT 2
SELECT order_id FROM t_order ORDER BY status NULLS FIRST, order_id FETCH FIRST 5 ROWS ONLY
SELECT COUNT(*) AS n FROM (SELECT order_id, status FROM t_order ORDER BY status NULLS LAST FETCH FIRST 3 ROWS WITH TIES) x
SELECT SUM(quantity + 0.25::float8) AS s, AVG(quantity + 0.25::float8) AS a FROM t_order_item
SELECT status FROM t_order ORDER BY status NULLS LAST FETCH FIRST 3 ROWS WITH TIES
SELECT DISTINCT ON (status) status, order_id FROM t_order ORDER BY status, order_id
SELECT bool_or(status > 2), bool_and(status > 2), bit_or(status) FROM t_order
SELECT status, string_agg(name, ',' ORDER BY order_id) AS names FROM t_order GROUP BY status ORDER BY status
SELECT count(*) FILTER (WHERE status = 1) AS a, sum(price) FILTER (WHERE status = 2) AS b FROM t_order
SELECT lower(name) AS l, count(*) AS n FROM t_order GROUP BY lower(name) ORDER BY l
SELECT order_id FROM t_order WHERE order_id = '7'::int
UPDATE t_order SET status = 1 WHERE user_id = 4 RETURNING order_id
INSERT INTO t_user (id, name) VALUES (500, 'r'), (501, 's') RETURNING id
INSERT INTO t_user (id, name) VALUES (500, 'again') ON CONFLICT (id) DO UPDATE SET name = excluded.name
SELECT * FROM t_user WHERE id >= 500 ORDER BY id
DELETE FROM t_order USING t_order_item WHERE t_order.order_id = t_order_item.order_id AND t_order.user_id = t_order_item.user_id AND t_order_item.sku = 'sku1'
SELECT COUNT(*) FROM t_order
