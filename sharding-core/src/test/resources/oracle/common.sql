# One shard.
SELECT * FROM t_order WHERE user_id = 3 AND order_id = 2
SELECT order_id, price FROM t_order WHERE order_id = 12 AND user_id = 7
SELECT o.order_id, i.sku FROM t_order o JOIN t_order_item i ON o.order_id = i.order_id AND o.user_id = i.user_id WHERE o.user_id = 3 AND o.order_id = 2
# Several shards, rows as they are.
SELECT * FROM t_order
SELECT order_id FROM t_order WHERE user_id IN (1, 2) AND order_id < 30
SELECT order_id FROM t_order WHERE 5 > order_id
SELECT order_id FROM t_order WHERE order_id NOT BETWEEN 3 AND 50
SELECT order_id FROM t_order WHERE user_id = 1 OR order_id = 2 AND status = 2
SELECT order_id FROM t_order WHERE order_id = 1 AND order_id = 2
SELECT COUNT(*) FROM t_order WHERE order_id = 1 AND order_id = 2
SELECT order_id, name FROM t_order ORDER BY order_id DESC
SELECT order_id, status FROM t_order ORDER BY status, order_id
SELECT order_id, status FROM t_order ORDER BY status DESC, order_id DESC LIMIT 7
SELECT order_id, name FROM t_order ORDER BY name, order_id
SELECT order_id, name FROM t_order ORDER BY name DESC, order_id LIMIT 11 OFFSET 5
SELECT order_id FROM t_order ORDER BY price, order_id LIMIT 5 OFFSET 3
SELECT order_id, price * 2 AS twice FROM t_order ORDER BY twice DESC, 1
SELECT order_id FROM t_order ORDER BY created, order_id LIMIT 10
SELECT order_id FROM t_order ORDER BY order_id LIMIT 0
SELECT order_id FROM t_order ORDER BY ABS(status - 2), order_id
SELECT * FROM t_order ORDER BY 2, 1
# Aggregates.
SELECT COUNT(*) FROM t_order
SELECT COUNT(*), COUNT(status), SUM(status), AVG(status), MIN(status), MAX(status) FROM t_order
SELECT SUM(price), AVG(price), MIN(price), MAX(price), MIN(name), MAX(name), MIN(created), MAX(created) FROM t_order
SELECT COUNT(*) AS n, SUM(status) AS s, AVG(status) AS a, MIN(status) AS lo FROM t_order WHERE order_id > 1000
SELECT status, COUNT(*) FROM t_order GROUP BY status
SELECT status, COUNT(*) AS n, AVG(price) FROM t_order GROUP BY status ORDER BY n DESC, status
SELECT user_id, COUNT(*) AS n FROM t_order GROUP BY user_id ORDER BY n DESC, user_id LIMIT 3
SELECT name, SUM(price) FROM t_order GROUP BY name ORDER BY 2 DESC LIMIT 4
SELECT COUNT(*), status FROM t_order GROUP BY status ORDER BY COUNT(*), status
SELECT status FROM t_order GROUP BY status ORDER BY COUNT(*) DESC, status LIMIT 1 OFFSET 1
SELECT COUNT(*), COUNT(*), SUM(price), SUM(price) FROM t_order GROUP BY status ORDER BY status
SELECT status, COUNT(*) AS n FROM t_order GROUP BY status HAVING COUNT(*) > 9 ORDER BY status
SELECT MAX(price) - MIN(price) AS spread, - SUM(status) AS m, 1 * COUNT(*) AS n FROM t_order
SELECT status, SUM(price) * 2 + COUNT(*) AS x FROM t_order GROUP BY status ORDER BY x
SELECT COUNT(DISTINCT status), SUM(DISTINCT status), COUNT(*) FROM t_order
SELECT user_id, COUNT(DISTINCT status) AS c, COUNT(*) AS n FROM t_order GROUP BY user_id ORDER BY user_id
SELECT user_id, order_id, COUNT(*) AS n FROM t_order_item GROUP BY user_id, order_id ORDER BY user_id, order_id
SELECT status + 1 AS s1, COUNT(*) AS n FROM t_order GROUP BY status + 1 ORDER BY s1
SELECT 1, COUNT(*) FROM t_order
# DISTINCT.
SELECT DISTINCT status FROM t_order
SELECT DISTINCT status FROM t_order ORDER BY status DESC
SELECT DISTINCT status, user_id FROM t_order ORDER BY user_id, status LIMIT 10
SELECT DISTINCT name FROM t_order WHERE name IS NOT NULL AND order_id < 20 AND order_id > 12
SELECT DISTINCT ABS(status - 3) AS d FROM t_order ORDER BY d
SELECT COUNT(*) AS n FROM (SELECT DISTINCT status FROM t_order) x
# Joins.
SELECT o.order_id, i.item_id FROM t_order o JOIN t_order_item i ON o.user_id = i.user_id AND o.order_id = i.order_id ORDER BY i.item_id
SELECT o.order_id, i.item_id FROM t_order o LEFT JOIN t_order_item i ON o.user_id = i.user_id AND o.order_id = i.order_id ORDER BY o.order_id, i.item_id
SELECT o.order_id, i.item_id FROM t_order o LEFT JOIN t_order_item i ON o.user_id = i.user_id AND o.order_id = i.order_id AND i.user_id = 3 ORDER BY o.order_id, i.item_id
SELECT o.status, SUM(i.quantity) AS q FROM t_order o, t_order_item i WHERE o.user_id = i.user_id AND o.order_id = i.order_id GROUP BY o.status ORDER BY o.status
SELECT o.order_id, u.name FROM t_order o JOIN t_user u ON o.user_id = u.id ORDER BY o.order_id
SELECT u.name, r.title FROM t_user u LEFT JOIN t_region r ON u.region_id = r.id ORDER BY u.id
SELECT r.title, u.id FROM t_region r LEFT JOIN t_user u ON u.region_id = r.id ORDER BY r.id, u.id
SELECT r.title, COUNT(u.id) AS n FROM t_region r LEFT JOIN t_user u ON u.region_id = r.id GROUP BY r.title ORDER BY r.title
SELECT u.id, c.v FROM t_user u JOIN t_config c ON c.v = u.region_id ORDER BY u.id
SELECT a.id, b.id FROM t_user a JOIN t_user b ON a.id = b.id ORDER BY a.id
SELECT a.id, b.id AS bid FROM t_user a, t_user b WHERE a.id < b.id AND b.id < 4 ORDER BY a.id, b.id
SELECT t_user.id FROM t_user WHERE t_user.name = 'user1' ORDER BY t_user.id
SELECT title FROM t_region ORDER BY id
SELECT k, v FROM t_config ORDER BY k
SELECT o.order_id FROM t_order o LEFT JOIN t_order_item i ON o.user_id = i.user_id AND o.order_id = i.order_id WHERE i.user_id IS NULL ORDER BY o.order_id
SELECT u.id FROM t_user u LEFT JOIN t_order o ON o.user_id = u.id AND o.status = 3 WHERE o.order_id IS NULL ORDER BY u.id
SELECT u.id, o.order_id FROM t_user u LEFT JOIN t_order o ON o.user_id = u.id AND o.status = 3 WHERE COALESCE(o.status, 3) = 3 ORDER BY u.id, o.order_id
SELECT a.id, b.id AS bid FROM t_user a LEFT JOIN t_user b ON a.id = b.id AND b.name = 'user1' ORDER BY a.id
SELECT a.id, b.id AS bid, c.id AS cid FROM t_user a LEFT JOIN t_user b ON a.id = b.id AND b.name = 'user1' LEFT JOIN t_user c ON c.id = b.id ORDER BY a.id
SELECT u.id, o.order_id FROM t_order o RIGHT JOIN t_user u ON o.user_id = u.id AND o.status = 1 ORDER BY u.id, o.order_id
SELECT u.id, c.k FROM t_user u LEFT JOIN t_config c ON c.v = u.region_id ORDER BY u.id
# Subqueries.
SELECT order_id FROM t_order o WHERE user_id NOT IN (SELECT region_id FROM t_user) ORDER BY order_id
SELECT order_id FROM t_order o WHERE user_id NOT IN (SELECT id FROM t_user WHERE id > 3) ORDER BY order_id
SELECT id, (SELECT MAX(price) FROM t_order o WHERE o.user_id = u.id) AS p FROM t_user u ORDER BY id
SELECT x.status, x.n FROM (SELECT status, COUNT(*) AS n FROM t_order GROUP BY status) x WHERE x.n > 9 ORDER BY x.status
SELECT x.user_id, x.order_id, x.n FROM (SELECT user_id, order_id, COUNT(*) AS n FROM t_order_item GROUP BY user_id, order_id) x WHERE x.n > 1 ORDER BY x.order_id
SELECT a.status, COUNT(*) AS n FROM (SELECT * FROM t_order WHERE order_id < 20) a GROUP BY a.status ORDER BY a.status
WITH RECURSIVE r AS (SELECT order_id, user_id FROM t_order WHERE order_id = 1 UNION ALL SELECT o.order_id, o.user_id FROM t_order o JOIN r ON o.order_id = r.order_id * 2) SELECT order_id FROM r ORDER BY order_id
SELECT x.order_id, x.status FROM (SELECT * FROM t_order WHERE order_id = 7 AND user_id = 5) x
SELECT COUNT(*) AS n FROM (SELECT * FROM t_order) x
SELECT COUNT(*) AS n FROM (SELECT order_id FROM t_order ORDER BY order_id LIMIT 5) x
SELECT order_id FROM t_order WHERE user_id IN (SELECT id FROM t_user WHERE region_id = 1) ORDER BY order_id
SELECT id FROM t_user u WHERE EXISTS (SELECT 1 FROM t_order o WHERE o.user_id = u.id AND o.status = 3) ORDER BY id
SELECT id FROM t_user u WHERE NOT EXISTS (SELECT 1 FROM t_order o WHERE o.user_id = u.id AND o.status = 3) ORDER BY id
SELECT order_id FROM t_order o WHERE EXISTS (SELECT 1 FROM t_order_item i WHERE i.order_id = o.order_id AND i.user_id = o.user_id AND i.quantity > 5) ORDER BY order_id
SELECT order_id FROM t_order WHERE price > (SELECT AVG(price) FROM t_order) ORDER BY order_id
SELECT order_id, (SELECT COUNT(*) FROM t_order_item i WHERE i.order_id = o.order_id AND i.user_id = o.user_id) AS items FROM t_order o ORDER BY order_id
SELECT (SELECT MAX(order_id) FROM t_order) AS m
SELECT order_id + (SELECT COUNT(*) FROM t_order_item i WHERE i.order_id = o.order_id AND i.user_id = o.user_id) FROM t_order o ORDER BY order_id
SELECT x.* FROM (SELECT user_id, (SELECT MAX(id) FROM t_user) FROM t_order WHERE order_id = 3) x
WITH big AS (SELECT order_id, user_id FROM t_order WHERE price > 20) SELECT COUNT(*) AS n FROM big
WITH big AS (SELECT order_id, user_id, price FROM t_order WHERE price > 20) SELECT order_id FROM big ORDER BY price DESC, order_id LIMIT 3
# Set operations.
SELECT order_id FROM t_order WHERE status = 1 UNION ALL SELECT order_id FROM t_order WHERE status = 2
SELECT status FROM t_order UNION SELECT region_id FROM t_user
SELECT order_id, user_id FROM t_order UNION SELECT order_id, user_id FROM t_order_item ORDER BY order_id, user_id
SELECT status FROM t_order INTERSECT SELECT region_id FROM t_user
SELECT status FROM t_order EXCEPT SELECT region_id FROM t_user WHERE region_id < 3
# Windows.
SELECT order_id, ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY order_id) AS r FROM t_order ORDER BY order_id
SELECT item_id, SUM(quantity) OVER (PARTITION BY user_id, order_id ORDER BY item_id) AS s FROM t_order_item ORDER BY item_id
# Without tables.
SELECT 1
SELECT 1 AS one, 'x' AS x
# Writes.
UPDATE t_order SET status = 9 WHERE user_id = 3 AND order_id = 2
UPDATE t_order SET price = price + 1 WHERE status = 4
SELECT SUM(price) FROM t_order
UPDATE t_order SET status = 8 WHERE order_id = 1 AND order_id = 2
DELETE FROM t_order WHERE order_id IN (5, 6, 7)
DELETE FROM t_order WHERE user_id = 10
SELECT COUNT(*) FROM t_order
INSERT INTO t_order (order_id, user_id, status, price, name, created) VALUES (100, 1, 1, 1.50, 'new', '2026-11-01 00:00:00'), (101, 2, 2, 2.50, 'it''s', '2026-11-02 00:00:00')
SELECT * FROM t_order WHERE order_id >= 100 ORDER BY order_id
INSERT INTO t_order (order_id, user_id) VALUES (100, 1)
INSERT INTO t_order (order_id, user_id) VALUES (200, 1), (100, 1), (201, 2)
SELECT COUNT(*) FROM t_order WHERE order_id >= 200
UPDATE t_region SET title = 'north pole' WHERE id = 0
DELETE FROM t_region WHERE id = 7
SELECT * FROM t_region ORDER BY id
UPDATE t_config SET v = v + 10
SELECT * FROM t_config ORDER BY k
INSERT INTO t_user (id, name, region_id) SELECT order_id, name, status FROM t_order WHERE order_id >= 100
SELECT * FROM t_user ORDER BY id
INSERT INTO t_order_item (item_id, order_id, user_id, sku, quantity) SELECT order_id + 10000, order_id, user_id, 'copy', 1 FROM t_order WHERE status = 2
SELECT item_id, order_id, user_id FROM t_order_item WHERE sku = 'copy' ORDER BY item_id
# Definitions.
CREATE TABLE t_made (id int PRIMARY KEY, a int, b varchar(20))
CREATE INDEX i_made_a ON t_made (a)
INSERT INTO t_made (id, a) VALUES (1, 10), (2, 20), (3, 30), (4, 40)
ALTER TABLE t_made ADD COLUMN c int DEFAULT 7
SELECT * FROM t_made ORDER BY id
INSERT INTO t_made (id, a) VALUES (1, 11)
ALTER TABLE t_made DROP COLUMN b
SELECT * FROM t_made ORDER BY a DESC LIMIT 2
TRUNCATE TABLE t_made
SELECT COUNT(*) FROM t_made
DROP TABLE t_made
SELECT * FROM t_made
CREATE TABLE t_plain (id int PRIMARY KEY, v int)
INSERT INTO t_plain VALUES (1, 2), (3, 4)
SELECT p.id, u.name FROM t_plain p JOIN t_user u ON u.id = p.id ORDER BY p.id
DROP TABLE t_plain
