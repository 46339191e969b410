# User variables.
SET @x = 1 + 2
SELECT @x
SET @y = (SELECT COUNT(*) FROM t_order), @z = @x * 2
SELECT @y, @z
SET @name = CONCAT('it''s ', 'so')
SELECT @name
SELECT order_id FROM t_order WHERE price > @y ORDER BY order_id
UPDATE t_order SET name = @name WHERE user_id = @x
SELECT order_id, name FROM t_order ORDER BY order_id
SET @n = NULL
SELECT @n
SET @d = (SELECT MAX(price) FROM t_order)
SELECT @d
SELECT @nothing
# SELECT ... INTO variables.
SELECT MAX(order_id), MIN(name) INTO @a, @b FROM t_order
SELECT @a, @b
SELECT name INTO @c FROM t_user WHERE id = 3
SELECT @c
SELECT name INTO @c FROM t_user WHERE id = 300
SELECT @c
SELECT name INTO @c FROM t_user
SELECT id, name INTO @c FROM t_user WHERE id = 1
refused SELECT @q := 1
refused SELECT id INTO OUTFILE '/tmp/x' FROM t_user
# Counts of the last statement.
UPDATE t_order SET status = 5 WHERE status = 1
SELECT ROW_COUNT()
SELECT 1
SELECT ROW_COUNT()
DELETE FROM t_order WHERE user_id IN (SELECT id FROM t_user WHERE score > 15)
SELECT ROW_COUNT()
refused SELECT FOUND_ROWS()
refused SELECT LAST_INSERT_ID(7)
# LAST_INSERT_ID by an UPDATE.
UPDATE t_far SET v = LAST_INSERT_ID(v + 1) WHERE k = 1
SELECT LAST_INSERT_ID()
UPDATE t_user SET score = LAST_INSERT_ID(score + 1) WHERE id = 2
SELECT LAST_INSERT_ID()
INSERT INTO t_far (k, v) VALUES (LAST_INSERT_ID(), 1)
SELECT k FROM t_far ORDER BY k
# Prepared statements by name.
PREPARE s FROM 'SELECT order_id FROM t_order WHERE user_id = ? AND price > ? ORDER BY order_id'
SET @u = 1, @p = 11
EXECUTE s USING @u, @p
SET @p = 1
EXECUTE s USING @u, @p
EXECUTE s USING @u
PREPARE s FROM 'UPDATE t_user SET name = ? WHERE id = ?'
SET @n = 'executed', @i = 4
EXECUTE s USING @n, @i
SELECT name FROM t_user ORDER BY id
DEALLOCATE PREPARE s
EXECUTE s USING @n, @i
DROP PREPARE s
SET @sql = 'SELECT COUNT(*) FROM t_order'
PREPARE q FROM @sql
EXECUTE q
PREPARE q FROM 'nonsense'
EXECUTE q
# Savepoints.
START TRANSACTION
UPDATE t_user SET name = 'one' WHERE id = 1
SAVEPOINT a
UPDATE t_user SET name = 'two'
SAVEPOINT b
DELETE FROM t_order
ROLLBACK TO SAVEPOINT b
SELECT COUNT(*) FROM t_order
ROLLBACK TO a
SELECT name FROM t_user ORDER BY id
RELEASE SAVEPOINT a
ROLLBACK TO SAVEPOINT a
COMMIT
SELECT name FROM t_user ORDER BY id
# A failed statement leaves nothing, and the transaction goes on.
BEGIN
UPDATE t_user SET name = 'kept' WHERE id = 2
INSERT INTO t_user (id, name) VALUES (101, 'a'), (102, 'b'), (1, 'there already')
SELECT id, name FROM t_user ORDER BY id
UPDATE t_user SET id = 3 WHERE id = 1
COMMIT
SELECT id, name FROM t_user ORDER BY id
# Access modes.
START TRANSACTION READ ONLY
SELECT COUNT(*) FROM t_user
UPDATE t_user SET name = 'x'
COMMIT
START TRANSACTION WITH CONSISTENT SNAPSHOT
SELECT COUNT(*) FROM t_user
COMMIT
SET TRANSACTION READ ONLY
START TRANSACTION
UPDATE t_user SET name = 'x' WHERE id = 1
COMMIT
START TRANSACTION
UPDATE t_user SET name = 'x' WHERE id = 1
COMMIT
SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE
SELECT @@tx_isolation
SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY
SELECT @@tx_isolation, @@tx_read_only
SET SESSION TRANSACTION READ WRITE
SELECT @@tx_read_only
SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ
# Settings to expressions.
SET @old = @@sql_mode
SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES')
SELECT "id" FROM t_user WHERE id = 1
SET sql_mode = @old
SELECT "id" FROM t_user WHERE id = 1
refused LOCK TABLES t_user WRITE
