# Definitions first: each logical table once, then questions about it.
same  DROP TABLE IF EXISTS t_item
same  DROP TABLE IF EXISTS t_order
same  DROP TABLE IF EXISTS t_region
same  DROP TABLE IF EXISTS t_config
same  CREATE TABLE t_order (order_id bigint PRIMARY KEY, user_id int NOT NULL, status varchar(20) DEFAULT 'new' COMMENT 'where it is', total decimal(10,2), CONSTRAINT total_is_positive CHECK (total >= 0), KEY by_status (status))
same  CREATE TABLE t_item (item_id bigint PRIMARY KEY, order_id bigint NOT NULL, user_id int NOT NULL, KEY (order_id), CONSTRAINT item_of_order FOREIGN KEY (order_id) REFERENCES t_order (order_id))
same  CREATE TABLE t_region (id int PRIMARY KEY, title varchar(40) NOT NULL)
same  CREATE TABLE t_config (k varchar(20) PRIMARY KEY, v text)
same  SELECT table_name, table_type, engine FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name
same  SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()
same  SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name LIKE 't\_order%'
same  SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 't_order_0'
same  SELECT table_name, column_name, ordinal_position, column_type, is_nullable, column_default, column_key, extra, column_comment FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position
same  SELECT TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX, COLUMN_NAME, NON_UNIQUE FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1, 2, 3
same  SELECT table_name, constraint_name, constraint_type FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() ORDER BY 1, 2
same  SELECT table_name, column_name, constraint_name, referenced_table_name, referenced_column_name FROM information_schema.key_column_usage WHERE table_schema = DATABASE() ORDER BY 1, 3, 2
same  SELECT constraint_name, table_name, referenced_table_name, unique_constraint_name, update_rule, delete_rule FROM information_schema.referential_constraints WHERE constraint_schema = DATABASE()
same  SELECT constraint_name, check_clause FROM information_schema.check_constraints WHERE constraint_schema = DATABASE() ORDER BY 1
same  SELECT t.table_name, COUNT(c.column_name) AS n FROM information_schema.tables t JOIN information_schema.columns c ON c.table_schema = t.table_schema AND c.table_name = t.table_name WHERE t.table_schema = DATABASE() GROUP BY t.table_name HAVING COUNT(*) > 2 ORDER BY n DESC, 1
same  SELECT information_schema.columns.column_name FROM information_schema.columns WHERE information_schema.columns.table_schema = DATABASE() AND information_schema.columns.table_name = 't_item' ORDER BY 1
same  SELECT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 't_order' AND column_name = 'status') AS there
same  SELECT (SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()), 1 + 1
same  SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name IN (SELECT table_name FROM information_schema.columns WHERE column_name = 'user_id' AND table_schema = DATABASE()) ORDER BY 1
same  SELECT schema_name = DATABASE() AS ours FROM information_schema.schemata WHERE schema_name = DATABASE()
same  SELECT c.* FROM (SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = DATABASE()) c WHERE c.table_name = 't_region' ORDER BY 2
same  WITH named AS (SELECT table_name AS n FROM information_schema.tables WHERE table_schema = DATABASE()) SELECT n FROM named ORDER BY n
shown SELECT * FROM information_schema.tables
shown SELECT * FROM information_schema.columns WHERE table_schema = 'shop'
shown SELECT * FROM information_schema.statistics WHERE table_schema = 'shop'
shown SELECT * FROM information_schema.partitions WHERE table_schema = 'shop'
shown SELECT * FROM information_schema.table_constraints
shown SELECT * FROM information_schema.key_column_usage
shown SELECT schema_name FROM information_schema.schemata
shown SHOW TABLES
shown SHOW FULL TABLES LIKE 't\_o%'
shown SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'
shown SHOW TABLES WHERE Tables_in_shop LIKE 't%'
shown SHOW TABLES FROM shop
same  SHOW TABLE STATUS LIKE 'no such table'
shown SHOW TABLE STATUS
shown SHOW TABLE STATUS WHERE Name = 't_order'
same  SHOW COLUMNS FROM t_order
same  SHOW FULL COLUMNS FROM t_item
same  DESCRIBE t_order
same  DESCRIBE t_far
same  DESC t_order status
same  SHOW CREATE TABLE t_item
same  SHOW CREATE TABLE t_order
same  SHOW CREATE TABLE t_far
shown SHOW INDEX FROM t_item
same  SHOW TRIGGERS
shown SHOW CREATE DATABASE shop
fails SHOW CREATE TABLE t_order_0
fails DESCRIBE t_item_1
