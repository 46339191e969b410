# Groups, and queries of every shape over small tables: written without aliases, with letters of either case.
CREATE TABLE a (id int PRIMARY KEY, status int, price decimal(10,2), name varchar(20), d date)
CREATE TABLE b (id int PRIMARY KEY, a_id int, qty int, note varchar(20))
CREATE TABLE bc (id int PRIMARY KEY, title varchar(20))
CREATE TABLE s (id int PRIMARY KEY, v int)
INSERT INTO a VALUES (1,1,1.10,'ab','2026-01-01'),(2,1,2.20,'cd','2026-01-02'),(3,2,3.30,'ab','2026-02-01'),(4,2,NULL,NULL,NULL),(5,NULL,5.55,'zz','2026-03-01'),(6,3,0.00,'','2026-01-01'),(7,1,-1.05,'cd','2026-01-01')
INSERT INTO b VALUES (1,1,5,'x'),(2,1,6,'y'),(3,2,7,'x'),(4,NULL,8,NULL),(5,9,9,'z'),(6,3,1,'x'),(7,7,2,'y')
INSERT INTO bc VALUES (0,'zero'),(1,'one'),(2,'two'),(9,'nine')
INSERT INTO s VALUES (1,10),(2,20),(3,NULL)
SELECT STATUS, COUNT(*)+1 FROM a GROUP BY status ORDER BY status
SELECT a.Status, MAX(a.price)*2 FROM a GROUP BY a.status ORDER BY a.status
SELECT x.status AS st, COUNT(*) * 2 AS n FROM a x GROUP BY x.status HAVING COUNT(*) > 1 ORDER BY n DESC, st
SELECT status AS st, COUNT(*) FROM a GROUP BY st HAVING MAX(price) > 2 ORDER BY st
SELECT (COUNT(*)) FROM a HAVING COUNT(*) > 1
SELECT -COUNT(*), NOT COUNT(*) > 3, COUNT(*) BETWEEN 1 AND 3, COUNT(*) = 7, COUNT(*) IN (1, 7) FROM a
SELECT COUNT(*) + COUNT(price) - COUNT(DISTINCT status) FROM a
SELECT status, COUNT(*) FROM a GROUP BY status HAVING status IS NOT NULL ORDER BY status DESC
SELECT status, COUNT(*) FROM a GROUP BY status HAVING status > 1 OR COUNT(*) = 1 ORDER BY 1
SELECT status + 1 AS s1, SUM(price) + 1 FROM a GROUP BY status + 1 ORDER BY 1
SELECT status + 1, SUM(price) / 2 FROM a GROUP BY status ORDER BY status
SELECT COALESCE(status, -1) AS k, COALESCE(SUM(price), 0) AS s FROM a GROUP BY COALESCE(status, -1) ORDER BY k
SELECT CASE WHEN status = 1 THEN 'one' ELSE 'more' END AS k, COUNT(*) * 1 FROM a GROUP BY CASE WHEN status = 1 THEN 'one' ELSE 'more' END ORDER BY 1
SELECT name, COUNT(*) * 1 FROM a GROUP BY name HAVING COUNT(*) > 0 ORDER BY name
SELECT UPPER(name), COUNT(*) * 1 FROM a GROUP BY name ORDER BY name
SELECT UPPER(name) AS u, COUNT(*) AS n FROM a GROUP BY UPPER(name) HAVING COUNT(*) > 1 ORDER BY u
SELECT MIN(name) AS lo, CONCAT(MIN(name), '-', MAX(name)) AS r FROM a
SELECT ROUND(AVG(price), 2) AS m, ROUND(SUM(price) / COUNT(price), 2) AS m2 FROM a
SELECT status, ROUND(AVG(price), 1) FROM a GROUP BY status HAVING AVG(price) > 0 ORDER BY AVG(price), status
SELECT status, AVG(price) FROM a GROUP BY status ORDER BY AVG(price) DESC, status LIMIT 2
SELECT status, AVG(price) FROM a GROUP BY status HAVING AVG(price) > 0.75 ORDER BY status
SELECT AVG(price) * 3, AVG(status) * 3, AVG(id) / 3 FROM a
SELECT SUM(CASE WHEN status = 1 THEN price ELSE 0 END) - SUM(CASE WHEN status = 2 THEN price END) AS diff FROM a
SELECT status, RANK() OVER (ORDER BY COUNT(*) DESC) AS r FROM a GROUP BY status ORDER BY r, status
SELECT status, SUM(SUM(price)) OVER (ORDER BY status) AS r FROM a WHERE status IS NOT NULL GROUP BY status ORDER BY status
SELECT status, COUNT(*) * 100 / SUM(COUNT(*)) OVER () AS pct FROM a GROUP BY status ORDER BY status
SELECT a.status, COUNT(b.id) + 0 AS n FROM a LEFT JOIN b ON b.id = a.id GROUP BY a.status ORDER BY a.status
SELECT a.status, SUM(b.qty) - MIN(a.price) AS n FROM a JOIN b ON b.id = a.id AND b.qty > 1 WHERE a.id > 0 GROUP BY a.status HAVING COUNT(*) > 0 ORDER BY a.status
SELECT a.status, SUM(b.qty) - MIN(a.price) AS n FROM a JOIN b ON b.a_id = a.id GROUP BY a.status ORDER BY a.status
SELECT a.status, bc.title, COUNT(*) + 0 AS n FROM a JOIN bc ON bc.id = a.status GROUP BY a.status, bc.title ORDER BY 1, 2
SELECT bc.title, COUNT(*) - 1 AS n FROM a, bc WHERE bc.id = a.status GROUP BY bc.title ORDER BY bc.title
SELECT x.status, x.n FROM (SELECT status, COUNT(*) + 1 AS n FROM a GROUP BY status) x WHERE x.n > 2 ORDER BY x.n, x.status
SELECT COUNT(*) FROM (SELECT status FROM a GROUP BY status HAVING COUNT(*) > 1) x
SELECT id FROM a WHERE status IN (SELECT status FROM a GROUP BY status HAVING COUNT(*) > 1) ORDER BY id
SELECT id FROM a WHERE price = (SELECT MAX(price) FROM a)
SELECT id FROM a WHERE price > (SELECT AVG(price) FROM a) ORDER BY id
SELECT id, price - (SELECT AVG(price) FROM a) AS diff FROM a ORDER BY id
SELECT id, (SELECT COUNT(*) FROM b WHERE b.a_id = a.id) AS n FROM a ORDER BY id
SELECT id, (SELECT COUNT(*) FROM b WHERE b.id = a.id) AS n FROM a ORDER BY id
SELECT id, (SELECT title FROM bc WHERE bc.id = a.status) AS t FROM a ORDER BY id
SELECT id, (SELECT v FROM s WHERE s.id = a.status) AS t FROM a ORDER BY id
SELECT status, (SELECT MAX(v) FROM s) AS t, COUNT(*) + 0 FROM a GROUP BY status ORDER BY status
SELECT a.id FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.a_id = a.id AND b.qty > 5) ORDER BY a.id
SELECT a.id FROM a WHERE NOT EXISTS (SELECT 1 FROM b WHERE b.id = a.id AND b.note = 'x') ORDER BY a.id
SELECT a.id FROM a WHERE a.id NOT IN (SELECT a_id FROM b) ORDER BY a.id
SELECT a.id FROM a WHERE a.id NOT IN (SELECT a_id FROM b WHERE a_id IS NOT NULL) ORDER BY a.id
SELECT a.id FROM a LEFT JOIN b ON a.id = b.a_id WHERE b.id IS NULL ORDER BY a.id
SELECT a.id, b.id FROM a LEFT JOIN b ON a.id = b.id AND a.status = 1 ORDER BY a.id
SELECT a.id, b.id FROM a RIGHT JOIN b ON a.id = b.id AND b.qty > 5 ORDER BY b.id
SELECT a.id, b.id FROM a RIGHT JOIN b ON a.id = b.a_id ORDER BY b.id
SELECT a1.id, a2.id FROM a a1 JOIN a a2 ON a1.status = a2.status AND a1.id < a2.id ORDER BY 1, 2
SELECT a1.id, a2.id FROM a a1 JOIN a a2 ON a1.id = a2.id + 1 ORDER BY 1, 2
SELECT a.id, bc.title, s.v FROM a JOIN bc ON bc.id = a.status LEFT JOIN s ON s.id = a.id ORDER BY a.id
SELECT s.v, a.id FROM s LEFT JOIN a ON a.id = s.id ORDER BY s.id
SELECT bc.id, a.id FROM bc LEFT JOIN a ON bc.id = a.id ORDER BY bc.id
SELECT bc.id, COUNT(a.id) FROM bc LEFT JOIN a ON bc.id = a.status GROUP BY bc.id ORDER BY bc.id
SELECT bc.id FROM bc WHERE NOT EXISTS (SELECT 1 FROM a WHERE a.status = bc.id) ORDER BY bc.id
SELECT bc.id FROM bc WHERE bc.id IN (SELECT status FROM a) ORDER BY bc.id
SELECT bc.id FROM bc WHERE bc.id = (SELECT MIN(id) FROM a)
SELECT id FROM a WHERE id = 3 UNION SELECT id FROM b WHERE id = 4 ORDER BY id
SELECT status FROM a UNION ALL SELECT id FROM bc ORDER BY 1
SELECT id FROM bc UNION SELECT id FROM bc ORDER BY 1
SELECT id FROM bc UNION ALL SELECT v FROM s ORDER BY 1
SELECT id FROM a INTERSECT SELECT id FROM bc ORDER BY 1
SELECT id FROM bc EXCEPT SELECT id FROM a ORDER BY 1
SELECT id FROM a WHERE id IN (1, 3) UNION ALL SELECT id FROM a WHERE id IN (3, 5) ORDER BY id
(SELECT id FROM a ORDER BY price DESC LIMIT 1) UNION ALL (SELECT id FROM a ORDER BY id LIMIT 1)
SELECT * FROM (SELECT id, status FROM a ORDER BY id LIMIT 3) x ORDER BY x.id DESC
SELECT * FROM (SELECT DISTINCT status FROM a) x ORDER BY x.status
SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM a GROUP BY status) x
SELECT x.id FROM (SELECT id FROM a WHERE id = 3) x JOIN b ON b.id = x.id
SELECT x.id, y.qty FROM (SELECT id FROM a) x JOIN (SELECT id, qty FROM b) y ON x.id = y.id ORDER BY x.id
SELECT x.id, y.qty FROM (SELECT id FROM a) x LEFT JOIN (SELECT a_id, SUM(qty) AS qty FROM b GROUP BY a_id) y ON x.id = y.a_id ORDER BY x.id
WITH x AS (SELECT id, status FROM a), y AS (SELECT status, COUNT(*) AS n FROM x GROUP BY status) SELECT x.id, y.n FROM x JOIN y ON x.status = y.status ORDER BY x.id
WITH x AS (SELECT id FROM a WHERE id = 1) SELECT * FROM x UNION ALL SELECT id FROM b WHERE id = 2 ORDER BY 1
SELECT id FROM a ORDER BY price IS NULL, price, id
SELECT id, price FROM a ORDER BY 2, 1
SELECT id, price AS p FROM a ORDER BY p DESC, id
SELECT id, -price AS price FROM a ORDER BY price, id
SELECT id, status AS id2 FROM a ORDER BY id2, id LIMIT 2 OFFSET 1
SELECT a.* FROM a ORDER BY a.name, a.id
SELECT b.*, a.status FROM a JOIN b ON a.id = b.id ORDER BY b.id
SELECT *, id + 1 AS nx FROM a ORDER BY id
SELECT * FROM a WHERE id = 1 OR status = 2 ORDER BY id
SELECT * FROM a JOIN b USING (id) ORDER BY id
SELECT id, a_id FROM a JOIN b USING (id) WHERE id IN (1, 2) ORDER BY id
SELECT COUNT(*) FROM a NATURAL JOIN b
SELECT COUNT(*) FROM a CROSS JOIN b
SELECT COUNT(*) FROM a, b WHERE a.id = b.id AND b.qty > 5
SELECT d, COUNT(*) + 0 FROM a GROUP BY d ORDER BY d
SELECT EXTRACT(YEAR FROM d) AS y, COUNT(*) + 0 AS n FROM a GROUP BY EXTRACT(YEAR FROM d) ORDER BY y
SELECT EXTRACT(MONTH FROM d) AS mth, SUM(price) AS total FROM a GROUP BY EXTRACT(MONTH FROM d) HAVING SUM(price) > 0 ORDER BY total DESC, mth
SELECT status, name, COUNT(*) + 0 FROM a GROUP BY status, name ORDER BY status, name
SELECT COUNT(*) + 0 FROM a GROUP BY status, name HAVING COUNT(*) > 0 ORDER BY status, name LIMIT 3 OFFSET 1
SELECT MAX(id) + 1 FROM a WHERE 1 = 0
SELECT COALESCE(MAX(id), 0) + 1 FROM a WHERE id > 100
SELECT COUNT(*) + 1 FROM a WHERE id = 1 AND id = 2
SELECT SUM(price) IS NULL FROM a WHERE id > 100
SELECT 1 FROM a HAVING COUNT(*) > 100
SELECT COUNT(*) AS c FROM a GROUP BY id ORDER BY id
SELECT id, COUNT(*) AS c FROM a GROUP BY id HAVING COUNT(*) > 0 ORDER BY c, id
SELECT MAX(price) - MIN(price) AS spread FROM a GROUP BY status ORDER BY spread, status
SELECT status FROM a GROUP BY status ORDER BY MAX(price) - MIN(price), status
SELECT status FROM a GROUP BY status ORDER BY COUNT(*) * -1, status DESC
SELECT status, (COUNT(*) + 1)::text AS t, MAX(name) || '!' FROM a GROUP BY status ORDER BY status
SELECT status, COUNT(*) FILTER (WHERE price > 1) + 0 AS n FROM a GROUP BY status ORDER BY status
SELECT public.a.status, COUNT(*) + 0 AS n FROM public.a GROUP BY public.a.status ORDER BY 1
SELECT "a"."status" AS "Status X", COUNT(*) + 0 FROM "a" GROUP BY "a"."status" ORDER BY "Status X"
SELECT status, to_char(SUM(price), 'FM990.00') FROM a GROUP BY status ORDER BY status
SELECT status, NULLIF(COUNT(*), 1), GREATEST(SUM(price), 0) FROM a GROUP BY status ORDER BY status
SELECT a.id, l.qty FROM a CROSS JOIN LATERAL (SELECT qty FROM b WHERE b.a_id = a.id ORDER BY qty DESC LIMIT 1) l ORDER BY a.id
SELECT a.id, b.id FROM a FULL JOIN b ON a.id = b.id AND a.status = 1 ORDER BY a.id, b.id
SELECT a.id, b.id FROM a FULL JOIN b ON a.id = b.a_id ORDER BY a.id, b.id
SELECT status, COUNT(*) FROM a GROUP BY ROLLUP (status) ORDER BY status NULLS LAST, COUNT(*)
SELECT GROUPING(status), COUNT(*) FROM a GROUP BY GROUPING SETS ((status), ()) ORDER BY 1, 2
SELECT status, ARRAY_AGG(id ORDER BY id) FROM a GROUP BY status ORDER BY status
SELECT status, a.* FROM a WHERE id = ANY (ARRAY[1, 2]) ORDER BY id
SELECT COUNT(*), COUNT(*) FROM a GROUP BY status HAVING bool_and(price > 0) ORDER BY 1
SELECT status, json_agg(name ORDER BY id) FROM a GROUP BY status HAVING COUNT(*) > 1 ORDER BY status
SELECT DATE_TRUNC('month', d)::date AS m, COUNT(*) + 0 AS n FROM a GROUP BY DATE_TRUNC('month', d) ORDER BY m
SELECT DATE_TRUNC('month', d) AS m, COUNT(*) + 0 AS n FROM a GROUP BY m HAVING COUNT(*) > 1 ORDER BY m
