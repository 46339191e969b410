SELECT order_id FROM t_order ORDER BY status, order_id LIMIT 2, 5
SELECT status, GROUP_CONCAT(name ORDER BY order_id) AS names FROM t_order GROUP BY status ORDER BY status
SELECT LOWER(name) AS l, COUNT(*) AS n FROM t_order GROUP BY LOWER(name) ORDER BY l
SELECT SUM(quantity + 0.25e0) AS s, AVG(quantity + 0.25e0) AS a FROM t_order_item
SELECT sku, SUM(quantity + 0.25e0) AS s FROM t_order_item GROUP BY sku ORDER BY s DESC, sku
SELECT LOWER(MIN(name)) AS k, COUNT(*) AS n FROM t_order GROUP BY name ORDER BY name
SELECT COUNT(DISTINCT name) AS c FROM t_order
SELECT `order_id` FROM `t_order` WHERE `t_order`.`status` = 1 ORDER BY `order_id`
SELECT status, COUNT(*) FROM t_order GROUP BY status WITH ROLLUP
INSERT INTO t_user (id, name) VALUES (500, 'r'), (501, 's')
INSERT INTO t_user (id, name) VALUES (500, 'again') ON DUPLICATE KEY UPDATE name = VALUES(name)
INSERT IGNORE INTO t_user (id, name) VALUES (500, 'ignored'), (502, 't')
REPLACE INTO t_user (id, name) VALUES (500, 'replaced')
SELECT * FROM t_user WHERE id >= 500 ORDER BY id
UPDATE t_order o JOIN t_order_item i ON o.order_id = i.order_id AND o.user_id = i.user_id SET o.status = 5 WHERE i.quantity > 7
DELETE o FROM t_order o JOIN t_order_item i ON o.order_id = i.order_id AND o.user_id = i.user_id WHERE i.sku = 'sku1'
SELECT COUNT(*) FROM t_order
