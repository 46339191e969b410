# Subqueries in WHERE that no shard can answer alone.
UPDATE t_order SET status = 7 WHERE user_id IN (SELECT id FROM t_user WHERE score > 15)
UPDATE t_order SET status = 7 WHERE user_id NOT IN (SELECT id FROM t_user WHERE score > 15)
UPDATE t_order SET price = price + 1 WHERE price > (SELECT AVG(score) FROM t_user)
UPDATE t_order SET status = 4 WHERE price = (SELECT MAX(v) FROM t_far)
DELETE FROM t_order WHERE order_id IN (SELECT k FROM t_far)
DELETE FROM t_order WHERE EXISTS (SELECT 1 FROM t_user u WHERE u.score = t_order.price * 2)
DELETE FROM t_order WHERE NOT EXISTS (SELECT 1 FROM t_item i WHERE i.quantity = t_order.status)
DELETE FROM t_user WHERE id IN (SELECT user_id FROM t_order WHERE status = 1)
DELETE FROM t_user WHERE (SELECT COUNT(*) FROM t_order o WHERE o.user_id = t_user.id) > 1
DELETE FROM t_pair WHERE v > (SELECT MIN(v) FROM t_config WHERE v > 1)
UPDATE t_pair SET v = v * 10 WHERE (a, v) IN (SELECT id, score / 10 + 2 FROM t_user)
UPDATE t_order SET status = 1 WHERE order_id IN (SELECT order_id FROM t_item WHERE quantity > 100)
# Co-located ones.
UPDATE t_order SET status = 6 WHERE EXISTS (SELECT 1 FROM t_item i WHERE i.order_id = t_order.order_id AND i.user_id = t_order.user_id AND i.quantity > 2)
DELETE FROM t_item WHERE NOT EXISTS (SELECT 1 FROM t_order o WHERE o.order_id = t_item.order_id AND o.user_id = t_item.user_id AND o.status = 1)
DELETE FROM t_user WHERE region_id IN (SELECT id FROM t_region WHERE n > 1)
# Subqueries in SET.
UPDATE t_user SET score = (SELECT MAX(price) FROM t_order)
UPDATE t_user SET score = (SELECT COUNT(*) FROM t_order o WHERE o.user_id = t_user.id), name = 'counted' WHERE id > 2
UPDATE t_user SET score = (SELECT v FROM t_far f WHERE f.k = t_user.id)
UPDATE t_user SET name = (SELECT MIN(name) FROM t_order), score = score + 1
UPDATE t_user SET score = (SELECT n FROM t_region r WHERE r.id = t_user.region_id) WHERE score IS NOT NULL
# A subquery with several rows is an error, and leaves nothing.
UPDATE t_user SET score = (SELECT status FROM t_order WHERE status IS NOT NULL)
# Single and broadcast tables by rows of sharded ones.
UPDATE t_config SET v = (SELECT COUNT(*) FROM t_order) WHERE k = 'a'
DELETE FROM t_config WHERE v IN (SELECT status FROM t_order)
DELETE FROM t_far WHERE k IN (SELECT user_id FROM t_order WHERE status = 1)
UPDATE t_far SET v = (SELECT SUM(v) FROM t_config) WHERE k = 1
UPDATE t_region SET n = (SELECT COUNT(*) FROM t_user u WHERE u.region_id = t_region.id)
UPDATE t_region SET title = 'used' WHERE id IN (SELECT region_id FROM t_user)
DELETE FROM t_region WHERE id NOT IN (SELECT region_id FROM t_user WHERE region_id IS NOT NULL AND score < 50)
UPDATE t_region SET n = n + 1 WHERE n > (SELECT MIN(v) FROM t_config)
# The sharding key.
UPDATE t_user SET id = id WHERE score > 10
UPDATE t_user SET id = 12 WHERE id = 2
UPDATE t_user SET id = id + 10
UPDATE t_user SET id = id + 20, name = 'moved by an even number' WHERE score > 10
UPDATE t_user SET id = 2 * 4 WHERE name = 'u2'
UPDATE t_order SET user_id = user_id + 2 WHERE status = 1
refused UPDATE t_user SET id = 13 WHERE id = 2
refused UPDATE t_user SET id = id + 11 WHERE score > 10
refused UPDATE t_user SET id = 17 WHERE name = 'u2'
UPDATE t_user SET id = 17 WHERE name = 'nobody'
UPDATE t_user SET id = 3 WHERE id = 1
# A table without a primary key is written where each shard can do it.
DELETE FROM t_log WHERE k > 2
UPDATE t_log SET line = 'x' WHERE line LIKE 't%'
DELETE FROM t_log WHERE k IN (SELECT id FROM t_user WHERE score > (SELECT AVG(quantity) FROM t_item))
refused DELETE FROM t_log WHERE EXISTS (SELECT 1 FROM t_user WHERE t_user.score = t_log.k * 10)
# Errors of a shard leave nothing on any.
UPDATE t_order SET price = 10 / (status - status) WHERE order_id > 0 AND price > 1E9
refused UPDATE t_order SET user_id = NULL WHERE status = 1
UPDATE t_order SET nothing = 1 WHERE user_id IN (SELECT id FROM t_user WHERE score > 1000)

