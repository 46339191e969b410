CREATE TABLE t_order (order_id int PRIMARY KEY, user_id int NOT NULL, status varchar(20), total decimal(10,2))
CREATE TABLE t_item (item_id int PRIMARY KEY, order_id int NOT NULL, user_id int NOT NULL, sku varchar(20))
CREATE TABLE t_region (id int PRIMARY KEY, title varchar(40) NOT NULL)
CREATE TABLE t_config (k varchar(20) PRIMARY KEY, v int)
INSERT INTO t_order (order_id, user_id, status, total) VALUES (1, 1, 'new', 10.5), (2, 2, 'old', 20), (3, 1, 'new', 30), (4, 3, NULL, 1), (5, 3, 'it''s', 7), (6, 4, 'old', NULL)
INSERT INTO t_item (item_id, order_id, user_id, sku) VALUES (10, 1, 1, 'a'), (11, 1, 1, 'b'), (12, 2, 2, 'a'), (13, 5, 3, 'c')
INSERT INTO t_region (id, title) VALUES (1, 'north'), (2, 'south'), (3, 'east')
INSERT INTO t_config (k, v) VALUES ('new', 1), ('old', 2)
# A star is written out when the view is made.
CREATE VIEW v_order AS SELECT * FROM t_order
SELECT * FROM v_order ORDER BY order_id
SELECT COUNT(*) FROM v_order
SELECT v.status, COUNT(*) AS n FROM v_order v GROUP BY v.status ORDER BY n DESC, 1
SELECT v_order.order_id FROM v_order WHERE v_order.total > 5 ORDER BY v_order.order_id
SELECT * FROM v_order WHERE user_id = 3 ORDER BY order_id
SELECT * FROM v_order WHERE user_id = 1 AND order_id = 3
SELECT o.order_id, i.sku FROM v_order o JOIN t_item i ON i.order_id = o.order_id AND i.user_id = o.user_id ORDER BY 1, 2
SELECT o.order_id FROM t_order o WHERE o.order_id IN (SELECT order_id FROM v_order WHERE status = 'new') ORDER BY 1
SELECT (SELECT MAX(total) FROM v_order) AS top
SELECT a.order_id FROM v_order a JOIN v_order b ON b.order_id = a.order_id ORDER BY a.order_id DESC LIMIT 2
SELECT d.c FROM (SELECT COUNT(*) AS c FROM v_order) d
WITH w AS (SELECT order_id FROM v_order WHERE total > 1) SELECT * FROM w ORDER BY 1
WITH v_order AS (SELECT 1 AS one) SELECT * FROM v_order
SELECT order_id FROM v_order UNION SELECT item_id FROM t_item ORDER BY 1
# Names of columns.
CREATE VIEW v_named (id, what) AS SELECT order_id, CONCAT(status, '!') FROM t_order WHERE status <> 'it''s' OR status IN ('new', 'x') OR order_id BETWEEN 2 AND 3
SELECT what, id FROM v_named ORDER BY id
SELECT n.* FROM v_named n WHERE n.id = 1
CREATE VIEW v_sum AS SELECT user_id, SUM(total) AS total, COUNT(*) AS n FROM t_order GROUP BY user_id
SELECT * FROM v_sum ORDER BY user_id
SELECT total FROM v_sum WHERE user_id = 1
SELECT SUM(n) FROM v_sum
# The view's own condition and the query's meet.
CREATE VIEW v_pruned AS SELECT order_id, status FROM t_order WHERE user_id = 3
SELECT * FROM v_pruned ORDER BY 1
SELECT status FROM v_pruned WHERE order_id = 5
# Tables of every kind.
CREATE VIEW v_mixed AS SELECT o.order_id, r.title, c.v FROM t_order o LEFT JOIN t_region r ON r.id = o.user_id LEFT JOIN t_config c ON c.k = o.status
SELECT * FROM v_mixed ORDER BY order_id
SELECT title, COUNT(*) FROM v_mixed GROUP BY title ORDER BY 1
CREATE VIEW v_joined AS SELECT o.order_id, o.user_id, i.sku FROM t_order o JOIN t_item i ON i.user_id = o.user_id AND i.order_id = o.order_id
SELECT * FROM v_joined ORDER BY order_id, sku
SELECT sku FROM v_joined WHERE user_id = 1 AND order_id = 1 ORDER BY sku
# A view on a view, and a plain one of single tables.
CREATE VIEW v_nested AS SELECT order_id, status FROM v_order WHERE total IS NOT NULL
SELECT * FROM v_nested ORDER BY 1
SELECT n.status, o.total FROM v_nested n JOIN v_order o ON o.order_id = n.order_id ORDER BY o.order_id
CREATE VIEW v_config AS SELECT k FROM t_config
SELECT * FROM v_config ORDER BY 1
SELECT o.order_id, c.k FROM v_order o JOIN v_config c ON c.k = o.status ORDER BY 1
CREATE OR REPLACE VIEW v_sum AS SELECT user_id, SUM(total) AS total, COUNT(*) AS n FROM t_order WHERE order_id > 1 GROUP BY user_id
SELECT * FROM v_sum ORDER BY user_id
mysql ALTER VIEW v_pruned AS SELECT order_id, status FROM t_order WHERE user_id = 3 AND order_id > 0
postgresql ALTER VIEW v_sum RENAME TO v_totals
postgresql SELECT * FROM v_totals ORDER BY user_id
postgresql SELECT * FROM v_sum
postgresql ALTER VIEW v_totals RENAME TO v_sum
CREATE VIEW v_order AS SELECT 1 AS one
CREATE VIEW v_wrong AS SELECT no_such_column FROM t_order
CREATE VIEW v_wrong AS SELECT order_id FROM no_such_table
SELECT * FROM v_wrong
CREATE VIEW v_twice AS SELECT o.order_id, i.order_id FROM t_order o, t_item i
mysql SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1
mysql SELECT table_name, column_name, column_type FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY 1, 2
mysql DESCRIBE v_mixed
postgresql SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1
postgresql SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2
postgresql SELECT viewname FROM pg_views WHERE schemaname = 'public' ORDER BY 1
# PostgreSQL keeps what a view needs.
postgresql DROP TABLE t_item
postgresql SELECT COUNT(*) FROM t_item
refused INSERT INTO v_order (order_id, user_id) VALUES (9, 9)
refused UPDATE v_order SET status = 'x' WHERE order_id = 1
refused DELETE FROM v_order WHERE order_id = 1
postgresql refused CREATE MATERIALIZED VIEW v_kept AS SELECT * FROM t_order
refused CREATE VIEW v_checked AS SELECT * FROM t_order WITH CHECK OPTION
INSERT INTO t_config (k, v) SELECT CONCAT('o', order_id), order_id FROM v_order WHERE order_id < 3
SELECT * FROM t_config ORDER BY 1
