# Definitions first: each logical table once, then questions about it.
same  DROP TABLE IF EXISTS t_item
same  DROP TABLE IF EXISTS t_order
same  DROP TABLE IF EXISTS t_region
same  DROP TABLE IF EXISTS t_config
same  CREATE TABLE t_order (order_id bigint PRIMARY KEY, user_id int NOT NULL, status varchar(20) DEFAULT 'new', total decimal(10,2), no serial, CONSTRAINT total_is_positive CHECK (total >= 0), CONSTRAINT one_status UNIQUE (status, order_id))
same  CREATE INDEX by_status ON t_order (status) WHERE total > 10
same  CREATE INDEX ON t_order (user_id)
same  CREATE TABLE t_item (item_id bigint PRIMARY KEY, order_id bigint NOT NULL, user_id int NOT NULL, CONSTRAINT item_of_order FOREIGN KEY (order_id) REFERENCES t_order (order_id))
same  CREATE TABLE t_region (id int PRIMARY KEY, title varchar(40) NOT NULL)
same  CREATE TABLE t_config (k varchar(20) PRIMARY KEY, v text)
same  COMMENT ON TABLE t_order IS 'what was bought'
same  COMMENT ON COLUMN t_order.status IS 'where it is'
same  SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name
same  SELECT COUNT(*) FROM information_schema.tables
same  SELECT COUNT(*) FROM information_schema.columns
same  SELECT table_catalog = current_database() AS ours, table_name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 2
same  SELECT table_name, column_name, ordinal_position, data_type, is_nullable, column_default FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position
same  SELECT table_name, constraint_name, constraint_type FROM information_schema.table_constraints WHERE constraint_schema = 'public' ORDER BY 1, 2
same  SELECT table_name, column_name, constraint_name FROM information_schema.key_column_usage WHERE table_schema = 'public' ORDER BY 1, 3, 2
same  SELECT constraint_name, unique_constraint_name, update_rule, delete_rule FROM information_schema.referential_constraints WHERE constraint_schema = 'public'
same  SELECT constraint_name, check_clause FROM information_schema.check_constraints WHERE constraint_schema = 'public' ORDER BY 1, 2
same  SELECT table_name, constraint_name FROM information_schema.constraint_column_usage WHERE constraint_schema = 'public' ORDER BY 1, 2
same  SELECT sequence_name, data_type FROM information_schema.sequences
same  SELECT tc.table_name, kcu.column_name, ccu.table_name AS foreign_table_name FROM information_schema.table_constraints AS tc JOIN information_schema.key_column_usage AS kcu ON tc.constraint_name = kcu.constraint_name AND tc.table_schema = kcu.table_schema JOIN information_schema.constraint_column_usage AS ccu ON ccu.constraint_name = tc.constraint_name WHERE tc.constraint_type = 'FOREIGN KEY' AND tc.table_name = 't_item'
same  SELECT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = 'public' AND table_name = 't_order_0')
same  SELECT information_schema.tables.table_name FROM information_schema.tables WHERE information_schema.tables.table_schema = 'public' ORDER BY 1
same  SELECT relname, relkind FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1
same  SELECT count(*) FROM pg_catalog.pg_class WHERE relkind = 'r'
same  SELECT c.relname, a.attname, a.attnum, format_type(a.atttypid, a.atttypmod), a.attnotnull FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relname = 't_order' AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 3
same  SELECT a.attname, pg_get_expr(d.adbin, d.adrelid) FROM pg_attribute a JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE a.attrelid = 't_order'::regclass ORDER BY 1
same  SELECT attname FROM pg_attribute WHERE attrelid = 'public.t_item'::regclass AND attnum > 0 ORDER BY attnum
same  SELECT attname FROM pg_attribute WHERE attrelid = 't_far'::regclass AND attnum > 0 ORDER BY attnum
same  SELECT i.relname, pg_get_indexdef(x.indexrelid), x.indisunique FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace WHERE n.nspname = 'public' ORDER BY 1
same  SELECT conname, contype, pg_get_constraintdef(oid), conrelid::regclass::text, confrelid::regclass::text AS target FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY 1, 2
same  SELECT * FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname
same  SELECT tablename, hasindexes FROM pg_tables WHERE schemaname = 'public' ORDER BY 1
same  SELECT sequencename, data_type FROM pg_sequences
same  SELECT typname, typtype FROM pg_type WHERE typnamespace = 'public'::regnamespace ORDER BY 1
same  SELECT relname, n_live_tup >= 0 AS counted FROM pg_stat_user_tables ORDER BY 1
same  SELECT obj_description('t_order'::regclass), col_description('t_order'::regclass, 3)
same  SELECT c.relname, d.description FROM pg_description d JOIN pg_class c ON c.oid = d.objoid WHERE d.classoid = 'pg_class'::regclass AND c.relnamespace = 'public'::regnamespace ORDER BY 1, 2
same  SELECT 't_order'::regclass::text, to_regclass('no_such_table') IS NULL AS missing, to_regclass('t_order') IS NOT NULL AS there
same  SELECT pg_table_size('t_order') >= 0 AS sized, pg_get_serial_sequence('t_order', 'no')
same  SELECT c.relname, pg_table_is_visible(c.oid) FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1
same  SELECT t.relname, s.relname AS sequence FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_class t ON t.oid = d.refobjid WHERE d.deptype = 'a'
same  SELECT datname = current_database() AS ours FROM pg_database WHERE datname = current_database()
same  SELECT attrelid::regclass::text, attname FROM pg_attribute WHERE attrelid = to_regclass('t_order') AND attnum > 0 ORDER BY attnum
shown SELECT * FROM information_schema.tables
shown SELECT * FROM information_schema.columns WHERE table_schema = 'public'
shown SELECT * FROM information_schema.table_constraints
shown SELECT * FROM pg_class WHERE relnamespace = 'public'::regnamespace
shown SELECT * FROM pg_type WHERE typnamespace = 'public'::regnamespace
shown SELECT * FROM pg_constraint
shown SELECT * FROM pg_attrdef
shown SELECT * FROM pg_index
shown SELECT * FROM pg_stats
shown SELECT c.xmin, c.tableoid, c.relname FROM pg_class c WHERE c.relname = 't_order'
shown SELECT conrelid::regclass, confrelid::regclass AS target FROM pg_constraint
shown SELECT 't_order'::regclass
