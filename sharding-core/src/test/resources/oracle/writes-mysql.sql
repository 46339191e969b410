DELETE FROM t_order ORDER BY price DESC, order_id LIMIT 3
DELETE FROM t_order WHERE status = 1 ORDER BY order_id LIMIT 2
UPDATE t_order SET status = 9 ORDER BY order_id LIMIT 4
UPDATE t_order SET status = 9, name = CONCAT(name, status) WHERE price > 1 ORDER BY price, order_id LIMIT 3
UPDATE t_order o SET o.status = 9 WHERE o.price > 1 ORDER BY o.price, o.order_id LIMIT 3
DELETE FROM t_order LIMIT 100
DELETE FROM t_order LIMIT 0
DELETE FROM t_pair ORDER BY v DESC LIMIT 2
UPDATE t_pair SET v = v + 100 ORDER BY v LIMIT 3
DELETE FROM t_log WHERE k = 1 LIMIT 1
refused DELETE FROM t_log ORDER BY k LIMIT 1
UPDATE t_region SET n = n + 1 ORDER BY id LIMIT 1
UPDATE t_config SET v = v + 1 ORDER BY v DESC LIMIT 1
# Several tables.
UPDATE t_order o JOIN t_user u ON u.id = o.user_id SET o.status = u.score
UPDATE t_order o JOIN t_user u ON u.score = o.price SET o.status = 5, o.name = u.name
UPDATE t_order o, t_item i SET o.status = i.quantity WHERE o.order_id = i.order_id AND o.user_id = i.user_id AND i.sku = 'x'
UPDATE t_order o LEFT JOIN t_item i ON o.order_id = i.order_id AND o.user_id = i.user_id SET o.name = 'none' WHERE i.item_id IS NULL
UPDATE t_user u JOIN t_region r ON r.id = u.region_id SET u.name = r.title
UPDATE t_region r JOIN t_user u ON u.region_id = r.id SET r.title = 'seen'
UPDATE t_order o JOIN t_far f ON f.k = o.order_id SET o.status = f.v
UPDATE t_config c JOIN t_far f ON c.v = f.k SET c.v = f.v
UPDATE t_region r LEFT JOIN t_user u ON u.region_id = r.id AND u.id = 100 SET u.name = 'nobody'
DELETE o FROM t_order o JOIN t_user u ON u.id = o.user_id WHERE u.score > 15
DELETE o, i FROM t_order o JOIN t_item i ON o.order_id = i.order_id AND o.user_id = i.user_id WHERE i.sku = 'x'
DELETE o, u FROM t_order o JOIN t_user u ON u.id = o.user_id WHERE o.status = 1
DELETE FROM o USING t_order o JOIN t_user u ON u.id = o.user_id AND u.score > 20
DELETE t_order FROM t_order LEFT JOIN t_item ON t_order.order_id = t_item.order_id AND t_order.user_id = t_item.user_id WHERE t_item.item_id IS NULL
DELETE o FROM t_order o LEFT JOIN t_far f ON f.k = o.user_id WHERE f.k IS NULL
# MySQL sets from left to right.
UPDATE t_order SET status = status + 1, price = status WHERE order_id > 0
refused UPDATE t_user SET region_id = 7, score = region_id + (SELECT MAX(v) FROM t_far)
# Counts what changed.
UPDATE t_order SET status = 1
UPDATE t_order SET status = 1 WHERE user_id IN (SELECT id FROM t_user)
UPDATE IGNORE t_user SET id = 3 WHERE id = 1

# Duplicates: IGNORE, REPLACE, ON DUPLICATE KEY UPDATE; one that is there counts twice where it changes, not at all where it stays.
INSERT IGNORE INTO t_user (id, name) VALUES (1, 'ignored'), (101, 'new'), (2, 'ignored')
REPLACE INTO t_user (id, name) VALUES (1, 'replaced'), (101, 'new'), (2, 'u2')
INSERT INTO t_user (id, name, score) VALUES (1, 'dup', 5), (101, 'new', 6), (2, 'u2', 7) ON DUPLICATE KEY UPDATE score = VALUES(score), name = CONCAT(name, '!')
INSERT INTO t_user (id, name, score) VALUES (1, 'dup', 5) ON DUPLICATE KEY UPDATE score = 10
INSERT INTO t_user (id, name, score) VALUES (1, 'dup', 5) ON DUPLICATE KEY UPDATE id = VALUES(id), score = score + 1
REPLACE INTO t_user SET id = 3, name = 'set'
REPLACE INTO t_user (id, name) SELECT order_id, name FROM t_order
INSERT IGNORE INTO t_user (id, name) SELECT order_id, name FROM t_order
INSERT INTO t_user (id, name) SELECT order_id, name FROM t_order ON DUPLICATE KEY UPDATE name = VALUES(name), score = 0
INSERT INTO t_region (id, title) SELECT id, name FROM t_user ON DUPLICATE KEY UPDATE title = VALUES(title)
INSERT IGNORE INTO t_region (id, title) VALUES (0, 'ignored'), (80, 'new')
INSERT INTO t_region (id, title, n) VALUES (0, 'dup', 5), (81, 'new', 6) ON DUPLICATE KEY UPDATE n = n + VALUES(n)
INSERT INTO t_user SET id = 100 + 11, name = 'set', score = (SELECT MAX(price) FROM t_order)
INSERT INTO t_user SET id = ABS(-113), name = 'set'
INSERT INTO t_user VALUES (121, 'all', 1, 2)
INSERT INTO t_user (id) VALUES (FLOOR(120.5)), (CHAR_LENGTH('abc') + 200)
INSERT INTO t_user (id, score) WITH x AS (SELECT order_id + 300 AS k, price FROM t_order) SELECT k, price FROM x
INSERT INTO t_user (id, name) VALUES (101, 'x') ON DUPLICATE KEY UPDATE score = (SELECT MAX(n) FROM t_region)
copies INSERT INTO t_region (id, title) VALUES (90, LEFT(UUID(), 20)), (91, RAND())
copies UPDATE t_region SET n = FLOOR(RAND() * 1000000)
copies DELETE FROM t_region WHERE RAND() < 0.5
copies INSERT INTO t_region (id, title, n) VALUES (0, NOW(6), 1) ON DUPLICATE KEY UPDATE title = NOW(6)
refused INSERT INTO t_region (id, title, n) VALUES (0, 'x', 1) ON DUPLICATE KEY UPDATE title = UUID()
