UPDATE t_order SET status = 7 WHERE user_id IN (SELECT id FROM t_user WHERE score > 15) RETURNING order_id, status
DELETE FROM t_order WHERE order_id IN (SELECT k FROM t_far) RETURNING *
DELETE FROM t_order WHERE order_id IN (SELECT k FROM t_far WHERE k > 100) RETURNING order_id AS gone
UPDATE t_user SET score = (SELECT COUNT(*) FROM t_order o WHERE o.user_id = t_user.id) RETURNING id, score
UPDATE t_region SET n = (SELECT COUNT(*) FROM t_user u WHERE u.region_id = t_region.id) RETURNING id, n
UPDATE t_order SET status = 3 WHERE status = 1 RETURNING order_id + 1 AS next, name
# FROM and USING.
UPDATE t_order o SET status = i.quantity FROM t_item i WHERE o.order_id = i.order_id AND o.user_id = i.user_id AND i.sku = 'z'
UPDATE t_order o SET status = u.score FROM t_user u WHERE u.id = o.user_id
UPDATE t_order AS o SET status = u.score, name = o.name || '!' FROM t_user AS u WHERE u.score = o.price
UPDATE t_user u SET name = r.title FROM t_region r WHERE r.id = u.region_id
UPDATE t_region r SET title = 'seen' FROM t_user u WHERE u.region_id = r.id
UPDATE t_order o SET status = f.v FROM t_far f WHERE f.k = o.order_id
UPDATE t_config c SET v = f.v FROM t_far f WHERE f.k = c.v
UPDATE t_order o SET name = x.name FROM (SELECT region_id, MAX(name) AS name FROM t_user GROUP BY region_id) x WHERE x.region_id = o.status
DELETE FROM t_order o USING t_user u WHERE u.id = o.user_id AND u.score > 15
DELETE FROM t_order USING t_item WHERE t_order.order_id = t_item.order_id AND t_order.user_id = t_item.user_id AND t_item.sku = 'x'
DELETE FROM t_order o USING t_user u JOIN t_far f ON f.k = u.id WHERE u.id = o.user_id RETURNING o.order_id
UPDATE t_user SET (name, score) = ('both', (SELECT MAX(v) FROM t_far)) WHERE id > 3
# WITH.
WITH rich AS (SELECT id FROM t_user WHERE score > 15) UPDATE t_order SET status = 8 WHERE user_id IN (SELECT id FROM rich)
WITH rich AS (SELECT id FROM t_user WHERE score > 15) DELETE FROM t_order USING rich WHERE t_order.user_id = rich.id
WITH top AS (SELECT order_id FROM t_order ORDER BY price DESC, order_id LIMIT 3) UPDATE t_order SET name = 'top' WHERE order_id IN (SELECT order_id FROM top) RETURNING order_id
DELETE FROM t_order WHERE order_id IN (SELECT order_id FROM t_order ORDER BY price, order_id LIMIT 2)
# A value is stored as it would be from the query: an error or a rounding.
UPDATE t_user SET name = (SELECT 'a name that is much longer than twenty' FROM t_far WHERE k = 1)
UPDATE t_user SET score = (SELECT MAX(price) FROM t_order), region_id = (SELECT AVG(quantity) FROM t_item)

INSERT INTO t_user (id, name) VALUES (1, 'dup'), (101, 'new') ON CONFLICT DO NOTHING
INSERT INTO t_user (id, name) VALUES (1, 'dup'), (101, 'new') ON CONFLICT (id) DO NOTHING RETURNING id, name
INSERT INTO t_user (id, name, score) VALUES (1, 'dup', 5), (101, 'new', 6) ON CONFLICT (id) DO UPDATE SET score = t_user.score + excluded.score, name = excluded.name RETURNING *
INSERT INTO t_user (id, name) SELECT order_id, name FROM t_order ON CONFLICT (id) DO UPDATE SET name = excluded.name
INSERT INTO t_user (id, name) SELECT order_id, name FROM t_order ON CONFLICT DO NOTHING RETURNING id
INSERT INTO t_user (id, name) SELECT order_id + 100, name FROM t_order RETURNING id AS new, name
INSERT INTO t_user (id, name) SELECT order_id + 100, name FROM t_order WHERE order_id > 1000 RETURNING id AS new, name
INSERT INTO t_region (id, title) SELECT id + 100, name FROM t_user RETURNING id
WITH x AS (SELECT order_id + 300 AS k, price FROM t_order) INSERT INTO t_user (id, score) SELECT k, price FROM x
WITH x AS (SELECT order_id + 300 AS k, price FROM t_order WHERE status = 1) INSERT INTO t_user (id, score) SELECT k, price FROM x RETURNING id, score
INSERT INTO t_user (id, score) WITH x AS (SELECT order_id + 300 AS k, price FROM t_order) SELECT k, price FROM x
INSERT INTO t_user (id, score) SELECT order_id + 300, price FROM t_order
INSERT INTO t_user (id, name) SELECT order_id + 300, price FROM t_order
INSERT INTO t_user (id, score) SELECT order_id + 300, name FROM t_order
INSERT INTO t_user (id, name, score) VALUES ((SELECT MAX(id) + 1 FROM t_user), 'next', (SELECT AVG(price) FROM t_order)) RETURNING id, score
INSERT INTO t_user (id, name) VALUES ('12' || '7', 'typed')
INSERT INTO t_user (id, name) VALUES (('12' || '7')::int, 'typed')
INSERT INTO t_user VALUES (131, 'short')
INSERT INTO t_user (id, name) VALUES (141, DEFAULT), (142, NULL)
INSERT INTO t_region (id, title) VALUES (0, 'dup') ON CONFLICT (id) DO UPDATE SET n = t_region.n + 1 RETURNING n
copies INSERT INTO t_region (id, title) VALUES (90, left(gen_random_uuid()::text, 20)), (91, left(random()::text, 20))
copies UPDATE t_region SET n = floor(random() * 1000000)
copies DELETE FROM t_region WHERE random() < 0.5
copies INSERT INTO t_region (id, title, n) VALUES (0, 'x', 1) ON CONFLICT (id) DO UPDATE SET title = left(now()::text, 20)
copies UPDATE t_region SET title = left(clock_timestamp()::text, 20)
refused INSERT INTO t_user (id, name) VALUES (nextval('nowhere'), 'x')
INSERT INTO t_user (id, name, score) VALUES ((SELECT MAX(id) + 1 FROM t_user), 'next', 1), (102, (SELECT name FROM t_order WHERE order_id = 1), 2)
INSERT INTO t_user (id, score) VALUES (101, (SELECT score FROM t_user))
INSERT INTO t_user (id, score) VALUES (101, (SELECT score FROM t_user WHERE id = 100))
