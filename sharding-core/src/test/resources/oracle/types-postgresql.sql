# A column of each type, and what is computed and ordered over them.
everywhere CREATE TYPE mood AS ENUM ('sad','ok','happy')
everywhere CREATE DOMAIN posint AS int CHECK (VALUE > -100)
CREATE TABLE a (id int PRIMARY KEY, m money, iv interval, d double precision, r real, n numeric, t text, tags int[], j jsonb, mo mood, b bit(4), vb varbit, u uuid, ts timestamptz, tz timetz, ti time, da date, ip inet, po posint, ch char(5), by bytea, bo boolean, ra int4range, sm smallint, bi bigint, x xml, rw text)
CREATE TABLE b (id int PRIMARY KEY, v int, t text)
CREATE TABLE bc (id int PRIMARY KEY, title text)
INSERT INTO a VALUES (1,'$1.10','1 day',0.1,0.1,1.10,'a','{1,2}','{"a":1}','sad','1010','101','a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11','2026-01-01 00:00:00+00','10:00:00+02','10:00','2026-01-01','10.0.0.1',5,'ab','\x01',true,'[1,5)',1,10,NULL,'x'),(2,'$2.20','24:00:00',0.2,0.2,1.1,'b','{1,3}','{"a":2}','ok','0110','1','b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11','2026-01-01 01:00:00+01','08:00:00+00','11:00','2026-01-02','10.0.0.2',5,'ab ','\x01',false,'[1,5)',1,10,NULL,'y'),(3,'-$3.30','1 mon',0.3,0.3,NULL,'a','{1,2}','{"a":1}','happy','1010','101',NULL,'2026-01-01 00:00:00+00','10:00:00+02','10:00','2026-01-01','10.0.0.1',7,'AB','\x02',true,'[2,3)',2,9223372036854775807,NULL,'z'),(4,NULL,'30 days',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL),(5,'$7','-1 day 02:00:00','NaN','Infinity','NaN','c','{}','[1]','sad','1111','11','c0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11','2026-01-02 00:00:00+00','10:00:00+02','10:00','2026-01-01','10.0.0.1/24',7,'AB','\x02',true,'empty',2,9223372036854775807,NULL,'z'),(6,'$7','-1 day 02:00:00','-Infinity','-Infinity','5','c','{}','[1]','sad','1111','11','c0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11','2026-01-02 00:00:00+00','10:00:00+02','10:00','2026-01-01','10.0.0.1/24',7,'AB','\x02',true,'empty',2,9223372036854775807,NULL,'z')
INSERT INTO b SELECT id, id % 3, t FROM a
INSERT INTO bc VALUES (0,'zero'),(1,'one'),(9,'nine')
SELECT SUM(m) FROM a
SELECT SUM(m), COUNT(*) FROM a WHERE id < 4
SELECT t, SUM(m) FROM a GROUP BY t
SELECT SUM(iv), AVG(iv) FROM a
SELECT MIN(iv) < interval '0', MAX(iv) = interval '30 days' FROM a
SELECT COUNT(*), MIN(id) FROM a GROUP BY iv
SELECT COUNT(*) FROM (SELECT DISTINCT iv FROM a) x
SELECT id FROM a ORDER BY iv, id
SELECT SUM(d), AVG(d), SUM(r), AVG(r) FROM a WHERE id < 5
SELECT SUM(d), AVG(d), MIN(d), MAX(d), SUM(r), MAX(r), MIN(r) FROM a
SELECT SUM(n), AVG(n), MIN(n), MAX(n) FROM a
any SELECT n, COUNT(*) FROM a GROUP BY n
SELECT id FROM a ORDER BY n DESC NULLS LAST, id
SELECT id FROM a ORDER BY d, id
SELECT tags, COUNT(*) FROM a GROUP BY tags
SELECT id FROM a ORDER BY tags, id
SELECT DISTINCT tags FROM a
SELECT MIN(tags), MAX(tags) FROM a
SELECT j, COUNT(*) FROM a GROUP BY j
SELECT id FROM a ORDER BY j, id
SELECT DISTINCT j FROM a
SELECT mo, COUNT(*) FROM a GROUP BY mo
SELECT id FROM a ORDER BY mo DESC, id
SELECT MIN(mo), MAX(mo) FROM a
SELECT b, COUNT(*) FROM a GROUP BY b
SELECT BIT_AND(b), BIT_OR(b), BIT_XOR(b) FROM a
SELECT BIT_AND(id), BIT_OR(bi), BIT_XOR(sm) FROM a
SELECT id FROM a ORDER BY b, id
SELECT id FROM a ORDER BY vb, id
SELECT u, COUNT(*) FROM a GROUP BY u ORDER BY u
SELECT ts, COUNT(*) FROM a GROUP BY ts ORDER BY ts
SELECT tz, COUNT(*) FROM a GROUP BY tz ORDER BY tz
SELECT MIN(tz), MAX(tz), MIN(ti), MAX(da), MIN(ts) FROM a
SELECT ip, COUNT(*) FROM a GROUP BY ip
SELECT MIN(ip), MAX(ip) FROM a
SELECT id FROM a ORDER BY ip, id
SELECT po, COUNT(*), SUM(po), AVG(po) FROM a GROUP BY po
SELECT id FROM a ORDER BY po, id
SELECT ch, COUNT(*) FROM a GROUP BY ch ORDER BY ch
SELECT by, COUNT(*) FROM a GROUP BY by ORDER BY by
SELECT bo, COUNT(*), BOOL_AND(bo), BOOL_OR(bo), EVERY(bo) FROM a GROUP BY bo
SELECT ra, COUNT(*) FROM a GROUP BY ra
SELECT id FROM a ORDER BY ra, id
SELECT range_agg(ra), range_intersect_agg(ra) FROM a WHERE id < 4
SELECT SUM(sm), SUM(bi), AVG(bi), AVG(sm) FROM a
SELECT SUM(sm) + 1, -AVG(bi), MAX(t) || 'x', COALESCE(SUM(m), '$0') FROM a
SELECT ARRAY_AGG(id ORDER BY id DESC), STRING_AGG(t, ',' ORDER BY id), JSON_AGG(t ORDER BY id), JSONB_AGG(j ORDER BY id), JSON_OBJECT_AGG(id, t), COUNT(DISTINCT t) FROM a
SELECT STRING_AGG(DISTINCT t, ',' ORDER BY t) FROM a
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY id), percentile_disc(0.5) WITHIN GROUP (ORDER BY t), mode() WITHIN GROUP (ORDER BY t) FROM a
SELECT corr(id, sm), covar_pop(id, sm), regr_slope(id, sm), regr_count(id, sm) FROM a
SELECT GROUPING(t), t, COUNT(*) FROM a GROUP BY ROLLUP(t)
SELECT ROW(t, sm), COUNT(*) FROM a GROUP BY ROW(t, sm)
SELECT (t, sm), COUNT(*) FROM a GROUP BY (t, sm), 1
SELECT t, sm, COUNT(*) FROM a GROUP BY (t, sm)
SELECT DISTINCT ON (t) t, id FROM a ORDER BY t, id DESC
SELECT COUNT(*) FILTER (WHERE id > 2) AS f, SUM(id) FILTER (WHERE t = 'a') FROM a
SELECT id FROM a ORDER BY id DESC LIMIT 3 FOR UPDATE
SELECT id FROM a FOR UPDATE
SELECT a.id FROM a JOIN b ON a.id = b.id ORDER BY a.id FOR UPDATE
SELECT a.id FROM a JOIN b ON a.id = b.id ORDER BY a.id LIMIT 2 FOR SHARE OF a
SELECT id FROM a ORDER BY id FOR UPDATE SKIP LOCKED
SELECT COUNT(*) >= 0 FROM a TABLESAMPLE SYSTEM (100)
SELECT COUNT(*) FROM a TABLESAMPLE BERNOULLI (100)
SELECT id FROM a TABLESAMPLE BERNOULLI (100) ORDER BY id
SELECT a.id, b.v FROM a TABLESAMPLE BERNOULLI (100) JOIN b ON a.sm = b.v ORDER BY 1, 2
SELECT a.id FROM ONLY a ORDER BY id
SELECT a.* FROM a WHERE id = 1
SELECT a FROM a WHERE id = 1
SELECT a FROM a ORDER BY a.id
SELECT a.id, a FROM a JOIN b ON a.sm = b.v ORDER BY 1
SELECT COUNT(a) FROM a
SELECT xmin IS NULL FROM a ORDER BY id
SELECT 1 AS one, 'x' AS s, NULL AS n FROM a
SELECT DISTINCT 1 FROM a
SELECT DISTINCT 'x' FROM a
SELECT DISTINCT NULL FROM a
SELECT 'x' AS c, COUNT(*) FROM a GROUP BY c
SELECT 1 AS c, COUNT(*) FROM a GROUP BY 1
SELECT COUNT(*) FROM a HAVING COUNT(*) > 100
SELECT 1 FROM a HAVING COUNT(*) > 1
SELECT MAX(id) FROM a WHERE false
SELECT t FROM a GROUP BY t HAVING true
SELECT id, (SELECT COUNT(*) FROM b) FROM a ORDER BY id
SELECT EXISTS (SELECT 1 FROM a WHERE id = 77), (SELECT MAX(id) FROM a)
SELECT 1 WHERE EXISTS (SELECT 1 FROM a)
SELECT * FROM (VALUES (1), (2)) v(x) JOIN a ON a.id = v.x ORDER BY a.id
SELECT v.x, a.id FROM (VALUES (1), (77)) v(x) LEFT JOIN a ON a.id = v.x ORDER BY 1
SELECT g, a.id FROM generate_series(1, 3) g LEFT JOIN a ON a.id = g ORDER BY 1
SELECT a.id, g FROM a, generate_series(1, a.sm) g ORDER BY 1, 2
SELECT unnest(tags) AS x, id FROM a ORDER BY 2, 1
SELECT unnest(tags) AS x FROM a ORDER BY 1 LIMIT 3
SELECT COUNT(*), unnest(ARRAY[1,2]) FROM a
SELECT id FROM a WHERE t = ANY (ARRAY['a','b']) ORDER BY id
SELECT id FROM a WHERE id = ANY ('{1,2,3}') ORDER BY id
SELECT id FROM a WHERE id = ANY (ARRAY[1,2]) ORDER BY id
SELECT id FROM a WHERE id IN (SELECT unnest(ARRAY[1,2])) ORDER BY id
SELECT id FROM a WHERE (id, t) IN ((1,'a'),(2,'z')) ORDER BY id
SELECT id FROM a WHERE id::text = '1'
SELECT id FROM a WHERE id + 0 = 1
SELECT id FROM a WHERE id = '1'
SELECT id FROM a WHERE id = 1.0
SELECT id FROM a WHERE id = 1.5
SELECT id FROM a WHERE id IN (1, 2.0, NULL) ORDER BY id
SELECT id FROM a WHERE id BETWEEN SYMMETRIC 3 AND 1 ORDER BY id
SELECT id FROM a WHERE id BETWEEN 3 AND 1 ORDER BY id
SELECT id FROM a WHERE NOT (id <> 3)
SELECT id FROM a WHERE id IS NOT DISTINCT FROM 3
SELECT id FROM a WHERE id IS DISTINCT FROM 3 ORDER BY id
SELECT id FROM a WHERE (id = 1) IS TRUE
SELECT id FROM a WHERE (id = 1) IS NOT TRUE ORDER BY id
SELECT id FROM a WHERE CASE id WHEN 1 THEN true END
SELECT id FROM a WHERE id = 1 OR id = 2 AND t = 'zzz'
SELECT id FROM a WHERE (id = 1 OR id = 2) AND (id = 2 OR id = 3)
SELECT id FROM a WHERE id = 1 AND id = 2
SELECT COUNT(*) FROM a WHERE id = 1 AND id = 2
SELECT id FROM a WHERE id = (SELECT 3)
SELECT id FROM a WHERE id = (SELECT MAX(id) FROM b)
SELECT id FROM a WHERE row(id, sm) = row(1, 1)
SELECT id FROM a WHERE id > 1 AND id < 3
SELECT id FROM a WHERE id = abs(-3)
SELECT id FROM a WHERE id = length('abc')
SELECT id FROM a WHERE id = 2147483648
SELECT id FROM a WHERE id = -1
SELECT b.id, b.v FROM b WHERE b.id IN (SELECT a.id FROM a WHERE a.t = 'a') ORDER BY 1
SELECT a.id FROM a LEFT JOIN b ON a.id = b.id AND b.id = 3 ORDER BY a.id
SELECT a.id, bc.title FROM a RIGHT JOIN bc ON a.id = bc.id ORDER BY bc.id
SELECT bc.title, COUNT(a.id) FROM bc LEFT JOIN a ON a.id = bc.id GROUP BY bc.title ORDER BY 1
SELECT COUNT(*) OVER (), id FROM a ORDER BY id
SELECT id, SUM(id) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM a ORDER BY id
SELECT t, COUNT(*), RANK() OVER (ORDER BY COUNT(*) DESC, t) FROM a GROUP BY t ORDER BY t
SELECT t, SUM(COUNT(*)) OVER () FROM a GROUP BY t ORDER BY t
TABLE b
TABLE b ORDER BY id LIMIT 2
(SELECT id FROM a ORDER BY id LIMIT 2) UNION ALL (SELECT id FROM b ORDER BY id DESC LIMIT 2)
(SELECT id FROM a ORDER BY id LIMIT 2) UNION (SELECT id FROM b ORDER BY id DESC LIMIT 2) ORDER BY 1 LIMIT 3
SELECT id FROM a UNION SELECT v FROM b ORDER BY id
SELECT t FROM a EXCEPT SELECT t FROM b
SELECT id FROM a INTERSECT SELECT v FROM b ORDER BY 1
WITH w AS (SELECT id, t FROM a WHERE id > 2) SELECT t, COUNT(*) FROM w GROUP BY t ORDER BY t
WITH w AS MATERIALIZED (SELECT v FROM b) SELECT SUM(v) FROM w
WITH RECURSIVE w(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM w WHERE n < 3) SELECT a.id FROM w JOIN a ON a.id = w.n ORDER BY 1
WITH RECURSIVE w AS (SELECT id, v FROM b WHERE id = 1 UNION SELECT b.id, b.v FROM b JOIN w ON b.v = w.id) SELECT * FROM w ORDER BY 1
SELECT id FROM a ORDER BY t COLLATE "C" DESC, id
SELECT id FROM a ORDER BY t COLLATE "und-x-icu" DESC, id
SELECT MAX(t COLLATE "und-x-icu") FROM a
SELECT id FROM a ORDER BY t USING >, id
SELECT id % 2 AS odd, COUNT(*), AVG(n)::numeric(10,3) FROM a WHERE id < 5 GROUP BY id % 2 ORDER BY odd
SELECT COUNT(DISTINCT id % 2) FROM a
SELECT to_char(SUM(sm), '999') FROM a
SELECT json_build_object('n', COUNT(*), 's', SUM(sm)) FROM a
SELECT ARRAY[COUNT(*), SUM(sm)] FROM a
SELECT extract(year FROM MAX(da)) FROM a
SELECT CAST(AVG(sm) AS numeric(10,2)) AS x FROM a
SELECT t, MAX(id) AS "Max Id", MIN(id) "min" FROM a GROUP BY t ORDER BY "Max Id"
SELECT DATE_TRUNC('month', ts) AS mon, COUNT(*) FROM a GROUP BY mon ORDER BY mon
SELECT DATE_TRUNC('month', ts) AS mon, COUNT(*) FROM a GROUP BY 1 ORDER BY 1 DESC NULLS LAST
SELECT ts::date AS day, COUNT(*) FROM a GROUP BY ts::date ORDER BY ts::date