# The sharding key of a new row as an expression: constants are computed here, the rest once by a database.
INSERT INTO t_user (id, name) VALUES (100 + 1, 'sum'), (2 * 51, 'product')
INSERT INTO t_user (id, name) VALUES (ABS(-103), 'function'), (104, 'constant')
INSERT INTO t_user (id, name, score) VALUES (CAST('105' AS DECIMAL), 'cast', ABS(-1)), (LENGTH('abcdef') + 100, UPPER('length'), 2)
INSERT INTO t_order (order_id, user_id, price) VALUES (ROUND(200.4), FLOOR(7.9), 1.5)
# Subqueries among the values.
INSERT INTO t_user (id, name, score) VALUES (101, 'x', (SELECT MAX(price) FROM t_order))
INSERT INTO t_user (id, name, score) VALUES ((SELECT MAX(item_id) + 1 FROM t_item), 'next', 1), (102, (SELECT name FROM t_order WHERE order_id = 1), 2)
INSERT INTO t_config (k, v) VALUES ('n', (SELECT COUNT(*) FROM t_order))
INSERT INTO t_config (k, v) VALUES ('n', (SELECT v FROM t_far WHERE k = 1))
INSERT INTO t_region (id, title, n) VALUES (50, 'counted', (SELECT COUNT(*) FROM t_user))
INSERT INTO t_user (id, name) VALUES (101, (SELECT title FROM t_region WHERE id = 1))
INSERT INTO t_user (id, score) VALUES (101, (SELECT quantity FROM t_item))
INSERT INTO t_user (id, score) VALUES (101, (SELECT quantity FROM t_item WHERE item_id = 100))
# INSERT ... SELECT.
INSERT INTO t_user (id, name, score) SELECT order_id + 100, name, price FROM t_order
INSERT INTO t_user SELECT order_id + 100, name, status, price FROM t_order WHERE price > 6
INSERT INTO t_item (item_id, order_id, user_id, sku, quantity) SELECT item_id + 100, order_id, user_id, sku, quantity FROM t_item
INSERT INTO t_item (item_id, order_id, user_id, sku) SELECT order_id + 1000, order_id, user_id, 'new' FROM t_order
INSERT INTO t_user (id, name, score) SELECT user_id + 100, 'sum', SUM(price) FROM t_order GROUP BY user_id
INSERT INTO t_user (id, name) SELECT order_id + 100, name FROM t_order ORDER BY price DESC, order_id LIMIT 3
INSERT INTO t_user (id, name, score) SELECT u.id + 100, r.title, o.price FROM t_user u JOIN t_order o ON o.price = u.score JOIN t_region r ON r.id = u.region_id
INSERT INTO t_user (id, name) SELECT 300, 'constant'
INSERT INTO t_user (id, name) SELECT id + 400, title FROM t_region
INSERT INTO t_user (id, name) SELECT k + 400, 'far' FROM t_far
INSERT INTO t_user (id, name) SELECT DISTINCT region_id + 500, 'd' FROM t_user WHERE region_id IS NOT NULL
INSERT INTO t_user (id, name) SELECT id + 100, name FROM t_user UNION SELECT order_id + 100, 'o' FROM t_order WHERE order_id > 6
INSERT INTO t_config (k, v) SELECT name, score FROM t_user
INSERT INTO t_far (k, v) SELECT order_id + 100, price FROM t_order
INSERT INTO t_far SELECT v + 100, v FROM t_config
INSERT INTO t_region (id, title, n) SELECT id + 100, name, score FROM t_user
INSERT INTO t_region (id, title) SELECT user_id + 200, MAX(name) FROM t_order GROUP BY user_id
INSERT INTO t_region SELECT id + 10, title, n FROM t_region
INSERT INTO t_region (id, n) SELECT v + 300, v FROM t_config
INSERT INTO t_pair (a, b, v) SELECT id, 'z', score FROM t_user
INSERT INTO t_log SELECT id, name FROM t_user
INSERT INTO t_user (id, name) SELECT order_id + 100, name FROM t_order WHERE order_id > 1000
# A duplicate key leaves nothing, wherever it is.
INSERT INTO t_user (id, name) VALUES (101, 'a'), (102, 'b'), (1, 'there already')
INSERT INTO t_user (id, name) VALUES (101, 'a'), (101, 'twice')
INSERT INTO t_user (id, name) SELECT order_id, name FROM t_order
INSERT INTO t_region (id, title) VALUES (60, 'new'), (0, 'there already')
INSERT INTO t_config (k, v) VALUES ('a', 1)
INSERT INTO t_user (id, name) VALUES (101, 'a name that is much longer than twenty')
INSERT INTO t_user (id, name) VALUES (101, 'a', 3)
INSERT INTO t_user (id, nothing) VALUES (101, 'a')
INSERT INTO t_user (id) SELECT order_id, name FROM t_order
# Copies of a broadcast table are the same, whatever a server computes for itself.
copies INSERT INTO t_region (id, title) VALUES (70, CURRENT_TIMESTAMP)
copies UPDATE t_region SET title = CURRENT_TIMESTAMP
copies UPDATE t_region SET title = CURRENT_TIMESTAMP WHERE id IN (SELECT region_id FROM t_user)
copies DELETE FROM t_region WHERE CURRENT_TIMESTAMP > '2001-01-01'
# Subqueries whose values take their places: lists, none at all, NULLs, several rows.
UPDATE t_order SET status = 7 WHERE user_id IN (SELECT id FROM t_user WHERE score > 1000)
UPDATE t_order SET status = 7 WHERE user_id NOT IN (SELECT id FROM t_user WHERE score > 1000)
UPDATE t_order SET status = 7 WHERE status NOT IN (SELECT region_id FROM t_user)
DELETE FROM t_order WHERE name IN (SELECT MIN(name) FROM t_order)
DELETE FROM t_order WHERE price >= (SELECT MAX(price) FROM t_order) OR name = (SELECT MIN(sku) FROM t_item)
DELETE FROM t_order WHERE price = (SELECT score FROM t_user WHERE id = 2)
DELETE FROM t_order WHERE price = (SELECT score FROM t_user)
DELETE FROM t_order WHERE NOT (price = (SELECT score FROM t_user WHERE id = 77))
UPDATE t_user SET score = (SELECT MAX(price) FROM t_order), name = (SELECT MIN(sku) FROM t_item) WHERE id IN (SELECT user_id FROM t_order)
DELETE FROM t_log WHERE k IN (SELECT id FROM t_user WHERE score > 15)
UPDATE t_log SET line = (SELECT MAX(name) FROM t_user) WHERE k = (SELECT MIN(user_id) + 1 FROM t_order)
