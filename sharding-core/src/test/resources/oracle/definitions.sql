CREATE TABLE t_order (order_id int PRIMARY KEY, user_id int NOT NULL, status varchar(20), CONSTRAINT positive CHECK (order_id > 0))
CREATE TABLE IF NOT EXISTS t_order (order_id int PRIMARY KEY)
CREATE TABLE t_order (order_id int PRIMARY KEY)
CREATE TABLE t_item (item_id int PRIMARY KEY, order_id int NOT NULL, user_id int NOT NULL, CONSTRAINT of_order FOREIGN KEY (order_id) REFERENCES t_order (order_id))
CREATE TABLE t_region (id int PRIMARY KEY, title varchar(40))
CREATE TABLE t_single (id int PRIMARY KEY, v int)
INSERT INTO t_order (order_id, user_id, status) VALUES (1, 1, 'a'), (2, 2, 'b'), (3, 1, 'c'), (4, 4, 'd')
INSERT INTO t_item (item_id, order_id, user_id) VALUES (10, 1, 1), (11, 2, 2)
INSERT INTO t_region VALUES (1, 'north')
INSERT INTO t_single VALUES (1, 10), (2, 20)
# Constraints by their logical names.
INSERT INTO t_order (order_id, user_id) VALUES (-1, 1)
INSERT INTO t_item (item_id, order_id, user_id) VALUES (12, 99, 1)
mysql ALTER TABLE t_item DROP FOREIGN KEY of_order
mysql ALTER TABLE t_item ADD CONSTRAINT of_order FOREIGN KEY (order_id) REFERENCES t_order (order_id) ON DELETE CASCADE
postgresql ALTER TABLE t_item RENAME CONSTRAINT of_order TO of_its_order
postgresql ALTER TABLE t_item DROP CONSTRAINT of_its_order
postgresql ALTER TABLE t_item ADD CONSTRAINT of_order FOREIGN KEY (order_id) REFERENCES t_order (order_id) ON DELETE CASCADE
ALTER TABLE t_order DROP CONSTRAINT positive
ALTER TABLE t_order DROP CONSTRAINT positive
ALTER TABLE t_order ADD CONSTRAINT one_status UNIQUE (status, order_id)
postgresql ALTER TABLE t_order RENAME CONSTRAINT one_status TO single_status
postgresql ALTER TABLE t_order DROP CONSTRAINT single_status
mysql ALTER TABLE t_order DROP INDEX one_status
# Indexes.
CREATE INDEX by_status ON t_order (status)
CREATE INDEX by_status ON t_order (status)
postgresql CREATE INDEX by_status ON t_single (v)
postgresql CREATE INDEX by_status ON t_item (user_id)
postgresql CREATE INDEX IF NOT EXISTS by_status ON t_order (status)
postgresql CREATE INDEX ON t_order (user_id)
postgresql CREATE INDEX single_v ON t_single (v)
postgresql SELECT indexname, tablename FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1
postgresql COMMENT ON INDEX by_status IS 'by its status'
postgresql ALTER INDEX by_status RENAME TO by_state
postgresql DROP INDEX by_state, t_order_user_id_idx, single_v
postgresql DROP INDEX by_state
postgresql DROP INDEX IF EXISTS by_state
postgresql CREATE INDEX an_index_name_so_long_that_with_the_table_it_is_cut_by_the_engine ON t_order (status)
postgresql DROP INDEX an_index_name_so_long_that_with_the_table_it_is_cut_by_the_engine
postgresql SELECT indexname, tablename FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1
mysql ALTER TABLE t_order ADD INDEX `i_a` (status), ADD INDEX i_b (user_id)
mysql ALTER TABLE t_order RENAME INDEX i_b TO i_c
mysql ALTER TABLE t_order DROP INDEX i_a
mysql DROP INDEX i_c ON t_order
mysql DROP INDEX by_status ON t_order
mysql SELECT INDEX_NAME, COLUMN_NAME FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't_order' ORDER BY 1, 2
# Columns and comments.
ALTER TABLE t_order ADD COLUMN note varchar(10) DEFAULT 'none'
SELECT note, COUNT(*) FROM t_order GROUP BY note
ALTER TABLE t_order DROP COLUMN note
refused ALTER TABLE t_order DROP COLUMN user_id
refused ALTER TABLE t_order RENAME TO t_orders
postgresql COMMENT ON TABLE t_order IS 'what was bought'
postgresql COMMENT ON COLUMN t_order.status IS 'where it is'
postgresql SELECT obj_description('t_order'::regclass), col_description('t_order'::regclass, 3)
# Tables from tables.
mysql CREATE TABLE t_copy LIKE t_order
postgresql CREATE TABLE t_copy (LIKE t_order INCLUDING ALL)
INSERT INTO t_copy (order_id, user_id, status) SELECT order_id, user_id, status FROM t_order
SELECT * FROM t_copy ORDER BY order_id
DROP TABLE t_copy
CREATE TABLE t_copy AS SELECT order_id, user_id, status FROM t_order WHERE order_id > 1
SELECT * FROM t_copy ORDER BY order_id
SELECT status FROM t_copy WHERE user_id = 2 AND order_id = 2
DROP TABLE t_copy
CREATE TABLE t_copy AS SELECT order_id, user_id, COUNT(*) AS n FROM t_item GROUP BY order_id, user_id
SELECT * FROM t_copy ORDER BY order_id
CREATE TABLE t_copy AS SELECT * FROM t_order
CREATE TABLE IF NOT EXISTS t_copy AS SELECT order_id, user_id, 5 AS n FROM t_order
SELECT * FROM t_copy ORDER BY order_id
DROP TABLE t_copy
# Without its sharding key no row has a place, and the table is gone again.
refused CREATE TABLE t_copy AS SELECT order_id FROM t_order
shards CREATE TABLE t_copy (order_id int, user_id int)
shards DROP TABLE t_copy
CREATE TABLE t_total AS SELECT user_id, COUNT(*) AS n FROM t_order GROUP BY user_id
SELECT * FROM t_total ORDER BY user_id
DROP TABLE t_total
CREATE TABLE t_double AS SELECT id, v * 2 AS w FROM t_single
SELECT * FROM t_double ORDER BY id
DROP TABLE t_double
postgresql CREATE TABLE t_copy AS SELECT order_id, user_id FROM t_order WITH NO DATA
postgresql SELECT * FROM t_copy
postgresql DROP TABLE t_copy
mysql CREATE TABLE t_like LIKE t_order
mysql DROP TABLE t_like
refused CREATE TEMPORARY TABLE t_temp (id int)
# Upkeep.
mysql shards ANALYZE TABLE t_order
mysql shards ANALYZE TABLE t_region
mysql shards CHECK TABLE t_item, t_single
mysql shards OPTIMIZE TABLE t_item
postgresql ANALYZE t_order
postgresql ANALYZE t_order (status)
postgresql VACUUM t_item
postgresql VACUUM t_item, t_order
postgresql REINDEX TABLE t_order
postgresql REINDEX INDEX t_order_pkey
# Triggers see the row alone.
mysql CREATE TRIGGER marks BEFORE INSERT ON t_order FOR EACH ROW SET NEW.status = CONCAT('!', NEW.status)
mysql INSERT INTO t_order (order_id, user_id, status) VALUES (7, 7, 'x'), (8, 8, 'y')
mysql SELECT * FROM t_order ORDER BY order_id
mysql SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()
mysql DROP TRIGGER marks
mysql refused CREATE TRIGGER counts AFTER INSERT ON t_order FOR EACH ROW UPDATE t_single SET v = v + 1
postgresql CREATE FUNCTION mark() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.status := ''!'' || NEW.status; RETURN NEW; END'
postgresql CREATE TRIGGER marks BEFORE INSERT ON t_order FOR EACH ROW EXECUTE FUNCTION mark()
postgresql INSERT INTO t_order (order_id, user_id, status) VALUES (7, 7, 'x'), (8, 8, 'y')
postgresql SELECT * FROM t_order ORDER BY order_id
postgresql SELECT trigger_name, event_object_table FROM information_schema.triggers
postgresql COMMENT ON TRIGGER marks ON t_order IS 'marks'
postgresql ALTER TRIGGER marks ON t_order RENAME TO marking
postgresql DROP TRIGGER marking ON t_order
postgresql refused CREATE TRIGGER counts AFTER INSERT ON t_order EXECUTE FUNCTION mark()
postgresql CREATE STATISTICS s_order (dependencies) ON user_id, status FROM t_order
postgresql SELECT stxname FROM pg_statistic_ext
postgresql DROP STATISTICS s_order
postgresql SELECT stxname FROM pg_statistic_ext
postgresql CREATE POLICY own ON t_order USING (user_id > 0)
postgresql DROP POLICY own ON t_order
postgresql ALTER TABLE t_order ADD COLUMN no serial
postgresql ALTER SEQUENCE t_order_no_seq RESTART WITH 100
postgresql SELECT sequencename FROM pg_sequences ORDER BY 1
postgresql ALTER TABLE t_order DROP COLUMN no
# Tables that refer to each other go together.
postgresql TRUNCATE t_order
postgresql TRUNCATE t_order, t_item
mysql TRUNCATE TABLE t_item
SELECT COUNT(*) FROM t_item
mysql RENAME TABLE t_single TO t_renamed
mysql SELECT * FROM t_renamed ORDER BY id
mysql refused RENAME TABLE t_region TO t_regions
DROP TABLE t_item, t_order
DROP TABLE IF EXISTS t_item, t_order, t_region
SELECT COUNT(*) FROM t_order
